"""The vocabulary of facts as one tree without references, and how a place in it is named, titled and ordered."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from filings.conditions import Condition, Inquiry, Plain, questions
from filings.errors import TemplateError
from filings.fact_path import ANYWHERE, EVERY, Path, steps
from filings.i18n import _
from filings.problems import Kind, Problem

Schema: TypeAlias = Mapping[str, Any]
Place: TypeAlias = tuple[Path, Schema, Any]
_TYPES = {"boolean": bool, "integer": int, "string": str}


def inlined(schema: Schema) -> dict[str, Any]:
    """Return `schema` with every `$ref` to its own `$defs` replaced by what it names; words beside a `$ref` win.

    The definitions of a vocabulary must not contain themselves. What is no description (`true`) becomes an empty one.
    """
    return _inlined(schema, schema.get("$defs", {}))


def _inlined(schema: Schema, definitions: Mapping[str, Schema]) -> dict[str, Any]:
    node = dict(schema) if isinstance(schema, dict) else {}
    while "$ref" in node:
        reference = node.pop("$ref")
        node = {**definitions[reference.rpartition("/")[2]], **node}
    if "properties" in node:
        node["properties"] = {key: _inlined(part, definitions) for key, part in node["properties"].items()}
    for word in ("items", "additionalProperties"):
        if isinstance(node.get(word), dict):
            node[word] = _inlined(node[word], definitions)
    return node


def narrowed(tree: Schema, kind: Schema) -> Schema:
    """Return the places of the vocabulary `tree` that `kind`, the schema of a kind of paper, takes from it.

    The kind's own words (`x-ask` …) and values (`enum`) go before those of the vocabulary; required is what either
    wants. A group or a list that the kind does not look into is taken whole.
    """
    own = {word: said for word, said in kind.items() if word == "enum" or word.startswith("x-")}
    required = dict.fromkeys((*tree.get("required", ()), *kind.get("required", ())))
    node, chosen = {**tree, **own, "required": tuple(required)}, kind.get("properties")
    if chosen is not None:
        parts = tree.get("properties", {})
        node["properties"] = {key: narrowed(part, chosen[key]) for key, part in parts.items() if key in chosen}
    if "items" in kind:
        node["items"] = narrowed(tree["items"], kind["items"])
    return node


def within(tree: Schema, facts: Any) -> Any:
    """Return those of the normalised `facts` that have a place in `tree`; a group of which none has is absent."""
    if isinstance(facts, list):
        return [within(part_of(tree, 0), item) for item in facts]
    if not isinstance(facts, dict):
        return facts
    inside: dict[str, Any] = {}
    for key, value in facts.items():
        part = part_of(tree, key)
        if part and (taken := within(part, value)) != {}:
            inside[key] = taken
    return inside


def part_of(schema: Schema, step: str | int) -> Schema:
    """Return the schema of the property `step` or of the items of a list; free keys (`forms`) share one schema."""
    if isinstance(step, int):
        return schema.get("items") or {}
    return schema.get("properties", {}).get(step) or schema.get("additionalProperties") or {}


def titled(tree: Schema, path: Path, said: Callable[[str], str] = str) -> str:
    """Return the Russian titles along `path`: «Заявитель: Воинская часть»; an item of a list has its number from 1.

    Each title stands as `said` says it.
    """
    titles: list[str] = []
    node = tree
    for step in path:
        node = part_of(node, step)
        if isinstance(step, int):
            titles[-1] += f" ({step + 1})"
        else:
            titles.append(said(node.get("title", step)))
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


def visited(schema: Schema, value: Any) -> list[Place]:
    """Return every value inside the normalised `value`, itself first, with its path and its schema."""
    found: list[Place] = []
    _visit(found, schema, value, ())
    return found


def _visit(found: list[Place], schema: Schema, value: Any, path: Path) -> None:
    found.append((path, schema, value))
    if isinstance(value, dict):
        for key, one in value.items():
            _visit(found, part_of(schema, key), one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            _visit(found, part_of(schema, index), one, (*path, index))


def parts_at(tree: Schema, pattern: str) -> list[Schema]:
    """Return the schemas of all the places that `pattern` names («respondents[].kind», «**.have»); none is unknown."""
    found = [tree]
    for step in steps(pattern):
        found = [part for node in found for part in _named(node, step)]
    return found


def refuse_unknown(tree: Schema, condition: Condition, where: str) -> None:
    """Raise `TemplateError` T032 if the `condition` at `where` asks for what no case can hold.

    That is the path of no fact, a value («act.kind = x») that the fact cannot have, the day of a fact that is none.
    """
    strange = ", ".join(fault for question in questions(condition) for fault in _unknown(tree, question))
    if strange:
        what = _("Условие спрашивает о том, чего в деле не бывает: {names}.").format(names=strange)
        remedy = _("Проверьте пути фактов и значения: их показывает команда «filings show».")
        raise TemplateError(Problem(Kind.TEMPLATE, "T032", where, what, remedy))


def _unknown(tree: Schema, question: Inquiry) -> Iterator[str]:
    parts = [part for part in parts_at(tree, question.path) if question.format in ("", part.get("format"))]
    if not parts:
        yield question.path
    for value in question.values:
        if parts and not any(may_be(part, value) for part in parts):
            yield f"{question.path} = {value}"


def may_be(part: Schema, value: Plain) -> bool:
    """Tell whether the fact that `part` describes can have this `value`."""
    return value in part["enum"] if "enum" in part else type(value) is _TYPES.get(part["type"])


def _named(schema: Schema, step: str | int) -> Iterator[Schema]:
    parts, items = schema.get("properties", {}), schema.get("items")
    if step == ANYWHERE:
        yield schema
        for part in (*parts.values(), *([items] if items else [])):
            yield from _named(part, step)
    elif step in parts:
        yield parts[step]
    elif items and (step == EVERY or isinstance(step, int)):
        yield items
