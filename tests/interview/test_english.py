"""The interview in English: what people are told is English, what papers print, and answers, are Russian."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from filings.catalog import Catalog, Filing
from filings.facts import load
from filings.i18n import speaking
from filings.interview.planning import plan
from filings.interview.questionnaire import Choice, Course, Page, Question, Responses
from filings.interview.telling import told, told_beside
from tests.conftest import TODAY, some

CATALOG = Catalog.load()
EXAMPLES = [(filing, path) for filing in CATALOG.filings.values() for path in filing.examples]


def named(case: tuple[Filing, Path]) -> str:
    return f"{case[0].kind}-{case[1].stem}"


def courses(filing: Filing, answers: Mapping[str, Any]) -> tuple[Course, Course]:
    """Return where the interview stands with the same answers in Russian and in English."""
    with speaking("ru"):
        russian = plan(CATALOG, filing, Responses(answers), TODAY)
    with speaking("en"):
        return russian, plan(CATALOG, filing, Responses(answers), TODAY)


def pages(course: Course) -> tuple[Page, ...]:
    return (*course.ahead, *course.done)


def questions(course: Course) -> Iterator[Question]:
    for page in pages(course):
        yield from page.questions


def said(course: Course) -> Iterator[str]:
    """Yield what pages say, but for the provision that wants a fact, which is cited in Russian, and for hints: they
    may be remedies with the explanation of a fact."""
    yield from course.sections.values()
    for page in pages(course):
        yield from (page.heading, *(choice.label for choice in page.choices))
    for question in questions(course):
        yield from (question.title, question.ask, question.look, question.unknown, question.why.partition(": ")[0])
        yield from (choice.explain for choice in question.choices)


def russian_in(text: str) -> list[str]:
    """Return the Russian words of an English text outside brackets and quotation marks."""
    return re.findall(r"[А-Яа-яЁё]+", re.sub(r"«[^«»]*»|\([^()]*\)", "", text))


@pytest.mark.parametrize("case", EXAMPLES, ids=named)
def test_what_is_asked_is_english(case: tuple[Filing, Path]) -> None:
    filing, path = case
    _russian, english = courses(filing, load(path))

    assert [text for text in some([*said(english)]) if russian_in(text)] == []


@pytest.mark.parametrize("case", EXAMPLES, ids=named)
def test_the_same_is_asked_in_both_languages(case: tuple[Filing, Path]) -> None:
    filing, path = case
    russian, english = courses(filing, load(path))

    assert [page.id for page in pages(english)] == [page.id for page in pages(russian)]
    assert [one.value for one in questions(english)] == [one.value for one in questions(russian)]
    assert [*english.sections] == [*russian.sections]


def test_a_choice_that_papers_print_keeps_its_russian_word_and_has_an_english_one_beside_it() -> None:
    _russian, english = courses(CATALOG.filings["resignation"], {})
    asked = {one.path: one for one in questions(english)}

    assert asked["applicant.category"].choices[:2] == (
        Choice("contract", "по контракту", "you signed a contract"),
        Choice("mobilised", "по мобилизации", "you were called up by mobilisation"),
    )
    assert Choice("младший лейтенант", "младший лейтенант", "junior lieutenant") in asked["applicant.rank"].choices


def test_in_russian_nothing_stands_beside_a_word_that_needs_no_line() -> None:
    russian, _english = courses(CATALOG.filings["resignation"], {})
    ranks = next(one for one in questions(russian) if one.path == "applicant.rank")

    assert {choice.explain for choice in some([*ranks.choices])} == {""}


def test_what_has_no_translation_stays_as_it_is_written() -> None:
    words = {"x-ask": "Какой у вас позывной из набора?", "x-why": ""}
    with speaking("en"):
        assert told(words, "x-ask") == words["x-ask"]
        assert told_beside(words, "x-ask") == ""
        assert told(words, "x-why") == told(words, "x-look") == ""
