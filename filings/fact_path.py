"""The path of a fact: how it is spelled («reasons[0].proof») and what a case holds there.

A pattern has two steps more: «respondents[].kind» is that fact of every item of the list, «**.have» that fact of any
group at any depth.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]

# An abstract class takes ten times as long to recognise as the class that nearly every group of facts has.
_GROUP = (dict, Mapping)

EVERY = "[]"
ANYWHERE = "**"
_STEP = re.compile(r"\[(?P<number>\d*)\]|\.?(?P<name>[^.\[\]]+)")
_PATTERN = re.compile(r"(?:\*\*|[a-z]\w*(?:\[\d*\])?)(?:\.[a-z]\w*(?:\[\d*\])?)*")


def spelled(path: Path) -> str:
    """Return a path or a pattern as people read it: `reasons[0].proof`."""
    told = (f"[{step}]" if isinstance(step, int) else step if step == EVERY else f".{step}" for step in path)
    return "".join(told).removeprefix(".")


@lru_cache(maxsize=4096)
def steps(path: str) -> Path:
    """Return the steps of a path or pattern: «reasons[0].proof» → ("reasons", 0, "proof"); «[]» is the step `EVERY`."""
    return tuple(int(step["number"]) if step["number"] else step["name"] or EVERY for step in _STEP.finditer(path))


def is_pattern(text: str) -> bool:
    """Tell whether `text` is written as a path or a pattern, whether or not there is such a fact."""
    return _PATTERN.fullmatch(text) is not None


def fact_at(facts: Any, path: str | Path) -> Any:
    """Return the fact at `path` (no pattern), None where the case lacks it or something above it."""
    for step in steps(path) if isinstance(path, str) else path:
        if facts is None:  # most facts are absent
            return None
        if isinstance(facts, _GROUP):
            facts = facts.get(step)
        elif isinstance(facts, list) and isinstance(step, int) and step < len(facts):
            facts = facts[step]
        else:
            return None
    return facts


def facts_at(facts: Any, pattern: str) -> list[tuple[Path, Any]]:
    """Return every fact that `pattern` names, in the order of the case, each with its path."""
    found: list[tuple[Path, Any]] = [((), facts)]
    for step in steps(pattern):
        found = [deeper for path, value in found for deeper in _deeper(path, value, step)]
    return found


def supplied(facts: Any, path: Path, value: object) -> Any:
    """Return `facts` with `value` at `path`; groups on the way that the case lacks are made, items of lists are not."""
    if not path:
        return value
    step, *rest = path
    if isinstance(step, int):
        items = facts if isinstance(facts, list) else []
        return [supplied(item, tuple(rest), value) if index == step else item for index, item in enumerate(items)]
    group = facts if isinstance(facts, _GROUP) else {}
    return {**group, step: supplied(group.get(step), tuple(rest), value)}


def placed(facts: Any, path: Path, value: object) -> Any:
    """Return `facts` with `value` at `path`, as `supplied` does; an item that a list lacks is made, and empty ones
    before it."""
    if not path:
        return value
    step, *rest = path
    if isinstance(step, str):
        group = facts if isinstance(facts, _GROUP) else {}
        return {**group, step: placed(group.get(step), tuple(rest), value)}
    items = [*facts] if isinstance(facts, list) else []
    items += [{} for _new in range(step + 1 - len(items))]
    items[step] = placed(items[step], tuple(rest), value)
    return items


def without(facts: Any, path: Path) -> Any:
    """Return `facts` without what stands at `path`; what follows an item of a list moves up. Groups and lists on the
    way that nothing is left in go too."""
    step, *rest = path
    if isinstance(facts, _GROUP) and step in facts:
        inner = without(facts[step], tuple(rest)) if rest else None
        return {key: inner if key == step else value for key, value in facts.items() if key != step or inner}
    if isinstance(facts, list) and isinstance(step, int) and step < len(facts):
        inner = without(facts[step], tuple(rest)) if rest else None
        return [*facts[:step], *([inner] if inner else []), *facts[step + 1 :]]
    return facts


def _deeper(path: Path, value: Any, step: str | int) -> Iterator[tuple[Path, Any]]:
    if step == ANYWHERE:
        yield from _groups(path, value)
    elif isinstance(value, _GROUP):
        if step in value:
            yield (*path, step), value[step]
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            if step in (EVERY, index):
                yield (*path, index), inner


def _groups(path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    """Yield every group of facts at any depth, `value` itself first."""
    if isinstance(value, _GROUP):
        yield path, value
        for name, inner in value.items():
            yield from _groups((*path, name), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _groups((*path, index), inner)
