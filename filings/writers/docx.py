"""The document as DOCX that a lawyer can go on editing: real Word styles, real numbering, a real page-number field.

The tree becomes document.xml here; the XML itself is ooxml.py, the look word_styles.py, all else skeleton.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import assert_never

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
from filings.writers import ooxml
from filings.writers.archive import archive, pack
from filings.writers.column_widths import shares
from filings.writers.skeleton import CORE_PROPERTIES, DOCUMENT, NUMBERING, skeleton
from filings.writers.style import LETTER, PageStyle, twips, twips_of_points
from filings.writers.text import BLANK, SIGNATURE_LINE, signed_as
from filings.writers.word_styles import StyleId

_HEADINGS = {"title": StyleId.TITLE, "subtitle": StyleId.SUBTITLE, "section": StyleId.SECTION}
_LISTS = (StyleId.ORDERED_ITEM, StyleId.PLAIN_ITEM)


def write_docx(document: Document, style: PageStyle = LETTER) -> bytes:
    """Return `document` as DOCX; the same document gives the same bytes."""
    frame = skeleton(style)
    places = tuple(_places(document.blocks, style))
    restarts = sum(place.numbering >= ooxml.FIRST_RESTART for place in places)
    number_end = twips(style.indent + style.number_room)
    own = {
        DOCUMENT: "".join((frame.head, *map(_block, document.blocks, places), frame.tail)),
        NUMBERING: ooxml.numbering(_LISTS, twips(style.indent), number_end, restarts),
        CORE_PROPERTIES: ooxml.core_properties(document.title),
    }
    return archive((*frame.parts, *(pack(name, content.encode()) for name, content in own.items())))


@dataclass(frozen=True, slots=True)
class _BlockPlace:
    """Where a block stands: the look of the page, whether its end must share a page with what follows, its numbering.

    A list is not parted from the words that open it, nor a signature from what is signed, nor the mark of the
    receiver from the signature: on a sheet of its own it would prove nothing.
    """

    style: PageStyle
    keep_next: bool
    numbering: int


def _places(blocks: tuple[Block, ...], style: PageStyle) -> Iterator[_BlockPlace]:
    fresh = ooxml.FIRST_RESTART
    for place, block in enumerate(blocks, 1):
        following = next((later for later in blocks[place:] if not isinstance(later, Resolutions)), None)
        numbering = _numbering(block, fresh)
        if numbering == fresh:
            fresh += 1
        yield _BlockPlace(style, isinstance(following, List | Signature | Registration), numbering)


def _numbering(block: Block, fresh: int) -> int:
    """Return the numbering by which Word comes to the very markers of a list, 0 where there is none."""
    if not isinstance(block, List):
        return 0
    markers = [item.marker for item in block.items]
    if markers == [f"{number}." for number in range(1, len(markers) + 1)]:
        return fresh
    return ooxml.PLAIN_LIST if set(markers) == {"–"} else 0


def _block(block: Block, place: _BlockPlace) -> str:
    match block:
        case Caption(entries=entries):
            return "".join(ooxml.paragraph(StyleId.CAPTION, _inlines(entry.content)) for entry in entries)
        case Heading(level=level, content=content):
            return ooxml.paragraph(_HEADINGS[level], _inlines(content))
        case Paragraph(content=content):
            return ooxml.paragraph(StyleId.BODY, _inlines(content), keep_next=place.keep_next)
        case List(items=items):
            last = len(items) - 1
            kept = (place.keep_next and number == last for number in range(len(items)))
            return "".join(map(_item, items, kept, repeat(place.numbering)))
        case Table():
            return _table(block, place)
        case Signature():
            return _signature(block, place)
        case Resolutions():
            return ""
        case Registration(entries=entries):
            return _registration(entries, place.style)
        case PageBreak():
            return ooxml.paragraph(StyleId.PAGE_BREAK, "")
        case _:
            assert_never(block)


def _item(item: Item, keep_next: bool, numbering: int) -> str:
    content = _inlines(item.content)
    if numbering:
        style = StyleId.PLAIN_ITEM if numbering == ooxml.PLAIN_LIST else StyleId.ORDERED_ITEM
        return ooxml.paragraph(style, content, keep_next=keep_next, numbering=numbering)
    marker = ooxml.run(f"{item.marker} ") if item.marker else ""
    return ooxml.paragraph(StyleId.BODY, marker + content, keep_next=keep_next)


def _table(block: Table, place: _BlockPlace) -> str:
    room = twips(place.style.text_width)
    widths = [round(room * share) for share in shares(block)]
    last = len(block.rows) - 1
    rows = [_row(row, widths, place.keep_next and number == last) for number, row in enumerate(block.rows)]
    # Without a paragraph between them Word would join two tables; one must also end the text.
    above = ooxml.paragraph(StyleId.GAP, "", keep_next=True)
    below = ooxml.paragraph(StyleId.GAP, "", keep_next=place.keep_next)
    return above + ooxml.table(StyleId.RULED_TABLE, widths, rows) + below


def _row(row: Row, widths: list[int], keep_next: bool) -> str:
    style = StyleId.CELL_HEADING if row.header else StyleId.CELL
    cells = (
        ooxml.cell(width, ooxml.paragraph(style, _inlines(cell.content), keep_next=keep_next))
        for cell, width in zip(row.cells, widths, strict=True)
    )
    return ooxml.row(cells, header=row.header)


def _signature(signature: Signature, place: _BlockPlace) -> str:
    above, beside = signed_as(signature)
    position = ooxml.paragraph(StyleId.SIGNATURE, _inlines(above)) if above else ""
    signing = ooxml.paragraph(
        StyleId.SIGNING,
        ooxml.TAB.join((_inlines(beside), ooxml.run(SIGNATURE_LINE), _inlines(signature.name))),
        keep_next=bool(signature.date) or place.keep_next,
        before=0 if above else twips_of_points(place.style.signature_before),
    )
    if not signature.date:
        return position + signing
    return position + signing + ooxml.paragraph(StyleId.DATE, _inlines(signature.date), keep_next=place.keep_next)


def _registration(entries: tuple[Entry, ...], style: PageStyle) -> str:
    first, *others = (_inlines(entry.content) for entry in entries)
    box = ooxml.paragraph(StyleId.REGISTRATION, first, before=twips_of_points(style.box_before))
    return box + "".join(ooxml.paragraph(StyleId.REGISTRATION, content) for content in others)


def _inlines(content: Inlines, *, bold: bool = False, italic: bool = False) -> str:
    return "".join(_inline(inline, bold, italic) for inline in content)


def _inline(inline: Inline, bold: bool, italic: bool) -> str:
    match inline:
        case Text(text):
            return ooxml.run(text, bold=bold, italic=italic)
        case Strong(content):
            return _inlines(content, bold=True, italic=italic)
        case Emphasis(content):
            return _inlines(content, bold=bold, italic=True)
        case LineBreak():
            return ooxml.BREAK
        case Blank():
            return ooxml.run(BLANK, bold=bold, italic=italic)
        case _:
            assert_never(inline)
