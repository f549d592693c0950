"""The page style as Word's paragraph styles: which there are, what they are called, how each looks.

A built-in style keeps Word's own name, which a Russian Word shows in Russian («Название», «Основной текст»).
"""

from dataclasses import dataclass
from enum import StrEnum

from filings.writers.style import PageStyle


class StyleId(StrEnum):
    """Ids by which paragraphs and tables name their style."""

    CAPTION = "FilingCaption"
    TITLE = "Title"
    SUBTITLE = "Subtitle"
    SECTION = "Heading1"
    BODY = "BodyText"
    ORDERED_ITEM = "ListNumber"
    PLAIN_ITEM = "ListBullet"
    CELL = "FilingCell"
    CELL_HEADING = "FilingCellHeading"
    GAP = "FilingGap"
    PAGE_BREAK = "FilingPageBreak"
    SIGNATURE = "Signature"
    SIGNING = "FilingSigning"
    DATE = "Date"
    REGISTRATION = "FilingRegistration"
    PAGE_NUMBER = "Header"
    RULED_TABLE = "TableGrid"


class Align(StrEnum):
    """How the lines of a paragraph stand between its edges; the values are those of `w:jc`."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class WordStyle:
    """One paragraph style. Indents and tabs are in millimetres, sizes and gaps in points."""

    id: StyleId
    name: str
    size: float
    builtin: bool = False
    align: Align = Align.LEFT
    bold: bool = False
    before: float = 0
    after: float = 0
    left: float = 0
    right: float = 0
    first_line: float = 0
    tabs: tuple[tuple[Align, float], ...] = ()
    exact: float = 0  # height of the line, 0 for the style's own
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False


def word_styles(style: PageStyle) -> tuple[WordStyle, ...]:
    """Return the paragraph styles of a paper in `style`."""
    return (*_running_text(style), *_tables(style), *_signature(style), *_margins(style))


def _running_text(style: PageStyle) -> tuple[WordStyle, ...]:
    size = style.size
    indent = style.indent
    return (
        WordStyle(StyleId.CAPTION, "Шапка", size, after=style.caption_gap, left=style.caption_left),
        WordStyle(
            StyleId.TITLE,
            "Title",
            size,
            builtin=True,
            align=Align.CENTRE,
            bold=True,
            before=style.title_before,
            after=style.title_after,
            keep_next=True,
        ),
        WordStyle(StyleId.SUBTITLE, "Subtitle", size, True, Align.CENTRE, after=style.body_before, keep_next=True),
        WordStyle(
            StyleId.SECTION,
            "heading 1",
            size,
            builtin=True,
            align=Align.CENTRE,
            bold=True,
            before=style.section_gap,
            after=style.section_gap,
            keep_next=True,
        ),
        WordStyle(StyleId.BODY, "Body Text", size, True, Align.BOTH, first_line=indent),
        WordStyle(StyleId.ORDERED_ITEM, "List Number", size, True, Align.BOTH, first_line=indent),
        WordStyle(StyleId.PLAIN_ITEM, "List Bullet", size, True, Align.BOTH, first_line=indent),
    )


def _tables(style: PageStyle) -> tuple[WordStyle, ...]:
    size = style.table_size
    return (
        WordStyle(StyleId.CELL, "Текст таблицы", size),
        WordStyle(StyleId.CELL_HEADING, "Заголовок таблицы", size, align=Align.CENTRE, bold=True, keep_next=True),
        WordStyle(StyleId.GAP, "Отступ таблицы", size, exact=style.table_gap),
    )


def _signature(style: PageStyle) -> tuple[WordStyle, ...]:
    size = style.size
    tabs = ((Align.CENTRE, style.signer_rank + style.signing_line / 2), (Align.RIGHT, style.text_width))
    return (
        WordStyle(
            StyleId.SIGNATURE,
            "Signature",
            size,
            builtin=True,
            before=style.signature_before,
            right=style.signer_name,
            keep_next=True,
            keep_lines=True,
        ),
        WordStyle(StyleId.SIGNING, "Строка подписи", size, tabs=tabs, keep_lines=True),
        WordStyle(StyleId.DATE, "Date", size, builtin=True, before=style.date_before, keep_lines=True),
    )


def _margins(style: PageStyle) -> tuple[WordStyle, ...]:
    return (
        WordStyle(
            StyleId.REGISTRATION,
            "Отметка о приёме",
            style.table_size,
            left=style.box_left + style.box_padding,  # Word rules the box outside the indents
            right=style.box_padding,
            keep_next=True,
            keep_lines=True,
        ),
        WordStyle(StyleId.PAGE_NUMBER, "header", style.table_size, builtin=True, align=Align.CENTRE),
        WordStyle(StyleId.PAGE_BREAK, "С новой страницы", style.table_size, exact=1, new_page=True),
    )
