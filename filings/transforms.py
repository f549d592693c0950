"""Tree to tree: what is the same for every filing and every output.

If you are about to look at a fact, do it in context.py.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace

from filings.document import (
    Blank,
    Block,
    Caption,
    Document,
    Emphasis,
    Entry,
    Heading,
    Inline,
    Inlines,
    List,
    Paragraph,
    Registration,
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


def gaps(document: Document) -> tuple[str, ...]:
    """Return the hints of the blanks that `document` still has, each once: a finished paper has none."""
    return tuple(dict.fromkeys(hint for block in document.blocks for hint in _hints(block)))


def _hints(node: object) -> Iterator[str]:
    if isinstance(node, Blank):
        yield node.hint
    elif isinstance(node, tuple):
        for part in node:
            yield from _hints(part)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _hints(getattr(node, field.name))


def _numbered(block: Block) -> Block:
    if not isinstance(block, List):
        return block
    markers = [f"{number}." if block.ordered else "–" for number in range(1, len(block.items) + 1)]
    return replace(
        block, items=tuple(replace(item, marker=marker) for item, marker in zip(block.items, markers, strict=True))
    )


def _changed(block: Block, change: _Change) -> Block:
    """Return `block` with `change` applied to every running text in it."""
    match block:
        case Heading(content=content) | Paragraph(content=content):
            return replace(block, content=change(content))
        case Caption(entries=entries) | Registration(entries=entries):
            return replace(block, entries=tuple(Entry(change(entry.content)) for entry in entries))
        case List(items=items):
            return replace(block, items=tuple(replace(item, content=change(item.content)) for item in items))
        case Table(rows=rows):
            return Table(
                tuple(
                    replace(row, cells=tuple(replace(cell, content=change(cell.content)) for cell in row.cells))
                    for row in rows
                )
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
            return Text(typeset(_SECOND_STOP.sub("", text)))
        case Strong(content) | Emphasis(content):
            return type(inline)(_typeset(content))
        case _:
            return inline
