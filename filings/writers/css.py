"""The page style as CSS: for print, for the screen, for a phone.

WeasyPrint pays for each rule on each element, so selectors are few and plain.
"""

from functools import cache

from filings.writers.style import PDF_FACES, PageStyle

# What a browser knows of the elements that html.py writes: enough for WeasyPrint, whose own sheet knows all of HTML.
ELEMENTS = """\
html, body, div, p, h1, h2, ol, ul, li { display: block; }
head, meta, title, style { display: none; }
h1, h2, strong { font-weight: bold; }
em { font-style: italic; }
br::before { content: "\\A"; white-space: pre-line; }
table { display: table; box-sizing: border-box; text-indent: 0; }
colgroup { display: table-column-group; }
col { display: table-column; }
thead { display: table-header-group; }
tbody { display: table-row-group; }
tr { display: table-row; }
td, th { display: table-cell; }
"""


@cache
def css(style: PageStyle) -> str:
    """Return the style sheet of a paper in `style`."""
    return "\n".join((_page(style), _blocks(style), _signature(style), _screen(style)))


def _page(style: PageStyle) -> str:
    faces = ", ".join(f'"{face}"' for face in PDF_FACES)
    return f"""\
@page {{
  size: {style.width}mm {style.height}mm;
  margin: {style.top}mm {style.right}mm {style.bottom}mm {style.left}mm;
  @top-center {{
    content: counter(page);
    font: {style.table_size}pt {faces}, serif;
    padding-top: {style.page_number_edge}mm;
    vertical-align: top;
  }}
}}
@page :first {{ @top-center {{ content: none; }} }}
html {{ font: {style.size}pt/{style.line_height} {faces}, serif; color: black; background: white; }}
body, h1, h2, p, ol, ul, li, td, th {{ margin: 0; padding: 0; }}
body {{ orphans: 2; widows: 2; overflow-wrap: anywhere; hyphens: none; }}"""


def _blocks(style: PageStyle) -> str:
    return f"""\
.caption {{ margin-left: {style.caption_left}mm; }}
.caption p {{ margin-bottom: {style.caption_gap}pt; }}
h1, h2, .subtitle {{ font-size: 1em; text-align: center; break-after: avoid; }}
h1 {{ margin-top: {style.title_before}pt; margin-bottom: {style.title_after}pt; }}
h2 {{ margin-top: {style.section_gap}pt; margin-bottom: {style.section_gap}pt; }}
.subtitle {{ margin-bottom: {style.body_before}pt; }}
.glued {{ word-break: break-all; }}
.text, li {{ text-align: justify; text-indent: {style.indent}mm; }}
ol, ul {{ list-style: none; break-before: avoid; }}
.marker {{ display: inline-block; min-width: {style.number_room}mm; text-indent: 0; }}
table {{ width: 100%; margin: {style.table_gap}pt 0; table-layout: fixed; border-collapse: collapse; }}
table, .registration {{ font-size: {style.table_size}pt; }}
td, th {{ padding: {style.cell_padding / 2}mm {style.cell_padding}mm; border: 0.5pt solid black; }}
td {{ text-align: left; vertical-align: top; }}
th {{ text-align: center; vertical-align: middle; font-weight: bold; }}
tr {{ break-inside: avoid; }}
.pagebreak {{ break-after: page; }}
.registration {{
  margin: {style.box_before}pt 0 0 {style.box_left}mm;
  padding: {style.box_padding}mm;
  border: 0.5pt solid black;
  break-before: avoid;
  break-inside: avoid;
}}
.resolutions {{ break-before: avoid; break-after: avoid; }}"""


def _signature(style: PageStyle) -> str:
    return f"""\
.signature {{ margin-top: {style.signature_before}pt; break-inside: avoid; break-before: avoid; }}
.position {{ margin-right: {style.signer_name}mm; }}
.signing {{ display: table; width: 100%; table-layout: fixed; }}
.signing p {{ display: table-cell; vertical-align: bottom; }}
.signing .rank {{ width: {style.signer_rank}mm; }}
.signing .line {{ width: {style.signing_line}mm; text-align: center; white-space: nowrap; }}
.signing .name {{ width: {style.signer_name}mm; text-align: right; }}
.date {{ margin-top: {style.date_before}pt; }}"""


def _screen(style: PageStyle) -> str:
    """Return what a browser needs beside paper: a column to read in, and less of it on a phone."""
    return f"""\
@media screen {{
  body {{ max-width: {style.text_width}mm; margin: 0 auto; padding: 1.5em 1em; }}
  .pagebreak {{ border-top: 1px dashed gray; margin: 1.5em 0; }}
  .resolutions {{ height: {style.resolutions}mm; }}
  @media (max-width: 40em) {{
    html {{ font-size: 1rem; }}
    .caption {{ margin-left: 15%; }}
    .registration {{ margin-left: 0; }}
    .text, li {{ text-align: left; text-indent: 1.5em; }}
    .signing, .signing .rank, .signing .line, .signing .name {{ display: block; width: auto; text-align: left; }}
    .position {{ margin-right: 0; }}
  }}
}}"""
