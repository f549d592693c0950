"""Full months and years between two days."""

from datetime import date


def months_between(first: date, on: date) -> int:
    """Return the full months from `first` to `on`; the same day of a month completes it."""
    return (on.year - first.year) * 12 + on.month - first.month - (on.day < first.day)


def years_between(first: date, on: date) -> int:
    """Return the full years from `first` to `on`; of a life, the birthday itself completes a year."""
    return months_between(first, on) // 12
