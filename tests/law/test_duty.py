"""State duty by the day of sending, against a table written from the law; what is not known stays unknown."""

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.catalog import Catalog
from filings.errors import LawError
from filings.law.checks.check_input import CheckInput
from filings.law.checks.fee import check_fee
from filings.law.duty import Person, duty, roubles
from filings.law.editions import Status
from filings.law.norms.store import provision
from filings.law.stored import load
from filings.problems import Problem, Severity
from tests.conftest import some
from tests.law.conftest import whole

NOW = date(2026, 11, 22)
CATALOG = Catalog.load()

with Path(__file__).with_name("duty.tsv").open(encoding="utf-8", newline="") as _file:
    RATES = list(csv.DictReader(_file, delimiter="\t", quoting=csv.QUOTE_NONE))


def rows() -> Iterator[dict[str, Any]]:
    data = load("duty")
    for kind in data["kinds"].values():
        yield from kind["rates"]
    yield from data["exempt"].values()
    yield data["relief"]


def problems(on: date = NOW, kind: str = "stamp-claim", **facts: Any) -> list[Problem]:
    return whole(check_fee(CheckInput(facts, on, CATALOG.find(kind).nature)))


def codes(on: date = NOW, kind: str = "stamp-claim", **facts: Any) -> list[str]:
    return [problem.code for problem in problems(on, kind, **facts)]


@pytest.mark.parametrize("row", RATES, ids=lambda row: f"{row['kind']}-{row['sent']}")
def test_rate_on_a_day(row: dict[str, str]) -> None:
    due = duty(row["kind"], date.fromisoformat(row["sent"]))
    assert ("?" if due.amount is None else str(due.amount)) == row["amount"], row["source"]
    assert "; ".join(due.norms) == row["norm"]
    assert due.status is Status(row["status"])
    assert due.exempt is (due.amount == 0)
    assert due.doubt or (due.status is not Status.UNCHECKED and due.amount is not None)


def test_the_table_covers_every_kind() -> None:
    assert {row["kind"] for row in RATES} == load("duty")["kinds"].keys() - {"property"}


def test_the_rates_of_a_kind_follow_one_another_without_a_gap() -> None:
    for kind in some(load("duty")["kinds"].values()):
        for earlier, later in zip(kind["rates"], kind["rates"][1:], strict=False):
            assert earlier["to"] + timedelta(days=1) == later["from"]
        assert "to" not in kind["rates"][-1]


def test_every_datum_has_a_status_and_a_source_that_is_resolved() -> None:
    data = load("duty")
    for row in some((*rows(), *data["texts"].values())):
        assert Status(row["status"])
        assert row["source"]
        assert set(row["source"]) <= data["sources"].keys()


def test_every_norm_is_stored_and_in_force_where_it_is_cited() -> None:
    for row, key in some((each, key) for each in rows() for key in each["norms"]):
        for day in (row.get("from", NOW), row.get("to", NOW)):
            assert provision(key, day).in_force(day), key


@pytest.mark.parametrize(
    ("price", "amount"),
    [
        (1, 4000),
        (100_000, 4000),
        (100_001, 4000),
        (100_016, 4000),
        (100_017, 4001),
        (100_050, 4002),  # 3 % of 50 roubles are one and a half: half up
        (200_000, 7000),
        (300_000, 10_000),
        (450_000, 13_750),
        (500_000, 15_000),
        (1_000_000, 25_000),
        (3_000_000, 45_000),
        (8_000_000, 80_000),
        (24_000_000, 136_000),
        (50_000_000, 214_000),
        (100_000_000, 314_000),
        (10_000_000_000, 900_000),
    ],
)
def test_property_claim_by_its_price(price: int, amount: int) -> None:
    assert duty("property", NOW, price=price).amount == amount


