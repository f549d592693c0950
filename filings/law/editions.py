"""What stood on a day: everything dated in the data of the law has the same two ends and is chosen in one way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar


class Status(StrEnum):
    """How a text was checked. Only `OFFICIAL` and `SECONDARY` are ever printed in a filing."""

    OFFICIAL = "official"
    SECONDARY = "secondary"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of days: the first and the last in force. `ends` is None while no end is known."""

    starts: date
    ends: date | None = None

    def in_force(self, on: date) -> bool:
        """Tell whether this was in force on the day `on`."""
        return self.starts <= on and (self.ends is None or on <= self.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(Span):
    """One edition of a text or a value of the law, how it was checked and where it was read."""

    status: Status
    source: str

    @property
    def printable(self) -> bool:
        """Whether a filing may rest on this."""
        return self.status is not Status.UNCHECKED


Dated = TypeVar("Dated", bound=Span)


def edition_on(editions: Iterable[Dated], on: date) -> Dated | None:
    """Return the one of `editions` that was in force on the day `on`; None where none was."""
    return next((each for each in editions if each.in_force(on)), None)


def days_of(entry: Mapping[str, Any]) -> Span:
    """Return the days of an entry of the data: its `from` and `to`; from the first day on, where it names none."""
    return Span(starts=entry.get("from", date.min), ends=entry.get("to"))
