"""Conditions on the facts of a case: the one language in which the data of the law and of the packs ask about them.

docs/conditions.md tells lawyers how they are written. A condition is read once, with the data it stands in, and
evaluated on plain JSON facts; what is written wrongly is an error there and then, never a condition that fails to hold.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from operator import ge, gt, le, lt
from types import MappingProxyType
from typing import Any, TypeAlias, assert_never

from filings.days import iso_day, months_later
from filings.errors import TemplateError
from filings.fact_path import ANYWHERE, EVERY, fact_at, facts_at, is_pattern
from filings.i18n import _
from filings.problems import Kind, Problem

Condition: TypeAlias = "Given | OneOf | Matches | Compared | Each | AnyOf | AllOf | Not"
Plain: TypeAlias = str | int | float | bool
RELATIONS: Mapping[str, Callable[[date, date], bool]] = MappingProxyType(
    {"before": lt, "not_after": le, "not_before": ge, "after": gt}
)
_DAY = re.compile(r"(?P<paths>\S+(?: or \S+)*)(?: \+ (?P<number>\d{1,4}) (?P<unit>days|months))?")
_ABSENT: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Given:
    """A fact is given: «нет» and 0 are answers."""

    path: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """A fact has one of the values; of several that `path` names, any has."""

    path: str
    values: tuple[Plain, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """The text of a fact has a part that the expression fits, whatever the case of its letters."""

    path: str
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Day:
    """The day at the first of the `paths` that is given, and so many days and months after it."""

    paths: tuple[str, ...]
    days: int = 0
    months: int = 0

    def __str__(self) -> str:
        span = f" + {self.days} days" if self.days else f" + {self.months} months" if self.months else ""
        return " or ".join(self.paths) + span


@dataclass(frozen=True, slots=True)
class Compared:
    """One day stands to the other as `relation` (one of `RELATIONS`) says; a day that is not given stands to none."""

    day: Day
    relation: str
    other: Day


@dataclass(frozen=True, slots=True)
class Each:
    """There are items at `path`, and `part` holds for the facts of every one."""

    path: str
    part: "Condition"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the conditions holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """All the conditions hold."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    part: "Condition"


ALWAYS = AllOf(())
# A required fact that a draft still lacks: it is given, and what it is nobody knows.
TO_COME = object()


def is_given(value: object) -> bool:
    """Tell whether `value` says anything: an empty text, list or group is as good as absent."""
    return value not in _ABSENT


