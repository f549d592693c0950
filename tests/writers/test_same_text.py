"""One text in every format: a commander who reads the DOCX and a judge who reads the PDF read the same words."""

import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filings.document import (
    Blank,
    Caption,
    Cell,
    Document,
    Emphasis,
    Entry,
    Heading,
    Inline,
    Item,
    LineBreak,
    List,
    Paragraph,
    Registration,
    Resolutions,
    Row,
    Signature,
    Strong,
    Table,
    Text,
)
from filings.writers import WRITERS
from filings.writers.style import CLAIM, LETTER, PageStyle
from filings.writers.text import to_text

Read = Callable[[bytes], str]


class _Words(HTMLParser):
    """Collects what a browser shows."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._hidden = tag in ("title", "style")
        if tag not in ("strong", "em"):
            self.shown.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False
        if tag not in ("strong", "em"):
            self.shown.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.shown.append(data)


def read_html(content: bytes) -> str:
    parser = _Words()
    parser.feed(content.decode())
    return "".join(parser.shown)


@pytest.fixture(scope="session")
def readers(read_docx: Read, read_pdf: Read) -> Mapping[str, Read]:
    return {"docx": read_docx, "pdf": read_pdf, "html": read_html, "txt": bytes.decode}


@pytest.mark.parametrize("style", [LETTER, CLAIM])
@pytest.mark.parametrize("name", sorted(WRITERS))
def test_every_node_reads_the_same_in_every_format(
    name: str,
    style: PageStyle,
    every_node: Document,
    readers: Mapping[str, Read],
    words: Callable[[str], list[str]],
) -> None:
    assert words(readers[name](WRITERS[name](every_node, style))) == words(to_text(every_node))


def test_there_is_a_reader_for_every_writer(readers: Mapping[str, Read]) -> None:
    assert set(readers) == set(WRITERS)


# What a person types in a Russian paper, markup and template signs among it.
_SIGNS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВЁЯabcXYZ0123456789 .,;:!?()«»„“–—-№§%+=/\\<>&\"'{}[]|#*_~`^$@\u00a0"
_WORDS = st.text(_SIGNS, min_size=1, max_size=60)
_LEAVES = st.builds(Text, _WORDS) | st.just(LineBreak()) | st.builds(Blank, _WORDS)


def _inlines(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[tuple[Inline, ...]]:
    return st.lists(inner, min_size=1, max_size=3).map(tuple)


_DEEPER = _inlines(_LEAVES)
_CONTENT = _inlines(
    _LEAVES | st.builds(Strong, _DEEPER) | st.builds(Emphasis, _inlines(_LEAVES | st.builds(Strong, _DEEPER)))
)
_ENTRIES = st.lists(st.builds(Entry, _CONTENT), min_size=1, max_size=3).map(tuple)


def _numbered(contents: list[tuple[Inline, ...]]) -> List:
    return List(True, tuple(Item(content, f"{number}.") for number, content in enumerate(contents, 1)))


def _dashed(contents: list[tuple[Inline, ...]]) -> List:
    return List(False, tuple(Item(content, "–") for content in contents))


def _table(contents: list[tuple[Inline, ...]]) -> Table:
    return Table(tuple(Row((Cell(content), Cell(())), header=not number) for number, content in enumerate(contents)))


# Rank, name and date stand in columns: one that ran over several lines would be read across by pdftotext.
_SHORT = st.builds(lambda words: (Text(words),), st.text(_SIGNS, min_size=1, max_size=20))
_CONTENTS = st.lists(_CONTENT, min_size=1, max_size=3)
_BLOCKS = st.one_of(
    st.builds(Caption, _ENTRIES),
    st.builds(Heading, st.sampled_from(("title", "subtitle", "section")), _CONTENT),
    st.builds(Paragraph, _CONTENT),
    _CONTENTS.map(_numbered),
    _CONTENTS.map(_dashed),
    _CONTENTS.map(_table),
    st.builds(Signature, _CONTENT, _SHORT | st.just(()), _SHORT, _SHORT | st.just(())),
    st.builds(Registration, _ENTRIES),
    st.just(Resolutions()),
)
_DOCUMENTS = st.builds(Document, st.just("kind"), _WORDS, st.lists(_BLOCKS, min_size=1, max_size=5).map(tuple))


def _letters(content: str) -> str:
    """The text without any space: a word longer than its line is broken where the line ends."""
    return re.sub(r"\s", "", content)


@settings(max_examples=60, deadline=None)
@given(document=_DOCUMENTS)
@pytest.mark.parametrize("name", ["docx", "html"])
def test_any_document_reads_the_same(name: str, document: Document, readers: Mapping[str, Read]) -> None:
    assert _letters(readers[name](WRITERS[name](document))) == _letters(to_text(document))


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(document=_DOCUMENTS)
def test_any_document_reads_the_same_in_pdf(document: Document, read_pdf: Read) -> None:
    assert _letters(read_pdf(WRITERS["pdf"](document))) == _letters(to_text(document))


MARKUP = [
    "<b>жирно</b>",
    "&lt;p&gt;",
    "]]>",
    "<!-- -->",
    "{{ 7*7 }}",
    "{% raw %}",
    "<w:p/>",
    "&#0;",
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("typed", MARKUP)
@pytest.mark.parametrize("name", sorted(WRITERS))
def test_what_looks_like_markup_is_printed_as_typed(name: str, typed: str, readers: Mapping[str, Read]) -> None:
    document = Document("kind", typed, (Paragraph((Text(typed),)), Table((Row((Cell((Text(typed),)),)),))))
    assert _letters(readers[name](WRITERS[name](document))) == _letters(typed) * 2
