"""Writers: a document of the tree in, the bytes of a file out; one writer per format.

A writer knows the tree and the page style, nothing of facts, law or templates.
"""

from collections.abc import Mapping
from typing import Protocol

from filings.document import Document
from filings.writers.docx import write_docx
from filings.writers.html import write_html
from filings.writers.pdf import write_pdf
from filings.writers.style import LETTER, PageStyle
from filings.writers.text import write_txt


class Writer(Protocol):
    """What every writer does."""

    def __call__(self, document: Document, style: PageStyle = LETTER) -> bytes:
        """Return the whole content of the file; the same document and style give the same bytes."""


WRITERS: Mapping[str, Writer] = {"docx": write_docx, "pdf": write_pdf, "html": write_html, "txt": write_txt}
