"""The smallest rooms, which everything else stands on: days, nearest names, what may be quoted."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.days import birthday, iso_day, months_between, months_later, shown_day, years_between
from filings.nearest import meant, nearest
from filings.quoting import quoted


def test_a_day_is_written_as_people_write_it() -> None:
    assert shown_day(date(2026, 3, 2)) == "02.03.2026"


@pytest.mark.parametrize("text", ["", "вчера", "02.03.2026", "2026-02-30", None, 20260302, ["2026-03-02"]])
def test_what_is_no_day_is_none(text: object) -> None:
    assert iso_day(text) is None


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-08-22", 3, "2026-11-22"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-05-15", 24, "2028-05-15"),
    ],
)
def test_a_term_in_months_ends_on_the_same_number_or_the_last_day(start: str, months: int, end: str) -> None:
    assert months_later(date.fromisoformat(start), months) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("born", "years", "day"),
    [("2008-05-17", 18, "2026-05-17"), ("2008-02-29", 18, "2026-03-01"), ("2008-02-29", 20, "2028-02-29")],
)
def test_the_birthday_completes_the_year(born: str, years: int, day: str) -> None:
    completed = birthday(date.fromisoformat(born), years)

    assert completed == date.fromisoformat(day)
    assert years_between(date.fromisoformat(born), completed) == years


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 600))
def test_months_added_are_months_between(start: date, months: int) -> None:
    later = months_later(start, months)

    assert months_between(start, later) in (months, months - (later.day < start.day))


def test_a_slip_of_the_hand_finds_the_name_and_another_word_does_not() -> None:
    kinds = ["resignation", "stamp-claim", "stamp-complaint"]

    assert nearest("resignaton", kinds) == ["resignation"]
    assert nearest("stamp-clam", kinds, 1) == ["stamp-claim"]
    assert nearest("отпуск", kinds) == []
    assert meant(["resignation", "stamp-claim"]) == "Возможно, имелось в виду: resignation; stamp-claim."


@given(st.text(max_size=400))
def test_a_quotation_is_one_bounded_line_that_steers_no_terminal(text: str) -> None:
    shown = quoted(text, 60)

    assert len(shown) <= 61
    assert all(unicodedata.category(sign)[0] != "C" for sign in shown)
    assert shown == " ".join(shown.split())
