"""Whose name it is, a man's or a woman's: certain by the patronymic, proposed by the rest. Nothing is declined here."""

from collections.abc import Mapping
from functools import lru_cache

from filings.russian.name_words import PATRONYMIC_MARKS, patronymic_gender, patronymic_mark
from filings.russian.overlay import Gender, Part, find_rule, read_table, syllables

_SURNAMES = {
    Gender.MALE: ("ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "ской", "цкой", "ый"),
    Gender.FEMALE: ("ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "ная", "тая", "вая"),
}
_SHOWING = ("ов", "ев", "ёв", "ский", "цкий", "ова", "ева", "ёва", "ская", "цкая")
_FORMANTS = ("оол", "кыс", "маа")
_TITLES = ("хан", "бек", "шах", "ага", "паша", "бей")
# In a surname these have come down from a forefather, to daughters too («Кара-Оглы»).
_BORNE_BY_BOTH = ("оглы", "оглу")
_GIVEN_NAMES = {
    Gender.MALE: ("оол", "бек", "слав", "улла", "мурат", "дин"),
    Gender.FEMALE: ("кыс", "маа", "гуль", "гюль"),
}


def gender_of(last: str, first: str, patronymic: str) -> Gender | None:
    """Return the gender that the name itself settles, or None.

    Only a patronymic settles it («Петрович», «Петровна», «Мамед оглы», «Мамед-кызы», «Мамедоглы»), also where it was
    typed into the field of another part («Анна Петровна» as the first name). A surname «Кара-Оглы» settles nothing.
    """
    return (
        _of_patronymic(patronymic, alone=True)
        or _of_patronymic(first, alone=False)
        or _of_patronymic(last, alone=False, unless=_BORNE_BY_BOTH)
    )


def propose_gender(last: str, first: str) -> Gender | None:
    """Return the gender that the given name and the form of the surname make likely; None if silent or at odds.

    A borrowed surname in -ин tells less than the given name («Гайнутдин Гульназ»).

    A proposal: a person confirms it. Names of either gender («Женя», «Саша») say nothing.
    """
    surname, given_name = _of_surname(last), _of_given_name(first)
    if surname is None or given_name is None or surname is given_name:
        return given_name or surname
    return None if _last_word(last).endswith(_SHOWING) else given_name


def surname_shows(gender: Gender, last: str, first: str) -> bool:
    """Tell whether the surname has a Russian suffix that only a bearer of `gender` has, and the given name agrees.

    «Иванов И.И.» is a man without a question; «Щербина», «Берлин» and «Сова» may be anybody.
    """
    return propose_gender(last, first) is gender and _of_surname(last) is gender and _last_word(last).endswith(_SHOWING)


def surname_denies(gender: Gender, last: str) -> bool:
    """Tell whether the surname has a Russian suffix that only a bearer of the other gender has («Иванова» of a man)."""
    word = _last_word(last)
    # Nearly every surname ends as its bearer's may: that is asked first.
    if _by_ending(word, _SURNAMES) in (None, gender):
        return False
    return word.endswith(_SHOWING) and _of_surname(last) is not None


def is_given_name(word: str) -> bool:
    """Tell whether `word` is a known given name, or is built as one («Мерген-оол», «Магомед-Расул»)."""
    lower = word.lower().replace("ё", "е")
    halves = lower.split("-")
    known = _given_names()
    whole = all(half in known for half in halves)
    return lower in known or whole or halves[-1] in _FORMANTS or (halves[0] in known and halves[-1] in _TITLES)


def _of_patronymic(text: str, *, alone: bool, unless: tuple[str, ...] = ()) -> Gender | None:
    """Return the gender told by the patronymic in `text`: what stands there `alone` or last, or has a mark."""
    words = text.lower().split()
    if words and (alone or len(words) > 1):
        return patronymic_gender(words[-1], fused=True)
    mark = patronymic_mark(words[0]) if words else ""
    return PATRONYMIC_MARKS[mark] if mark and mark not in unless else None


def _of_surname(last: str) -> Gender | None:
    word = _last_word(last)
    rule = find_rule(Part.SURNAME, word, Gender.FEMALE)
    if syllables(word) < 2 or (rule is not None and rule.doubt == "family"):
        return None
    if rule is not None and rule.paradigm is not None and word.endswith(("ова", "ева")):
        return None
    return _by_ending(word, _SURNAMES)


def _of_given_name(first: str) -> Gender | None:
    words = first.lower().split()
    if not words:
        return None
    known = _given_names().get(words[0].replace("ё", "е"))
    return known or _by_ending(words[-1], _GIVEN_NAMES)


def _by_ending(word: str, endings: Mapping[Gender, tuple[str, ...]]) -> Gender | None:
    return next((gender for gender, tails in endings.items() if word.endswith(tails)), None)


def _last_word(text: str) -> str:
    words = text.lower().replace("-", " ").split()
    return words[-1] if words else ""


@lru_cache
def _given_names() -> Mapping[str, Gender]:
    rows = read_table("given_names.tsv")
    return {name.replace("ё", "е"): Gender(row["gender"]) for row in rows for name in row["names"].split()}
