"""A fact whose condition (`x-when`) does not hold is neither asked nor printed: no paper may lose anything by it."""

import copy
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from filings.catalog import Catalog, Filing
from filings.conditions import holds, parse
from filings.examination import Request
from filings.facts import check, load
from filings.facts.validate import vocabulary
from filings.facts.vocabulary import Schema
from filings.papers import NO_FILES, make
from filings.writers.text import to_text
from tests.conftest import TODAY, some

CATALOG = Catalog.load()
TREE = vocabulary(CATALOG.packs)
Place = tuple[str, ...]


def conditional(tree: Schema, kind: Schema, path: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield the place and the condition of every fact that a kind asks for under one; the kind's own goes first."""
    chosen = kind.get("properties", {name: {} for name in tree.get("properties", {})})
    for name, part in tree.get("properties", {}).items():
        if name in chosen:
            told = {**part, **chosen[name]}
            if "x-when" in told:
                yield (*path, name), told["x-when"]
            yield from conditional(part, chosen[name], (*path, name))


def idle(filing: Filing, raw: Mapping[str, Any]) -> list[Place]:
    """Return the places of the conditional facts of `filing` that have no place in the paper of `raw`."""
    facts = check(filing, CATALOG, raw, today=TODAY).facts
    found = conditional(TREE, CATALOG.schema(filing.kind))
    return [place for place, data in found if not holds(parse(data, "x-when"), facts)]


def fact(raw: Any, place: Place) -> Any:
    for name in place:
        raw = raw.get(name) if isinstance(raw, Mapping) else None
    return raw


def with_fact(raw: Mapping[str, Any], place: Place, value: Any) -> dict[str, Any]:
    case: dict[str, Any] = copy.deepcopy(dict(raw))
    inner = case
    for name in place[:-1]:
        inner = inner.setdefault(name, {})
    inner[place[-1]] = value
    return case


def text(filing: Filing, raw: Mapping[str, Any]) -> str | None:
    """Return the paper as text; None where the case has an error."""
    document = make(CATALOG, filing, raw, Request(TODAY), NO_FILES).report.document
    return to_text(document) if document else None


@cache
def cases(kind: str) -> dict[Path, Mapping[str, Any]]:
    return {path: load(path) for path in CATALOG.filings[kind].examples}


KINDS = [kind for kind in CATALOG.filings if any(conditional(TREE, CATALOG.schema(kind)))]
# The paper would print them, but no case may say them: a serviceman is not in the reserve, and the day on which a
# conscript was called up stands in one place if he writes himself, in another if his family does.
CONTRADICTIONS = {("applicant", "rank_status"), ("conscript", "called_up_on")}


def somewhere(kind: str, place: Place) -> list[Any]:
    """Return what an example tells at `place`, one of the same kind if there is one; nothing if none does."""
    told = (fact(raw, place) for each in (kind, *CATALOG.filings) for raw in cases(each).values())
    return [value for value in told if value is not None][:1]


@pytest.mark.parametrize("kind", KINDS)
def test_no_example_has_a_fact_that_its_paper_does_not_ask_for(kind: str) -> None:
    for path, raw in some(cases(kind).items()):
        assert [place for place in idle(CATALOG.filings[kind], raw) if fact(raw, place) is not None] == [], path


@pytest.mark.parametrize("kind", KINDS)
def test_a_fact_that_is_not_asked_for_would_not_be_printed(kind: str) -> None:
    filing = CATALOG.filings[kind]
    tried, printed = set(), []
    for path, raw in some(cases(kind).items()):
        plain = text(filing, raw)
        for place in set(idle(filing, raw)) - CONTRADICTIONS:
            for value in somewhere(kind, place):
                more = text(filing, with_fact(raw, place, value))
                tried.add(more is not None)
                printed += [(path.stem, place)] if more not in (None, plain) else []

    if not tried:
        pytest.skip("every fact asked for under a condition has its place in every example")
    assert (True in tried, printed) == (True, [])
