"""Answers the pages of an interview from the facts of a case: every example is a script, whatever the face."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from filings.catalog import Catalog, Filing
from filings.fact_path import fact_at, steps
from filings.facts import check
from filings.facts.validate import facts_of
from filings.facts.vocabulary import Schema, part_of, schema_at
from filings.interview.answering import answered
from filings.interview.planning import plan
from filings.interview.questionnaire import LATER, MORE, Course, Form, Page, Responses
from filings.interview.questions import typed
from tests.conftest import TODAY

MOST_PAGES = 300


class StuckError(AssertionError):
    """The interview asks on `page` what the case cannot answer, or asks the same again."""

    def __init__(self, page: Page, why: str) -> None:
        super().__init__(f"{page.id}: {why}")
        self.page = page


def known(catalog: Catalog, filing: Filing, raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the facts of the case `raw` of which papers of `filing` are made, as they are read."""
    return check(filing, catalog, raw, today=TODAY).own


def of_lawyer(tree: Schema, facts: Any) -> Any:
    """Return those of `facts` that no soldier is asked for, None where there are none."""
    if not isinstance(facts, dict):
        return None
    kept = {
        key: value if part_of(tree, key).get("x-stage") == "lawyer" else of_lawyer(part_of(tree, key), value)
        for key, value in facts.items()
    }
    return {key: value for key, value in kept.items() if value} or None


@dataclass(frozen=True)
class Walked:
    """An interview as the robot had it: what it typed on each page, by the id of the page, in order; where it ended and
    what was answered. Another face is tried by typing the same."""

    script: tuple[tuple[str, Mapping[str, str]], ...]
    course: Course
    responses: Responses

    @property
    def pages(self) -> tuple[str, ...]:
        """The ids of the pages in the order in which they were asked."""
        return tuple(page for page, _typed in self.script)


def walk(catalog: Catalog, filing: Filing, raw: Mapping[str, Any], today: date = TODAY) -> Walked:
    """Answer the interview for `filing` with the facts of `raw` till nothing is left to ask or a door shuts."""
    robot = Robot(catalog, filing, known(catalog, filing, raw), today)
    responses = robot.start()
    script: list[tuple[str, Mapping[str, str]]] = []
    while True:
        course = plan(catalog, filing, responses, today)
        if course.stop or not course.ahead:
            return Walked(tuple(script), course, responses)
        page = course.ahead[0]
        said = robot.answer(page, responses)
        got = answered(catalog, filing, responses, page, said, today)
        script.append((page.id, said))
        if got.problems:
            raise StuckError(page, f"refused: {[*got.problems]}")
        if got.responses == responses or len(script) > MOST_PAGES:
            raise StuckError(page, "asked again")
        responses = got.responses


@dataclass
class Robot:
    """Answers pages from `facts`; `chosen` are the alternatives it has taken before."""

    catalog: Catalog
    filing: Filing
    facts: Mapping[str, Any]
    today: date
    chosen: set[str] = field(default_factory=set)

    @property
    def tree(self) -> Schema:
        return facts_of(self.filing.kind, self.catalog.packs)

    def start(self) -> Responses:
        """Return what the case says before the first page: what only a lawyer tells, and the day of signing."""
        kept = {**(of_lawyer(self.tree, self.facts) or {}), "sign_date": self.facts.get("sign_date")}
        return Responses({key: value for key, value in kept.items() if key != "kind" and value})

    def answer(self, page: Page, responses: Responses) -> dict[str, str]:
        """Return what is typed on `page`, by the names of its fields."""
        match page.form:
            case Form.ASK:
                values = ((one.path, fact_at(self.facts, one.path)) for one in page.questions)
                return {
                    path: typed(schema_at(self.tree, steps(path)), value) for path, value in values if value is not None
                }
            case Form.OFFER:
                return {one.value: "да" for one in page.choices if self.ticks(page, one.value, responses)}
            case Form.ONE_OF:
                there = [one.value for one in page.choices if fact_at(self.facts, one.value) is not None]
                if not there and LATER in {one.value for one in page.choices}:
                    return {page.id: LATER}
                if not there:
                    raise StuckError(page, "none of the choices")
                name = next((one for one in there if one not in self.chosen), there[0])
                self.chosen.add(name)
                return {page.id: name}

    def ticks(self, page: Page, name: str, responses: Responses) -> bool:
        """Tell whether the case has what is offered as `name`; a wish that is «нет» is none."""
        listed = name.removesuffix(MORE)
        value = fact_at(self.facts, listed)
        if listed != name:
            return len(value or ()) > len(fact_at(responses.facts, listed) or ())
        return value is True if page.section == "wishes" and isinstance(value, bool) else value is not None
