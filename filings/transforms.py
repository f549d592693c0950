"""Tree to tree: what is the same for every filing and every output.

If you are about to look at a fact, do it in context.py.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

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
    List,
    Paragraph,
    Registration,
    Row,
    Signature,
    Strong,
    Table,
    Text,
)
from filings.russian.typography import typeset

_Change = Callable[[Inlines], Inlines]
# The point of an abbreviation is the full stop as well: «до 9 мая 2022 г.», not «г..»; an ellipsis stays.
_SECOND_STOP = re.compile(r"(?<=\w\.)\.(?!\.)")


def finish(document: Document) -> Document:
    """Number the lists and set the type: the last step before a writer."""
    return with_typography(with_numbers(document))


def with_numbers(document: Document) -> Document:
    """Give each item its printed marker: «1.», «2.» in an ordered list, «–» in a plain one."""
    return replace(document, blocks=tuple(_numbered(block) for block in document.blocks))


def with_typography(document: Document) -> Document:
    """Set no-break spaces, quotation marks and dashes in every text of the document."""
    return replace(document, blocks=tuple(_changed(block, _typeset) for block in document.blocks))


def gaps(document: Document) -> tuple[Blank, ...]:
    """Return the blanks that `document` still has, each once: a finished paper has none."""
    return tuple(dict.fromkeys(blank for block in document.blocks for blank in _blanks(block)))


def _blanks(node: object) -> Iterator[Blank]:
    if isinstance(node, Blank):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from _blanks(part)
    elif not isinstance(node, Text):
        for name in getattr(node, "__slots__", ()):
            yield from _blanks(getattr(node, name))


def _numbered(block: Block) -> Block:
    if not isinstance(block, List):
        return block
    numbered = enumerate(block.items, start=1)
    return List(
        block.ordered, tuple(Item(item.content, f"{number}." if block.ordered else "–") for number, item in numbered)
    )


def _changed(block: Block, change: _Change) -> Block:
    """Return `block` with `change` applied to every running text in it."""
    match block:
        case Paragraph(content=content):
            return Paragraph(change(content))
        case Heading(level=level, content=content):
            return Heading(level, change(content))
        case Caption(entries=entries) | Registration(entries=entries):
            return type(block)(tuple(Entry(change(entry.content)) for entry in entries))
        case List(ordered=ordered, items=items):
            return List(ordered, tuple(Item(change(item.content), item.marker) for item in items))
        case Table(rows=rows):
            return Table(
                tuple(Row(tuple(Cell(change(cell.content)) for cell in row.cells), row.header) for row in rows)
            )
        case Signature():
            return Signature(change(block.position), change(block.rank), change(block.name), change(block.date))
        case _:
            return block


def _typeset(content: Inlines) -> Inlines:
    return tuple(_typeset_one(inline) for inline in content)


def _typeset_one(inline: Inline) -> Inline:
    match inline:
        case Text(text):
            return Text(typeset(_SECOND_STOP.sub("", text) if ".." in text else text))
        case Strong(content) | Emphasis(content):
            return type(inline)(_typeset(content))
        case _:
            return inline
