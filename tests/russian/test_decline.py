"""The one door: what a text is taken for, whose forms win, and how a doubt is told."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.errors import LanguageError
from filings.russian.decline import decline
from filings.russian.forms import CASES, Forms, concatenate
from filings.russian.names import Gender
from filings.russian.overlay import Part


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


@pytest.fixture(scope="module")
def whole_names(independent_names: list[dict[str, str]]) -> list[tuple[str, Gender]]:
    """Whole names put together of parts that were not written for the program."""
    made = []
    for gender in Gender:
        lasts, firsts, patronymics = (
            [row["nom"] for row in independent_names if (row["part"], row["gender"]) == (part, gender)] for part in Part
        )
        for number, last in enumerate(lasts[::24]):
            first, patronymic = firsts[number * 7 % len(firsts)], patronymics[number % len(patronymics)]
            orders = (
                f"{last} {first} {patronymic}",
                f"{first} {patronymic} {last}",
                f"{last} {first}",
                f"{first} {last}",
            )
            made += [(text, gender) for text in orders]
    return made


def left(text: str, gender: Gender) -> list[str]:
    """Return the words of a name that stay as typed without a doubt though they decline."""
    forms, wanted = decline(text), decline(text, "person", gender)
    if forms.doubt is not None:
        return []
    words = zip(text.split(), forms.gen.split(), wanted.gen.split(), strict=True)
    return [word for word, got, right in words if got == word != right]


@pytest.mark.parametrize("typed", [str, "капитан {}".format], ids=["as is", "rank"])
def test_a_name_that_nobody_called_a_name_is_never_left_undeclined_without_a_doubt(
    whole_names: list[tuple[str, Gender]], typed: Callable[[str], str]
) -> None:
    silent = [typed(name) for name, gender in whole_names if left(typed(name), gender)]

    assert len(whole_names) > 450
    assert silent == []


@pytest.mark.parametrize("typed", [str.upper, str.lower])
def test_a_name_with_a_patronymic_is_seen_in_any_letters(
    whole_names: list[tuple[str, Gender]], typed: Callable[[str], str]
) -> None:
    """Of two words of the dictionary nobody can tell («мина медников»)."""
    told = [(typed(name), gender) for name, gender in whole_names if len(name.split()) > 2]

    assert len(told) > 200
    assert [name for name, gender in told if left(name, gender)] == []


@pytest.mark.parametrize("text", ["О'Коннор Иван Петрович", "Д’Артаньян Шарль Иванович"])
def test_an_apostrophe_hides_no_name(text: str) -> None:
    assert decline(text) == decline(text, "person")


@pytest.mark.parametrize(
    "text",
    [
        "капитан О'Коннор",
        "капитан Соломина",
        "иванов пётр ильич",
        "клинтон",
        "Гена Шурупов",
        "Полиграф Багров",
        "САЛАС",
    ],
)
def test_what_may_be_a_name_is_doubted(text: str) -> None:
    assert "имя" in (decline(text).doubt or "")


@pytest.mark.parametrize(
    "text",
    [
        "Верховный Суд",
        "Томский гарнизонный военный суд",
        "Прокуратура",
        "Управление Росгвардии",
        "Почта России",
        "отдел кадров",
        "командир роты",
        "водитель-электрик",
        "начальник связи",
        "ФКУ ВВК",
        "МВД",
        "кафе",
        "врио командира",
    ],
)
def test_what_is_no_name_is_not_doubted_for_one(text: str) -> None:
    assert decline(text).doubt is None
