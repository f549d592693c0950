"""How a check of law words what it found: a check of the data grown old, the gate that only a lawyer lifts."""

from collections.abc import Iterable, Iterator
from datetime import date

from filings.days import shown_day
from filings.i18n import _
from filings.law.checks.check_input import CheckInput
from filings.law.norms.citation import cite_in_force
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


def disputed(case: CheckInput, where: str, what: str, norms: Iterable[str], *, further: str = "") -> Problem:
    """Return L011: an error, and only a warning once the fact `lawyer_confirmed` is true.

    `further` is what else the remedy says.
    """
    confirm = _("Подтвердите у военного юриста и запишите в дело lawyer_confirmed: true.")
    found = Problem(Kind.UNLAWFUL, "L011", where, what, f"{confirm} {further}".strip(), cite_in_force(norms, case.on))
    return found.softened() if case.value("lawyer_confirmed") is True else found.cured_by("lawyer_confirmed")
