"""The walls of docs/architecture.md: where imports may go, how long things may be, what modules may be called.

Each checker reads source text and returns what is wrong with it, so that it can be shown to fail on a bad sample.
"""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeGuard

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "filings"
MODULES = sorted(PACKAGE.rglob("*.py"))
LAZY_LOADER = PACKAGE / "commands" / "__init__.py"
# DOCX must work on a machine without Pango, which WeasyPrint loads on import; Dask is not installed with the rest.
LAZY_LIBRARIES = {"distributed", "pymorphy3", "weasyprint"}

MAX_FILE, MAX_FUNCTION, MAX_CLI = 300, 40, 10
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "handler", "misc"}

# «kas 219 1», «fz53 51 3 в», several parted by «;»: the key of a provision as law/data writes it.
ACTS = yaml.safe_load((PACKAGE / "law" / "data" / "acts.yaml").read_text(encoding="utf-8"))["acts"]
PROVISION_KEY = re.compile(rf"(?:(?:{'|'.join(ACTS)}) (?:\d|гл|п\d|абз)[\w. ]*(?:; )?)+")
# How a spreadsheet counts its days is no law.
NO_LAW = PACKAGE / "sheets" / "workbook.py"

# What has a code of its own that is no problem's: a court, a rule of screening.
NOT_PROBLEMS = {"found", "item", "rule"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Checker = Callable[[str], list[str]]


def functions(source: str) -> Iterator[Function]:
    """Yield every function and method in `source`, nested ones too."""
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, Function))


def long_file(source: str, limit: int = MAX_FILE) -> list[str]:
    """Return the length of a file above `limit` lines."""
    lines = len(source.splitlines())
    return [f"{lines} lines"] if lines > limit else []


def long_functions(source: str) -> list[str]:
    """Return the functions above the budget; the docstring counts, decorators do not."""
    sizes = [(node, (node.end_lineno or node.lineno) - node.lineno + 1) for node in functions(source)]
    return [f"{node.name}: {size} lines" for node, size in sizes if size > MAX_FUNCTION]


def functions_without_return_type(source: str) -> list[str]:
    """Return the functions whose return type is not written down."""
    return [node.name for node in functions(source) if node.returns is None]


def broad_excepts(source: str) -> list[str]:
    """Return the places that catch everything."""
    return [
        f"line {node.lineno}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or {"Exception", "BaseException"} & {part.id for part in names(node.type)})
    ]


def names(node: ast.AST) -> list[ast.Name]:
    """Return the plain names inside `node`."""
    return [part for part in ast.walk(node) if isinstance(part, ast.Name)]


def hidden_imports(source: str) -> list[str]:
    """Return imports inside functions, save the heavy libraries, and imports by name, which no contract can see."""
    inside = [part for function in functions(source) for part in ast.walk(function)]
    static = [
        part
        for part in inside
        if isinstance(part, ast.Import | ast.ImportFrom) and not imported_roots(part) <= LAZY_LIBRARIES
    ]
    by_name = [
        part
        for part in ast.walk(ast.parse(source))
        if isinstance(part, ast.Call) and ast.unparse(part.func).split(".")[-1] in {"import_module", "__import__"}
    ]
    return [f"line {part.lineno}" for part in (*static, *by_name)]


def imported_roots(node: ast.Import | ast.ImportFrom) -> set[str]:
    """Return the first parts of the names an import statement loads; `.` for a relative one."""
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    return {(node.module or "").split(".")[0] if node.level == 0 else "."}


def compared_codes(source: str) -> list[str]:
    """Return the places that decide something by the code of a problem: its kind is what the program acts on."""
    tree = ast.parse(source)
    compared = [
        part for node in ast.walk(tree) if isinstance(node, ast.Compare) for part in (node.left, *node.comparators)
    ]
    called = [
        node.func.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    sliced = [node.value for node in ast.walk(tree) if isinstance(node, ast.Subscript)]
    return [
        f"line {part.lineno}"
        for part in (*compared, *called, *sliced)
        if isinstance(part, ast.Attribute) and part.attr == "code" and ast.unparse(part.value) not in NOT_PROBLEMS
    ]


def law_in_code(source: str) -> list[str]:
    """Return the keys of provisions and the days that source text types; both belong into law/data."""
    tree = ast.parse(source)
    doc = {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node)}
    keys = [
        f"line {node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in doc
        and PROVISION_KEY.fullmatch(node.value)
    ]
    days = [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "date"
        and node.args
        and all(isinstance(part, ast.Constant) for part in node.args)
    ]
    return keys + days


