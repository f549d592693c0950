"""What is wrong with the facts that a pack describes: its vocabulary (`schemas/case.json`), the schemas of its kinds.

The program reads a vocabulary without asking twice: each key that it needs must be there, and a key of ours (`x-…`)
must stand where it says something. docs/packs.md tells lawyers how a fact is described.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from filings.days import iso_day
from filings.fact_path import Path, is_pattern, spelled, steps
from filings.facts.asking_words import TITLES, WORDS, are_titles, wrong_words
from filings.facts.identifiers import RULES
from filings.facts.scalars import RefusedError, read_scalar
from filings.facts.vocabulary import Schema, may_be, part_of, schema_at
from filings.i18n import _
from filings.law.shapes import is_text
from filings.problems import Kind, Problem

_TYPES = ("object", "array", "string", "integer", "boolean")
# What a key of ours may say, by the type of the fact it stands at.
_WORDS: Mapping[str, Mapping[str, tuple[str | bool, ...]]] = {
    "x-derive": {"object": ("name", "holder", "evidence"), "string": ("position", "organisation", "party")},
    "x-enclosed": {"object": (True, False)},
    "x-identifier": {"string": tuple(RULES)},
    "x-past": {"string": (True, False)},
    "x-text": {"string": ("name", "name-or-initial", "line", "prose")},
}
# The keys that hold parts of a fact, each with the type that has such parts.
_PARTS = {"items": "array", "properties": "object", "additionalProperties": "object"}
# What of our own facts the program and the law rely on; their words for people are the pack's to change.
_OURS = ("type", "format", "enum", "x-derive", "x-enclosed", "x-identifier", "x-past", "x-text")
# The parts of a person that are declined by a table: their values are ours wherever they stand.
_DECLINED = ("gender", "rank", "rank_suffix", "rank_status")
_LONGEST = {"years": 200, "days": 100_000}
_Fault = tuple[Path, str]


def faults_of_vocabulary(tree: Schema, ours: Schema) -> list[Problem]:
    """Return T004 for all that is wrong with the vocabulary `tree`, which takes the place of `ours` (both inlined)."""
    wrong = list(_faults_of_case(tree))
    wrong = wrong or list(_faults_of_demand(tree, tree, tree, ()))
    wrong = wrong or list(_faults_of_derived(tree, ours, ())) or list(_departures(tree, ours, ()))
    return [_problem("case", path, what) for path, what in wrong]


def faults_of_kind(name: str, schema: Any, tree: Schema) -> list[Problem]:
    """Return T004 for all in `schemas/<name>.json` that speaks of no fact, or no value, of the vocabulary `tree`."""
    return [_problem(name, path, what) for path, what in _faults_of_demand(schema, tree, tree, ())]


def _problem(name: str, path: Path, what: str) -> Problem:
    where = f"schemas/{name}.json: {spelled(path)}" if path else f"schemas/{name}.json"
    return Problem(Kind.TEMPLATE, "T004", where, what, _("Как описывают факты, сказано в docs/packs.md."))


def _faults_of_case(tree: Schema) -> Iterator[_Fault]:
    if tree.get("type") != "object" or tree.get("additionalProperties") is not False or "properties" not in tree:
        yield (), _("Словарь фактов: нужны type: object, additionalProperties: false и properties.")
        return
    yield from _faults_of_group(tree, ())
    yield from (((), _no_place(key)) for key in tree if key.startswith("x-") and key not in ("x-order", *TITLES))
    yield from (
        ((), _("«{word}»: нужны названия по их именам.").format(word=word))
        for word in TITLES
        if not are_titles(tree.get(word, {"": "-"}))
    )
    if not isinstance(tree.get("x-order", []), list):
        yield (), _("«x-order»: нужен список.")
        return
    for number, order in enumerate(tree.get("x-order", ())):
        if not _is_order(order, tree):
            what = _(
                "«x-order», запись {number}: нужны earlier и later – пути фактов-дат – и, если надо, years или days."
            )
            yield (), what.format(number=number + 1)


def _is_order(order: Any, tree: Schema) -> bool:
    if not isinstance(order, dict) or not {"earlier", "later"} <= order.keys() <= {"earlier", "later", *_LONGEST}:
        return False
    spans = [type(order[key]) is int and 0 <= order[key] <= most for key, most in _LONGEST.items() if key in order]
    return all(spans) and all(_is_day(order[end], tree) for end in ("earlier", "later"))


def _is_day(path: Any, tree: Schema) -> bool:
    return isinstance(path, str) and is_pattern(path) and schema_at(tree, steps(path)).get("format") == "date"


def _faults_of_fact(schema: Schema, path: Path) -> Iterator[_Fault]:
    wrong = [(path, what) for what in (*_wordless(schema), *_mistyped(schema))]
    yield from wrong
    if wrong:
        return
    match schema["type"]:
        case "object":
            yield from _faults_of_group(schema, path)
        case "array":
            yield from _faults_of_fact(schema["items"], (*path, "[]"))
        case _ if not all(_is_readable(schema, example) for example in schema.get("examples", ())):
            yield path, _("Образец (examples) не подходит к самому факту.")


def _wordless(schema: Schema) -> Iterator[str]:
    for key in ("title", "description"):
        if not is_text(schema.get(key)):
            yield _("Нет «{key}»: нужна непустая строка.").format(key=key)


def _mistyped(schema: Schema) -> Iterator[str]:
    """Yield what does not fit the type of the fact, or is lacking for it."""
    kind = schema.get("type")
    if kind not in _TYPES:
        yield _("«type» – одно из: {words}.").format(words=", ".join(_TYPES))
        return
    for key in schema:
        if key.startswith("x-") and key not in WORDS and not _says_something(schema, kind, key):
            allowed = ", ".join(map(str, _WORDS.get(key, {}).get(kind, ())))
            yield _("«{key}» – одно из: {words}.").format(key=key, words=allowed) if allowed else _no_place(key)
    if "enum" in schema and not (kind == "string" and _is_labelled(schema)):
        yield _("«enum» бывает у строки, и у каждого значения есть русское название в «x-labels».")
    if "format" in schema and (kind != "string" or "enum" in schema):
        yield _no_place("format")
    if schema.get("x-past") and schema.get("format") != "date":
        yield _no_place("x-past")
    yield from (_no_place(key) for key, owner in _PARTS.items() if key in schema and kind != owner)
    if kind == "integer" and not {"minimum", "maximum"} <= schema.keys():
        yield _("У числа должны быть «minimum» и «maximum».")
    if kind == "array" and not isinstance(schema.get("items"), dict):
        yield _("У списка должно быть «items» – описание его пункта.")
    if kind == "object" and not _is_group(schema):
        yield _("У группы фактов должны быть «properties» и «additionalProperties: false».")


def _says_something(schema: Schema, kind: str, key: str) -> bool:
    value = schema[key]
    if key == "x-strip":
        return kind == "string" and isinstance(value, str) and _is_expression(value)
    if key == "x-labels":
        return "enum" in schema
    return isinstance(value, str | bool) and value in _WORDS.get(key, {}).get(kind, ())


def _is_expression(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def _is_labelled(schema: Schema) -> bool:
    values, labels = schema["enum"], schema.get("x-labels")
    return (
        all(map(is_text, values))
        and isinstance(labels, dict)
        and [*labels] == values
        and all(map(is_text, [*labels.values()]))
    )


def _is_group(schema: Schema) -> bool:
    """Tell whether the facts of an object are named, or free names (`forms`) have one description, never both."""
    named = "properties" in schema
    return (
        schema.get("additionalProperties") is False if named else isinstance(schema.get("additionalProperties"), dict)
    )


def _faults_of_group(schema: Schema, path: Path) -> Iterator[_Fault]:
    facts = schema.get("properties", {})
    strange = [name for name in schema.get("required", ()) if name not in facts]
    if strange:
        yield path, _no_facts(strange)
    for name, part in facts.items():
        yield from _faults_of_fact(part, (*path, name))
    if "properties" not in schema:
        yield from _faults_of_fact(schema["additionalProperties"], (*path, "[]"))


def _is_readable(schema: Schema, example: Any) -> bool:
    try:
        read = read_scalar(schema, example)
    except RefusedError:
        return False
    return read is not None and (schema.get("format") != "date" or iso_day(example) is not None)


def _faults_of_derived(tree: Schema, ours: Schema, path: Path) -> Iterator[_Fault]:
    """Yield the persons and names that cannot be declined; all facts are described as they must be."""
    parts = tree.get("properties", {})
    derive = tree.get("x-derive")
    if derive == "name" and not _is_name(tree):
        yield path, _("У имени (x-derive: name) должны быть строки last и first, обе в «required».")
    if derive == "holder" and parts.get("name", {}).get("x-derive") != "name":
        yield path, _("У лица (x-derive: holder) должно быть имя name (x-derive: name).")
    if derive == "holder" or any(part.get("x-derive") == "name" for part in parts.values()):
        for key in (key for key in _DECLINED if key in parts):
            if not {*parts[key].get("enum", [None])} <= {*schema_at(ours, ("applicant", key))["enum"]}:
                yield (*path, key), _("Значения этого факта – только те, что у заявителя.")
    for name, part in parts.items():
        yield from _faults_of_derived(part, ours, (*path, name))
    if "items" in tree:
        yield from _faults_of_derived(tree["items"], ours, (*path, "[]"))


def _is_name(schema: Schema) -> bool:
    parts, needed = schema.get("properties", {}), {"last", "first"}
    strings = all(parts.get(key, {}).get("type") == "string" for key in needed | ({"patronymic"} & parts.keys()))
    return strings and needed <= {*schema.get("required", ())}


def _departures(tree: Schema, ours: Schema, path: Path) -> Iterator[_Fault]:
    """Yield our facts that `tree` lacks or makes another thing of: the program and the law ask for them by name."""
    changed = [key for key in _OURS if tree.get(key) != ours.get(key)]
    changed += ["required"] if not {*ours.get("required", ())} <= {*tree.get("required", ())} else []
    if changed:
        yield path, _("Наш факт описан иначе: {keys}.").format(keys=", ".join(changed))
        return
    known, kept = ours.get("properties", {}), tree.get("properties", {})
    lacking = [name for name in known if name not in kept]
    if lacking:
        yield path, _("Нет наших фактов: {names}.").format(names=", ".join(lacking))
    for name in (name for name in known if name in kept):
        yield from _departures(kept[name], known[name], (*path, name))
    for word in ("items", "additionalProperties"):
        if isinstance(ours.get(word), dict):
            yield from _departures(
                part_of(tree, 0) if word == "items" else tree.get(word) or {}, ours[word], (*path, "[]")
            )


def _faults_of_demand(schema: Any, node: Schema, tree: Schema, path: Path) -> Iterator[_Fault]:
    """Yield what in the schema of a kind, or a part of it, does not fit `node`, the description of the same place in
    the vocabulary `tree`, which itself makes demands."""
    if not isinstance(schema, dict):
        yield path, _("Здесь нужен объект JSON.")
        return
    if "if" in schema and "then" not in schema:
        yield path, _("У «if» должно быть «then».")
    asked = [*schema.get("properties", {}), *schema.get("required", ())]
    strange = [name for name in dict.fromkeys(asked) if not part_of(node, name)]
    if strange:
        yield path, _no_facts(strange)
    values = [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else [])]
    if not all(may_be(node, value) for value in values):
        yield path, _("Такого значения у факта не бывает.")
    yield from ((path, what) for what in wrong_words(schema, node, tree))
    if schema is not node:
        yield from ((path, _no_place(key)) for key in schema if key.startswith("x-") and key not in WORDS)
    for name, part in schema.get("properties", {}).items():
        if name not in strange:
            yield from _faults_of_demand(part, part_of(node, name), tree, (*path, name))
    for word in ("items", "contains"):
        if word in schema:
            yield from _faults_of_demand(schema[word], part_of(node, 0), tree, (*path, "[]"))
    for part in (*(schema[word] for word in ("if", "then", "else", "not") if word in schema), *_alternatives(schema)):
        yield from _faults_of_demand(part, node, tree, path)


def _alternatives(schema: Schema) -> Iterator[Any]:
    for word in ("allOf", "anyOf", "oneOf"):
        yield from schema.get(word, ())


def _no_facts(names: list[str]) -> str:
    return _("Таких фактов нет: {names}.").format(names=", ".join(names))


def _no_place(key: str) -> str:
    return _("«{key}» здесь не бывает.").format(key=key)
