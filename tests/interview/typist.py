"""Types the answers of the robot line by line, as a person at a terminal does: every example is a script for a pipe."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from filings.catalog import Catalog, Filing
from filings.interview.answering import answered
from filings.interview.planning import plan
from filings.interview.questionnaire import Form, Input, Page, Question
from tests.conftest import TODAY
from tests.interview.robot import start_of, walk


@dataclass(frozen=True)
class Typed:
    """What is typed for an example: the `case` file to begin with, then line after line."""

    case: str
    lines: tuple[str, ...]


def typed_for(catalog: Catalog, filing: Filing, raw: Mapping[str, Any]) -> Typed:
    """Return what a person types who answers the interview for `filing` with the facts of `raw`."""
    responses = start_of(catalog, filing, raw, TODAY)
    case = {"kind": filing.kind, **responses.facts}
    lines: list[str] = []
    for name, said in walk(catalog, filing, raw).script:
        page = plan(catalog, filing, responses, TODAY).ahead[0]
        assert page.id == name
        lines += lines_for(page, said)
        responses = answered(catalog, filing, responses, page, said, TODAY).responses
    return Typed(json.dumps(case, ensure_ascii=False), tuple(lines))


def lines_for(page: Page, said: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines by which `said` is typed on `page`."""
    match page.form:
        case Form.OFFER:
            yield " ".join(str(number) for number, one in enumerate(page.choices, 1) if one.value in said)
        case Form.ONE_OF:
            yield str([one.value for one in page.choices].index(said[page.id]) + 1)
        case Form.ASK:
            for one in page.questions:
                yield from _lines(one, said.get(one.path, ""))


def _lines(one: Question, text: str) -> Iterator[str]:
    match one.input:
        case Input.SEVERAL:
            values = [choice.value for choice in one.choices]
            yield " ".join(str(values.index(value) + 1) for value in text.splitlines())
        case Input.TEXT | Input.LINES:
            yield from (line for line in text.splitlines() if line.strip())
            yield ""
        case _:
            yield " ".join(text.split())
