"""From «what happened» to the paper, over HTTP: the paper is the one that `render` makes of the same facts."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from filings.catalog import Filing
from filings.examination import Request
from filings.facts import load
from filings.i18n import speaking
from filings.papers import Wanted, make
from tests.conftest import TODAY, some
from tests.interview.robot import walk
from tests.web.conftest import CATALOG, House
from tests.web.visiting import answer_all, asked_for, begun, ready, told_before
from tests.web.visitor import Visitor

EXAMPLES = [(filing, path) for filing in CATALOG.filings.values() for path in filing.examples]
FIRST = [(filing, filing.examples[0]) for filing in CATALOG.filings.values()]


def named(case: tuple[Filing, Path]) -> str:
    return f"{case[0].kind}-{case[1].stem}"


def check_paper(house: House, app: Flask, filing: Filing, path: Path) -> None:
    raw = {"sign_date": TODAY.isoformat(), **load(path)}
    walked = walk(CATALOG, filing, raw)
    visitor = Visitor(app)
    begun(visitor, house, filing.kind, told_before(filing, raw))
    answer_all(visitor, walked)
    if visitor.url.endswith("/words"):
        visitor.submit()

    assert visitor.page.heading == "Проверьте ответы"
    paper = visitor.client.get(visitor.page.link("Открыть на весь экран"), headers={"Host": visitor.host})
    (expected,) = make(CATALOG, filing, raw, Request(TODAY), Wanted(("html",))).files
    assert paper.data == expected.content


@pytest.mark.parametrize("case", FIRST, ids=named)
def test_who_answers_from_an_example_reads_its_paper(case: tuple[Filing, Path], house: House, app: Flask) -> None:
    check_paper(house, app, *case)


@pytest.mark.slow
@pytest.mark.parametrize("case", [case for case in EXAMPLES if case not in FIRST], ids=named)
def test_every_example_is_read_as_rendered(case: tuple[Filing, Path], house: House, app: Flask) -> None:
    check_paper(house, app, *case)


def test_the_way_from_what_happened_to_the_first_question(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.begin("Нет", "Служу по контракту", "Хочу уволиться со службы", "Возраст")

    assert visitor.page.heading == "Что можно написать"
    visitor.press(kind="resignation")
    assert "/q/" in visitor.url
    # What is settled already is not asked for again.
    assert not {"ground", "applicant.category"} & visitor.page.fields.keys()


def test_in_english_the_questions_are_english_and_the_answers_are_asked_for_in_russian(app: Flask) -> None:
    hint = "Write the answers that go into the paper in Russian."
    with speaking("en"):
        visitor = Visitor(app)
        assert hint in visitor.page.text
        visitor.begin("No", "I serve under a contract", "I want to be dismissed from service", "Age")
        visitor.press(kind="resignation")

        assert visitor.page.heading == "Where do you serve?"
        assert "<span>Вооружённые Силы</span><small>the army and the navy</small>" in visitor.page.text
        visitor.press(**{"applicant.force": "armed-forces"})
        assert ">лейтенант – lieutenant</option>" in visitor.page.text
    assert "по-русски" not in Visitor(app).page.text


def test_a_closed_ground_is_told_before_any_name_with_the_papers_that_are_open(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.begin("Нет", "Служу по мобилизации", "Хочу уволиться со службы", "Больше не хочу служить")

    assert visitor.page.heading == "По этой причине сейчас откажут"
    assert {"kind": "medical-board-request"} in visitor.page.buttons
    assert {"kind": "resignation"} not in visitor.page.buttons
    assert "summary" not in visitor.page.ids


def test_an_answer_can_be_changed_before_the_paper_is_chosen(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.begin("Нет", "Служу по контракту", "Хочу уволиться со службы")
    visitor.go("s", "1")
    assert visitor.page.fields["choice"].chosen == ["0"]

    visitor.choose("Служу по призыву")
    assert visitor.page.heading == "Что случилось?"
    assert visitor.page.fields["choice"].chosen == []


def test_no_answer_to_what_happened_is_asked_for_again(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.begin()
    visitor.submit()

    assert visitor.page.title.startswith("Ошибка:")
    assert visitor.page.link("Выберите один ответ.") == "#f1"


def test_what_cannot_be_read_stays_as_it_was_typed_with_what_is_wrong(house: House, app: Flask) -> None:
    visitor = ready(house, app)
    asked_for(visitor, "known.date")
    visitor.submit({"known.date": "когда-то в мае"})

    page = visitor.page
    assert page.title.startswith("Ошибка:")
    assert page.fields["known.date"].value == "когда-то в мае"
    (field,) = [has for tag, has in page.tags if has.get("name") == "known.date"]
    assert field["aria-invalid"] == "true"
    assert {*field["aria-describedby"].split()} <= {*page.ids}
    assert ("#f1") in [url for _words, url in page.links]


def test_a_changed_answer_leads_back_to_the_check(house: House, app: Flask) -> None:
    visitor = ready(house, app)
    asked_for(visitor, "applicant.rank")
    visitor.submit({"applicant.rank": "рядовой", "applicant.position": "наводчик"})

    assert visitor.url.endswith("/words")
    visitor.submit()
    assert visitor.url.endswith("/review")
    assert "наводчик" in visitor.response.text


def test_the_paper_is_made_once_the_warnings_are_read(house: House, app: Flask) -> None:
    visitor = ready(house, app)
    visitor.press(act="make")
    assert visitor.page.title.startswith("Ошибка:")

    visitor.press(act="make", read="1")
    assert visitor.page.heading == "Бумага готова"


def test_the_kit_holds_every_file_stored_and_dated_alike(house: House, app: Flask) -> None:
    visitor = ready(house, app)
    visitor.press(act="make", read="1")
    name, content = visitor.download(visitor.page.link("Скачать всё одним файлом"))

    assert name == "бумаги.zip"
    members = zipfile.ZipFile(BytesIO(content)).infolist()
    assert {member.filename for member in members} == {
        "Рапорт об исключении записи.docx",
        "Рапорт об исключении записи - экземпляр заявителя.docx",
        "Рапорт об исключении записи - памятка.docx",
        "ответы.json.age",
    }
    assert {(member.compress_type, member.date_time) for member in members} == {(0, (1980, 1, 1, 0, 0, 0))}
    single = [visitor.download(url) for words, url in visitor.page.links if words == "DOCX"]
    assert {*single} < {(member.filename, zipfile.ZipFile(BytesIO(content)).read(member)) for member in members}


def test_a_changed_answer_takes_the_finished_papers_away(house: House, app: Flask) -> None:
    visitor = ready(house, app)
    visitor.press(act="make", read="1")
    asked_for(visitor, "applicant.rank")
    visitor.submit({"applicant.rank": "рядовой", "applicant.position": "наводчик"})

    visitor.go("done")
    assert visitor.page.heading != "Бумага готова"


def test_after_the_paper_the_terms_are_told_with_their_working(house: House, app: Flask) -> None:
    visitor = ready(house, app, "copy-request")
    asked_for(visitor, "sign_date")
    visitor.submit({"sign_date": f"{TODAY:%d.%m.%Y}"})
    visitor.go("review")
    visitor.press(act="make", read="1")

    assert ("h2", "Сроки") in visitor.page.headings
    assert "Как посчитали" in visitor.response.text


def test_two_people_at_once_do_not_see_each_other(house: House, app: Flask) -> None:
    one, other = Visitor(app), Visitor(app)
    for visitor, name in ((one, "Первый"), (other, "Второй")):
        begun(
            visitor,
            house,
            "copy-request",
            {"applicant": {"rank": "рядовой", "position": name, "unit": {"number": "00000"}}},
        )
    assert one.key != other.key

    for visitor in (one, other):
        visitor.go("review")
    assert "Первый" in one.response.text
    assert "Второй" not in one.response.text
    assert "Второй" in other.response.text


def test_an_item_of_a_list_is_taken_away_after_a_question(house: House, app: Flask) -> None:
    visitor = Visitor(app)
    facts = {"health": {"complaints": "боль", "papers": [{"title": "выписка"}, {"title": "снимок"}]}}
    begun(visitor, house, "medical-board-request", facts)
    visitor.go("review")
    remove = [url for words, url in visitor.page.links if words == "Удалить"]
    visitor.get(some(remove)[0])
    assert visitor.page.heading == "Удалить этот ответ?"

    visitor.submit()
    visitor.go("review")
    assert "выписка" not in visitor.response.text
    assert "снимок" in visitor.response.text


def test_all_addresses_and_titles_of_a_way_tell_nothing_of_the_matter(house: House, app: Flask) -> None:
    visitor = ready(house, app)
    visitor.press(act="make", read="1")

    told = {part for url in visitor.addresses for part in url.removeprefix(f"/i/{visitor.key}").split("/")}
    plain = {part for part in told if not (part.isdigit() or (len(part) == 10 and part.isalnum()))}
    assert plain <= {"", "q", "resume", "words", "review", "done"}


# What is typed where no choice is given.
TYPED = {"stamp.page": "25", "known.date": "20.06.2022"}


def test_an_offer_that_is_loaded_anew_offers_what_it_offered(house: House, app: Flask) -> None:
    """In a browser that keeps no page, Back asks for the address again: other things may be offered by then."""
    visitor = Visitor(app)
    applicant = {"category": "contract", "force": "armed-forces", "rank": "рядовой", "position": "стрелок"}
    begun(visitor, house, "stamp-report", {"applicant": {**applicant, "unit": {"number": "00000"}}})
    for _page in range(9):
        if "stamp.seal" not in visitor.page.fields:
            names = [one for one in visitor.page.fields.values() if one.name != "token"]
            visitor.submit({one.name: (one.options or [TYPED.get(one.name, "Склонен к обману")])[0] for one in names})
    offer, offered = visitor.url, {*visitor.page.fields} - {"token"}
    visitor.press(**{"stamp.seal": "1"})
    visitor.press(**{"stamp.seal": "да"})
    visitor.get(offer)

    assert {*visitor.page.fields} - {"token"} == offered
    assert [name for name, one in visitor.page.fields.items() if one.chosen] == ["stamp.seal"]
