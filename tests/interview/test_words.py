"""The words in which a soldier is asked for his facts: every one has a question, in plain Russian, and none is idle.

The words stand in the vocabulary (`schemas/facts/`) and, where a kind means something else, at its own property. That
each of them can say what it says there is held in tests/facts/test_schema_faults.py.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from filings.catalog import Catalog, Filing
from filings.fact_path import EVERY, Path, steps
from filings.facts import walk
from filings.facts.asking_words import WORDS
from filings.facts.validate import vocabulary
from filings.facts.vocabulary import Schema
from tests.conftest import some

CATALOG = Catalog.load()
KINDS = [*CATALOG.filings]
TREE = vocabulary(CATALOG.packs)
STAGES = {"gate", "core", "detail", "lawyer"}
ASK_WORDS, SENTENCE_WORDS, PAGE_INPUTS = 12, 14, 6
INSTRUCTION = re.compile(r"(?:Расскажите|Выберите|Отметьте|Назовите|Опишите|Напишите|Перечислите|Перепишите)\b.+\.")
OFFICE = re.compile(
    "надлежащ|в соответствии|осуществл|явля[ею]тся|вышеуказан|нижеследующ|настоящ(?:ий|его|им)|посредством|касательно"
    "|производит|имеет место|в целях|вышестоящ|истребов|обжал|бездейств|правомочн|данн(?:ый|ая|ое|ого)"
    "|уведомл(?!ени[ея] о вручении)|ходатайств(?!.*просьб)",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d|рубл|\bруб\b", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """A fact as one kind asks for it: its path and its schema, with the kind's own words."""

    path: str
    part: Schema


def told(filing: Filing) -> Iterator[Told]:
    """Yield every group, list and leaf that a paper of `filing` can hold and that a soldier may be asked for."""
    kind = CATALOG.schema(filing.kind)
    for field in walk(filing, CATALOG):
        *above, part = _along(kind, steps(field.path))
        if all(each.get("x-stage") != "lawyer" for each in (*above, part)):
            yield Told(field.path, part)
            if is_list(part):
                *_above, item = _along(kind, steps(f"{field.path}[]"))
                yield Told(f"{field.path}[]", item)


def is_list(part: Schema) -> bool:
    return bool(part.get("items", {}).get("type") == "object")


def _along(kind: Schema, path: Path) -> Iterator[Schema]:
    """The schemas on the way to the fact at `path`: the vocabulary's with the kind's own words beside them."""
    tree: Schema = TREE
    for step in path:
        if step == EVERY:
            tree, kind = tree["items"], kind.get("items", {})
        else:
            tree, kind = tree["properties"][step], kind.get("properties", {}).get(step, {})
        yield {**tree, **{word: value for word, value in kind.items() if word in WORDS}}


def written(schema: Schema, path: str = "") -> Iterator[tuple[str, Schema]]:
    """Yield every place of `schema` with its path."""
    for name, part in schema.get("properties", {}).items():
        here = f"{path}.{name}".lstrip(".")
        yield here, part
        yield from written(part, here)
    if isinstance(schema.get("items"), dict):
        yield f"{path}[]", schema["items"]
        yield from written(schema["items"], f"{path}[]")


PLACES = [("", *each) for each in written(TREE)] + [
    (kind, *each) for kind in KINDS for each in written(CATALOG.schema(kind))
]


def with_word(word: str) -> list[tuple[str, Any]]:
    return some((f"{kind} {path}", part[word]) for kind, path, part in PLACES if word in part)


def _texts(told: Any) -> list[str]:
    return [*told.values()] if isinstance(told, Mapping) else [told]


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.!?])\s+", text) if sentence]


def _words(text: str) -> int:
    return len(re.findall(r"[\w«»-]*\w[\w«»-]*", text))


@pytest.mark.parametrize("kind", KINDS)
def test_every_fact_that_a_soldier_can_meet_is_asked_in_words(kind: str) -> None:
    asked = some(told(CATALOG.filings[kind]))

    assert [fact.path for fact in asked if not fact.part.get("x-ask")] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_tells_how_it_goes_on_and_shows_what_it_has(kind: str) -> None:
    here = some(fact for fact in told(CATALOG.filings[kind]) if is_list(fact.part))

    assert [fact.path for fact in here if not fact.part.get("x-more", "").endswith("?")] == []
    assert [fact.path for fact in here if "{" not in fact.part.get("x-card", "")] == []


