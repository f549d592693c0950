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
    if state := responses.state():
        case[_STATE] = state
    return (json.dumps(case, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def responses_of(case: Mapping[str, Any]) -> Responses:
    """Return the responses that a case is, one that `case_file` made or any other, of whatever kind."""
    return given_of({name: value for name, value in case.items() if name != _STATE}).with_state(case.get(_STATE))


def case_name() -> str:
    """Return the name of the sealed case, which says nothing of the person."""
    return f"{_('ответы')}.json{SUFFIX}"
