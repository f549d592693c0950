"""The days, terms and norms with which the facts of a dismissal are compared (data/dismissal.yaml)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from filings.days import iso_day, months_between, years_between
from filings.fact_path import fact_at
from filings.law.stored import load


def mobilisation_began() -> date:
    """Return the first day of the period of partial mobilisation (Указ от 21.09.2022 № 647)."""
    day: date = load("dismissal")["mobilisation"]["from"]
    return day


def in_mobilisation(category: str, on: date) -> bool:
    """Tell whether who serves as `category` is dismissed by the rules of the period of mobilisation on the day `on`.

    They do not concern service by call-up.
    """
    return on >= mobilisation_began() and category != "conscript"


def norms_of(rule: str, variant: str = "norms") -> tuple[str, ...]:
    """Return the keys of the norms behind `rule` («age», «family»), those of a `variant` («conscript») where it has it.

    Raises KeyError for a rule that the data do not have.
    """
    entry = load("dismissal")[rule]
    return tuple(entry.get(variant, entry["norms"]))


def months_of(rule: str, name: str = "months") -> int:
    """Return a number of months of `rule`: `months`, or another by its `name`; raises KeyError where there is none."""
    months: int = load("dismissal")[rule][name]
    return months


def has_guardian(born: date, on: date) -> bool:
    """Tell whether a child born on the day `born` has a guardian (опекун) on the day `on`; later it has a trustee
    (попечитель)."""
    years: int = load("dismissal")["guardian"]["years"]
    return years_between(born, on) < years


def service_is_over(facts: Mapping[str, Any], on: date) -> bool:
    """Tell whether the term of service is over on the day `on`: that of the call-up, or that of the contract.

    The last day of a contract is a day of service. False where the facts do not give the day.
    """
    if fact_at(facts, "applicant.category") == "conscript":
        called_up = iso_day(fact_at(facts, "service.called_up_on"))
        return called_up is not None and months_between(called_up, on) >= months_of("conscript_service")
    ends = iso_day(fact_at(facts, "service.contract.ends"))
    return ends is not None and ends < on


def health_ground(category: str | None) -> str | None:
    """Return the row of the table of grounds for a category of fitness («Д»), None for one that gives no ground."""
    grounds: Mapping[str, Any] = load("dismissal")["health"]["grounds"]
    return grounds.get(category or "")
