"""The stored law: acts and provisions, each with its days in force, its status and its source.

A provision whose substance changed has several editions, one after another; the day decides which is meant.
Reads only the data files of this package; no rule about a paper belongs here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from filings.errors import LawError
from filings.i18n import _
from filings.law.editions import Edition, Status
from filings.law.norms.units import PREFIXES
from filings.law.stored import load, per_law
from filings.problems import Kind, Problem

_PREFIXED = re.compile(rf"({'|'.join(PREFIXES)})(\d.*)")


@dataclass(frozen=True, slots=True)
class Act(Edition):
    """A law, a decree, a charter. `long` and `short` hold six forms each, in the order of `units.CASES`.

    `abbreviation` («КАС РФ») is what a code is called after its first mention, which announces it; else empty.
    """

    key: str
    long: tuple[str, ...]
    short: tuple[str, ...]
    units: tuple[str, ...]
    checked_on: date
    abbreviation: str = ""


@dataclass(frozen=True, slots=True)
class Provision(Edition):
    """A place in an act, or a whole act (`path` is empty then).

    `path` goes from the largest unit to the smallest: (("статья", "51"), ("пункт", "3"), ("подпункт", "в")).
    `above` is the key of the checked level to cite instead, where the data name one. `edition` is the day of the
    text that was read, where that is known and older than `checked_on`: later changes are not excluded.
    """

    key: str
    act: Act
    path: tuple[tuple[str, str], ...]
    about: str
    checked_on: date
    above: str = ""
    edition: date | None = None


@per_law()
def acts() -> Mapping[str, Act]:
    """Return every act by its key."""
    raw = load("acts")
    return MappingProxyType({key: _act(key, entry, raw["words"]) for key, entry in raw["acts"].items()})


@per_law(maxsize=1024)
def editions(key: str) -> tuple[Provision, ...]:
    """Return the editions stored under `key` («fz53 51 3 в»; «u647» for the whole act), oldest first.

    Raises `LawError` L001 where nothing is stored.
    """
    normal, stored = _stored(key)
    if stored is None:
        raise LawError(
            Problem(
                Kind.UNLAWFUL,
                "L001",
                normal,
                _("Нормы «{key}» нет в хранилище.").format(key=normal),
                _("Проверьте ключ: его ищет «filings law»; новую норму добавляют в filings/law/data/provisions."),
            )
        )
    return stored


def is_stored(key: str) -> bool:
    """Tell whether `key` is a key of the store, written as the store writes it but for spaces."""
    return _stored(key)[1] is not None


def provision(key: str, on: date | None = None) -> Provision:
    """Return the edition of `key` in force on the day `on`; where none is, or without a day, the nearest before it.

    Raises `LawError` L001 where nothing is stored under `key`.
    """
    stored = editions(key)
    begun = [item for item in stored if on is None or item.starts <= on]
    return begun[-1] if begun else stored[0]


def provisions() -> tuple[Provision, ...]:
    """Return every edition of every stored provision and every act as a whole, act by act."""
    return tuple(item for key in acts() for stored in _of_act(key).values() for item in stored)


def checked_above(item: Provision) -> Provision:
    """Return the nearest level above `item` that may be printed, at last the act itself."""
    if item.above:
        return provision(item.above, item.starts)
    words = item.key.split()
    stored = _of_act(item.act.key)
    ancestors = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
    found = (provision(key, item.starts) for key in ancestors if key in stored)
    return next(above for above in found if above.printable)


def _stored(key: str) -> tuple[str, tuple[Provision, ...] | None]:
    normal = " ".join(key.split())
    act = normal.partition(" ")[0]
    return normal, _of_act(act).get(normal) if act in acts() else None


@per_law(maxsize=64)
def _of_act(key: str) -> Mapping[str, tuple[Provision, ...]]:
    act = acts()[key]
    parts: dict[str, tuple[Provision, ...]] = {key: (_whole(act),)}
    data = load(f"provisions/{key}") or {"provisions": {}}
    for numbers, stored in data["provisions"].items():
        parts[f"{key} {numbers}"] = tuple(_provision(act, numbers, each) for each in stored)
    return MappingProxyType(parts)


def _act(key: str, entry: Mapping[str, Any], words: Mapping[str, list[str]]) -> Act:
    abbreviation = entry.get("abbreviation", "")
    return Act(
        key=key,
        long=_forms(entry["long"], words),
        short=_forms([abbreviation] if abbreviation else entry["short"], words),
        units=tuple(entry["units"]),
        starts=entry["from"],
        ends=entry.get("to"),
        status=Status(entry["status"]),
        source=entry["source"],
        checked_on=entry["checked_on"],
        abbreviation=abbreviation,
    )


def _forms(parts: list[str], words: Mapping[str, list[str]]) -> tuple[str, ...]:
    rows = [words[part[1:]] if part.startswith("=") else [part] * 6 for part in parts]
    return tuple(" ".join(column) for column in zip(*rows, strict=True))


def _whole(act: Act) -> Provision:
    return Provision(
        key=act.key,
        act=act,
        path=(),
        about="",
        starts=act.starts,
        ends=act.ends,
        status=act.status,
        source=act.source,
        checked_on=act.checked_on,
    )


def _provision(act: Act, numbers: str, entry: Mapping[str, Any]) -> Provision:
    return Provision(
        key=f"{act.key} {numbers}",
        act=act,
        path=_path(act, numbers.split()),
        about=entry["about"],
        starts=entry["from"],
        ends=entry.get("to"),
        status=Status(entry["status"]),
        source=entry["source"],
        checked_on=entry["checked_on"],
        above=entry.get("above", ""),
        edition=entry.get("edition"),
    )


def _path(act: Act, numbers: list[str]) -> tuple[tuple[str, str], ...]:
    ladder = iter(act.units)
    found = []
    for number in numbers:
        prefixed = _PREFIXED.fullmatch(number)
        found.append((PREFIXES[prefixed[1]], prefixed[2]) if prefixed else (next(ladder), number))
    return tuple(found)
