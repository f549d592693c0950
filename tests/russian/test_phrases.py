"""Positions, organisations, courts and roles: the table, and what must hold for any phrase a person can type."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.russian.forms import CASES
from filings.russian.phrases import decline_phrase, names_person

WORDS = [
    *(
        "командир",
        "старший",
        "1-го",
        "235-й",
        "военный",
        "суд",
        "роты",
        "–",
        "и",
        ",",
        "«Рога»",
        "ФКУ",
        "№ 5",
        "заведующий",
    ),
    *("войсками", "(г. Энгельс)", "в/ч", "41450", "врио", "Иванов", "механик-водитель", "не", "зам.", "IT-отдел", "I"),
]


@pytest.mark.table("phrases.tsv")
def test_phrase_in_six_cases(row: dict[str, str]) -> None:
    forms = decline_phrase(row["nom"], animate=row["kind"] == "position")
    assert list(forms) == [row[case] for case in CASES]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("командир роты", True),
        ("врио командира", True),
        ("дежурный по части", True),
        ("судья", True),
        ("зам. командира", True),
        ("начштаба", True),
        ("вычислитель – радиотелефонист", True),
        ("ИП Иванов И.И.", True),
        ("рота", False),
        ("войсковая часть 41450", False),
        ("ФКУ «Ромашка»", False),
        ("Главная военная прокуратура", False),
    ],
)
def test_a_person_is_told_from_a_body(text: str, person: bool) -> None:
    assert names_person(text) is person


@pytest.mark.parametrize("text", ["начальника штаба", "по делам", "Зюзюблик роты"])
def test_what_is_not_a_known_nominative_is_doubted(text: str) -> None:
    assert decline_phrase(text, animate=True).doubt is not None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "истец Иванов",
            "истец Иванова",
            "командир Петров П.П.",
            "командир роты Петров",
            "свидетель Ли",
            "истец Роман",
        ),
        *("врио командира роты Петров", "командир роты капитан Петров П.П.", "адвокат Цыбденов Б.Д.", "истец Кара-оол"),
        *("административный истец Иванова Анна Петровна", "ИП Иванов И.И.", "командир роты (Петров)", "истец Заяц"),
        *("начальник отдела кадров Марина Сергеевна", "представитель истца Иванова И.И.", "гвардии капитан Петров"),
        "дежурный Пётр",
    ],
)
def test_a_name_after_the_office_is_doubted(text: str) -> None:
    forms = decline_phrase(text, animate=True)
    assert forms.doubt is not None
    assert "имя человека" in forms.doubt


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Военный Комиссар",
            "военный комиссар города Пушкин",
            "военный комиссар г. Пушкин",
            "прокурор Ханты-Мансийска",
        ),
        *("начальник училища имени генерала армии В.Ф. Маргелова", "командир роты «Сидоров»", "начальник Росгвардии"),
        *("Министр обороны Российской Федерации", "представитель истца Иванова", "начальник гарнизона Энгельс"),
    ],
)
def test_a_place_or_another_person_in_the_phrase_is_no_doubt(text: str) -> None:
    assert decline_phrase(text, animate=True).doubt is None


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("клиника Мешалкина", False),
        ("клиника Мешалкина Е.Н.", False),
        ("магазин Иванов И.И.", True),
    ],
)
def test_a_name_after_a_body_is_doubted_with_initials_and_as_a_nominative_only(text: str, doubted: bool) -> None:
    assert (decline_phrase(text, animate=False).doubt is not None) is doubted


@pytest.mark.parametrize(
    ("text", "genitive"),
    [
        ("командиры (начальники) воинских частей", "командиров (начальников) воинских частей"),
        ("военный комиссар (города Энгельс)", "военного комиссара (города Энгельс)"),
    ],
)
def test_an_aside_that_names_the_head_anew_is_of_its_number(text: str, genitive: str) -> None:
    forms = decline_phrase(text, animate=True)

    assert (forms.gen, forms.doubt) == (genitive, None)


def test_after_an_abbreviation_a_second_office_inflects() -> None:
    forms = decline_phrase("старший ОД, помощник начальника штаба", animate=True)

    assert forms.gen == "старшего ОД, помощника начальника штаба"


def test_nothing_after_the_head_changes() -> None:
    tail = "роты войсковой части 41450 Центрального военного округа «Рота» города Энгельса"
    assert tuple(decline_phrase(f"командир {tail}", animate=True)) == tuple(
        f"{head} {tail}" for head in ("командир", "командира", "командиру", "командира", "командиром", "командире")
    )


def test_e_and_yo_and_capitals_stay_as_typed() -> None:
    assert decline_phrase("Старший Гранатометчик", animate=True).gen == "Старшего Гранатометчика"
    assert decline_phrase("старший гранатомётчик", animate=True).gen == "старшего гранатомётчика"
    assert decline_phrase("КОМАНДИР ВОЙСКОВОЙ ЧАСТИ", animate=True).dat == "КОМАНДИРУ ВОЙСКОВОЙ ЧАСТИ"


@given(st.lists(st.sampled_from(WORDS), max_size=6), st.booleans())
def test_the_nominative_is_what_was_typed_and_quotes_and_numbers_stay(words: list[str], animate: bool) -> None:
    text = " ".join(words)
    forms = decline_phrase(text, animate=animate)
    assert forms.nom == text
    for form in forms:
        assert re.findall(r"\d+|«[^»]*»", form) == re.findall(r"\d+|«[^»]*»", text)


@given(st.text(), st.booleans())
def test_any_text_at_all_can_be_asked_for(text: str, animate: bool) -> None:
    assert decline_phrase(text, animate=animate).nom == text


@pytest.mark.parametrize("word", ["старший", "1", "и", "командир", "–", "(", "старший,", "«"])
@pytest.mark.parametrize("times", [140, 5000])
def test_a_text_of_any_length_is_read(word: str, times: int) -> None:
    text = " ".join([word] * times)
    assert decline_phrase(text, animate=names_person(text)).nom == text
