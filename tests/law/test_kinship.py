"""Kinship named in a family ground against what the facts say of the people (53-ФЗ, статья 51, пункт 3, «в»)."""

from datetime import date
from typing import Any

import pytest

from filings.catalog import Catalog
from filings.law.checks.registry import CHECKS, CheckInput
from tests.law.conftest import whole

DAY = "2022-05-01"
REPORT = Catalog.load().find("resignation").nature
NAMES = {
    "m": {"last": "Дзюба", "first": "Саша", "patronymic": "Петрович"},
    "f": {"last": "Дзюба", "first": "Саша", "patronymic": "Петровна"},
    "?": {"last": "Дзюба", "first": "Саша"},
}
MEN = ["father", "husband", "son", "brother", "grandfather"]
WOMEN = ["mother", "wife", "daughter", "sister", "grandmother"]


def found(ground: str, family: dict[str, Any], **applicant: Any) -> list[tuple[str, str, str]]:
    """Return (code, where, severity) of everything the check of the ground says of a contract serviceman."""
    facts = {"ground": ground, "applicant": {"category": "contract", "rank": "сержант"} | applicant, "family": family}
    problems = whole(CHECKS["ground"](CheckInput(facts, date.fromisoformat(DAY), REPORT)))
    return [(problem.code, problem.where, problem.severity.value) for problem in problems]


def relative(told: str, **more: Any) -> dict[str, Any]:
    """Return a person whose name tells the gender («m», «f») or does not («?»)."""
    return {"name": NAMES[told]} | more


WRONG_GENDER = [("L022", "family.relation", "error")]


@pytest.mark.parametrize("relation", [*MEN, *WOMEN])
@pytest.mark.parametrize("told", ["m", "f", "?"])
def test_the_relation_and_the_patronymic_must_agree(relation: str, told: str) -> None:
    fits = told in ("?", "m" if relation in MEN else "f")
    assert found("family-care", {"relation": relation, "relative": relative(told)}) == ([] if fits else WRONG_GENDER)


def test_the_gender_written_down_wins_over_the_patronymic() -> None:
    assert found("family-care", {"relation": "mother", "relative": relative("m", gender="f")}) == []
    assert found("family-care", {"relation": "mother", "relative": relative("?", gender="m")}) == WRONG_GENDER


@pytest.mark.parametrize("told", ["m", "f", "?"])
def test_an_adopter_may_be_a_man_or_a_woman(told: str) -> None:
    assert found("family-care", {"relation": "adopter", "relative": relative(told)}) == []


@pytest.mark.parametrize(
    ("relation", "told", "applicant", "codes"),
    [
        ("husband", "m", {"gender": "m"}, ["L023"]),
        ("wife", "f", {"gender": "f"}, ["L023"]),
        ("wife", "f", {"name": NAMES["f"]}, ["L023"]),
        ("wife", "m", {"gender": "f"}, ["L022", "L023"]),
        ("husband", "m", {"gender": "f"}, []),
        ("wife", "f", {"name": NAMES["m"]}, []),
        ("wife", "f", {"name": NAMES["?"]}, []),
    ],
)
def test_spouses_are_a_man_and_a_woman(relation: str, told: str, applicant: dict[str, Any], codes: list[str]) -> None:
    problems = found("family-spouse", {"relation": relation, "relative": relative(told)}, **applicant)
    assert problems == [(code, "family.relation", "error") for code in codes]


@pytest.mark.parametrize("relation", ["father", "mother", "husband", "wife", "grandfather", "grandmother", "adopter"])
def test_parents_spouses_and_adopters_are_no_minors(relation: str) -> None:
    family = {"relation": relation, "care_basis": "minor", "relative": {"birth_date": "1960-01-01"}}
    assert found("family-care", family) == [("L024", "family.care_basis", "error")]
    assert found("family-care", family | {"care_basis": "pension-age"}) == []


@pytest.mark.parametrize("relation", ["brother", "sister"])
@pytest.mark.parametrize(("born", "adult"), [("2004-05-01", True), ("2004-05-02", False)])
@pytest.mark.parametrize("ground", ["family-care", "family-guardian"])
def test_a_ward_becomes_an_adult_on_his_birthday(ground: str, relation: str, born: str, adult: bool) -> None:
    family = {"relation": relation, "care_basis": "minor", "relative": {"birth_date": born}}
    expected = [("L017", "family.relative.birth_date", "error")] if adult else []
    assert found(ground, family) == expected


@pytest.mark.parametrize(
    ("relation", "born", "warned"),
    [
        *((relation, None, True) for relation in ("father", "mother", "brother", "sister", "grandfather", "adopter")),
        ("grandmother", "1950-01-01", True),
        ("husband", "1990-01-01", False),
        ("wife", None, False),
        ("daughter", "2017-03-08", False),
        ("son", "2004-05-02", False),
        ("son", "2004-05-01", True),
    ],
)
def test_who_is_no_member_of_the_family_without_being_a_dependant(
    relation: str, born: str | None, warned: bool
) -> None:
    family = {"relation": relation, "relative": {"birth_date": born} if born else {}}
    expected = [("W037", "family.relation", "warning")] if warned else []
    assert found("family-medical", family) == expected
    assert found("family-care", family) == []


def test_what_the_ground_does_not_use_is_not_judged() -> None:
    assert found("own-wish", {"relation": "mother", "relative": relative("m")}) == []
