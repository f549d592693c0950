"""What a table of cases gives: one row after another, each with the raw facts of a case and where they stand."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Protocol

from filings.i18n import _
from filings.problems import Problem
from filings.tables.addresses import Address
from filings.tables.columns import Columns

Line = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read, which may lie on the disk or, decrypted, in memory only: its `name` and how to open it."""

    name: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case of a table.

    `number` names the case in the whole batch («№ п/п», else the number of the row, the name of the case file).
    `facts` are raw facts as `facts.load` gives them. `place` says where the row stands («строка 14»), and `addresses`
    where each fact does, filled or blank (`events[0].text` → «лист «Дела», ячейка D14 («События (1): Что произошло»)»).
    `problems` are those of the reading itself, told with addresses. `lines` holds the lines of each page that make the
    case, as typed, by the numbers of their rows.
    """

    number: str
    facts: Mapping[str, Any]
    place: str
    addresses: Mapping[str, Address] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    lines: Mapping[str, Mapping[int, Line]] = field(default_factory=dict)


class CaseTable(Protocol):
    """A table of cases. It can be gone through more than once; each time it is read from the start, a row at a time."""

    name: str

    @property
    def pages(self) -> Mapping[str, Line]:
        """The headings of each page as typed; empty where the table has none (case files, JSONL)."""

    def __iter__(self) -> Iterator[CaseRow]:
        """Yield the rows in their order; blank ones are passed over."""


def told_at(row: CaseRow, columns: Columns, where: str) -> str:
    """Return where a person finds what a problem calls `where` (`events[1].proof`): the cell, filled or blank; the
    first cell of what lies inside; the missing column. Rows that are no lines of a table give their place and `where`.
    """
    if where in row.addresses:
        return row.addresses[where]
    for name, address in row.addresses.items():
        # A whole list of texts can stand in one cell.
        if name.startswith((f"{where}.", f"{where}[")) or where.startswith(f"{name}["):
            return address
    title = columns.title(where) if row.addresses else None
    if title:
        return _("{place}, нет столбца «{title}»").format(place=row.place, title=title)
    return f"{row.place}, {where}" if where else row.place
