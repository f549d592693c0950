"""What the law wants a paper of each form to hold, which facts back it, and what a case still lacks.

The elements and their conditions are data (data/completeness.yaml); how a block is worded belongs to the templates.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from filings.conditions import Condition, holds, opening, parse, paths
from filings.errors import LawError
from filings.fact_path import facts_at, spelled, steps
from filings.i18n import _
from filings.law.checks.check_input import CheckInput
from filings.law.checks.cures import cures
from filings.law.nature import vocabulary
from filings.law.norms.citation import cite
from filings.law.norms.store import provision
from filings.law.stored import load, per_law
from filings.problems import Kind, Problem

_FILE = "completeness.yaml"


@dataclass(frozen=True, slots=True)
class Need:
    """One condition on the facts: `test` must hold where `when` does, for every item at `each` (once, if empty).

    `where` is the fact to fill, `remedy` says how.
    """

    test: Condition
    when: Condition
    each: str
    where: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a paper that the law requires.

    `id` marks the template's block («kas-220-2-9»), `norm` is a key for `cite`. `when` tells whether the paper has it
    at all, `needs` which facts back it; an element without needs is printed by the template itself.
    """

    id: str
    title: str
    norm: str
    forms: tuple[str, ...]
    when: Condition
    needs: tuple[Need, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """Paths of all the facts that can back the element, each once."""
        named = (path if not need.each else f"{need.each}.{path}" for need in self.needs for path in paths(need.test))
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class MissingElement:
    """What a case lacks: the element, the path of the fact to fill, how to fill it, the facts that do as well."""

    element: Element
    where: str
    remedy: str
    cures: tuple[str, ...] = ()


def check_completeness(case: CheckInput) -> list[Problem]:
    """Return L060 for everything that the law wants of a paper of such a form and its own facts do not give.

    An element counts only while its norm is in force on the day of the paper.
    """
    lacking = missing_elements(case.nature.form, case.own)
    return [_problem(item, case) for item in lacking if provision(item.element.norm, case.on).in_force(case.on)]


def forms() -> tuple[str, ...]:
    """Return the forms of paper whose elements are known («claim», «complaint», …)."""
    return tuple(vocabulary()["form"])


@per_law(maxsize=32)
def elements(form: str) -> tuple[Element, ...]:
    """Return the elements of `form` («claim», «complaint», …); `LawError` L005 where there is no such form."""
    if form not in forms():
        raise LawError(
            Problem(
                Kind.UNLAWFUL,
                "L005",
                "form",
                _("Значения «{value}» в таблице обязательных частей нет.").format(value=form),
                _("Возможные значения: {values}.").format(values=", ".join(forms())),
            )
        )
    return tuple(element for element in _all() if form in element.forms)


def required_ids(form: str, facts: Mapping[str, Any]) -> frozenset[str]:
    """Return the ids of the elements that a paper of `form` on these facts must carry."""
    return frozenset(element.id for element in elements(form) if holds(element.when, facts))


def missing_elements(form: str, facts: Mapping[str, Any]) -> tuple[MissingElement, ...]:
    """Return what `facts` (plain JSON values) lack for a paper of `form`, in the order of the data."""
    return tuple(
        MissingElement(element, where, need.remedy, cures)
        for element in elements(form)
        if holds(element.when, facts)
        for need in element.needs
        for where, cures in _unmet(need, facts)
    )


def _problem(item: MissingElement, case: CheckInput) -> Problem:
    what = _("В бумаге не хватает обязательного: {title}.").format(title=_(item.element.title))
    norm = cite(item.element.norm, on=case.on)
    return Problem(Kind.MISSING, "L060", item.where, what, _(item.remedy), norm).cured_by(*item.cures)


def _unmet(need: Need, facts: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the fact to fill for each item that lacks the need, and all the facts that do."""
    for place, item in facts_at(facts, need.each):
        if isinstance(item, Mapping) and holds(need.when, item) and not holds(need.test, item):
            filled = (need.where, *cures(need.test, item))
            where, *others = (spelled((*place, *steps(path))) for path in filled)
            yield where, tuple(others)


@per_law()
def _all() -> tuple[Element, ...]:
    return tuple(_element(name, entry) for name, entry in load("completeness")["elements"].items())


def _element(name: str, entry: Mapping[str, Any]) -> Element:
    where = f"{_FILE}: {name}"
    return Element(
        id=name,
        title=entry["title"],
        norm=entry["norm"],
        forms=tuple(entry["forms"]),
        when=opening(entry, where),
        needs=tuple(_need(need, f"{where}: needs[{index}]") for index, need in enumerate(entry.get("needs", ()))),
    )


def _need(entry: Mapping[str, Any], where: str) -> Need:
    test = parse(entry["need"], where)
    fact = entry.get("where") or paths(test)[0]
    return Need(test, opening(entry, where), entry.get("each", ""), fact, entry["remedy"])
