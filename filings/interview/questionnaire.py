"""What an interview is made of: the answers given so far, the pages that follow from them, the course of it all.

No face and no clock: the terminal and the browser show these pages, `planning` makes them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from filings.problems import Kind, Problem


class Form(StrEnum):
    """What a person does on a page."""

    ASK = "ask"
    """Answers its questions."""
    OFFER = "offer"
    """Ticks what there is of `choices`, nothing if nothing is: facts, and lists that go on (`MORE`)."""
    ONE_OF = "one-of"
    """Chooses which one of `choices` to give, any of them does, or puts it off (`LATER`)."""


class Input(StrEnum):
    """How the answer to a question is typed."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes-no"
    CHOICE = "choice"
    SEVERAL = "several"
    """Any number of `choices`, each on a line of its own."""
    LINES = "lines"
    """Several texts, each on a line of its own."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to choose from: what it is by name (`value`), its words, a line about it."""

    value: str
    label: str
    explain: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One fact asked for.

    `path` names the fact and so the field of the answer. `title` is its name in lists, `ask` the question, `why` and
    `look` a sentence or nothing, `example` how an answer looks. `unknown` are the words of the answer «I do not know»,
    empty where there is none: it is given under the name `path` + `UNKNOWN`. `value` is what was answered before, as it
    is typed; `masked` tells that lists do not show it. `problems` are what is wrong with it.
    """

    path: str
    title: str
    ask: str
    input: Input
    why: str = ""
    look: str = ""
    example: str = ""
    choices: tuple[Choice, ...] = ()
    unknown: str = ""
    required: bool = False
    masked: bool = False
    value: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked at once.

    `id` names the page, and the field of the answer where `form` is `ONE_OF`; of `OFFER` each of `choices` that is
    ticked names a field, `chosen` are those ticked before. `section` is the key of a section. `optional` tells that all
    of it may be left empty, `either` are sets of its questions of each of which one answer is needed and enough,
    `problems` why it is asked at all.
    """

    id: str
    form: Form
    section: str
    heading: str
    hint: str = ""
    questions: tuple[Question, ...] = ()
    choices: tuple[Choice, ...] = ()
    chosen: tuple[str, ...] = ()
    optional: bool = False
    either: tuple[tuple[str, ...], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def every_problem(self) -> tuple[Problem, ...]:
        """What is wrong with the answers of this page, and why it is asked at all."""
        return (*self.problems, *(problem for one in self.questions for problem in one.problems))

    @property
    def urgency(self) -> int:
        """When the page comes, the smallest first: at once an answer that cannot be right, late what was put off, last
        what the law says against an answer, as other answers may settle it."""
        wrong = {problem.kind for one in self.questions for problem in one.problems}
        if wrong:
            return LAST if wrong == {Kind.UNLAWFUL} else 0
        put_off = self.form is Form.ONE_OF and LATER not in {choice.value for choice in self.choices}
        return 2 if put_off else 1


@dataclass(frozen=True, slots=True)
class Stop:
    """A closed door: no paper of this kind can be made of these answers.

    `problem` tells why and by which norm, `kinds` which papers there are instead, `lawyer` that only one can go on.
    `page` is the page of the answer that closed it, empty where none is.
    """

    problem: Problem
    kinds: tuple[str, ...] = ()
    lawyer: bool = False
    page: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """A page of choices that was answered: its form, and the `names` of what could be given then (paths, `MORE`).

    What is offered or lacking changes with every answer; so that one can go back to the page as it was, it is kept. Of
    `ASK` are the pages of which one answer was enough.
    """

    form: Form
    names: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the page."""
        match self.form:
            case Form.OFFER:
                return f"offer-{' '.join(self.names)}"
            case Form.ONE_OF:
                return f"one-of-{self.names[0]}"
            case Form.ASK:
                return f"any-of-{self.names[0]}"


@dataclass(frozen=True, slots=True)
class Responses:
    """All that a person has answered: the `facts` of the case, what was `declined` (paths of facts and ids of pages),
    what is `wanted` beside the necessary (paths), and the pages of choices that he has `passed`, in their order."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    declined: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    passed: tuple[Passed, ...] = ()

    def state(self) -> dict[str, Any]:
        """Return all but the facts as a JSON object without what is empty; `with_state` reads it."""
        told = {
            "declined": sorted(self.declined),
            "wanted": sorted(self.wanted),
            "passed": [" ".join((one.form.value, *one.names)) for one in self.passed],
        }
        return {name: listed for name, listed in told.items() if listed}

    def with_state(self, value: Any) -> "Responses":
        """Return the facts with what `state` returned, here or elsewhere: what is not as it must be is passed over."""
        told = value if isinstance(value, Mapping) else {}
        passed = (tuple(one.split()) for one in _texts(told.get("passed")))
        return replace(
            self,
            declined=frozenset(_texts(told.get("declined"))),
            wanted=frozenset(_texts(told.get("wanted"))),
            passed=tuple(Passed(Form(one[0]), one[1:]) for one in passed if len(one) > 1 and one[0] in {*Form}),
        )

    def past(self, page: "Page") -> "Responses":
        """Return the responses of who has just answered `page`: where it is a page of choices, it is kept."""
        names = [one.value for one in page.choices if one.value != LATER] or [one.path for one in page.questions]
        here = Passed(page.form, tuple(names))
        if page.id != here.id:
            return self
        return replace(self, passed=(*(one for one in self.passed if one.id != here.id), here))


@dataclass(frozen=True, slots=True)
class Course:
    """Where an interview stands.

    `ahead` are the pages still to answer, the next one first, `done` the answered ones in their order. `idle` are the
    paths of facts kept but not taken into this paper. `warnings` are what the law makes a person heed, `problems` what
    stops the paper still. `sections` are the titles of the sections by their keys, in order.
    """

    stop: Stop | None
    ahead: tuple[Page, ...]
    done: tuple[Page, ...]
    idle: tuple[str, ...]
    warnings: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    sections: Mapping[str, str]

    def page(self, named: Callable[[str], bool]) -> Page | None:
        """Return the page whose id is one of those `named` tells; else the one that asks for a fact so named: what
        stands together on a page may change with an answer."""
        pages = (*self.ahead, *self.done)
        ids = (page for page in pages if named(page.id))
        return next(ids, next((page for page in pages for one in page.questions if named(one.path)), None))

    @property
    def finished(self) -> bool:
        """Whether the paper can be made: nothing stops it and nothing is left to ask."""
        return not (self.stop or self.ahead or self.problems)


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an answer: the `responses` with it, or what is wrong with it, by path, and nothing taken."""

    responses: Responses
    problems: Mapping[str, Problem] = field(default_factory=dict)


UNKNOWN = "?"


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


# When a page comes that others may settle.
LAST = 3
# The choice of who cannot choose yet; he is asked again at the end.
LATER = "-"
# After the path of a list: its next item.
MORE = "[+]"
