"""How a check of law words what it found: a norm of the day, the gate that only a lawyer lifts."""

from collections.abc import Iterator
from datetime import date

from filings.days import shown_day
from filings.i18n import _
from filings.law.checks.check_input import CheckInput
from filings.law.grounds.matrix import window
from filings.law.norms.citation import cite
from filings.law.norms.staleness import horizon, is_old
from filings.law.stored import load
from filings.problems import Kind, Problem, notice


def old_check(area: str, on: date) -> Iterator[Problem]:
    """Yield W040 where data/<area>.yaml was last compared with the law too long before the day `on`."""
    checked: date = load(area)["checked_on"]
    if is_old(area, checked, on):
        what = _("Последняя сверка {what} – {day}, ей больше {months} мес.").format(
            what=_(load("horizons")[area]["title"]), day=shown_day(checked), months=horizon(area)
        )
        yield notice("W040", "", what, _("Обновите программу или проверьте сами, не изменился ли с тех пор закон."))


def norm_of(keys: str, on: date) -> str:
    """Return the citation of `keys` («fz53 49; u647 5») on the day `on`; empty on a day whose law is not known."""
    return cite(keys, on=on) if keys and window(on) else ""


def disputed(case: CheckInput, where: str, what: str, norms: str, *, further: str = "") -> Problem:
    """Return L011: an error, and only a warning once the fact `lawyer_confirmed` is true.

    `further` is what else the remedy says.
    """
    confirm = _("Подтвердите у военного юриста и запишите в дело lawyer_confirmed: true.")
    found = Problem(Kind.UNLAWFUL, "L011", where, what, f"{confirm} {further}".strip(), norm_of(norms, case.on))
    return found.softened() if case.value("lawyer_confirmed") is True else found
