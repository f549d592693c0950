"""Types the answers of the robot line by line, as a person at a terminal does: every example is a script for a pipe."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from filings.catalog import Catalog, Filing
from filings.interview.answering import answered
from filings.interview.planning import plan
from filings.interview.questionnaire import Form, Input, Page, Question
from filings.kit.saved_case import responses_of
from tests.conftest import TODAY
from tests.interview.robot import Robot, known

MOST_LINES = 1000


@dataclass(frozen=True)
class Typed:
    """What is typed for an example: the `case` file to begin with, then line after line."""

    case: str
    lines: tuple[str, ...]


def typed_for(
    catalog: Catalog, filing: Filing, raw: Mapping[str, Any], settled: Mapping[str, Any] | None = None
) -> Typed:
    """Return what a person types who answers the interview for `filing` with the facts of `raw`; `settled` are the
    facts it begins with, those that no soldier is asked for unless told."""
    robot = Robot(catalog, filing, known(catalog, filing, raw), TODAY)
    responses = robot.start() if settled is None else responses_of(settled)
    case = json.dumps({"kind": filing.kind, **responses.facts}, ensure_ascii=False)
    lines: list[str] = []
    while ahead := plan(catalog, filing, responses, TODAY).ahead:
        assert len(lines) < MOST_LINES
        said = robot.answer(ahead[0], responses)
        lines += lines_for(ahead[0], said)
        responses = answered(catalog, filing, responses, ahead[0], said, TODAY).responses
    return Typed(case, tuple(lines))


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
                if page.optional and one.required and not any(said.values()):
                    break


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
