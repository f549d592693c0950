"""The facts of one case against the schema of its kind: every problem at once. Alone knows the schema library."""

import copy
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import jsonschema_rs
from jsonschema_rs import ValidationErrorKind as Violation

from filings.catalog import Catalog, Filing, Pack, builtin_pack
from filings.errors import TemplateError
from filings.fact_path import Path, fact_at, spelled
from filings.facts.alternatives import lifting, wanted_item
from filings.facts.contradictions import Found, disagreements
from filings.facts.normalise import NormalisedFacts, normalise
from filings.facts.references import bundled
from filings.facts.schema_faults import faults_of_kind, faults_of_vocabulary
from filings.facts.suggestions import allowed, example_of
from filings.facts.vocabulary import Schema, inlined, narrowed, parts_at, place, schema_at, titled, visited, within
from filings.i18n import _
from filings.problems import Kind, Problem

_WHOLE = ("evidence", "name")
_OURS = (builtin_pack(),)


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A required fact that the case lacks: its path (`applicant.unit.number`) and its Russian title."""

    path: str
    title: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `facts` are plain JSON values in their one form; values that were refused are not in them.

    One case file feeds many papers: `own` are those of the facts that papers of this kind are made of, `prose` the free
    texts among them, each with its path. `problems` and `missing` stand in the order of the vocabulary.
    """

    facts: Mapping[str, Any]
    problems: tuple[Problem, ...]
    missing: tuple[MissingFact, ...]
    own: Mapping[str, Any]
    prose: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Compiled:
    tree: Schema
    schema: Schema
    asked: Schema
    bundle: Schema
    validator: jsonschema_rs.Draft202012Validator


def check(filing: Filing, catalog: Catalog, raw: object, *, today: date) -> Checked:
    """Normalise `raw` (any value of JSON, YAML or TOML) and check it against `schemas/<kind>.json`.

    `today` bounds the dates of things past. A missing required fact is listed in `missing`.
    Raises `TemplateError` where the schema itself is at fault, and nothing whatever the facts are.
    """
    compiled = _compiled(filing.kind, catalog.packs)
    tree = compiled.tree
    reading = normalise(tree, raw)
    places = visited(compiled.asked, reading.facts)
    wanted = (one for one in _schema_problems(compiled, reading) if _concerns(compiled.asked, *one))
    found = [*reading.problems, *wanted, *disagreements(tree, compiled.asked, places, reading, today)]
    found.sort(key=lambda one: (place(tree, one[0]), one[1].code))
    missing = tuple(
        MissingFact(spelled(path), titled(tree, path)) for path, problem in found if problem.kind is Kind.MISSING
    )
    # Two names that differ in odd characters alone are shown alike: told once.
    problems = dict.fromkeys(problem for _path, problem in found)
    prose = tuple((spelled(path), value) for path, part, value in places if part.get("x-text") == "prose")
    return Checked(reading.facts, tuple(problems), missing, within(compiled.asked, reading.facts), prose)


def _concerns(asked: Schema, path: Path, problem: Problem) -> bool:
    """Tell whether a problem is one of this kind: what only other papers of the case lack is not missing here."""
    return problem.kind is not Kind.MISSING or bool(parts_at(asked, spelled(path)))


@lru_cache(maxsize=32)
def vocabulary(packs: tuple[Pack, ...]) -> Schema:
    """Return schemas/case.json of `packs` as one tree without references.

    Raises `TemplateError`: T003 where it cannot be read, T004 where a fact is not described as the program needs it.
    """
    schema = bundled(packs, "case")
    if packs == _OURS:  # held by tests
        return inlined(schema)
    _validator("case", schema)
    try:
        tree = inlined(schema)
        wrong = faults_of_vocabulary(tree, vocabulary(_OURS))
    except RecursionError as error:
        raise _no_schema("case") from error
    if wrong:
        raise TemplateError(*wrong)
    return tree


@lru_cache(maxsize=32)
def schema_of(kind: str, packs: tuple[Pack, ...]) -> Schema:
    """Return schemas/<kind>.json of `packs` as it is written, held to the vocabulary. Raises as `vocabulary` does."""
    return _compiled(kind, packs).schema


