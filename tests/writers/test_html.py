"""The HTML: one file that needs nothing beside it, for a phone, a screen and a printer."""

import re
from html.parser import HTMLParser

import pytest
from tinyhtml5.parser import HTMLParser as StrictParser

from filings.document import Document
from filings.writers.css import css
from filings.writers.html import to_html
from filings.writers.style import LETTER, PageStyle

# Elements and attributes by which a page can ask for something outside itself (HTML Living Standard).
OUTSIDE = {"src", "href", "srcset", "poster", "action", "data", "cite", "background", "formaction", "ping"}


class _Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _value in attrs}


@pytest.fixture(scope="module")
def page(every_node: Document) -> str:
    return to_html(every_node)


def test_the_page_is_html_5_without_an_error(page: str) -> None:
    parser = StrictParser()
    parser.parse(page)
    assert parser.errors == []


def test_the_page_says_its_language_and_fits_a_phone(page: str) -> None:
    assert page.startswith('<!DOCTYPE html>\n<html lang="ru">')
    assert '<meta charset="utf-8">' in page
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    assert "<title>Всё сразу</title>" in page


def test_nothing_outside_the_page_is_asked_for(page: str) -> None:
    parser = _Attributes()
    parser.feed(page)
    assert not parser.names & OUTSIDE
    assert not {"script", "link", "iframe", "object", "img"} & set(parser.tags)
    assert not re.search(r"url\(|@import|https?:", page)
    assert "default-src 'none'" in page


def test_elements_say_what_each_part_is(page: str) -> None:
    parser = _Attributes()
    parser.feed(page)
    for tag in ("h1", "h2", "p", "ol", "ul", "li", "table", "thead", "th", "tbody", "td", "strong", "em"):
        assert tag in parser.tags
    assert '<th scope="col">' in page


def test_the_page_prints_in_the_style_of_the_pdf(page: str) -> None:
    assert css(LETTER) in page
    assert "margin: 20.0mm 15.0mm 20.0mm 30.0mm" in page


def test_a_changed_number_changes_the_style_sheet(every_node: Document) -> None:
    assert "margin: 20.0mm 15.0mm 20.0mm 25mm" in to_html(every_node, PageStyle(size=14, left=25))
