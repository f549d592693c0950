"""Dates as people type them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.facts.typed_dates import ImpossibleDateError, UnreadableDateError, read_date


@pytest.mark.parametrize(
    "text",
    [
        *("2022-03-12", "12.03.2022", "12.3.2022", "12.03.2022 г.", "12.03.2022г"),
        *("12 марта 2022", "12 марта 2022 г.", "12 Марта 2022 года", "12 МАРТА 2022г"),
    ],
)
def test_the_usual_ways_of_writing_are_read(text: str) -> None:
    assert read_date(text) == date(2022, 3, 12)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("12.03.22", "год написан двумя цифрами"),
        ("12/03/2022", "это не дата или её можно прочитать по-разному"),
        ("2022-3-12", "это не дата или её можно прочитать по-разному"),
        ("12 март 2022", "это не дата или её можно прочитать по-разному"),
        ("12 марта", "это не дата или её можно прочитать по-разному"),
        ("12 марта 22", "это не дата или её можно прочитать по-разному"),
        ("44632", "это не дата или её можно прочитать по-разному"),
        ("2022-03-12T00:00:00", "это не дата или её можно прочитать по-разному"),
        ("１２.０３.２０２２", "это не дата или её можно прочитать по-разному"),
    ],
)
def test_anything_else_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(UnreadableDateError, match=reason):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("30.02.2022", "такого дня нет в календаре"),
        ("29.02.2023", "такого дня нет в календаре"),
        ("2022-13-01", "такого дня нет в календаре"),
        ("00.01.2022", "такого дня нет в календаре"),
        ("01.01.1899", "год должен быть от 1900 до 2100"),
        ("01.01.2101", "год должен быть от 1900 до 2100"),
    ],
)
def test_day_that_does_not_exist_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ImpossibleDateError, match=reason):
        read_date(text)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_in_both_ways(day: date) -> None:
    assert read_date(day.isoformat()) == read_date(f"{day.day}.{day.month}.{day.year}") == day


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    with suppress(UnreadableDateError, ImpossibleDateError):
        assert 1900 <= read_date(text).year <= 2100
