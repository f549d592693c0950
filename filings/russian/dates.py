"""Dates in words, with plain spaces (typography binds them). Which date it is, the facts and the law decide."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from babel.dates import get_month_names


def date_text(day: date) -> str:
    """Return «12 марта 2022 г.»."""
    return f"{day.day} {_months()[day.month]} {day.year} г."


def month_named(word: str) -> int | None:
    """Return the number of the month that `word` names as it stands in a date («марта»), None for any other word."""
    return next((number for number, name in _months().items() if name == word.lower()), None)


@lru_cache(maxsize=1)
def _months() -> Mapping[int, str]:
    return get_month_names("wide", "format", locale="ru")
