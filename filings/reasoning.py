"""The arguments of a reasoning part: which of them the facts of a case open, and which of those lack proof.

An argument is data and a fragment of markup of the pack: `arguments.toml` and `arguments/<name>.xml`, in the folder of
the kind or in `_shared/`. No argument is known here by name.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from filings.catalog import Filing, Pack
from filings.conditions import TO_COME, Condition, holds, parse
from filings.errors import TemplateError
from filings.fact_path import fact_at, steps, supplied
from filings.facts import Checked
from filings.facts.validate import vocabulary
from filings.facts.vocabulary import Schema, refuse_unknown
from filings.i18n import _
from filings.law.answers import Answers
from filings.law.norms.citation import cite
from filings.problems import Kind, Problem, Severity
from filings.templating import folders

_PLAIN: Mapping[type, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    date: {"type": "string", "format": "date"},
}


@dataclass(frozen=True, slots=True)
class Proof:
    """What proves an argument: `title` in words, `fact` the path of the documents in the case,
    `motion` what to ask the court to obtain where the applicant has none (accusative; empty where nothing can be)."""

    title: str
    fact: str
    motion: str


@dataclass(frozen=True, slots=True)
class Argument:
    """One module of the reasoning part.

    `when` is the condition under which the facts open it, `norms` the provisions it rests on, `burden` who must prove
    it («authority», «applicant») by `burden_norm`, `template` its markup.
    """

    name: str
    title: str
    when: Condition
    norms: tuple[str, ...]
    burden: str
    burden_norm: str
    proof: tuple[Proof, ...]
    template: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An argument that the facts open, with those of its proofs that the case lacks."""

    argument: Argument
    lacking: tuple[Proof, ...]


@lru_cache(maxsize=64)
def arguments(filing: Filing, packs: tuple[Pack, ...]) -> tuple[Argument, ...]:
    """Return the arguments of `filing`, in the order of print.

    Raises `TemplateError`: T031 where one is not described, T032 where its condition is written wrongly or asks for
    facts or values that no case can hold.
    """
    tree = vocabulary(packs)
    told = {**tree, "properties": {**tree["properties"], "answers": _shape(Answers)}}
    return tuple(_argument(name, filing, folders(filing, packs), told) for name in filing.arguments)


def opened(filing: Filing, packs: tuple[Pack, ...], checked: Checked, answers: Answers) -> tuple[Opened, ...]:
    """Return the arguments that the facts open and `arguments.off` of the case does not switch off.

    Their conditions may ask the law too, by its `answers` («answers.report.over»). A fact that is still missing counts
    as given: a draft shows the argument in which it will stand. Raises as `arguments` does.
    """
    known = arguments(filing, packs)
    if not known:
        return ()
    facts = checked.own
    asked: Mapping[str, Any] = {**facts, "answers": answers.as_facts()}
    for missing in checked.missing:
        asked = supplied(asked, steps(missing.path), TO_COME)
    switched_off = fact_at(facts, "arguments.off") or ()
    return tuple(
        Opened(argument, tuple(proof for proof in argument.proof if not _at_hand(facts, proof)))
        for argument in known
        if argument.name not in switched_off and holds(argument.when, asked)
    )


def doubts(filing: Filing, facts: Mapping[str, Any], found: Sequence[Opened], on: date) -> Iterator[Problem]:
    """Yield a warning for each argument without proof (W070), an error for each unknown name switched off (F031).

    `on` is the day whose law is cited.
    """
    for index, name in enumerate(fact_at(facts, "arguments.off") or ()):
        if name not in filing.arguments:
            known = ", ".join(filing.arguments) or "–"
            yield Problem(
                Kind.WRONG,
                "F031",
                f"arguments.off[{index}]",
                _("Довода «{name}» у этого вида документа нет.").format(name=name),
                _("Доводы этого вида: {names}.").format(names=known),
            )
    for each in found:
        for proof in each.lacking:
            yield _unproved(each.argument, proof, on, to_court=filing.nature.is_claim)


def _unproved(argument: Argument, proof: Proof, on: date, *, to_court: bool) -> Problem:
    add = _("Добавьте этот документ в дело.")
    ask = _("Если его нет, просите суд истребовать {what}.").format(what=proof.motion)
    return Problem(
        Kind.NOTICE,
        "W070",
        proof.fact,
        _("Довод «{title}» войдёт в документ без доказательства: {proof}.").format(
            title=_(argument.title), proof=_(proof.title)
        ),
        f"{add} {ask}" if proof.motion and to_court else add,
        cite(argument.burden_norm, on=on) if argument.burden_norm and to_court else "",
        Severity.WARNING,
    )


def _shape(hint: Any) -> Schema:
    """Return what a condition may ask of an answer of the law, in the words of the vocabulary."""
    if is_dataclass(hint):
        parts = get_type_hints(hint)
        return {"type": "object", "properties": {name: _shape(part) for name, part in parts.items()}}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _shape(get_args(hint)[0])}
    return next(schema for kind, schema in _PLAIN.items() if kind in (hint, *get_args(hint)))


def _at_hand(facts: Mapping[str, Any], proof: Proof) -> bool:
    found = fact_at(facts, proof.fact)
    papers = found if isinstance(found, list) else [found] if found else []
    return any(paper.get("have", True) for paper in papers)


def _argument(name: str, filing: Filing, roots: tuple[str, ...], told: Schema) -> Argument:
    for root in roots:
        for folder in (filing.kind, "_shared"):
            entry = _described(Path(root) / folder / "arguments.toml").get(name)
            if entry is not None:
                return _made(name, entry, folder, told)
    raise TemplateError(
        Problem(
            Kind.TEMPLATE,
            "T031",
            f"{filing.kind}/filing.toml",
            _("Довод «{name}» нигде не описан.").format(name=name),
            _("Опишите его в arguments.toml этого вида или в _shared."),
        )
    )


def _made(name: str, entry: Mapping[str, Any], folder: str, told: Schema) -> Argument:
    place = f"{folder}/arguments.toml: {name}"
    try:
        return Argument(
            name=name,
            title=entry["title"],
            when=_condition(entry["when"], place, told),
            norms=tuple(entry["norms"]),
            burden=entry.get("burden", ""),
            burden_norm=entry.get("burden_norm", ""),
            proof=tuple(Proof(each["title"], each["fact"], each.get("motion", "")) for each in entry.get("proof", ())),
            template=f"{folder}/arguments/{name}.xml",
        )
    except KeyError as error:
        raise _unreadable(place, error) from error


def _condition(data: object, place: str, told: Schema) -> Condition:
    condition = parse(data, place)
    refuse_unknown(told, condition, place)
    return condition


@lru_cache(maxsize=64)
def _described(path: Path) -> Mapping[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _unreadable(f"{path.parent.name}/{path.name}", error) from error


def _unreadable(where: str, error: Exception) -> TemplateError:
    return TemplateError(
        Problem(
            Kind.TEMPLATE,
            "T031",
            where,
            _("Описание довода не читается: {reason}.").format(reason=error),
            _("Нужны title, when и norms; у каждого доказательства – title и fact."),
        )
    )
