"""The facts of one kind of paper as a list for people: what to ask, in which order, and when an answer is required."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from filings.catalog import Catalog, Filing
from filings.facts.validate import schema_of, vocabulary
from filings.facts.vocabulary import Schema
from filings.i18n import _

FieldType: TypeAlias = Literal["group", "list", "text", "prose", "date", "number", "yes-no", "choice"]
Steps: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One fact of a kind.

    `path` names it (`applicant.unit.number`; `reasons[].text` for a part of each item of a list). `required` and `when`
    hold once the group that the fact lies in is filled in; each of `when` is one condition in Russian («если …») under
    which the fact becomes required. `labels` gives the allowed values with their Russian names. `derive` and
    `identifier` are the vocabulary's `x-derive` and `x-identifier`.
    """

    path: str
    title: str
    hint: str
    examples: tuple[Any, ...]
    type: FieldType
    required: bool
    when: tuple[str, ...]
    labels: Mapping[str, str]
    derive: str
    identifier: str = ""


def walk(filing: Filing, catalog: Catalog) -> tuple[Field, ...]:
    """Return the facts that `schemas/<kind>.json` names, groups before their parts, in the order of the vocabulary.

    Raises `TemplateError` where a schema cannot be read or is not as it must be.
    """
    tree, kind = vocabulary(catalog.packs), schema_of(filing.kind, catalog.packs)
    demands: dict[Steps, list[Sequence[str]]] = {}
    for steps, conditions in (*_demands(tree, tree), *_demands(kind, tree)):
        demands.setdefault(steps, []).append(conditions)
    return tuple(_fields(tree, kind, (), demands))


def _fields(
    tree: Schema, kind: Schema, steps: Steps, demands: Mapping[Steps, Sequence[Sequence[str]]]
) -> Iterator[Field]:
    chosen = kind.get("properties")
    for key, part in tree.get("properties", {}).items():
        if chosen is not None and key not in chosen:
            continue
        narrowed = chosen[key] if chosen else {}
        yield _field(part, narrowed, (*steps, key), demands.get((*steps, key), ()))
        yield from _fields(part, narrowed, (*steps, key), demands)
        if "items" in part:
            yield from _fields(part["items"], narrowed.get("items", {}), (*steps, key, "[]"), demands)


def _field(schema: Schema, narrowed: Schema, steps: Steps, conditions: Sequence[Sequence[str]]) -> Field:
    allowed = narrowed.get("enum", schema.get("enum", ()))
    # «If A» makes «if A and B» say nothing more, and «always» makes every condition idle.
    weakest = [each for each in conditions if not any(set(other) < set(each) for other in conditions)]
    when = (_("если {conditions}").format(conditions=_(" и ").join(each)) for each in weakest if each)
    return Field(
        path=".".join(steps).replace(".[]", "[]"),
        title=schema["title"],
        hint=schema["description"],
        examples=tuple(schema.get("examples", ())),
        type=_type(schema),
        required=() in weakest,
        when=tuple(dict.fromkeys(when)),
        labels={value: schema.get("x-labels", {}).get(value, value) for value in allowed},
        derive=schema.get("x-derive", ""),
        identifier=schema.get("x-identifier", ""),
    )


def _type(schema: Schema) -> FieldType:
    match schema:
        case {"type": "object"}:
            return "group"
        case {"type": "array"}:
            return "list"
        case {"type": "integer"}:
            return "number"
        case {"type": "boolean"}:
            return "yes-no"
        case {"enum": _}:
            return "choice"
        case {"format": "date"}:
            return "date"
        case {"x-text": "prose"}:
            return "prose"
        case _:
            return "text"


def _demands(
    schema: Schema, tree: Schema, steps: Steps = (), given: tuple[str, ...] = ()
) -> Iterator[tuple[Steps, Sequence[str]]]:
    """Yield every required fact of `schema` with the conditions, in Russian, that must all hold; none means always."""
    for key in schema.get("required", ()):
        yield (*steps, key), given
    for key, part in schema.get("properties", {}).items():
        yield from _demands(part, _step(tree, key), (*steps, key), given)
    if "items" in schema:
        yield from _demands(schema["items"], tree.get("items", {}), (*steps, "[]"), given)
    if "if" in schema:
        yield from _demands(schema["then"], tree, steps, (*given, *_spoken(schema["if"], tree)))
    for part in schema.get("allOf", ()):
        yield from _demands(part, tree, steps, given)


def _step(tree: Schema, key: str) -> Schema:
    part: Schema = tree.get("properties", {}).get(key, {})
    return part


def _spoken(condition: Schema, tree: Schema) -> Iterator[str]:
    """Say the condition of an `if` in Russian: `const` or `enum` of `properties`, `required`, `not` of `required`."""
    for key in condition.get("not", {}).get("required", ()):
        yield _("не указано «{title}»").format(title=_step(tree, key)["title"])
    parts = condition.get("properties", {})
    for key in condition.get("required", ()):
        node = _step(tree, key)
        match parts.get(key, {}):
            case {"const": value}:
                yield _said(node, [value])
            case {"enum": values}:
                yield _said(node, values)
            case ({"properties": _} | {"not": _}) as inner:
                yield from _spoken(inner, node)
            case _:
                yield _("указано «{title}»").format(title=node["title"])


def _said(node: Schema, values: Sequence[Any]) -> str:
    yes_no, named = {True: _("да"), False: _("нет")}, node.get("x-labels", {})
    labels = [yes_no[value] if isinstance(value, bool) else named.get(value, value) for value in values]
    return _("«{title}» — {values}").format(
        title=node["title"], values=_(" или ").join(f"«{label}»" for label in labels)
    )
