"""State duty: how much a person pays for a claim or a complaint on the day it is sent, and what the case says of it.

The rates are data/duty.yaml; what is not known there stays unknown. Details of payment are not kept: the court's site
has them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from filings.days import shown_day
from filings.errors import LawError
from filings.i18n import _
from filings.law.checks.check_input import CheckInput
from filings.law.checks.findings import old_check
from filings.law.checks.jurisdiction import is_supreme
from filings.law.editions import Status, days_of
from filings.law.norms.citation import cite_in_force
from filings.law.stored import load
from filings.problems import Kind, Problem, notice

_ASKED = ("deferral", "instalments", "reduction")
_NO_FEE = "none"
# Where a case names the court that the paper goes to.
_COURTS = ("appeal.court", "court.name")


@dataclass(frozen=True, slots=True)
class Person:
    """Who pays: his category of service and the ground of exemption he relies on, each empty where there is none."""

    category: str = ""
    exemption: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """The state duty for one paper.

    `amount` is in whole roubles; None where the law of the day is not known, and then `doubt` says why. `exempt` is
    whether nothing is paid. `reimbursement` and `doubt` are Russian sentences, empty where there is nothing to say;
    `working` shows how the sum came about. `norms` are keys of the store, `relief` those of a motion for deferral,
    instalments or reduction.
    """

    kind: str
    amount: int | None
    exempt: bool
    reimbursement: str
    norms: tuple[str, ...]
    working: tuple[str, ...]
    status: Status
    relief: tuple[str, ...]
    doubt: str = ""


def duty(kind: str, on: date, person: Person | None = None, *, price: int | None = None) -> Duty:
    """Return the duty for a paper of `kind` (a key of data/duty.yaml) sent on the day `on`.

    `price` is the price of the claim in whole roubles, which only the kind «property» needs. The norm is НК, статья
    333.19; sums of kopecks are rounded to the rouble, half up. Raises `LawError` L053 for a kind that is not there, or
    for «property» without a price above nought.
    """
    data = load("duty")
    payer = person or Person()
    rate = _rate(kind, on)
    amount, working = _amount(rate, price)
    ground: Mapping[str, Any] = data["exempt"].get(payer.exemption, {})
    if ground:
        amount = 0
        working = (_("Освобождение: {title}.").format(title=_(ground["title"])),)
    title = _(data["kinds"][kind]["title"])
    return Duty(
        kind=kind,
        amount=amount,
        exempt=amount == 0,
        reimbursement=_(data["texts"]["conscript"]["text"]) if payer.category == "conscript" and amount != 0 else "",
        norms=tuple(ground.get("norms", rate["norms"])),
        working=(_("{title}; день отправки {day}.").format(title=title, day=shown_day(on)), *working),
        status=Status(ground.get("status", rate["status"])),
        relief=tuple(data["relief"]["norms"]),
        doubt=_doubt(rate, ground),
    )


def roubles(amount: int) -> str:
    """Return `amount` with the thousands parted by a no-break space: «3 000»."""
    return f"{amount:,}".replace(",", "\u00a0")


def check_fee(case: CheckInput) -> list[Problem]:
    """Return what is wrong or doubtful with the fact `fee`; nothing where the case or the paper has none.

    Errors: L050 another sum than the law's, L051 exemption without a ground, L052 a motion without reason or proof.
    Warnings: W062 duty not known for certain, W040 a check of long ago, W063 reimbursement, W064 number of duties,
    W066 a veteran's exemption. The day of the paper stands for the day it is sent.
    """
    mode = "" if case.nature.fee == _NO_FEE else case.text("fee.mode")
    if mode == "paid":
        return [*_paid(case), *old_check("duty", case.on)]
    if mode == "exempt":
        return [*_exempt(case), *old_check("duty", case.on)]
    return list(_asked(case)) if mode in _ASKED else []


def _rate(kind: str, on: date) -> Mapping[str, Any]:
    kinds: Mapping[str, Mapping[str, Any]] = load("duty")["kinds"]
    if kind not in kinds:
        what = _("Пошлины вида «{kind}» в справочнике нет.").format(kind=kind)
        raise LawError(
            Problem(Kind.UNLAWFUL, "L053", "fee", what, _("Возможные виды: {kinds}.").format(kinds=", ".join(kinds)))
        )
    rates: list[Mapping[str, Any]] = kinds[kind]["rates"]
    unknown = {"why": _("Размер на этот день не известен."), "norms": [], "status": "unchecked"}
    return next((rate for rate in rates if days_of(rate).in_force(on)), unknown)


def _amount(rate: Mapping[str, Any], price: int | None) -> tuple[int | None, tuple[str, ...]]:
    if "steps" in rate:
        if price is None or price <= 0:
            what = _("Для имущественного требования нужна цена иска больше нуля.")
            raise LawError(Problem(Kind.UNLAWFUL, "L053", "fee", what, _("Укажите цену иска целым числом рублей.")))
        return _by_price(rate["steps"], price)
    amount: int | None = rate.get("amount")
    if amount is None:
        return None, ()
    text = _("Пошлина не уплачивается.") if amount == 0 else _("{sum} рублей.").format(sum=roubles(amount))
    return amount, (text,)


def _by_price(steps: list[Mapping[str, Any]], price: int) -> tuple[int, tuple[str, ...]]:
    amount: int
    step = next(each for each in steps if price <= each.get("upto", price))
    # Tenths of a per mille of a rouble, so that no sum passes through binary fractions.
    share = round(step.get("permille", 0) * 10) * (price - step.get("over", 0))
    amount = step["base"] + (share + 5000) // 10000
    if "cap" in step:
        amount = min(amount, step["cap"])
    if not share:
        return amount, (_("Цена иска {price}: {sum} рублей.").format(price=roubles(price), sum=roubles(amount)),)
    line = _("Цена иска {price}: {base} и {percent} % с суммы свыше {over}, всего {sum} рублей.").format(
        price=roubles(price),
        base=roubles(step["base"]),
        percent=f"{step['permille'] / 10:g}".replace(".", ","),
        over=roubles(step["over"]),
        sum=roubles(amount),
    )
    return amount, (line,)


def _doubt(rate: Mapping[str, Any], ground: Mapping[str, Any]) -> str:
    if ground:
        return _(ground["only"]) if "only" in ground else ""
    if "why" in rate:
        return _(rate["why"])
    return _("Размер не проверен.") if Status(rate["status"]) is Status.UNCHECKED else ""


def _kind(case: CheckInput) -> str:
    kind: Mapping[str, Any] = load("duty")["kinds"][case.nature.fee]
    supreme = any(is_supreme(case.text(path)) for path in _COURTS)
    return str(kind.get("in_supreme_court", case.nature.fee)) if supreme else case.nature.fee


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
        what = _("Указано {given} рублей, а пошлина другая. {working}").format(
            given=roubles(given), working=" ".join(due.working)
        )
        remedy = _("Проверьте квитанцию. Решает день отправки в суд: размеры изменились с 09.09.2024.")
        yield Problem(Kind.UNLAWFUL, "L050", "fee.sum", what, remedy, norm)


def _exempt(case: CheckInput) -> Iterator[Problem]:
    data = load("duty")
    ground = case.text("fee.exemption")
    due = duty(_kind(case), case.on, Person(exemption=ground))
    if not due.exempt:
        titles = "; ".join(_(entry["title"]) for entry in data["exempt"].values())
        what = _("Освобождение указано, но закон такого основания не знает или оно не названо.")
        remedy = _("Основания: {titles}. {none} Можно просить об отсрочке, рассрочке или уменьшении пошлины.").format(
            titles=titles, none=_(data["texts"]["none"]["text"])
        )
        yield Problem(Kind.UNLAWFUL, "L051", "fee.exemption", what, remedy, cite_in_force(due.relief, case.on))
    elif due.doubt and ground:
        remedy = _("Если льгота не подходит, уплатите пошлину или просите об отсрочке, рассрочке или уменьшении.")
        yield notice("W066", "fee.exemption", due.doubt, remedy, cite_in_force(due.norms, case.on))


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
