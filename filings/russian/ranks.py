"""Military ranks: a closed table of six cases, their order and groups, and what is written before and after a rank.

53-ФЗ of 28.03.1998 «О воинской обязанности и военной службе», art. 46. What is not in data/ranks.tsv is no rank.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from filings.errors import LanguageError
from filings.i18n import _
from filings.nearest import nearest
from filings.problems import Kind, Problem
from filings.russian.forms import CASES, Forms, as_typed, concatenate
from filings.russian.overlay import read_table

Group = Literal["soldier", "warrant", "officer", "general"]
Service = Literal["justice", "medical"]
Status = Literal["reserve", "retired"]

_SERVICES: Mapping[Service, str] = {"justice": "юстиции", "medical": "медицинской службы"}
_STATUSES: Mapping[Status, str] = {"reserve": "запаса", "retired": "в отставке"}
_TAILS = (
    ("медицинской службы", "ветеринарной службы", "внутренней службы", "таможенной службы", "юстиции", "полиции"),
    ("запаса", "в запасе", "в отставке"),
)
_DEGREES = {
    **dict.fromkeys(("1-го", "1-й", "1-ой", "i", "первого", "первой"), "1"),
    **dict.fromkeys(("2-го", "2-й", "2-ой", "ii", "второго", "второй"), "2"),
    **dict.fromkeys(("3-го", "3-й", "3-ой", "iii", "третьего", "третьей"), "3"),
}


@dataclass(frozen=True, slots=True)
class Rank:
    """One rank. `level` orders the ranks: a naval rank and its army equal share one. `forms` are without decoration."""

    forms: Forms
    level: int
    group: Group


def rank_names() -> tuple[str, ...]:
    """Return every rank in the nominative, from the lowest to the highest."""
    return tuple(_table())


@lru_cache(maxsize=512)
def decline_rank(
    text: str, *, guards: bool = False, service: Service | None = None, status: Status | None = None
) -> Forms:
    """Return a rank in six cases with what belongs to it: «гвардии старший лейтенант медицинской службы запаса».

    `text` is a rank in the nominative, in any letter case, plain or already decorated («капитан юстиции», «капитан 3-го
    ранга»). A woman's rank is the same: «старшему сержанту Ивановой». Raises LanguageError (R003) for an unknown rank.
    """
    before, words, after = _parts(text)
    tail = " ".join(
        part for part in (_SERVICES[service] if service else "", _STATUSES[status] if status else "") if part
    )
    lead = "гвардии " if guards and not before else before
    end = f"{after} {tail}" if tail and tail not in after else after
    return concatenate(lead, _inflect(words), end)


def rank_level(text: str) -> int:
    """Return the place of a rank in seniority, from 0 (no rank yet) to 20; LanguageError (R003) if unknown."""
    return _find(text).level


def rank_group(text: str) -> Group:
    """Return the group of a rank, «soldier» up to старшина; LanguageError (R003) if unknown."""
    return _find(text).group


def is_rank(text: str) -> bool:
    """Tell whether `text` is a rank in the nominative, plain or decorated, and nothing more."""
    rank, rest = split_rank(text)
    return bool(rank) and not rest


@lru_cache(maxsize=512)
def split_rank(text: str) -> tuple[str, str]:
    """Return the decorated rank that `text` begins with and the rest («рядовой Иванов» → «рядовой», «Иванов»).

    The first is empty where `text` begins with no rank.
    """
    words = text.split()
    place = _place(words)
    return (" ".join(words[: place.after]), " ".join(words[place.after :])) if place else ("", text)


@dataclass(frozen=True, slots=True)
class _RankSpan:
    """Where a rank stands among the words of a text: first word, the word after it, the word after its decoration."""

    first: int
    end: int
    after: int


def _place(words: list[str]) -> _RankSpan | None:
    first = 1 if words and words[0].lower() == "гвардии" else 0
    for end in range(min(len(words), first + 3), first, -1):
        if _canonical(words[first:end]) in _table():
            after = end
            for tails in _TAILS:
                found = (
                    len(tail.split()) for tail in tails if f"{' '.join(words[after:]).lower()} ".startswith(f"{tail} ")
                )
                after += next(found, 0)
            return _RankSpan(first, end, after)
    return None


@lru_cache(maxsize=512)
def _find(text: str) -> Rank:
    return _table()[_canonical(_parts(text)[1])]


def _parts(text: str) -> tuple[str, list[str], str]:
    """Return what stands before a rank, its words and what stands after, each with its spaces."""
    words = text.split()
    place = _place(words)
    if place is None or place.after < len(words):
        raise LanguageError(_unknown(text))
    before = "".join(f"{word} " for word in words[: place.first])
    return before, words[place.first : place.end], "".join(f" {word}" for word in words[place.end :])


def _inflect(words: list[str]) -> Forms:
    rank = _table()[_canonical(words)].forms
    plain = rank.nom.lower().split()
    declined = (
        " ".join(
            as_typed(word, form.lower()) if word.lower() == nominative else word
            for word, nominative, form in zip(words, plain, rank[case].split(), strict=True)
        )
        for case in CASES
    )
    return Forms.of(declined)


def _canonical(words: list[str]) -> str:
    lower = [_DEGREES.get(word.lower(), word.lower()) for word in words]
    return "Маршал Российской Федерации" if lower == ["маршал", "российской", "федерации"] else " ".join(lower)


def _unknown(text: str) -> Problem:
    near = nearest(text.lower(), rank_names(), 1)
    hint = (
        _("Похоже на «{rank}».").format(rank=near[0]) if near else _("Возьмите звание из списка: рядовой, ефрейтор, …")
    )
    return Problem(
        Kind.UNSETTLED, "R003", "", _("Воинского звания «{rank}» нет.").format(rank=text), hint, "53-ФЗ, ст. 46, п. 1"
    )


@lru_cache
def _table() -> Mapping[str, Rank]:
    ranks = {}
    for row in read_table("ranks.tsv"):
        forms = Forms.of(row[case] for case in CASES)
        ranks[forms.nom] = Rank(forms, int(row["level"]), cast("Group", row["group"]))
    return ranks
