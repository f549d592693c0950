"""What a document says: the definition against which every other output is held."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.document import Document, Item, List, Text
from filings.writers.text import printable, to_text
from tests.writers.conftest import tree

SAID = [
    ("<caption><entry>а</entry><entry>б<br/>в</entry></caption>", "а\nб\nв"),
    ("<title>а</title>", "а"),
    ("<subtitle>а</subtitle>", "а"),
    ("<h>а</h>", "а"),
    ("<p>а <b>б <i>в</i></b>.</p>", "а б в."),
    ('<p>№ <blank hint="order.number"/></p>', "№ ________"),
    ("<ol><li>а</li><li>б</li></ol>", "1. а\n2. б"),
    ("<ul><li>а</li><li>б</li></ul>", "– а\n– б"),
    (
        '<table><row header="yes"><cell>а</cell><cell>б</cell></row><row><cell>а<br/>б</cell><cell/></row></table>',
        "а\tб\nа б\t",
    ),
    (
        "<signature><position>Стрелок</position><rank>рядовой</rank><name>а</name><date>б</date></signature>",
        "Стрелок\nрядовой ________________ а\nб",
    ),
    (
        "<signature><position>Административный истец</position><name>а</name></signature>",
        "Административный истец ________________ а",
    ),
    ("<signature><name>а</name></signature>", "________________ а"),
    (
        "<signature><position>Врач</position><rank>старший лейтенант медицинской службы</rank>"
        "<name>а</name></signature>",
        "Врач\nстарший лейтенант медицинской службы\n________________ а",
    ),
    (
        "<signature><position>Представитель административного истца</position><name>а</name></signature>",
        "Представитель административного истца\n________________ а",
    ),
    ("<registration><entry>а</entry><entry>б</entry></registration>", "а\nб"),
    ("<resolutions/>", ""),
    ("<pagebreak/>", ""),
]


@pytest.mark.parametrize(("markup", "said"), SAID)
def test_each_block_says(markup: str, said: str) -> None:
    assert to_text(tree(markup)) == f"{said}\n"


def test_an_item_without_a_number_says_its_words_alone() -> None:
    items = (Item((Text("а"),)), Item((Text("б"),)))
    assert to_text(Document("kind", "title", (List(True, items),))) == "а\nб\n"


def test_an_empty_line_stands_between_blocks_and_none_for_what_prints_nothing() -> None:
    assert to_text(tree("<p>а</p><resolutions/><pagebreak/><p>б</p>")) == "а\n\nб\n"


def test_the_title_of_the_file_is_not_part_of_the_text() -> None:
    assert "Рапорт" not in to_text(tree("<p>а</p>", title="Рапорт"))


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
