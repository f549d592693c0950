"""The arguments of a reasoning part: which of them the facts of a case open, and which of those lack proof.

An argument is data and a fragment of markup of the pack: `arguments.toml` and `arguments/<name>.xml`, in the folder of
the kind or in `_shared/`. No argument is known here by name.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from filings.catalog import Filing, Pack
from filings.errors import TemplateError
from filings.fact_path import fact_at
from filings.i18n import _
from filings.law.norms.citation import cite
from filings.problems import Kind, Problem, Severity
from filings.templating import folders, holds


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

    `when` is the condition under which the facts open it (an expression over the context), `norms` the provisions it
    rests on, `burden` who must prove it («authority», «applicant») by `burden_norm`, `template` its markup.
    """

    name: str
    title: str
    when: str
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


def arguments(filing: Filing, packs: Sequence[Pack]) -> tuple[Argument, ...]:
    """Return the arguments of `filing`, in the order of print; `TemplateError` T031 where one is not described."""
    return tuple(_argument(name, filing, folders(filing, packs)) for name in filing.arguments)


def opened(
    filing: Filing, packs: Sequence[Pack], facts: Mapping[str, Any], names: Mapping[str, Any]
) -> tuple[Opened, ...]:
    """Return the arguments that `facts` open and `arguments.off` of the case does not switch off.

    `names` is what templates may name. Raises `TemplateError` where a condition cannot be reckoned.
    """
    switched_off = fact_at(facts, "arguments.off") or ()
    return tuple(
        Opened(argument, tuple(proof for proof in argument.proof if not _at_hand(facts, proof)))
        for argument in arguments(filing, packs)
        if argument.name not in switched_off and holds(argument.when, filing, packs, names)
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
    add = _("Добавьте документ в «{fact}».").format(fact=proof.fact)
    ask = _("Если его нет, просите истребовать {what}: впишите это в «wanted_evidence».").format(what=proof.motion)
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


def _at_hand(facts: Mapping[str, Any], proof: Proof) -> bool:
    found = fact_at(facts, proof.fact)
    papers = found if isinstance(found, list) else [found] if found else []
    return any(paper.get("have", True) for paper in papers)


def _argument(name: str, filing: Filing, roots: tuple[str, ...]) -> Argument:
    for root in roots:
        for folder in (filing.kind, "_shared"):
            entry = _described(Path(root) / folder / "arguments.toml").get(name)
            if entry is not None:
                return _made(name, entry, f"{folder}/arguments/{name}.xml")
    raise TemplateError(
        Problem(
            Kind.TEMPLATE,
            "T031",
            f"{filing.kind}/filing.toml",
            _("Довод «{name}» нигде не описан.").format(name=name),
            _("Опишите его в arguments.toml этого вида или в _shared."),
        )
    )


def _made(name: str, entry: Mapping[str, Any], template: str) -> Argument:
    try:
        return Argument(
            name=name,
            title=entry["title"],
            when=entry["when"],
            norms=tuple(entry["norms"]),
            burden=entry.get("burden", ""),
            burden_norm=entry.get("burden_norm", ""),
            proof=tuple(Proof(each["title"], each["fact"], each.get("motion", "")) for each in entry.get("proof", ())),
            template=template,
        )
    except KeyError as error:
        raise _unreadable(template, error) from error


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
