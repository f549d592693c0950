"""A draft may lack nearly everything: what is not known stays a gap, and no gap becomes a statement."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from filings.catalog import Catalog
from filings.examination import Request
from filings.facts import load
from filings.facts.validate import vocabulary
from filings.papers import NO_FILES, make
from filings.problems import errors_in
from filings.transforms import gaps
from filings.writers.text import BLANK, to_text
from tests.conftest import abbreviated_too_early, some
from tests.test_cures import places, without

CATALOG = Catalog.load()
RESIGNATION = CATALOG.find("resignation")
GROUNDS = vocabulary(CATALOG.packs)["properties"]["ground"]["enum"]
DRAFT = Request(date(2026, 11, 22), on=date(2022, 6, 1), draft=True)


@pytest.mark.parametrize(("ground", "category"), [*product(GROUNDS, ["contract", "mobilised", "conscript", None])])
def test_every_ground_can_be_drafted_from_nearly_nothing(ground: str, category: str | None) -> None:
    case = {"ground": ground} | ({"applicant": {"category": category}} if category else {})
    report = make(CATALOG, RESIGNATION, case, DRAFT, NO_FILES).report
    if report.document is None:
        assert {problem.code[0] for problem in errors_in(report.problems)} == {"L"}
        return
    assert BLANK in to_text(report.document)
    assert {missing.path for missing in report.missing} >= {"applicant.rank", "applicant.position"}


@pytest.mark.parametrize("case", [{}, {"applicant": {"category": "contract"}}])
def test_a_draft_needs_the_ground_that_chooses_its_words(case: dict[str, object]) -> None:
    report = make(CATALOG, RESIGNATION, case, DRAFT, NO_FILES).report
    assert report.document is None
    assert "ground" in [problem.where for problem in errors_in(report.problems)]


@pytest.mark.parametrize(
    ("ground", "statement"),
    [
        ("family-guardian", "родного брата"),
        ("family-guardian", "опекуна"),
        ("family-care", "матерью"),
        ("family-care", "содержать его"),
        ("health", "годным"),
        ("family-spouse", "мужа-военнослужащего"),
        ("own-wish", "пункта 6"),
    ],
)
def test_a_choice_that_depends_on_a_gap_is_a_gap(ground: str, statement: str) -> None:
    document = make(CATALOG, RESIGNATION, {"ground": ground}, DRAFT, NO_FILES).report.document
    assert document is not None
    assert statement not in to_text(document)


EXAMPLES = [path for filing in CATALOG.filings.values() for path in filing.examples]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_a_case_that_lacks_any_one_fact_is_answered_in_draft_and_in_final(path: Path) -> None:
    """Whatever is missing, the answer is a paper or problems, and no paper that is final has a blank."""
    case = load(path)
    filing = CATALOG.find(case["kind"])
    for key in some(case.keys() - {"kind"}):
        less = {name: value for name, value in case.items() if name != key}
        for draft in (True, False):
            report = make(CATALOG, filing, less, Request(date(2026, 11, 22), draft=draft), NO_FILES).report
            assert report.document is not None or errors_in(report.problems), (key, draft)
            assert report.document is None or "<" not in to_text(report.document), "a gap printed as markup"
            assert report.document is None or not abbreviated_too_early(to_text(report.document)), (key, draft)
            if report.document is not None and not draft:
                assert gaps(report.document) == (), key


def _largest(paths: tuple[Path, ...]) -> Path:
    return max(paths, key=lambda path: path.stat().st_size)


@pytest.mark.parametrize(
    "path", [_largest(f.examples) for f in CATALOG.filings.values()], ids=lambda path: path.parts[-3]
)
def test_a_draft_that_lacks_any_fact_of_a_group_is_a_paper_or_problems_of_the_case(path: Path) -> None:
    case = load(path)
    filing = CATALOG.find(path.parts[-3])
    for place in some(place for place in places(case) if len(place) > 1):
        report = make(CATALOG, filing, without(case, place), Request(date(2026, 11, 22), draft=True), NO_FILES).report
        assert report.document is not None or errors_in(report.problems), place
