"""References to the law as a Russian legal paper prints them, in any case, as the law stood on a day.

A new provision is data, not code: a file of data/provisions.
"""

import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from filings.days import shown_day
from filings.errors import LawError
from filings.i18n import _
from filings.law.norms.store import Act, Provision, checked_above, editions, provision
from filings.law.norms.units import ABBREVIATION, PLURAL, SINGULAR, case_index, label, ordinal
from filings.law.stored import per_law
from filings.problems import Kind, Problem

_GENITIVE = 1
_PARTICIPLE = re.compile(r", (?:утверждённ|определённ)\w+ ")
_Path = tuple[tuple[str, str], ...]


def cite(keys: str, case: str = "nom", *, on: date, long: bool = False) -> str:
    """Return the reference to `keys` in `case`, as it reads on the day `on`.

    `keys` is one key («fz53 51 3 в») or several parted by «;», which are joined: «fz53 51 1 а; fz53 51 1 б» →
    «подп. «а» и «б» п. 1 ст. 51 …». `long` writes the units out and names the act in full (the first mention).

    Raises `LawError`: L001 unknown key, L002 not in force on the day, L003 unchecked, L004 no such case.
    """
    index = case_index(case)
    return _reference(tuple(item.key for item in citable(keys, on)), index, long)


class Citations:
    """References of one paper: an act's first mention is long, every later one short.

    The first mention of a code announces its abbreviation: «… Российской Федерации (далее – КАС РФ)».
    Called with keys and a case like `cite`; `cited` lists what was cited, in order, each once.
    """

    def __init__(self, on: date) -> None:
        self._on = on
        self._seen: set[str] = set()
        self._cited: dict[str, None] = {}

    def __call__(self, keys: str, case: str = "nom") -> str:
        """Return the reference to `keys` in `case`; raises what `cite` raises."""
        index = case_index(case)
        items = citable(keys, self._on)
        phrases = []
        for act, members in _by_act(items):
            first = act.key not in self._seen
            mention = _reference(tuple(item.key for item in members), index, first)
            phrases.append(mention + (_announcement(act) if first else ""))
            self._seen.add(act.key)
        self._cited |= dict.fromkeys(item.key for item in items)
        return _joined_acts(phrases)

    @property
    def cited(self) -> tuple[str, ...]:
        """The keys of everything cited so far."""
        return tuple(self._cited)


@per_law(maxsize=512)
def _reference(keys: tuple[str, ...], index: int, long: bool) -> str:
    """Return the words of a reference, in which all the editions of a provision are alike."""
    items = [provision(key) for key in keys]
    return _joined_acts([_phrase(act, [item.path for item in members], index, long) for act, members in _by_act(items)])


@per_law(maxsize=512)
def citable(keys: str, on: date) -> tuple[Provision, ...]:
    """Return the provisions `keys`, each of which a paper of the day `on` may cite; raises L001 to L003 as `cite`."""
    items = tuple(provision(key, on) for key in keys.split(";"))
    for item in items:
        if not item.in_force(on):
            raise LawError(not_in_force(item, on))
        if not item.printable:
            raise LawError(_unchecked(item))
    return items


def cite_in_force(keys: Iterable[str], on: date) -> str:
    """Return the citation of those of `keys` that were in force on the day `on`; empty where none was.

    For an unchecked norm the nearest checked level above it is cited. Raises `LawError` L001 for an unknown key.
    """
    return _in_force(tuple(keys), on)


@per_law(maxsize=512)
def _in_force(keys: tuple[str, ...], on: date) -> str:
    items = [item for item in (provision(key, on) for key in keys) if item.in_force(on)]
    fit = [item if item.printable else checked_above(item) for item in items]
    printed = dict.fromkeys(item.key for item in fit if item.in_force(on))
    return cite("; ".join(printed), on=on) if printed else ""


def reference(item: Provision, case: str = "nom", *, long: bool = False) -> str:
    """Return the reference to `item` in `case` whatever its day and status: for screens, never for a paper.

    Raises `LawError` L004 where there is no such case.
    """
    return _phrase(item.act, [item.path], case_index(case), long)


def not_in_force(item: Provision, on: date) -> Problem:
    """Return the problem L002: `item` was not in force on the day `on`, or that is not known."""
    return Problem(
        Kind.UNLAWFUL,
        "L002",
        item.key,
        _("На {day} норма не действовала или её действие не подтверждено: {norm}.").format(
            day=shown_day(on), norm=reference(item)
        ),
        _("Действие подтверждено {span}. Проверьте дату бумаги или сошлитесь на другую норму.").format(
            span=_span(item)
        ),
    )


def _unchecked(item: Provision) -> Problem:
    above = checked_above(item)
    return Problem(
        Kind.UNLAWFUL,
        "L003",
        item.key,
        _("Норма не проверена, печатать её нельзя: {norm}.").format(norm=reference(item)),
        _("Сошлитесь на проверенный уровень выше (ключ «{key}»): {norm}.").format(norm=reference(above), key=above.key),
    )


def _span(item: Provision) -> str:
    stored = editions(item.key)
    start, end = shown_day(stored[0].starts), stored[-1].ends
    if end is None:
        return _("с {start}").format(start=start)
    return _("с {start} по {end}").format(start=start, end=shown_day(end))


def _by_act(items: Iterable[Provision]) -> list[tuple[Act, list[Provision]]]:
    groups = (list(group) for _key, group in groupby(items, key=lambda item: item.act.key))
    return [(members[0].act, members) for members in groups]


def _phrase(act: Act, paths: list[_Path], index: int, long: bool) -> str:
    forms = act.long if long else act.short
    if () in paths:
        return forms[index]
    return f"{_units(paths, index, long)} {forms[_GENITIVE]}"


def _announcement(act: Act) -> str:
    return f" (далее – {act.abbreviation})" if act.abbreviation else ""


def _units(paths: list[_Path], index: int, long: bool) -> str:
    parts = []
    for (unit, deeper), group in groupby(paths, key=lambda path: (path[0][0], len(path) > 1)):
        members = list(group)
        if deeper:
            parts += [
                f"{_units([path[1:] for path in inner], index, long)} {_unit(unit, [number], _GENITIVE, long)}"
                for number, inner in (
                    (key, list(found)) for key, found in groupby(members, key=lambda path: path[0][1])
                )
            ]
        else:
            parts.append(_unit(unit, [path[0][1] for path in members], index, long))
    return _joined(parts)


def _unit(unit: str, numbers: list[str], index: int, long: bool) -> str:
    if not long:
        return f"{ABBREVIATION[unit]} {_joined([label(number) for number in numbers])}"
    names = SINGULAR if len(numbers) == 1 else PLURAL
    labels = [ordinal(number, index) if unit == "абзац" else label(number) for number in numbers]
    return f"{names[unit][index]} {_joined(labels)}"


def _joined_acts(phrases: list[str]) -> str:
    """Join references to acts; the participle in «Устава …, утверждённого Указом …,» is closed by a comma."""
    *before, last = phrases
    if before and _PARTICIPLE.search(before[-1]):
        before[-1] += ","
    return _joined([*before, last])


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} и {parts[-1]}"
