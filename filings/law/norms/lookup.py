"""Finding a stored provision by what a person types: «219 КАС», «п. 3 ст. 51», «моральный вред».

Forgiving about spelling, never about meaning: it returns keys of the store and says nothing of the law.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from filings.law.norms.store import Provision, acts, provisions
from filings.law.stored import load, per_law

_UNITS = {
    "ст": "статья",
    "ч": "часть",
    "п": "пункт",
    "пп": "подпункт",
    "подп": "подпункт",
    "абз": "абзац",
    "гл": "глава",
}
_SPOKEN = {
    "стать": "статья",
    "част": "часть",
    "подпункт": "подпункт",
    "пункт": "пункт",
    "абзац": "абзац",
    "глав": "глава",
}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TOKEN = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+")
_LAW = re.compile(r"(\d{1,4}) ?-? ?(фз|фкз)(?![а-я])")
_NOISE = frozenset({"рф", "россии", "российской", "федерации", "г", "от", "и", "о", "об", "на", "по", "из", "к", "с"})
_STEM = 4
_ENDING = 2


@dataclass(frozen=True, slots=True)
class Query:
    """What was understood: keys of acts, places as (unit or "", number) and the beginnings of the other words."""

    acts: frozenset[str]
    places: tuple[tuple[str, str], ...]
    words: tuple[str, ...]


def find_provisions(text: str) -> list[str]:
    """Return the keys of the stored provisions that `text` may mean, the likeliest first; empty where there is none."""
    query = understand(text)
    if query == Query(frozenset(), (), ()):
        return []
    hits = {item.key: _distance(item, query) for item in provisions() if _suits(item, query)}
    return sorted(hits, key=lambda key: hits[key])


def understand(text: str) -> Query:
    """Return what `text` says: any case of letters, any spelling of units («ст.», «статьи»), superscripts as «1.1»."""
    rest = _plain(text)
    found = set()
    for name, act in _names():
        if f" {name} " in rest:
            found.add(act)
            rest = rest.replace(f" {name} ", " ")
    places: list[tuple[str, str]] = []
    words = []
    unit, after_place = "", False
    for token, following in pairwise([*rest.split(), ""]):
        if _is_place(token, bool(unit) or after_place):
            places.append((unit, token))
            unit, after_place = "", True
        elif _unit(token) and _is_place(following, after_place=True):
            unit = _unit(token)
        else:
            words.append(token)
            after_place = False
    return Query(frozenset(found), tuple(places), tuple(_stem(word) for word in words if word not in _NOISE))


def _is_place(token: str, after_place: bool) -> bool:
    return token[:1].isdecimal() or (after_place and len(token) == 1 and token not in _UNITS)


def _unit(token: str) -> str:
    spoken = next((unit for stem, unit in _SPOKEN.items() if token.startswith(stem)), "")
    return _UNITS.get(token, spoken)


def _stem(word: str) -> str:
    return word if len(word) <= _STEM else word[: max(_STEM, len(word) - _ENDING)]


def _plain(text: str) -> str:
    raised = re.sub(r"(\d)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda match: f"{match[1]}.{match[2].translate(_RAISED)}", text)
    lowered = raised.casefold().replace("ё", "е")
    keyed = _LAW.sub(lambda match: f" фкз{match[1]} " if match[2] == "фкз" else f" фз{match[1]} ", lowered)
    return f" {' '.join(_TOKEN.findall(keyed))} "


@per_law()
def _names() -> tuple[tuple[str, str], ...]:
    raw = load("acts")["acts"]
    rows = [(_plain(name).strip(), act) for act in acts() for name in (act, *raw[act].get("also", ()), *_number(act))]
    return tuple(sorted(set(rows), key=lambda row: (-len(row[0]), row)))


def _number(act: str) -> tuple[str, ...]:
    law = re.fullmatch(r"(fz|fkz)(\d+)", act)
    return (f"{law[2]}-{'фз' if law[1] == 'fz' else 'фкз'}",) if law else ()


def _suits(item: Provision, query: Query) -> bool:
    if query.acts and item.act.key not in query.acts:
        return False
    numbers = [number for _unit_name, number in item.path]
    if not all((place in item.path) if place[0] else (place[1] in numbers) for place in query.places):
        return False
    return all(f" {word}" in _told(item.about, item.act.long[0]) for word in query.words)


@lru_cache(maxsize=4096)
def _told(about: str, title: str) -> str:
    return _plain(f"{about} {title}")


def _distance(item: Provision, query: Query) -> tuple[bool, int]:
    numbers = [number for _unit_name, number in item.path]
    asked = [number for _unit_name, number in query.places]
    from_the_top = numbers[: len(asked)] in (asked, asked[::-1])
    return (not from_the_top, len(item.path))
