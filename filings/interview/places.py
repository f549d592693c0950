"""Where the facts of a paper lie, in the order in which they are asked for: the places of a kind's schema, as a case
opens them."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any, Literal, TypeAlias

from filings.conditions import holds, parse
from filings.fact_path import Path, fact_at
from filings.facts.vocabulary import Schema, part_of

Stage: TypeAlias = Literal["gate", "core", "detail", "lawyer"]


class Role(Enum):
    """What becomes of a place: a question, questions on one page, something to offer, another item to offer."""

    LEAF = auto()
    WHOLE = auto()
    OFFER = auto()
    MORE = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the schema `part` at `path`, which stands in `section`; `required` where the paper needs it as far as
    its schema tells without conditions; `at` is its number in the order of the vocabulary."""

    path: Path
    part: Schema
    role: Role
    stage: Stage
    section: str
    required: bool
    at: int = 0

    @property
    def offered(self) -> bool:
        """Whether nothing is asked here till the person says that there is something."""
        return self.role in (Role.OFFER, Role.MORE)


@dataclass(frozen=True, slots=True)
class _Above:
    """What a place takes over from the group it lies in."""

    stage: Stage = "core"
    section: str = ""

    def below(self, part: Schema) -> "_Above":
        return _Above(part.get("x-stage", self.stage), part.get("x-section", self.section))


def places(tree: Schema, facts: Mapping[str, Any], marks: Set[Path]) -> list[Place]:
    """Return the places of `tree`, the facts of a kind, in the order in which they are asked for.

    A group or list is looked into where the case has it, its schema wants it, or one of `marks` lies in it; else it is
    offered as a whole. Gates come first, then section by section, in each what is offered last.
    """
    # The sections of a pack that names none are one; sorting keeps the order of the schema among equals.
    sections = [*tree.get("x-sections", ()), ""]
    found = _in_group(_Opened(facts, marks), tree, (), _Above())
    return sorted(
        (replace(one, at=at) for at, one in enumerate(found)),
        key=lambda one: (one.stage != "gate", sections.index(one.section), one.offered),
    )


def applies(part: Schema, facts: Mapping[str, Any]) -> bool:
    """Tell whether a fact has its place in the paper of a case of `facts`, as its `x-when` says."""
    return "x-when" not in part or holds(parse(part["x-when"], "x-when"), facts)


def is_list(part: Schema) -> bool:
    """Tell whether `part` is a list of groups, each of which is asked for by itself."""
    return part.get("type") == "array" and part["items"].get("type") == "object"


def is_group(part: Schema) -> bool:
    """Tell whether `part` is a group of facts."""
    return part.get("type") == "object"


def leaves(part: Schema) -> dict[str, Schema]:
    """Return the facts of the group `part` that are asked for on its own page, the needless ones last."""
    inside = {
        key: inner
        for key, inner in part["properties"].items()
        if not _is_deeper(inner) and inner.get("x-stage") != "lawyer"
    }
    return dict(sorted(inside.items(), key=lambda one: one[1].get("x-stage") == "detail"))


def is_unasked(part: Schema) -> bool:
    """Tell whether a fact is asked for only where a problem names it: a gender that the name does not tell."""
    return part.get("x-stage") == "detail" and "x-offer" not in part


def is_tick(part: Schema, section: str) -> bool:
    """Tell whether a fact is said by a tick: a wish that one has or has not."""
    return part.get("type") == "boolean" and section == "wishes"


def way_to(tree: Schema, path: Path) -> Iterator[Schema]:
    """Yield the schemas from the root `tree` down to the place `path`, the root not among them."""
    for step in path:
        tree = part_of(tree, step)
        yield tree


def steers(tree: Schema, path: Path) -> bool:
    """Tell whether the fact at `path` is one that is asked for first, because others depend on it."""
    return any(part.get("x-stage") == "gate" for part in way_to(tree, path))


def askable(tree: Schema, facts: Mapping[str, Any], path: Path) -> bool:
    """Tell whether the person is asked for the fact at `path`: it has a place in the paper and is no lawyer's."""
    way = [*way_to(tree, path)]
    return all(part and part.get("x-stage") != "lawyer" and applies(part, facts) for part in way) and bool(way)


@dataclass(frozen=True, slots=True)
class _Opened:
    facts: Mapping[str, Any]
    marks: Set[Path]

    def marked(self, path: Path) -> bool:
        return any(mark[: len(path)] == path for mark in self.marks)


def _in_group(
    case: _Opened, group: Schema, path: Path, above: _Above, wanted: Callable[[Schema], bool] = bool
) -> Iterator[Place]:
    for key, part in group["properties"].items():
        here = above.below(part)
        if here.stage != "lawyer" and wanted(part) and applies(part, case.facts):
            yield from _place(case, part, (*path, key), here, key in group.get("required", ()))


def _place(case: _Opened, part: Schema, path: Path, at: _Above, required: bool) -> Iterator[Place]:
    if _is_offered(case, part, path, at, required):
        if not is_unasked(part):
            yield Place(path, part, Role.OFFER, at.stage, at.section, required)
    elif is_list(part):
        yield from _in_list(case, part, path, at, required)
    elif is_group(part):
        yield from _of_group(case, part, path, at, required)
    else:
        yield Place(path, part, Role.LEAF, at.stage, at.section, required)


def _is_offered(case: _Opened, part: Schema, path: Path, at: _Above, required: bool) -> bool:
    if required or case.marked(path):
        return False
    if is_tick(part, at.section):
        return True
    looked_into = (at.stage == "gate" and not _is_deeper(part)) or _has_ticks(part, at)
    return not looked_into and fact_at(case.facts, path) is None


def _has_ticks(part: Schema, at: _Above) -> bool:
    """Tell whether `part` is a group of wishes: each of them is offered."""
    return is_group(part) and any(is_tick(inner, at.below(inner).section) for inner in part["properties"].values())


def _of_group(case: _Opened, part: Schema, path: Path, at: _Above, required: bool) -> Iterator[Place]:
    whole = part.get("x-page") == "whole"
    if whole:
        yield Place(path, part, Role.WHOLE, at.stage, at.section, required)
    yield from _in_group(case, part, path, at, _is_deeper if whole else bool)


def _is_deeper(part: Schema) -> bool:
    return is_group(part) or is_list(part)


def _in_list(case: _Opened, part: Schema, path: Path, at: _Above, required: bool) -> Iterator[Place]:
    items = fact_at(case.facts, path) or []
    count = len(items) + (not items or case.marked((*path, len(items))))
    for number in range(count):
        inside = at.below(part["items"])
        yield from _of_group(case, part["items"], (*path, number), inside, required and number == 0)
    if count == len(items) < part.get("maxItems", count + 1):
        yield Place(path, part, Role.MORE, at.stage, at.section, False)
