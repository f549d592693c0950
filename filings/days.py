"""Days as the program reads, counts and writes them. What is a working day, the law says (law/terms)."""

import calendar
from datetime import date


def iso_day(value: object) -> date | None:
    """Return the date written in `value` as YYYY-MM-DD, None where there is none."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def shown_day(day: date) -> str:
    """Return `day` as people write it: 02.03.2026."""
    return f"{day.day:02}.{day.month:02}.{day.year}"


def months_later(start: date, count: int) -> date:
    """Return the same day of the month, `count` months after `start`; the last of a month that has no such day.

    So ends a term in months: КАС, статья 92, часть 3.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def birthday(born: date, years: int) -> date:
    """Return the day on which `years` are completed since `born`; for 29 February 1 March of a common year."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return born.replace(year=born.year + years, month=3, day=1)


def months_between(first: date, on: date) -> int:
    """Return the full months from `first` to `on`; the same day of a month completes it."""
    return (on.year - first.year) * 12 + on.month - first.month - (on.day < first.day)


def years_between(born: date, on: date) -> int:
    """Return the full years lived from `born` to `on`; the birthday itself completes a year."""
    return months_between(born, on) // 12
