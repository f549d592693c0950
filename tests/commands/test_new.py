"""`filings new`: a short file with what the paper asks, a long one with all that it may have."""

from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from filings.catalog import Catalog
from filings.commands.new import command
from filings.errors import UsageError
from filings.examination import Request, examine
from filings.fact_path import EVERY, steps
from filings.facts.validate import facts_of
from filings.facts.vocabulary import parts_at
from filings.problems import Kind
from tests.conftest import TODAY, some

CATALOG = Catalog.load()
GROUNDS = facts_of("resignation", CATALOG.packs)["properties"]["ground"]["enum"]
LONGEST = 120


def new(*words: str) -> Result:
    return CliRunner().invoke(command, [*words])


def facts(*words: str) -> Mapping[str, Any]:
    return dict(yaml.safe_load(new(*words).stdout))


def paths(value: Any, path: str = "") -> set[str]:
    """Return the patterns of all the facts that a file names."""
    if isinstance(value, dict):
        return {path, *(one for key, inner in value.items() for one in paths(inner, f"{path}.{key}".lstrip(".")))}
    if isinstance(value, list):
        return {path, *(one for inner in value for one in paths(inner, f"{path}[]"))}
    return {path}


def pattern(path: str) -> str:
    return "".join(f"[{EVERY[1:-1]}]" if isinstance(step, int) else f".{step}" for step in steps(path)).lstrip(".")


def test_who_asks_to_go_at_his_own_wish_has_a_short_file() -> None:
    result = new("resignation", "--ground", "own-wish")

    assert len(result.stdout.splitlines()) <= LONGEST
    assert facts("resignation", "--ground", "own-wish")["ground"] == "own-wish"
    assert "family" not in facts("resignation", "--ground", "own-wish")
    assert "## Что случилось? Обязательно." in [line.strip() for line in result.stdout.splitlines()]


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_file_of_a_ground_asks_for_all_that_it_lacks(ground: str) -> None:
    _holds_what_it_lacks("resignation", "--ground", ground)


@pytest.mark.parametrize("kind", sorted(CATALOG.filings))
def test_the_short_file_asks_for_all_that_it_lacks_and_only_for_facts_of_its_kind(kind: str) -> None:
    named = _holds_what_it_lacks(kind)

    tree = facts_of(kind, CATALOG.packs)
    assert [path for path in named if path and not parts_at(tree, path)] == []


def _holds_what_it_lacks(kind: str, *words: str) -> set[str]:
    blank = facts(kind, *words)
    named = paths(blank)
    problems = examine(CATALOG, CATALOG.find(kind), blank, Request(TODAY)).problems
    lacking = some(problem for problem in problems if problem.kind is Kind.MISSING)
    assert [one.where for one in lacking if not any(pattern(fact) in named for fact in one.facts)] == []
    return named


def test_a_ground_that_the_kind_does_not_know_is_wrong_usage() -> None:
    unknown, elsewhere = new("resignation", "--ground", "weather"), new("stamp-claim", "--ground", "own-wish")

    for result in (unknown, elsewhere):
        assert isinstance(result.exception, UsageError)
        assert [problem.code for problem in result.exception.problems] == ["U002"]
