"""What every DOCX has in common (styles, settings, header, page), made by python-docx once per process and style.

The only module that imports docx. What a paper says never comes here.
"""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt
from lxml import etree

from filings.writers.archive import Member, pack
from filings.writers.ooxml import ORDERED_LIST, PLAIN_LIST
from filings.writers.style import WORD_FACE, PageStyle, points, twips
from filings.writers.word_styles import Align, StyleId, WordStyle, word_styles

DOCUMENT = "word/document.xml"
NUMBERING = "word/numbering.xml"
CORE_PROPERTIES = "docProps/core.xml"

_WORD_2013 = 15  # the compatibility mode of every Word since; an older one lays tables out differently
_SINGLE = 240  # `w:line` of one line
_HAIRLINE = 4  # half a point, in eighths
_KEPT_PARTS = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.HEADER,
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
}
_ALIGNMENTS = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.BOTH: WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_TABS = {Align.CENTRE: WD_TAB_ALIGNMENT.CENTER, Align.RIGHT: WD_TAB_ALIGNMENT.RIGHT}
_LIST_OF_STYLE = {StyleId.ORDERED_ITEM: ORDERED_LIST, StyleId.PLAIN_ITEM: PLAIN_LIST}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The packed parts that no paper changes, and what stands before and after the blocks in document.xml."""

    parts: tuple[Member, ...]
    head: str
    tail: str


@cache
def skeleton(style: PageStyle) -> Skeleton:
    """Return the skeleton of papers in `style`."""
    document = docx.Document()
    _drop_parts(document)
    _set_styles(document, style)
    _set_page(document, style)
    _set_page_number(document)
    _set_settings(document, style)
    saved = BytesIO()
    document.save(saved)
    with ZipFile(saved) as package:
        own = {DOCUMENT, NUMBERING, CORE_PROPERTIES}
        parts = tuple(pack(name, package.read(name)) for name in package.namelist() if name not in own)
    _bare(document.element)
    head, section, tail = str(etree.tostring(document.element, encoding="unicode")).partition("<w:sectPr")
    return Skeleton(parts, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + head, section + tail)


def _drop_parts(document: Document) -> None:
    """Leave out the thumbnail, the theme, the program's name and the like of python-docx's own template."""
    for relationships in (document.part.rels, document.part.package.rels):
        for key in [key for key, relationship in relationships.items() if relationship.reltype not in _KEPT_PARTS]:
            del relationships[key]


def _set_styles(document: Document, style: PageStyle) -> None:
    styles = document.styles.element
    for old in list(styles.style_lst):
        if not old.get(qn("w:default")):
            styles.remove(old)
    normal = document.styles["Normal"].element
    for tag in ("w:rPr", "w:pPr", "w:rsid"):
        for look in normal.findall(qn(tag)):
            normal.remove(look)
    styles.replace(styles.find(qn("w:docDefaults")), _defaults(style))
    for word_style in word_styles(style):
        _add_style(document, word_style)
    styles.append(_ruled_table(style))
    _add_box(document, style)
    _bare(styles)


def _defaults(style: PageStyle) -> Any:
    size = round(2 * style.size)
    return parse_xml(
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{WORD_FACE}" w:hAnsi="{WORD_FACE}" w:eastAsia="{WORD_FACE}" w:cs="{WORD_FACE}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/>"
        f'<w:spacing w:before="0" w:after="0" w:line="{round(_SINGLE * style.leading)}" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _add_style(document: Document, word_style: WordStyle) -> None:
    added = document.styles.add_style(word_style.name, WD_STYLE_TYPE.PARAGRAPH, builtin=word_style.builtin)
    added.element.styleId = word_style.id
    added.base_style = document.styles["Normal"]
    added.quick_style = True
    added.font.size = Pt(word_style.size)
    added.font.bold = word_style.bold or None
    look = added.paragraph_format
    if word_style.id in _LIST_OF_STYLE:
        look.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = _LIST_OF_STYLE[word_style.id]
    look.alignment = _ALIGNMENTS[word_style.align]
    look.space_before = Pt(word_style.before)
    look.space_after = Pt(word_style.after)
    look.left_indent = Mm(word_style.left)
    look.right_indent = Mm(word_style.right)
    look.first_line_indent = Mm(word_style.first_line)
    look.keep_with_next = word_style.keep_next or None
    look.keep_together = word_style.keep_lines or None
    look.page_break_before = word_style.new_page or None
    for align, place in word_style.tabs:
        look.tab_stops.add_tab_stop(Mm(place), _TABS[align])
    if word_style.exact:
        look.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        look.line_spacing = Pt(word_style.exact)


def _ruled_table(style: PageStyle) -> Any:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="{_HAIRLINE}" w:space="0" w:color="auto"/>' for side in sides)
    paddings = (style.cell_padding / 2, style.cell_padding) * 2
    margins = "".join(
        f'<w:{side} w:w="{twips(padding)}" w:type="dxa"/>' for side, padding in zip(sides, paddings, strict=False)
    )
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:styleId="{StyleId.RULED_TABLE}"><w:name w:val="Table Grid"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )


def _add_box(document: Document, style: PageStyle) -> None:
    """Rule a box round the registration: Word joins the borders of paragraphs that follow one another."""
    space = round(points(style.box_padding))
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{_HAIRLINE}" w:space="{space}" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right")
    )
    properties = document.styles.element.get_by_id(StyleId.REGISTRATION).get_or_add_pPr()
    properties.insert_element_before(parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"), "w:spacing")


def _set_page(document: Document, style: PageStyle) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(style.width), Mm(style.height)
    section.left_margin, section.right_margin = Mm(style.left), Mm(style.right)
    section.top_margin, section.bottom_margin = Mm(style.top), Mm(style.bottom)
    section.header_distance = section.footer_distance = Mm(style.page_number_edge)
    section.different_first_page_header_footer = True
    for attribute in [name for name in section._sectPr.attrib if "rsid" in name]:
        del section._sectPr.attrib[attribute]


def _set_page_number(document: Document) -> None:
    header = document.sections[0].header
    header.is_linked_to_previous = False
    paragraph = header.paragraphs[0]
    paragraph.style = "header"
    field = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))
    _bare(header._element)


def _set_settings(document: Document, style: PageStyle) -> None:
    """Leave the settings a lawyer needs; Word then strips author and times whenever the paper is saved."""
    settings = document.settings.element
    for old in list(settings):
        settings.remove(old)
    uri = "http://schemas.microsoft.com/office/word"
    wanted = parse_xml(
        f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:removePersonalInformation/><w:removeDateAndTime/>'
        f'<w:defaultTabStop w:val="{twips(style.indent)}"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        "<w:compat><w:doNotExpandShiftReturn/>"  # a line that ends by a break inside a paragraph is not stretched
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="{_WORD_2013}"/></w:compat>'
        '<w:themeFontLang w:val="ru-RU"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )
    settings.extend(list(wanted))
    _bare(settings)


def _bare(element: Any) -> None:
    """Take away the namespaces of other programs that `element` declares and does not use."""
    for attribute in [name for name in element.attrib if name.endswith("}Ignorable")]:
        del element.attrib[attribute]
    etree.cleanup_namespaces(element, keep_ns_prefixes=["w", "r"])
