"""What templates may call: small, about text. Nothing here knows a kind of paper."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from filings.context.values import Gap
from filings.days import years_between
from filings.law.norms.citation import citable
from filings.law.norms.store import provision
from filings.law.norms.units import case_index
from filings.russian.dates import date_text
from filings.russian.numerals import amount, count, count_with_words
from filings.russian.phrase_words import is_never_a_name

_ABBREVIATED = re.compile(
    r"(?:\.\.|(?<!\w)(?:г|гг|д|п|др|пр|т|л|экз|руб|коп|тыс|млн|чел|ул|кв|обл|стр|ст)\.)$", re.IGNORECASE
)
# «в» is read «во» before a word that begins with «в» or «ф» and another consonant, and before «второй».
_WANTS_VOWEL = re.compile(r"[ВФвф][бвгджзклмнпрстфхцчшщ]|2(?:-|\s)")
_FIRST_WORD = re.compile(r"[А-ЯЁ][а-яё]*\b")
_RUSSIAN_PHONE = re.compile(r"\+7(\d{3})(\d{3})(\d{2})(\d{2})")


def capital(text: Any) -> Any:
    """Return `text` with its first letter a capital; markup and gaps stay what they are."""
    words = str(text)
    return text if isinstance(text, Gap) else _like(text, words[:1].upper() + words[1:])


def flowing(text: Any) -> Any:
    """Return `text` as the rest of a sentence: its first letter small, unless the first word may be a name.

    An abbreviation («МВД»), a word the dictionary lacks and a word that may be somebody's name keep their capital.
    """
    if isinstance(text, Gap):
        return text
    words = str(text)
    first = _FIRST_WORD.match(words)
    small = first and is_never_a_name(first[0].lower())
    return _like(text, words[:1].lower() + words[1:]) if small else text


def bare(text: Any) -> Any:
    """Return `text` without the full stop, comma or semicolon at its end, so that the sentence can go on.

    The point of an abbreviation («с марта 2021 г.») and an ellipsis belong to the text and stay.
    """
    if isinstance(text, Gap):
        return text
    words = str(text).rstrip(" ;,")
    return _like(text, words if _ABBREVIATED.search(words) else words.removesuffix("."))


def lines(text: Any) -> Any:
    """Return a fact's `text` as markup: its line breaks become those of the paper; markup stays what it is."""
    if isinstance(text, Gap | Markup):
        return text
    return Markup("<br/>").join(escape(line) for line in str(text).split("\n"))


def _like(text: Any, words: str) -> str:
    """Return `words` as markup if `text` is markup: what a template has written is not escaped again."""
    return Markup(words) if isinstance(text, Markup) else words  # noqa: S704 - it was markup before


def phone(value: Any) -> Any:
    """Return a telephone number kept as +79001234567 the way it is written: «+7 900 123-45-67»."""
    found = None if isinstance(value, Gap) else _RUSSIAN_PHONE.fullmatch(value)
    return value if found is None else "+7\u00a0{}\u00a0{}-{}-{}".format(*found.groups())


def day(value: Any) -> Any:
    """Return a date as «12 марта 2022 г.»."""
    return value if isinstance(value, Gap) else date_text(value)


def into(name: Any) -> Any:
    """Return «В» or «Во», as it stands before a court's `name` in the accusative: «Во Владивостокский», «Во 2-й»."""
    return name if isinstance(name, Gap) else "Во" if _WANTS_VOWEL.match(str(name)) else "В"


def money(rubles: Any) -> Any:
    """Return a sum in whole roubles as «3000 (три тысячи) рублей»."""
    return rubles if isinstance(rubles, Gap) else amount(rubles)


def counted(number: Any, noun: str, case: str = "nom") -> Any:
    """Return a number with its noun («3 комплекта»); the nouns are those of russian/data/counted_nouns.tsv."""
    return number if isinstance(number, Gap) else count(number, noun, case)


def counted_in_words(number: Any, noun: str, case: str = "nom") -> Any:
    """Return a number with its words and its noun: «3 (три) документа»; the nouns are those of `counted`."""
    return number if isinstance(number, Gap) else count_with_words(number, noun, case)


def law_on(today: date) -> Callable[..., Markup]:
    """Return the function that mentions the provisions `keys` («kas 219 1; kas 219 5») in `case`.

    The reading of markup words them: how depends on what the paper has named above. Raises what `cite` raises.
    """

    def law(keys: str, case: str = "nom") -> Markup:
        citable(keys, today)
        case_index(case)
        return Markup(f'<law keys="{keys}" case="{case}"/>')  # noqa: S704 - known keys, a known case

    return law


def in_force_on(today: date) -> Callable[[str], bool]:
    """Return the function that tells whether the provision `key` («kas 124 1.1») was in force on `today`."""
    return lambda key: provision(key, today).in_force(today)


def age_on(today: date) -> Callable[[Any], Any]:
    """Return the function that tells a person's full years on `today`: «52 года»."""

    def age(birth: Any) -> Any:
        return birth if isinstance(birth, Gap) else count(years_between(birth, today), "год")

    return age


def by(gender: Any, masculine: str, feminine: str) -> Any:
    """Return the word for `gender`; a gap where a draft does not know it yet."""
    if gender is None:
        return Gap("пол")
    return gender if isinstance(gender, Gap) else feminine if gender == "f" else masculine


def agree_with(gender: Any) -> Callable[[str, str], Any]:
    """Return the function that chooses the word for the applicant's gender."""
    return lambda masculine, feminine: by(gender, masculine, feminine)


def missing(value: Any) -> bool:
    """Tell whether `value` is a gap of a draft, of which nothing can be reckoned or chosen."""
    return isinstance(value, Gap)
