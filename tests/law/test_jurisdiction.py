"""Which court hears a claim, and what is said of the court that the case names."""

from datetime import date
from typing import Any

import pytest

from filings.catalog import Catalog
from filings.law.checks.check_input import CheckInput
from filings.law.checks.jurisdiction import check_court, hears
from filings.law.courts.directory import CourtKind, courts
from filings.law.editions import Status
from filings.law.norms.store import provision
from filings.law.stored import load
from filings.problems import Problem, Severity
from tests.conftest import some
from tests.law.conftest import whole

NOW = date(2026, 11, 22)
CLAIM = Catalog.load().find("stamp-claim").nature
VOLGOGRAD = {
    "name": "Волгоградский гарнизонный военный суд",
    "code": "61GV0006",
    "address": "400010, Волгоградская обл., г. Волгоград, ул. Качинцев, д. 108в",
    "choice": "residence",
}
SUPREME = {"name": "Верховный Суд Российской Федерации"}


def problems(on: date = NOW, **facts: Any) -> list[Problem]:
    return whole(check_court(CheckInput(facts, on, CLAIM)))


def codes(**facts: Any) -> list[str]:
    return [problem.code for problem in problems(**facts)]


@pytest.mark.parametrize(
    ("facts", "rule", "kinds", "doubtful", "source"),
    [
        ({}, "garrison", ["garrison"], False, "1-ФКЗ ст. 22; КАС ст. 18"),
        ({"applicant": {"category": "contract"}}, "garrison", ["garrison"], False, "1-ФКЗ ст. 7"),
        ({"applicant": {"category": "discharged"}}, "former", ["garrison"], False, "дело о записи в военном билете"),
        ({"applicant": {"category": "volunteer"}}, "volunteer", ["garrison"], True, "перечень вопросов юристу, 3"),
        ({"applicant": {"category": "civilian"}}, "civilian", ["garrison"], True, "1-ФКЗ ст. 7"),
        ({"applicant": {"force": "national-guard"}}, "garrison", ["garrison"], False, "военнослужащий Росгвардии"),
        ({"applicant": {"force": "national-guard-police"}}, "police", [], False, "сотрудник, а не военнослужащий"),
        ({"act": {"issuer_kind": "unit-commander"}}, "garrison", ["garrison"], False, "1-ФКЗ ст. 22"),
        ({"act": {"issuer_kind": "superior-commander"}}, "garrison", ["garrison"], False, "1-ФКЗ ст. 22"),
        ({"act": {"issuer_kind": "district-commander"}}, "high-command", ["garrison"], True, "практика; вопрос 7"),
        ({"act": {"issuer_kind": "deputy-minister"}}, "high-command", ["garrison"], True, "практика; вопрос 7"),
        ({"act": {"issuer_kind": "minister"}}, "minister", [], False, "КАС ст. 21 п. 13"),
        ({"act": {"issuer_kind": "commissariat"}}, "commissariat", ["garrison"], True, "дело о замене военного билета"),
        ({"act": {"issuer_kind": "commission"}}, "commission", ["garrison"], True, "призывная комиссия – районный суд"),
        ({"act": {"issuer_kind": "other"}}, "garrison", ["garrison"], False, "1-ФКЗ ст. 22"),
        ({"respondents": [{"kind": "ministry"}]}, "minister", [], False, "КАС ст. 21 п. 13"),
        (
            {"respondents": [{"kind": "official"}, {"kind": "ministry"}]},
            "ministry-among",
            ["garrison"],
            True,
            "министерство – лишь соответчик, например о вреде",
        ),
        (
            {"respondents": [{"kind": "ministry"}], "act": {"issuer_kind": "unit-commander"}},
            "garrison",
            ["garrison"],
            False,
            "решает тот, кто издал акт",
        ),
        ({"state_secret": True}, "secret", ["district", "naval"], False, "КАС ст. 20 ч. 1 п. 1"),
        ({"state_secret": False}, "garrison", ["garrison"], False, "тайны нет"),
    ],
)
def test_who_hears_the_case(facts: dict[str, Any], rule: str, kinds: list[str], doubtful: bool, source: str) -> None:
    found = hears(CheckInput(facts, NOW, CLAIM))
    assert found.rule == rule, source
    assert found.instance == "first"
    assert found.kinds == tuple(CourtKind(kind) for kind in kinds)
    assert bool(found.doubt) is doubtful
    assert found.why


