"""Which terms a case opens, whether each still runs on a day, and what to do where it does not.

Which fact opens which term is data (data/deadlines.yaml, bindings); counting is terms/count.py's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from filings.days import iso_day, shown_day
from filings.errors import LawError
from filings.i18n import _
from filings.law.checks.check_input import CheckInput
from filings.law.checks.findings import old_check
from filings.law.norms.citation import cite_in_force
from filings.law.stored import load
from filings.law.terms.count import Term, term
from filings.law.terms.rules import find
from filings.problems import Kind, Problem, notice

_EACH = "[]."
_SOON = 7


class State(StrEnum):
    """How a term stands on a day. `RUNNING` has no last day yet; `UNKNOWN` could not be counted."""

    OPEN = "open"
    MISSED = "missed"
    RUNNING = "running"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CaseTerm:
    """A term that the fact at `place` («known.date», «report_history[0].date») opens.

    `term` is None in the states `RUNNING` and `UNKNOWN`; `problems` say why it is unknown. `notes` are Russian
    sentences on how far the count can be trusted, `advice` is what to do where the term is missed. `certain` is False
    where the case does not hold the exact day of the event and the earliest possible one was taken.
    """

    place: str
    rule: str
    title: str
    state: State
    term: Term | None = None
    notes: tuple[str, ...] = ()
    advice: str = ""
    certain: bool = True
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Binding:
    rule: str
    fact: str
    kinds: tuple[str, ...]
    except_kinds: tuple[str, ...]
    present: tuple[str, ...]
    absent: tuple[str, ...]
    when: Mapping[str, list[str]]
    unless: Mapping[str, list[str]]
    after: str
    running: bool
    certain: bool
    check: str
    note: str


def case_terms(facts: Mapping[str, Any], today: date) -> tuple[CaseTerm, ...]:
    """Return the terms that `facts` (plain JSON values, ISO dates) open, as they stand on `today`, earliest first.

    Facts that are absent or not dates open nothing; a term that cannot be counted is returned as unknown.
    """
    found = [one for binding in _bindings() for one in _opened(binding, facts, today)]
    return tuple(sorted(found, key=lambda one: one.term.last_day if one.term else date.max))


def check_terms(case: CheckInput) -> list[Problem]:
    """Return what the day of the paper says of the term of going to court: missed (L034, W051), or near its end (W050).

    An appeal is held to the terms of appeals, any other paper to those of claims. A late paper is an error until the
    case asks to restore the term (`term_restoration.reason`): a court takes a late claim and dismisses it (КАС ст. 219
    ч. 8), and returns a late appeal (ст. 301 ч. 1 п. 3). A continuing inaction is in time. Where the case lacks the
    exact day of the event a late paper only warns, and so does a term beyond the calendar.
    """
    restored = bool(case.text("term_restoration.reason").strip())
    check = "appeal" if case.text("kind") in load("deadlines")["appeals"] else "claim"
    bindings = (binding for binding in _bindings() if binding.check == check)
    terms = [one for binding in bindings for one in _opened(binding, case.facts, case.on)]
    problems = [problem for one in terms for problem in _judged(check, one, case.on, restored)]
    return [*problems, *old_check("deadlines", case.on)] if terms else problems


def as_json(terms: tuple[CaseTerm, ...], today: date) -> list[dict[str, Any]]:
    """Return `terms` as JSON objects, dates in ISO form, norms cited in Russian."""
    return [_as_json(one, today) for one in terms]


def term_as_json(counted: Term) -> dict[str, Any]:
    """Return one counted term as a JSON object: the last day, the working, and what they rest on."""
    return {
        "last_day": counted.last_day.isoformat(),
        "working": list(counted.working),
        "rule": counted.rule,
        "title": counted.title,
        "who": counted.who.value,
        "from": counted.start.isoformat(),
        "overdue_after": counted.overdue_after.isoformat(),
        "norms": list(counted.norms),
        "citation": cite_in_force(counted.norms, counted.start),
        "status": counted.status.value,
    }


def _as_json(one: CaseTerm, today: date) -> dict[str, Any]:
    counted = one.term
    head = {"where": one.place, "rule": one.rule, "title": one.title, "state": one.state.value}
    tail = {
        "certain": one.certain,
        "notes": [*one.notes, *(problem.what for problem in one.problems)],
        "advice": one.advice,
    }
    if counted is None:
        return {**head, "last_day": None, "days_left": None, "working": [], **tail}
    return {**head, **term_as_json(counted), "days_left": counted.days_left(today), **tail}


def _opened(binding: _Binding, facts: Mapping[str, Any], today: date) -> Iterator[CaseTerm]:
    kind = facts.get("kind")
    if (binding.kinds and kind not in binding.kinds) or kind in binding.except_kinds:
        return
    for number, item in _items(binding.fact, facts):
        start = iso_day(_value(binding.fact, facts, item))
        if start is not None and _fits(binding, facts, item):
            yield _as_of(binding, binding.fact.replace(_EACH, f"[{number}]."), start, today)


def _as_of(binding: _Binding, place: str, start: date, today: date) -> CaseTerm:
    rule = find(binding.rule)
    notes = (_(binding.note),) if binding.note else ()
    one = CaseTerm(place, rule.key, _(rule.title), State.RUNNING, notes=notes, certain=binding.certain)
    if binding.running:
        return one
    try:
        counted = _counted(binding, start, today)
    except LawError as error:
        problems = tuple(replace(problem, where=place) for problem in error.problems)
        return replace(one, state=State.UNKNOWN, problems=problems)
    if counted.missed(today):
        return replace(one, state=State.MISSED, term=counted, advice=_(rule.missed))
    return replace(one, state=State.OPEN, term=counted)


def _counted(binding: _Binding, start: date, today: date) -> Term:
    if not binding.after:
        return term(binding.rule, start, today=today)
    first = term(binding.after, start)
    # The latest day of the first term: an authority must not be called late too early.
    second = term(binding.rule, first.overdue_after, today=today)
    line = _("Сначала – {title}: не позднее {day}, если поступило {start}.").format(
        title=first.title, day=shown_day(first.overdue_after), start=shown_day(start)
    )
    return replace(second, working=(line, *second.working))


def _judged(check: str, one: CaseTerm, on: date, restored: bool) -> Iterator[Problem]:
    if one.state is State.UNKNOWN:
        for problem in one.problems:
            beyond = problem.kind is Kind.BEYOND or restored
            yield problem.softened() if beyond or check != "claim" else problem
    elif one.term is not None and one.state is State.MISSED:
        yield _missed(one, one.term, restored)
    elif one.term is not None and one.term.days_left(on) < _SOON:
        what = _("Срок на исходе: {title}. Последний день – {day}, осталось дней: {count}.").format(
            title=one.title, day=shown_day(one.term.last_day), count=one.term.days_left(on)
        )
        remedy = _("Отправьте бумагу раньше; письмо, сданное на почту до 24 часов последнего дня, не опоздало.")
        yield notice("W050", one.place, what, remedy, cite_in_force(one.term.norms, on))


def _missed(one: CaseTerm, counted: Term, restored: bool) -> Problem:
    norm = cite_in_force(find(one.rule).restoration, counted.last_day)
    if not one.certain:
        what = _("Срок, возможно, пропущен: {title}. Если считать от дня {start}, последний день был {day}.").format(
            title=one.title, start=shown_day(counted.start), day=shown_day(counted.last_day)
        )
        return notice("W051", one.place, what, " ".join((*one.notes, one.advice)), norm)
    what = _("Срок пропущен: {title}. Последний день был {day}.").format(
        title=one.title, day=shown_day(counted.last_day)
    )
    if restored:
        remedy = _("Просьба восстановить срок в деле есть; приложите доказательства причины.")
        return Problem(Kind.UNLAWFUL, "L034", one.place, what, remedy, norm).softened()
    return Problem(Kind.UNLAWFUL, "L034", one.place, what, one.advice, norm, open_in_draft=True)


def _fits(binding: _Binding, facts: Mapping[str, Any], item: object) -> bool:
    return (
        all(_is_given(_value(path, facts, item)) for path in binding.present)
        and not any(_is_given(_value(path, facts, item)) for path in binding.absent)
        and all(_value(path, facts, item) in values for path, values in binding.when.items())
        and not any(_value(path, facts, item) in values for path, values in binding.unless.items())
    )


def _is_given(value: object) -> bool:
    return value is not None and value is not False and value != ""


def _items(path: str, facts: Mapping[str, Any]) -> Iterator[tuple[int, object]]:
    """Yield the items of the list in `path` («report_history[].date») with their numbers; once, if it has no list."""
    if _EACH not in path:
        yield 0, None
        return
    found = facts.get(path.partition(_EACH)[0])
    yield from enumerate(found if isinstance(found, list) else ())


def _value(path: str, facts: Mapping[str, Any], item: object) -> Any:
    """Return the fact at `path`; after «[].» it is looked for in `item`."""
    _list, separator, inside = path.partition(_EACH)
    found: object = item if separator else facts
    for step in (inside if separator else path).split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


@lru_cache(maxsize=1)
def _bindings() -> tuple[_Binding, ...]:
    return tuple(_binding(entry) for entry in load("deadlines")["bindings"])


def _binding(entry: Mapping[str, Any]) -> _Binding:
    return _Binding(
        rule=entry["rule"],
        fact=entry["fact"],
        kinds=tuple(entry.get("kinds", ())),
        except_kinds=tuple(entry.get("except_kinds", ())),
        present=tuple(entry.get("present", ())),
        absent=tuple(entry.get("absent", ())),
        when=entry.get("when", {}),
        unless=entry.get("unless", {}),
        after=entry.get("after", ""),
        running=entry.get("running", False),
        certain=entry.get("certain", True),
        check=entry.get("check", ""),
        note=entry.get("note", ""),
    )
