"""The check of words: doubtful ones first, a correction stands in the paper, and nothing is confirmed twice."""

from flask import Flask

from tests.web.conftest import House
from tests.web.visiting import asked_for, ready
from tests.web.visitor import Visitor


def renamed(house: House, app: Flask, **name: str) -> Visitor:
    """Return a visitor who has changed the name of the addressee, and is asked for its forms."""
    visitor = ready(house, app)
    asked_for(visitor, "addressee.name.last")
    visitor.submit({f"addressee.name.{part}": value for part, value in name.items()})
    assert visitor.url.endswith("/words")
    return visitor


def field(visitor: Visitor, value: str) -> str:
    (name,) = [one.name for one in visitor.page.fields.values() if one.value == value]
    return name


def paper(visitor: Visitor) -> str:
    visitor.get(f"/i/{visitor.key}/paper")
    return str(visitor.response.text.replace("\xa0", " "))


def test_a_corrected_form_of_a_name_stands_in_the_paper(house: House, app: Flask) -> None:
    visitor = renamed(house, app, last="Сорока", first="Пётр", patronymic="Ильич")
    printed = next(one.value for one in visitor.page.fields.values() if one.value.startswith("Сорок"))
    visitor.submit({field(visitor, printed): "Сорочу П.И."})

    assert visitor.url.endswith("/review")
    assert "Сорочу П.И." in paper(visitor)


def test_a_corrected_form_of_a_position_stands_in_the_paper(house: House, app: Flask) -> None:
    visitor = ready(house, app)
    visitor.press(act="words")
    visitor.submit({field(visitor, "командира отделения"): "командира отделенья"})

    assert "командира отделенья" in paper(visitor)


def test_a_doubtful_name_is_asked_for_first_and_settled_by_saying_yes(house: House, app: Flask) -> None:
    visitor = renamed(house, app, last="Починок", first="Пётр", patronymic="Ильич")
    doubtful = visitor.response.text.index("Здесь мы не уверены")
    assert doubtful < visitor.response.text.index("командир отделения")

    visitor.submit()
    assert visitor.url.endswith("/review")
    assert "Составить бумагу" in visitor.response.text
    assert "Починку П.И." in paper(visitor)


def test_another_number_of_words_is_asked_for_again(house: House, app: Flask) -> None:
    visitor = ready(house, app)
    visitor.press(act="words")
    visitor.submit({field(visitor, "Дроздову П.И."): "Дроздову"})

    assert visitor.page.title.startswith("Ошибка:")
    assert field(visitor, "Дроздову")


def test_what_is_confirmed_is_not_asked_for_again_until_it_changes(house: House, app: Flask) -> None:
    visitor = ready(house, app)
    assert visitor.go("words").heading == "Проверьте ответы"

    asked_for(visitor, "applicant.position")
    visitor.submit({"applicant.position": "наводчик"})
    assert visitor.url.endswith("/words")
