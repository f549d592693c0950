"""What a document says: the definition against which every other output is held."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.document import (
    Blank,
    Block,
    Caption,
    Cell,
    Document,
    Emphasis,
    Entry,
    Heading,
    Item,
    LineBreak,
    List,
    PageBreak,
    Paragraph,
    Registration,
    Resolutions,
    Row,
    Signature,
    Strong,
    Table,
    Text,
)
from filings.writers.text import printable, to_text

A, B = (Text("а"),), (Text("б"),)

SAID = [
    (Caption((Entry(A), Entry((*B, LineBreak(), Text("в"))))), "а\nб\nв"),
    (Heading("title", A), "а"),
    (Heading("subtitle", A), "а"),
    (Heading("section", A), "а"),
    (Paragraph((Text("а "), Strong((Text("б "), Emphasis((Text("в"),)))), Text("."))), "а б в."),
    (Paragraph((Text("№ "), Blank("order.number"))), "№ ________"),
    (List(True, (Item(A, "1."), Item(B, "2."))), "1. а\n2. б"),
    (List(False, (Item(A, "–"), Item(B, "–"))), "– а\n– б"),
    (List(True, (Item(A), Item(B))), "а\nб"),
    (Table((Row((Cell(A), Cell(B)), header=True), Row((Cell((*A, LineBreak(), *B)), Cell(()))))), "а\tб\nа б\t"),
    (Signature((Text("Стрелок"),), (Text("рядовой"),), A, B), "Стрелок\nрядовой ________________ а\nб"),
    (Signature((Text("Административный истец"),), (), A, ()), "Административный истец ________________ а"),
    (Signature((), (), A, ()), "________________ а"),
    (
        Signature((Text("Врач"),), (Text("старший лейтенант медицинской службы"),), A, ()),
        "Врач\nстарший лейтенант медицинской службы\n________________ а",
    ),
    (
        Signature((Text("Представитель административного истца"),), (), A, ()),
        "Представитель административного истца\n________________ а",
    ),
    (Registration((Entry(A), Entry(B))), "а\nб"),
    (Resolutions(), ""),
    (PageBreak(), ""),
]


@pytest.mark.parametrize(("block", "said"), SAID)
def test_each_block_says(block: Block, said: str) -> None:
    assert to_text(Document("kind", "title", (block,))) == f"{said}\n"


def test_an_empty_line_stands_between_blocks_and_none_for_what_prints_nothing() -> None:
    assert to_text(Document("kind", "title", (Paragraph(A), Resolutions(), PageBreak(), Paragraph(B)))) == "а\n\nб\n"


def test_the_title_of_the_file_is_not_part_of_the_text() -> None:
    assert "Рапорт" not in to_text(Document("kind", "Рапорт", (Paragraph(A),)))


PRINTED = [
    ("soft hyphen from a web page", "воен\u00adно\u00adслужащий", "военнослужащий"),
    ("zero-width space and byte order mark", "\ufeffчасть\u200b 00000", "часть 00000"),
    ("override of direction that would turn a number round", "№ \u202e54321\u202c", "№ 54321"),
    ("bell, null and other control characters", "а\x00\x07\x1bб", "аб"),
    ("half of a surrogate pair", "а\ud800б", "аб"),
    ("tabs, line ends, line separators", "а\t\r\n\x0b\u2028 б", "а б"),
    ("a no-break space stays", "ст.\u00a051", "ст.\u00a051"),
    ("accents and currency stay", "Ёлкин é ₽", "Ёлкин é ₽"),
]


@pytest.mark.parametrize(("what", "typed", "printed"), PRINTED)
def test_only_what_can_be_seen_is_printed(what: str, typed: str, printed: str) -> None:
    assert printable(typed) == printed, what


@given(st.text())
def test_whatever_is_typed_can_be_written_as_utf_8_and_needs_no_second_cleaning(typed: str) -> None:
    printed = printable(typed)
    printed.encode()
    assert printable(printed) == printed
