"""The checks of law a filing may name in its filing.toml."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from filings.errors import Problem
from filings.law.check_input import CheckInput
from filings.law.consistency import check_ground
from filings.law.precautions import check_warnings
from filings.law.screening import check_screening

__all__ = ["CHECKS", "CheckInput"]

CHECKS: Mapping[str, Callable[[CheckInput], list[Problem]]] = MappingProxyType(
    {
        "ground": check_ground,
        "warnings": check_warnings,
        "screening": check_screening,
    }
)
