"""Time passes after the law was checked: what is refused stays refused, and no paper is told that it is of tomorrow."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.catalog import Catalog
from filings.commands.edge import run
from filings.examination import Request
from filings.facts import load
from filings.law import stored
from filings.law.checks.registry import CHECKS, CheckInput
from filings.law.norms.staleness import horizon
from filings.papers import NO_FILES, Report, make
from filings.problems import ExitCode, Problem, Severity, errors_in

CATALOG = Catalog.load()
EXAMPLES = [path for filing in CATALOG.filings.values() for path in filing.examples]
COUNTEREXAMPLES = [
    path for filing in CATALOG.filings.values() for path in sorted((filing.folder / "counterexamples").glob("*.yaml"))
]
CLAIM = CATALOG.find("stamp-claim").nature
CHECKED: date = stored.load("duty")["checked_on"]
LATER = [CHECKED + timedelta(days=1), date(2027, 2, 22)]
# Papers that are right on a later day, and why.
CURED_BY_TIME = {
    "inaction-claim/term-not-over": "the term of the answer is over by then",
    "power-of-attorney/papers-before-the-rule": "the rule is in force by then",
}
# What a later clock alone cures: a thing that was still to come has happened.
HAPPENED = {("resignation/date-in-the-future", "F018")}


def name(path: Path) -> str:
    return f"{path.parent.parent.name}/{path.stem}"


def report(path: Path, today: date, sign_date: date | None = None) -> Report:
    raw = load(path) | ({"sign_date": sign_date.isoformat()} if sign_date else {})
    return make(CATALOG, CATALOG.find(raw["kind"]), raw, Request(today), NO_FILES).report


@cache
def on_the_day_of_the_check(path: Path) -> Report:
    return report(path, CHECKED)


def codes(problems: tuple[Problem, ...]) -> set[str]:
    return {problem.code for problem in problems}


@pytest.mark.parametrize("today", LATER, ids=str)
@pytest.mark.parametrize("path", COUNTEREXAMPLES, ids=name)
def test_what_is_refused_is_refused_on_a_later_day_too(path: Path, today: date) -> None:
    then = codes(errors_in(report(path, today).problems))

    cured = codes(errors_in(on_the_day_of_the_check(path).problems)) - then
    assert {(name(path), code) for code in cured} <= HAPPENED


@pytest.mark.parametrize("day", LATER, ids=str)
@pytest.mark.parametrize("path", [path for path in COUNTEREXAMPLES if name(path) not in CURED_BY_TIME], ids=name)
def test_what_is_refused_is_refused_when_it_is_dated_later(path: Path, day: date) -> None:
    assert errors_in(report(path, day, day).problems)


@pytest.mark.parametrize("day", LATER, ids=str)
@pytest.mark.parametrize("path", EXAMPLES + COUNTEREXAMPLES, ids=name)
def test_no_paper_of_tomorrow_is_told_that_the_law_was_checked_before_it(path: Path, day: date) -> None:
    told = codes(report(path, day, day).problems)

    assert not told & {"W040"}
    assert "W062" not in told - codes(on_the_day_of_the_check(path).problems)


@given(st.dates(date(2024, 9, 9), date(2100, 12, 31)), st.integers(1, 2999))
def test_a_wrong_fee_is_refused_on_any_day(day: date, paid: int) -> None:
    facts = {"fee": {"mode": "paid", "sum": paid}}

    assert "L050" in codes(errors_in(CHECKS["fee"](CheckInput(facts, day, CLAIM))))


def test_the_command_refuses_a_claim_with_a_fee_of_one_rouble(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old_fee = next(path for path in COUNTEREXAMPLES if name(path) == "stamp-claim/old-fee").read_text(encoding="utf-8")
    case = tmp_path / "case.yaml"
    for old, new in [("2026-02-20", "2026-11-30"), ("2026-01-30", "2026-11-10"), ("sum: 300", "sum: 1")]:
        assert old in old_fee
        old_fee = old_fee.replace(old, new)
    case.write_text(old_fee, encoding="utf-8")

    status = run(["check", str(case)])

    assert status == ExitCode.REFUSED
    assert "ошибка L050 fee.sum: Указано рублей: 1, " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("area", "checked", "facts"),
    [
        ("duty", "fee", {"fee": {"mode": "paid", "sum": 3000}}),
        ("duty", "fee", {"fee": {"mode": "exempt", "exemption": "hero"}}),
        ("grounds", "ground", {"ground": "own-wish", "applicant": {"category": "contract", "rank": "рядовой"}}),
        ("deadlines", "terms", {"known": {"date": "2026-08-03"}}),
    ],
)
def test_a_check_past_its_horizon_is_told_once_and_turns_nothing_off(
    area: str, checked: str, facts: dict[str, object]
) -> None:
    months = horizon(area)
    last = date(CHECKED.year + (CHECKED.month + months - 1) // 12, (CHECKED.month + months - 1) % 12 + 1, CHECKED.day)
    before, after = (CHECKS[checked](CheckInput(facts, day, CLAIM)) for day in (last, last + timedelta(days=1)))

    told = [problem for problem in after if problem.code == "W040"]
    assert [problem.severity for problem in told] == [Severity.WARNING]
    assert f"{CHECKED:%d.%m.%Y}" in told[0].what
    assert [problem.code for problem in before] == [problem.code for problem in after if problem.code != "W040"]


def test_every_area_says_how_long_its_check_is_relied_on_and_why() -> None:
    horizons = stored.load("horizons")

    assert set(horizons) == {"duty", "grounds", "deadlines", "norms", "courts"}
    assert all(entry["months"] > 0 and entry["why"].endswith(".") for entry in horizons.values())
