"""A text names a paper by its place in the case; the list of enclosures gives the number, and nothing is remembered."""

import re
from datetime import date
from pathlib import Path

import pytest

from filings.catalog import Catalog
from filings.context import derive
from filings.context.enclosures import Enclosures, key
from filings.context.values import Gap, Record
from filings.errors import TemplateError
from filings.facts import load, validate
from filings.law.answers import answers
from filings.markup import read
from filings.reasoning import opened
from filings.templating import render
from filings.writers.text import to_text

CATALOG = Catalog.load()
TODAY = date(2026, 11, 22)
COPY = Record({"have": None}, "stamp.copy")
CARD = Record({"have": False}, "events[0].proof[1]")
ORDER = Record({"have": True}, "dismissal.order.copy")
PAPERS = Enclosures({key(paper): paper for paper in (COPY, CARD, ORDER)})
NAMED = '<p>Запись (приложение № <enclosure paper="{}"/>).</p>'


def printed(markup: str) -> str:
    """Return the text of a paper that consists of `markup`."""
    return to_text(read(f"<filing>{markup}</filing>", kind="letter", title="Письмо"))


# --- what a text names ------------------------------------------------------------------------------------------------


def test_papers_are_enclosed_in_the_order_in_which_the_text_names_them_and_once() -> None:
    text = NAMED.format("dismissal.order.copy") + NAMED.format("stamp.copy") + NAMED.format("dismissal.order.copy")

    assert PAPERS.enclosed(text, [COPY, ORDER]) == [ORDER, COPY]


def test_after_what_the_text_names_come_papers_alone_in_lists_or_absent() -> None:
    assert PAPERS.enclosed("", None, [ORDER, [COPY]], COPY) == [ORDER, COPY]


def test_a_paper_that_others_hold_is_not_enclosed_but_told_apart() -> None:
    text = '<p>Карточка – у командира<withheld paper="events[0].proof[1]"/>.</p>'

    assert PAPERS.enclosed(text, CARD, COPY) == [COPY]
    assert PAPERS.withheld(text, COPY) == [CARD]
    assert PAPERS.withheld(COPY, [CARD]) == [CARD]


def test_a_gap_of_a_draft_is_a_paper_at_hand() -> None:
    gap = Gap("справка", "injury.certificate")

    assert Enclosures({key(gap): gap}).enclosed(NAMED.format("injury.certificate")) == [gap]
    assert PAPERS.withheld(gap) == []


# --- the number -------------------------------------------------------------------------------------------------------


def test_the_number_is_the_place_in_the_list_wherever_the_text_stands() -> None:
    listed = '<ol><li paper="dismissal.order.copy">приказ;</li><li paper="stamp.copy">копия</li></ol>'

    text = printed(NAMED.format("stamp.copy") + NAMED.format("dismissal.order.copy") + listed)

    assert "(приложение № 2)" in text
    assert "(приложение № 1)" in text


def test_a_paper_that_others_hold_leaves_no_trace() -> None:
    assert printed('<p>карточка – у командира<withheld paper="x"/>; иное</p>').strip() == "карточка – у командира; иное"


def test_an_enclosure_that_the_list_lacks_stops_the_paper() -> None:
    with pytest.raises(TemplateError) as caught:
        printed(NAMED.format("stamp.copy") + "<ol><li>приказ</li></ol>")

    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("T013", "stamp.copy")


# --- nothing is remembered --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [filing.examples[0] for filing in CATALOG.filings.values()], ids=lambda p: p.parts[-3])
def test_a_template_says_the_same_when_it_is_asked_again(path: Path) -> None:
    facts = load(path)
    filing = CATALOG.find(facts["kind"])
    checked = validate.check(filing, CATALOG, facts, today=TODAY)
    told = answers(checked.facts, TODAY, filing.nature)
    names = dict(derive(validate.vocabulary(CATALOG.packs), checked, on=TODAY, answers=told).names)
    found = opened(filing, CATALOG.packs, checked, told)
    names["argument_templates"] = [each.argument.template for each in found]

    first, second = (render(filing, CATALOG.packs, names) for _ in range(2))

    assert first == second


MENTION = re.compile(r"приложени[ея] №[\s\u00a0](\d+(?:, \d+)*)")
NAMING = [
    path
    for filing in CATALOG.filings.values()
    for path in filing.examples
    if MENTION.search(path.with_suffix(".txt").read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("path", NAMING, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_enclosures_are_numbered_in_the_order_in_which_the_paper_prints_them(path: Path) -> None:
    text = path.with_suffix(".txt").read_text(encoding="utf-8")

    numbers = [int(number) for mention in MENTION.findall(text) for number in mention.split(", ")]

    assert list(dict.fromkeys(numbers)) == [*range(1, len({*numbers}) + 1)]
