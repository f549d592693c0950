"""Every example case of every kind reads the same in each format, on both copies, and prints on its own."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from filings.catalog import Catalog
from filings.document import Document
from filings.examination import Request
from filings.facts import load
from filings.papers import OWN_COPY, PAPER, Wanted, make
from filings.writers import WRITERS
from filings.writers.text import to_text
from tests.conftest import some

Read = Callable[[bytes], str]

CATALOG = Catalog.load()
EXAMPLES = [path for filing in CATALOG.filings.values() for path in filing.examples]


def paper(path: Path, today: date, *, own_copy: bool = False) -> Document:
    raw = load(path)
    wanted = Wanted(formats=(), own_copy=own_copy)
    report = make(CATALOG, CATALOG.find(raw["kind"]), raw, Request(today), wanted).report
    assert report.document is not None, report.problems
    return report.documents[OWN_COPY if own_copy else PAPER]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("own_copy", [False, True], ids=["addressee", "applicant"])
def test_word_file_and_pdf_hold_the_text_of_the_paper(
    path: Path,
    own_copy: bool,
    today: date,
    read_docx: Read,
    read_pdf: Read,
    words: Callable[[str], list[str]],
) -> None:
    document = paper(path, today, own_copy=own_copy)
    expected = words(to_text(document))
    assert words(read_docx(WRITERS["docx"](document))) == expected
    assert words(read_pdf(WRITERS["pdf"](document))) == expected


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_same_case_gives_the_same_bytes(path: Path, today: date) -> None:
    for name, write in some(WRITERS.items()):
        assert write(paper(path, today)) == write(paper(path, today)), name


@pytest.mark.slow
def test_libreoffice_prints_every_example_with_its_text(
    today: date,
    libreoffice: Callable[[Sequence[bytes]], list[bytes]],
    read_pdf: Read,
    words: Callable[[str], list[str]],
) -> None:
    documents = [paper(path, today) for path in EXAMPLES]
    printed = libreoffice([WRITERS["docx"](document) for document in documents])
    for document, content in zip(documents, printed, strict=True):
        assert words(read_pdf(content)) == words(to_text(document)), document.title