def _has_docstring(node: ast.AST) -> TypeGuard[ast.Module | ast.ClassDef | Function]:
    documented = isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    return documented and ast.get_docstring(node) is not None


def missing_docstring(source: str) -> list[str]:
    """Return a word where the module does not say what it is for."""
    return [] if ast.get_docstring(ast.parse(source)) else ["no module docstring"]


def banned_parts(path: Path) -> list[str]:
    """Return the parts of a module's path that name nothing in particular."""
    return sorted(BANNED_NAMES & {*path.parts[:-1], path.stem})


def found(checker: Checker, modules: list[Path]) -> dict[str, list[str]]:
    """Return what `checker` finds, by module."""
    return {
        str(path.relative_to(ROOT)): faults for path in modules if (faults := checker(path.read_text(encoding="utf-8")))
    }


@pytest.mark.parametrize(
    "checker", [long_file, long_functions, functions_without_return_type, missing_docstring], ids=lambda f: f.__name__
)
def test_every_module_keeps_the_budget(checker: Checker) -> None:
    assert found(checker, MODULES) == {}


def test_nothing_is_decided_by_the_code_of_a_problem() -> None:
    assert found(compared_codes, MODULES) == {}


def test_no_norm_and_no_day_of_the_law_is_typed_in_python() -> None:
    assert found(law_in_code, [path for path in MODULES if path != NO_LAW]) == {}


