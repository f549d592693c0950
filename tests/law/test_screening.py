"""Words that must be caught in free text, and words that must be left alone."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.errors import Problem, Severity
from filings.law.checks import CHECKS, CheckInput

_DAY = date(2026, 11, 1)
_TABLE = Path(__file__).with_name("screening.tsv")
with _TABLE.open(encoding="utf-8", newline="") as _file:
    _ROWS = [(row["fires"], row["text"]) for row in csv.DictReader(_file, delimiter="\t", quoting=csv.QUOTE_NONE)]
_ERRORS = {"S001", "S003"}


def screened(text: str, on: date = _DAY) -> list[Problem]:
    """Return what the screening says of `text`."""
    return CHECKS["screening"](CheckInput({}, on, (("reasons[0].text", text),)))


def test_the_table_is_long_enough_to_mean_something() -> None:
    fires = [text for code, text in _ROWS if code != "-"]
    assert len(fires) >= 70
    assert len(_ROWS) - len(fires) >= 40
    assert len({text for _code, text in _ROWS}) == len(_ROWS)


@pytest.mark.parametrize(("code", "text"), _ROWS)
def test_each_phrase(code: str, text: str) -> None:
    expected = [] if code == "-" else [code]
    assert [problem.code for problem in screened(text)] == expected


@pytest.mark.parametrize(("code", "text"), [row for row in _ROWS if row[0] != "-"])
def test_a_hit_says_where_what_and_what_to_write(code: str, text: str) -> None:
    (problem,) = screened(text)
    quote = problem.what.removeprefix("«").split("»")[0]
    assert problem.where == "reasons[0].text"
    assert quote
    assert quote in text
    assert problem.remedy
    assert problem.severity is (Severity.ERROR if code in _ERRORS else Severity.WARNING)


def test_each_sentence_is_judged_by_itself() -> None:
    text = "Приказы исполняю. Отказываюсь от лечения в госпитале.\nНа фронт не поеду! Мать больна."
    (problem,) = screened(text)
    assert problem.code == "S001"
    assert problem.what.startswith("«На фронт не поеду»")


def test_odd_spaces_and_yo_do_not_hide_a_refusal() -> None:
    assert [problem.code for problem in screened("Воевать\u00a0не\u202fбуду")] == ["S001"]
    assert [problem.code for problem in screened("мы не пойдём на штурм")] == ["S001"]


def test_the_norm_is_the_one_of_the_day() -> None:
    before, after = (screened("Не хочу воевать", on=date(2022, 9, day))[0].norm for day in (23, 24))
    assert before == "ч. 1 ст. 332 Уголовного кодекса Российской Федерации"
    assert after == "ч. 2.1 ст. 332 Уголовного кодекса Российской Федерации"


def test_a_refusal_is_called_a_crime_only_since_it_is_one() -> None:
    before, after = (screened("Не хочу воевать", on=date(2022, 9, day))[0].what for day in (23, 24))
    assert "дисциплинарную, а при существенном вреде интересам службы – уголовную ответственность" in before
    assert "24.09.2022" not in before
    assert "с 24.09.2022 это преступление" in after


def test_a_long_hit_is_quoted_in_part() -> None:
    (problem,) = screened("Отказываюсь " + "очень " * 14 + "выполнять приказ")
    assert problem.what.index("»") < 110


@given(st.text(max_size=300))
def test_any_text_a_person_can_type_is_read(text: str) -> None:
    for problem in screened(text):
        assert problem.code.startswith("S")
