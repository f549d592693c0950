"""The days, terms and norms with which the facts of a dismissal are compared (data/dismissal.yaml)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

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


def health_ground(category: str | None) -> str | None:
    """Return the row of the table of grounds for a category of fitness («Д»), None for one that gives no ground."""
    grounds: Mapping[str, Any] = load("dismissal")["health"]["grounds"]
    return grounds.get(category or "")
