"""The ground of a letter against the day and the facts: what stops it and what only warns."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.catalog import Catalog
from filings.law.checks.registry import CHECKS, CheckInput
from filings.law.grounds.matrix import letter_grounds
from filings.problems import Severity
from tests.law.conftest import whole

PEACE = "2022-05-01"
NOW = "2026-11-01"
REPORT = Catalog.load().find("resignation").nature


def man(category: str = "contract", rank: str = "сержант", **more: Any) -> dict[str, Any]:
    return {"category": category, "rank": rank, "gender": "m"} | more


def found(on: str, **facts: Any) -> list[tuple[str, str]]:
    """Return (code, severity) of everything the check of the ground says."""
    problems = whole(CHECKS["ground"](CheckInput(facts, date.fromisoformat(on), REPORT)))
    return [(problem.code, problem.severity.value) for problem in problems]


OPEN = [
    ("own wish before mobilisation", PEACE, {"ground": "own-wish", "applicant": man()}),
    ("unfit soldier now", NOW, {"ground": "health", "applicant": man(), "health": {"category": "Д"}}),
    ("unfit officer now", NOW, {"ground": "health", "applicant": man(rank="майор"), "health": {"category": "Д"}}),
    ("limited officer in peace", PEACE,
     {"ground": "health", "applicant": man(rank="майор"), "health": {"category": "В"}}),
    ("conscript's term", NOW, {"ground": "end-of-term", "applicant": man("conscript", "рядовой")}),
    ("conscript whose year is over today", NOW,
     {"ground": "end-of-term", "applicant": man("conscript", "рядовой"), "service": {"called_up_on": "2025-11-01"}}),
    ("sentence in force", NOW, {"ground": "sentence", "applicant": man(), "sentence": {"in_force_on": NOW}}),
    ("sentence after an earlier release on parole", NOW,
     {"ground": "sentence", "applicant": man(), "sentence": {"term": "на два года с отменой условно-досрочного"}}),
    ("aged 65 today", NOW, {"ground": "age", "applicant": man(birth_date="1961-11-01")}),
    ("general aged 70", NOW, {"ground": "age", "applicant": man(rank="генерал-майор", birth_date="1956-11-01")}),
    ("aged 50 before the new limit", "2023-06-23", {"ground": "age", "applicant": man(birth_date="1973-06-23")}),
    ("children of 17 and 3", PEACE, {"ground": "family-single-parent", "applicant": man(), "family": {
        "children": [{"birth_date": "2004-05-02"}, {"birth_date": "2018-09-05"}]}}),
    ("limited captain of the third rank", PEACE,
     {"ground": "health", "applicant": man(rank="капитан 3 ранга"), "health": {"category": "В"}}),
    ("limited conscript", PEACE,
     {"ground": "health", "applicant": man("conscript", "рядовой"), "health": {"category": "В"}}),
    ("contract over today", PEACE,
     {"ground": "end-of-term", "applicant": man(), "service": {"contract": {"ends": PEACE}}}),
    ("contract over tomorrow, other ground", PEACE,
     {"ground": "own-wish", "applicant": man(), "service": {"contract": {"ends": "2022-05-02"}}}),
    ("contract over tomorrow during mobilisation", NOW,
     {"ground": "health", "applicant": man(), "health": {"category": "Д"},
      "service": {"contract": {"ends": "2026-11-02"}}}),
    ("order of dismissal expected tomorrow", PEACE,
     {"ground": "own-wish", "applicant": man(), "service": {"dismissed_on": "2022-05-02"}}),
    ("an earlier report of the first day of mobilisation", NOW,
     {"ground": "health", "applicant": man(), "health": {"category": "Д"}, "report_history": [{"date": "2022-09-21"}]}),
    ("a conscript's earlier report", "2026-11-01",
     {"ground": "end-of-term", "applicant": man("conscript", "рядовой"), "report_history": [{"date": "2022-09-20"}]}),
    ("no rank yet", PEACE, {"ground": "own-wish", "applicant": {"category": "contract"}}),
    ("a category the schema does not know", NOW, {"ground": "own-wish", "applicant": man("guest")}),
    ("no category yet", NOW, {"ground": "own-wish", "applicant": {"rank": "сержант"}}),
    ("health category not known yet", NOW, {"ground": "health", "applicant": man()}),
    ("no ground yet", NOW, {"applicant": man()}),
    ("nothing yet", NOW, {}),
]  # fmt: skip


@pytest.mark.parametrize(("on", "facts"), [row[1:] for row in OPEN], ids=[row[0] for row in OPEN])
def test_nothing_to_object(on: str, facts: dict[str, Any]) -> None:
    assert found(on, **facts) == []


STOPS = [
    ("own wish on the first day of mobilisation", "L010", "2022-09-21", {"ground": "own-wish", "applicant": man()}),
    ("end of contract now", "L010", NOW, {"ground": "end-of-term", "applicant": man()}),
    ("mobilised at his own wish", "L010", NOW, {"ground": "own-wish", "applicant": man("mobilised")}),
    ("limited fitness in 2022", "L010", "2022-12-01",
     {"ground": "health", "applicant": man(), "health": {"category": "В"}}),
    ("limited fitness now", "L011", NOW, {"ground": "health", "applicant": man(), "health": {"category": "В"}}),
    ("care for the mother now", "L011", NOW, {"ground": "family-care", "applicant": man()}),
    ("conscript cares for his mother", "L011", PEACE,
     {"ground": "family-care", "applicant": man("conscript", "рядовой")}),
    ("conscript with a child without a mother", "L011", NOW,
     {"ground": "family-single-parent", "applicant": man("conscript", "рядовой")}),
    ("a woman's age limit", "L011", PEACE,
     {"ground": "age", "applicant": man(gender="f", birth_date="1976-01-01")}),
    ("a woman known by her patronymic", "L011", PEACE, {"ground": "age", "applicant": {
        "category": "contract", "rank": "сержант", "birth_date": "1976-01-01",
        "name": {"last": "Дзюба", "first": "Анна", "patronymic": "Петровна"}}}),
    ("a woman known by her surname", "L011", PEACE, {"ground": "age", "applicant": {
        "category": "contract", "rank": "сержант", "birth_date": "1976-01-01",
        "name": {"last": "Петрова", "first": "А.П."}}}),
    ("conscript at his own wish", "L012", PEACE, {"ground": "own-wish", "applicant": man("conscript", "рядовой")}),
    ("conscript complains of a contract", "L012", NOW,
     {"ground": "contract-breach", "applicant": man("conscript", "рядовой")}),
    ("mobilised before mobilisation", "L012", PEACE, {"ground": "own-wish", "applicant": man("mobilised")}),
    ("already discharged", "L012", NOW, {"ground": "own-wish", "applicant": man("discharged")}),
    ("volunteer", "L025", NOW, {"ground": "own-wish", "applicant": man("volunteer")}),
    ("cadet", "L025", PEACE, {"ground": "health", "applicant": man("cadet", "курсант"), "health": {"category": "Д"}}),
    ("woman called up", "L026", PEACE,
     {"ground": "end-of-term", "applicant": man("conscript", "рядовой", gender="f")}),
    ("before the table begins", "L013", "2022-02-23", {"ground": "own-wish", "applicant": man()}),
    ("half a year after the check", "L010", "2027-05-22", {"ground": "own-wish", "applicant": man()}),
    ("fit for service", "L014", PEACE, {"ground": "health", "applicant": man(), "health": {"category": "А"}}),
    ("temporarily unfit", "L014", NOW, {"ground": "health", "applicant": man(), "health": {"category": "Г"}}),
    ("aged 49", "L015", PEACE, {"ground": "age", "applicant": man(birth_date="1972-05-02")}),
    ("colonel aged 54", "L015", PEACE, {"ground": "age", "applicant": man(rank="полковник", birth_date="1967-05-02")}),
    ("aged 60 with a contract of 2024", "L015", NOW,
     {"ground": "age", "applicant": man(birth_date="1966-01-01"), "service": {"contract": {"date": "2024-01-10"}}}),
    ("aged 60 with a contract of 2020", "L011", NOW,
     {"ground": "age", "applicant": man(birth_date="1966-01-01"), "service": {"contract": {"date": "2020-01-10"}}}),
    ("aged 60, day of the contract unknown", "L011", NOW, {"ground": "age", "applicant": man(birth_date="1966-01-01")}),
    ("aged 50 today, the old limit", "L011", NOW, {"ground": "age", "applicant": man(birth_date="1976-11-01")}),
    ("aged 50 tomorrow", "L015", NOW, {"ground": "age", "applicant": man(birth_date="1976-11-02")}),
    ("aged 65 tomorrow, the new limit", "L011", NOW, {"ground": "age", "applicant": man(birth_date="1961-11-02")}),
    ("mobilised aged 60", "L011", NOW, {"ground": "age", "applicant": man("mobilised", birth_date="1966-01-01")}),
    ("police rank", "L016", PEACE, {"ground": "own-wish", "applicant": man(force="national-guard-police")}),
    ("one of the children grown up", "L017", PEACE, {"ground": "family-single-parent", "applicant": man(), "family": {
        "children": [{"birth_date": "2018-09-05"}, {"birth_date": "2004-05-01"}]}}),
    ("grown-up brother under guardianship", "L017", PEACE,
     {"ground": "family-guardian", "applicant": man(), "family": {"relative": {"birth_date": "2004-05-01"}}}),
    ("grown-up sister cared for as a minor", "L017", PEACE,
     {"ground": "family-care", "applicant": man(),
      "family": {"care_basis": "minor", "relation": "sister", "relative": {"birth_date": "2004-05-01"}}}),
    ("sentence not yet in force", "L018", NOW,
     {"ground": "sentence", "applicant": man(), "sentence": {"in_force_on": "2026-11-02"}}),
    ("conditional sentence", "L021", NOW,
     {"ground": "sentence", "applicant": man(), "sentence": {"term": "на срок один год условно"}}),
    ("sentence with a probation", "L021", PEACE,
     {"ground": "sentence", "applicant": man(), "sentence": {"term": "на год с испытательным сроком два года"}}),
    ("called up in April, letter of June", "L020", "2022-06-06",
     {"ground": "end-of-term", "applicant": man("conscript", "рядовой"), "service": {"called_up_on": "2022-04-15"}}),
    ("a day more than three months before the end", "L020", "2022-08-14",
     {"ground": "end-of-term", "applicant": man("conscript", "рядовой"), "service": {"called_up_on": "2021-11-15"}}),
    ("order of dismissal already issued", "L019", PEACE,
     {"ground": "own-wish", "applicant": man(), "service": {"dismissed_on": "2022-04-30"}}),
    ("order of dismissal issued today", "L019", PEACE,
     {"ground": "own-wish", "applicant": man(), "service": {"dismissed_on": PEACE}}),
    ("rank in the genitive", "L006", NOW, {"ground": "own-wish", "applicant": man(rank="сержанта")}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "on", "facts"), [row[1:] for row in STOPS], ids=[row[0] for row in STOPS])
def test_the_letter_is_stopped(code: str, on: str, facts: dict[str, Any]) -> None:
    assert found(on, **facts) == [(code, "error")]


WARNS = [
    ("contract not yet over", "W030", PEACE,
     {"ground": "end-of-term", "applicant": man(), "service": {"contract": {"ends": "2022-06-01"}}}),
    ("contract over, other ground", "W031", PEACE,
     {"ground": "own-wish", "applicant": man(), "service": {"contract": {"ends": PEACE}}}),
    ("conscript a day before his year is over", "W032", NOW,
     {"ground": "end-of-term", "applicant": man("conscript", "рядовой"), "service": {"called_up_on": "2025-11-02"}}),
    ("conscript three months before", "W032", "2022-08-15",
     {"ground": "end-of-term", "applicant": man("conscript", "рядовой"), "service": {"called_up_on": "2021-11-15"}}),
    ("unfit but asks at his own wish", "W033", PEACE,
     {"ground": "own-wish", "applicant": man(), "health": {"category": "Д"}}),
    ("national guard", "W034", PEACE, {"ground": "own-wish", "applicant": man(force="national-guard")}),
    ("unfit and asks for a board", "W036", PEACE, {"ground": "health", "applicant": man(),
     "health": {"category": "Д"}, "requests": {"medical_board": True}}),
    ("limited warrant officer", "W038", PEACE,
     {"ground": "health", "applicant": man(rank="мичман"), "health": {"category": "В"}}),
    ("limited captain", "W038", PEACE,
     {"ground": "health", "applicant": man(rank="капитан-лейтенант"), "health": {"category": "В"}}),
    ("contract ended during mobilisation", "W018", NOW,
     {"ground": "health", "applicant": man(), "health": {"category": "Д"},
      "service": {"contract": {"ends": "2025-01-01"}}}),
    ("contract over today during mobilisation", "W018", NOW,
     {"ground": "health", "applicant": man(), "health": {"category": "Д"}, "service": {"contract": {"ends": NOW}}}),
    ("contract over on the first day of mobilisation", "W018", "2022-09-21",
     {"ground": "health", "applicant": man(), "health": {"category": "Д"},
      "service": {"contract": {"ends": "2022-09-21"}}}),
    ("contract over the day before mobilisation, other ground", "W031", "2022-09-20",
     {"ground": "own-wish", "applicant": man(), "service": {"contract": {"ends": "2022-09-20"}}}),
    ("one of the earlier reports is old", "W016", NOW,
     {"ground": "health", "applicant": man(), "health": {"category": "Д"},
      "report_history": [{"date": "2024-01-01"}, {"date": "2022-09-20"}]}),
    ("a report of 2022 without an order", "W016", NOW,
     {"ground": "health", "applicant": man(), "health": {"category": "Д"}, "report_history": [{"date": "2022-09-20"}]}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "on", "facts"), [row[1:] for row in WARNS], ids=[row[0] for row in WARNS])
def test_the_letter_is_only_warned(code: str, on: str, facts: dict[str, Any]) -> None:
    assert found(on, **facts) == [(code, "warning")]


def test_every_grown_up_child_is_named() -> None:
    children = [{"birth_date": day} for day in ("2000-01-01", "2018-09-05", "2004-05-01")]
    facts = {"ground": "family-single-parent", "applicant": man(), "family": {"children": children}}
    problems = CHECKS["ground"](CheckInput(facts, date.fromisoformat(PEACE), REPORT))
    assert [problem.where for problem in problems] == ["family.children[0].birth_date", "family.children[2].birth_date"]


@pytest.mark.parametrize("row", [row for row in STOPS if row[1] == "L011"], ids=lambda row: row[0])
def test_a_lawyer_can_open_a_disputed_ground(row: tuple[str, str, str, dict[str, Any]]) -> None:
    _name, code, on, facts = row
    assert found(on, **facts, lawyer_confirmed=True) == [(code, "warning")]
    for said in ("да", 1, False, None):
        assert found(on, **facts, lawyer_confirmed=said) == [(code, "error")]


@pytest.mark.parametrize("row", [row for row in STOPS if row[1] != "L011"], ids=lambda row: row[0])
def test_a_lawyer_cannot_open_a_closed_one(row: tuple[str, str, str, dict[str, Any]]) -> None:
    _name, code, on, facts = row
    assert found(on, **facts, lawyer_confirmed=True) == [(code, "error")]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"ground": "family-care", "applicant": man()}, True),
        ({"ground": "health", "applicant": man(), "health": {"category": "В"}}, True),
        ({"ground": "family-care", "applicant": man("conscript", "рядовой")}, False),
    ],
)
def test_a_confirmed_letter_is_said_to_lack_the_norm_of_the_mobilisation_period(
    facts: dict[str, Any], said: bool
) -> None:
    (problem,) = CHECKS["ground"](CheckInput(facts | {"lawyer_confirmed": True}, date.fromisoformat(NOW), REPORT))
    assert ("норму, действующую в период мобилизации, юрист должен дописать" in problem.remedy) is said


def test_a_conscript_is_told_that_the_lawyer_adds_the_subparagraph() -> None:
    facts = {"ground": "family-care", "applicant": man("conscript", "рядовой")}
    (problem,) = CHECKS["ground"](CheckInput(facts, date.fromisoformat(PEACE), REPORT))
    assert "подпункт должен дописать юрист" in problem.what


def test_a_refusal_names_the_norm_and_the_way_out() -> None:
    facts = {"ground": "own-wish", "applicant": man()}
    (problem,) = CHECKS["ground"](CheckInput(facts, date.fromisoformat(NOW), REPORT))
    assert problem.where == "ground"
    assert problem.norm == "п. 5 Указа Президента Российской Федерации от 21 сентября 2022 г. № 647"
    assert "рапорт о направлении на военно-врачебную комиссию" in problem.remedy
    assert "рапорт об отпуске по личным обстоятельствам" in problem.remedy


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(
        ["category", "rank", "birth_date", "ends", "date", "contract", "children", "in_force_on", "relation",
         "relative", "name", "patronymic", "gender", "care_basis", "term", "called_up_on"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(
    st.sampled_from([*letter_grounds(), "health", "whim", ""]),
    st.dictionaries(st.sampled_from(["applicant", "service", "health", "family", "sentence", "report_history"]), JSON),
    st.sampled_from(["contract", "mobilised", "conscript", "cadet"]),
    st.dates(),
)
def test_facts_of_any_shape_and_any_day_are_judged_without_a_crash(
    ground: str, facts: dict[str, Any], category: str, on: date
) -> None:
    applicant = facts.get("applicant")
    facts = facts | {"ground": ground, "applicant": (applicant if isinstance(applicant, dict) else {})}
    facts["applicant"] = {"rank": "сержант"} | facts["applicant"] | {"category": category}
    for problem in CHECKS["ground"](CheckInput(facts, on, REPORT)):
        assert problem.what
        assert problem.remedy
        assert problem.severity in Severity
