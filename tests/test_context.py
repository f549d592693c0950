"""What templates may call: words of a paper made from facts."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from filings.context.functions import (
    bare,
    capital,
    counted,
    counted_in_words,
    flowing,
    in_force_on,
    into,
    law_on,
    lines,
    money,
)
from filings.context.values import Gap
from filings.errors import LawError
from filings.law.courts.directory import courts
from filings.russian.forms import CASES
from filings.russian.phrases import decline_phrase


@pytest.mark.parametrize(
    ("court", "preposition"),
    [
        ("Владивостокский гарнизонный военный суд", "Во"),
        ("Владикавказский гарнизонный военный суд", "Во"),
        ("Владимирский гарнизонный военный суд", "Во"),
        ("Воронежский гарнизонный военный суд", "В"),
        ("Волгоградский гарнизонный военный суд", "В"),
        ("Фокинский гарнизонный военный суд", "В"),
        ("2-й Западный окружной военный суд", "Во"),
        ("235 гарнизонный военный суд", "В"),
        ("26 гарнизонный военный суд", "В"),
        ("1-й Восточный окружной военный суд", "В"),
    ],
)
def test_the_preposition_before_a_court(court: str, preposition: str) -> None:
    assert into(court) == preposition


@pytest.mark.parametrize("court", courts(), ids=lambda court: court.code)
def test_every_military_court_is_declined_without_a_doubt(court: Any) -> None:
    forms = decline_phrase(court.name, animate=False)
    assert forms.doubt is None
    assert len({forms[case] for case in CASES}) >= 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Запись обнаружена в день выдачи билета.", "запись обнаружена в день выдачи билета."),
        ("В удовлетворении отказано", "в удовлетворении отказано"),
        ("Рапорт не рассмотрен", "рапорт не рассмотрен"),
        ("МВД ответило отказом", "МВД ответило отказом"),
        ("Иванов И.И. сообщил", "Иванов И.И. сообщил"),
        ("Роман сообщил", "Роман сообщил"),
        ("Волгоград покинут", "Волгоград покинут"),
        ("Газпром ответил отказом", "Газпром ответил отказом"),
        ("12 марта подан рапорт", "12 марта подан рапорт"),
        ("«Склонен ко лжи»", "«Склонен ко лжи»"),
        ("уже с маленькой", "уже с маленькой"),
        ("", ""),
    ],
)
def test_a_text_in_the_middle_of_a_sentence_begins_small_unless_it_may_be_a_name(text: str, expected: str) -> None:
    assert flowing(text) == expected


@given(st.text(max_size=60))
def test_only_the_first_letter_may_change(text: str) -> None:
    assert str(flowing(text))[1:] == text[1:]
    assert str(flowing(text)).casefold() == text.casefold()


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (bare, 'Решение №\n <blank hint="номер"/>'),
        (flowing, 'решение №\n <blank hint="номер"/>.'),
        (capital, 'Решение №\n <blank hint="номер"/>.'),
        (lines, 'Решение №\n <blank hint="номер"/>.'),
    ],
)
def test_what_a_template_has_written_stays_markup(change: Any, changed: str) -> None:
    result = change(Markup('Решение №\n <blank hint="номер"/>.'))

    assert result == changed
    assert isinstance(result, Markup)


def test_a_fact_becomes_lines_of_text_and_no_markup() -> None:
    assert lines("первая\n<b>вторая</b>") == "первая<br/>&lt;b&gt;вторая&lt;/b&gt;"


def test_sums_and_counts() -> None:
    assert money(3000) == "3000 (три тысячи) рублей"
    assert counted(3, "комплект") == "3 комплекта"
    assert counted(1, "месяц", "acc") == "1 месяц"
    assert counted_in_words(41, "лист", "prep") == "41 (сорока одном) листе"


def test_a_template_mentions_provisions_that_can_be_cited_on_the_day() -> None:
    law = law_on(date(2026, 1, 1))

    assert law("kas 219 1; kas 219 5", "ins") == '<law keys="kas 219 1; kas 219 5" case="ins"/>'
    with pytest.raises(LawError):
        law_on(date(2022, 11, 1))("kas 124 1.1")
    with pytest.raises(LawError):
        law("kas 219", "locative")


def test_a_provision_is_asked_whether_it_was_in_force() -> None:
    assert in_force_on(date(2026, 1, 1))("kas 124 1.1")
    assert not in_force_on(date(2022, 11, 1))("kas 124 1.1")


@pytest.mark.parametrize(
    "ask",
    [
        into,
        money,
        flowing,
        lambda gap: counted(gap, "день"),
        lambda gap: counted_in_words(gap, "день"),
    ],
)
def test_of_a_gap_nothing_is_made(ask: Any) -> None:
    gap = Gap("сумма")
    assert ask(gap) is gap
