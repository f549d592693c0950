"""Words that must be caught in free text, and words that must be left alone."""

import csv
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.catalog import Catalog
from filings.law.checks.registry import CHECKS, CheckInput
from filings.law.norms.citation import cite
from filings.law.stored import load
from filings.problems import Problem, Severity
from tests.conftest import some
from tests.law.conftest import whole

_DAY = date(2026, 11, 1)
_REPORT = Catalog.load().find("resignation").nature
_TABLE = Path(__file__).with_name("screening.tsv")
with _TABLE.open(encoding="utf-8", newline="") as _file:
    # `near` names the rule that a harmless phrase almost is.
    _TABLE_ROWS = list(csv.DictReader(_file, delimiter="\t", quoting=csv.QUOTE_NONE))
_ROWS = [(row["fires"], row["text"]) for row in _TABLE_ROWS]
_CODES = tuple(load("screening")["rules"])
_ERRORS = {"S001", "S003"}
_REFUSAL = "Отказываюсь выполнять приказ"


def screened(text: str, on: date = _DAY, path: str = "reasons[0].text") -> list[Problem]:
    """Return what the screening says of `text`."""
    return whole(CHECKS["screening"](CheckInput({}, on, _REPORT, ((path, text),))))


def codes(text: str, path: str = "reasons[0].text") -> list[str]:
    """Return only the codes of what the screening says of `text`."""
    return [problem.code for problem in screened(text, path=path)]


def test_the_table_is_long_enough_to_mean_something() -> None:
    fires = Counter(code for code, _text in _ROWS)
    near = Counter(row["near"] for row in _TABLE_ROWS)
    assert {code: fires[code] for code in _CODES if fires[code] < 6} == {}
    assert {code: near[code] for code in _CODES if near[code] < 4} == {}
    assert sum(row["fires"] == "-" and not row["near"] for row in _TABLE_ROWS) >= 40
    assert len({text for _code, text in _ROWS}) == len(_ROWS) >= 200


@pytest.mark.parametrize(("code", "text"), _ROWS)
def test_each_phrase(code: str, text: str) -> None:
    assert codes(text) == ([] if code == "-" else [code])


@pytest.mark.parametrize(("code", "text"), [row for row in _ROWS if row[0] != "-"])
def test_a_hit_says_where_what_and_what_to_write(code: str, text: str) -> None:
    (problem,) = screened(text)
    quote = problem.what.removeprefix("«").partition("»: ")[0]
    assert quote
    assert quote.removesuffix("…") in text
    assert problem.where == "reasons[0].text"
    assert problem.remedy
    assert problem.severity is (Severity.ERROR if code in _ERRORS else Severity.WARNING)


@pytest.mark.parametrize("key", sorted({key for rule in load("screening")["rules"].values() for key in rule["norms"]}))
def test_every_norm_of_a_rule_can_be_shown(key: str) -> None:
    assert cite(key, on=_DAY)


def test_no_message_speaks_of_one_kind_of_paper() -> None:
    for entry in some(load("screening")["rules"].values()):
        assert "рапорт" not in f"{entry['what']} {entry['remedy']}".lower()


def test_each_sentence_is_judged_by_itself() -> None:
    text = "Приказы исполняю. Отказываюсь от лечения в госпитале.\nНа фронт не поеду! Мать больна."
    (problem,) = screened(text)
    assert problem.code == "S001"
    assert problem.what.startswith("«На фронт не поеду»")


@pytest.mark.parametrize(
    "text",
    [
        "Воевать\u00a0не\u202fбуду",
        "мы не пойдём на штурм",
        "не   буду   воевать",
        "Отказываюсь вы\u00adполнять приказ",
        "Отказываюсь\nвыполнять приказ",
        "От\u200bказываюсь выполнять приказ",
        "Находился в г. Чите. Отказываюсь выполнять приказ",
        "Приказ от 05.06.2022 г. Отказался выполнять его как приказ",
    ],
)
def test_odd_spaces_lines_and_yo_do_not_hide_a_refusal(text: str) -> None:
    assert codes(text) == ["S001"]


