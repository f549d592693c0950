"""What a schema of a kind says by its conditions: the facts that lift a demand, the item that a list still lacks.

A way leads from the root of a schema to one of its keywords, as JSON Schema has it: («allOf», 3, «then», «required»).
"""

from collections.abc import Iterator, Sequence
from typing import Any

from filings.fact_path import Path
from filings.facts.vocabulary import Schema

Way = Sequence[str | int]


def lifting(schema: Schema, way: Way, place: Path) -> Iterator[Path]:
    """Yield the facts of which any one, once given, lifts the demand at the end of `way` that is made of `place`.

    It is made under an `if` that wants them to be absent: «a witness whose address is not known needs a way to reach
    him» is lifted by the address.
    """
    for number, word in enumerate(way):
        if word == "then":
            inside = _depth(way[number + 1 :])
            above = place[: len(place) - inside]
            yield from ((*above, *steps) for steps in _absent(_at(schema, way[:number]).get("if", {})))


def wanted_item(schema: Schema, way: Way) -> tuple[Path, Any] | None:
    """Return what the keyword `contains` at the end of `way` wants of one item: the fact of the item and its value.

    None where it wants something else than one value.
    """
    part = _at(schema, way)
    if "const" in part:
        return (), part["const"]
    fixed = [(key, inner["const"]) for key, inner in part.get("properties", {}).items() if "const" in inner]
    return ((fixed[0][0],), fixed[0][1]) if len(fixed) == 1 else None


def _at(schema: Any, way: Way) -> Any:
    for word in way:
        schema = schema[word]
    return schema


def _depth(way: Way) -> int:
    """Count the steps into the facts on `way`: a property or the items of a list; other words stay where they are."""
    words, depth = iter(way), 0
    for word in words:
        if word == "properties":
            next(words)
        depth += word in ("properties", "items")
    return depth


def _absent(condition: Schema) -> Iterator[Path]:
    """Yield the facts that `condition` wants absent."""
    yield from _given_by(condition.get("not", {}))
    for key, part in condition.get("properties", {}).items():
        yield from ((key, *steps) for steps in _absent(part))


def _given_by(part: Schema) -> Iterator[Path]:
    """Yield the facts that alone fulfil `part`, whatever they say."""
    for each in part.get("anyOf", ()):
        yield from _given_by(each)
    wanted, inside = part.get("required", ()), part.get("properties", {})
    if len(wanted) == 1 and set(part) <= {"required", "properties"} and set(inside) <= set(wanted):
        deeper = _given_by(inside[wanted[0]]) if inside else ((),)
        yield from ((wanted[0], *steps) for steps in deeper)
