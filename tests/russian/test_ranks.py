"""Military ranks: every rank of 53-ФЗ, art. 46, in six cases, with what is written around it; order and groups."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.errors import LanguageError
from filings.russian.forms import CASES
from filings.russian.names import decline_name
from filings.russian.ranks import decline_rank, is_rank, rank_group, rank_level, rank_names, split_rank

ARTICLE_46 = [
    *("рядовой", "матрос", "ефрейтор", "старший матрос", "младший сержант", "старшина 2 статьи"),
    *(
        "сержант",
        "старшина 1 статьи",
        "старший сержант",
        "главный старшина",
        "старшина",
        "главный корабельный старшина",
    ),
    *(
        "прапорщик",
        "мичман",
        "старший прапорщик",
        "старший мичман",
        "младший лейтенант",
        "лейтенант",
        "старший лейтенант",
    ),
    *("капитан", "капитан-лейтенант", "майор", "капитан 3 ранга", "подполковник", "капитан 2 ранга", "полковник"),
    *("капитан 1 ранга", "генерал-майор", "контр-адмирал", "генерал-лейтенант", "вице-адмирал"),
    *("генерал-полковник", "адмирал", "генерал армии", "адмирал флота", "Маршал Российской Федерации"),
]


@pytest.mark.table("ranks.tsv")
def test_rank_in_six_cases(row: dict[str, str]) -> None:
    assert list(decline_rank(row["nom"])) == [row[case] for case in CASES]


def test_the_table_is_that_of_the_law_and_two_words_for_students() -> None:
    assert list(rank_names()) == ["курсант", "слушатель", *ARTICLE_46]


def test_guards_service_and_reserve_stand_in_their_order() -> None:
    forms = decline_rank("старший лейтенант", guards=True, service="medical", status="reserve")
    assert forms.nom == "гвардии старший лейтенант медицинской службы запаса"
    assert forms.dat == "гвардии старшему лейтенанту медицинской службы запаса"
    assert decline_rank("майор", service="justice", status="retired").ins == "майором юстиции в отставке"


def test_what_is_typed_already_is_not_added_again() -> None:
    assert decline_rank("гвардии майор юстиции", guards=True, service="justice").nom == "гвардии майор юстиции"


def test_a_womans_rank_stays_masculine() -> None:
    woman = decline_name("Иванова", "Анна", "Петровна").surname_initials
    assert f"{decline_rank('старший сержант').dat} {woman.dat}" == "старшему сержанту Ивановой А.П."


def test_ranks_are_in_order_and_naval_ones_have_their_equals() -> None:
    levels = [rank_level(name) for name in ARTICLE_46]
    assert all(lower <= higher for lower, higher in pairwise(levels))
    assert (
        rank_level("капитан-лейтенант") == rank_level("капитан") < rank_level("капитан 3 ранга") == rank_level("майор")
    )


@pytest.mark.parametrize(
    ("rank", "group"),
    [
        ("рядовой", "soldier"),
        ("главный корабельный старшина", "soldier"),
        ("курсант", "soldier"),
        ("прапорщик", "warrant"),
        ("старший мичман", "warrant"),
        ("младший лейтенант", "officer"),
        ("капитан 1 ранга", "officer"),
        ("генерал-майор юстиции", "general"),
        ("вице-адмирал", "general"),
        ("Маршал Российской Федерации", "general"),
    ],
)
def test_group(rank: str, group: str) -> None:
    assert rank_group(rank) == group


@pytest.mark.parametrize("text", ["старший лейтинант", "командир", "", "рядовой Иванов", "гвардии", "маршал"])
def test_an_unknown_rank_is_refused(text: str) -> None:
    with pytest.raises(LanguageError) as caught:
        decline_rank(text)
    assert caught.value.problems[0].code == "R003"
    assert not is_rank(text)


@pytest.mark.parametrize(
    ("text", "rank", "rest"),
    [
        ("рядовой Иванов", "рядовой", "Иванов"),
        (
            "гвардии капитан 3 ранга медицинской службы Петров П.П.",
            "гвардии капитан 3 ранга медицинской службы",
            "Петров П.П.",
        ),
        ("капитан полиции Петров", "капитан полиции", "Петров"),
        ("старшина роты", "старшина", "роты"),
        ("командир роты", "", "командир роты"),
    ],
)
def test_a_rank_is_told_from_what_follows(text: str, rank: str, rest: str) -> None:
    assert split_rank(text) == (rank, rest)


@given(st.text())
def test_any_text_is_split_without_loss(text: str) -> None:
    rank, rest = split_rank(text)
    assert rest == text or f"{rank} {rest}".split() == text.split()
