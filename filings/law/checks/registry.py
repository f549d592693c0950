"""The checks of law a filing may name in its filing.toml."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from filings.law.checks.check_input import CheckInput
from filings.law.checks.completeness import check_completeness
from filings.law.checks.fee import check_fee
from filings.law.checks.ground import check_ground
from filings.law.checks.jurisdiction import check_court
from filings.law.checks.open_terms import check_terms
from filings.law.checks.screening import check_screening
from filings.law.checks.warnings import check_warnings
from filings.problems import Problem

__all__ = ["CHECKS", "CheckInput"]

CHECKS: Mapping[str, Callable[[CheckInput], list[Problem]]] = MappingProxyType(
    {
        "ground": check_ground,
        "warnings": check_warnings,
        "screening": check_screening,
        "completeness": check_completeness,
        "terms": check_terms,
        "court": check_court,
        "fee": check_fee,
    }
)
