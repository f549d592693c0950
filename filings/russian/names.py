"""A person's full name in six cases, whole and with initials, from its parts or from one string.

Single words are declined in name_words.py; exceptions are data (data/*_rules.tsv).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from filings.errors import LanguageError
from filings.i18n import _
from filings.problems import Kind, Problem
from filings.russian.forms import Forms, concatenate, override, same_forms
from filings.russian.gender import gender_of, is_given_name, propose_gender, surname_denies, surname_shows
from filings.russian.name_words import (
    PATRONYMIC_MARKS,
    all_short,
    decline_part,
    is_surname_particle,
    patronymic_gender,
    patronymic_mark,
)
from filings.russian.overlay import Gender, Part, doubt_text

__all__ = [
    "Gender",
    "NameForms",
    "decline_name",
    "decline_person",
    "gender_of",
    "initials",
    "parse_name",
    "propose_gender",
]

Overrides = Mapping[str, Mapping[str, str]]
_INITIALS = re.compile(r"(?:[А-ЯЁA-Z][а-яё]?\.-?)+")
_NAME_SIGNS = re.compile(r"[-‐‑–.'’ʼ`\s]")
# A space beside a hyphen parts no words: «Расим - оглы».
_SPACE = re.compile(r"((?<![\s‐‑–-])\s+(?![\s‐‑–-]))")
_NO_OVERRIDES: Overrides = {}


@dataclass(frozen=True, slots=True)
class NameForms:
    """A person's name in six cases. A part that was not given is empty in every case.

    `full` is «Иванов Иван Иванович», `surname_initials` «Иванов И.И.», `initials_surname` «И.И. Иванов», with plain
    spaces. `gender` is the one the forms were made for. The doubt of the whole is the doubt of `full`.
    """

    last: Forms
    first: Forms
    patronymic: Forms
    full: Forms
    surname_initials: Forms
    initials_surname: Forms
    gender: Gender


def decline_name(
    last: str, first: str = "", patronymic: str = "", gender: Gender | None = None, overrides: Overrides = _NO_OVERRIDES
) -> NameForms:
    """Return a name given in the nominative, part by part, in six cases.

    `gender` wins over what the name tells; without it a patronymic settles it, or it is proposed and the forms are
    doubted where it matters. `overrides` holds forms that a person gave for a part, by the part as typed:
    {"Заяц": {"gen": "Заяца", "dat": "Заяцу"}}.
    Raises LanguageError: R001 when all parts are empty, R002 for an unknown case in `overrides`.
    """
    texts = (last.strip(), first.strip(), patronymic.strip())
    if not any(texts):
        raise LanguageError(
            Problem(
                Kind.UNSETTLED, "R001", "", _("Пустое имя нельзя просклонять."), _("Впишите фамилию, имя и отчество.")
            )
        )
    if overrides.keys().isdisjoint(texts):
        return _decline_by_rules(*texts, gender)
    settled = gender or gender_of(*texts) or propose_gender(last, first) or Gender.MALE
    return _decline_parts(texts, settled, overrides)


def decline_person(text: str, gender: Gender | None = None, overrides: Overrides = _NO_OVERRIDES) -> Forms:
    """Return a name typed as one string («Иванова Анна Петровна», «А.П. Иванова») in six cases, in the same order.

    Gender, doubts and errors are those of `decline_name`.
    """
    last, first, patronymic = parse_name(text)
    if text.strip() and not (last or first or patronymic):
        return Forms.unchanging(text.strip())
    forms = decline_name(last, first, patronymic, gender, overrides)
    by_part = {Part.SURNAME: forms.last, Part.FIRST: forms.first, Part.PATRONYMIC: forms.patronymic}
    pieces = [by_part[part] if part is not None else piece for part, piece in _split(text)]
    return Forms.of(concatenate(*pieces), forms.full.doubt)


def parse_name(text: str) -> tuple[str, str, str]:
    """Return surname, first name and patronymic of a name typed as one string; a part that is not there is empty.

    Known orders: surname first, given name first; initials before or after the surname are not a first name.
    """
    parts = {Part.SURNAME: "", Part.FIRST: "", Part.PATRONYMIC: ""}
    for part, piece in _split(text):
        if part is not None:
            parts[part] = piece
    return parts[Part.SURNAME], parts[Part.FIRST], parts[Part.PATRONYMIC]


def looks_like_name(text: str) -> bool:
    """Tell whether `text` reads as a name: capitalised words with initials, a patronymic or a known given name."""
    words = _SPACE.split(text.strip())[::2]
    plain = [word for word in words if word.lower() not in PATRONYMIC_MARKS and not is_surname_particle(word)]
    if not plain or not all(word[0].isupper() and _NAME_SIGNS.sub("", word).isalpha() for word in plain):
        return False
    has_initials = len(plain) > 1 and any(_INITIALS.fullmatch(word) for word in plain)
    # Of three words the last may have its mark fused («Мамедов Эльчин Расимоглы»).
    return has_initials or any(
        patronymic_gender(word, fused=len(plain) == 3 and word is plain[-1]) or is_given_name(word) for word in words
    )


def initials(first: str, patronymic: str) -> str:
    """Return «И.И.» for a first name and a patronymic, «Ж.-К.» for a double name, «М.» for «Мерген-оол».

    Of «Эльчин Расим-оглы», typed as one given name, the mark has no letter: «Э.Р.».
    """
    letters = [".-".join(_capitals(word, first=not index)) for index, word in enumerate(first.split())]
    return "".join(f"{each}." for each in (*letters, patronymic.strip()[:1].upper()) if each)


def _capitals(word: str, *, first: bool) -> list[str]:
    """Return the capitals of the halves of `word`; the `first` word of a name has one, however it was typed."""
    halves = [half for half in word.split("-") if half and half.lower() not in PATRONYMIC_MARKS]
    return [half[0].upper() for index, half in enumerate(halves) if half[0].isupper() or (first and index == 0)]


@lru_cache(maxsize=128)
def _decline_by_rules(last: str, first: str, patronymic: str, gender: Gender | None) -> NameForms:
    settled = gender or gender_of(last, first, patronymic)
    texts = (last, first, patronymic)
    forms = _decline_parts(texts, settled or propose_gender(last, first) or Gender.MALE, _NO_OVERRIDES)
    return forms if settled is not None else _doubt_gender(forms, texts)


def _decline_parts(texts: tuple[str, str, str], gender: Gender, overrides: Overrides) -> NameForms:
    last, first, patronymic = (
        override(_decline_given(part, text, texts[1], gender), overrides.get(text, {}))
        for part, text in zip(Part, texts, strict=True)
    )
    parts = [forms for forms in (last, first, patronymic) if forms.nom]
    spaced = [piece for forms in parts for piece in (" ", forms)][1:]
    short = initials(first.nom, patronymic.nom)
    gap = " " if short and last.nom else ""
    full = concatenate(*spaced)
    surname_initials, initials_surname = concatenate(last, gap, short), concatenate(short, gap, last)
    return NameForms(last, first, patronymic, full, surname_initials, initials_surname, gender)


def _decline_given(part: Part, text: str, first: str, gender: Gender) -> Forms:
    if not text or _INITIALS.fullmatch(text):
        return Forms.unchanging(text)
    if part is Part.SURNAME and all_short(first.split()):
        return Forms.unchanging(text, doubt_text("several"))
    forms = decline_part(part, text, gender)
    denied = part is Part.SURNAME and surname_denies(gender, text)
    return forms.doubted(doubt_text("other-gender")) if denied else forms


def _doubt_gender(forms: NameForms, texts: tuple[str, str, str]) -> NameForms:
    """Return `forms` doubted, if a person of the other gender with this name would decline otherwise."""
    last, first, _patronymic = texts
    other = Gender.FEMALE if forms.gender is Gender.MALE else Gender.MALE
    if surname_shows(forms.gender, last, first) or same_forms(
        _decline_parts(texts, other, _NO_OVERRIDES).full, forms.full
    ):
        return forms
    doubt = doubt_text("gender" if propose_gender(last, first) else "no-gender")
    return replace(
        forms,
        full=forms.full.doubted(doubt),
        surname_initials=forms.surname_initials.doubted(doubt),
        initials_surname=forms.initials_surname.doubted(doubt),
    )


def _split(text: str) -> list[tuple[Part | None, str]]:
    """Return the pieces of a full name in their order; spaces and initials belong to no part."""
    pieces = _SPACE.split(text.strip())
    words = [
        index for index, piece in enumerate(pieces) if piece and not piece.isspace() and not _INITIALS.fullmatch(piece)
    ]
    if not words:
        return [(None, text)]
    has_initials = len(words) < (len(pieces) + 1) // 2
    parts = [Part.SURNAME] * len(words) if has_initials else _assign([pieces[index] for index in words])
    split: list[tuple[Part | None, str]] = []
    done = 0
    for start, part in enumerate(parts):
        if start and parts[start - 1] is part:
            continue
        end = next((later for later in range(start, len(parts)) if parts[later] is not part), len(parts))
        split += [(None, piece) for piece in pieces[done : words[start]]]
        done = words[end - 1] + 1
        split.append((part, "".join(pieces[words[start] : done])))
    return [*split, *((None, piece) for piece in pieces[done:])]


def _assign(words: list[str]) -> list[Part]:
    """Return which part each word of a name without initials belongs to."""
    count = len(words)
    if count == 1:
        return [_part_of_single(words[0])]
    marked = next((index for index, word in enumerate(words) if index and word.lower() in PATRONYMIC_MARKS), None)
    if marked is not None:
        return _assign_marked(words, marked)
    if count > 2 and patronymic_gender(words[-2], fused=not patronymic_gender(words[-1])):
        return [Part.FIRST] * (count - 2) + [Part.PATRONYMIC, Part.SURNAME]
    if _ends_in_patronymic(words):
        before = Part.FIRST if count > 2 or is_given_name(words[0]) else Part.SURNAME
        return [Part.SURNAME] * (count - 2) + [before, Part.PATRONYMIC]
    if count == 2 and is_given_name(words[0]) and not is_given_name(words[1]):
        return [Part.FIRST, Part.SURNAME]
    head = next((index for index, word in enumerate(words[:-1]) if not is_surname_particle(word)), count - 2)
    return [Part.SURNAME] * (head + 1) + [Part.FIRST] * (count - head - 1)


def _ends_in_patronymic(words: list[str]) -> bool:
    """Tell whether the last of several words is a patronymic; of two words it may be a surname instead.

    «Анна Кара-Оглы» bears it: the mark is a man's.
    """
    told = patronymic_gender(words[-1], fused=True)
    if len(words) > 2 or told is None:
        return told is not None
    given = propose_gender("", words[0]) if is_given_name(words[0]) else None
    return (given or told) is told and (is_given_name(words[0]) or bool(patronymic_mark(words[-1])))


def _assign_marked(words: list[str], mark: int) -> list[Part]:
    """Return the parts where the word at `mark` is «оглы» or its like («Асан уулу Нурлан», «Гейдар Мамед оглы»)."""
    after = len(words) - mark - 1
    if mark == 1 and after:
        return [Part.SURNAME] * 2 + [Part.FIRST] * after
    before = _assign(words[: mark - 1]) if mark > 1 and not after else [Part.FIRST] * (mark - 1)
    return [*before, Part.PATRONYMIC, Part.PATRONYMIC, *[Part.SURNAME] * after]


def _part_of_single(word: str) -> Part:
    if word.lower().endswith(("вна", "чна")) and patronymic_gender(word):
        return Part.PATRONYMIC
    return Part.FIRST if is_given_name(word) else Part.SURNAME
