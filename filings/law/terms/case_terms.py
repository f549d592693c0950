"""Which terms a case opens and how each stands on a day: the one answer to when something is due and who is late.

Commands, warnings, papers and memos all ask here. Which fact opens which term is data (bindings.py), counting is
count.py's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from filings.days import iso_day, shown_day
from filings.errors import LawError
from filings.i18n import _
from filings.law.nature import Nature
from filings.law.norms.citation import cite_in_force
from filings.law.terms.bindings import Binding, bindings_of
from filings.law.terms.count import Term, term
from filings.law.terms.rules import TermRule, term_rule
from filings.problems import Problem

_DAY = timedelta(days=1)


class State(StrEnum):
    """How a term stands on a day. `DONE`: what had to be done is done, in time or not; `RUNNING`: there is no last day
    yet; `UNKNOWN`: it could not be counted."""

    OPEN = "open"
    MISSED = "missed"
    DONE = "done"
    RUNNING = "running"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CaseTerm:
    """A term that the fact at `place` («known.date», «report_history[0].date») opens.

    `term` is None in the states `RUNNING` and `UNKNOWN`; `notes` and `problems` say why it is unknown. `notes` are
    Russian sentences on how far the count can be trusted, `advice` is what to do where the term is missed. `certain` is
    False where the case does not hold the exact day of the event and the earliest possible one was taken.

    `norms` are keys of the store; `own` tells that it is the term of the paper itself. `answer` and `number` say to
    which question of a paper this is the answer and to which item of the list it belongs. `registered_by` is the last
    day for registering, where the thirty days only begin then. `begins` is the first day on which the term is surely
    over; of a paper whose coming is not known, the first day on which it can be over.
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
    answer: str = ""
    number: int = 0
    own: bool = False
    registered_by: date | None = None
    begins: date | None = None
    done: bool = False
    done_on: date | None = None
    over: bool = False
    norms: tuple[str, ...] = ()

    @property
    def deadline(self) -> date | None:
        """The last day on which who has to act is still in time; None where it is not known or has not come yet."""
        return self.term.deadline if self.term else None

    @property
    def explained(self) -> tuple[str, ...]:
        """The working and what it rests on, sentence by sentence: whoever shows the last day shows these too."""
        return (*(self.term.working if self.term else ()), *self.notes)

    @property
    def kept(self) -> bool:
        """Whether it was done by the last day."""
        return self.deadline is not None and self.done_on is not None and self.done_on <= self.deadline

    @property
    def done_late(self) -> bool:
        """Whether it was done after the last day."""
        return self.deadline is not None and self.done_on is not None and self.done_on > self.deadline


def case_terms(facts: Mapping[str, Any], today: date, paper: Nature | None) -> tuple[CaseTerm, ...]:
    """Return the terms that `facts` (plain JSON values, ISO dates) open, as they stand on `today`, earliest first.

    `paper` is the paper made of the case; None where the case names none, and then it opens no terms of its own.
    Facts that are absent or not dates open nothing; a term that cannot be counted is returned as unknown, unless what
    it asks for is done.
    """
    found = [one for one in opened(facts, today, paper) if one.term or not one.done]
    return tuple(sorted(found, key=lambda one: one.deadline or date.max))


def opened(facts: Mapping[str, Any], on: date, paper: Nature | None) -> Iterator[CaseTerm]:
    """Yield every term that `facts` and `paper` open, as it stands on `on`, in the order of the bindings."""
    for binding in bindings_of(paper):
        if binding.may_open(facts):
            yield from _opened_by(binding, facts, on, paper)


def asked(facts: Mapping[str, Any], on: date, paper: Nature | None) -> tuple[CaseTerm, ...]:
    """Return the terms that `paper` of the day `on` asks for: one for each question and each item of its list."""
    first: dict[tuple[str, int], CaseTerm] = {}
    for binding in bindings_of(paper):
        if binding.answer and binding.may_open(facts):  # the others need not be counted
            for one in _opened_by(binding, facts, on, paper):
                first.setdefault((one.answer, one.number), one)
    return tuple(first.values())


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
        "registered_by": one.registered_by.isoformat() if one.registered_by else None,
        "done_on": one.done_on.isoformat() if one.done_on else None,
        "certain": one.certain,
        "notes": [*one.notes, *(problem.what for problem in one.problems)],
        "advice": one.advice,
    }
    if counted is None:
        return {**head, "last_day": None, "days_left": None, "working": [], **tail}
    return {**head, **term_as_json(counted), "days_left": counted.days_left(today), **tail}


def _opened_by(binding: Binding, facts: Mapping[str, Any], on: date, paper: Nature | None) -> Iterator[CaseTerm]:
    for number, item in binding.items(facts):
        start = binding.day(item)
        rule = term_rule(binding.rule_for(item))
        one = _described(binding, rule, number, binding.doings(item), own=binding.holds(paper))
        if binding.running:
            yield one
        elif start is not None:
            yield _counted(binding, one, start, on)


def _described(binding: Binding, rule: TermRule, number: int, done: list[Any], *, own: bool) -> CaseTerm:
    return CaseTerm(
        place=binding.place(number),
        rule=rule.key,
        title=_(rule.title),
        state=State.RUNNING,
        notes=(_(binding.note),) if binding.note else (),
        certain=binding.certain,
        answer=binding.answer,
        number=number,
        own=own,
        done=bool(done),
        done_on=next((day for value in done if (day := iso_day(value))), None),
        norms=rule.periods[-1].norms,
    )


def _counted(binding: Binding, one: CaseTerm, start: date, on: date) -> CaseTerm:
    try:
        first = term(binding.after, start) if binding.after else None
        before = (_registration(first, start),) if first else ()
        # The latest day of the first term: an authority must not be called late too early.
        counted = term(one.rule, first.deadline if first else start, before=before, today=None if one.done else on)
    except LawError as error:
        problems = tuple(replace(problem, where=one.place) for problem in error.problems)
        return replace(one, state=State.UNKNOWN, problems=problems)
    begins = counted.deadline + _DAY
    if binding.unreceived:
        return replace(one, state=State.UNKNOWN, begins=begins, norms=counted.norms)
    over = counted.missed(on)
    missed = over and not one.done
    return replace(
        one,
        state=State.DONE if one.done else State.MISSED if missed else State.OPEN,
        term=counted,
        advice=_(term_rule(one.rule).missed) if missed else "",
        registered_by=first.deadline if first else None,
        begins=begins,
        over=over,
        norms=counted.norms,
    )


def _registration(first: Term, start: date) -> str:
    return _("Сначала – {title}: не позднее {day}, если поступило {start}.").format(
        title=first.title, day=shown_day(first.deadline), start=shown_day(start)
    )
