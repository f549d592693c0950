"""State duty: how much a person pays for a claim or a complaint on the day it is sent, and who is free of it.

The rates are data/duty.yaml; what is not known there stays unknown. Details of payment are not kept: the court's site
has them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from filings.days import shown_day
from filings.errors import LawError
from filings.i18n import _
from filings.law.editions import Status, days_of
from filings.law.stored import load
from filings.problems import Kind, Problem


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


def exemption_words(ground: str) -> str:
    """Return how a paper names the ground of an exemption («hero»), in Russian; empty where the law has no such one."""
    found: str = load("duty")["exempt"].get(ground, {}).get("paper", "")
    return found


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
    text = _("Пошлина не уплачивается.") if amount == 0 else _("Пошлина, рублей: {sum}.").format(sum=roubles(amount))
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
        return amount, (
            _("Цена иска {price}; пошлина, рублей: {sum}.").format(price=roubles(price), sum=roubles(amount)),
        )
    line = _("Цена иска {price}: {base} и {percent} % с суммы свыше {over}; всего рублей: {sum}.").format(
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
