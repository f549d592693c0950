"""Numbers and type are set once, in the tree, so that every output shows the same."""

import pytest

from filings.document import Blank, Cell, Document, Emphasis, Item, List, Paragraph, Row, Signature, Strong, Table, Text
from filings.transforms import finish


def finished(*blocks: object) -> tuple[object, ...]:
    return finish(Document("k", "t", blocks)).blocks  # type: ignore[arg-type]


def test_each_ordered_list_counts_from_one_and_a_plain_list_has_dashes() -> None:
    one, two = Item((Text("раз"),)), Item((Text("два"),))
    markers = [
        [item.marker for item in block.items]
        for block in finished(List(True, (one, two)), List(False, (one, two)), List(True, (one,)))
        if isinstance(block, List)
    ]
    assert markers == [["1.", "2."], ["–", "–"], ["1."]]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("до 9 мая 2022 г..", "до 9\u00a0мая\u00a02022\u00a0г."),
        ("Ждали… и ждали...", "Ждали… и\u00a0ждали..."),
        ("Конец.", "Конец."),
    ],
)
def test_a_sentence_ends_in_one_full_stop(typed: str, printed: str) -> None:
    assert finished(Paragraph((Text(typed),))) == (Paragraph((Text(printed),)),)


def test_type_is_set_in_every_corner_of_the_tree() -> None:
    raw, set_ = (Text('приказ № 5 "лс"'),), (Text("приказ №\u00a05 «лс»"),)
    assert finished(
        Paragraph((Strong(raw), Emphasis(raw), Blank("номер"))),
        List(True, (Item(raw),)),
        Table((Row((Cell(raw),)),)),
        Signature(raw, raw, raw, raw),
    ) == (
        Paragraph((Strong(set_), Emphasis(set_), Blank("номер"))),
        List(True, (Item(set_, "1."),)),
        Table((Row((Cell(set_),)),)),
        Signature(set_, set_, set_, set_),
    )