@given(st.integers(1, 10**12))
def test_a_higher_price_never_costs_less(price: int) -> None:
    lower, higher = (duty("property", NOW, price=each).amount for each in (price, price + 1))
    assert lower is not None
    assert higher is not None
    assert 4000 <= lower <= higher <= 900_000


def test_the_old_scale_is_not_known() -> None:
    due = duty("property", date(2024, 9, 8), price=50_000)
    assert due.amount is None
    assert due.doubt


def test_the_working_shows_the_day_and_the_sum() -> None:
    assert duty("kas-claim", NOW).working == (
        "административный иск об оспаривании решения, действия или бездействия; день отправки 22.11.2026.",
        "Пошлина, рублей: 3\u00a0000.",
    )
    assert duty("property", NOW, price=30_000_000).working[1] == (
        "Цена иска 30\u00a0000\u00a0000: 136\u00a0000 и 0,3 % с суммы свыше 24\u00a0000\u00a0000; "
        "всего рублей: 154\u00a0000."
    )
    assert roubles(900) == "900"


@pytest.mark.parametrize("arguments", [("toll", None), ("property", None), ("property", 0), ("property", -5)])
def test_what_cannot_be_reckoned_is_refused(arguments: tuple[str, int | None]) -> None:
    kind, price = arguments
    with pytest.raises(LawError, match="L053"):
        duty(kind, NOW, price=price)


@pytest.mark.parametrize("ground", ["disability-1-2", "hero", "glory-cavalier", "veteran-rights"])
def test_a_ground_of_exemption_frees_from_every_duty(ground: str) -> None:
    due = duty("kas-claim", NOW, Person(exemption=ground))
    assert (due.amount, due.exempt) == (0, True)
    assert due.norms[0].startswith("nk 333.3")


@pytest.mark.parametrize("category", ["contract", "mobilised", "conscript", "volunteer", "discharged"])
def test_service_alone_frees_from_nothing_and_a_conscript_is_repaid(category: str) -> None:
    due = duty("kas-claim", NOW, Person(category))
    assert due.amount == 3000
    assert bool(due.reimbursement) is (category == "conscript")


@pytest.mark.parametrize(
    ("sent", "paid", "expected"),
    [
        ("2026-11-22", 3000, []),
        ("2024-09-09", 3000, []),
        ("2024-09-08", 300, []),
        ("2024-09-08", 3000, ["L050"]),
        ("2024-09-09", 300, ["L050"]),
        ("2026-11-22", 15000, ["L050"]),
        ("2026-11-22", 6000, ["L050"]),
        ("2026-11-23", 300, ["L050"]),
        ("2026-11-23", 1, ["L050"]),
        ("2026-11-23", 3000, []),
        ("2027-05-22", 3000, []),
        ("2027-05-23", 3000, ["W040"]),
        ("2040-01-01", 1, ["L050", "W040"]),
    ],
)
def test_the_sum_paid_is_compared_with_the_duty_of_the_day(sent: str, paid: int, expected: list[str]) -> None:
    assert codes(date.fromisoformat(sent), fee={"mode": "paid", "sum": paid}) == expected


def test_the_refusal_names_both_sums_and_the_norm() -> None:
    (problem,) = problems(fee={"mode": "paid", "sum": 300})
    assert problem.where == "fee.sum"
    assert "Указано рублей: 300" in problem.what
    assert "рублей: 3\u00a0000" in problem.what
    assert problem.norm.endswith("п. 1 ст. 333.19 НК РФ")


@pytest.mark.parametrize(
    ("kind", "court", "paid", "expected"),
    [
        ("appeal", "", 3000, []),
        ("appeal", "", 150, ["L050"]),
        ("private-complaint", "", 3000, []),
        ("cassation", "Кассационный военный суд", 5000, []),
        ("cassation", "Кассационный военный суд", 7000, ["L050"]),
        ("cassation", "Верховный Суд Российской Федерации", 7000, []),
        ("motion-interim-measures", "", 10000, ["W062"]),
    ],
)
def test_each_paper_has_its_own_duty(kind: str, court: str, paid: int, expected: list[str]) -> None:
    fee = {"mode": "paid", "sum": paid}

    assert codes(kind=kind, court={"name": court}, fee=fee) == expected
    assert codes(kind=kind, appeal={"court": court}, fee=fee) == expected


