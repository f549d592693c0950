"""The exceptions to petrovich's rules, read from data/: which paradigm a name takes and what is doubtful in it.

Rules about single names belong in the tables, each with its reason, never here.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from filings.i18n import _

_DATA = Path(__file__).parent / "data"
_VOWELS = frozenset("аеёиоуыэюяәіөұүў")


class Gender(StrEnum):
    """Grammatical gender of a person's name."""

    MALE = "m"
    FEMALE = "f"


class Part(StrEnum):
    """A part of a person's full name."""

    SURNAME = "surname"
    FIRST = "first_name"
    PATRONYMIC = "patronymic"


@dataclass(frozen=True, slots=True)
class OverlayRule:
    """What the tables say of a word: endings (None: those of petrovich) and a doubt (empty: none)."""

    paradigm: tuple[str, ...] | None
    doubt: str


@dataclass(frozen=True, slots=True)
class _PartRules:
    """The rules of one part of a name: by whole word, by ending in words of so many syllables, by ending."""

    words: Mapping[tuple[str, str], OverlayRule]
    counted: Mapping[tuple[str, str, int], OverlayRule]
    endings: Mapping[tuple[str, str], OverlayRule]


def read_table(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of the tab-separated table data/`name`, by the headings of its first uncommented line."""
    with (_DATA / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")


def syllables(word: str) -> int:
    """Return how many vowels `word` (lower case) has."""
    return sum(map(_VOWELS.__contains__, word))


def find_rule(part: Part, word: str, gender: Gender) -> OverlayRule | None:
    """Return the rule for `word` (one word, lower case), or None where petrovich knows best."""
    book = _book(part)
    for key in (gender.value, "*"):
        if rule := book.words.get((word, key)):
            return rule
    count = syllables(word)
    tails = [word[start:] for start in range(len(word))]
    for key in (gender.value, "*"):
        for tail in tails:
            if counted := book.counted.get((tail, key, count)):
                return counted
    for tail in tails:
        for key in (gender.value, "*"):
            if rule := book.endings.get((tail, key)):
                return rule
    return None


def apply_ending(change: str, word: str) -> str:
    """Return `word` changed by one ending of data/paradigms.tsv."""
    if change == ".":
        return word
    added = change.lstrip("-")
    stem = word[: len(word) - (len(change) - len(added))]
    return stem + added.replace("{1}", word[-1]).replace("{2}", word[-2:-1])


def doubt_text(key: str) -> str | None:
    """Return the sentence for a doubt's key in the tables; None for the empty key."""
    return _doubts()[key] if key else None


@lru_cache
def _paradigms() -> Mapping[str, tuple[str, ...]]:
    return {
        row["name"]: tuple(row[case] for case in ("gen", "dat", "acc", "ins", "prep"))
        for row in read_table("paradigms.tsv")
    }


@lru_cache
def _book(part: Part) -> _PartRules:
    words: dict[tuple[str, str], OverlayRule] = {}
    counted: dict[tuple[str, str, int], OverlayRule] = {}
    endings: dict[tuple[str, str], OverlayRule] = {}
    for row in read_table(f"{part}_rules.tsv"):
        paradigm = None if row["paradigm"] == "-" else _paradigms()[row["paradigm"]]
        rule = OverlayRule(paradigm, row["doubt"])
        for pattern in row["pattern"].split():
            ending = pattern.removeprefix("-")
            if ending == pattern:
                words[pattern, row["gender"]] = rule
            elif row["syllables"]:
                counted[ending, row["gender"], int(row["syllables"])] = rule
            else:
                endings[ending, row["gender"]] = rule
    return _PartRules(words, counted, endings)


def _doubts() -> Mapping[str, str]:
    """Return the sentence of each doubt named in the tables, in the language of messages."""
    return {
        "vowel": _(
            "В такой фамилии гласная может выпадать или сохраняться (Заяц – Зайца или Заяца): знает её носитель."
        ),
        "ending": _(
            "В фамилии на -ец от ударения зависят гласная и творительный падеж (-цом или -цем): знает её носитель."
        ),
        "stress": _(
            "Окончание творительного падежа зависит от ударения (-ом или -ем, -ой или -ей): знает носитель имени."
        ),
        "family": _("Фамилия склоняется как слово (Щербины) или по мужской фамилии (Щербиной): знает её носитель."),
        "other-gender": _("У фамилии русское окончание другого пола: проверьте фамилию, отчество и пол."),
        "noun-in": _("Творительный падеж такой фамилии бывает и на -ым, и на -ом: знает её носитель."),
        "borrowed": _("Фамилию можно понять и как русскую, и как заимствованную, склонение разное: знает её носитель."),
        "adj-or-noun": _(
            "Фамилию на -ий склоняют и как прилагательное (Топчего), и как существительное (Топчия): знает её носитель."
        ),
        "yo": _("В косвенных падежах такой фамилии пишут и ё, и е (Ёжа или Ежа): знает её носитель."),
        "tradition": _("Такое имя склоняют по-разному или не склоняют: сверьте с документами."),
        "iya": _("В дательном и предложном падежах такого имени пишут и -ие, и -ии: сверьте с документами."),
        "soft-sign": _(
            "Такое женское имя оставляют без изменения или склоняют (Айгуль – Айгули): сверьте с документами."
        ),
        "half": _("Первая часть двойной фамилии склоняется не всегда: знает её носитель."),
        "unknown-patronymic": _("Отчество не похоже на русское, оно оставлено без изменения: сверьте с документами."),
        "gender": _("Пол выведен из имени или фамилии, а не из отчества: укажите его."),
        "no-gender": _("Пол неизвестен, имя просклонено как мужское: укажите пол."),
        "several": _("В именах народов Восточной Азии склоняют только последнее слово: сверьте с документами."),
        "script": _("В слове смешаны русские и латинские буквы: наберите его заново."),
    }
