"""How the width of a table is shared among its columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.document import Cell, Row, Table, Text
from filings.writers.column_widths import shares
from tests.conftest import some

_LINE = 78  # letters of a table's type in a line


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(Row(tuple(Cell((Text(text),)) for text in row)) for row in rows))


def letters(found: Table) -> list[float]:
    """Return the widths of the columns in letters."""
    return [share * _LINE for share in shares(found)]


def test_no_word_is_broken_while_there_is_room() -> None:
    head = ("№ п/п", "Фамилия, имя, отчество", "Воинское звание", "Воинская часть", "Документ", "Листов")
    row = ("1999", "Преображенский Вячеслав", "главный корабельный старшина", "00000-А", "Обращение о судьбе", "12")
    for width, column in some(zip(letters(table(head, row)), zip(head, row, strict=True), strict=True)):
        assert width >= max(len(word) for text in column for word in text.split()) + 2


def test_the_room_left_goes_to_the_longest_text() -> None:
    number, name, paper = letters(table(("1", "Ли Анна", "Заявление о выдаче копий всех документов личного дела")))
    assert number < name < paper


def test_a_no_break_space_ends_no_word() -> None:
    broken, glued, *_others = letters(
        table(("12 марта 2022 г.", "12\u00a0марта\u00a02022\u00a0г.", *["слово " * 20] * 3))
    )
    assert broken < glued


@given(st.integers(1, 8).flatmap(lambda size: st.lists(st.lists(st.text(), min_size=size, max_size=size), min_size=1)))
def test_shares_of_any_text_sum_to_one_and_leave_no_column_out(rows: list[list[str]]) -> None:
    found = shares(table(*map(tuple, rows)))
    assert sum(found) == pytest.approx(1)
    assert min(found) > 0.01
