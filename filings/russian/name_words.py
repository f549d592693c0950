"""One part of a person's name in six cases: letter case, hyphens, several words. Whole names are in names.py."""

import logging
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pytrovich import Case, NamePart, PetrovichDeclinationMaker
from pytrovich import Gender as PetrovichGender

from filings.russian.forms import Forms, as_typed, concatenate
from filings.russian.overlay import Gender, Part, apply_ending, doubt_text, find_rule, read_table, syllables

# petrovich logs the names it declines; personal data must not reach a log.
logging.getLogger("pytrovich").setLevel(logging.CRITICAL + 1)

_OBLIQUE = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
_NAME_PART = {Part.SURNAME: NamePart.LASTNAME, Part.FIRST: NamePart.FIRSTNAME, Part.PATRONYMIC: NamePart.MIDDLENAME}
_GENDER = {Gender.MALE: PetrovichGender.MALE, Gender.FEMALE: PetrovichGender.FEMALE}
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*")
_RUN = re.compile(rf"{_WORD.pattern}(?:\s*[-‐‑–]\s*{_WORD.pattern})*")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_HYPHENS = ("-", "‐", "‑", "–")  # hyphen-minus, hyphen, non-breaking hyphen, dash
_LATIN = re.compile(r"[A-Za-z]")
# «Son» and «daughter» in the patronymics of Turkic peoples; they never change, nor does the father's name before them.
PATRONYMIC_MARKS = {
    **dict.fromkeys(("оглы", "оглу", "улы", "уулу", "улу", "угли", "ұлы", "ўғли"), Gender.MALE),
    **dict.fromkeys(("кызы", "гызы", "кизи", "кзы", "қызы", "қизи"), Gender.FEMALE),
}
_MARKS = tuple(PATRONYMIC_MARKS)
_MARKED = re.compile(rf"(?:.*[{''.join(_HYPHENS)}]\s*)?({'|'.join(_MARKS)})")
_FUSED = re.compile(rf"[^\W\d_]{{3,}}({'|'.join(_MARKS)})")
_PATRONYMIC_ENDINGS = {("ич", "ыч"): Gender.MALE, ("вна", "чна", "шна"): Gender.FEMALE}


@lru_cache(maxsize=256)
def decline_part(part: Part, text: str, gender: Gender) -> Forms:
    """Return one part of a name as typed (`text` may hold hyphens, spaces, brackets) in six cases.

    Letters are kept as typed: capitals, е and ё. Numbers, punctuation and Latin words stay as they are.
    """
    if part is Part.PATRONYMIC and not any(patronymic_gender(word, fused=True) for word in _RUN.findall(text)[-1:]):
        return Forms.unchanging(text, doubt_text("unknown-patronymic") if _CYRILLIC.search(text) else None)
    gaps, words = _WORD.split(text), _WORD.findall(text)
    lower = [word.lower() for word in words]
    hyphens = [gap.strip() in _HYPHENS for gap in gaps[1:]]
    frozen = _frozen(part, lower, hyphens)
    pieces: list[Forms | str] = [gaps[0]]
    for index, (word, gap) in enumerate(zip(words, gaps[1:], strict=True)):
        still = index in frozen and not _LATIN.search(word)
        forms = Forms.unchanging(word) if still else _piece(part, word, lower, index, hyphens[index], gender)
        pieces += [forms, gap]
    return concatenate(*pieces)


def patronymic_gender(word: str, *, fused: bool = False) -> Gender | None:
    """Return whose patronymic `word` is: a man's («Петрович», «оглы», «Расим-оглы»), a woman's («кызы»), or None.

    `fused`: «Расимоглы» is one too. A surname may end so («Караоглы»): only its place in the name tells them apart.
    """
    lower = word.lower()
    # Few names end in a mark, and the ending costs less to see than where it is parted.
    if lower.endswith(_MARKS) and (
        marked := patronymic_mark(lower)
        or (fused and syllables(lower) > 2 and (run := _FUSED.fullmatch(lower)) and run[1])
    ):
        return PATRONYMIC_MARKS[marked]
    endings = (gender for tails, gender in _PATRONYMIC_ENDINGS.items() if lower.endswith(tails))
    return next(endings, None) if syllables(lower) > 1 else None


