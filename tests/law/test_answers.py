"""What the law answers a paper: when an answer is due, who is late, who pays; and the first day of an inaction."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.catalog import Catalog
from filings.law.answers import Answers
from filings.law.answers import answers as answers_to
from filings.law.checks.check_input import CheckInput
from filings.law.checks.inaction import check_inaction
from filings.law.nature import Nature
from filings.law.terms.case_terms import CaseTerm, State
from filings.law.terms.case_terms import case_terms as terms_of
from tests.law.conftest import whole

CATALOG = Catalog.load()
ON = date(2026, 11, 22)
REGISTERED = {"date": "2026-06-30", "number": "118", "received_on": "2026-07-01"}
RECEIVED = {"date": "2026-06-29", "way": "post", "received_on": "2026-07-01"}
POSTED = {"date": "2026-06-29", "way": "post"}
HANDED_IN = {"date": "2026-07-01", "way": "in-person"}


def paper(facts: dict[str, Any]) -> Nature:
    """Return what the paper of the case is; a motion, whose own terms the law does not count, where it names none."""
    return CATALOG.find(facts.get("kind", "motion-absence")).nature


def answers(facts: dict[str, Any], on: date) -> Answers:
    return answers_to(facts, on, paper(facts))


def case_terms(facts: dict[str, Any], on: date) -> tuple[CaseTerm, ...]:
    return terms_of(facts, on, paper(facts))


@pytest.mark.parametrize(
    ("report", "registered_by", "last_day", "inaction_from"),
    [
        # thirty days from the registration: 31.07 is a Friday
        (REGISTERED, None, "2026-07-31", "2026-08-01"),
        # three days for the registration end on Saturday 04.07, so on Monday 06.07; thirty more on Wednesday 05.08
        (RECEIVED, "2026-07-06", "2026-08-05", "2026-08-06"),
        (HANDED_IN, "2026-07-06", "2026-08-05", "2026-08-06"),
        ({"date": "2026-07-01"}, "2026-07-06", "2026-08-05", "2026-08-06"),
        # thirty days from Thursday 02.07 end on Saturday 01.08: it may still be answered on Monday
        (REGISTERED | {"received_on": "2026-07-02"}, None, "2026-08-03", "2026-08-04"),
        # sixty days from the registration where the term was prolonged: Sunday 30.08
        (REGISTERED | {"extended": True}, None, "2026-08-31", "2026-09-01"),
        # posted, and not known to have come: no last day, but none before that of a paper handed in then
        (POSTED, None, None, "2026-08-04"),
    ],
)
def test_an_answer_is_due_on_the_latest_day_the_case_admits(
    report: dict[str, Any], registered_by: str | None, last_day: str | None, inaction_from: str
) -> None:
    found = answers({"report_history": [report]}, ON).as_facts()

    assert (found["report"]["registered_by"], found["report"]["last_day"]) == (registered_by, last_day)
    assert found["inaction_from"] == inaction_from


PAPERS = st.fixed_dictionaries(
    {"date": st.dates(date(2015, 9, 15), date(2027, 6, 1)).map(date.isoformat)},
    optional={
        "received_on": st.dates(date(2015, 9, 15), date(2027, 6, 1)).map(date.isoformat),
        "number": st.just("118"),
        "way": st.sampled_from(["in-person", "post", "electronic"]),
        "extended": st.booleans(),
    },
)


@given(PAPERS, st.integers(-3, 3))
def test_nobody_is_late_on_the_last_day_and_everybody_the_day_after(paper: dict[str, Any], shift: int) -> None:
    facts = {"report_history": [paper], "superior_complaint": {"lodged": True, **paper}}
    last_day = answers(facts, ON).report.last_day
    if last_day is None:
        assert paper["way"] == "post"
        return

    found = answers(facts, last_day + timedelta(days=shift))

    assert found.report.overdue is found.superior_complaint.overdue is (shift > 0)
    assert found.inaction_from == last_day + timedelta(days=1)


@given(PAPERS, st.dates(date(2015, 9, 15), date(2027, 12, 1)))
def test_a_paper_is_told_the_days_of_the_command_deadlines(paper: dict[str, Any], on: date) -> None:
    facts = {"report_history": [paper]}
    (told,) = case_terms(facts, on)
    found = answers(facts, on).report

    assert (found.last_day, found.registered_by) == (told.deadline, told.registered_by)
    assert found.overdue is (told.state is State.MISSED)


@pytest.mark.parametrize(("answer_date", "late"), [("2026-08-05", False), ("2026-08-06", True), ("2026-07-01", False)])
def test_an_answer_is_late_from_the_day_after(answer_date: str, late: bool) -> None:
    facts = {"superior_complaint": {"lodged": True, "answer_date": answer_date, **HANDED_IN}}

    found = answers(facts, ON).superior_complaint

    assert (found.over, found.overdue, found.late) == (True, False, late)


def test_of_several_reports_the_first_due_is_asked_for() -> None:
    facts = {"report_history": [RECEIVED, REGISTERED]}

    found = answers(facts, ON)

    assert found.report.number == 1
    assert [each.last_day for each in found.reports] == [date(2026, 8, 5), date(2026, 7, 31)]


# --- the applicant's own term -----------------------------------------------------------------------------------------

STAMP = {"stamp": {"document": "military-id"}, "known": {"date": "2026-09-15"}}
INACTION = {"inaction": {"duty": "ответить", "since": "2026-05-04"}}


@pytest.mark.parametrize(
    ("facts", "rule", "last_day", "running"),
    [
        (STAMP, "kas-219", "2026-12-15", False),
        (INACTION, "kas-219-1.1", None, True),
        ({"inaction": {"since": "2026-05-04", "ended_on": "2026-09-30"}}, "kas-219-1.1", "2026-12-30", False),
        # one case, several papers: the claim about the entry has its own term, the one about the inaction too
        (STAMP | INACTION | {"kind": "stamp-claim"}, "kas-219", "2026-12-15", False),
        (STAMP | INACTION | {"kind": "inaction-claim"}, "kas-219-1.1", None, True),
        (STAMP | INACTION | {"kind": "motion-term-restoration"}, "kas-219", "2026-12-15", False),
        # a draft that has no day yet
        ({"inaction": {"duty": "ответить"}}, "kas-219-1.1", None, True),
        ({"known": {}}, "", None, False),
    ],
)
def test_the_term_of_going_to_court(facts: dict[str, Any], rule: str, last_day: str | None, running: bool) -> None:
    found = answers(facts, ON).as_facts()["claim"]

    assert (found["rule"], found["last_day"], found["running"]) == (rule, last_day, running)


@pytest.mark.parametrize(
    ("judgment", "certain"),
    [
        # the term of an appeal is counted from the day when the judgment was made with its reasons
        ({"date": "2026-06-01", "final_on": "2026-06-05"}, True),
        # without it the day of the judgment stands for it, and nothing is said to be over
        ({"date": "2026-06-01"}, False),
    ],
)
def test_a_term_is_over_for_certain_only_where_the_case_shows_the_day_it_starts(
    judgment: dict[str, str], certain: bool
) -> None:
    found = answers({"judgment": judgment}, ON).as_facts()["appeal"]

    assert (found["rule"], found["certain"], found["over"]) == ("kas-298", certain, certain)


@pytest.mark.parametrize(("relief", "missed"), [("reinstatement", True), ("exclusion-date", False)])
def test_the_order_of_exclusion_has_a_term_of_its_own(relief: str, missed: bool) -> None:
    facts = {"relief": relief, "dismissal": {"exclusion": {"known_on": "2026-05-04"}}, "known": {"date": "2026-10-01"}}

    found = answers(facts, ON)

    assert (found.claim.over, found.exclusion.over) == (False, missed)


@pytest.mark.parametrize(
    ("ended_on", "in_force_on", "soon", "within_limit"),
    [
        ("2026-10-22", "2025-10-23", True, True),
        ("2026-10-21", "2025-10-21", False, False),
        ("2026-11-23", "2026-01-01", False, True),
        (None, "2026-01-01", False, False),
    ],
)
def test_an_obstacle_that_is_gone(ended_on: str | None, in_force_on: str, soon: bool, within_limit: bool) -> None:
    facts = {"term_restoration": {"ended_on": ended_on}, "judgment": {"in_force_on": in_force_on}}

    found = answers(facts, ON).restoration

    assert (found.soon, found.within_limit) == (soon, within_limit)


# --- who pays, who hears ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kinds", "payer", "paymaster", "treasury"),
    [
        (["official", "military-unit", "financial-body", "ministry"], 2, 2, 3),
        (["official", "military-unit", "ministry"], 1, None, 2),
        (["official", "military-commissariat"], 1, None, None),
        ([], None, None, None),
    ],
)
def test_who_pays(kinds: list[str], payer: int | None, paymaster: int | None, treasury: int | None) -> None:
    found = answers({"respondents": [{"kind": kind} for kind in kinds]}, ON)

    assert (found.payer, found.paymaster, found.treasury) == (payer, paymaster, treasury)


@pytest.mark.parametrize(
    ("court", "supreme"),
    [
        ("Кассационный военный суд", False),
        ("Судебная коллегия по делам военнослужащих Верховного Суда Российской Федерации", True),
    ],
)
def test_which_court_hears_the_cassation(court: str, supreme: bool) -> None:
    assert answers({"appeal": {"court": court}}, ON).supreme is supreme
    assert answers({"court": {"name": court}}, ON).supreme is supreme


def test_a_ground_of_exemption_has_its_words() -> None:
    assert answers({"fee": {"exemption": "hero"}}, ON).exemption == "административный истец удостоен звания Героя"
    assert answers({"fee": {"exemption": "other"}}, ON).exemption == ""


# --- service and family -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "service", "over"),
    [
        ("contract", {"contract": {"ends": "2026-11-21"}}, True),
        ("contract", {"contract": {"ends": "2026-11-22"}}, False),
        ("conscript", {"called_up_on": "2025-11-22"}, True),
        ("conscript", {"called_up_on": "2025-11-23"}, False),
        ("contract", {}, False),
        ("conscript", {}, False),
    ],
)
def test_the_term_of_service(category: str, service: dict[str, Any], over: bool) -> None:
    assert answers({"applicant": {"category": category}, "service": service}, ON).service_over is over


@pytest.mark.parametrize(("born", "guardian"), [("2012-11-23", True), ("2012-11-22", False), (None, False)])
def test_a_child_has_a_guardian_until_it_is_fourteen(born: str | None, guardian: bool) -> None:
    assert answers({"family": {"relative": {"birth_date": born}}}, ON).guardian is guardian


# --- an inaction before its time --------------------------------------------------------------------------------------


def told(facts: dict[str, Any], on: date = ON, kind: str = "inaction-claim") -> list[tuple[str, str]]:
    case = CheckInput(facts, on, CATALOG.find(kind).nature)
    return [(problem.code, problem.where) for problem in check_inaction(case)]


@pytest.mark.parametrize(
    ("since", "reports", "found"),
    [
        ("2026-08-06", [RECEIVED], []),
        ("2026-08-05", [RECEIVED], [("L035", "inaction.since")]),
        ("2026-08-01", [RECEIVED, REGISTERED], []),
        # of a posted report only that is known which cannot be
        ("2026-08-03", [POSTED], [("L035", "inaction.since")]),
        ("2026-08-04", [POSTED], []),
        # what cannot be counted proves nothing
        ("2026-07-02", [REGISTERED, {"date": "2027-12-20"}], []),
        ("2026-07-02", [REGISTERED, {}], []),
        ("2026-07-02", [], []),
    ],
)
def test_an_inaction_begins_the_day_after_the_term(
    since: str, reports: list[dict[str, Any]], found: list[tuple[str, str]]
) -> None:
    assert told({"inaction": {"since": since}, "report_history": reports}) == found


def test_the_problem_names_the_first_day_and_the_norm() -> None:
    facts = {"inaction": {"since": "2026-07-20"}, "report_history": [RECEIVED]}
    (problem,) = whole(check_inaction(CheckInput(facts, ON, CATALOG.find("inaction-claim").nature)))

    assert "06.08.2026" in problem.remedy
    assert "ст. 12" in problem.norm
    assert problem.in_draft() == problem


@pytest.mark.parametrize(
    ("on", "kind", "found"),
    [
        (date(2026, 8, 5), "inaction-complaint", [("L035", "report_history")]),
        (date(2026, 8, 6), "inaction-complaint", []),
        # a motion may be about another paper of the same case
        (date(2026, 8, 5), "motion-term-restoration", []),
    ],
)
def test_a_complaint_without_a_day_speaks_of_its_own(on: date, kind: str, found: list[tuple[str, str]]) -> None:
    assert told({"report_history": [RECEIVED]}, on, kind) == found
