"""What the day of a paper says of its own term: missed, or near its end. Counting is terms/'s."""

from collections.abc import Iterator

from filings.days import shown_day
from filings.i18n import _
from filings.law.checks.check_input import CheckInput
from filings.law.checks.findings import old_check
from filings.law.norms.citation import cite_in_force
from filings.law.terms.case_terms import CaseTerm, State
from filings.law.terms.count import Term
from filings.law.terms.rules import term_rule
from filings.problems import Kind, Problem, notice

_SOON = 7


def check_terms(case: CheckInput) -> list[Problem]:
    """Return what the day of the paper says of the term of going to court: missed (L034, W051), or near its end (W050).

    A paper is held to its own term only (data/deadlines.yaml, `check`), which a fact of its own opens. A late paper is
    an error until the case asks to restore the term (`term_restoration.reason`): a court takes a late claim and
    dismisses it (КАС ст. 219 ч. 8), and returns a late appeal (ст. 301 ч. 1 п. 3). A continuing inaction is in time.
    Where the case lacks the exact day of the event a late paper only warns, and so does a term beyond the calendar.
    """
    restored = bool(case.text("term_restoration.reason").strip())
    terms = [one for one in case.terms if one.own and not case.of_others(one.place)]
    problems = [problem for one in terms for problem in _judged(one, case, restored)]
    return [*problems, *old_check("deadlines", case.on)] if terms else problems


def _judged(one: CaseTerm, case: CheckInput, restored: bool) -> Iterator[Problem]:
    if one.state is State.UNKNOWN:
        for problem in one.problems:
            beyond = problem.kind is Kind.BEYOND or restored
            yield problem.softened() if beyond or not case.nature.is_claim else problem
    elif one.term is not None and one.state is State.MISSED:
        yield _missed(one, one.term, restored)
    elif one.term is not None and one.term.days_left(case.on) < _SOON:
        what = _("Срок на исходе: {title}. Последний день – {day}, осталось дней: {count}.").format(
            title=one.title, day=shown_day(one.term.last_day), count=one.term.days_left(case.on)
        )
        remedy = _("Отправьте бумагу раньше; письмо, сданное на почту до 24 часов последнего дня, не опоздало.")
        yield notice("W050", one.place, what, remedy, cite_in_force(one.term.norms, case.on))


def _missed(one: CaseTerm, counted: Term, restored: bool) -> Problem:
    norm = cite_in_force(term_rule(one.rule).restoration, counted.last_day)
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
    late = Problem(Kind.UNLAWFUL, "L034", one.place, what, one.advice, norm, open_in_draft=True)
    return late.cured_by("term_restoration.reason")
