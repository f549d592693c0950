"""The answers of an interview as a case file, and back."""

import json
from collections.abc import Mapping
from typing import Any

from filings.i18n import _
from filings.interview.answering import given_of
from filings.interview.questionnaire import Responses
from filings.sealing import SUFFIX

# What the interview itself remembers beside the facts; no paper has it.
_STATE = "interview"


def case_file(kind: str, responses: Responses) -> bytes:
    """Return all that was answered as a case file, which every command reads; dated only where the person named the
    day, and without a kind where none is chosen yet."""
    case: dict[str, Any] = {**({"kind": kind} if kind else {}), **responses.facts}
    told = {"declined": sorted(responses.declined), "wanted": sorted(responses.wanted)}
    if any(told.values()):
        case[_STATE] = {name: paths for name, paths in told.items() if paths}
    return (json.dumps(case, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def responses_of(case: Mapping[str, Any]) -> Responses:
    """Return the responses that a case is, one that `case_file` made or any other, of whatever kind."""
    given = given_of({name: value for name, value in case.items() if name != _STATE})
    state = case.get(_STATE)
    told = state if isinstance(state, Mapping) else {}
    return Responses(given.facts, _paths(told, "declined"), _paths(told, "wanted"))


def case_name() -> str:
    """Return the name of the sealed case, which says nothing of the person."""
    return f"{_('ответы')}.json{SUFFIX}"


def _paths(told: Mapping[str, Any], name: str) -> frozenset[str]:
    paths = told.get(name)
    return frozenset(path for path in paths if isinstance(path, str)) if isinstance(paths, list) else frozenset()