@lru_cache(maxsize=32)
def facts_of(kind: str, packs: tuple[Pack, ...]) -> Schema:
    """Return what papers of `kind` take of the vocabulary, as one tree. Raises as `schema_of` does."""
    return _compiled(kind, packs).asked


@lru_cache(maxsize=32)
def _compiled(kind: str, packs: tuple[Pack, ...]) -> _Compiled:
    bundle = bundled(packs, kind)
    validator = _validator(kind, bundle)
    tree, schema = vocabulary(packs), Catalog(packs, {}).schema(kind)
    wrong = [] if packs == _OURS else faults_of_kind(kind, schema, tree)
    if wrong:
        raise TemplateError(*wrong)
    return _Compiled(tree, schema, narrowed(tree, schema), bundle, validator)


def _validator(name: str, schema: dict[str, Any]) -> jsonschema_rs.Draft202012Validator:
    try:
        return jsonschema_rs.Draft202012Validator(schema, offline=True)
    except (ValueError, jsonschema_rs.ReferencingError) as error:
        raise _no_schema(name) from error


def _no_schema(name: str) -> TemplateError:
    what, remedy = _("Схема фактов составлена неверно."), _("Проверьте файлы схем этого набора.")
    return TemplateError(Problem(Kind.TEMPLATE, "T003", f"schemas/{name}.json", what, remedy))


def _schema_problems(compiled: _Compiled, reading: NormalisedFacts) -> Iterator[Found]:
    errors, hollow = _errors(compiled, reading)
    faults: dict[Path, list[jsonschema_rs.ValidationError]] = {}
    for error in errors:
        if _item_wanted(compiled, error) is None:
            faults.setdefault(_place_of(error), []).append(error)
    for path in hollow:
        if not any(other[: len(path)] == path for other in faults):
            faults[path] = []
    for path, here in faults.items():
        if not reading.has_settled(path):
            problem = _problem(compiled.tree, path, here, reading.facts)
            # What lifts the demand of a group lifts that of the facts in it.
            above = (lift for group, lifts in hollow.items() if path[: len(group)] == group for lift in lifts)
            yield path, problem.cured_by(*_lifting(compiled, here), *above)
    yield from _lacking_items(compiled, reading, errors)


def _lifting(compiled: _Compiled, errors: Sequence[jsonschema_rs.ValidationError]) -> Iterator[str]:
    """Yield the facts that lift every one of the demands that `errors` tell of one place."""
    lifts = [
        dict.fromkeys(lifting(compiled.bundle, error.schema_path, tuple(error.instance_path)))
        for error in errors
        if isinstance(error.kind, Violation.Required)
    ]
    for path in lifts[0] if lifts else ():
        if all(path in others for others in lifts):
            yield spelled(path)


def _lacking_items(
    compiled: _Compiled, reading: NormalisedFacts, errors: Sequence[jsonschema_rs.ValidationError]
) -> Iterator[Found]:
    """Yield a problem for each item that a list lacks, under the number it would have."""
    wanted = dict.fromkeys(
        (tuple(error.instance_path), *item) for error in errors if (item := _item_wanted(compiled, error))
    )
    taken = Counter[Path]()
    for path, inside, value in wanted:
        new = (*path, len(fact_at(reading.facts, path)) + taken[path])
        taken[path] += 1
        if not reading.has_settled(path):
            yield new, _lacking_item(compiled.tree, new, inside, value)


def _item_wanted(compiled: _Compiled, error: jsonschema_rs.ValidationError) -> tuple[Path, Any] | None:
    return wanted_item(compiled.bundle, error.schema_path) if isinstance(error.kind, Violation.Contains) else None


def _lacking_item(tree: Schema, new: Path, inside: Path, value: Any) -> Problem:
    listed = new[:-1]
    label = schema_at(tree, (*new, *inside)).get("x-labels", {}).get(value, value)
    what = _("«{title}»: нужен ещё один пункт – {item}.").format(title=titled(tree, listed), item=label)
    return Problem(Kind.MISSING, "F033", spelled(new), what, _how_to_fill(schema_at(tree, listed)))