@pytest.mark.parametrize("word", ["x-ask", "x-more"])
def test_a_question_is_short_and_asks_or_tells_what_to_do(word: str) -> None:
    asked = with_word(word)

    assert [ask for _where, ask in asked if _words(ask) > ASK_WORDS] == []
    assert [ask for _where, ask in asked if not ask.endswith("?") and not INSTRUCTION.fullmatch(ask)] == []


@pytest.mark.parametrize("word", ["x-why", "x-look", "x-offer", "x-explain"])
def test_a_sentence_is_short(word: str) -> None:
    said = [sentence for _where, told in with_word(word) for text in _texts(told) for sentence in _sentences(text)]

    assert [sentence for sentence in said if _words(sentence) > SENTENCE_WORDS] == []


def test_an_offer_names_a_thing_an_explanation_is_a_line_and_a_reason_is_a_sentence() -> None:
    explained = [line for _where, lines in with_word("x-explain") for line in _texts(lines)]

    assert [text for _where, text in with_word("x-offer") if text.endswith(("?", "."))] == []
    assert [line for line in explained if line.endswith(".")] == []
    assert [text for _where, text in with_word("x-why") if not text.endswith((".", "?"))] == []


@pytest.mark.parametrize("word", ["x-ask", "x-why", "x-look", "x-offer", "x-explain", "x-unknown", "x-more"])
def test_no_word_is_of_the_office_and_no_number_can_grow_old(word: str) -> None:
    said = [text for _where, told in with_word(word) for text in _texts(told)]

    assert [text for text in said if OFFICE.search(text) or NUMBER.search(text)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_only_a_fact_that_the_paper_can_do_without_may_be_left_blank(kind: str) -> None:
    needed = {field.path for field in walk(CATALOG.filings[kind], CATALOG) if field.required or field.when}
    asked = some(told(CATALOG.filings[kind]))

    assert [f.path for f in asked if "blank" in f.part.get("x-unknown", {}) and f.path in needed] == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_on_one_page_is_little(kind: str) -> None:
    asked = [*told(CATALOG.filings[kind])]
    together = Counter(
        (fact.path.rpartition(".")[0], fact.part["x-page"])
        for fact in asked
        if "x-page" in fact.part and fact.part["type"] != "object"
    )
    assert {*together.values()} <= {*range(1, PAGE_INPUTS + 1)}
    for fact in some(fact for fact in asked if fact.part.get("x-page") == "whole"):
        inside = [
            each
            for each in told(CATALOG.filings[kind])
            if each.path.rpartition(".")[0] == fact.path
            and each.part["type"] not in {"object", "array"}
            and each.part.get("x-stage") != "detail"
        ]
        assert 1 < len(inside) <= PAGE_INPUTS, fact.path


def test_every_fact_has_its_place() -> None:
    sections = TREE["x-sections"]

    assert list(sections) == ["case", "service", "you", "whom", "papers", "wishes"]
    assert {section for _where, section in with_word("x-section")} == set(sections)
    assert {stage for _where, stage in with_word("x-stage")} == STAGES
    assert [name for name, part in TREE["properties"].items() if not {"x-section", "x-stage"} <= part.keys()] == []


VOWEL = re.compile("[аеёиоуыэюя]", re.IGNORECASE)
# What a school child of the sixth year reads, by the formula of Oborneva for Russian, over all questions of a kind: a
# single short one gives nonsense.
GRADE, WORDS_A_SENTENCE, SYLLABLES_A_WORD = 6.0, 10.0, 2.3


# The covering letter is written by an organisation, not by a soldier.
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "collective-letter"])
def test_the_questions_of_a_kind_are_read_without_effort(kind: str) -> None:
    asked = some(told(CATALOG.filings[kind]))
    sentences = [
        sentence for word in ("x-ask", "x-why") for fact in asked for sentence in _sentences(fact.part.get(word, ""))
    ]
    words = [word for sentence in sentences for word in re.findall("[а-яё]+", sentence, re.IGNORECASE)]
    words_a_sentence = len(words) / len(sentences)
    syllables_a_word = sum(len(VOWEL.findall(word)) or 1 for word in words) / len(words)

    assert words_a_sentence <= WORDS_A_SENTENCE
    assert syllables_a_word <= SYLLABLES_A_WORD
    assert 0.318 * words_a_sentence + 14.2 * syllables_a_word - 30.5 <= GRADE