def test_every_rule_has_norms_that_are_stored_a_status_and_a_source() -> None:
    for rule in some(load("jurisdiction")["rules"].values()):
        assert rule["norms"]
        assert all(provision(key, NOW).in_force(NOW) for key in rule["norms"])
        assert Status(rule["status"])
        assert rule["source"].startswith(("http", "сверить ")) or provision(rule["source"], NOW)


def test_a_right_court_leaves_only_the_advice_to_check_its_territory() -> None:
    (problem,) = problems(court=VOLGOGRAD)
    assert (problem.code, problem.severity) == ("W061", Severity.WARNING)
    assert "https://vgvs.vol.sudrf.ru/modules.php?name=terr" in problem.remedy
    assert problem.norm == "ч. 3 и 4 ст. 24 КАС РФ"


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("residence", "по месту жительства истца"),
        ("seat", "по месту нахождения ответчика"),
        ("", "истец вправе подать иск по своему месту жительства или по месту нахождения ответчика"),
    ],
)
def test_the_choice_between_two_courts_is_the_claimants(choice: str, text: str) -> None:
    (problem,) = problems(court=VOLGOGRAD | {"choice": choice})
    assert text in problem.what


@pytest.mark.parametrize(
    ("court", "expected"),
    [
        ({}, ["L046"]),
        ({"name": " "}, ["L046"]),
        ({"code": "61GV0006"}, ["W061"]),
        ({"code": "99GV0006"}, ["L040"]),
        ({"name": "Волгоградский военный суд"}, ["L040"]),
        ({"name": "Ленинский районный суд города Томска"}, ["L040"]),
        ({"name": "Балтийский военный суд"}, ["L041"]),
        ({"name": "Южный окружной военный суд"}, ["L042"]),
        ({"name": "Кассационный военный суд"}, ["L042"]),
        (SUPREME, ["L042"]),
        (VOLGOGRAD | {"code": "61GV0007"}, ["L043", "W061"]),
        (VOLGOGRAD | {"code": "не код"}, ["L043", "W061"]),
        (VOLGOGRAD | {"code": "61ГВ0006"}, ["W061"]),
        (VOLGOGRAD | {"address": "400010, г. Волгоград, ул. Мира, д. 1"}, ["W060", "W061"]),
        (VOLGOGRAD | {"address": "400011, г. Волгоград, ул. Качинцев, д. 108в"}, ["W060", "W061"]),
    ],
)
def test_a_court_that_is_not_the_right_one(court: dict[str, str], expected: list[str]) -> None:
    assert codes(court=court) == expected


@pytest.mark.parametrize(
    "address",
    [
        "400010, Волгоград, улица Качинцев, дом 108 В",
        "г. Волгоград, ул. Качинцев, 108в",
        "400010, Россия, Волгоградская область, город Волгоград, ул. Качинцев, д. 108в",
        "",
    ],
)
def test_another_way_of_writing_the_same_address_is_no_difference(address: str) -> None:
    assert codes(court=VOLGOGRAD | {"address": address}) == ["W061"]


@pytest.mark.parametrize(
    ("region", "expected"), [("Алтайский край, ", ["W061"]), ("", ["W061"]), ("Краснодарский край, ", ["W060", "W061"])]
)
def test_an_address_may_name_the_region_that_the_directory_leaves_out(region: str, expected: list[str]) -> None:
    address = f"656056, {region}г. Барнаул, ул. Короленко, зд. 5"

    assert codes(court={"name": "Барнаульский гарнизонный военный суд", "address": address}) == expected


