"""Finds the head of a phrase: adjectives in the nominative and the noun they lead to. The rest is in phrases.py."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from filings.russian.forms import Forms
from filings.russian.phrase_words import (
    Agreement,
    WordReading,
    adjectives,
    is_adverb,
    is_feminine_oblique,
    is_known,
    listed,
    nouns,
)

_NUMBER = re.compile(r"\d+|[IVXLC]+|№.*", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile(r"[А-яЁё]")
_JOINTS = (",", "и", "или")
_MOST_ADJECTIVES = 12
_LONGEST_SHOUTED_ABBREVIATION = 5

Modifiers = tuple[tuple[int, WordReading], ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase in the nominative: the forms of its tokens, and the token after it.

    `headed`: a noun or an abbreviation was found, not only adjectives («дежурный», «заведующий»).
    """

    forms: dict[int, Forms]
    end: int
    agreement: Agreement
    headed: bool = True
    known: bool = True
    person: bool = False
    sure: bool = False


def read_phrase(tokens: Sequence[str], start: int, *, animate: bool) -> Phrase | None:
    """Return the noun phrase in the nominative that begins at `start`, or None; `animate` chooses its accusative."""
    return _read(tokens, start, (), animate)


def begins_abbreviated(tokens: Sequence[str]) -> bool:
    """Tell whether the tokens begin with a shortened word («зам. командира»): with no noun after it nothing changes."""
    return bool(tokens) and tokens[0].lower() in listed("abbreviated")


def _read(tokens: Sequence[str], position: int, modifiers: Modifiers, animate: bool) -> Phrase | None:
    while position < len(tokens) and (tokens[position].isspace() or _is_skipped(tokens, position)):
        position += 1
    if position >= len(tokens) or len(modifiers) == _MOST_ADJECTIVES:
        return _substantive(tokens, modifiers, animate)
    token = tokens[position]
    if _is_abbreviation(token, shouted="".join(tokens).isupper()):
        return _abbreviated(tokens, position, modifiers, animate)
    if modifiers and token.lower() in _JOINTS and position <= modifiers[-1][0] + 2:
        following = _read(tokens, position + 1, modifiers, animate)
        return following if following is not None and following.headed else _substantive(tokens, modifiers, animate)
    if not token[0].isalnum():
        return _substantive(tokens, modifiers, animate)
    return _read_word(tokens, position, modifiers, animate)


def _read_word(tokens: Sequence[str], position: int, modifiers: Modifiers, animate: bool) -> Phrase | None:
    """Take the word for an adjective if that leads to a noun, else for the noun, else for a noun-like adjective."""
    token = tokens[position]
    agreed = modifiers[0][1].agreement if modifiers else None
    adjective = next((each for each in adjectives(token) if agreed in (None, each.agreement)), None)
    longer = None
    if adjective is not None:
        longer = _read(tokens, position + 1, (*modifiers, (position, adjective)), animate)
        if longer is not None and (longer.headed or longer.end > position + 1):
            return longer
    noun = _noun(token, agreed)
    if noun is not None:
        return _with_head(modifiers, position, noun, animate)
    return longer or _substantive(tokens, modifiers, animate)


def _noun(token: str, agreed: Agreement | None) -> WordReading | None:
    """Return `token` as a noun that its adjectives agree with; a person's gender may differ («мировой судья»)."""
    readings = nouns(token)
    exact = next((each for each in readings if agreed in (None, each.agreement)), None)
    if exact is not None or agreed == "plur":
        return exact
    return next((each for each in readings if each.person and each.agreement != "plur"), None)


def _with_head(modifiers: Modifiers, position: int, noun: WordReading, animate: bool) -> Phrase:
    forms = {**_forms(modifiers, animate), position: noun.forms(animate=animate)}
    agreement = modifiers[0][1].agreement if modifiers else noun.agreement
    return Phrase(forms, position + 1, agreement, known=noun.known, person=noun.person, sure=noun.sure)


def _substantive(tokens: Sequence[str], modifiers: Modifiers, animate: bool) -> Phrase | None:
    """Return adjectives of which the last is the head: «уполномоченный по …», «заведующий отделением»."""
    if not modifiers:
        return None
    modifiers = _without_complement(tokens, modifiers)
    position, last = modifiers[-1]
    person = last.agreement in ("masc", "femn")
    return Phrase(_forms(modifiers, animate), position + 1, last.agreement, headed=False, person=person)


def _without_complement(tokens: Sequence[str], modifiers: Modifiers) -> Modifiers:
    """Return the adjectives without those of the complement: «дежурный | 2-й роты», «командующий | 58-й армией».

    «2-й» and «войсковой» are a masculine nominative and a feminine oblique case alike; no office ends in the first.
    """
    end = len(modifiers)
    while end > 1 and is_feminine_oblique(tokens[modifiers[end - 1][0]]):
        end -= 1
    return modifiers[:end]


def _abbreviated(tokens: Sequence[str], position: int, modifiers: Modifiers, animate: bool) -> Phrase:
    """Return a phrase headed by an abbreviation, which freezes all that follows it («1-й МСБ»).

    After an office of its own the abbreviation is its complement: «военнослужащий | 1-й МСР».
    """
    own = _without_complement(tokens, modifiers)
    if own and any(reading.person for reading in nouns(tokens[own[-1][0]])):
        modifiers = own
    agreement = modifiers[0][1].agreement if modifiers else "neut"
    end = position + 1 if modifiers else len(tokens)
    return Phrase(_forms(modifiers, animate), end, agreement, person=tokens[position].lower() in listed("frozen-head"))


def _forms(modifiers: Modifiers, animate: bool) -> dict[int, Forms]:
    return {position: reading.forms(animate=animate) for position, reading in modifiers}


def _is_skipped(tokens: Sequence[str], position: int) -> bool:
    """Tell whether the token stands before or among the adjectives and never changes («235», «гвардии», «зам.»)."""
    token = tokens[position]
    lower = token.lower()
    if _NUMBER.fullmatch(token) or lower in listed("frozen-lead"):
        return True
    if lower in (".",):
        return position > 0 and tokens[position - 1].lower() in listed("abbreviated")
    if lower in listed("abbreviated"):
        return tokens[position + 1 : position + 2] == ["."]
    return bool(_WORD.match(token)) and is_adverb(token) and not adjectives(token) and not nouns(token)


def _is_abbreviation(token: str, *, shouted: bool) -> bool:
    """Tell whether a word is an abbreviation or foreign: «ФКУ», «в/ч». `shouted`: the phrase is all in capitals."""
    if not _WORD.match(token):
        return False
    last_half = token.rpartition("-")[2]
    if "/" in token or not _CYRILLIC.search(last_half) or token.lower() in listed("frozen-head"):
        return True
    if shouted:
        return len(token) <= _LONGEST_SHOUTED_ABBREVIATION and not (adjectives(token) or is_known(token))
    return sum(letter.isupper() for letter in last_half) > 1
