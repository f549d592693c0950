"""What the repository promises about itself: nothing private or generated in it, and documents that do not lie."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from importlib.metadata import packages_distributions
from pathlib import Path

import click
import pytest

from filings import __version__
from filings.commands import make_group

ROOT = Path(__file__).parent.parent
READMES = ["README.md", "README.ru.md"]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

# Bracketed letters keep the patterns from finding themselves in this file.
MACHINE = {
    "a path of a machine": r"(?<![\w.:/-])/(?:[h]ome|[r]oot|[U]sers|[w]ork|[m]nt|[o]pt)/\w|\b[C-Z]:\\+[U]sers\b",
    "a folder outside the repository": r"\.\./[s]hared",
    "a package host": r"[p]ypi\.org|[p]ythonhosted|[r]egistry\.npmjs|[d]eb\.debian|[s]imple/pip",
    "a choice of package index": r"[i]ndex-url|[f]ind-links|[t]rusted-host|--[i]ndex\b|[f]ile:///",
}
GENERATED_SUFFIXES = {".docx", ".pdf", ".mo", ".pyc", ".zip", ".whl", ".sqlite", ".log"}
GENERATED_FOLDERS = {"out", "build", "dist", "__pycache__", ".venv"}


def published_files() -> list[Path]:
    """Return what `git add .` would publish; without git, the whole tree less what .gitignore names."""
    if (ROOT / ".git").exists() and (git := shutil.which("git")):
        command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        paths = [ROOT / name for name in listing.split("\0") if name]
    else:
        ignored = [line.strip("/") for line in read(".gitignore").splitlines() if line]
        paths = [path for path in ROOT.rglob("*") if not is_ignored(path.relative_to(ROOT), ignored)]
    return [path for path in paths if path.is_file()]


def is_ignored(path: Path, patterns: list[str]) -> bool:
    """Tell whether a part of `path` is a name that .gitignore leaves out."""
    return any(fnmatch(part, pattern) for part in path.parts for pattern in [*patterns, ".git"])


def read(name: str) -> str:
    """Return the text of a file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def machine_traces(text: str) -> list[str]:
    """Return the kinds of traces of one machine that `text` carries."""
    return [what for what, pattern in MACHINE.items() if re.search(pattern, text)]


def is_generated(path: Path, content: bytes) -> bool:
    """Tell whether a file is binary, or made from others."""
    return b"\0" in content or path.suffix in GENERATED_SUFFIXES or bool(GENERATED_FOLDERS & set(path.parts))


def code_in(markdown: str) -> str:
    """Return what Markdown text shows as code, one piece a line."""
    fenced = re.findall(r"^```[^\n]*\n(.*?)^```", markdown, re.DOTALL | re.MULTILINE)
    prose = re.sub(r"^```.*?^```", "", markdown, flags=re.DOTALL | re.MULTILINE)
    return "\n".join([*fenced, *re.findall(r"`([^`]+)`", prose)])


def make_targets_in(code: str) -> set[str]:
    """Return the targets that the `make …` commands in `code` call."""
    return set(re.findall(r"\bmake (?:[A-Z]+=\S* )*([a-z][a-z-]*)", code))


def filings_calls_in(code: str) -> list[tuple[str, set[str]]]:
    """Return each call of the program in `code`: the command and the options given to it."""
    calls = re.findall(r"(?:\bfilings|\bcli\.py) ([a-z]+)([^\n|&#`]*)", code)
    return [(name, set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest))) for name, rest in calls]


def unknown_calls(calls: list[tuple[str, set[str]]]) -> list[str]:
    """Return the calls of commands, or with options, that the program does not have."""
    group = make_group()
    context = click.Context(group)
    unknown = []
    for name, options in calls:
        command = group.get_command(context, name)
        known = {text for parameter in (command.params if command else []) for text in parameter.opts}
        if command is None or options - known - {"-h", "--help"}:
            unknown.append(f"{name} {' '.join(sorted(options - known))}".strip())
    return unknown


