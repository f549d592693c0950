"""WordprocessingML by the piece: strings of ECMA-376 part 1, chapter 17, named after what they mean to a paper.

Elements stand in the order the schema demands. What a node of the tree becomes is decided in docx.py.
"""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from filings.writers.text import printable

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"

ORDERED_LIST = 1
PLAIN_LIST = 2
# Lists of papers are numbered from here: Word restarts the count only where each list is a numbering of its own.
FIRST_RESTART = 3


def run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    """Return a run of `text`; empty where nothing of it is printed."""
    shown = escape(printable(text))
    if not shown:
        return ""
    look = f"<w:rPr>{'<w:b/>' * bold}{'<w:i/>' * italic}</w:rPr>" if bold or italic else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{shown}</w:t></w:r>'


def paragraph(style: str, runs: str, *, keep_next: bool = False, numbering: int = 0, before: int = 0) -> str:
    """Return a paragraph of the style with the id `style`.

    `numbering` is the id of its list, 0 for none; `before` is a gap above in twips where the style's own is not meant.
    """
    kept = "<w:keepNext/>" * keep_next
    gap = f'<w:spacing w:before="{before}"/>' if before else ""
    numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>' if numbering else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{numbered}{gap}</w:pPr>{runs}</w:p>'


def cell(width: int, content: str) -> str:
    """Return a cell `width` twips wide that holds the paragraphs `content`."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def row(cells: Iterable[str], *, header: bool = False) -> str:
    """Return a row that never splits over pages; a `header` row is repeated on each page."""
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * header}</w:trPr>{''.join(cells)}</w:tr>"


def table(style: str, widths: Sequence[int], rows: Iterable[str]) -> str:
    """Return a table of fixed columns, `widths` in twips."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def numbering(styles: Sequence[str], indent: int, number_end: int, restarts: int) -> str:
    """Return numbering.xml.

    `styles` are the ids of the paragraph styles of an ordered and of a plain list; `indent` is where a marker begins
    and `number_end` where the text after it begins, in twips from the margin; `restarts` is how many ordered lists
    of the paper begin at 1 again.
    """
    ordered, plain = (
        _abstract(number, style, kind, text, indent, number_end)
        for number, (style, kind, text) in enumerate(zip(styles, ("decimal", "bullet"), ("%1.", "–"), strict=True))
    )
    plain_nums = f"{_num(ORDERED_LIST, 0)}{_num(PLAIN_LIST, 1)}"
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    own_nums = "".join(_num(FIRST_RESTART + number, 0, restart) for number in range(restarts))
    return f'{_XML}<w:numbering xmlns:w="{NAMESPACE}">{ordered}{plain}{plain_nums}{own_nums}</w:numbering>'


def core_properties(title: str) -> str:
    """Return docProps/core.xml: the title and the language, no person, no program, no time."""
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(printable(title))}</dc:title>'
        "<dc:language>ru-RU</dc:language></cp:coreProperties>"
    )


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _abstract(number: int, style: str, kind: str, text: str, indent: int, number_end: int) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style}"/>'
        f'<w:suff w:val="tab"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:tabs><w:tab w:val="num" w:pos="{number_end}"/></w:tabs><w:ind w:left="0" w:firstLine="{indent}"/>'
        "</w:pPr></w:lvl></w:abstractNum>"
    )


def _num(number: int, abstract: int, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
