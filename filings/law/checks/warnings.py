"""Warnings a person reads before the paper is made: data/warnings.yaml, chosen by what it is, day, category and ground.

They never reach the paper itself.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from filings.conditions import Condition, holds, opening
from filings.i18n import _
from filings.law.checks.check_input import CheckInput
from filings.law.editions import Span, days_of
from filings.law.nature import Nature
from filings.law.norms.citation import cite_in_force
from filings.law.stored import load, per_law
from filings.problems import Kind, Problem, notice


def check_warnings(case: CheckInput) -> list[Problem]:
    """Return every warning that concerns the case on its day, as problems of severity `warning`.

    A missing category hides nothing: the warning is shown. One that speaks of certain grounds or facts needs them.
    """
    return [
        _problem(code, entry, case.on)
        for code, days, condition, entry in _concerning(case.nature, case.category, case.ground)
        if days.in_force(case.on) and holds(condition, case.facts)
    ]


@per_law(maxsize=128)
def _concerning(
    nature: Nature, category: str, ground: str
) -> tuple[tuple[str, Span, Condition, Mapping[str, Any]], ...]:
    return tuple(
        (code, days_of(entry), opening(entry, f"warnings.yaml: {code}"), entry)
        for code, entry in load("warnings").items()
        if nature.among(entry.get("papers", {})) and _concerns(entry, category, ground)
    )


def _concerns(entry: Mapping[str, Any], category: str, ground: str) -> bool:
    return category in ("", *entry.get("categories", (category,))) and ground in entry.get("grounds", (ground,))


def _problem(code: str, entry: Mapping[str, Any], on: date) -> Problem:
    told = notice(code, "", _(entry["text"]), _(entry["remedy"]), cite_in_force(entry["norms"], on))
    return replace(told, kind=Kind.BACKGROUND) if entry.get("general") else told
