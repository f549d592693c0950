"""The main way in Chromium and Firefox, scripts off: answers, Back, leaving; what stays on the disk of who answered."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from filings.facts import load
from filings.sealing import seal_with_passphrase
from tests.conftest import TODAY, some
from tests.interview.robot import walk
from tests.web import firefox
from tests.web.chromium import Chromium
from tests.web.conftest import CATALOG
from tests.web.firefox import Firefox
from tests.web.mozlz4 import unpacked
from tests.web.server import neutral_site, served
from tests.web.typing_in import fill
from tests.web.visiting import told_before
from tests.web.visitor import Html

without_firefox = pytest.mark.skipif(
    not firefox.PROGRAM, reason="there is no Firefox: sudo apt-get install firefox-esr"
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("program", [Chromium, pytest.param(Firefox, marks=without_firefox)]),
]

Browser = Chromium | Firefox

KIND = CATALOG.filings["stamp-report"]
RAW = {"sign_date": TODAY.isoformat(), **load(KIND.examples[0])}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Serve; yield the address and that of the page for who leaves."""
    with neutral_site() as neutral, served(tmp_path_factory.mktemp("served"), "--leave-to", neutral) as server:
        yield server.url, neutral


def resumed(browser: Browser, url: str, folder: Path) -> Html:
    """Begin with what the interview does not ask for, from a saved file."""
    case = json.dumps({"kind": KIND.kind, **told_before(KIND, RAW)}).encode()
    (folder / "saved.age").write_bytes(seal_with_passphrase(case, "один-два-три-пять-шесть-семь"))
    browser.go(f"{url}/resume")
    browser.attach("#file", folder / "saved.age")
    browser.type("#passphrase", "один два три пять шесть семь")
    return browser.click("form button")


def test_the_way_to_the_paper_back_at_every_page_and_nothing_on_the_disk(
    program: type[Browser], site: tuple[str, str], tmp_path: Path
) -> None:
    url, neutral = site
    typed: list[str] = []
    with program(tmp_path / "profile") as browser:
        resumed(browser, url, tmp_path)
        asked = 0
        for page, said in walk(CATALOG, KIND, RAW).script:
            typed += [fill(browser, browser.page.fields[name], text) for name, text in said.items()]
            heading = browser.page.heading
            browser.click("form button")
            asked += 1
            # Back and forth again: no error of the browser and no lost answer, also where the page is loaded anew.
            assert browser.back().heading == heading, page
            browser.click("form button")
        assert asked > 10
        assert browser.page.heading == "Так слова стоят в бумаге. Верно?"
        browser.click("form button")
        browser.tick("#read")
        assert browser.click('button[value="make"]').heading == "Бумага готова"

        browser.click("a.leave")
        assert browser.url == neutral
        assert browser.back().heading == "Здесь ничего нет"
    values = [text for text in some(typed) if len(text) > 4 and not text.isdigit()]
    assert values_on_disk(tmp_path / "profile", values) == []


def test_a_half_typed_answer_is_gone_after_leaving(
    program: type[Browser], site: tuple[str, str], tmp_path: Path
) -> None:
    with program(tmp_path / "profile") as browser:
        page = resumed(browser, site[0], tmp_path)
        while not any(one.kind in ("text", "textarea") for one in page.fields.values()):
            one = next(one for one in page.fields.values() if one.options)
            fill(browser, one, one.options[0])
            page = browser.click("form button")
        name = next(name for name, one in page.fields.items() if one.kind in ("text", "textarea"))
        browser.type(f'[name="{name}"]', "Недописанное слово")
        browser.click("a.leave")
        assert browser.back().heading == "Здесь ничего нет"
    assert values_on_disk(tmp_path / "profile", ["Недописанное"]) == []


def test_what_a_browser_keeps_is_found(program: type[Browser], site: tuple[str, str], tmp_path: Path) -> None:
    # Else the search above would find nothing whatever was written.
    with program(tmp_path / "profile") as browser:
        browser.go(f"{site[0]}/?q=Znak-na-diske")
    assert values_on_disk(tmp_path / "profile", ["Znak-na-diske"]) == ["Znak-na-diske"]


def values_on_disk(profile: Path, values: list[str]) -> list[str]:
    """Return those of `values` that some file of the profile holds, in either encoding that browsers write."""
    paths = [path for path in profile.rglob("*") if path.is_file() and not path.is_symlink()]
    assert len(paths) > 20
    files = [unpacked(path.read_bytes()) for path in paths]
    held = [
        value for value in values for code in ("utf-8", "utf-16-le") for file in files if value.encode(code) in file
    ]
    return [*dict.fromkeys(held)]
