"""Single words of a phrase as pymorphy3 reads them: which may be nominative, and their six forms.

pymorphy3 is heavy: it is imported here, when the first phrase is declined, and nowhere else.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from filings.russian.forms import Forms, agreeing_letters, as_typed, concatenate
from filings.russian.gender import is_given_name
from filings.russian.name_words import patronymic_gender
from filings.russian.overlay import read_table, syllables

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

Agreement = Literal["masc", "femn", "neut", "plur"]

_RUSSIAN = re.compile(r"[А-яЁё]+(?:-[А-яЁё]+)*")
_ORDINAL = re.compile(r"(\d+)-(?:ы?й|ой|а?я|о?е|ы?е)", re.IGNORECASE)
_ORDINAL_ENDINGS: dict[Agreement, tuple[str, ...]] = {
    "masc": ("го", "му", "го", "м", "м"),
    "femn": ("й", "й", "ю", "й", "й"),
    "neut": ("го", "му", "е", "м", "м"),
    "plur": ("х", "м", "х", "ми", "х"),
}
_ORDINAL_AGREEMENT: dict[str, Agreement] = {"й": "masc", "я": "femn", "е": "neut"}


@dataclass(frozen=True, slots=True)
class WordReading:
    """One way to read a word as a nominative: what it agrees in, its forms for a person and for a thing.

    `person`: the noun names a person. `sure`: no other case looks the same, so a word of the kind after «и» or a comma
    cannot belong to the genitive before it. `known`: the word is in the dictionary, not guessed by its ending.
    """

    agreement: Agreement
    animate: Forms
    inanimate: Forms
    person: bool = False
    sure: bool = False
    known: bool = True

    def forms(self, *, animate: bool) -> Forms:
        """Return the forms with the accusative of a person, or of a thing."""
        return self.animate if animate else self.inanimate


@lru_cache(maxsize=1024)
def adjectives(word: str) -> tuple[WordReading, ...]:
    """Return the readings of `word` as an adjective, participle or ordinal («1-й») in the nominative.

    Of «Ростовский-на-Дону» the first part alone inflects.
    """
    head, seam, river = word.partition("-на-")
    if seam:
        return tuple(_followed(reading, seam + river) for reading in adjectives(head))
    ordinal = _ORDINAL.fullmatch(word)
    if ordinal:
        return (_ordinal(word, ordinal[1]),)
    stem, hyphen, last = word.rpartition("-")
    found = [parse for parse in _parses(last) if parse.tag.POS in ("ADJF", "PRTF")]
    return tuple(_reading(last, parse, lead=stem + hyphen) for parse in found)


@lru_cache(maxsize=1024)
def is_feminine_oblique(word: str) -> bool:
    """Tell whether an adjective in the nominative may as well be a feminine genitive («2-й роты», «войсковой части»).

    «Рулевой», which is a noun too, may not: it is an office of its own.
    """
    if _ORDINAL.fullmatch(word):
        return word.lower().endswith("й")
    if word.lower() in listed("office"):
        return False
    parses = _all_parses(word.rpartition("-")[2])
    return any(parse.tag.case == "gent" and parse.tag.gender == "femn" for parse in parses) and not any(
        parse.tag.POS == "NOUN" and parse.tag.case == "nomn" for parse in parses
    )


@lru_cache(maxsize=1024)
def participles(word: str) -> tuple[WordReading, ...]:
    """Return the readings of `word` as a full participle in the nominative («проходящий», «уволенный»)."""
    return tuple(_reading(word, parse) for parse in _parses(word) if parse.tag.POS == "PRTF")


@lru_cache(maxsize=1024)
def nouns(word: str) -> tuple[WordReading, ...]:
    """Return the readings of `word` as a noun in the nominative, the likeliest first, singular before plural.

    Both halves of «механик-водитель» inflect; the first of «генерал-майор», «пресс-служба» and «IT-отдел» does not.
    """
    stem, hyphen, last = word.rpartition("-")
    if stem.isdecimal():
        return ()
    found = [parse for parse in _parses(last) if parse.tag.POS == "NOUN"]
    common = [parse for parse in found if not {"Surn", "Name", "Patr", "Geox"} & set(parse.tag.grammemes)]
    readings = [
        _reading(last, parse) for parse in sorted(common or found, key=lambda parse: parse.tag.number != "sing")
    ]
    return tuple(_prefixed(stem, hyphen, reading) for reading in readings) if hyphen else tuple(readings)


@lru_cache(maxsize=1024)
def is_adverb(word: str) -> bool:
    """Tell whether the dictionary has `word` as an adverb («временно», «вновь»)."""
    return any(parse.tag.POS == "ADVB" and parse.is_known for parse in _all_parses(word))


def is_common_word(word: str) -> bool:
    """Tell whether `word` is a common noun or adjective of the dictionary («прокуратура»), not a surname («Иванов»)."""
    proper = {"Surn", "Name", "Patr"}
    return any(parse.is_known and not proper & set(parse.tag.grammemes) for parse in _parses(word.rpartition("-")[2]))


def is_never_a_name(word: str) -> bool:
    """Tell whether the dictionary has `word` and knows no person, place or body of that name («рапорт», «в»)."""
    names = {"Surn", "Name", "Patr", "Geox", "Orgn", "Trad"}
    known = [parse for parse in _all_parses(word) if parse.is_known]
    return bool(known) and not any(names & set(parse.tag.grammemes) for parse in known)


def proper_cases(word: str) -> frozenset[str]:
    """Return the cases in which `word` may be one person's name, as pymorphy3 calls them («nomn», «gent»).

    The dictionary alone says so: none for a surname that it lacks.
    """
    found = (parse.tag for parse in _all_parses(word) if parse.is_known and parse.tag.number != "plur")
    return frozenset(str(tag.case) for tag in found if tag.case and {"Surn", "Name", "Patr"} & set(tag.grammemes))


def is_place(word: str) -> bool:
    """Tell whether the dictionary has `word` as a form of the name of a place («России»)."""
    return any(parse.is_known and "Geox" in parse.tag.grammemes for parse in _all_parses(word))


def is_person_name(word: str) -> bool:
    """Tell whether `word` is a person's name by the tables or the dictionary; a surname, only if it is nothing else."""
    tags = (parse.tag for parse in _all_parses(word) if parse.is_known)
    named = any(tag.case == "nomn" and {"Name", "Patr"} & set(tag.grammemes) for tag in tags)
    surname = "nomn" in proper_cases(word) and not is_common_word(word)
    return named or surname or is_given_name(word) or patronymic_gender(word) is not None


