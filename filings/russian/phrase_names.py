"""Finds a person's name in what was taken for a phrase («истец Иванов», «соколов пётр»). Declines nothing."""

import re

from filings.russian.forms import Forms, same_forms
from filings.russian.phrase_words import (
    adjectives,
    is_common_or_place,
    is_known,
    is_person_name,
    is_place,
    listed,
    may_be_nominative,
    may_be_unknown_name,
    nouns,
    proper_cases,
)

_QUOTED = re.compile(r'«[^»]*»|„[^“”]*[“”]|“[^”]*”|"[^"]*"')
_NAMED_AFTER = re.compile(r"\b(?:имени|им\.|памяти)\s.*", re.DOTALL)
_PIECE = re.compile(r"(?:[А-ЯЁ]\.\s?-?){1,2}|[^\W\d_]+(?:[-’'][^\W\d_]+)*|[^\s\w]|\S+")
_INITIALS = re.compile(r"(?:[А-ЯЁ]\.\s?-?){1,2}")
_NAME = re.compile(r"\(?[^\W\d_]+(?:[-‐‑–’'ʼ`][^\W\d_]+)*\)?|(?:[А-ЯЁ]\.-?){1,2}")
_MOST_WORDS = 5
_CAPITALISED = re.compile(r"[А-ЯЁ][а-яё’']+(?:-[А-ЯЁ]?[а-яё’']+)*")


def name_after_position(text: str, *, person: bool) -> str:
    """Return the first word of `text` that may be the name of the one whom the phrase calls by office, or "".

    That is no name in quotes, after «имени», «город» or «г.», nor one that cannot be a nominative («представитель
    Петрова» can). `person`: the phrase names a person; after a body («клиника Мешалкина») a name counts only with
    initials and only where it is no genitive.
    """
    pieces = _PIECE.findall(_NAMED_AFTER.sub("", _QUOTED.sub(" _ ", text)))
    places = (place for place in range(1, len(pieces)) if _CAPITALISED.fullmatch(pieces[place]))
    return next((pieces[place] for place in places if _is_name(pieces, place, person=person)), "")


def _is_name(pieces: list[str], place: int, *, person: bool) -> bool:
    word, before = pieces[place], pieces[place - 1]
    cases = proper_cases(word)
    if any(_INITIALS.fullmatch(piece) for piece in (before, *pieces[place + 1 : place + 2])):
        return ("nomn" in cases or not is_known(word)) and (person or "gent" not in cases)
    if not person or before == "." or before.lower().startswith(tuple(listed("place"))):
        return False
    if any(reading.person for reading in nouns(before)):
        is_head = not adjectives(before)
        strange = may_be_unknown_name(word) or any(reading.person for reading in nouns(word))
        return "nomn" in cases or (is_head and strange)
    return "nomn" in cases and "gent" not in cases and not is_common_or_place(word)


def leaves_name(text: str, phrase: Forms, name: Forms) -> bool:
    """Tell whether `phrase`, the forms of `text` taken for a phrase, leaves a word that in `name` would decline.

    Only what may be a name as a whole counts: a few words of letters. A word that cannot be a nominative («роты») is a
    complement, unless a name stands beside it («Гена Шурупов») or all have capitals («Полиграф Багров») and it is no
    place. Two names are a name however they were declined.
    """
    words = text.split()
    if len(words) > _MOST_WORDS or not all(map(_NAME.fullmatch, words)):
        return False
    names = sum(map(is_person_name, words))
    capitals = len(words) > 1 and all(word[0].isupper() and not word.isupper() for word in words)
    genitives = zip(words, phrase.gen.split()[-len(words) :], name.gen.split(), strict=True)
    return (names > 1 and not same_forms(phrase, name)) or any(
        copied == word != declined and (names or may_be_nominative(word) or (capitals and not is_place(word)))
        for word, copied, declined in genitives
    )
