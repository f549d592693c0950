"""Typography: the table («~» stands for a non-breaking space), and what must hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.russian.typography import typeset

RICH = st.text(alphabet='аАвИ.и 1230"«»„“-–—\n\N{NO-BREAK SPACE}()№г.ст,/') | st.text()


@pytest.mark.table("typography.tsv")
def test_text_is_set_by_the_rules(row: dict[str, str]) -> None:
    assert typeset(row["typed"]) == row["set"].replace("~", "\N{NO-BREAK SPACE}")


@given(RICH)
def test_letters_and_digits_are_never_changed(text: str) -> None:
    assert [each for each in typeset(text) if each.isalnum()] == [each for each in text if each.isalnum()]


@given(RICH)
def test_length_and_line_breaks_are_kept(text: str) -> None:
    typed = typeset(text)
    assert len(typed) == len(text)
    assert [at for at, each in enumerate(typed) if each == "\n"] == [at for at, each in enumerate(text) if each == "\n"]


@given(RICH)
def test_setting_twice_is_setting_once(text: str) -> None:
    assert typeset(typeset(text)) == typeset(text)


@given(RICH)
def test_no_straight_quote_is_left(text: str) -> None:
    assert '"' not in typeset(text)
