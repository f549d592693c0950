"""A kind under another name, in a pack of one's own, has the same law: it is chosen by what the paper is."""

import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from filings.assembly import paper
from filings.catalog import Catalog, builtin_pack
from filings.examination import Examined, Request, examine
from filings.facts import load
from filings.law.terms.case_terms import as_json
from filings.writers.text import to_text

OURS = Catalog.load()
REQUEST = Request(date(2026, 11, 22))


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a pack with every built-in kind under the name my-<kind>, word for word."""
    pack = tmp_path_factory.mktemp("pack")
    for kind in OURS.filings:
        shutil.copytree(builtin_pack().templates / kind, pack / "templates" / f"my-{kind}")
        (pack / "schemas").mkdir(exist_ok=True)
        shutil.copy(builtin_pack().schemas / f"{kind}.json", pack / "schemas" / f"my-{kind}.json")
    return pack


@cache
def catalogue(pack: Path) -> Catalog:
    return Catalog.load([pack])


def examined(catalog: Catalog, kind: str, path: Path) -> Examined:
    return examine(catalog, catalog.find(kind), load(path), REQUEST)


@pytest.mark.parametrize("kind", OURS.filings)
def test_a_renamed_kind_has_the_same_problems_and_terms(kind: str, renamed: Path) -> None:
    theirs = catalogue(renamed)
    compared = [
        (examined(OURS, kind, path), examined(theirs, f"my-{kind}", path))
        for path in (*OURS.find(kind).examples, *sorted((OURS.find(kind).folder / "counterexamples").glob("*.yaml")))
    ]

    assert len(compared) > 1
    for ours, same in compared:
        assert same.problems == ours.problems
        assert as_json(same.terms, REQUEST.today) == as_json(ours.terms, REQUEST.today)


@pytest.mark.parametrize("kind", OURS.filings)
def test_a_renamed_kind_has_the_same_text(kind: str, renamed: Path) -> None:
    first = OURS.find(kind).examples[0]

    ours = paper(examined(OURS, kind, first)).document
    same = paper(examined(catalogue(renamed), f"my-{kind}", first)).document

    assert ours is not None
    assert same is not None
    assert to_text(same) == to_text(ours)


@pytest.mark.parametrize("kind", OURS.filings)
def test_a_renamed_kind_has_the_same_nature(kind: str, renamed: Path) -> None:
    assert catalogue(renamed).find(f"my-{kind}").nature == OURS.find(kind).nature
