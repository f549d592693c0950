"""The stored law: acts and provisions, each with its days in force, its status and its source.

Reads only the data files of this package; no rule about a paper belongs here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from filings.errors import LawError, Problem
from filings.i18n import _
from filings.law.units import PREFIXES

_DATA = Path(__file__).parent / "data"
_PREFIXED = re.compile(rf"({'|'.join(PREFIXES)})(\d.*)")


class Status(StrEnum):
    """How a text was checked. Only `OFFICIAL` and `SECONDARY` are ever printed in a filing."""

    OFFICIAL = "official"
    SECONDARY = "secondary"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Act:
    """A law, a decree, a charter. `long` and `short` hold six forms each, in the order of `units.CASES`."""

    key: str
    long: tuple[str, ...]
    short: tuple[str, ...]
    units: tuple[str, ...]
    starts: date
    ends: date | None
    status: Status
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Provision:
    """A place in an act, or a whole act (`path` is empty then).

    `path` goes from the largest unit to the smallest: (("статья", "51"), ("пункт", "3"), ("подпункт", "в")).
    `starts` and `ends` are the first and the last day in force; `ends` is None while no end is known.
    `above` is the key of the checked level to cite instead, where the data name one.
    """

    key: str
    act: Act
    path: tuple[tuple[str, str], ...]
    about: str
    starts: date
    ends: date | None
    status: Status
    source: str
    checked_on: date
    above: str = ""

    def in_force(self, on: date) -> bool:
        """Tell whether this was in force on the day `on`."""
        return self.starts <= on and (self.ends is None or on <= self.ends)

    @property
    def printable(self) -> bool:
        """Whether a filing may cite this."""
        return self.status is not Status.UNCHECKED


@lru_cache(maxsize=16)
def load(name: str) -> Any:
    """Return the content of `data/<name>.yaml`, read once per process."""
    return yaml.load((_DATA / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@lru_cache(maxsize=1)
def acts() -> Mapping[str, Act]:
    """Return every act by its key."""
    raw = load("acts")
    return MappingProxyType({key: _act(key, entry, raw["words"]) for key, entry in raw["acts"].items()})


@lru_cache(maxsize=1)
def provisions() -> Mapping[str, Provision]:
    """Return every stored provision and every act as a whole, by its key."""
    whole = {act.key: _whole(act) for act in acts().values()}
    parts = {key: _provision(key, entry) for key, entry in load("provisions").items()}
    return MappingProxyType(whole | parts)


def provision(key: str) -> Provision:
    """Return what is stored under `key` («fz53 51 3 в»; «u647» for the whole act); `LawError` L001 where nothing is."""
    normal = " ".join(key.split())
    stored = provisions().get(normal)
    if stored is None:
        raise LawError(
            Problem(
                "L001",
                normal,
                _("Нормы «{key}» нет в хранилище.").format(key=normal),
                _("Проверьте ключ по файлу provisions.yaml или добавьте в него норму с источником."),
            )
        )
    return stored


def checked_above(item: Provision) -> Provision:
    """Return the nearest level above `item` that may be printed, at last the act itself."""
    if item.above:
        return provision(item.above)
    words = item.key.split()
    ancestors = (provisions().get(" ".join(words[:count])) for count in range(len(words) - 1, 0, -1))
    return next(above for above in ancestors if above is not None and above.printable)


def _act(key: str, entry: Mapping[str, Any], words: Mapping[str, list[str]]) -> Act:
    return Act(
        key=key,
        long=_forms(entry["long"], words),
        short=_forms(entry["short"], words),
        units=tuple(entry["units"]),
        starts=entry["from"],
        ends=entry.get("to"),
        status=Status(entry["status"]),
        source=entry["source"],
        checked_on=entry["checked_on"],
    )


def _forms(parts: list[str], words: Mapping[str, list[str]]) -> tuple[str, ...]:
    rows = [words[part[1:]] if part.startswith("=") else [part] * 6 for part in parts]
    return tuple(" ".join(column) for column in zip(*rows, strict=True))


def _whole(act: Act) -> Provision:
    return Provision(act.key, act, (), "", act.starts, act.ends, act.status, act.source, act.checked_on)


def _provision(key: str, entry: Mapping[str, Any]) -> Provision:
    name, *numbers = key.split()
    act = acts()[name]
    return Provision(
        key=key,
        act=act,
        path=_path(act, numbers),
        about=entry["about"],
        starts=entry["from"],
        ends=entry.get("to"),
        status=Status(entry["status"]),
        source=entry["source"],
        checked_on=entry["checked_on"],
        above=entry.get("above", ""),
    )


def _path(act: Act, numbers: list[str]) -> tuple[tuple[str, str], ...]:
    ladder = iter(act.units)
    found = []
    for number in numbers:
        prefixed = _PREFIXED.fullmatch(number)
        found.append((PREFIXES[prefixed[1]], prefixed[2]) if prefixed else (next(ladder), number))
    return tuple(found)
