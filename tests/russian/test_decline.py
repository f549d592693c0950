"""The one door: what a text is taken for, whose forms win, and how a doubt is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.errors import LanguageError
from filings.russian.decline import decline
from filings.russian.forms import CASES, Forms, concatenate
from filings.russian.names import Gender


@pytest.mark.parametrize(
    ("text", "accusative"),
    [
        ("старший сержант", "старшего сержанта"),
        ("рядовой Иванов И.И.", "рядового Иванова И.И."),
        ("гвардии майор Петрова Анна Ивановна", "гвардии майора Петрову Анну Ивановну"),
        ("капитан полиции Сидоров", "капитана полиции Сидорова"),
        ("старшина роты", "старшину роты"),
        ("Иванова Анна Петровна", "Иванову Анну Петровну"),
        ("А.П. Иванова", "А.П. Иванову"),
        ("Иванов", "Иванова"),
        ("Кара-оол", "Кара-оола"),
        ("командир роты", "командира роты"),
        ("Верховный Суд Российской Федерации", "Верховный Суд Российской Федерации"),
        ("прокуратура", "прокуратуру"),
        ("Прокуратура", "Прокуратуру"),
        ("Военный комиссариат Саратовской области", "Военный комиссариат Саратовской области"),
        ("ФКУ «Ромашка»", "ФКУ «Ромашка»"),
    ],
)
def test_a_text_is_taken_for_what_it_looks_like(text: str, accusative: str) -> None:
    assert decline(text).acc == accusative


def test_the_kind_given_wins() -> None:
    assert decline("следователь", "organisation").acc == "следователь"
    assert decline("следователь", "position").acc == "следователя"
    assert decline("Прокуратура", "person", Gender.FEMALE).gen == "Прокуратуры"
    assert decline("рядовой", "rank").gen == "рядового"


def test_forms_given_for_the_whole_text_win() -> None:
    given = {"начальник чего-то": {"gen": "НАЧАЛЬНИКА"}}
    forms = decline("начальник чего-то", "position", overrides=given)
    assert (forms.gen, forms.dat, forms.doubt) == ("НАЧАЛЬНИКА", "начальнику чего-то", None)


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(LanguageError) as caught:
        decline(text)
    assert caught.value.problems[0].code == "R001"


def test_forms_are_asked_by_case() -> None:
    forms = decline("командир", "position")
    assert [forms[case] for case in CASES] == list(forms)
    assert str(forms) == "командир"
    with pytest.raises(KeyError):
        forms["doubt"]


def test_doubts_of_the_parts_are_kept_once() -> None:
    doubted = Forms.unchanging("а", "Почему.")
    assert concatenate(doubted, " ", doubted, Forms.unchanging("б", "Ещё.")).doubt == "Почему. Ещё."


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_at_all_has_six_forms(text: str) -> None:
    assert decline(text).nom == text.strip()


@given(st.sampled_from(["Заяц", "командир роты", "Иванова Анна Петровна", "Верховный Суд"]))
def test_the_same_text_gives_the_same_forms(text: str) -> None:
    assert decline(text) == decline(text)