def named_twice(names: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the names that stand more than once among `names` (name, where), with their places."""
    places: dict[str, list[str]] = {}
    for name, where in names:
        places.setdefault(name, []).append(where)
    return {name: where for name, where in places.items() if len(where) > 1}


def test_no_two_modules_have_one_name() -> None:
    # A module of a command is named after the command, and so may be a room of what the command is about.
    own = [path for path in MODULES if not path.stem.startswith("__") and path.parent != PACKAGE / "commands"]
    assert named_twice([(path.stem, str(path.relative_to(PACKAGE))) for path in own]) == {}


def test_no_two_classes_have_one_name() -> None:
    classes = [
        (node.name, str(path.relative_to(PACKAGE)))
        for path in MODULES
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    ]
    assert len(classes) > 150
    assert named_twice(classes) == {}


def test_a_name_given_twice_is_seen() -> None:
    assert named_twice([("_Row", "a.py"), ("Page", "a.py"), ("_Row", "b.py")]) == {"_Row": ["a.py", "b.py"]}


def test_one_place_at_most_catches_everything() -> None:
    places = found(broad_excepts, MODULES)
    assert sum(map(len, places.values())) <= 1, places


def test_imports_stand_at_the_top_except_in_the_lazy_loader_of_commands() -> None:
    assert found(hidden_imports, [path for path in MODULES if path != LAZY_LOADER]) == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in MODULES if banned_parts(path.relative_to(ROOT))] == []


def test_cli_holds_no_logic() -> None:
    assert long_file((ROOT / "cli.py").read_text(encoding="utf-8"), MAX_CLI) == []


GOOD = '''"""What it is for."""

from filings import law


def f() -> int:
    import weasyprint

    return weasyprint.render(law)
'''
BODY = "    pass\n"


@pytest.mark.parametrize(
    ("checker", "bad"),
    [
        (long_file, "x = 1\n" * 301),
        (long_functions, "def f() -> None:\n" + BODY * 40),
        (long_functions, "class C:\n  async def f(self) -> None:\n" + BODY * 40),
        (functions_without_return_type, "def f(x: int):\n" + BODY),
        (functions_without_return_type, "class C:\n  def __init__(self):\n" + BODY),
        (broad_excepts, "try:\n    pass\nexcept Exception:\n    pass\n"),
        (broad_excepts, "try:\n    pass\nexcept (OSError, BaseException) as e:\n    pass\n"),
        (broad_excepts, "try:\n    pass\nexcept:\n    pass\n"),
        (law_in_code, 'norm = "kas 219 1"\n'),
        (law_in_code, 'norms = ("fz53 51 1 г; fz53 51 3 б",)\n'),
        (law_in_code, "began = date(2022, 9, 21)\n"),
        (compared_codes, 'stops = problem.code == "L031"\n'),
        (compared_codes, 'stops = problem.code in {"L031"}\n'),
        (compared_codes, 'stops = problem.code.startswith("W")\n'),
        (compared_codes, "letter = one.problems[0].code[0]\n"),
        (hidden_imports, "def f() -> None:\n    import filings.law\n"),
        (hidden_imports, "def f() -> None:\n    from filings.law import x\n"),
        (hidden_imports, "def f() -> None:\n    from . import x\n"),
        (hidden_imports, "def f() -> None:\n    import weasyprint, docx\n"),
        (hidden_imports, "import importlib\nimportlib.import_module('filings.law')\n"),
        (hidden_imports, "__import__('filings.law')\n"),
        (missing_docstring, "x = 1\n"),
    ],
)
def test_a_checker_sees_a_bad_sample(checker: Checker, bad: str) -> None:
    assert len(checker(bad)) == 1
    assert checker(GOOD) == []


def test_the_longest_allowed_file_and_function_pass() -> None:
    assert long_file("x = 1\n" * MAX_FILE) == []
    assert long_functions("def f() -> None:\n" + BODY * (MAX_FUNCTION - 1)) == []


@pytest.mark.parametrize("path", ["filings/utils.py", "filings/law/helpers.py", "filings/common/dates.py"])
def test_a_name_that_says_nothing_is_seen(path: str) -> None:
    assert banned_parts(Path(path))
    assert not banned_parts(Path("filings/law/terms/count.py"))


# --- import contracts -------------------------------------------------------------------------------------------------

# One line per contract that must break it: a contract that holds whatever one writes would guard nothing.
VIOLATIONS = {
    "Arrows only go down": ("law/norms/egg.py", "import filings.assembly"),
    "The checks ask the answers, these the rooms of the law": ("law/terms/egg.py", "import filings.law.answers"),
    "No import cycle": ("law/norms/egg.py", "import filings.law.norms.hen"),
    "Writers know the tree, not the case": ("writers/egg.py", "import filings.law"),
    "The tree imports nothing of ours": ("document.py", "import filings.errors"),
    "Only the DOCX writer knows python-docx": ("law/norms/egg.py", "import docx"),
    "Only the PDF writer knows WeasyPrint": ("law/norms/egg.py", "import weasyprint"),
    "Only the templating knows Jinja2, and the application the pages of its own": ("law/norms/egg.py", "import jinja2"),
    "Only the application knows Flask": ("law/norms/egg.py", "import flask"),
    "Only the command knows the server": ("law/norms/egg.py", "import waitress"),
    "The application has no thread, process, socket or clock": ("web/egg.py", "import threading"),
    "Only the calendar file knows icalendar": ("law/norms/egg.py", "import icalendar"),
    "Only the validation knows the schema library": ("law/norms/egg.py", "import jsonschema_rs"),
    "Only the Russian package knows the libraries of Russian": ("law/norms/egg.py", "import pymorphy3"),
    "Only the sealing knows pyrage": ("law/norms/egg.py", "import pyrage"),
    "Only the workbook knows XlsxWriter": ("law/norms/egg.py", "import xlsxwriter"),
    "Only the reading of sheets knows calamine": ("law/norms/egg.py", "import python_calamine"),
    "Only the cluster knows Dask": ("law/norms/egg.py", "import distributed"),
}


def lint_imports(folder: Path) -> tuple[int, set[str], str]:
    """Run import-linter in `folder`; return its exit status, the contracts it found broken, and what it said."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    broken = {line.removesuffix(" BROKEN") for line in run.stdout.splitlines() if line.endswith(" BROKEN")}
    return run.returncode, broken, run.stdout + run.stderr


def test_every_import_contract_is_kept() -> None:
    status, broken, said = lint_imports(ROOT)
    assert (status, broken) == (0, set()), said


def test_every_import_contract_can_break(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    copy = tmp_path / "filings"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "law" / "norms" / "hen.py").write_text("import filings.law.norms.egg\n", encoding="utf-8")
    for file, line in VIOLATIONS.values():
        with (copy / file).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")
    status, broken, said = lint_imports(tmp_path)
    assert (status, broken) == (1, set(VIOLATIONS)), said


def test_a_module_without_a_place_in_the_layers_is_refused(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(PACKAGE, tmp_path / "filings", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "filings" / "stray.py").touch()
    status, broken, said = lint_imports(tmp_path)
    assert (status, broken) == (1, {"Arrows only go down"}), said


def test_every_import_contract_is_proved_above() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]} == set(VIOLATIONS)
