"""Finding a court by what a person types: name, town, region, number, code, in any case and with slips of the hand.

Territory is never concluded from a match: which court is competent the person checks on the court's own page.
"""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from filings.errors import LawError
from filings.i18n import _
from filings.law.courts.directory import Court, CourtKind, courts, regions
from filings.problems import Kind, Problem
from filings.quoting import quoted

_LONGEST = 200
_MOST_WORDS = 12
_WORD = re.compile(r"\d+|[^\W\d_]+")
_NUMERAL_ENDING = re.compile(r"(?<=\d)\s*-?\s*(?:ый|ой|ий|го|ого|му|ому|ом|ым|й|м|е)\b")
_ENDING = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ами|ями|ый|ий|ой|ым|им|ом|ем|ей|ая|яя|ую|юю|ые|ие|ых|их|ах|ях|ью|[аяоеуюыиьй])$"
)
_CODE = re.compile(r"(\d\d)([A-Z0])V([\dO]{4})")
# Letters of a code that are typed in Cyrillic: look-alikes, and Г, В as people read GV aloud.
_CODE_LETTERS = str.maketrans("ОАКГВ", "OAKGV")
_KEYBOARD = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё")

_GENERIC = frozenset(
    {
        *("суд", "военн", "город", "област", "кра", "республик", "округ", "автономн", "территор", "обл", "г"),
        *("росс", "российск", "федерац", "рф", "в", "во", "на", "при", "для", "по", "из", "и"),
    }
)
_KINDS: Mapping[str, CourtKind] = MappingProxyType(
    {
        "гарнизонн": CourtKind.GARRISON,
        "окружн": CourtKind.DISTRICT,
        "флотск": CourtKind.NAVAL,
        "апелляционн": CourtKind.APPEAL,
        "кассационн": CourtKind.CASSATION,
    }
)
_SHORT: Mapping[str, str] = MappingProxyType(
    {
        "гвс": "гарнизонный",
        "овс": "окружной",
        "фвс": "флотский",
        "квс": "кассационный",
        "авс": "апелляционный",
        "зовс": "западный окружной",
        "вовс": "восточный окружной",
        "юовс": "южный окружной",
        "цовс": "центральный окружной",
        "тофвс": "тихоокеанский флотский",
        "сфвс": "северный флотский",
        "бфвс": "балтийский флотский",
        "первый": "1",
        "второй": "2",
    }
)
# What a word of a court weighs by the field it comes from.
_NAME, _ALIAS, _TOWN, _REGION, _TERRITORY = 1.0, 0.98, 0.95, 0.7, 0.4
_LEAST_WORD, _LEAST, _NEAR_BEST = 0.72, 0.3, 0.6
_LIKE_A_KIND = 0.85


@dataclass(frozen=True, slots=True)
class Match:
    """A court that was found. `score` runs from 0 to 1.2; only the order of scores has a meaning."""

    court: Court
    score: float


def find_courts(query: str, limit: int = 10) -> tuple[Match, ...]:
    """Return at most `limit` courts that `query` may mean, best first; empty where none is near.

    Read are a code or its Cyrillic look-alike, a site, an e-mail, a postal index, and words in any case with one or two
    slips: of the name, the town, the region, an abbreviation («1 ЗОВС»), or any of these typed on the Latin keyboard.
    Only the first 200 characters count.
    """
    text = query[:_LONGEST].strip()
    exact = tuple(Match(item, 1.2) for item in courts() if _identified(item, text))
    if exact:
        return exact[:limit]
    found = _ranked(_words(text))
    if not found and re.search("[a-z]", text.casefold()):
        found = _ranked(_words(text.casefold().translate(_KEYBOARD)))
    return found[:limit]


def named(name: str) -> Court:
    """Return the court whose full name is `name`, in any one grammatical case.

    Case of letters, «ё», hyphens, quotation marks and the ending of a number («35-й») do not matter. Raises `LawError`:
    L040 where no court is so named (the remedy tells the nearest), L041 where the name leaves a choice between several.
    """
    words = _words(name[:_LONGEST])
    for item in courts():
        if words == _name_words()[item.code]:
            return item
    fitting = [item for item in courts() if _part_of(words, _name_words()[item.code])] if "суд" in words else []
    if len(fitting) > 1:
        raise LawError(_ambiguous(name, fitting))
    raise LawError(_unknown(name))


def normal_code(text: str) -> str:
    """Return `text` as a court's code is written («61гв 0006» → «61GV0006»); empty where it is none."""
    plain = re.sub(r"[\s\-–—]", "", text.upper()).translate(_CODE_LETTERS)
    parts = _CODE.fullmatch(plain)
    return f"{parts[1]}{parts[2].replace('0', 'O')}V{parts[3].replace('O', '0')}" if parts else ""


def _identified(item: Court, text: str) -> bool:
    plain = text.casefold().removeprefix("https://").removeprefix("http://").rstrip("/")
    known = (item.site, item.index, *item.email.split("; "))
    return bool(plain) and (normal_code(text) == item.code or plain in known)


