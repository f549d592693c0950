"""The vocabulary of facts as one tree without references, and how a place in it is named, titled and ordered."""

from collections.abc import Mapping
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
    while "$ref" in node:
        reference = node.pop("$ref")
        node = {**definitions[reference.rpartition("/")[2]], **node}
    if "properties" in node:
        node["properties"] = {key: _inlined(part, definitions) for key, part in node["properties"].items()}
    for word in ("items", "additionalProperties"):
        if isinstance(node.get(word), dict):
            node[word] = _inlined(node[word], definitions)
    return node


def part_of(schema: Schema, step: str | int) -> Schema:
    """Return the schema of the property `step` or of the items of a list; free keys (`forms`) share one schema."""
    if isinstance(step, int):
        return schema.get("items") or {}
    return schema.get("properties", {}).get(step) or schema.get("additionalProperties") or {}


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


def visited(schema: Schema, value: Any) -> list[tuple[Path, Schema, Any]]:
    """Return every value inside the normalised `value`, itself first, with its path and its schema."""
    found: list[tuple[Path, Schema, Any]] = []
    _visit(found, schema, value, ())
    return found


def _visit(found: list[tuple[Path, Schema, Any]], schema: Schema, value: Any, path: Path) -> None:
    found.append((path, schema, value))
    if isinstance(value, dict):
        for key, one in value.items():
            _visit(found, part_of(schema, key), one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            _visit(found, part_of(schema, index), one, (*path, index))


def fact_at(facts: Any, path: Path) -> Any:
    """Return the fact at `path`, None where the case lacks it or something above it."""
    for step in path:
        if facts is None:  # most facts are absent, and an exception costs ten times as much
            return None
        try:
            facts = facts.get(step) if isinstance(facts, dict) else facts[step]
        except (KeyError, IndexError, TypeError):
            return None
    return facts
