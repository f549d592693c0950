"""Amounts, counted things, numbers in words and dates, by table."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.errors import LanguageError
from filings.problems import Kind
from filings.russian.dates import date_text
from filings.russian.forms import CASES
from filings.russian.numerals import NumeralGender, amount, count, count_with_words, counted_form, grouped, in_words

GENDERS: dict[str, NumeralGender] = {"m": "m", "f": "f", "n": "n"}


@pytest.mark.table("amounts.tsv")
def test_amount_of_money(row: dict[str, str]) -> None:
    assert amount(Decimal(row["rubles"]), row["case"]) == row["text"]


@pytest.mark.table("counts.tsv")
def test_counted_things(row: dict[str, str]) -> None:
    assert count(int(row["number"]), row["noun"], row["case"]) == row["text"]


@pytest.mark.table("numbers.tsv")
def test_number_in_words(row: dict[str, str]) -> None:
    assert in_words(int(row["number"]), row["case"], GENDERS[row["gender"]]) == row["text"]


@pytest.mark.table("dates.tsv")
def test_date(row: dict[str, str]) -> None:
    assert date_text(date.fromisoformat(row["date"])) == row["text"]


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (999, "999"), (2022, "2022"), (9999, "9999"), (10_000, "10 000"), (1_234_567, "1 234 567")],
)
def test_five_digits_and_more_are_written_in_groups(number: int, text: str) -> None:
    assert grouped(number) == text


def test_count_with_words() -> None:
    assert count_with_words(10, "день", "gen") == "10 (десяти) дней"
    assert count_with_words(2, "копия") == "2 (две) копии"
    assert count_with_words(1, "приложение") == "1 (одно) приложение"


def test_an_integer_is_rubles_and_not_kopecks() -> None:
    assert amount(1234) == amount(Decimal("1234.00")) == "1234 (одна тысяча двести тридцать четыре) рубля"


@pytest.mark.parametrize(
    "rubles", [Decimal("-1"), Decimal("0.005"), Decimal(10**15), Decimal("NaN"), Decimal("Infinity")]
)
def test_an_amount_that_cannot_be_written_is_refused(rubles: Decimal) -> None:
    with pytest.raises(LanguageError) as caught:
        amount(rubles)
    (problem,) = caught.value.problems
    assert (problem.kind, problem.code, problem.where) == (Kind.UNSETTLED, "R005", "")
    assert str(rubles) in problem.what


@pytest.mark.parametrize("number", [-1, 10**15])
def test_a_number_without_words_is_refused(number: int) -> None:
    with pytest.raises(LanguageError) as caught:
        in_words(number)
    (problem,) = caught.value.problems
    assert (problem.kind, problem.code, problem.where) == (Kind.UNSETTLED, "R005", "")
    assert str(number) in problem.what


def test_without_a_case_the_nominative_is_meant() -> None:
    assert count(5, "день") == "5 дней"
    assert counted_form(1, "день") == counted_form(1, "день", "nom") == "день"
    assert in_words(2) == "два"


def test_nothing_is_an_amount_too() -> None:
    assert amount(0) == "0 (ноль) рублей"


def test_the_largest_number_has_words() -> None:
    assert in_words(10**15 - 1).startswith("девятьсот девяносто девять триллионов ")
    assert in_words(0) == "ноль"


@given(st.integers(min_value=0, max_value=10**15 - 1), st.sampled_from(CASES), st.sampled_from(list(GENDERS.values())))
def test_any_number_has_words_and_only_its_last_group_has_a_gender(
    number: int, case: str, gender: NumeralGender
) -> None:
    words = in_words(number, case, gender)
    assert words
    if number % 1000 == 0 and number:
        assert words == in_words(number, case, "m")


@given(st.integers(min_value=0, max_value=10**12))
def test_grouping_keeps_the_digits(number: int) -> None:
    assert grouped(number).replace(" ", "") == str(number)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_dates_have_plain_spaces_and_their_own_numbers(day: date) -> None:
    assert not {"\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"} & set(date_text(day))
    assert date_text(day).split()[0] == str(day.day)
    assert str(day.year) in date_text(day)
