"""Which respondent answers with money, and for what; the order is data/parties.yaml."""

from collections.abc import Mapping
from typing import Any

from filings.law.stored import load


def costs_payer(facts: Mapping[str, Any]) -> int | None:
    """Return the number among `respondents` of who pays the costs of the case; None where there are none.

    That is the body that holds the money, else the unit, else the last respondent (КАС ст. 111 ч. 1).
    """
    found = _first("costs", facts)
    kinds = _kinds(facts)
    return len(kinds) - 1 if found is None and kinds else found


def paymaster(facts: Mapping[str, Any]) -> int | None:
    """Return the number among `respondents` of the body that pays a serviceman; None where it is not one of them."""
    return _first("pay", facts)


def treasury(facts: Mapping[str, Any]) -> int | None:
    """Return the number among `respondents` of who speaks for the treasury (ГК ст. 1071); None where nobody does."""
    return _first("treasury", facts)


def _first(what: str, facts: Mapping[str, Any]) -> int | None:
    kinds = _kinds(facts)
    return next((kinds.index(kind) for kind in load("parties")[what] if kind in kinds), None)


def _kinds(facts: Mapping[str, Any]) -> list[object]:
    found = facts.get("respondents")
    parties = found if isinstance(found, list) else []
    return [party.get("kind") if isinstance(party, Mapping) else None for party in parties]
