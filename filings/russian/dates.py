"""Dates in words, with plain spaces (typography binds them). Which date it is, the facts and the law decide."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from babel.dates import format_date, get_month_names

from filings.errors import LanguageError
from filings.i18n import _
from filings.problems import Kind, Problem


def date_text(day: date) -> str:
    """Return «12 марта 2022 г.»."""
    return f"{day.day} {_months()[day.month]} {day.year} г."


def date_in_full(day: date) -> str:
    """Return «12 марта 2022 года»."""
    return f"{day.day} {_months()[day.month]} {day.year} года"


def quoted_date(day: date) -> str:
    """Return ««12» марта 2022 г.», as it is written under a signature."""
    return f"«{day.day:02}» {_months()[day.month]} {day.year} г."


def month_text(day: date) -> str:
    """Return the month of `day`: «март 2022 г.»."""
    return format_date(day, "LLLL y 'г.'", locale="ru")


def period_text(first: date, last: date) -> str:
    """Return «с 1 по 12 марта 2022 г.», «с 12 марта по 5 мая 2022 г.» or both dates whole where the years differ;
    a period of one day is its date.

    Raises LanguageError (R006) where the period ends before it begins.
    """
    if last < first:
        what = _("Период кончается раньше, чем начинается: {first} – {last}.")
        raise LanguageError(
            Problem(
                Kind.UNSETTLED,
                "R006",
                "",
                what.format(first=date_text(first), last=date_text(last)),
                _("Исправьте даты периода."),
            )
        )
    if first == last:
        return date_text(first)
    if (first.year, first.month) == (last.year, last.month):
        pattern = "d"
    else:
        pattern = "d MMMM" if first.year == last.year else "d MMMM y 'г.'"
    return f"с {format_date(first, pattern, locale='ru')} по {date_text(last)}"


@lru_cache(maxsize=1)
def _months() -> Mapping[int, str]:
    return get_month_names("wide", "format", locale="ru")
