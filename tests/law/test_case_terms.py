"""Which terms a case opens, how they stand on a day, and what is told of a claim that is late."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.catalog import Catalog
from filings.law.checks.check_input import CheckInput
from filings.law.checks.open_terms import check_terms
from filings.law.nature import Nature
from filings.law.terms.case_terms import CaseTerm, State, as_json
from filings.law.terms.case_terms import case_terms as terms_of
from filings.law.terms.rules import Who, term_rule
from tests.law.conftest import whole

TODAY = date(2026, 11, 22)
CATALOG = Catalog.load()
CLAIM = CATALOG.find("stamp-claim").nature
REGISTERED = {"date": "2026-11-03", "way": "post", "number": "118", "received_on": "2026-11-04"}
RECEIVED = {"date": "2026-11-03", "way": "post", "received_on": "2026-11-04"}


def paper(facts: dict[str, Any]) -> Nature | None:
    """Return what the paper is that the case names; None where it names none that there is."""
    named = CATALOG.filings.get(facts.get("kind", ""))
    return named.nature if named else None


def case_terms(facts: dict[str, Any], today: date) -> tuple[CaseTerm, ...]:
    return terms_of(facts, today, paper(facts))


def opened(facts: dict[str, Any], today: date = TODAY) -> list[tuple[str, str, str, str]]:
    """Return (place, rule, state, last day) of every term that `facts` open; «-» for no last day."""
    return [
        (one.place, one.rule, one.state.value, one.term.last_day.isoformat() if one.term else "-")
        for one in case_terms(facts, today)
    ]


def checked(facts: dict[str, Any], on: date) -> list[tuple[str, str, str]]:
    """Return (code, place, severity) of everything the check of terms says on the day of the paper."""
    problems = whole(check_terms(CheckInput(facts, on, paper(facts) or CLAIM)))
    return [(problem.code, problem.where, problem.severity.value) for problem in problems]


@pytest.mark.parametrize(
    ("facts", "terms"),
    [
        # the citizen's own terms
        ({"known": {"date": "2026-09-15"}}, [("known.date", "kas-219", "open", "2026-12-15")]),
        ({"known": {"date": "2025-11-30"}}, [("known.date", "kas-219", "missed", "2026-03-02")]),
        ({"inaction": {"since": "2022-01-10"}}, [("inaction.since", "kas-219-1.1", "running", "-")]),
        (
            {"inaction": {"since": "2022-01-10"}, "known": {"date": "2022-01-12"}},
            [("inaction.since", "kas-219-1.1", "running", "-")],
        ),
        (
            {"inaction": {"since": "2026-01-10", "ended_on": "2026-09-30"}, "known": {"date": "2026-01-12"}},
            [("inaction.ended_on", "kas-219-1.1", "open", "2026-12-30")],
        ),
        ({"act": {"kind": "inaction"}, "known": {"date": "2026-09-15"}}, []),
        (
            {"act": {"kind": "order"}, "known": {"date": "2026-09-15"}},
            [("known.date", "kas-219", "open", "2026-12-15")],
        ),
        # appeals: the exact day of the event, else the earliest
        (
            {"judgment": {"date": "2026-10-20", "final_on": "2026-11-02"}},
            [("judgment.final_on", "kas-298", "open", "2026-12-02")],
        ),
        ({"judgment": {"date": "2026-11-02"}}, [("judgment.date", "kas-298", "open", "2026-12-02")]),
        (
            {"judgment": {"date": "2026-11-02", "kind": "ruling"}},
            [("judgment.date", "kas-314", "open", "2026-11-24")],
        ),
        (
            {"kind": "private-complaint", "judgment": {"date": "2026-11-02"}},
            [("judgment.date", "kas-314", "open", "2026-11-24")],
        ),
        (
            {"kind": "cassation", "judgment": {"date": "2026-06-30"}},
            [("judgment.date", "kas-318", "open", "2026-12-30")],
        ),
        (
            {"kind": "cassation", "judgment": {"date": "2026-05-01", "in_force_on": "2026-06-30"}},
            [("judgment.in_force_on", "kas-318", "open", "2026-12-30")],
        ),
        # what others have to do
        (
            {"superior_complaint": {"lodged": True, "date": "2026-11-02"}},
            [("superior_complaint.date", "fz59-12", "open", "2026-12-05")],
        ),
        ({"superior_complaint": {"lodged": False, "date": "2026-11-02"}}, []),
        (
            {"superior_complaint": {"lodged": True, "date": "2026-11-02", "answer_date": "2026-11-20"}},
            [("superior_complaint.date", "fz59-12", "done", "2026-12-05")],
        ),
        (
            {
                "report_history": [
                    {"date": "2026-09-01"},
                    {"date": "2026-10-01", "answer": "отказ"},
                    {"about": "перевод"},
                    {"date": "2026-11-01"},
                ]
            },
            [
                ("report_history[0].date", "fz59-12", "missed", "2026-10-04"),
                ("report_history[1].date", "fz59-12", "done", "2026-11-04"),
                ("report_history[3].date", "fz59-12", "open", "2026-12-05"),
            ],
        ),
        # the day from which the thirty run: registered, received, handed in, posted and not known to have come
        *(
            ({group: [paper] if group == "report_history" else paper | {"lodged": True}}, [(place + fact, *found)])
            for group, place in (
                ("report_history", "report_history[0]."),
                ("superior_complaint", "superior_complaint."),
            )
            for paper, fact, *found in (
                (REGISTERED, "received_on", "fz59-12", "open", "2026-12-04"),
                (RECEIVED, "received_on", "fz59-12", "open", "2026-12-09"),
                ({"date": "2026-11-03", "way": "in-person"}, "date", "fz59-12", "open", "2026-12-06"),
                ({"date": "2026-11-03", "way": "post"}, "date", "fz59-12", "unknown", "-"),
            )
        ),
        (
            {"kind": "stamp-claim", "sign_date": "2026-11-20"},
            [("sign_date", "kas-127", "open", "2026-11-25"), ("sign_date", "kas-226", "open", "2026-12-21")],
        ),
        (
            {"kind": "stamp-data-request", "sign_date": "2026-11-20"},
            [("sign_date", "fz152-20-3", "open", "2026-12-01"), ("sign_date", "fz152-14", "open", "2026-12-04")],
        ),
        (
            {"kind": "stamp-prosecutor", "sign_date": "2026-11-20"},
            [("sign_date", "prosecutor-45", "open", "2026-12-23")],
        ),
        ({"kind": "resignation", "sign_date": "2026-11-20"}, [("sign_date", "fz59-12", "open", "2026-12-23")]),
        (
            {"kind": "copy-request", "sign_date": "2026-11-20", "applicant": {"category": "discharged"}},
            [("sign_date", "fz59-12", "open", "2026-12-23")],
        ),
        # what opens nothing
        ({}, []),
        ({"sign_date": "2026-11-20"}, []),
        ({"known": {"date": "скоро"}}, []),
        ({"known": "2026-09-15", "report_history": {"date": "2026-09-01"}}, []),
        # what cannot be counted
        ({"known": {"date": "2014-05-01"}}, [("known.date", "kas-219", "unknown", "-")]),
        ({"known": {"date": "2027-11-01"}}, [("known.date", "kas-219", "unknown", "-")]),
    ],
)
def test_terms_of_a_case(facts: dict[str, Any], terms: list[tuple[str, str, str, str]]) -> None:
    assert opened(facts) == terms


def test_the_nearest_last_day_comes_first_and_what_has_none_comes_last() -> None:
    facts = {
        "known": {"date": "2026-09-15"},
        "judgment": {"date": "2026-10-30"},
        "report_history": [{"date": "2026-11-01"}, {"date": "2027-12-20"}],
    }
    assert [one.rule for one in case_terms(facts, TODAY)] == ["kas-298", "fz59-12", "kas-219", "fz59-12"]


def test_a_missed_term_says_what_to_do_and_an_open_one_does_not() -> None:
    (missed,) = case_terms({"known": {"date": "2025-11-30"}}, TODAY)
    assert "Просите восстановить срок" in missed.advice
    (running,) = case_terms({"known": {"date": "2026-11-01"}}, TODAY)
    assert running.advice == ""


def test_the_time_of_registration_is_shown_before_the_answer() -> None:
    (one,) = case_terms({"superior_complaint": {"lodged": True, "date": "2026-11-02"}}, TODAY)
    assert one.term is not None
    assert one.term.working[0] == "Сначала – регистрация обращения: не позднее 05.11.2026, если поступило 02.11.2026."


@pytest.mark.parametrize(("today", "state"), [("2026-08-05", State.OPEN), ("2026-08-06", State.MISSED)])
def test_no_authority_is_called_late_before_the_latest_day_of_its_registration(today: str, state: State) -> None:
    """The last of the three days for registration is a Saturday: it may be done on Monday; then the thirty begin."""
    facts = {"superior_complaint": {"lodged": True, "date": "2026-07-01"}}

    (one,) = case_terms(facts, date.fromisoformat(today))

    assert one.term is not None
    assert (one.term.start, one.term.last_day) == (date(2026, 7, 6), date(2026, 8, 5))
    assert one.state is state


def test_a_term_that_cannot_be_counted_names_the_fact() -> None:
    (one,) = case_terms({"known": {"date": "2027-11-01"}}, TODAY)
    assert [(problem.code, problem.where) for problem in one.problems] == [("L031", "known.date")]


# --- the check of a claim -----------------------------------------------------------------------------------------


KNOWN = {"known": {"date": "2025-11-30"}}  # three months end on Monday 02.03.2026
APPEAL = {"kind": "appeal"}
RESTORED = {"term_restoration": {"reason": "Лечился в госпитале."}}


@pytest.mark.parametrize(
    ("facts", "on", "found"),
    [
        (KNOWN, "2026-01-15", []),
        (KNOWN, "2026-02-23", []),
        (KNOWN, "2026-02-24", [("W050", "known.date", "warning")]),
        (KNOWN, "2026-03-02", [("W050", "known.date", "warning")]),
        (KNOWN, "2026-03-03", [("L034", "known.date", "error")]),
        (KNOWN | RESTORED, "2026-03-03", [("L034", "known.date", "warning")]),
        (KNOWN | {"term_restoration": {"reason": "  "}}, "2026-03-03", [("L034", "known.date", "error")]),
        ({"known": {"date": "2022-04-01"}}, "2026-11-22", [("L034", "known.date", "error")]),
        # КАС ст. 219 ч. 1.1: while the duty lasts, and three months more
        ({"inaction": {"since": "2022-04-01"}} | KNOWN, "2026-11-22", []),
        ({"inaction": {"since": "2022-04-01", "ended_on": "2026-10-01"}}, "2026-11-22", []),
        (
            {"inaction": {"since": "2022-04-01", "ended_on": "2026-06-01"}},
            "2026-11-22",
            [("L034", "inaction.ended_on", "error")],
        ),
        # an appeal only warns: the court restores the term, and the exact day may be unknown
        (APPEAL | {"judgment": {"date": "2026-09-01"}}, "2026-11-22", [("W051", "judgment.date", "warning")]),
        (APPEAL | {"judgment": {"final_on": "2026-09-01"}}, "2026-11-22", [("L034", "judgment.final_on", "error")]),
        (APPEAL | {"judgment": {"final_on": "2026-10-26"}}, "2026-11-22", [("W050", "judgment.final_on", "warning")]),
        # one case feeds many papers: the term of the claim is no matter of the appeal, nor the other way round
        (APPEAL | KNOWN | {"judgment": {"final_on": "2026-11-20"}}, "2026-11-22", []),
        (KNOWN | {"judgment": {"final_on": "2025-12-01"}}, "2026-02-01", []),
        # nobody is warned of what an authority has to do
        ({"report_history": [{"date": "2026-01-01"}]}, "2026-11-22", []),
        ({"kind": "stamp-claim", "sign_date": "2026-11-20"}, "2026-11-22", []),
        # what cannot be counted: before the Code it is refused, beyond the calendar only told
        ({"known": {"date": "2014-05-01"}}, "2026-11-22", [("L033", "known.date", "error")]),
        ({"known": {"date": "2014-05-01"}} | RESTORED, "2026-11-22", [("L033", "known.date", "warning")]),
        ({"known": {"date": "2027-11-01"}}, "2027-11-20", [("L031", "known.date", "warning")]),
        ({}, "2026-11-22", []),
    ],
)
def test_the_day_of_the_paper_and_the_term(facts: dict[str, Any], on: str, found: list[tuple[str, str, str]]) -> None:
    assert checked(facts, date.fromisoformat(on)) == found


def test_a_late_claim_hears_the_norm_and_the_remedy() -> None:
    (problem,) = check_terms(CheckInput(KNOWN, date(2026, 3, 3), CLAIM))
    assert "02.03.2026" in problem.what
    assert "Просите восстановить срок" in problem.remedy
    assert "ст. 219" in problem.norm


# --- as JSON ----------------------------------------------------------------------------------------------------------


def test_a_term_as_json() -> None:
    (value,) = as_json(case_terms({"known": {"date": "2026-09-15"}}, TODAY), TODAY)
    assert value | {"working": [], "notes": [], "citation": ""} == {
        "where": "known.date",
        "rule": "kas-219",
        "title": "обращение в суд с административным иском о решении или действии",
        "state": "open",
        "who": "citizen",
        "from": "2026-09-15",
        "last_day": "2026-12-15",
        "overdue_after": "2026-12-15",
        "days_left": 23,
        "norms": ["kas 219 1"],
        "citation": "",
        "status": "official",
        "registered_by": None,
        "done_on": None,
        "certain": True,
        "working": [],
        "notes": [],
        "advice": "",
    }
    assert "ч. 1 ст. 219" in value["citation"]
    assert value["working"]


def test_a_running_and_an_unknown_term_as_json_have_no_last_day() -> None:
    facts = {"inaction": {"since": "2022-01-10"}, "judgment": {"date": "2027-12-20"}}
    values = as_json(case_terms(facts, TODAY), TODAY)
    assert [(value["state"], value["last_day"], value["days_left"]) for value in values] == [
        ("running", None, None),
        ("unknown", None, None),
    ]
    assert all(value["notes"] for value in values)


# --- for any facts ----------------------------------------------------------------------------------------------------


ODD = st.sampled_from(["", "скоро", "2026-02-30", "2026-13-01", "0000-00-00", "\x00", "🦊", None, 7, True, [], {}])
DATES = st.dates().map(date.isoformat) | ODD
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(["stamp-claim", "appeal", "cassation", "resignation", "", "🦊"]),
        "known": st.fixed_dictionaries({}, optional={"date": DATES}) | DATES,
        "inaction": st.fixed_dictionaries({}, optional={"since": DATES, "ended_on": DATES}),
        "judgment": st.fixed_dictionaries({}, optional={"date": DATES, "final_on": DATES, "in_force_on": DATES}),
        "superior_complaint": st.fixed_dictionaries({}, optional={"lodged": DATES, "date": DATES}),
        "report_history": st.lists(st.fixed_dictionaries({}, optional={"date": DATES}) | DATES, max_size=3) | DATES,
        "sign_date": DATES,
    },
)


@given(FACTS, st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_no_facts_break_the_count(facts: dict[str, Any], today: date) -> None:
    for one in case_terms(facts, today):
        assert (one.term is None) is (one.state in (State.RUNNING, State.UNKNOWN))
        assert bool(one.problems) is (one.state is State.UNKNOWN)
    check_terms(CheckInput(facts, today, CLAIM))


@given(st.dates(date(2015, 9, 15), date(2027, 6, 30)), st.dates(date(2015, 9, 15), date(2027, 12, 31)))
def test_a_claim_is_refused_exactly_when_its_term_is_over(known: date, on: date) -> None:
    facts = {"known": {"date": known.isoformat()}}
    (one,) = case_terms(facts, on)
    assert one.term is not None
    assert term_rule(one.rule).who is Who.CITIZEN
    refused = [code for code, _where, severity in checked(facts, on) if severity == "error"]
    assert refused == (["L034"] if on > one.term.last_day else [])
