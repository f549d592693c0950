"""The stored terms (data/deadlines.yaml) as objects: what each lasts, for whom, since when, by which norms.

Counting is count.py's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from filings.days import shown_day
from filings.errors import LawError
from filings.i18n import _
from filings.law.editions import Edition, Status, edition_on
from filings.law.norms.citation import cite_in_force
from filings.law.stored import load, per_law
from filings.nearest import meant, nearest
from filings.problems import Kind, Problem
from filings.quoting import quoted

_LONGEST_NAME = 40


class Unit(StrEnum):
    """In what a term is counted."""

    MONTHS = "months"
    CALENDAR_DAYS = "calendar-days"
    WORKING_DAYS = "working-days"


class Who(StrEnum):
    """Who has to act before the term ends."""

    CITIZEN = "citizen"
    AUTHORITY = "authority"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class CountingOrder:
    """How the terms of one act are counted. Each step names the key of its norm, empty where no norm is stored.

    `moves` tells whether the end moves from a day off to a working day; `rest` is what is known of that otherwise.
    """

    moves: bool
    next_day: str
    months: str
    working_days: str
    moved: str
    posted: str
    in_person: str
    rest: str


@dataclass(frozen=True, slots=True)
class Period(Edition):
    """One edition of a term; the day of the event chooses it."""

    unit: Unit
    amount: int
    span: str
    norms: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class TermRule:
    """A term as the law sets it. Texts are Russian; `norms` and `restoration` are keys for `citation.cite`.

    `label` is the neutral name for a calendar that leaves the machine; `missed` says what to do when the term is over.
    """

    key: str
    title: str
    label: str
    event: str
    who: Who
    order: CountingOrder
    periods: tuple[Period, ...]
    note: str
    missed: str
    restoration: tuple[str, ...]
    checked_on: date

    def on(self, start: date) -> Period:
        """Return the edition for an event on the day `start`; raises `LawError` L033 where none is known."""
        period = edition_on(self.periods, start)
        if period is not None:
            return period
        first = self.periods[0]
        raise LawError(
            Problem(
                Kind.UNLAWFUL,
                "L033",
                "",
                _("Для события {day} этот срок не известен: {title}.").format(
                    day=shown_day(start), title=_(self.title)
                ),
                _("Срок известен для событий с {first}. Проверьте дату или спросите юриста о прежнем законе.").format(
                    first=shown_day(first.starts)
                ),
                cite_in_force(first.norms, first.starts),
            )
        )


def term_rule(key: str) -> TermRule:
    """Return the term stored under `key` («kas-219»); `LawError` L032 with the nearest keys where there is none."""
    found = rules().get(key)
    if found is None:
        near = nearest(key.casefold(), rules())
        raise LawError(
            Problem(
                Kind.UNLAWFUL,
                "L032",
                "",
                _("Срока с таким именем нет: «{name}».").format(name=quoted(key, _LONGEST_NAME)),
                meant(near) if near else _("Все сроки показывает команда «filings deadlines --list»."),
            )
        )
    return found


@per_law()
def rules() -> Mapping[str, TermRule]:
    """Return every stored term by its key, in the order of the data."""
    data = load("deadlines")
    orders = {key: _order(entry) for key, entry in data["orders"].items()}
    return MappingProxyType({key: _rule(key, entry, orders[entry["order"]]) for key, entry in data["rules"].items()})


def _order(entry: Mapping[str, Any]) -> CountingOrder:
    return CountingOrder(
        moves=entry["moves"],
        next_day=entry.get("next_day", ""),
        months=entry.get("months", ""),
        working_days=entry.get("working_days", ""),
        moved=entry.get("moved", ""),
        posted=entry.get("posted", ""),
        in_person=entry.get("in_person", ""),
        rest=entry.get("rest", ""),
    )


def _rule(key: str, entry: Mapping[str, Any], order: CountingOrder) -> TermRule:
    return TermRule(
        key=key,
        title=entry["title"],
        label=entry["label"],
        event=entry["event"],
        who=Who(entry["who"]),
        order=order,
        periods=tuple(_period(each, entry) for each in entry["periods"]),
        note=entry.get("note", ""),
        missed=entry["missed"],
        restoration=tuple(entry.get("restoration", ())),
        checked_on=entry["checked_on"],
    )


def _period(entry: Mapping[str, Any], rule: Mapping[str, Any]) -> Period:
    return Period(
        starts=entry["from"],
        ends=entry.get("to"),
        unit=Unit(entry["unit"]),
        amount=entry["amount"],
        span=entry["span"],
        norms=tuple(entry.get("norms", rule["norms"])),
        status=Status(entry.get("status", rule["status"])),
        source=entry.get("source", rule["source"]),
        note=entry.get("note", ""),
    )
