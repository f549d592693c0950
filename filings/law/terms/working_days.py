"""Which days are working days in Russia, and why a day is off; outside the years of data/calendar.csv nothing is said.

How a term is counted is count.py's.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from filings.days import shown_day
from filings.errors import LawError
from filings.i18n import _
from filings.law.stored import DATA
from filings.problems import Kind, Problem

_TABLE = DATA / "calendar.csv"
_SATURDAY = 5
_ONE = timedelta(days=1)


class _Kind(StrEnum):
    HOLIDAY = "holiday"
    SUBSTITUTE = "substitute"
    MOVED = "moved"
    WORKING = "working"
    DECREE = "decree"


@dataclass(frozen=True, slots=True)
class _Mark:
    kind: _Kind
    about: str
    sources: str


@lru_cache(maxsize=1)
def known_days() -> tuple[date, date]:
    """Return the first and the last day of the table: it has whole years."""
    return min(_marks()).replace(month=1, day=1), max(_marks()).replace(month=12, day=31)


def is_working(day: date) -> bool:
    """Tell whether `day` is a working day; raises `LawError` L031 outside the table.

    A paid day off by a decree of 2020–2021 is a working day here: such days belong to a term and do not move its end.
    """
    mark = _mark(day)
    if mark is None:
        return day.weekday() < _SATURDAY
    return mark.kind in (_Kind.WORKING, _Kind.DECREE)


def next_working(day: date) -> date:
    """Return `day` if it is a working day, else the first working day after it; raises `LawError` L031."""
    while not is_working(day):
        day += _ONE
    return day


def add_working_days(day: date, count: int) -> date:
    """Return the working day number `count` (from 1) after `day`, which is not counted; raises `LawError` L031."""
    for _number in range(count):
        day = next_working(day + _ONE)
    return day


def why_off(day: date) -> str:
    """Return in Russian why `day` is off («суббота», «праздник: День России»); empty for a working day.

    Raises `LawError` L031 outside the table.
    """
    mark = _mark(day)
    if is_working(day):
        return ""
    if mark is None:
        return weekday(day)
    match mark.kind:
        case _Kind.SUBSTITUTE:
            return _("выходной вместо праздника «{name}», пришедшегося на выходной").format(name=_holiday(mark.about))
        case _Kind.MOVED:
            return _("выходной, перенесённый с {day}").format(day=shown_day(date.fromisoformat(mark.about)))
        case _:
            return _("праздник: {name}").format(name=_holiday(mark.about))


def decree(day: date) -> str | None:
    """Return the date and number of the decree that made `day` a paid day off («25.03.2020 № 206»), None if none did.

    It is empty where the number was not found. Raises `LawError` L031 outside the table.
    """
    mark = _mark(day)
    return mark.about if mark is not None and mark.kind is _Kind.DECREE else None


def is_confirmed(day: date) -> bool:
    """Tell whether several sources agree about the year of `day`; raises `LawError` L031 outside the table."""
    _mark(day)
    return day.year in _confirmed_years()


def weekday(day: date) -> str:
    """Return the Russian name of the day of the week: «понедельник»."""
    names = (_("понедельник"), _("вторник"), _("среда"), _("четверг"), _("пятница"), _("суббота"), _("воскресенье"))
    return names[day.weekday()]


def _holiday(key: str) -> str:
    names = {
        "new-year": _("Новогодние каникулы"),
        "christmas": _("Рождество Христово"),
        "defender": _("День защитника Отечества"),
        "women": _("Международный женский день"),
        "labour": _("Праздник Весны и Труда"),
        "victory": _("День Победы"),
        "russia": _("День России"),
        "unity": _("День народного единства"),
        "voting": _("день общероссийского голосования"),
    }
    return names[key]


def _mark(day: date) -> _Mark | None:
    first, last = known_days()
    if not first <= day <= last:
        raise LawError(
            Problem(
                Kind.BEYOND,
                "L031",
                "",
                _("Рабочие и нерабочие дни известны с {first} по {last}; день {day} вне календаря.").format(
                    first=shown_day(first), last=shown_day(last), day=shown_day(day)
                ),
                _("Проверьте дату. Если она верна, сосчитайте срок по производственному календарю того года."),
            )
        )
    return _marks().get(day)


@lru_cache(maxsize=1)
def _marks() -> Mapping[date, _Mark]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        marks = {
            date.fromisoformat(row["day"]): _Mark(_Kind(row["kind"]), row["about"], row["sources"]) for row in rows
        }
    return MappingProxyType(marks)


@lru_cache(maxsize=1)
def _confirmed_years() -> frozenset[int]:
    return frozenset(day.year for day, mark in _marks().items() if len(mark.sources) > 1)