def _words(text: str) -> tuple[str, ...]:
    """Return the stems of `text`, abbreviations written out."""
    plain = _NUMERAL_ENDING.sub(" ", text.casefold().replace("ё", "е"))
    spelled = " ".join(_SHORT.get(word, word) for word in _WORD.findall(plain))
    return tuple(_stem(word) for word in spelled.split())


def _stem(word: str) -> str:
    """Cut the ending off; the same cut on both sides is all that comparison needs, so this is no morphology."""
    cut = _ENDING.sub("", word)
    return cut if len(cut) > 1 else word


@lru_cache(maxsize=1)
def _name_words() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({item.code: _words(item.name) for item in courts()})


@lru_cache(maxsize=1)
def _vocabulary() -> Mapping[str, Mapping[str, float]]:
    """Return word → code of a court → weight of that word for that court."""
    found: dict[str, dict[str, float]] = {}
    nicknames = {region.name: region.aliases for region in regions()}
    for item in courts():
        near = [item.region, *nicknames[item.region]]
        wide = [
            *item.territory.split("; "),
            *(n for r, names in nicknames.items() if r in item.territory for n in names),
        ]
        fields = (
            ([item.name], _NAME),
            (item.aliases, _ALIAS),
            ([item.town], _TOWN),
            (near, _REGION),
            (wide, _TERRITORY),
        )
        for texts, weight in fields:
            for word in _significant(_words(" ".join(texts))):
                found.setdefault(word, {}).setdefault(item.code, weight)
    return MappingProxyType(found)


def _significant(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in _GENERIC and _kind(word) is None]


def _kind(word: str) -> CourtKind | None:
    """Return the kind of court that the stem `word` names, one slip allowed in a word so long."""
    near = difflib.get_close_matches(word, _KINDS, n=1, cutoff=_LIKE_A_KIND)
    return _KINDS[near[0]] if near else None


def _ranked(words: tuple[str, ...]) -> tuple[Match, ...]:
    wanted = _significant(words)[:_MOST_WORDS]
    kinds = {kind for word in words if (kind := _kind(word))}
    if not wanted and not kinds:
        return ()
    scores = [_by_court(word) for word in wanted]
    matches = []
    for item in courts():
        mean = sum(score.get(item.code, 0.0) for score in scores) / len(scores) if scores else 0.5
        if mean >= _LEAST and (wanted or item.kind in kinds):
            matches.append(Match(item, mean + _kind_bonus(item, kinds)))
    matches.sort(key=lambda match: -match.score)
    return tuple(match for match in matches if match.score >= matches[0].score * _NEAR_BEST)


def _kind_bonus(item: Court, kinds: set[CourtKind]) -> float:
    """Weigh the kind that was asked for; where none was, a garrison court is the usual answer (1-ФКЗ, статья 22)."""
    if kinds:
        return 0.2 if item.kind in kinds else -0.2
    return 0.01 if item.kind is CourtKind.GARRISON else 0.0


def _by_court(word: str) -> dict[str, float]:
    best: dict[str, float] = {}
    slips = word not in _vocabulary()
    for known, weights in _vocabulary().items():
        likeness = _likeness(word, known, slips=slips)
        if likeness >= _LEAST_WORD:
            for code, weight in weights.items():
                best[code] = max(best.get(code, 0.0), likeness * weight)
    return best


def _likeness(word: str, known: str, *, slips: bool) -> float:
    """Return from 0 to 1 how much a typed stem looks like a known one; numbers and very short words must be equal.

    Without `slips` only an equal stem counts, or one that goes on.
    """
    if word == known:
        return 1.0
    if min(len(word), len(known)) < 4 or word.isdecimal() or known.isdecimal():
        return 0.9 if len(word) == 3 and known.startswith(word) and word.isalpha() else 0.0
    if known.startswith(word) or (slips and word.startswith(known)):
        return 0.97
    if not slips:
        return 0.0
    whole = difflib.SequenceMatcher(None, word, known).ratio()
    start = difflib.SequenceMatcher(None, word, known[: len(word)]).ratio()
    return max(whole, start * 0.95) * 0.95


def _part_of(words: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in words)


def _ambiguous(name: str, fitting: list[Court]) -> Problem:
    return Problem(
        Kind.UNLAWFUL,
        "L041",
        "court.name",
        _("Под название «{name}» подходит несколько судов: {names}.").format(
            name=quoted(name), names="; ".join(f"{item.name} ({item.code})" for item in fitting[:12])
        ),
        _("Запишите полное название одного из них или его код."),
    )


def _unknown(name: str) -> Problem:
    near = "; ".join(f"{match.court.name} ({match.court.code})" for match in find_courts(name, 3))
    return Problem(
        Kind.UNLAWFUL,
        "L040",
        "court.name",
        _("Военного суда «{name}» в справочнике нет.").format(name=quoted(name)),
        _("Возможно, имелся в виду: {names}.").format(names=near)
        if near
        else _("Найдите суд командой «filings courts» по городу, области или номеру и запишите его полное название."),
        open_in_draft=True,
    )
