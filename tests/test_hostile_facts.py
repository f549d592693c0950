"""Whatever a person types arrives word for word in the paper or is refused; nothing crashes, nothing runs."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filings.catalog import Catalog
from filings.examination import Request
from filings.papers import NO_FILES, Report, make
from filings.problems import errors_in
from filings.writers import WRITERS
from filings.writers.text import to_text

CATALOG = Catalog.load()
RESIGNATION = CATALOG.find("resignation")
TODAY = date(2026, 11, 22)


def case(**facts: Any) -> dict[str, Any]:
    """A complete case of June 2022; `reason`, `position`, `last` and `title` put a text in four places."""
    return {
        "kind": "resignation",
        "ground": "own-wish",
        "sign_date": "2022-06-06",
        "applicant": {
            "name": {"last": facts.get("last", "Соколов"), "first": "Андрей", "patronymic": "Викторович"},
            "category": "contract",
            "force": "armed-forces",
            "rank": "рядовой",
            "position": facts.get("position", "стрелок"),
            "unit": {"number": "00000"},
        },
        "addressee": {"position": "командир войсковой части 00000"},
        "service": {"contract": {"date": "2021-08-02"}},
        "reasons": [
            {"text": facts.get("reason", "Мать больна"), "proof": [{"title": facts.get("title", "выписной эпикриз")}]}
        ],
    }


def checked(**facts: Any) -> Report:
    return make(CATALOG, RESIGNATION, case(**facts), Request(TODAY), NO_FILES).report


def core(text: str) -> str:
    """Letters and digits alone: quotes, dashes and spaces are set by the typography, the first letter is a capital."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def assert_arrives_or_is_refused(report: Report, text: str) -> None:
    if report.document is None:
        assert errors_in(report.problems)
    else:
        assert core(text) in core(to_text(report.document))


HOSTILE = {
    "markup": "<b>жирный</b> & </p><pagebreak/><script>alert(1)</script>",
    "entity": "&lt;b&gt; &nbsp; &#65; &nosuch;",
    "template": "{{ 7 * 7 }} {% for x in range(9) %}{{ x }}{% endfor %} {# нет #}",
    "python": "{applicant} %s %(name)s {0.__class__}",
    "word fields": "{ MERGEFIELD name } \\* MERGEFORMAT",
    "shell": "$(rm -rf /) `id` ; | && ../../etc/passwd",
    "formula": '=cmd|"/c calc"!A1 +1 -1 @SUM(1)',
    "quotes": "«Заря» \"Заря\" 'Заря' „Заря“ — вот так…",
    "numbers": "1. первое 2) второе № 5/лс, 10 000 руб., 3,5 %",
    "yaml": "да: нет - [а, б] #не заметка",
    "long word": "а" * 300,
    "many words": "слово " * 300,
    "latin": "Соkолов принял mixed СЛОВO",
    "unusual letters": "Ђ, Ї, Ґ, é, ß, Ñ, ©, ½",
}
REFUSED = {
    "control": "слово\x07слово",
    "right to left": "слово \u202eволс",
    "hebrew": "слово שלום",
    "emoji": "слово 😀",
    "stress mark": "при\u0301нял",
    "letters outside the font": "Қазақстан",
    "zero width": "сло\u200bво",
    "private use": "слово \ue000",
    "lone surrogate": "слово \ud800",
    "ten thousand letters": "а" * 10_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_printed_as_text(text: str) -> None:
    report = checked(reason=text)
    assert report.document is not None, report.problems
    assert core(text) in core(to_text(report.document))


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("place", ["reason", "position", "title"])
def test_what_cannot_be_printed_is_refused_with_its_place(text: str, place: str) -> None:
    report = checked(**{place: text})
    assert report.document is None
    paths = {"reason": "reasons[0].text", "position": "applicant.position", "title": "reasons[0].proof[0].title"}
    assert [problem.where for problem in errors_in(report.problems)] == [paths[place]]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_reads_the_same_in_word_and_in_print(text: str) -> None:
    document = checked(reason=text).document
    assert document is not None
    for name in ("docx", "pdf", "html"):
        assert WRITERS[name](document)


texts = st.text(max_size=200) | st.text(st.characters(codec="cp1251"), max_size=200)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts)
def test_any_reason_arrives_or_is_refused(text: str) -> None:
    assert_arrives_or_is_refused(checked(reason=text), text)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts)
def test_any_name_or_position_is_declined_doubted_or_refused(text: str) -> None:
    checked(last=text)
    checked(position=text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*case(), "x"]), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(raw=st.dictionaries(st.sampled_from([*case(), "health", "family", "forms", "x"]), json_values, max_size=6))
def test_any_shape_of_a_case_is_answered_with_problems(raw: dict[str, Any]) -> None:
    report = make(CATALOG, RESIGNATION, raw, Request(TODAY, draft=True), NO_FILES).report
    assert report.document is not None or errors_in(report.problems)
