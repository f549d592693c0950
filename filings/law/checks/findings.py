"""How a check of law words what it found: a norm of the day, the gate that only a lawyer lifts."""

from datetime import date

from filings.i18n import _
from filings.law.checks.check_input import CheckInput
from filings.law.grounds.matrix import window
from filings.law.norms.citation import cite
from filings.problems import Kind, Problem


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