def _errors(
    compiled: _Compiled, reading: NormalisedFacts
) -> tuple[list[jsonschema_rs.ValidationError], dict[Path, list[str]]]:
    """Return the errors, and the missing groups that were looked into, each with the facts that lift its demand.

    A missing group is judged as an empty one, so that the person hears which of its facts are needed,
    unless it is written down as a whole (a document, a name).
    """
    probe: Any = reading.facts
    hollow: dict[Path, list[str]] = {}
    while True:
        errors = list(compiled.validator.iter_errors(probe))
        lacking: dict[Path, list[jsonschema_rs.ValidationError]] = {}
        for error in errors:
            if isinstance(error.kind, Violation.Required):
                lacking.setdefault(_place_of(error), []).append(error)
        groups = {
            path: [*_lifting(compiled, demands)]
            for path, demands in lacking.items()
            if _is_group(schema_at(compiled.tree, path)) and not reading.has_settled(path)
        }
        if not groups:
            return errors, hollow
        probe = copy.deepcopy(probe)
        for path in groups:
            fact_at(probe, path[:-1])[path[-1]] = {}
        hollow |= groups


def _is_group(schema: Schema) -> bool:
    return schema.get("type") == "object" and schema.get("x-derive") not in _WHOLE


def _place_of(error: jsonschema_rs.ValidationError) -> Path:
    path = tuple(error.instance_path)
    return (*path, error.kind.property) if isinstance(error.kind, Violation.Required) else path


def _problem(tree: Schema, path: Path, errors: Sequence[jsonschema_rs.ValidationError], facts: Schema) -> Problem:
    """Tell as one problem what the schema says of one place; no errors stand for a group that is missing."""
    schema, where, title = schema_at(tree, path), spelled(path), titled(tree, path)
    match errors[0].kind if errors else None:
        case None | Violation.Required():
            return Problem(
                Kind.MISSING, "F012", where, _("Не указано: «{title}».").format(title=title), _how_to_fill(schema)
            )
        case Violation.Enum() | Violation.Constant():
            what = _("«{title}»: такого значения здесь не бывает.").format(title=title)
            return Problem(
                Kind.WRONG,
                "F015",
                where,
                what,
                allowed(_options(errors), schema.get("x-labels", {}), str(fact_at(facts, path))),
            )
        case Violation.MaxLength(limit):
            length = len(fact_at(facts, path))
            what = _("«{title}»: слишком длинно, число знаков — {length}.").format(title=title, length=length)
            return Problem(
                Kind.WRONG, "F020", where, what, _("Сократите: можно не больше {limit}.").format(limit=limit)
            )
        case Violation.PropertyNames():
            what = _("«{title}»: слишком длинное название.").format(title=title)
            return Problem(Kind.WRONG, "F020", where, what, _("Сократите текст, к которому даёте формы."))
        case Violation.Minimum() | Violation.Maximum():
            what = _("«{title}»: число вне допустимых границ.").format(title=title)
            bounds = {"least": schema["minimum"], "most": schema["maximum"]}
            return Problem(
                Kind.WRONG, "F022", where, what, _("Число должно быть от {least} до {most}.").format(**bounds)
            )
        case _:
            what = _("«{title}»: значение не подходит к этому виду документа.").format(title=title)
            return Problem(Kind.WRONG, "F028", where, what, _how_to_fill(schema))


def _options(errors: Sequence[jsonschema_rs.ValidationError]) -> list[str]:
    """The values that every one of `errors` allows: the vocabulary names all, a kind may narrow them."""
    sets = [
        [error.kind.expected_value] if isinstance(error.kind, Violation.Constant) else error.kind.options
        for error in errors
        if isinstance(error.kind, Violation.Enum | Violation.Constant)
    ]
    return [_written(option) for option in sets[0] if all(option in others for others in sets)]


def _written(option: Any) -> str:
    """Return a value as a person writes it in a case."""
    return _("да") if option is True else _("нет") if option is False else str(option)


def _how_to_fill(schema: Schema) -> str:
    return f"{schema.get('description', '')} {example_of(schema)}".strip()
