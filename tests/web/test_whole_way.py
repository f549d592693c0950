"""The whole way to the paper in Chromium: every kind about leaving the service, about stamps, about reinstatement."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from re import DOTALL, sub
from typing import Any

import pytest
from flask import Flask

from filings.examination import Request
from filings.facts import load
from filings.papers import Wanted, make
from filings.web.application import make_application
from tests.conftest import TODAY
from tests.interview.robot import walk
from tests.web.chromium import Chromium
from tests.web.conftest import CATALOG, House
from tests.web.server import served_here
from tests.web.typing_in import fill
from tests.web.visiting import begun, told_before
from tests.web.visitor import Html, Visitor

pytestmark = pytest.mark.slow

# One of each family is enough for every run; the rest are tried by `make browsers`.
SAMPLE = ("resignation", "stamp-replacement", "order-copy-request")
LEAVING = (
    "resignation",
    "medical-board-request",
    "leave-request",
    "transfer-request",
    "copy-request",
    "inaction-complaint",
    "inaction-claim",
)
STAMPS = (
    "stamp-report",
    "stamp-complaint",
    "stamp-prosecutor",
    "stamp-data-request",
    "stamp-replacement",
    "stamp-claim",
)
REINSTATEMENT = ("reinstatement-claim", "order-copy-request")


class Site:
    """The application served to browsers, and what is behind it."""

    def __init__(self, house: House, app: Flask, url: str) -> None:
        self.house, self.app, self.url = house, app, url

    def begin(self, browser: Chromium, kind: str, raw: dict[str, Any]) -> Html:
        """Begin with what the interview does not ask for, as who opens a saved file does."""
        visitor = Visitor(self.app)
        begun(visitor, self.house, kind, told_before(CATALOG.filings[kind], raw))
        return browser.go(self.url + visitor.url)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    house = House()
    app = make_application(house.world())
    with served_here([], app) as url:
        yield Site(house, app, url.removesuffix("/seen"))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with Chromium(tmp_path_factory.mktemp("profile")) as one:
        yield one


def example_of(kind: str) -> dict[str, Any]:
    return {"sign_date": TODAY.isoformat(), **load(CATALOG.filings[kind].examples[0])}


def answered(browser: Chromium, kind: str, raw: dict[str, Any]) -> Iterator[None]:
    """Answer page by page with the facts of `raw`; yield after each page."""
    for asked, said in walk(CATALOG, CATALOG.filings[kind], raw).script:
        page = browser.page
        assert said.keys() <= page.fields.keys(), f"{asked} is not asked: {page.heading}"
        for name, text in said.items():
            fill(browser, page.fields[name], text)
        browser.click("form button")
        yield


def words(html: str) -> list[str]:
    return unescape(sub(r"<style.*?</style>|<head.*?</head>|<[^>]+>", " ", html, flags=DOTALL)).split()


def paper_of(browser: Chromium) -> list[str]:
    """Return the words of the paper, which is read on a page of its own before it is made."""
    if browser.page.heading != "Проверьте ответы":
        browser.click("form button")
    assert browser.page.heading == "Проверьте ответы"
    return words(browser.click('a[href$="/paper"]').text)


def rendered(kind: str, raw: dict[str, Any]) -> list[str]:
    (file,) = make(CATALOG, CATALOG.filings[kind], raw, Request(TODAY), Wanted(("html",))).files
    return words(file.content.decode())


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, marks=() if kind in SAMPLE else pytest.mark.thorough)
        for kind in (*LEAVING, *STAMPS, *REINSTATEMENT)
    ],
)
def test_who_answers_in_chromium_reads_the_paper_that_is_rendered(kind: str, site: Site, browser: Chromium) -> None:
    raw = example_of(kind)
    site.begin(browser, kind, raw)
    assert [*answered(browser, kind, raw)]
    assert paper_of(browser) == rendered(kind, raw)


def test_the_way_is_the_same_with_scripts_on(site: Site, tmp_path: Path) -> None:
    raw = example_of("resignation")
    with Chromium(tmp_path / "profile", scripts=True) as browser:
        site.begin(browser, "resignation", raw)
        assert [*answered(browser, "resignation", raw)]
        assert paper_of(browser) == rendered("resignation", raw)


def test_two_people_answer_at_once_in_two_windows(site: Site, browser: Chromium) -> None:
    kinds = ("leave-request", "transfer-request")
    windows = (browser.window, browser.open_window())
    raws = [example_of(kind) for kind in kinds]
    ways = []
    for window, kind, raw in zip(windows, kinds, raws, strict=True):
        browser.window = window
        site.begin(browser, kind, raw)
        ways.append(answered(browser, kind, raw))
    # One page of the one, one page of the other.
    left = [*zip(windows, ways, strict=True)]
    while left:
        browser.window, way = left.pop(0)
        if next(way, "over") != "over":
            left.append((browser.window, way))
    papers = []
    for browser.window in windows:
        papers.append(paper_of(browser))
    browser.window = windows[0]
    assert papers == [rendered(kind, raw) for kind, raw in zip(kinds, raws, strict=True)]
