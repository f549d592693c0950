"""The tests of this project can fail: no test asserts only inside loops that may never run.

A checker reads source text and returns what is wrong with it, so that it can be shown to fail on a bad sample.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = sorted(Path(__file__).parent.rglob("*.py"))
# What gives as many items as it is given: what is not empty stays so.
AS_MANY = {
    "dict",
    "enumerate",
    "items",
    "keys",
    "list",
    "product",
    "reversed",
    "set",
    "sorted",
    "tuple",
    "values",
    "zip",
}
SOME = "some"  # of conftest.py, which refuses what is empty


def asserting_only_in_loops(source: str) -> list[str]:
    """Return the tests of `source` whose every assertion stands in a loop that is not proved to run.

    A loop is proved to run by what it goes over: `some(…)`, a literal, a range, a constant of the module that is one of
    these. A property of hypothesis is passed over: that nothing raises, whatever is given, is an assertion of its own.
    """
    module = ast.parse(source)
    helpers = {node.name for node in module.body if isinstance(node, ast.FunctionDef) and any(_assertions(node))}
    known = _never_empty(module)
    return [
        node.name
        for node in module.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not _is_property(node)
        for sure in [list(_sure(node, known, helpers - {node.name}))]
        if sure and not any(sure)
    ]


def _sure(node: ast.AST, known: set[str], helpers: set[str]) -> Iterator[bool]:
    """Yield of every assertion in `node` whether it is sure to be made when `node` runs."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Assert):
            yield not _goes_over_nothing(child.test, known)
        elif _raises(child) or _calls(child, helpers):
            yield True
        runs = _runs(child, known, helpers)
        yield from (found and runs for found in _sure(child, known, helpers))


def _runs(node: ast.AST, known: set[str], helpers: set[str]) -> bool:
    """Tell whether what stands in `node` is sure to run: a loop over something, a choice that asserts either way."""
    if isinstance(node, ast.If):
        return all(any(_sure(ast.Module(branch, []), known, helpers)) for branch in (node.body, node.orelse))
    if isinstance(node, ast.For):
        return _is_never_empty(node.iter, known)
    return not isinstance(node, ast.AsyncFor | ast.While | ast.Match)


def _assertions(node: ast.AST) -> Iterator[ast.AST]:
    return (child for child in ast.walk(node) if isinstance(child, ast.Assert) or _raises(child))


def _raises(node: ast.AST) -> bool:
    """Tell whether `node` is `with pytest.raises(…)`, or `pytest.fail(…)` after all else was tried."""
    if isinstance(node, ast.With):
        return any("pytest.raises" in ast.unparse(item) for item in node.items)
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.fail"


def _calls(node: ast.AST, names: set[str]) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names


def _goes_over_nothing(test: ast.expr, known: set[str]) -> bool:
    """Tell whether `test` is all(… for …) or not any(… for …), which hold of nothing at all."""
    call = test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else test
    wanted = "all" if call is test else "any"
    return (
        _calls(call, {wanted})
        and isinstance(call, ast.Call)
        and isinstance(call.args[0], ast.GeneratorExp | ast.ListComp)
        and not all(_is_never_empty(part.iter, known) and not part.ifs for part in call.args[0].generators)
    )


def _is_property(node: ast.FunctionDef) -> bool:
    return any(_calls(decorator, {"given"}) for decorator in node.decorator_list)


def _never_empty(module: ast.Module) -> set[str]:
    """Return the names of the constants of `module` that hold at least one item."""
    known: set[str] = set()
    for node in module.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        value = getattr(node, "value", None)
        if isinstance(target, ast.Name) and value is not None and _is_never_empty(value, known):
            known.add(target.id)
    return known


def _is_never_empty(node: ast.expr, known: set[str]) -> bool:
    match node:
        case ast.Name(name):
            return name in known
        case ast.Constant(str(value) | bytes(value)):
            return bool(value)
        case ast.Tuple(items) | ast.List(items) | ast.Set(items):
            return any(not isinstance(each, ast.Starred) or _is_never_empty(each.value, known) for each in items)
        case ast.Dict(keys, values):
            pairs = zip(keys, values, strict=True)
            return any(key is not None or _is_never_empty(value, known) for key, value in pairs)
        case ast.BinOp(left, ast.Add() | ast.BitOr(), right):
            return _is_never_empty(left, known) or _is_never_empty(right, known)
        case ast.ListComp(_, parts) | ast.SetComp(_, parts) | ast.DictComp(_, _, parts) | ast.GeneratorExp(_, parts):
            return all(_is_never_empty(part.iter, known) and not part.ifs for part in parts)
        case ast.Call(ast.Name("range"), [*bounds]) if all(isinstance(bound, ast.Constant) for bound in bounds):
            return bool(range(*map(ast.literal_eval, bounds)))
        case ast.Call(ast.Name(name)) if name == SOME:
            return True
        case ast.Call(ast.Name(name), things) if name in AS_MANY and things:
            return all(_is_never_empty(thing, known) for thing in things)
        case ast.Call(ast.Attribute(thing, name)) if name in AS_MANY:
            return _is_never_empty(thing, known)
    return False


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_no_test_asserts_only_in_loops_that_may_never_run(path: Path) -> None:
    assert asserting_only_in_loops(path.read_text(encoding="utf-8")) == []


VACUOUS = [
    "for each in things():\n        assert each",
    "for each in []:\n        assert each",
    "for each in THINGS:\n        assert each",
    "for each in range(0):\n        assert each",
    "for each in [x for x in (1, 2) if x > 2]:\n        assert each",
    "for each in zip((1, 2), things()):\n        assert each",
    "for each in (1, 2):\n        if each > 2:\n            assert each",
    "for each in (1, 2):\n        for other in things(each):\n            assert other",
    "for each in things():\n        with pytest.raises(ValueError):\n            each()",
    "for each in things():\n        checked(each)",
    "while things():\n        assert each",
    "assert all(each for each in things())",
    "assert not any(each for each in things())",
    "match things():\n        case 1:\n            assert True",
]
SURE = [
    "for each in some(things()):\n        assert each",
    "for each in (1, 2):\n        assert each",
    "for each in [*things(), 1]:\n        assert each",
    "for each in ITEMS.items():\n        assert each",
    "for each in PAIRS:\n        assert each",
    "for each in enumerate(sorted('ab')):\n        assert each",
    "for each in range(1, 3):\n        assert each",
    "assert things()\n    for each in things():\n        assert each",
    "assert all(each for each in some(things()))",
    "for each in things():\n        return\n    pytest.fail('none')",
    "for each in (1, 2):\n        if each > 2:\n            assert each\n        else:\n            assert not each",
    "with pytest.raises(ValueError):\n        things()",
    "checked(things())",
    "things()",
]
AROUND = """
THINGS = things()
ITEMS = {1: 2}
PAIRS = some(things())
def checked(thing):
    assert thing
"""


@pytest.mark.parametrize("body", VACUOUS)
def test_the_checker_sees_assertions_that_may_never_be_made(body: str) -> None:
    assert asserting_only_in_loops(f"{AROUND}def test_it():\n    {body}\n") == ["test_it"]


@pytest.mark.parametrize("body", SURE)
def test_the_checker_passes_what_is_sure_to_be_asserted(body: str) -> None:
    assert asserting_only_in_loops(f"{AROUND}def test_it():\n    {body}\n") == []


def test_the_checker_passes_over_properties() -> None:
    assert asserting_only_in_loops(f"@given(text())\ndef test_it(text):\n    {VACUOUS[0]}\n") == []
