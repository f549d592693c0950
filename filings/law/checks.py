"""The checks of law a filing may name in its filing.toml."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from filings.errors import Problem
from filings.law.case_terms import check_terms
from filings.law.check_input import CheckInput
from filings.law.completeness import check_completeness
from filings.law.consistency import check_ground
from filings.law.duty import check_fee
from filings.law.jurisdiction import check_court
from filings.law.precautions import check_warnings
from filings.law.screening import check_screening

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
