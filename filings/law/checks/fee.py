"""What the case says of its state duty, against the duty that the law sets."""

from collections.abc import Iterator, Mapping
from typing import Any

from filings.i18n import _
from filings.law.answers import to_supreme_court
from filings.law.checks.check_input import CheckInput
from filings.law.checks.findings import old_check
from filings.law.duty import Duty, Person, duty, roubles
from filings.law.editions import Status
from filings.law.nature import NO_FEE
from filings.law.norms.citation import cite_in_force
from filings.law.stored import load
from filings.problems import Kind, Problem, notice

_ASKED = ("deferral", "instalments", "reduction")


def check_fee(case: CheckInput) -> list[Problem]:
    """Return what is wrong or doubtful with the fact `fee`; nothing where the case or the paper has none.

    Errors: L050 another sum than the law's, L051 exemption on a ground unknown to the law, L054 on none, L052 a motion
    without reason or proof.
    Warnings: W062 duty not known for certain, W040 a check of long ago, W063 reimbursement, W064 number of duties,
    W066 a veteran's exemption. The day of the paper stands for the day it is sent.
    """
    mode = "" if case.nature.fee == NO_FEE else case.text("fee.mode")
    if mode == "paid":
        return [*_paid(case), *old_check("duty", case.on)]
    if mode == "exempt":
        return [*_exempt(case), *old_check("duty", case.on)]
    return list(_asked(case)) if mode in _ASKED else []


def _kind(case: CheckInput) -> str:
    kind: Mapping[str, Any] = load("duty")["kinds"][case.nature.fee]
    return str(kind.get("in_supreme_court", case.nature.fee)) if to_supreme_court(case.facts) else case.nature.fee


def _paid(case: CheckInput) -> Iterator[Problem]:
    due = duty(_kind(case), case.on, Person(case.text("applicant.category")))
    given = case.value("fee.sum")
    if isinstance(given, int) and given is not True:
        yield from _compared(case, due, given)
    if _demands(case, due) > 1:
        what = _("Требований несколько: сколько пошлин платить, практика решает по-разному.")
        remedy = _("Уточните в приёмной суда; если суд потребует доплатить, он даст для этого срок.")
        yield notice("W064", "fee.sum", what, remedy)
    if due.reimbursement:
        remedy = _("Порядок уточните в финансовом органе части.")
        yield notice("W063", "fee.mode", due.reimbursement, remedy)


def _demands(case: CheckInput, due: Duty) -> int:
    """Return how many demands the paper may be counted to hold, where each may cost a duty of its own: the main one,
    each further one, moral harm."""
    if not load("duty")["kinds"][due.kind].get("per_demand"):
        return 1
    further = case.value("prayer")
    return 1 + (len(further) if isinstance(further, list) else 0) + (case.value("moral_damage") is not None)


def _compared(case: CheckInput, due: Duty, given: int) -> Iterator[Problem]:
    norm = cite_in_force(due.norms, case.on)
    if due.amount is None or due.status is Status.UNCHECKED:
        what = _("Правильность суммы не подтверждена. {why}").format(why=due.doubt)
        yield notice("W062", "fee.sum", what, _("Проверьте размер на странице «Госпошлина» сайта суда."), norm)
    elif given not in {due.amount * count for count in range(1, 1 + _demands(case, due))}:
        what = _("Указано рублей: {given}, а пошлина другая. {working}").format(
            given=roubles(given), working=" ".join(due.working)
        )
        remedy = _("Проверьте квитанцию. Решает день отправки в суд: размеры изменились с 09.09.2024.")
        yield Problem(Kind.UNLAWFUL, "L050", "fee.sum", what, remedy, norm).cured_by(*_to_come(case, due, given))


def _to_come(case: CheckInput, due: Duty, given: int) -> Iterator[str]:
    """Yield the facts not given yet that make the sum `given` the lawful one: further demands, the court."""
    kinds = load("duty")["kinds"]
    if due.amount and given > due.amount and given % due.amount == 0 and kinds[due.kind].get("per_demand"):
        yield from case.not_given("prayer")
        if given // due.amount == _demands(case, due) + 1:
            yield from case.not_given("moral_damage")
    supreme = kinds[case.nature.fee].get("in_supreme_court", due.kind)
    if duty(supreme, case.on, Person(case.text("applicant.category"))).amount == given:
        yield from case.not_given("appeal.court")


def _exempt(case: CheckInput) -> Iterator[Problem]:
    data = load("duty")
    ground = case.text("fee.exemption")
    due = duty(_kind(case), case.on, Person(exemption=ground))
    if not due.exempt:
        titles = "; ".join(_(entry["title"]) for entry in data["exempt"].values())
        remedy = _("Основания: {titles}. {none} Можно просить об отсрочке, рассрочке или уменьшении пошлины.").format(
            titles=titles, none=_(data["texts"]["none"]["text"])
        )
        yield _without_ground(ground, remedy, cite_in_force(due.relief, case.on))
    elif due.doubt and ground:
        remedy = _("Если льгота не подходит, уплатите пошлину или просите об отсрочке, рассрочке или уменьшении.")
        yield notice("W066", "fee.exemption", due.doubt, remedy, cite_in_force(due.norms, case.on))


def _without_ground(ground: str, remedy: str, norm: str) -> Problem:
    if ground:
        what = _("Освобождение указано, но закон такого основания не знает.")
        return Problem(Kind.UNLAWFUL, "L051", "fee.exemption", what, remedy, norm)
    what = _("Освобождение указано, но его основание не названо.")
    return Problem(Kind.MISSING, "L054", "fee.exemption", what, remedy, norm)


def _asked(case: CheckInput) -> Iterator[Problem]:
    norm = cite_in_force(tuple(load("duty")["relief"]["norms"]), case.on)
    if not case.text("fee.reason").strip():
        what = _("Не сказано, почему пошлину нельзя уплатить сразу и полностью.")
        yield Problem(
            Kind.MISSING,
            "L052",
            "fee.reason",
            what,
            _("Опишите имущественное положение: доходы, расходы, кто на иждивении."),
            norm,
        )
    if not case.value("fee.proof"):
        what = _("Просьба о пошлине не подтверждена документами.")
        yield Problem(
            Kind.MISSING, "L052", "fee.proof", what, _("Приложите справки о доходах, счетах, составе семьи."), norm
        )