def may_be_nominative(word: str) -> bool:
    """Tell whether `word` may be a nominative singular that declines: «соколов», not «роты», «ФКУ», «МВД»."""
    bare = word.strip("()").rpartition("-")[2]
    tags = [parse.tag for parse in _all_parses(bare) if parse.is_known]
    nominative = any(tag.case == "nomn" and tag.number != "plur" and "Abbr" not in tag.grammemes for tag in tags)
    return syllables(bare.lower()) > 0 and (nominative or not tags)


def may_be_unknown_name(word: str) -> bool:
    """Tell whether `word`, which the dictionary lacks, is neither an adjective by its ending nor only oblique."""
    tags = [parse.tag for parse in _all_parses(word)]
    nominative = not tags or any(tag.case is None or (tag.case == "nomn" and tag.number == "sing") for tag in tags)
    return nominative and not is_known(word) and not any(tag.POS == "ADJF" for tag in tags)


def is_common_or_place(word: str) -> bool:
    """Tell whether a nominative of the dictionary is no person's name («военный», «роман», «Киров»)."""
    return any(
        parse.is_known and parse.tag.case == "nomn" and not {"Surn", "Name", "Patr", "Poss"} & set(parse.tag.grammemes)
        for parse in _all_parses(word)
    )


@lru_cache(maxsize=1024)
def is_known(word: str) -> bool:
    """Tell whether the dictionary has `word`."""
    return any(parse.is_known for parse in _all_parses(word))


@lru_cache
def listed(kind: str) -> frozenset[str]:
    """Return the words that data/phrase_words.tsv lists as `kind`."""
    return frozenset(
        word for row in read_table("phrase_words.tsv") if row["kind"] == kind for word in row["words"].split()
    )


