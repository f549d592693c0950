"""Goals G3 and G5: PDF and DOCX of one paper beside the usual tools; papers and references are those of papers.py."""

from collections.abc import Iterator

import weasyprint

from benchmarks.goals import Goal
from benchmarks.papers import claim, fill_by_docxtpl, ratios, report, word_template
from filings.document import Document
from filings.writers import WRITERS
from filings.writers.html import to_html
from filings.writers.style import CLAIM, LETTER, PageStyle

PDF_TARGET, DOCX_TARGET = 0.78, 12.0


def measure() -> Iterator[Goal]:
    """Measure a рапорт of one page and a claim of four."""
    for name, document, style in (("рапорт", report(), LETTER), ("claim", claim(), CLAIM)):
        yield from _pdf(name, document, style)
        yield _docx(name, document, style)


def _pdf(name: str, document: Document, style: PageStyle) -> Iterator[Goal]:
    source = to_html(document, style)
    _, (_, same_ratio), (ours, ratio) = ratios(
        lambda: weasyprint.HTML(string=source).write_pdf(),
        lambda: weasyprint.HTML(string=source).write_pdf(pdf_variant="pdf/a-2a"),
        lambda: WRITERS["pdf"](document, style),
    )
    note = f"{ours:.0f} ms"
    yield Goal(f"G3 PDF / naive, {name}", ratio, PDF_TARGET, "×", note=f"{note}; ours is PDF/A-2a, naive is untagged")
    yield Goal(f"G3 PDF / naive PDF/A-2a, {name}", ratio / same_ratio, PDF_TARGET, "×", note=note)


def _docx(name: str, document: Document, style: PageStyle) -> Goal:
    template = word_template(document)
    (theirs, _), (ours, ratio) = ratios(lambda: fill_by_docxtpl(template), lambda: WRITERS["docx"](document, style))
    note = f"{ours:.2f} ms against {theirs:.1f} ms"
    return Goal(f"G5 DOCX against docxtpl, {name}", 1 / ratio, DOCX_TARGET, "times", at_least=True, note=note)
