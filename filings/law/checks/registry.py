"""The checks of law a filing may name in its filing.toml."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from filings.law.checks.check_input import CheckInput
from filings.law.checks.completeness import check_completeness
from filings.law.checks.fee import check_fee
from filings.law.checks.ground import check_ground
from filings.law.checks.inaction import check_inaction
from filings.law.checks.jurisdiction import check_court
from filings.law.checks.open_terms import check_terms
from filings.law.checks.screening import check_screening
from filings.law.checks.warnings import check_warnings
from filings.problems import Problem

__all__ = ["CHECKS", "Check", "CheckInput"]


class Check(Protocol):
    """One check of law: a function of a module of this room, and a line of `CHECKS`."""

    # Takes what it needs of the whole case: `facts`, or `own` where only those count that the paper is made of.
    # Returns all that it found; a case that lacks what the check speaks of passes.
    # Raises `LawError` only where the law's own data are at fault.
    def __call__(self, case: CheckInput, /) -> list[Problem]: ...


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        # Does the law let a man of this category go on this ground on this day?
        "ground": check_ground,
        # What has to be known before signing?
        "warnings": check_warnings,
        # Are there words that harm the person who signs them?
        "screening": check_screening,
        # What does the law want of such a paper that the facts do not give?
        "completeness": check_completeness,
        # Is it too late for the court?
        "terms": check_terms,
        # Is it too early to speak of an inaction?
        "inaction": check_inaction,
        # Is it the right court?
        "court": check_court,
        # Is it the right fee?
        "fee": check_fee,
    }
)
