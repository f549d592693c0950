"""Nothing on any page bars people: axe finds nothing in Chromium, narrow, wide and dark; nothing is cut off."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from filings.web.application import make_application
from tests.web.axe import Axe
from tests.web.chromium import Chromium
from tests.web.conftest import House
from tests.web.server import served_here
from tests.web.sorts import pages

pytestmark = pytest.mark.slow

NARROW, WIDE = 320, 1280
BAD = """<meta name="viewport" content="width=device-width"><title>x</title>
<main><h1>A</h1><input name="x"><p style="color: #bbb; width: 400px">Серым по белому"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with Chromium(tmp_path_factory.mktemp("profile"), scripts=True) as one:
        yield one


def found(browser: Chromium, axe: Axe) -> Iterator[str]:
    """Yield what bars people on the page that is seen."""
    browser.look(WIDE)
    yield from axe.bars()
    browser.look(WIDE, prefers_color_scheme="dark")
    yield from (f"dark, {one}" for one in axe.bars(only=["color-contrast"]))
    browser.look(NARROW)
    yield from (f"narrow, {one}" for one in axe.bars())
    if browser.evaluate("document.documentElement.scrollWidth") > NARROW:
        yield "narrow, cut off"


def test_nothing_on_any_page_bars_people(browser: Chromium) -> None:
    house = House()
    app = make_application(house.world())
    # One of a sort is enough, and the last one has the most on it.
    sorts = dict(pages(house, app))
    axe = Axe(browser)
    with served_here([page.text for page in sorts.values()], app) as url:
        bars = {}
        for number, name in enumerate(sorts):
            assert browser.go(f"{url}/{number}").heading == sorts[name].heading
            bars[name] = [*found(browser, axe)]
    assert {name: one for name, one in bars.items() if one} == {}
    assert {name.removesuffix(", error") for name in sorts if name.endswith("error")} == {
        "resume",
        "situation",
        "question, radio",
        "question, text",
        "question, textarea",
        "question, several",
        "question, one of",
        "review",
    }


def test_a_page_that_bars_people_is_seen(browser: Chromium, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(BAD, encoding="utf-8")
    browser.go((tmp_path / "bad.html").as_uri())
    told = " ".join(found(browser, Axe(browser)))
    assert all(rule in told for rule in ("html-has-lang", "label:", "color-contrast:", "narrow, cut off"))
