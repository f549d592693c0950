"""Working days and days off, against days everybody can look up, and against a count done one day at a time."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import filings.law
from filings.errors import LawError
from filings.law.terms.working_days import (
    add_working_days,
    decree,
    is_confirmed,
    is_working,
    known_days,
    next_working,
    weekday,
    why_off,
)

TABLE = Path(filings.law.__file__).parent / "data" / "calendar.csv"
LINES = TABLE.read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(line for line in LINES if not line.startswith("#")))

# Far enough from the end for thirty working days to fit.
FIRST_DAY, LAST_DAY = known_days()
DAYS = st.dates(FIRST_DAY, date(2027, 10, 31))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-02-28", "суббота"),
        ("2026-03-01", "воскресенье"),
        ("2026-03-08", "праздник: Международный женский день"),
        ("2026-03-09", "выходной вместо праздника «Международный женский день», пришедшегося на выходной"),
        ("2025-05-08", "выходной, перенесённый с 23.02.2025"),
        ("2025-12-31", "выходной, перенесённый с 05.01.2025"),
        ("2026-01-07", "праздник: Рождество Христово"),
        ("2020-07-01", "праздник: день общероссийского голосования"),
        ("2026-03-10", ""),
        ("2024-04-27", ""),
        ("2020-04-01", ""),
    ],
)
def test_a_day_off_says_why(day: str, why: str) -> None:
    assert why_off(date.fromisoformat(day)) == why
    assert is_working(date.fromisoformat(day)) is (why == "")


@pytest.mark.parametrize("day", ["2016-02-20", "2018-12-29", "2021-02-20", "2022-03-05", "2024-12-28", "2027-02-20"])
def test_a_saturday_can_be_a_working_day(day: str) -> None:
    assert weekday(date.fromisoformat(day)) == "суббота"
    assert is_working(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "number"),
    [
        ("2020-03-30", "25.03.2020 № 206"),
        ("2020-04-30", "02.04.2020 № 239"),
        ("2020-05-08", "28.04.2020 № 294"),
        ("2020-06-24", ""),
        ("2021-05-04", "23.04.2021 № 242"),
        ("2021-11-03", "20.10.2021 № 595"),
        ("2020-05-01", None),
        ("2020-05-12", None),
    ],
)
def test_a_paid_day_off_by_decree_is_a_working_day_for_terms(day: str, number: str | None) -> None:
    assert decree(date.fromisoformat(day)) == number
    assert number is None or is_working(date.fromisoformat(day))


def test_every_year_has_its_state_holidays_off() -> None:
    holidays = [*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)]
    for year in range(2015, 2028):
        assert [date(year, *day) for day in holidays if is_working(date(year, *day))] == []


def test_the_table_is_in_order_and_each_row_says_something_new() -> None:
    days = [date.fromisoformat(row["day"]) for row in ROWS]
    assert days == sorted(set(days))
    for row, day in zip(ROWS, days, strict=True):
        assert FIRST_DAY <= day <= LAST_DAY
        assert row["sources"]
        assert set(row["sources"]) <= set("HXC")
        if row["kind"] in ("moved", "substitute", "decree"):
            assert day.weekday() < 5
        if row["kind"] == "working":
            assert day.weekday() == 5


def test_a_day_off_is_moved_from_a_saturday_or_a_sunday_and_moved_once() -> None:
    origins = [date.fromisoformat(row["about"]) for row in ROWS if row["kind"] == "moved"]
    assert len(origins) == len(set(origins))
    assert all(day.weekday() >= 5 for day in origins)
    worked = {date.fromisoformat(row["day"]) for row in ROWS if row["kind"] == "working"}
    assert worked <= set(origins)


def test_a_year_known_from_one_source_is_told_apart() -> None:
    assert [year for year in range(2015, 2028) if not is_confirmed(date(year, 6, 1))] == [2027]


@pytest.mark.parametrize("day", [date(2014, 12, 31), date(2028, 1, 1), date.min, date.max])
def test_outside_the_table_nothing_is_guessed(day: date) -> None:
    for asked in (is_working, next_working, why_off, decree, is_confirmed):
        with pytest.raises(LawError) as refused:
            asked(day)
        (problem,) = refused.value.problems
        assert problem.code == "L031"
        assert "31.12.2027" in problem.what


def test_the_table_is_not_left_by_moving_or_adding_either() -> None:
    assert next_working(date(2027, 12, 30)) == date(2027, 12, 30)
    for left in (lambda: next_working(date(2027, 12, 31)), lambda: add_working_days(date(2027, 12, 30), 1)):
        with pytest.raises(LawError):
            left()


@given(DAYS, st.integers(1, 30))
def test_adding_working_days_is_counting_them_one_by_one(day: date, count: int) -> None:
    passed, last = 0, day
    while passed < count:
        last += timedelta(days=1)
        passed += is_working(last)
    assert add_working_days(day, count) == last


@given(DAYS)
def test_the_next_working_day_is_the_nearest_one_not_before(day: date) -> None:
    found = next_working(day)
    assert found >= day
    assert is_working(found)
    assert not any(is_working(day + timedelta(days=step)) for step in range((found - day).days))
