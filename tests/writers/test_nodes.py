"""The vocabulary of the tree is closed, and every writer knows all of it."""

from typing import get_args

import pytest

from filings.document import (
    Blank,
    Block,
    Caption,
    Cell,
    Document,
    Emphasis,
    Entry,
    Heading,
    Inline,
    Inlines,
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
from filings.writers import WRITERS
from filings.writers.style import PROFILES
from tests.conftest import some

A: Inlines = (Text("а"),)

BLOCKS: dict[type, Block] = {
    Caption: Caption((Entry(A),)),
    Heading: Heading("title", A),
    Paragraph: Paragraph(A),
    List: List(True, (Item(A, "1."),)),
    Table: Table((Row((Cell(A),)),)),
    Signature: Signature(A, A, A, A),
    Resolutions: Resolutions(),
    Registration: Registration((Entry(A),)),
    PageBreak: PageBreak(),
}
INLINES: dict[type, Inline] = {
    Text: Text("а"),
    Strong: Strong(A),
    Emphasis: Emphasis(A),
    LineBreak: LineBreak(),
    Blank: Blank("order.date"),
}


def test_the_tables_hold_the_whole_vocabulary() -> None:
    assert set(BLOCKS) == set(get_args(Block))
    assert set(INLINES) == set(get_args(Inline))


@pytest.mark.parametrize("name", sorted(WRITERS))
@pytest.mark.parametrize("block", BLOCKS.values(), ids=lambda block: type(block).__name__)
def test_every_writer_writes_every_block_in_every_profile(name: str, block: Block) -> None:
    for style in some(PROFILES.values()):
        assert WRITERS[name](Document("kind", "title", (block,)), style)


@pytest.mark.parametrize("name", sorted(WRITERS))
@pytest.mark.parametrize("inline", INLINES.values(), ids=lambda inline: type(inline).__name__)
def test_every_writer_writes_every_inline(name: str, inline: Inline) -> None:
    assert WRITERS[name](Document("kind", "title", (Paragraph((inline,)),)))


@pytest.mark.parametrize("name", sorted(WRITERS))
@pytest.mark.parametrize("level", ["title", "subtitle", "section"])
def test_every_writer_writes_every_level_of_heading(name: str, level: str) -> None:
    assert WRITERS[name](Document("kind", "title", (Heading(level, A),)))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_an_empty_document_is_still_a_file(name: str) -> None:
    assert WRITERS[name](Document("kind", "title", ()))


@pytest.mark.parametrize("name", sorted(WRITERS))
@pytest.mark.parametrize(
    "stranger", [Document("kind", "title", ("text",)), Document("kind", "title", (Paragraph(("a",)),))]
)
def test_a_node_outside_the_vocabulary_is_a_bug_and_not_left_out(name: str, stranger: Document) -> None:
    with pytest.raises(AssertionError):
        WRITERS[name](stranger)
