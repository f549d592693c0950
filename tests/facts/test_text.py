"""What may be printed, how typed text is tidied, and what a Russian name may consist of."""

import re
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from filings.facts.tidy_text import PRINTABLE, tidy, unlike_a_name, unprintable

_FONTS = sorted(Path("/usr/share/fonts").rglob("LiberationSerif-Regular.ttf"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  войсковая   часть ", "войсковая часть"),
        ("г.\u00a0Томск,\u202fул.\tСадовая", "г. Томск, ул. Садовая"),
        ("Римский\u2011Корсаков", "Римский-Корсаков"),
        ("и\u0306од", "йод"),
        ("первая\r\nвторая", "первая вторая"),
        (" \u2028 ", ""),
        ("{{ name }} <b>&amp;</b> {% raw %}", "{{ name }} <b>&amp;</b> {% raw %}"),
    ],
)
def test_line_keeps_its_words_and_loses_its_spacing(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


def test_prose_keeps_its_paragraphs() -> None:
    assert tidy(" Первый  абзац. \r\n\n\n Второй\u2028Третий\n", prose=True) == "Первый абзац.\nВторой\nТретий"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Причины:\n- болезнь\n– долг\n— возраст", "Причины:\nболезнь\nдолг\nвозраст"),
        ("• болезнь\n•долг", "болезнь\nдолг"),
        ("- • болезнь\n-\n–", "болезнь"),
        ("-5 градусов\nжена – одна", "-5 градусов\nжена – одна"),
    ],
)
def test_mark_of_a_list_typed_by_hand_is_dropped(typed: str, kept: str) -> None:
    assert tidy(typed, prose=True) == kept


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("а\x07б", "невидимый знак U+0007, место 2"),
        ("\u202eтекст", "невидимый знак U+202E, место 1"),
        ("но\u200bль", "невидимый знак U+200B, место 3"),
        ("мягкий пере\u00adнос", "невидимый знак U+00AD, место 12"),
        ("да 😀", "знак «😀», место 4"),
        ("שלום", "чужая буква U+05E9, место 1; чужая буква U+05DC, место 2; "
         "чужая буква U+05D5, место 3; чужая буква U+05DD, место 4"),
        ("\ue000", "невидимый знак U+E000, место 1"),
        ("\ud800", "невидимый знак U+D800, место 1"),
        ("\U000e0fff", "невидимый знак U+E0FFF, место 1"),
        ("за\u0301мок", "знак над буквой или под ней U+0301, место 3"),
        ("100 ₽", "знак «₽», место 5"),
        ("→", "знак «→», место 1"),
    ],
)  # fmt: skip
def test_character_that_cannot_be_printed_is_named_without_its_neighbours(text: str, named: str) -> None:
    assert unprintable(text) == named


def test_many_characters_are_named_in_part() -> None:
    assert unprintable("αβγδεζη").endswith(" и ещё 2")


@pytest.mark.parametrize("text", ["№ 5 «Рога & Копыта» – 100 %, 5 € § 2", "<p>{{ x }}</p>", "x" * 10_000, "Ґудзь ёж"])
def test_ordinary_and_markup_like_text_is_printable(text: str) -> None:
    assert unprintable(text) == ""


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("Сoколов", "латинская буква «o», место 2"),
        ("Sokolov", "латинская буква «S», место 1; латинская буква «o», место 2; "
         "латинская буква «k», место 3; латинская буква «l», место 5; "
         "латинская буква «v», место 7"),
        ("А.", "знак «.», место 2"),
        ("Иванов 2", "цифра «2», место 8"),
    ],
)  # fmt: skip
def test_letter_that_no_russian_name_has_is_named(name: str, named: str) -> None:
    assert unlike_a_name(name) == named


@pytest.mark.parametrize("name", ["Ёлкина", "Римский-Корсаков", "Мамед оглы", "Д'Артаньян", "Д’Артаньян"])
def test_russian_name_passes(name: str) -> None:
    assert unlike_a_name(name) == ""


@pytest.mark.skipif(not _FONTS, reason="Liberation Serif is not installed")
@pytest.mark.parametrize("font", _FONTS, ids=lambda path: path.parent.name)
def test_font_has_every_printable_character(font: Path) -> None:
    has = TTFont(font).getBestCmap()
    every = (chr(code) for code in range(0x20, 0x3000))
    assert [character for character in every if not unprintable(character) and ord(character) not in has] == []


def test_printable_characters_are_composed_and_visible() -> None:
    assert unicodedata.is_normalized("NFC", PRINTABLE)
    every = [chr(code) for code in range(0x21, 0x3000) if not unprintable(chr(code))]
    assert {unicodedata.category(character)[0] for character in every} <= {"L", "N", "P", "S"}


@given(st.text(), st.booleans())
def test_tidying_twice_changes_nothing_more(text: str, prose: bool) -> None:
    once = tidy(text, prose=prose)
    assert tidy(once, prose=prose) == once


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"], max_codepoint=0x45F)))
def test_tidying_loses_no_letter(text: str) -> None:
    assert "".join(tidy(text).split()) == "".join(unicodedata.normalize("NFC", text).split())


def tidied_step_by_step(text: str) -> str:
    """What `tidy` promises of a line, without its quick way for a text that is tidy already."""
    composed = unicodedata.normalize("NFC", text).translate({0x2010: "-", 0x2011: "-"})
    return " ".join(re.split("[ \t\n\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+", composed)).strip(" ")


@given(st.text(st.sampled_from(" -–—«».,№йЙи\u0306\u0301aЁё\u00a0\u2011\u2028\n1:k\u200b;")) | st.text())
def test_the_quick_way_of_tidying_gives_what_the_slow_one_does(text: str) -> None:
    assert tidy(text) == tidied_step_by_step(text)
