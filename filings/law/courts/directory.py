"""The directory of military courts: data/courts.csv, each field with its confidence and the day it is known for.

How a court is found by what a person types is court_search.py; which court hears a case is jurisdiction.py.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from filings.days import shown_day
from filings.errors import LawError
from filings.i18n import _
from filings.law.norms.staleness import is_old
from filings.law.stored import DATA, load
from filings.problems import Kind, Problem
from filings.quoting import quoted

_SUPREME = re.compile(r".*\bверховн\w+\s+суд\w*\s+(?:российской\s+федерации|рф)\b.*", re.IGNORECASE)


class CourtKind(StrEnum):
    """Kinds of military court (1-ФКЗ, статья 8)."""

    GARRISON = "garrison"
    DISTRICT = "district"
    NAVAL = "naval"
    APPEAL = "appeal"
    CASSATION = "cassation"


class Confidence(StrEnum):
    """How sure a field is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of one field: its confidence and the day it was true; `on` is None where the day is not known."""

    confidence: Confidence
    on: date | None


@dataclass(frozen=True, slots=True)
class Region:
    """A constituent entity of the federation under the number that courts' codes give it."""

    number: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Court:
    """A military court. An empty string means that the field is not known.

    `town` is where the court sits, which need not be the town of its name. `above` is the code of the court that hears
    appeals against it. `territory` is the text of the law where that is known. `marks` has one entry per known field.
    """

    code: str
    name: str
    kind: CourtKind
    region: str
    town: str
    aliases: tuple[str, ...]
    address: str
    index: str
    email: str
    site: str
    above: str
    territory: str
    marks: Mapping[str, Mark]
    sources: tuple[str, ...]

    @property
    def confidence(self) -> Confidence:
        """The lowest confidence among what a paper needs: the name, the address, the court above."""
        if "address" not in self.marks:
            return Confidence.LOW
        found = {self.marks[field].confidence for field in ("name", "address", "above") if field in self.marks}
        return max(found, key=list(Confidence).index)

    @property
    def full_address(self) -> str:
        """The address with the postal index before it, where the index is known; empty where no address is."""
        return f"{self.index}, {self.address}" if self.index and self.address else self.address

    @property
    def territory_page(self) -> str:
        """Web address of the page on which the court itself names its territory: for people, nothing here opens it."""
        return f"https://{self.site}{load('court_sources')['territory_page']['path']}"


@lru_cache(maxsize=1)
def courts() -> tuple[Court, ...]:
    """Return every military court, in the order of codes."""
    return tuple(_court(row) for row in _rows("courts"))


@lru_cache(maxsize=1)
def regions() -> tuple[Region, ...]:
    """Return every region, in the order of numbers."""
    return tuple(Region(row["sudrf"], row["name"], tuple(row["aliases"].split())) for row in _rows("regions"))


def court(code: str) -> Court:
    """Return the court with exactly this code («61GV0006»); raises `LawError` L040 where there is none."""
    found = _by_code().get(code)
    if found is None:
        raise LawError(
            Problem(
                Kind.UNLAWFUL,
                "L040",
                "court.code",
                _("Военного суда с кодом «{code}» в справочнике нет.").format(code=quoted(code)),
                _("Код и название показывает «filings courts» по городу, области или номеру суда."),
                open_in_draft=True,
            )
        )
    return found


def is_supreme(name: str) -> bool:
    """Tell whether `name` is that of the Supreme Court, with or without its judicial panel, in any case."""
    return _SUPREME.fullmatch(name) is not None


def field_notes(found: Court, on: date) -> tuple[str, ...]:
    """Return a Russian sentence for every field that must be checked before use: not sure, or old on `on`.

    A field that is not known at all is named too, where a paper needs it (address, e-mail).
    """
    return tuple(_notes(found, on))


def _notes(found: Court, on: date) -> Iterator[str]:
    for field, title in _titles().items():
        mark = found.marks.get(field)
        if mark is None:
            if field in ("address", "email"):
                yield _("{field}: в справочнике нет, возьмите на сайте суда.").format(field=title)
        elif mark.on is None:
            yield _("{field}: день сведений не известен, проверьте на сайте суда.").format(field=title)
        elif mark.confidence is not Confidence.HIGH or is_old("courts", mark.on, on):
            yield _("{field}: сведения на {day}, достоверность {sure}; проверьте на сайте суда.").format(
                field=title, day=shown_day(mark.on), sure=confidence_title(mark.confidence)
            )


def confidence_title(confidence: Confidence) -> str:
    """Return the Russian word for `confidence`: высокая, средняя, низкая."""
    return {
        Confidence.HIGH: _("высокая"),
        Confidence.MEDIUM: _("средняя"),
        Confidence.LOW: _("низкая"),
    }[confidence]


def _titles() -> Mapping[str, str]:
    return {
        "name": _("Название"),
        "address": _("Адрес"),
        "index": _("Почтовый индекс"),
        "email": _("Электронная почта"),
        "site": _("Сайт"),
        "above": _("Вышестоящий суд"),
        "territory": _("Территория"),
    }


@lru_cache(maxsize=1)
def _by_code() -> Mapping[str, Court]:
    return MappingProxyType({item.code: item for item in courts()})


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _court(row: Mapping[str, str]) -> Court:
    return Court(
        code=row["code"],
        name=row["name"],
        kind=CourtKind(row["kind"]),
        region=row["region"],
        town=row["town"],
        aliases=tuple(row["aliases"].split()),
        address=row["address"],
        index=row["index"],
        email=row["email"],
        site=row["site"],
        above=row["above"],
        territory=row["territory"],
        marks=MappingProxyType(dict(_mark(text) for text in row["marks"].split())),
        sources=tuple(row["sources"].split()),
    )


def _mark(text: str) -> tuple[str, Mark]:
    field, confidence, day = text.split(":")
    return field, Mark(Confidence(confidence), date.fromisoformat(day) if day else None)