def problem_codes(source: str) -> set[str]:
    """Return the codes of problems that source text names."""
    return set(re.findall(r'"([BFKLMORSTUW]\d{3})"', source))


def imported_roots(source: str) -> set[str]:
    """Return the top-level names that source text imports, wherever it does so."""
    nodes = list(ast.walk(ast.parse(source)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    parts = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    return {name.split(".")[0] for name in plain | parts}


def dependency_name(requirement: str) -> str:
    """Return the normalised name in a requirement such as `PyYAML>=6`."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower()


# --- nothing private, nothing generated -------------------------------------------------------------------------------


def test_no_file_tells_about_a_machine() -> None:
    traces = {path: machine_traces(path.read_text(encoding="utf-8", errors="replace")) for path in published_files()}
    assert {str(path.relative_to(ROOT)): what for path, what in traces.items() if what} == {}


def test_no_binary_or_generated_file_is_published() -> None:
    files = {path.relative_to(ROOT): path.read_bytes() for path in published_files()}
    assert [str(path) for path, content in files.items() if is_generated(path, content)] == []


@pytest.mark.parametrize(
    "parts",
    [
        ("see /ho", "me/ivan/case.yaml"),
        ('"/wo', 'rk/main"'),
        ("C:", r"\Users\ivan"),
        ("..", "/sha", "red/law"),
        ("https://py", "pi.org/project/x"),
        ("--extra-ind", "ex-url x"),
        ("fi", "le:///wheels"),
    ],
)
def test_a_trace_of_a_machine_is_seen(parts: tuple[str, ...]) -> None:
    assert len(machine_traces("".join(parts))) == 1


@pytest.mark.parametrize("text", ["https://example.ru/opt/53", "docs/home/x", "пункт 1/root/2", "127.0.0.1", "C: x"])
def test_an_ordinary_text_is_no_trace(text: str) -> None:
    assert machine_traces(text) == []


def test_generated_files_are_seen() -> None:
    assert is_generated(Path("docs/logo.png"), b"\x89PNG\0")
    assert is_generated(Path("x.pdf"), b"%PDF")
    assert is_generated(Path("out/x.txt"), b"x")
    assert not is_generated(Path("docs/output.md"), b"x")


# --- documents that do not lie ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("readme", READMES)
def test_the_make_commands_in_the_readme_exist(readme: str) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", read("Makefile"), re.MULTILINE))
    called = make_targets_in(code_in(read(readme)))
    assert {"demo", "test"} <= called <= targets


@pytest.mark.parametrize("readme", READMES)
def test_the_calls_of_the_program_in_the_readme_are_right(readme: str) -> None:
    calls = filings_calls_in(code_in(read(readme)))
    assert unknown_calls(calls) == []
    group = make_group()
    assert set(group.list_commands(click.Context(group))) <= {name for name, _ in calls}


def test_a_wrong_call_in_a_readme_is_seen() -> None:
    code = code_in("Use `make OUT=x moo`.\n```sh\nfilings render a.yaml --overwrit  # twice\n```\nand `cli.py fly`")
    assert make_targets_in(code) == {"moo"}
    assert unknown_calls(filings_calls_in(code)) == ["render --overwrit", "fly"]


def test_the_example_of_make_demo_exists() -> None:
    example = re.search(r"^EXAMPLE \?= (\S+)$", read("Makefile"), re.MULTILINE)
    assert example
    assert (ROOT / example[1]).is_file()


def test_every_problem_code_has_one_heading_in_the_errors_page() -> None:
    codes = {code for path in (ROOT / "filings").rglob("*.py") for code in problem_codes(path.read_text("utf-8"))}
    for path in (ROOT / "filings" / "law" / "data").glob("*.yaml"):
        codes |= set(re.findall(r"\b[SW]\d{3}\b", path.read_text("utf-8")))
    headings = re.findall(r"^## ([A-Z]\d{3})\b", read("docs/errors.md"), re.MULTILINE)
    assert sorted(headings) == sorted(codes)


def test_problem_codes_are_seen_in_source() -> None:
    assert problem_codes('Problem("F012", "x"); Problem(\n    "L004",') == {"F012", "L004"}
    assert problem_codes('"X001" "F12" F013') == set()


def test_the_layout_in_the_architecture_page_is_the_layout() -> None:
    block = re.search(r"^## Layout$.*?^```$(.*?)^```$", read("docs/architecture.md"), re.DOTALL | re.MULTILINE)
    assert block
    named = {line.split()[0] for line in block[1].splitlines() if line and not line.startswith(" ")}
    folders = {path.parent for path in published_files() if "filings" in path.relative_to(ROOT).parts[:1]}
    tops = {folder.relative_to(ROOT / "filings").parts[0] + "/" for folder in folders - {ROOT / "filings"}}
    modules = {path.name for path in (ROOT / "filings").glob("*.py")} - {"__init__.py", "__main__.py"}
    assert named == tops | modules


def test_the_nodes_in_the_architecture_page_are_the_nodes() -> None:
    rows = re.findall(r"^\| (`[A-Z].*?) \|", read("docs/architecture.md"), re.MULTILINE)
    named = [node for row in rows for node in re.findall(r"`(\w+)`", row)]
    assert sorted(named) == sorted(re.findall(r"^class (\w+)", read("filings/document.py"), re.MULTILINE))


def test_every_library_the_package_imports_is_declared() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "filings").rglob("*.py")]
    imported = set().union(*map(imported_roots, sources)) - set(sys.stdlib_module_names) - {"filings"}
    needed = {packages_distributions()[name][0].lower().replace("_", "-") for name in imported}
    project = SETTINGS["project"]
    extras = (requirement for group in project["optional-dependencies"].values() for requirement in group)
    assert needed <= {dependency_name(requirement) for requirement in (*project["dependencies"], *extras)}


def test_imports_are_read_from_source() -> None:
    assert imported_roots("import a.b\nfrom c.d import e\nfrom . import f\n") == {"a", "c"}


def test_every_dependency_has_a_record() -> None:
    groups = [
        SETTINGS["build-system"]["requires"],
        SETTINGS["project"]["dependencies"],
        *SETTINGS["project"]["optional-dependencies"].values(),
        *SETTINGS["dependency-groups"].values(),
    ]
    needed = {dependency_name(requirement) for group in groups for requirement in group}
    titles = [path.read_text(encoding="utf-8").splitlines()[0] for path in (ROOT / "docs/decisions").glob("*.md")]
    recorded = {word for title in titles for word in re.findall(r"[\w.-]+", title.lower())}
    assert needed - recorded == set()


def test_the_index_of_decisions_lists_every_record() -> None:
    listed = re.findall(r"\]\(([\w.-]+\.md)\)", read("docs/decisions/README.md"))
    assert sorted(listed) == sorted(
        path.name for path in (ROOT / "docs/decisions").glob("*.md") if path.stem != "README"
    )


def test_dependency_names_are_read_from_requirements() -> None:
    assert [dependency_name(x) for x in ("PyYAML>=6.0.2", "a.b-c", "x[y]>1; z")] == ["pyyaml", "a.b-c", "x"]


def test_the_lock_pins_every_dependency_with_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-mutants.txt"):
        pinned = re.findall(r"^([\w.-]+)==[^\n]*((?:\\\n +--hash=sha256:[0-9a-f]{64} ?)+)", read(name), re.MULTILINE)
        assert {dependency_name(x) for x in SETTINGS["project"]["dependencies"]} <= {name for name, _ in pinned}
        assert len(pinned) == len(re.findall(r"^[\w.-]+==", read(name), re.MULTILINE))


def test_the_changelog_tells_about_this_version() -> None:
    assert re.search(rf"^## \[?{re.escape(__version__)}\b", read("CHANGELOG.md"), re.MULTILINE)
