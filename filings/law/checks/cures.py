"""What would make a condition of the law hold: the places of the facts that a case still lacks for it."""

from collections.abc import Iterator
from typing import Any, assert_never

from filings.conditions import AllOf, AnyOf, Compared, Condition, Each, Given, Matches, Not, OneOf, holds, paths
from filings.fact_path import ANYWHERE, EVERY, fact_at, facts_at, spelled, steps


def cures(condition: Condition, facts: Any) -> Iterator[str]:
    """Yield the path of each fact that may make `condition`, which does not hold of `facts`, hold.

    Of several that must hold it is the first that does not. For «[]» stands the number of the first item that lacks the
    fact; where none does, that of the item to come. «**» names no place where a fact could be filled in.
    """
    match condition:
        case Given(path) | OneOf(path) | Matches(path):
            yield from _place(path, facts)
        case Compared(day, _relation, other):
            yield from (place for path in (*day.paths, *other.paths) for place in _place(path, facts))
        case Each(path, part):
            failing = (one for one in facts_at(facts, path) if not holds(part, one[1]))
            place, item = next(failing, (steps(path.replace(EVERY, "[0]")), {}))
            yield from (spelled((*place, *steps(inner))) for inner in cures(part, item))
        case AnyOf(parts):
            yield from (place for part in parts for place in cures(part, facts))
        case AllOf(parts):
            # Of a list without items all parts may hold, and no fact of an item is what lacks.
            failing_part = next((part for part in parts if not holds(part, facts)), None)
            yield from cures(failing_part, facts) if failing_part else ()
        case Not(part):
            yield from (place for path in paths(part) for place in _place(path, facts))
        case _:
            assert_never(condition)


def _place(path: str, facts: Any) -> Iterator[str]:
    """Yield the place where a fact may be filled in that `path` names, none where it is to be anywhere."""
    listed, every, inner = path.partition(EVERY)
    if ANYWHERE in path:
        return
    if not every:
        yield path
        return
    found = fact_at(facts, listed)
    items = found if isinstance(found, list) else []
    lacking = (number for number, item in enumerate(items) if not holds(Given(f"one{inner}"), {"one": item}))
    number = next(lacking, len(items))
    item = items[number] if number < len(items) else {}
    yield from (f"{listed}[{number}]{rest.removeprefix('one')}" for rest in _place(f"one{inner}", {"one": item}))
