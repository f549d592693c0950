"""A page of a table: what its headings name, and what each of its lines gives.

How the page is kept, and which case a line belongs to, must NOT matter here.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, Protocol

from filings.fact_path import Path, spelled
from filings.facts import Field
from filings.i18n import _
from filings.nearest import meant
from filings.problems import Kind, Problem
from filings.quoting import quoted
from filings.tables.addresses import Address
from filings.tables.cells import EatenError, Typed, as_text, as_typed
from filings.tables.columns import MEND, Column, is_number
from filings.tables.rows import Line

LONGEST_SHOWN = 120
_MOST_FAULTS = 50


class FactCell(NamedTuple):
    """A cell in the column of a fact: the `path` of the fact, its `text` («» where blank), where it stands."""

    path: Path
    text: str
    page: "TablePage"
    row: int
    position: int

    @property
    def address(self) -> Address:
        """Where the cell is, as a person looks for it."""
        return self.page.address(self.row, self.position)


@dataclass(frozen=True, slots=True)
class TablePage:
    """A page whose headings are known: `name` («» where the table has one page only), its `headings` as typed, the
    `columns` of facts by position, the position of the `number` of the case, the positions that say nothing of the case
    (`idle`: its number, our remarks), and the `places` of the facts that are in no list, by path."""

    name: str
    headings: Line
    columns: Mapping[int, Column]
    number: int | None
    idle: frozenset[int]
    places: Mapping[str, int]

    def address(self, row: int, position: int) -> Address:
        """Return the address of the cell at `position` of the row `row`."""
        heading = _shown(self.headings[position]) if position < len(self.headings) else ""
        return Address(self.name, row, position, heading)

    def cells(self, row: int, line: Sequence[Typed], problems: list[Problem]) -> Iterator[FactCell]:
        """Yield the filled cells of `line` in the columns of facts; what cannot be read goes to `problems`."""
        for position, value in enumerate(line):
            if value == "" or _is_blank(value):
                continue
            column = self.columns.get(position)
            if column is not None:
                text = self.text(row, position, value, problems, column.field)
                if text:
                    yield FactCell(column.path, text, self, row, position)
            elif position not in self.idle:
                what, remedy = _("У этого столбца нет заголовка."), _("Впишите заголовок или очистите ячейку.")
                problems.append(Problem(Kind.WRONG, "B014", self.address(row, position), what, remedy))

    def holds(self, line: Sequence[Typed]) -> bool:
        """Tell whether `line` says anything of a case, were it spoilt or without a heading."""
        return any(not _is_blank(value) for position, value in enumerate(line) if position not in self.idle)

    def blanks(self, row: int, filled: Collection[int]) -> Iterator[FactCell]:
        """Yield the cells of the columns of facts that gave no text: all but those at the positions `filled`."""
        for position, column in self.columns.items():
            if position not in filled:
                yield FactCell(column.path, "", self, row, position)

    def text(self, row: int, position: int, value: Typed, problems: list[Problem], field: Field | None = None) -> str:
        """Return the text of one cell, «» where the spreadsheet spoilt it: `problems` then tell."""
        try:
            return as_text(value, field)
        except EatenError as error:
            problems.append(Problem(error.kind, error.code, self.address(row, position), error.what, error.remedy))
            return ""

    def number_of(self, row: int, line: Sequence[Typed], problems: list[Problem]) -> str:
        """Return the number of the case that `line` names, «» where it names none."""
        if self.number is None or self.number >= len(line):
            return ""
        return " ".join(self.text(row, self.number, line[self.number], problems).split())


def is_blank(line: Sequence[Typed]) -> bool:
    """Tell whether nothing is typed in `line`."""
    return all(value == "" or _is_blank(value) for value in line)


def typed(line: Sequence[Typed]) -> Line:
    """Return `line` as a person would type it."""
    return tuple([value if isinstance(value, str) else as_typed(value) for value in line])


class Headings(Protocol):
    """What a heading of a page may name."""

    def find(self, heading: str) -> Column | None:
        """Return the column that `heading` names, None where it names none."""

    def near(self, heading: str) -> Sequence[str]:
        """Return the headings that may have been meant by `heading`."""


def read_headings(name: str, row: int, line: Sequence[Typed], headings: Headings, problems: list[Problem]) -> TablePage:
    """Return the page `name` whose headings stand in `line`, the row `row`.

    `problems` get B008 where no heading is known, B009 for one that is unknown, B010 for one that stands twice; a page
    of another sort has so many unknown ones that not all are told.
    """
    page = TablePage(name, typed(line), {}, None, frozenset(), {})
    columns: dict[int, Column] = {}
    idle: set[int] = set()
    number: int | None = None
    faults: list[Problem] = []
    for position, heading in enumerate(page.headings):
        column = headings.find(heading) if heading.strip() else None
        if column is not None and all(column.path != other.path for other in columns.values()):
            columns[position] = column
        elif column is None and number is None and is_number(heading):
            number = position
            idle.add(position)
        elif heading.strip() == MEND:
            idle.add(position)
        elif heading.strip() and len(faults) < _MOST_FAULTS:
            twice = column is not None or is_number(heading)
            where = page.address(row, position)
            faults.append(_twice(where) if twice else _unknown(where, headings.near(heading)))
    problems += faults if columns else [_no_headings(Address(name, row))]
    places = {spelled(column.path): position for position, column in columns.items() if _is_plain(column.path)}
    return replace(page, columns=columns, number=number, idle=frozenset(idle), places=places)


def _is_plain(path: Path) -> bool:
    return all(isinstance(step, str) for step in path)


def _no_headings(where: str) -> Problem:
    what = _("В первой заполненной строке нет ни одного известного заголовка.")
    return Problem(Kind.WRONG, "B008", where, what, _("Возьмите готовую таблицу: её делает команда «filings sheet»."))


def _unknown(where: str, near: Sequence[str]) -> Problem:
    remedy = _("Исправьте заголовок или удалите столбец; готовую таблицу делает команда «filings sheet».")
    if near:
        remedy = meant(f"«{one}»" for one in near)
    return Problem(Kind.WRONG, "B009", where, _("Такого заголовка нет."), remedy)


def _twice(where: str) -> Problem:
    what = _("Этот же факт стоит и в другом столбце.")
    return Problem(Kind.WRONG, "B010", where, what, _("Оставьте один из двух столбцов."))


def _is_blank(value: Typed) -> bool:
    return isinstance(value, str) and not value.strip()


@lru_cache(maxsize=1024)
def _shown(heading: str) -> str:
    # Kept, because every address of a column keeps its heading.
    return quoted(heading, LONGEST_SHOWN)