@pytest.mark.parametrize("found", courts(), ids=lambda found: found.code)
def test_the_address_of_the_directory_agrees_with_itself(found: Any) -> None:
    court = {"name": found.name, "code": found.code, "address": found.full_address}
    assert "W060" not in codes(court=court)


def test_an_index_that_the_directory_does_not_know_is_no_difference() -> None:
    court = {"name": "Донецкий гарнизонный военный суд", "address": "283000, г. Донецк, ул. Артёма, д. 157"}
    assert codes(court=court) == ["W061"]


def test_both_addresses_are_quoted_with_their_day() -> None:
    problem = problems(court=VOLGOGRAD | {"address": "г. Волгоград, ул. Мира, д. 1"})[0]
    assert "ул. Мира, д. 1" in problem.what
    assert "ул. Качинцев, д. 108в" in problem.what
    assert "13.07.2026" in problem.what


@pytest.mark.parametrize(
    ("court", "expected"),
    [
        (SUPREME, []),
        ({"name": "Верховный Суд Российской Федерации (Судебная коллегия по делам военнослужащих)"}, []),
        ({"name": "Верховному Суду Российской Федерации"}, []),
        ({"name": "Верховный Суд Республики Татарстан"}, ["L042"]),
        (VOLGOGRAD, ["L042"]),
        ({}, ["L046"]),
    ],
)
def test_an_act_of_the_minister_goes_to_the_supreme_court(court: dict[str, str], expected: list[str]) -> None:
    assert codes(court=court, act={"issuer_kind": "minister"}) == expected


@pytest.mark.parametrize("issuer", ["unit-commander", "minister"])
def test_a_secret_stops_the_paper_before_whatever_court(issuer: str) -> None:
    (problem,) = problems(court=VOLGOGRAD, state_secret=True, act={"issuer_kind": issuer})
    assert (problem.code, problem.severity, problem.where) == ("L045", Severity.ERROR, "state_secret")


def test_no_lawyer_lifts_the_stop_for_a_secret() -> None:
    assert codes(court=VOLGOGRAD, state_secret=True, lawyer_confirmed=True) == ["L045"]


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({"applicant": {"force": "national-guard-police"}}, "applicant.force"),
        ({"respondents": [{"kind": "official", "title": "начальник полиции по городу Томску"}]}, "respondents"),
        ({"respondents": [{"kind": "official", "title": "Управление МВД России по Томской области"}]}, "respondents"),
        ({"respondents": [{"kind": "official", "title": "УМВД России по Томской области"}]}, "respondents"),
        ({"respondents": [{"kind": "official", "title": "отдел внутренних дел"}]}, "respondents"),
    ],
)
def test_police_is_not_for_a_military_court(facts: dict[str, Any], where: str) -> None:
    (problem,) = problems(court=VOLGOGRAD, **facts)
    assert (problem.code, problem.where) == ("L044", where)


@pytest.mark.parametrize(
    "title", ["Региональное управление военной полиции", "Военная полиция", "командир войсковой части 00000"]
)
def test_military_police_is_military(title: str) -> None:
    assert codes(court=VOLGOGRAD, respondents=[{"kind": "official", "title": title}]) == ["W061"]


def test_doubtful_jurisdiction_is_a_warning_that_says_why() -> None:
    problem = problems(court=VOLGOGRAD, act={"issuer_kind": "district-commander"})[0]
    assert (problem.code, problem.severity) == ("W065", Severity.WARNING)
    assert "юриста" in problem.what
    assert "ст. 22 Федерального" in problem.norm


@pytest.mark.parametrize(
    "facts",
    [
        {"court": "суд"},
        {"court": {"name": 5}},
        {"court": VOLGOGRAD, "respondents": "часть"},
        {"court": VOLGOGRAD, "respondents": [None, {"title": 7}]},
        {"court": {"name": "\x1b[31m" + "я" * 5000}},
    ],
)
def test_facts_of_a_wrong_shape_break_nothing(facts: dict[str, Any]) -> None:
    assert all(problem.what.isprintable() for problem in some(problems(**facts)))