def test_the_place_is_quoted_as_it_was_typed() -> None:
    (problem,) = screened("Мать больна. Отказываюсь   вы\u00adполнять приказ ещё раз")
    assert problem.what.startswith("«Отказываюсь   вы\u00adполнять приказ»")


@pytest.mark.parametrize("marks", ["«{}»", '"{}"', "“{}”", "„{}“", "«Запись: «{}»»"])
def test_a_quoted_refusal_is_a_warning(marks: str) -> None:
    assert codes("В билет внесена запись " + marks.format(_REFUSAL)) == ["S005"]


def test_a_refusal_beside_a_quotation_is_still_a_refusal() -> None:
    assert codes(f"В билете стоит «{_REFUSAL}», и воевать я не буду") == ["S001"]
    assert codes(f"В билете стоит «{_REFUSAL}». Воевать я не буду") == ["S005", "S001"]


def test_the_applicants_own_speech_in_quotation_marks_is_his_own() -> None:
    assert codes(f"Командиру я сказал: «{_REFUSAL}»") == ["S001"]
    assert codes(f"Командир сказал: «Он отказался. {_REFUSAL}»") == ["S005"]


def test_an_unclosed_quotation_mark_hides_nothing() -> None:
    assert codes(f"«{_REFUSAL}") == ["S001"]


@pytest.mark.parametrize("path", ["stamp.text", "act.text", "report_history[2].answer", "superior_complaint.result"])
def test_facts_that_hold_others_words_are_read_as_others_words(path: str) -> None:
    assert codes("Отказался от участия в специальной военной операции", path) == ["S005"]
    assert codes("Склонен ко лжи и обману", path) == []


def test_the_norm_is_the_one_of_the_day() -> None:
    before, after = (screened("Не хочу воевать", on=date(2022, 9, day))[0].norm for day in (23, 24))
    assert before == "ч. 1 ст. 332 Уголовного кодекса Российской Федерации"
    assert after == "ч. 2.1 ст. 332 Уголовного кодекса Российской Федерации"


def test_a_refusal_is_called_a_crime_only_since_it_is_one() -> None:
    before, after = (screened("Не хочу воевать", on=date(2022, 9, day))[0].what for day in (23, 24))
    assert "дисциплинарную, а при существенном вреде интересам службы – уголовную ответственность" in before
    assert "24.09.2022" not in before
    assert "с 24.09.2022 это преступление" in after


@pytest.mark.parametrize("length", [90, 91, 107])
def test_of_a_long_hit_the_first_ninety_signs_are_quoted(length: int) -> None:
    hit = "Отказываюсь " + "о" * 30 + " " + "о" * (length - 50) + " приказ"

    (problem,) = screened(hit)

    assert problem.code == "S001"
    assert len(hit) == length
    assert problem.what.startswith(f"«{hit}»" if length <= 90 else f"«{hit[:90].rstrip()}…»")


@given(st.text(max_size=300))
def test_any_text_a_person_can_type_is_read(text: str) -> None:
    for problem in screened(text):
        assert problem.code in _CODES


@given(
    st.lists(st.sampled_from([*'«»"“”„.,;!?\n', " ", "не", "я", "отказ", "отказываюсь", "приказ", "что", "№", "12"]))
)
def test_any_mixture_of_telling_words_and_marks_is_read(pieces: list[str]) -> None:
    for problem in screened(" ".join(pieces)):
        assert problem.code in _CODES


@pytest.mark.parametrize(
    "piece",
    [
        " ",
        "\n",
        ". ",
        "не ",
        "я ",
        "1",
        "12 ",
        "«",
        "«а",
        '"а ',
        "И.И. ",
        "Иванов ",
        "выдвига",
        "отказываюсь от ",
        "за отказ ",
    ],
)
def test_the_work_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    """Four times the text may cost about four times as much; twelve would be the way to a frozen program."""
    whole = piece * (40_000 // len(piece))
    assert _seconds(whole) < 12 * _seconds(whole[: len(whole) // 4]) + 0.05


def _seconds(text: str) -> float:
    start = time.process_time()
    screened(text)
    return time.process_time() - start
