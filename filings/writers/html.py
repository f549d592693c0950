"""The document as one HTML page that needs nothing beside itself: for the screen, the phone and the printer.

The PDF is made from this page, so what prints must be decided by elements and the style sheet of css.py.
"""

import re
from collections.abc import Iterable
from html import escape
from itertools import takewhile
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
from filings.writers.column_widths import shares
from filings.writers.css import css
from filings.writers.style import LETTER, PageStyle
from filings.writers.text import BLANK, SIGNATURE_LINE, inline_text, printable, signed_as

# Widths in ems of the letter's type, rounded down: of a line, of a line of the caption, of the signer's name.
_LINE = 30.0
_HALF_LINE = 15.0
_THIRD_OF_LINE = 9.0
_NARROW = 0.6  # of an em: the mean small letter, generously
_BREAKS = re.compile("[ \n]")  # a no-break space ends no line

# Even if a page were made to name a picture or a script, a browser would fetch nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(document: Document, style: PageStyle = LETTER) -> str:
    """Return `document` as a whole page with its style sheet inside."""
    return page(document, f"<style>\n{css(style)}\n</style>\n")


def write_html(document: Document, style: PageStyle = LETTER) -> bytes:
    """Return `document` as a whole page in UTF-8."""
    return to_html(document, style).encode()


def page(document: Document, look: str) -> str:
    """Return `document` as a page with `look` (a style element, or nothing) in its head."""
    body = "\n".join(map(_block, document.blocks))
    return (
        '<!DOCTYPE html>\n<html lang="ru">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="format-detection" content="telephone=no, date=no, address=no">\n'
        f"<title>{_escaped(document.title)}</title>\n{look}</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    match block:
        case Caption(entries=entries):
            return f'<div class="caption">{_entries(entries)}</div>'
        case Heading():
            return _heading(block)
        case Paragraph(content=content):
            return _element("p", content, _LINE, "text")
        case List(ordered=ordered, items=items):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>\n{''.join(map(_item, items))}</{tag}>"
        case Table():
            return _table(block)
        case Signature():
            return _signature(block)
        case Resolutions():
            return '<div class="resolutions"></div>'
        case Registration(entries=entries):
            return f'<div class="registration">{_entries(entries)}</div>'
        case PageBreak():
            return '<div class="pagebreak"></div>'
        case _:
            assert_never(block)


def _element(tag: str, content: Inlines, room: float, kind: str = "", *, before: str = "", more: str = "") -> str:
    """Return an element of class `kind` whose lines are `room` ems wide; `before` is markup, `more` attributes."""
    classes = " ".join(filter(None, (kind, "glued" if _glued(content, room) else "")))
    attributes = (f' class="{classes}"' if classes else "") + more
    return f"<{tag}{attributes}>{before}{_inlines(content)}</{tag}>"


def _glued(content: Inlines, room: float) -> bool:
    """Tell whether a word longer than its line is partly bold: WeasyPrint breaks only the first piece of a line."""
    if not any(isinstance(inline, Strong | Emphasis) for inline in content):
        return False
    return any(sum(map(_ems, word)) > room for word in _BREAKS.split(inline_text(content)))


def _ems(character: str) -> float:
    return _NARROW if character.islower() or character.isdigit() or character in "_.,:;-" else 1.0


def _entries(entries: Iterable[Entry]) -> str:
    return "".join(_element("p", entry.content, _HALF_LINE) for entry in entries)


def _heading(heading: Heading) -> str:
    match heading.level:
        case "title":
            return _element("h1", heading.content, _LINE)
        case "subtitle":
            return _element("p", heading.content, _LINE, "subtitle")
        case "section":
            return _element("h2", heading.content, _LINE)
        case _:
            assert_never(heading.level)


def _item(item: Item) -> str:
    marker = f'<span class="marker">{_escaped(item.marker)} </span>' if item.marker else ""
    return _element("li", item.content, _LINE, before=marker) + "\n"


def _table(table: Table) -> str:
    widths = shares(table)
    columns = "".join(f'<col style="width: {width:.2%}">' for width in widths)
    head = tuple(takewhile(lambda row: row.header, table.rows))
    body = table.rows[len(head) :]
    parts = (("thead", head), ("tbody", body))
    rows = "".join(f"<{tag}>{''.join(_row(row, widths) for row in rows)}</{tag}>" for tag, rows in parts if rows)
    return f"<table><colgroup>{columns}</colgroup>{rows}</table>"


def _row(row: Row, widths: tuple[float, ...]) -> str:
    tag, more = ("th", ' scope="col"') if row.header else ("td", "")
    cells = (
        _element(tag, cell.content, _LINE * width, more=more) for cell, width in zip(row.cells, widths, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>\n"


def _signature(signature: Signature) -> str:
    above, beside = signed_as(signature)
    position = _element("p", above, _HALF_LINE, "position") if above else ""
    date = _element("p", signature.date, _LINE, "date") if signature.date else ""
    rank = _element("p", beside, _THIRD_OF_LINE, "rank")
    name = _element("p", signature.name, _THIRD_OF_LINE, "name")
    return (
        f'<div class="signature">{position}<div class="signing">{rank} '
        f'<p class="line">{SIGNATURE_LINE}</p> {name}</div>{date}</div>'
    )


def _inlines(content: Inlines) -> str:
    return "".join(map(_inline, content))


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text):
            return _escaped(text)
        case Strong(content):
            return f"<strong>{_inlines(content)}</strong>"
        case Emphasis(content):
            return f"<em>{_inlines(content)}</em>"
        case LineBreak():
            return "<br>"
        case Blank():
            return BLANK
        case _:
            assert_never(inline)


def _escaped(text: str) -> str:
    return escape(printable(text))
