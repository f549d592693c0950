"""The register of the covering letter: as little of each man as the letter needs, and only for papers it may carry."""

from datetime import date

import pytest

from filings.batch.letter import check_kind, make_letter, register_item
from filings.batch.plan import Plan
from filings.batch.result_names import Naming
from filings.batch.work import BatchOrder
from filings.catalog import Catalog
from filings.errors import FactsError, UsageError
from filings.examination import Request
from filings.papers import Wanted
from filings.problems import ExitCode
from filings.tables.columns import Columns
from filings.tables.rows import CaseRow

_CATALOG = Catalog.load()


def a_plan(kind: str) -> Plan:
    filing = _CATALOG.find(kind)
    order = BatchOrder(kind, Request(date(2026, 11, 22)), Wanted(("txt",)))
    return Plan(filing, order, Naming(), Columns(filing, _CATALOG))


def test_an_entry_tells_who_and_which_paper_and_no_more() -> None:
    facts = {
        "sign_date": "2026-05-04",
        "applicant": {
            "name": {"last": "Сомов", "first": "Виктор", "patronymic": "Ильич"},
            "rank": "рядовой",
            "unit": {"number": "00000"},
            "position": "стрелок",
            "birth_date": "1990-01-01",
            "phone": "+7 900 000-00-01",
        },
    }
    assert register_item(_CATALOG.find("pressure-complaint"), facts) == {
        "name": facts["applicant"]["name"],  # type: ignore[index]
        "rank": "рядовой",
        "paper": "Жалоба военному прокурору",
        "paper_date": "2026-05-04",
        "authority": None,
    }


@pytest.mark.parametrize("kind", ["stamp-claim", "appeal", "motion-fee", "power-of-attorney", "collective-letter"])
def test_what_goes_to_a_court_is_not_handed_over_by_a_letter(kind: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_kind(_CATALOG.find(kind))
    (problem,) = caught.value.problems
    assert (problem.code, problem.where, problem.kind.exit_code) == ("B033", "--letter", ExitCode.USAGE)
    assert _CATALOG.find(kind).title in problem.what
    assert "--letter" in problem.remedy


@pytest.mark.parametrize("kind", ["pressure-complaint", "stamp-prosecutor", "whereabouts-inquiry", "resignation"])
def test_appeals_are(kind: str) -> None:
    check_kind(_CATALOG.find(kind))


_PROSECUTOR = {"prosecutor": {"position": "военный прокурор Томского гарнизона"}}


@pytest.mark.parametrize(
    ("theirs", "refused"),
    [
        ({}, ""),
        ({"prosecutor": {"position": " Военный  прокурор Томского гарнизона "}}, ""),
        ({"addressee": {"position": "командир войсковой части 00000"}}, ""),
        ({"prosecutor": {"position": "военный прокурор Омского гарнизона"}}, "2"),
    ],
)
def test_nobody_is_told_to_one_he_did_not_write_to(theirs: dict[str, object], refused: str) -> None:
    plan = a_plan("pressure-complaint")
    rows = [
        CaseRow("1", {**_PROSECUTOR}, "строка 1"),
        CaseRow("2", {**theirs}, "строка 2"),
        CaseRow("3", {**theirs}, "строка 3"),
    ]
    try:
        make_letter(_CATALOG, plan, _PROSECUTOR, rows, {"1", "2"})
    except FactsError as error:
        (problem,) = error.problems
        assert (problem.code, problem.where, problem.kind.exit_code) == ("B034", "--letter", ExitCode.REFUSED)
        assert problem.remedy
        assert f": {refused}. " in problem.what
        assert "гарнизон" not in problem.what
    else:
        assert not refused


def test_of_many_cases_that_go_elsewhere_ten_are_named() -> None:
    elsewhere = {"prosecutor": {"position": "военный прокурор Омского гарнизона"}}
    rows = [CaseRow(str(number), elsewhere, f"строка {number}") for number in range(1, 12)]

    with pytest.raises(FactsError) as refused:
        make_letter(_CATALOG, a_plan("pressure-complaint"), _PROSECUTOR, rows, {row.number for row in rows})
    with pytest.raises(FactsError) as fewer:
        make_letter(_CATALOG, a_plan("pressure-complaint"), _PROSECUTOR, rows, {row.number for row in rows[:10]})

    assert ": 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …. " in refused.value.problems[0].what
    assert ": 1, 2, 3, 4, 5, 6, 7, 8, 9, 10. " in fewer.value.problems[0].what
