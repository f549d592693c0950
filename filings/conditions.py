"""Conditions on the facts of a case: the one language in which the data of the law and of the packs ask about them.

docs/conditions.md tells lawyers how they are written. A condition is read once, with the data it stands in, and
evaluated on plain JSON facts; what is written wrongly is an error there and then, never a condition that fails to hold.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, assert_never

from filings.errors import TemplateError
from filings.fact_path import ANYWHERE, EVERY, facts_at, is_pattern
from filings.i18n import _
from filings.problems import Kind, Problem

Condition: TypeAlias = "Given | OneOf | Matches | Each | AnyOf | AllOf | Not"
Plain: TypeAlias = str | int | float | bool
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


def is_given(value: object) -> bool:
    """Tell whether `value` says anything: an empty text, list or group is as good as absent."""
    return value not in _ABSENT


def holds(condition: Condition, facts: Mapping[str, Any]) -> bool:
    """Tell whether `condition` is true of `facts` (plain JSON values of any shape)."""
    match condition:
        case Given(path):
            return any(map(is_given, _values(facts, path)))
        case OneOf(path, values):
            # In Python 0 equals False; in a case «нет» is not a number.
            return any(type(one) is type(each) and one == each for one in _values(facts, path) for each in values)
        case Matches(path, words):
            return any(isinstance(value, str) and words.search(value) is not None for value in _values(facts, path))
        case Each(path, part):
            items = _values(facts, path)
            return bool(items) and all(holds(part, item) for item in items)
        case AnyOf(parts):
            return any(holds(part, facts) for part in parts)
        case AllOf(parts):
            return all(holds(part, facts) for part in parts)
        case Not(part):
            return not holds(part, facts)
        case _:
            assert_never(condition)


def questions(condition: Condition, inside: str = "") -> Iterator[Given | OneOf | Matches]:
    """Yield the parts of `condition` that ask about one fact, each with its whole path; `inside` is put before it."""
    lead = f"{inside}." if inside else ""
    match condition:
        case Given(path) | OneOf(path) | Matches(path):
            yield replace(condition, path=lead + path)
        case Each(path, part):
            yield from questions(part, lead + path)
        case AnyOf(parts) | AllOf(parts):
            for each in parts:
                yield from questions(each, inside)
        case Not(part):
            yield from questions(part, inside)
        case _:
            assert_never(condition)


def paths(condition: Condition) -> tuple[str, ...]:
    """Return the patterns of all the facts that `condition` reads, each once, in the order of writing."""
    return tuple(dict.fromkeys(question.path for question in questions(condition)))


def parse(data: object, where: str) -> Condition:
    """Return the condition written in the data at `where` («completeness.yaml: kas-221-2»).

    Raises `TemplateError` T032 for one that is written wrongly.
    """
    return _Reader(where).condition(data)


def opening(entry: Mapping[str, Any], where: str) -> Condition:
    """Return the condition `when` of the `entry` at `where`: what has none always holds. Raises as `parse` does."""
    return parse(entry["when"], f"{where}: when") if "when" in entry else ALWAYS


def _values(facts: Any, path: str) -> list[Any]:
    return [value for _place, value in facts_at(facts, path)]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the condition that stands at `where`."""

    where: str

    def condition(self, data: object) -> Condition:
        match data:
            case str():
                return Given(self.path(data))
            case {"fact": fact, "equals": list(values), **rest} if values and not rest:
                return OneOf(self.path(fact), tuple(map(self.value, values)))
            case {"fact": fact, "matches": str(words), **rest} if words and not rest:
                return Matches(self.path(fact), self.words(words))
            case {"each": items, "holds": part, **rest} if not rest:
                return Each(self.items(items), self.condition(part))
            case {"any": list(parts), **rest} if parts and not rest:
                return AnyOf(tuple(map(self.condition, parts)))
            case {"all": list(parts), **rest} if parts and not rest:
                return AllOf(tuple(map(self.condition, parts)))
            case {"not": part, **rest} if not rest:
                return Not(self.condition(part))
        raise self.fault(data)

    def path(self, data: object) -> str:
        if isinstance(data, str) and is_pattern(data):
            return data
        raise self.fault(data)

    def items(self, data: object) -> str:
        path = self.path(data)
        if path.endswith((EVERY, ANYWHERE)):
            return path
        raise self.fault(data)

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
        what = _("Условие записано с ошибкой: {part}.").format(part=json.dumps(data, ensure_ascii=False, default=str))
        remedy = _("Как пишут условия, рассказано в docs/conditions.md.")
        return TemplateError(Problem(Kind.TEMPLATE, "T032", self.where, what, remedy))
