"""Whether an inaction is dated from a day on which there was one: nobody is late on the last day of his term."""

from filings.days import shown_day
from filings.i18n import _
from filings.law.checks.check_input import CheckInput
from filings.law.norms.citation import cite_in_force
from filings.problems import Kind, Problem


def check_inaction(case: CheckInput) -> list[Problem]:
    """Return L035 where the inaction begins before the day after the term of answering that the case shows.

    It begins on `inaction.since`; a complaint that gives no day speaks of its own. The term is that of 59-ФЗ, статьи 8
    and 12, counted to its latest day. Where a report of the case shows no term, nothing is claimed, save that it cannot
    have ended sooner than if the report had come on the day it was sent.
    """
    since = case.day("inaction.since")
    begins = since or (case.on if case.nature.form == "complaint" else None)
    first = case.answers.inaction_from
    if begins is None or first is None or begins >= first:
        return []
    if since:
        what = _("Бездействие указано с {since}, а срок ответа ещё шёл.").format(since=shown_day(since))
    else:
        what = _("Срок ответа на {day} ещё идёт: бездействия пока нет.").format(day=shown_day(begins))
    remedy = _("Первый день бездействия – {first}: укажите его или день позже (inaction.since), раньше не подавайте.")
    norm = cite_in_force(tuple(case.answers.reports[0].norm.split("; ")), case.on)
    # No day can be given for an inaction that has not begun.
    where = "report_history" if since is None else "inaction.since" if first <= case.on else "sign_date"
    return [Problem(Kind.UNLAWFUL, "L035", where, what, remedy.format(first=shown_day(first)), norm)]
