"""What the law wants a paper of each form to hold, which facts back it, and what a case still lacks.

The elements and their conditions are data (data/completeness.yaml); how a block is worded belongs to the templates.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from filings.errors import LawError
from filings.i18n import _
from filings.law.checks.check_input import CheckInput
from filings.law.norms.citation import cite
from filings.law.norms.store import provision
from filings.law.stored import load
from filings.problems import Kind, Problem

# A test is «path», {fact: path, equals: [values]}, {any: [tests]} or {all: [tests]}; the head of the data explains it.
_Test = str | Mapping[str, Any]
_EVERYWHERE = "**"
_ABSENT: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Need:
    """One condition on the facts: `test` must hold where `when` does, for every item at `each` (once, if empty).

    `where` is the fact to fill, `remedy` says how.
    """

    test: _Test
    when: _Test
    each: str
    where: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a paper that the law requires.

    `id` marks the template's block («kas-220-2-9»), `norm` is a key for `cite`, `place` the part of the paper it stands
    in. `when` tells whether the paper has it at all, `needs` which facts back it; an element without needs is printed
    by the template itself.
    """

    id: str
    title: str
    norm: str
    place: str
    forms: tuple[str, ...]
    when: _Test
    needs: tuple[Need, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """Paths of all the facts that can back the element, each once."""
        named = (path if not need.each else f"{need.each}.{path}" for need in self.needs for path in _paths(need.test))
        return tuple(dict.fromkeys(named))

    @property
    def carried_by_template(self) -> bool:
        """Whether the template prints the element without any fact of the case."""
        return not self.needs


@dataclass(frozen=True, slots=True)
class Missing:
    """What a case lacks: the element, the path of the fact to fill and how to fill it."""

    element: Element
    where: str
    remedy: str


def check_completeness(case: CheckInput) -> list[Problem]:
    """Return L060 for everything that the law wants of a paper of the form `case.form` and its own facts do not give.

    An element counts only while its norm is in force on the day of the paper. A case without a form is not judged.
    Raises `LawError` L005 for a form that does not exist.
    """
    if not case.form:
        return []
    lacking = missing(case.form, case.own)
    return [_problem(item, case) for item in lacking if provision(item.element.norm, case.on).in_force(case.on)]


def forms() -> tuple[str, ...]:
    """Return the forms of paper whose elements are known («claim», «complaint», …)."""
    return tuple(load("completeness")["forms"])


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


def element_ids(form: str) -> frozenset[str]:
    """Return the ids of all the elements of `form`; raises what `elements` raises."""
    return frozenset(element.id for element in elements(form))


def required_ids(form: str, facts: Mapping[str, Any]) -> frozenset[str]:
    """Return the ids of the elements that a paper of `form` on these facts must carry."""
    return frozenset(element.id for element in elements(form) if _holds(element.when, facts))


def missing(form: str, facts: Mapping[str, Any]) -> tuple[Missing, ...]:
    """Return what `facts` (plain JSON values) lack for a paper of `form`, in the order of the data."""
    return tuple(
        Missing(element, where, need.remedy)
        for element in elements(form)
        if _holds(element.when, facts)
        for need in element.needs
        for where in _unmet(need, facts)
    )


def _problem(item: Missing, case: CheckInput) -> Problem:
    what = _("В бумаге не хватает обязательного: {title}.").format(title=_(item.element.title))
    return Problem(Kind.MISSING, "L060", item.where, what, _(item.remedy), cite(item.element.norm, on=case.on))


def _unmet(need: Need, facts: Mapping[str, Any]) -> Iterator[str]:
    items = _at(facts, need.each) if need.each else [("", facts)]
    for place, item in items:
        if isinstance(item, Mapping) and _holds(need.when, item) and not _holds(need.test, item):
            yield f"{place}.{need.where}" if place else need.where


def _holds(test: _Test, facts: Mapping[str, Any]) -> bool:
    if isinstance(test, str):
        return not test or any(_given(value) for _place, value in _at(facts, test))
    if "any" in test:
        return any(_holds(part, facts) for part in test["any"])
    if "all" in test:
        return all(_holds(part, facts) for part in test["all"])
    values = [value for _place, value in _at(facts, test["fact"]) if _given(value)] or [None]
    # Identity of type matters: in Python 0 equals False, in a case «нет» is not a number.
    return any(type(value) is type(wanted) and value == wanted for value in values for wanted in test["equals"])


def _given(value: object) -> bool:
    return value not in _ABSENT


def _at(value: Any, path: str, place: str = "") -> list[tuple[str, Any]]:
    """Return the values at `path` below `value`, each with the path at which it stands («respondents[0].kind»)."""
    step, _dot, rest = path.partition(".")
    if step == _EVERYWHERE:
        found = list(_groups(value, place))
    elif not isinstance(value, Mapping) or step.removesuffix("[]") not in value:
        return []
    else:
        name = step.removesuffix("[]")
        inner, at = value[name], f"{place}.{name}" if place else name
        rows = enumerate(inner if isinstance(inner, list) else ())
        found = [(f"{at}[{index}]", item) for index, item in rows] if step != name else [(at, inner)]
    return [deeper for at, item in found for deeper in _at(item, rest, at)] if rest else found


def _groups(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    """Yield every group of facts at any depth, with its path."""
    if isinstance(value, Mapping):
        yield place, value
        for name, inner in value.items():
            yield from _groups(inner, f"{place}.{name}" if place else name)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _groups(inner, f"{place}[{index}]")


def _paths(test: _Test) -> Iterator[str]:
    if isinstance(test, str):
        yield test
    elif "fact" in test:
        yield test["fact"]
    else:
        for part in test.get("any", ()) or test["all"]:
            yield from _paths(part)


@lru_cache(maxsize=1)
def _all() -> tuple[Element, ...]:
    return tuple(_element(name, entry) for name, entry in load("completeness")["elements"].items())


def _element(name: str, entry: Mapping[str, Any]) -> Element:
    return Element(
        id=name,
        title=entry["title"],
        norm=entry["norm"],
        place=entry["place"],
        forms=tuple(entry["forms"]),
        when=entry.get("when", ""),
        needs=tuple(_need(need) for need in entry.get("needs", ())),
    )


def _need(entry: Mapping[str, Any]) -> Need:
    test: _Test = entry["need"]
    where = entry.get("where") or next(_paths(test))
    return Need(test, entry.get("when", ""), entry.get("each", ""), where, entry["remedy"])
