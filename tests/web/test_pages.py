"""What every page has: one heading, names for its fields, the way out, few bytes, nothing from elsewhere, no word of
the matter where the history of a browser keeps it."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import Client

from filings.i18n import speaking
from filings.web.application import make_application
from tests.conftest import some
from tests.web.conftest import House
from tests.web.sorts import pages
from tests.web.visitor import HOST, Html, Visitor

PRIVATE = ("Ковальчук", "Артём", "00000", "Склонен", "наводчик")
FIRST_BYTES, NEXT_BYTES = 14 * 1024, 6 * 1024


@pytest.fixture(scope="module")
def seen() -> list[tuple[str, Html]]:
    house = House()
    return some(pages(house, make_application(house.world())))


def faults(page: Html) -> Iterator[str]:
    """Yield what a page lacks for who cannot see it."""
    if len([words for tag, words in page.headings if tag == "h1"]) != 1:
        yield "not one h1"
    yield from (f"id twice: {one}" for one in {*page.ids} if page.ids.count(one) > 1)
    for tag, has in page.tags:
        if tag in ("input", "textarea", "select") and has.get("type") not in ("hidden", "radio", "checkbox"):
            if has.get("id") not in page.labelled:
                yield f"no label: {has.get('name')}"
            if tag != "select" and has.get("type") != "file" and has.get("autocomplete") != "off":
                yield f"remembered by the browser: {has.get('name')}"
        named = [*has.get("aria-describedby", "").split(), *has.get("aria-labelledby", "").split()]
        yield from (f"no such id: {one}" for one in named if one not in page.ids)
    yield from (f"leads nowhere: {url}" for _words, url in page.links if url[:1] == "#" and url[1:] not in page.ids)
    if not re.search(r"<html lang=\"\w\w\">", page.text):
        yield "no language"


def test_every_page_can_be_read_aloud(seen: list[tuple[str, Html]]) -> None:
    assert {(name, fault) for name, page in seen for fault in faults(page)} == set()


def test_a_page_that_cannot_be_read_aloud_is_seen() -> None:
    bad = '<h1>A</h1><h1>B</h1><p id="a"><p id="a"><input name="x" aria-describedby="z"><a href="#q">x</a>'
    assert len([*faults(Html(bad))]) == 7


def test_every_page_has_the_way_out_first(seen: list[tuple[str, Html]]) -> None:
    ways = {name: page.links[:1] for name, page in seen if name != "gone"}
    assert {words for links in ways.values() for words, _url in links} == {"Уйти с этой страницы"}


def test_no_page_needs_anything_from_elsewhere_or_a_script(seen: list[tuple[str, Html]]) -> None:
    for _name, page in some(seen):
        fetched = [has.get("src") or has.get("href", "") for tag, has in page.tags if tag in ("link", "iframe", "img")]
        assert [url for url in fetched if not re.match(r"/(style-|i/)", url)] == []
        assert [tag for tag, has in page.tags if tag == "script" or "style" in has or "onclick" in has] == []


def test_no_title_and_no_address_tells_the_matter(seen: list[tuple[str, Html]]) -> None:
    titles = {re.sub(r"\d+", "N", page.title) for _name, page in seen}
    assert titles == {
        "Начало – Бланк",
        "Продолжить – Бланк",
        "Ошибка: Продолжить – Бланк",
        "Начало, шаг N – Бланк",
        "Ошибка: Начало, шаг N – Бланк",
        "Что можно сделать – Бланк",
        "Вопрос N – Бланк",
        "Ошибка: Вопрос N – Бланк",
        "Проверка – Бланк",
        "Ошибка: Проверка – Бланк",
        "Проверка слов – Бланк",
        "Мои ответы – Бланк",
        "Удалить – Бланк",
        "Готово – Бланк",
        "Сохранить – Бланк",
        "Здесь ничего нет – Бланк",
    }


def test_the_first_page_with_its_style_and_each_question_are_small(app: Flask, seen: list[tuple[str, Html]]) -> None:
    sizes = {name: max(len(page.text.encode()) for one, page in seen if one == name) for name, _page in seen}
    (style,) = re.findall(r'href="(/style-\w+\.css)"', seen[0][1].text)
    styled = len(Client(app).get(style, headers={"Host": HOST}).data)

    assert sizes["welcome"] + styled <= FIRST_BYTES
    assert max(size for name, size in sizes.items() if name.startswith("question")) <= NEXT_BYTES
    assert max(sizes["situation"], sizes["words"], sizes["stop"], sizes["save"]) <= NEXT_BYTES


def test_what_is_wrong_is_linked_to_its_field_and_said_there_again(seen: list[tuple[str, Html]]) -> None:
    page = dict(seen)["question, textarea, error"]
    (said,) = [words for words, url in page.links if url == "#f1"]
    assert page.text.count(said) == 2


def test_the_pages_are_english_where_the_program_is(house: House) -> None:
    app = make_application(house.world())
    with speaking("en"):
        visitor = Visitor(app)
        assert visitor.page.heading == "Let us write your paper together"
        visitor.submit()
        assert visitor.page.link("Leave this page").endswith("/leave")
        assert '<html lang="en">' in visitor.response.text