def patronymic_mark(word: str) -> str:
    """Return the mark («оглы») that `word` is or has after a hyphen («Расим-оглы»); empty without one."""
    marked = _MARKED.fullmatch(word.lower())
    return marked[1] if marked else ""


def _frozen(part: Part, words: Sequence[str], hyphens: Sequence[bool]) -> frozenset[int]:
    """Return the places of the words that «оглы», «оол» and their like freeze: the name before them, and marks.

    «Эльчин Мамед-Али оглы», typed as one given name, has «Мамед-Али оглы» unchanged, not «Эльчин».
    """
    found: set[int] = set()
    for index, word in enumerate(words):
        mark = word in PATRONYMIC_MARKS or (part is Part.PATRONYMIC and _FUSED.fullmatch(word) is not None)
        if mark or word in _halves()["both", "frozen-before"]:
            found |= {index} if mark else set()
            start = index - 1
            while start > 0 and hyphens[start - 1]:
                start -= 1
            found |= {*range(max(start, 0), index)}
    return frozenset(found)


def _piece(part: Part, word: str, words: Sequence[str], index: int, hyphenated: bool, gender: Gender) -> Forms:
    """Return the forms of `word`, the one at `index` of `words` (lower case); `hyphenated`: a hyphen follows it."""
    if _LATIN.search(word):
        return Forms.unchanging(word, doubt_text("script") if _CYRILLIC.search(word) else None)
    if index + 1 < len(words) and _stays(part, words, index, hyphenated=hyphenated):
        return Forms.unchanging(word)
    forms = _decline_word(part, word, gender)
    if part is Part.SURNAME and hyphenated and syllables(words[index]) == 1 and forms.gen != word:
        return forms.doubted(doubt_text("half"))
    return forms


def _stays(part: Part, words: Sequence[str], index: int, *, hyphenated: bool) -> bool:
    """Tell whether the word at `index`, which another one follows, keeps its nominative in every case."""
    halves = _halves()
    if part is Part.PATRONYMIC:
        return True
    if part is Part.SURNAME:
        return words[index] in halves["surname", "no"]
    if hyphenated:
        return words[index] not in halves["first", "yes"]
    return all_short(words)


def all_short(words: Sequence[str]) -> bool:
    """Tell whether `words` are several words of one syllable, as Chinese, Korean and Vietnamese given names are."""
    return len(words) > 1 and all(syllables(word.lower()) == 1 for word in words)


def is_surname_particle(word: str) -> bool:
    """Tell whether `word` is a first word of a surname that is never one by itself («ван», «де», «Кара»)."""
    return word.lower() in _halves()["surname", "no"]


def _decline_word(part: Part, word: str, gender: Gender) -> Forms:
    lower = word.lower()
    rule = find_rule(part, lower, gender)
    if rule is not None and rule.paradigm is not None:
        oblique = [apply_ending(ending, lower) for ending in rule.paradigm]
    else:
        oblique = [_maker().make(_NAME_PART[part], _GENDER[gender], case, lower) for case in _OBLIQUE]
    forms = [as_typed(word, form) for form in oblique]
    return Forms.of([word, *forms], doubt_text(rule.doubt) if rule is not None else None)


@lru_cache
def _halves() -> Mapping[tuple[str, str], frozenset[str]]:
    halves: dict[tuple[str, str], frozenset[str]] = {}
    for row in read_table("first_halves.tsv"):
        key = (row["part"], row["declines"])
        halves[key] = halves.get(key, frozenset()) | frozenset(row["words"].split())
    return halves


@lru_cache
def _maker() -> PetrovichDeclinationMaker:
    return PetrovichDeclinationMaker()
