"""The tree of a filing: a closed set of frozen nodes that every writer knows, and nothing else.

This module imports nothing of ours. If you are about to add a colour, a font or a size here, do it in writers/style.py.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold."""

    content: "Inlines"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italic."""

    content: "Inlines"


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line inside a block."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A fact not known yet: a ruled gap in a draft. `hint` names it for the list of gaps, `fact` is its path, or empty;
    neither is printed. A path that ends in «[]» stands for the next item of a list."""

    hint: str
    fact: str = ""


Inline: TypeAlias = Text | Strong | Emphasis | LineBreak | Blank
Inlines: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One party of the caption, or one line of the registration box."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Caption:
    """Шапка: addressee, court, parties, fee; stands in the right half of the page."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """`title` РАПОРТ, `subtitle` об увольнении …, `section` ПРОШУ:"""

    level: Literal["title", "subtitle", "section"]
    content: Inlines


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list. `marker` («1.», «–») is given by the numbering transform, so every output prints the same."""

    content: Inlines
    marker: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """Numbered (`ordered`) or dashed items. Each ordered list starts at 1."""

    ordered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; a `header` row is repeated on every page."""

    cells: tuple[Cell, ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; every row has the same number of cells."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Position and rank, a line to sign on, the name, the date; never split over pages, never alone on a page."""

    position: Inlines
    rank: Inlines
    name: Inlines
    date: Inlines


@dataclass(frozen=True, slots=True)
class Resolutions:
    """Empty room for the resolutions of the commanders through whom the paper goes; prints no text."""


@dataclass(frozen=True, slots=True)
class Registration:
    """A ruled box on the applicant's own copy in which the receiver puts number, date and name."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block: TypeAlias = Caption | Heading | Paragraph | List | Table | Signature | Resolutions | Registration | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A whole filing. `kind` is its id in the catalogue, `title` goes into the file's properties and nowhere else.

    `carries` names the elements of the law that the template says its blocks hold; no writer prints it.
    """

    kind: str
    title: str
    blocks: tuple[Block, ...]
    carries: tuple[str, ...] = ()