@pytest.mark.parametrize("mode", ["paid", "exempt", "deferral"])
def test_a_paper_without_a_duty_is_not_judged(mode: str) -> None:
    assert codes(kind="motion-fee", fee={"mode": mode, "sum": 1}) == []


@pytest.mark.parametrize(
    ("facts", "paid", "expected"),
    [
        ({"moral_damage": {"sum": 100000}}, 3000, ["W064"]),
        ({"moral_damage": {"sum": 100000}}, 6000, ["W064"]),
        ({"moral_damage": {"sum": 100000}}, 9000, ["L050", "W064"]),
        ({"prayer": ["Обязать выдать копию приказа."]}, 6000, ["W064"]),
        ({"prayer": ["Обязать выдать копию приказа."]}, 3000, ["W064"]),
    ],
)
def test_with_several_demands_one_duty_or_several_are_accepted(
    facts: dict[str, Any], paid: int, expected: list[str]
) -> None:
    assert codes(fee={"mode": "paid", "sum": paid}, **facts) == expected


def test_an_appeal_costs_one_duty_however_many_demands_the_claim_had() -> None:
    demands = {"moral_damage": {"sum": 100000}, "prayer": ["Обязать выдать копию приказа."]}

    assert codes(kind="appeal", fee={"mode": "paid", "sum": 3000}, **demands) == []
    assert codes(kind="appeal", fee={"mode": "paid", "sum": 6000}, **demands) == ["L050"]


def test_a_conscript_learns_that_he_is_repaid() -> None:
    (problem,) = problems(applicant={"category": "conscript"}, fee={"mode": "paid", "sum": 3000})
    assert (problem.code, problem.severity) == ("W063", Severity.WARNING)
    assert "не проверено" in problem.what


@pytest.mark.parametrize(
    ("ground", "expected"),
    [
        ("disability-1-2", []),
        ("hero", []),
        ("glory-cavalier", []),
        ("veteran-rights", ["W066"]),
        ("other", ["L051"]),
        ("", ["L054"]),
    ],
)
def test_an_exemption_needs_a_ground_that_the_law_knows(ground: str, expected: list[str]) -> None:
    found = problems(fee={"mode": "exempt", "exemption": ground})
    assert [problem.code for problem in found] == expected
    assert all(problem.where == "fee.exemption" for problem in found)
    assert all(re.search(r"ст\. \d", problem.norm) for problem in found)


def test_a_private_complaint_before_the_change_was_free_for_everybody() -> None:
    assert codes(date(2024, 9, 8), "private-complaint", fee={"mode": "exempt"}) == []
    assert codes(date(2024, 9, 9), "private-complaint", fee={"mode": "exempt"}) == ["L054"]


@pytest.mark.parametrize("mode", ["deferral", "instalments", "reduction"])
def test_a_request_about_the_duty_needs_a_reason_and_proof(mode: str) -> None:
    whole = {"mode": mode, "reason": "Доход семьи ниже прожиточного минимума.", "proof": [{"title": "Справка"}]}
    assert codes(fee=whole) == []
    found = problems(fee={"mode": mode})
    assert [(problem.code, problem.where) for problem in found] == [("L052", "fee.reason"), ("L052", "fee.proof")]
    assert "ст. 104 КАС РФ" in found[0].norm


@pytest.mark.parametrize("facts", [{}, {"fee": {}}, {"fee": {"mode": "paid"}}, {"fee": {"mode": "unknown"}}])
def test_missing_facts_are_not_judged(facts: dict[str, Any]) -> None:
    assert codes(**facts) == []
