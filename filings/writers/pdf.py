"""The document as PDF, printed by WeasyPrint from the page of html.py: PDF/A-2a and PDF/UA-1 in one file.

WeasyPrint is loaded at the first paper: everything else must work on a machine without Pango.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cache
from html import escape
from importlib.resources import files
from io import BytesIO, StringIO
from threading import Lock
from typing import Any

from filings.document import Document, Paragraph, Text
from filings.errors import MachineError
from filings.i18n import _
from filings.problems import Kind, Problem
from filings.writers.css import ELEMENTS, css
from filings.writers.html import page
from filings.writers.style import LETTER, TIMES_TWINS, PageStyle
from filings.writers.text import printable

_VARIANT = "pdf/a-2a"
_COLOURS = "filing"

# ISO 19005-2, 6.6.2.3: properties outside the standard's own schemas (here pdfuaid of ISO 14289-1) must be described.
_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<rdf:Description rdf:about="" pdfaid:part="2" pdfaid:conformance="A" pdfuaid:part="1">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

_RUSSIAN = Document("", "", (Paragraph((Text("Съешь ещё этих мягких французских булок, № 1 «да» –"),)),))

# Pango's font map is not made for two threads at once.
_ONE_AT_A_TIME = Lock()


def write_pdf(document: Document, style: PageStyle = LETTER) -> bytes:
    """Return `document` as a tagged PDF with its fonts inside; the same document gives the same bytes.

    Raises `MachineError`: M001 where WeasyPrint or Pango cannot be loaded, M002 where no font has a sign of the text.
    """
    engine = _engine()
    with _ONE_AT_A_TIME, _no_garbage_collection():
        rendered, content = _printed(engine, document, style)
    _refuse_missing(rendered)
    return content


def diagnose() -> tuple[Problem, ...]:
    """Print a line of Russian and return what this machine lacks for PDF: M001, M002; M003 and M004 as warnings."""
    try:
        engine = _engine()
        with _ONE_AT_A_TIME:
            rendered, _content = _printed(engine, _RUSSIAN, LETTER)
        _refuse_missing(rendered)
    except MachineError as error:
        return error.problems
    found = []
    faces = sorted({font.family for font in rendered.fonts.values()} - set(TIMES_TWINS))
    if faces:
        found.append(_strange_face(faces))
    if not engine.subsets_fast:
        found.append(_slow_subset())
    return tuple(found)


def _printed(engine: "_Engine", document: Document, style: PageStyle) -> tuple[Any, bytes]:
    rendered = engine.render(page(document, ""), style)
    content = rendered.write_pdf(
        pdf_variant=_VARIANT, pdf_identifier=True, output_intent=_COLOURS, finisher=_with_own_metadata
    )
    return rendered, content


class _Engine:
    """WeasyPrint with what it costs to make kept for the next paper: the fonts and the style sheets.

    A font configuration of its own for each paper would also leak about 226 KiB a paper.
    """

    def __init__(self) -> None:
        import weasyprint
        from weasyprint.css import ColorProfile
        from weasyprint.text.ffi import fontconfig, harfbuzz_subset
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher

        self._weasyprint = weasyprint
        self._fonts = FontConfiguration()
        if not fontconfig.FcConfigGetFonts(self._fonts._config, fontconfig.FcSetSystem).nfont:
            raise _no_font("А–я")  # Pango would end the process
        # PDF/A must name its colours; WeasyPrint would open the file of the profile anew for each paper.
        profile = (files(weasyprint) / "pdf" / "sRGB2014.icc").read_bytes()
        colours = ColorProfile(BytesIO(profile), "", "relative-colorimetric", ("r", "g", "b"))
        str(colours.name)  # once asked for its name, the profile is written in other bytes: asked now, always the same
        self._colours = {_COLOURS: colours}
        self._nothing_fetched = URLFetcher(allowed_protocols=())
        self._elements = self._sheet(ELEMENTS)
        self._looks: dict[PageStyle, Any] = {}
        self.subsets_fast = bool(harfbuzz_subset)

    def render(self, source: str, style: PageStyle) -> Any:
        """Return `source` laid out on pages, as a WeasyPrint document."""
        if style not in self._looks:
            self._looks[style] = self._sheet(css(style))
        html = self._weasyprint.HTML(string=source, url_fetcher=self._nothing_fetched)
        # WeasyPrint's own sheet for all of HTML costs a twentieth of a paper; ours says the same of these elements.
        html._ua_stylesheets = lambda forms=False: [self._elements]  # noqa: ARG005 - WeasyPrint's signature
        return html.render(
            font_config=self._fonts,
            color_profiles=self._colours,
            stylesheets=[self._looks[style]],
            pdf_variant=_VARIANT,
            output_intent=_COLOURS,
        )

    def _sheet(self, text: str) -> Any:
        return self._weasyprint.CSS(string=text, font_config=self._fonts, url_fetcher=self._nothing_fetched)


@cache
def _engine() -> _Engine:
    try:
        # WeasyPrint prints its own advice about a missing Pango on standard output, where our data go.
        with redirect_stdout(StringIO()):
            return _Engine()
    except (ImportError, OSError) as error:
        raise MachineError(
            Problem(
                Kind.MACHINE,
                "M001",
                "pdf",
                _("PDF на этом компьютере не напечатать: не загружается WeasyPrint или библиотека Pango."),
                _("Установите Pango (Debian, Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0) либо пишите DOCX."),
            )
        ) from error


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Put the collector off while one paper is laid out: it would walk a growing tree in which nothing is dead."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _with_own_metadata(rendered: Any, pdf: Any) -> None:
    """Leave the title as the only thing the file says of itself: no program, no time."""
    title = escape(printable(rendered.metadata.title or ""))
    pdf.info.pop("Producer")
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [_XMP.format(title=title).encode()]


def _refuse_missing(rendered: Any) -> None:
    """Stop a paper in which a sign would be printed as an empty box."""
    missing = sorted({chr(code) for font in rendered.fonts.values() for code in font.missing})
    if missing:
        raise _no_font(" ".join(missing))


def _no_font(signs: str) -> MachineError:
    return MachineError(
        Problem(
            Kind.MACHINE,
            "M002",
            "pdf",
            _("Ни в одном шрифте этого компьютера нет знаков: {signs}").format(signs=signs),
            _("Установите Liberation Serif (Debian, Ubuntu: apt install fonts-liberation) или замените знак."),
        )
    )


def _strange_face(faces: list[str]) -> Problem:
    return Problem(
        Kind.MACHINE,
        "M003",
        "pdf",
        _("Нет шрифта с шириной букв Times: PDF набран шрифтом {faces}, строки и страницы иные, чем в DOCX.").format(
            faces=", ".join(faces)
        ),
        _("Установите Liberation Serif (Debian, Ubuntu: apt install fonts-liberation)."),
    ).softened()


def _slow_subset() -> Problem:
    return Problem(
        Kind.MACHINE,
        "M004",
        "pdf",
        _("Нет библиотеки harfbuzz-subset; каждый PDF готовится вдвое дольше."),
        _("Установите её (Debian, Ubuntu: apt install libharfbuzz-subset0)."),
    ).softened()
