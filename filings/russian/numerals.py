"""Numbers in a filing: counted things, numbers in words, amounts of money. Which number, facts and law decide."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Literal, cast

from babel import Locale
from num2words import num2words

from filings.errors import LanguageError
from filings.i18n import _
from filings.problems import Kind, Problem
from filings.russian.forms import CASES
from filings.russian.overlay import read_table

NumeralGender = Literal["m", "f", "n"]

_KOPECKS_IN_RUBLE = 100
_LARGEST = 10**15


def in_words(number: int, case: str = "nom", gender: NumeralGender = "m") -> str:
    """Return `number` in words: 2, "gen", "f" → «двух». `case` is one of CASES, KeyError otherwise.

    The accusative is that of things («двадцать два рубля»). Raises LanguageError (R005) below 0 and from 10**15 on.
    """
    if not 0 <= number < _LARGEST:
        raise LanguageError(_out_of_range(str(number)))
    letter = {name: name[0] for name in CASES}[case]
    units = number % 1000
    # num2words gives the gender of the last words to millions, too («две миллиона»), so they are asked for apart.
    parts = [(number - units, "m")] if number > units else []
    parts += [(units, gender)] if units or not parts else []
    return " ".join(
        str(num2words(part, lang="ru", case=letter, gender=part_gender, animate=False)) for part, part_gender in parts
    )


def count(number: int, noun: str, case: str = "nom") -> str:
    """Return «5 дней», in the dative «5 дням». `noun` is one of data/counted_nouns.tsv, in the singular.

    KeyError for a noun that is not there and for a case not in CASES; LanguageError (R005) as `in_words`.
    """
    return f"{grouped(number)} {counted_form(number, noun, case)}"


def count_with_words(number: int, noun: str, case: str = "nom") -> str:
    """Return «10 (десять) дней», in the genitive «10 (десяти) дней». Errors are those of `count`."""
    gender = cast("NumeralGender", _nouns()[noun]["gender"])
    return f"{grouped(number)} ({in_words(number, case, gender)}) {counted_form(number, noun, case)}"


def counted_form(number: int, noun: str, case: str = "nom") -> str:
    """Return the form of `noun` that stands after `number`: 1, "день" → «день», 3 → «дня»; errors as in `count`.

    After whole thousands and millions, nouns themselves, it is the genitive in every case: «двум тысячам дней».
    """
    forms = _nouns()[noun]
    if number and number % 1000 == 0:
        return forms["gen"]
    category = Locale("ru").plural_form(number)
    if category == "one":
        return forms[f"one_{case}"]
    if case in ("nom", "acc"):
        return forms["few" if category == "few" else "gen"]
    return forms[case]


def grouped(number: int) -> str:
    """Return the digits of `number` in groups of three: 12000 → «12 000». Four digits stay together: «2022»."""
    return f"{number:,}".replace(",", " ") if abs(number) >= 10_000 else str(number)


def amount(rubles: Decimal | int, case: str = "nom") -> str:
    """Return «12 000 (двенадцать тысяч) рублей 50 копеек»; whole rubles are written without kopecks.

    `rubles` has at most two decimals. Raises LanguageError (R005) for a negative or finer amount and from 10**15 on.
    """
    exact = Decimal(rubles)
    if not exact.is_finite() or exact * _KOPECKS_IN_RUBLE % 1 or not 0 <= exact < _LARGEST:
        raise LanguageError(_out_of_range(str(rubles)))
    whole, kopecks = divmod(int(exact * _KOPECKS_IN_RUBLE), _KOPECKS_IN_RUBLE)
    words = count_with_words(whole, "рубль", case)
    return f"{words} {kopecks:02d} {counted_form(kopecks, 'копейка', case)}" if kopecks else words


def _out_of_range(number: str) -> Problem:
    what = _("Число {number} нельзя записать словами.").format(number=number)
    return Problem(
        Kind.UNSETTLED,
        "R005",
        "",
        what,
        _("Нужно неотрицательное число; у суммы – не больше двух знаков после запятой."),
    )


@lru_cache
def _nouns() -> Mapping[str, Mapping[str, str]]:
    return {row["noun"]: row for row in read_table("counted_nouns.tsv")}
