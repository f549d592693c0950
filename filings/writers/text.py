"""The text of a document: what every output of it must say, word for word.

No look belongs here. The other writers take from this module the words that the tree leaves to the writers.
"""

import re
from typing import assert_never

from filings.document import (
    Blank,
    Block,
    Caption,
    Document,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    List,
    PageBreak,
    Paragraph,
    Registration,
    Resolutions,
    Signature,
    Strong,
    Table,
    Text,
)
from filings.writers.style import LETTER, PageStyle

BLANK = "_" * 8
SIGNATURE_LINE = "_" * 16
_BESIDE = 27  # characters that fit beside the line to sign on: «гвардии старший лейтенант»

_SPACE = re.compile("[\t\n\v\f\r \x1c-\x1f\x85\u2028\u2029]+")
# Characters that XML cannot carry, and those that show nothing but change what is read: soft hyphens, zero-width
# marks, overrides of the direction of writing. They come along when a person pastes from a web page.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e0fff]"
)


def printable(text: str) -> str:
    """Return `text` as it is printed: unseen characters dropped, runs of white space (not no-break) made one space."""
    return _SPACE.sub(" ", _UNSEEN.sub("", text))


def to_text(document: Document) -> str:
    """Return the text of `document`: an empty line between blocks, a tab between the cells of a row."""
    return "\n\n".join(filter(None, map(_block, document.blocks))) + "\n"


def write_txt(document: Document, style: PageStyle = LETTER) -> bytes:  # noqa: ARG001 - plain text has no look
    """Return the text of `document` in UTF-8."""
    return to_text(document).encode()


def signed_as(signature: Signature) -> tuple[Inlines, Inlines]:
    """Return what stands above the line to sign on and what stands beside it.

    The rank stands beside the line; a person without one signs beside the position. What is too long to stand there
    goes above.
    """
    above, beside = (signature.position, signature.rank) if signature.rank else ((), signature.position)
    if len(inline_text(beside)) <= _BESIDE:
        return above, beside
    return (*above, LineBreak(), *beside) if above else beside, ()


def _block(block: Block) -> str:
    match block:
        case Heading(content=content) | Paragraph(content=content):
            return inline_text(content)
        case Caption(entries=entries) | Registration(entries=entries):
            return "\n".join(inline_text(entry.content) for entry in entries)
        case List(items=items):
            return "\n".join(f"{printable(item.marker)} {inline_text(item.content)}".strip() for item in items)
        case Table(rows=rows):
            return "\n".join("\t".join(inline_text(cell.content, line_break=" ") for cell in row.cells) for row in rows)
        case Signature():
            return "\n".join(_signature(block))
        case Resolutions() | PageBreak():
            return ""
        case _:
            assert_never(block)


def _signature(signature: Signature) -> tuple[str, ...]:
    above, beside = signed_as(signature)
    signing = " ".join(filter(None, (inline_text(beside), SIGNATURE_LINE, inline_text(signature.name))))
    return tuple(filter(None, (inline_text(above), signing, inline_text(signature.date))))


def inline_text(content: Inlines, line_break: str = "\n") -> str:
    return "".join(_inline(inline, line_break) for inline in content)


def _inline(inline: Inline, line_break: str) -> str:
    match inline:
        case Text(text):
            return printable(text)
        case Strong(content) | Emphasis(content):
            return inline_text(content, line_break)
        case LineBreak():
            return line_break
        case Blank():
            return BLANK
        case _:
            assert_never(inline)
