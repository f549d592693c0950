"""Names of folders and files: what a pattern gives, what is refused before anything is written."""

from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.batch.result_names import Naming, Taken, person, writable
from filings.errors import FactsError, UsageError

FACTS = {
    "applicant": {
        "name": {"last": "Соколов", "first": "Пётр", "patronymic": "Сергеевич"},
        "unit": {"number": "00000-А"},
        "position": "стрелок",
    },
    "sign_date": "12.03.2026",
}
PATHS = ("applicant.name.last", "applicant.unit.number", "applicant.position", "sign_date", "reasons[].text")
TITLE = "Рапорт об увольнении"


@pytest.mark.parametrize(
    ("naming", "path"),
    [
        (Naming(), "14 Соколов П.С/Рапорт об увольнении"),
        (Naming("{applicant.unit.number}/{applicant}"), "00000-А/Соколов П.С/Рапорт об увольнении"),
        (Naming("", "{number} {paper}"), "14 Рапорт об увольнении"),
        (Naming(".", "{number}"), "14"),
        (Naming("{number}", "{paper} {sign_date}"), "14/Рапорт об увольнении 12.03.2026"),
        (Naming("дела/../{number}"), "дела/14/Рапорт об увольнении"),
        (Naming("/дела/{number}"), "дела/14/Рапорт об увольнении"),
        (Naming("{applicant.name.middle}"), "Рапорт об увольнении"),
        (Naming("con/{number}"), "_con/14/Рапорт об увольнении"),
        (Naming("{number}" * 99), "14" * 30 + "/Рапорт об увольнении"),
    ],
)
def test_a_pattern_gives_the_path_of_a_paper(naming: Naming, path: str) -> None:
    assert str(naming.file_of("14", FACTS, TITLE, "")) == path


def test_a_copy_has_its_own_name() -> None:
    assert str(Naming("").file_of("14", FACTS, TITLE, "памятка")) == "Рапорт об увольнении - памятка"


@pytest.mark.parametrize(
    ("number", "folder"),
    [("45/лс", "45-лс Соколов П.С"), ("../../etc", "etc Соколов П.С"), ("a\\b", "a-b Соколов П.С")],
)
def test_a_number_cannot_lead_out_of_its_folder(number: str, folder: str) -> None:
    assert Naming().folder_of(number, FACTS) == PurePosixPath(folder)


@pytest.mark.parametrize(
    "pattern",
    ["{", "}", "{фамилия}", "{applicant.name}", "{number!r}", "{number:>5}", "{}", "{0}", "{reasons[].text}"],
)
def test_a_pattern_that_cannot_be_understood_is_refused(pattern: str) -> None:
    with pytest.raises(UsageError) as refused:
        Naming(folder=pattern).check(PATHS)
    assert [problem.code for problem in refused.value.problems] == ["B030"]


@pytest.mark.parametrize("pattern", ["{number}", "", "{applicant} {{{number}}}", "{sign_date}", "{applicant.position}"])
def test_a_pattern_of_known_names_passes(pattern: str) -> None:
    Naming(folder=pattern).check(PATHS)


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        (FACTS, "Соколов П.С."),
        ({"applicant": {"name": {"last": "Дзюба"}}}, "Дзюба"),
        ({"applicant": {"name": "Соколов"}}, ""),
        ({"applicant": {"name": {"last": None, "first": " ", "patronymic": ""}}}, ""),
        ({}, ""),
    ],
)
def test_a_person_is_told_by_surname_and_initials(facts: dict[str, Any], name: str) -> None:
    assert person(facts) == name


def test_half_a_sign_that_no_file_can_hold_becomes_a_question_mark() -> None:
    assert writable("дело \udcff\ud800 №5") == "дело ?? №5"


def taken(*cases: tuple[str, tuple[str, ...]], reserved: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    names = Taken(reserved)
    for row, (number, paths) in enumerate(cases, 2):
        names.take(number, f"строка {row}", paths)
    try:
        names.check()
    except FactsError as error:
        return [(problem.code, problem.where) for problem in error.problems]
    return []


def test_names_that_differ_pass() -> None:
    assert taken(("1", ("1/а", "1/б")), ("2", ("2/а", "2/б"))) == []


def test_a_number_given_twice_is_refused() -> None:
    assert taken(("1", ("1/а",)), ("1", ("1 иначе/а",))) == [("B031", "строка 3")]


def test_names_that_windows_takes_for_one_are_refused() -> None:
    assert taken(("1", ("Иванов/а",)), ("2", ("ИВАНОВ/А",)), ("3", ("и\u0306",)), ("4", ("й",))) == [
        ("B032", "строка 3"),
        ("B032", "строка 5"),
    ]


def test_two_papers_of_one_case_need_two_names() -> None:
    assert taken(("1", ("1/а", "1/а"))) == [("B032", "строка 2")]


def test_a_case_cannot_take_the_name_of_the_report() -> None:
    assert taken(("1", ("отчёт",)), reserved=("отчёт",)) == [("B032", "строка 2")]


@given(number=st.text(), last=st.text(), position=st.text())
def test_any_text_gives_a_path_inside_the_folder(number: str, last: str, position: str) -> None:
    facts = {"applicant": {"name": {"last": last}, "position": position}}
    path = Naming("{number} {applicant}/{applicant.position}").file_of(number, facts, TITLE, "")
    assert not path.is_absolute()
    assert ".." not in path.parts
    assert 1 <= len(path.parts) <= 3
    assert all(part == part.strip() and not set(part) & set('<>:"/\\|?*') for part in path.parts)
