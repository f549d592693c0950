"""The vocabulary of facts as one tree without references, and how a place in it is named, titled and ordered."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
Schema: TypeAlias = Mapping[str, Any]


def inlined(schema: Schema) -> dict[str, Any]:
    """Return `schema` with every `$ref` to its own `$defs` replaced by what it names; words beside a `$ref` win.

    The definitions of a vocabulary must not contain themselves.
    """
    return _inlined(schema, schema.get("$defs", {}))


def _inlined(schema: Schema, definitions: Mapping[str, Schema]) -> dict[str, Any]:
    node = dict(schema)
    reference = node.pop("$ref", None)
    if reference is not None:
        node = {**definitions[reference.rpartition("/")[2]], **node}
    if "properties" in node:
        node["properties"] = {key: _inlined(part, definitions) for key, part in node["properties"].items()}
    if "items" in node:
        node["items"] = _inlined(node["items"], definitions)
    return node


def part_of(schema: Schema, step: str | int) -> Schema:
    """Return the schema of the property `step` or of the items of a list; free keys (`forms`) share one schema."""
    part: Schema | None
    if isinstance(step, int):
        part = schema.get("items")
    else:
        part = schema.get("properties", {}).get(step) or schema.get("additionalProperties")
    return part or {}


def spelled(path: Path) -> str:
    """Return `path` as people read it: `reasons[0].proof`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def titled(tree: Schema, path: Path) -> str:
    """Return the Russian titles along `path`: «Заявитель: Воинская часть»; an item of a list has its number from 1."""
    titles: list[str] = []
    node = tree
    for step in path:
        node = part_of(node, step)
        if isinstance(step, int):
            titles[-1] += f" ({step + 1})"
        else:
            titles.append(node.get("title", step))
    return ": ".join(titles)


def place(tree: Schema, path: Path) -> tuple[int, ...]:
    """Return a key that sorts paths in the order of the vocabulary."""
    places: list[int] = []
    node = tree
    for step in path:
        if isinstance(step, int):
            places.append(step)
        else:
            keys = list(node.get("properties", {}))
            places.append(keys.index(step) if step in keys else len(keys))
        node = part_of(node, step)
    return tuple(places)


def schema_at(tree: Schema, path: Path) -> Schema:
    """Return the schema of the place `path`."""
    node = tree
    for step in path:
        node = part_of(node, step)
    return node


def visited(schema: Schema, value: Any, path: Path = ()) -> Iterator[tuple[Path, Schema, Any]]:
    """Yield every value inside the normalised `value`, itself first, with its path and its schema."""
    yield path, schema, value
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inside:
        yield from visited(part_of(schema, step), one, (*path, step))


def fact_at(facts: Any, path: Path) -> Any:
    """Return the fact at `path`, None where the case lacks it or something above it."""
    for step in path:
        try:
            facts = facts[step]
        except (KeyError, IndexError, TypeError):
            return None
    return facts
