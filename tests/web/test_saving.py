"""Answers as sealed files: saved, opened again, handed to a lawyer."""

import json

import pytest
from flask import Flask

from filings.bundles import unbundle
from filings.kit.passphrases import new_words, readings
from filings.sealing import unseal, unseal_with_passphrase
from filings.web.application import make_application
from filings.web.surroundings import AtOnce
from tests.web.conftest import CATALOG, House
from tests.web.visiting import asked_for, begun, ready
from tests.web.visitor import Visitor


def passphrase(visitor: Visitor) -> str:
    return visitor.page.text.partition('class="passphrase">')[2].partition("<")[0]


def test_what_is_saved_is_opened_by_the_six_words_where_it_was_left(house: House) -> None:
    house.workshop = AtOnce(CATALOG, ("docx",))
    app = make_application(house.world())
    visitor = Visitor(app)
    visitor.begin("Нет", "Служу по контракту", "Хочу уволиться со службы", "Возраст")
    visitor.press(kind="resignation")
    first = visitor.page.heading
    visitor.go("save")
    visitor.submit()
    name, content = visitor.download(visitor.page.link("Скачать файл"))
    words = passphrase(visitor)

    assert name == "ответы.json.age"
    assert words.count("-") == 5
    # As `filings open` opens it.
    case = json.loads(unseal_with_passphrase(content, words, name))
    assert case == {"kind": "resignation", "ground": "age", "applicant": {"category": "contract"}}

    other = Visitor(app)
    other.resume(content, words.upper().replace("-", "  "))
    assert other.page.heading == first
    assert other.key != visitor.key


def test_another_passphrase_opens_nothing(house: House) -> None:
    house.workshop = AtOnce(CATALOG, ("docx",))
    app = make_application(house.world())
    sealed = house.workshop.seal(b'{"kind": "resignation"}', "right-words")
    visitor = Visitor(app)
    visitor.resume(sealed, "wrong words")

    assert (visitor.response.status_code, visitor.url) == (422, "/resume")
    assert "Пароль не подходит" in visitor.response.text


def test_the_passphrase_stays_the_same_for_a_visit(house: House, app: Flask) -> None:
    told = {"category": "contract", "rank": "рядовой", "position": "стрелок", "unit": {"number": "00000"}}
    visitor = Visitor(app)
    begun(visitor, house, "copy-request", {"applicant": told})
    visitor.go("save")
    visitor.submit()
    first = passphrase(visitor)
    asked_for(visitor, "applicant.position")
    visitor.submit({"applicant.position": "наводчик"})
    visitor.go("save")
    # What was saved is old now, and must be sealed anew.
    assert not passphrase(visitor)
    visitor.submit()
    assert passphrase(visitor) == first


def test_the_saved_answers_are_not_dated_unless_a_day_was_named(house: House, app: Flask) -> None:
    visitor = ready(house, app)
    visitor.go("save")
    visitor.submit()
    (content,) = [value for name, value in house.workshop.sealed.items() if name != "begun"]
    assert "sign_date" in json.loads(content)

    other = Visitor(app)
    begun(other, house, "copy-request", {"applicant": {"category": "contract"}})
    other.go("save")
    other.submit()
    assert "sign_date" not in json.loads([*house.workshop.sealed.values()][-1])


def test_the_lawyer_alone_reads_what_is_sealed_to_him(house: House, app: Flask) -> None:
    visitor = Visitor(app)
    begun(visitor, house, "resignation", {"applicant": {"category": "mobilised"}, "ground": "family-care"})
    assert visitor.url.endswith("/stop")
    visitor.go("lawyer")
    name, content = visitor.download(visitor.page.link("Скачать файл"))

    assert name == "юристу.zip.age"
    files = unbundle(unseal(content, house.identities, name), name)
    assert {*files} == {"дело.json", "записка.txt"}
    assert json.loads(files["дело.json"])["ground"] == "family-care"
    assert "Рапорт об увольнении" in files["записка.txt"].decode()


def test_without_a_lawyer_the_answers_are_saved_by_a_passphrase(house: House) -> None:
    app = make_application(house.world(recipients=type(house.world().recipients)(())))
    visitor = Visitor(app)
    begun(visitor, house, "copy-request", {"applicant": {"category": "contract"}})
    visitor.go("lawyer")
    assert visitor.page.link("Сохранить").endswith("/save")
    assert visitor.go("lawyer", "file").heading == "Сохранить для юриста"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("дом-лес-река-гора-поле-море", ("дом-лес-река-гора-поле-море",)),
        (" Дом лес, река гора поле море ", ("Дом лес, река гора поле море", "дом-лес-река-гора-поле-море")),
        ("мёд лес река гора поле море", ("мёд лес река гора поле море", "мед-лес-река-гора-поле-море")),
        ("1234-5678", ("1234-5678",)),
        ("два слова", ("два слова",)),
    ],
)
def test_a_passphrase_is_read_however_its_words_are_parted(typed: str, meant: tuple[str, ...]) -> None:
    assert readings(typed) == meant


def test_a_passphrase_has_six_words_of_many_that_cannot_be_misheard() -> None:
    offered: list[tuple[str, ...]] = []

    def first(words: tuple[str, ...]) -> str:
        offered.append(words)
        return words[0]

    assert new_words(first).count("-") == 5  # type: ignore[arg-type]
    words = offered[0]
    assert len({*words}) == len(words) > 400
    assert [word for word in words if not word.isalpha() or word != word.lower() or "ё" in word or len(word) > 9] == []