def _prefixed(stem: str, hyphen: str, reading: WordReading) -> WordReading:
    """Return `reading`, that of the last half, with the first half in front, inflected where it inflects."""
    frozen = stem.lower() in listed("frozen-half") or reading.inanimate.nom.lower() in listed("rank") or stem.isupper()
    first = None if frozen else next(iter(nouns(stem)), None)
    lead = first or WordReading(reading.agreement, Forms.unchanging(stem), Forms.unchanging(stem))
    return WordReading(
        reading.agreement,
        concatenate(lead.animate, hyphen, reading.animate),
        concatenate(lead.inanimate, hyphen, reading.inanimate),
        person=reading.person or lead.person,
        sure=reading.sure,
        known=reading.known,
    )


def _followed(reading: WordReading, tail: str) -> WordReading:
    still = Forms.unchanging(tail)
    return replace(
        reading,
        animate=concatenate(reading.animate, "", still),
        inanimate=concatenate(reading.inanimate, "", still),
    )


def _ordinal(word: str, digits: str) -> WordReading:
    agreement: Agreement = "plur" if word.lower().endswith("ые") else _ORDINAL_AGREEMENT[word[-1].lower()]
    gen, dat, acc, ins, prep = (f"{digits}-{ending}" for ending in _ORDINAL_ENDINGS[agreement])
    animate = Forms(word, gen, dat, acc, ins, prep)
    return WordReading(agreement, animate, Forms(word, gen, dat, acc if agreement == "femn" else word, ins, prep))


def _reading(word: str, parse: "Parse", lead: str = "") -> WordReading:
    tag = parse.tag
    agreement = _agreement(parse)
    lower = word.lower()
    gen, dat, ins, prep = (_inflected(parse, case) for case in ("gent", "datv", "ablt", "loct"))
    has_own_accusative = agreement == "femn" or (
        agreement != "plur" and lower.endswith(("а", "я")) and tag.POS == "NOUN"
    )
    own = _inflected(parse, "accs") if has_own_accusative and agreement != "neut" else None
    accusatives = (own or (lower if agreement == "neut" else gen), own or lower)
    animate, inanimate = (
        Forms.of(lead + as_typed(word, form) for form in (lower, gen, dat, acc, ins, prep)) for acc in accusatives
    )
    agent = not parse.is_known and lower.endswith(tuple(listed("agent-ending")))
    person = tag.POS == "NOUN" and (tag.animacy == "anim" or agent or lower in listed("person"))
    sure = person and not any(other.tag.case not in (None, "nomn", "voct") for other in _all_parses(word))
    return WordReading(
        agreement,
        animate,
        inanimate,
        person=person,
        sure=sure,
        known=parse.is_known or agent or lower in listed("person") | listed("body"),
    )


def _agreement(parse: "Parse") -> Agreement:
    """Return what adjectives take beside the word; nouns of either sex («судья») count as masculine."""
    if parse.tag.number == "plur":
        return "plur"
    genders: dict[str, Agreement] = {"femn": "femn", "neut": "neut"}
    return genders.get(str(parse.tag.gender), "masc")


def _inflected(parse: "Parse", case: str) -> str:
    """Return the form of `case`; of several (высшего, высочайшего) the one most like the word itself."""
    tag = parse.tag
    wanted = (tag.POS, tag.number, tag.gender)
    forms: list[str] = [
        form.word
        for form in parse.lexeme
        if case in form.tag and (form.tag.POS, form.tag.number, form.tag.gender) == wanted and "V-oy" not in form.tag
    ]
    return max(forms, key=lambda form: agreeing_letters(parse.word, form), default=str(parse.word))


def _parses(word: str) -> list["Parse"]:
    """Return the nominative readings of `word`; none of a preposition («По» is a poet, too) and of initials («А»)."""
    parses = _all_parses(word)
    if any(parse.tag.POS == "PREP" for parse in parses):
        return []
    return [parse for parse in parses if "nomn" in parse.tag and "Init" not in parse.tag]


def _all_parses(word: str) -> list["Parse"]:
    """Return every reading of a Russian word; pymorphy3 fails on rare characters, so it is asked for no other."""
    return _analyzer().parse(word.lower()) if _RUSSIAN.fullmatch(word) else []


@lru_cache
def _analyzer() -> "MorphAnalyzer":
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()