def holds(condition: Condition, facts: Mapping[str, Any]) -> bool:
    """Tell whether `condition` is true of `facts` (plain JSON values of any shape)."""
    match condition:
        case AllOf(parts):  # first, because most of them are `ALWAYS`
            return all(holds(part, facts) for part in parts)
        case Given(path):
            return any(map(is_given, _values(facts, path)))
        case OneOf(path, values):
            # In Python 0 equals False; in a case «нет» is not a number.
            return any(type(one) is type(each) and one == each for one in _values(facts, path) for each in values)
        case Matches(path, words):
            return any(isinstance(value, str) and words.search(value) is not None for value in _values(facts, path))
        case Compared(day, relation, other):
            return any(RELATIONS[relation](a, b) for a in _days(facts, day) for b in _days(facts, other))
        case Each(path, part):
            items = _values(facts, path)
            return bool(items) and all(holds(part, item) for item in items)
        case AnyOf(parts):
            return any(holds(part, facts) for part in parts)
        case Not(part):
            return not holds(part, facts)
        case _:
            assert_never(condition)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What a condition asks of a fact: the pattern of its path, the `values` looked for, the `format` of a day."""

    path: str
    values: tuple[Plain, ...] = ()
    format: str = ""


def questions(condition: Condition) -> Iterator[Inquiry]:
    """Yield what `condition` asks of each fact it reads, in the order of writing."""
    match condition:
        case Given(path) | Matches(path):
            yield Inquiry(path)
        case OneOf(path, values):
            yield Inquiry(path, values)
        case Compared(day, _relation, other):
            yield from (Inquiry(path, format="date") for path in (*day.paths, *other.paths))
        case Each(path, part):
            yield from (replace(question, path=f"{path}.{question.path}") for question in questions(part))
        case AnyOf(parts) | AllOf(parts):
            yield from (question for each in parts for question in questions(each))
        case Not(part):
            yield from questions(part)
        case _:
            assert_never(condition)


def paths(condition: Condition) -> tuple[str, ...]:
    """Return the patterns of all the facts that `condition` reads, each once, in the order of writing."""
    return tuple(dict.fromkeys(question.path for question in questions(condition)))


def parse(data: object, where: str) -> Condition:
    """Return the condition written in the data at `where` («completeness.yaml: kas-221-2»).

    Raises `TemplateError` T032 for one that is written wrongly.
    """
    reader = _Reader(where)
    try:
        return reader.condition(data)
    except RecursionError:  # an alias of YAML inside itself
        raise reader.fault(data) from None


def opening(entry: Mapping[str, Any], where: str) -> Condition:
    """Return the condition `when` of the `entry` at `where`: what has none always holds. Raises as `parse` does."""
    return parse(entry["when"], f"{where}: when") if "when" in entry else ALWAYS


def as_data(condition: Condition) -> Any:
    """Return `condition` as it is written in the data, in JSON values; `parse` reads it back."""
    match condition:
        case Given(path):
            return path
        case OneOf(path, values):
            return {"fact": path, "equals": list(values)}
        case Matches(path, words):
            return {"fact": path, "matches": words.pattern}
        case Compared(day, relation, other):
            return {"fact": str(day), relation: str(other)}
        case Each(path, part):
            return {"each": path, "holds": as_data(part)}
        case AnyOf(parts):
            return {"any": [as_data(part) for part in parts]}
        case AllOf(parts):
            return {"all": [as_data(part) for part in parts]}
        case Not(part):
            return {"not": as_data(part)}
        case _:
            assert_never(condition)


def _values(facts: Any, path: str) -> list[Any]:
    if EVERY in path or ANYWHERE in path:
        return [value for _place, value in facts_at(facts, path)]
    value = fact_at(facts, path)  # the shorter way: most paths are plain
    return [] if value is None else [value]


def _days(facts: Any, day: Day) -> Iterator[date]:
    """Yield the days that `day` names: those of several items of a list, if its path leads through one."""
    given = (values for path in day.paths if any(map(is_given, values := _values(facts, path))))
    for value in next(given, ()):
        start = iso_day(value)
        if start is not None:
            with suppress(OverflowError, ValueError):  # beyond the last year of the calendar there is no day
                yield months_later(start, day.months) + timedelta(days=day.days)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the condition that stands at `where`."""

    where: str

    def condition(self, data: object) -> Condition:
        match data:
            case str():
                return Given(self.path(data))
            case {"fact": str(fact), **rest} if len(rest) == 1:
                ((word, wanted),) = rest.items()
                return self.about(fact, word, wanted)
            case {"each": str(path), "holds": part, **rest} if path.endswith((EVERY, ANYWHERE)) and not rest:
                return Each(self.path(path), self.condition(part))
            case {"any": [*parts], **rest} if parts and not rest:
                return AnyOf(tuple(map(self.condition, parts)))
            case {"all": [*parts], **rest} if parts and not rest:
                return AllOf(tuple(map(self.condition, parts)))
            case {"not": part, **rest} if not rest:
                return Not(self.condition(part))
        raise self.fault(data)

    def about(self, fact: str, word: object, wanted: object) -> Condition:
        match word, wanted:
            case "equals", [*values] if values:
                return OneOf(self.path(fact), tuple(map(self.value, values)))
            case "matches", str(words) if words:
                return Matches(self.path(fact), self.words(words))
            case str(relation), str(other) if relation in RELATIONS:
                return Compared(self.day(fact), relation, self.day(other))
        raise self.fault({"fact": fact, word: wanted})

    def path(self, data: str) -> str:
        if is_pattern(data):
            return data
        raise self.fault(data)

    def day(self, data: str) -> Day:
        found = _DAY.fullmatch(data)
        if found is None:
            raise self.fault(data)
        span = {found["unit"]: int(found["number"])} if found["unit"] else {}
        return Day(tuple(map(self.path, found["paths"].split(" or "))), **span)

    def value(self, data: object) -> Plain:
        if isinstance(data, Plain) and data != "":
            return data
        raise self.fault(data)

    def words(self, data: str) -> re.Pattern[str]:
        try:
            return re.compile(data, re.IGNORECASE)
        except re.error:
            raise self.fault(data) from None

    def fault(self, data: object) -> TemplateError:
        what = _("Условие записано с ошибкой: {part}.").format(part=data)
        remedy = _("Как пишут условия, рассказано в docs/conditions.md.")
        return TemplateError(Problem(Kind.TEMPLATE, "T032", self.where, what, remedy))
