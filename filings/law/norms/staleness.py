"""Which stored law should be read again: taken from memory, checked long ago, or read in an old edition."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from filings.days import months_between
from filings.law.norms.store import Provision, provisions
from filings.law.stored import load


class Doubt(StrEnum):
    """Why a provision should be read again, the gravest first."""

    UNCHECKED = "unchecked"
    CHECKED_LONG_AGO = "checked-long-ago"
    OLD_EDITION = "old-edition"


def horizon(area: str) -> int:
    """Return how many months a check of `area` (a key of data/horizons.yaml) is relied on without a reminder."""
    months: int = load("horizons")[area]["months"]
    return months


def is_old(area: str, checked: date, on: date) -> bool:
    """Tell whether on the day `on` the check of `area` made on the day `checked` is past its horizon."""
    return months_between(checked + timedelta(days=1), on) >= horizon(area)


def stale(on: date) -> Mapping[Doubt, tuple[Provision, ...]]:
    """Return, for each doubt, the provisions in force on the day `on` that give rise to it; each stands once."""
    found: dict[Doubt, list[Provision]] = {doubt: [] for doubt in Doubt}
    for item in provisions():
        doubt = _doubt(item, on) if item.in_force(on) else None
        if doubt is not None:
            found[doubt].append(item)
    return {doubt: tuple(items) for doubt, items in found.items()}


def _doubt(item: Provision, on: date) -> Doubt | None:
    if not item.printable:
        return Doubt.UNCHECKED
    if is_old("norms", item.checked_on, on):
        return Doubt.CHECKED_LONG_AGO
    if item.edition is not None and is_old("norms", item.edition, on):
        return Doubt.OLD_EDITION
    return None
