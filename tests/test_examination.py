"""One examination of a case: which problems are told, of which day's law, and what a draft may lack."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from filings.catalog import Catalog, Filing
from filings.examination import Examined, Request, examine, merged
from filings.facts import load
from filings.problems import Kind, Problem, Severity

CATALOG = Catalog.load()
RESIGNATION = CATALOG.find("resignation")
TODAY = date(2026, 11, 22)


def case(filing: Filing = RESIGNATION) -> dict[str, Any]:
    return load(filing.examples[0])


def examined(raw: Mapping[str, Any], *, on: date | None = None, draft: bool = False) -> Examined:
    return examine(CATALOG, RESIGNATION, raw, Request(TODAY, on, draft))


SCHEMA = {
    "missing": Problem(Kind.MISSING, "F012", "place", "Не указано.", "Укажите."),
    "refused": Problem(Kind.WRONG, "F016", "place", "Не дата.", "Напишите дату."),
}
LAW = {
    "missing": Problem(Kind.MISSING, "L060", "place", "Не хватает.", "Укажите.", "ст. 220"),
    "forbidden": Problem(Kind.UNLAWFUL, "L034", "place", "Срок пропущен.", "Просите восстановить.", "ст. 219"),
    "notice": Problem(Kind.NOTICE, "W011", "place", "Внимание.", "Прочтите.", severity=Severity.WARNING),
}


@pytest.mark.parametrize(
    ("of_the_schema", "of_the_law", "told"),
    [
        ("missing", "missing", ["L060"]),
        ("missing", "forbidden", ["F012", "L034"]),
        ("missing", "notice", ["F012", "W011"]),
        ("refused", "missing", ["F016"]),
        ("refused", "forbidden", ["F016", "L034"]),
        ("refused", "notice", ["F016", "W011"]),
    ],
)
def test_of_one_place_the_word_that_helps_is_told(of_the_schema: str, of_the_law: str, told: list[str]) -> None:
    both = merged([SCHEMA[of_the_schema]], [LAW[of_the_law]])

    assert [problem.code for problem in both] == told


def test_of_two_places_both_are_told() -> None:
    elsewhere = Problem(Kind.MISSING, "L060", "elsewhere", "Не хватает.", "Укажите.", "ст. 220")

    assert merged([SCHEMA["missing"]], [elsewhere]) == (SCHEMA["missing"], elsewhere)


def test_a_case_in_order_has_all_that_its_papers_need() -> None:
    found = examined(case())

    assert not found.stopped
    assert found.assessment is not None
    assert found.checked.facts["applicant"]["rank"]


def test_the_kind_asked_for_counts_and_not_the_one_in_the_case_file() -> None:
    assert examined({**case(), "kind": "stamp-claim"}) == examined(case())


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in case().items() if key != name}


def test_a_draft_may_lack_what_the_schema_wants() -> None:
    raw = without("addressee")

    assert examined(raw).stopped
    assert not examined(raw, draft=True).stopped


def test_a_draft_cannot_lack_the_fact_that_chooses_its_words() -> None:
    (problem,) = (problem for problem in examined(without("ground"), draft=True).problems if problem.where == "ground")

    assert problem.kind is Kind.MISSING
    assert problem.stops


@pytest.mark.parametrize(
    ("signed", "on", "day"),
    [
        ("2022-06-06", None, date(2022, 6, 6)),
        ("2022-06-06", date(2023, 1, 10), date(2023, 1, 10)),
        (None, None, TODAY),
    ],
)
def test_the_law_is_that_of_the_day_asked_for_or_of_the_paper_or_of_today(
    signed: str | None, on: date | None, day: date
) -> None:
    assert examined({**case(), "sign_date": signed}, on=on).on == day


def test_the_law_of_today_is_not_held_against_a_paper_whose_day_cannot_be_read() -> None:
    unlawful = {**case(), "ground": "own-wish", "applicant": {**case()["applicant"], "category": "mobilised"}}
    codes = [problem.code for problem in examined({**unlawful, "sign_date": "вчера"}).problems]

    assert "F016" in codes
    assert [code for code in codes if code.startswith(("L", "W"))] == []


def test_a_statute_is_asked_of_the_facts_of_this_paper_only() -> None:
    """One case file feeds many kinds: what a claim about a dismissal lacks is no fault of one about a stamp."""
    claim = CATALOG.find("stamp-claim")
    raw = {**case(claim), "dismissal": {"order": {"date": "2022-05-20"}, "facts": "Обязанности исполнял."}}
    found = examine(CATALOG, claim, raw, Request(TODAY))

    assert "dismissal" in found.checked.facts
    assert "dismissal" not in found.checked.own
    assert not found.stopped
