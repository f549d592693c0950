"""The lines of one case → its row: raw facts, where each of them stands, and what could not be read.

Items of a list come from numbered columns and from a page of their own; the gaps between them are closed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

from filings.fact_path import Path, spelled
from filings.facts.tidy_text import tidy
from filings.i18n import _
from filings.problems import Kind, Problem
from filings.tables.addresses import Address
from filings.tables.cells import Typed
from filings.tables.columns import CASES_PAGE, FORMS_PAGE, SAMPLE
from filings.tables.pages import FactCell, TablePage, typed
from filings.tables.rows import CaseRow, Line

# Items of a page of a list come after those of numbered columns, of which there are at most a thousand.
_AFTER_COLUMNS = 1000


@dataclass(frozen=True, slots=True)
class ListItem:
    """A line of a page of a list: the `path` of the list, where the line stands, and what it holds."""

    path: Path
    page: TablePage
    row: int
    line: Sequence[Typed]


@dataclass(frozen=True, slots=True)
class OtherPages:
    """What the pages beside the cases give: items by the number of the case, declensions by the text (tidied)."""

    items: Mapping[str, Sequence[ListItem]] = field(default_factory=dict)
    forms: Mapping[str, Sequence[FactCell]] = field(default_factory=dict)
    form_lines: Mapping[str, tuple[int, Line]] = field(default_factory=dict)


def read_rows(page: TablePage, lines: Iterable[tuple[int, Sequence[Typed]]], beside: OtherPages) -> Iterator[CaseRow]:
    """Yield the cases whose lines, each with the number of its row, stand in `page`; blank ones and the sample not."""
    for row, line in lines:
        problems: list[Problem] = []
        number = page.number_of(row, line, problems)
        spoilt = bool(problems)
        cells = list(page.cells(row, line, problems))
        items = beside.items.get(number, ()) if number else ()
        if number.casefold() == SAMPLE or not (cells or items or problems):
            continue
        if page.number is not None and not number:
            number = _("строка {row}").format(row=row)
            if not spoilt:
                what = _("У дела нет номера, а столбец с номерами в таблице есть.")
                remedy = _("Впишите номер, который не занят.")
                problems.append(Problem(Kind.WRONG, "B013", page.address(row, page.number), what, remedy))
        yield _row(_Lines(page, row, line, items), number or str(row), cells, problems, beside)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where a case stands: its line in the page of the cases and those of its items."""

    page: TablePage
    row: int
    line: Sequence[Typed]
    items: Sequence[ListItem]


def _row(lines: _Lines, number: str, cells: list[FactCell], problems: list[Problem], beside: OtherPages) -> CaseRow:
    for place, item in enumerate(lines.items, _AFTER_COLUMNS):
        for cell in item.page.cells(item.row, item.line, problems):
            cells.append(cell._replace(path=(*item.path, place, *cell.path)))
    facts = _facts(cells)
    known = [text for text in dict.fromkeys(map(tidy, _texts(facts))) if text in beside.forms] if beside.forms else []
    forms = [cell for text in known for cell in beside.forms[text]]
    for cell in forms:
        _put(facts, cell.path, cell.text)
    told: dict[str, dict[int, Line]] = {CASES_PAGE: {lines.row: typed(lines.line)}}
    for item in lines.items:
        told.setdefault(item.page.name, {})[item.row] = typed(item.line)
    if known:
        told[FORMS_PAGE] = dict(beside.form_lines[text] for text in known)
    where = _("строка {row}").format(row=lines.row)
    return CaseRow(number, facts, where, _Addresses(lines, cells, forms), tuple(problems), told)


class _Addresses(Mapping[str, Address]):
    """Where each fact of a case stands, filled or blank. Worked out when asked: few rows are faulty, and most faults
    are those of a fact that has one column in the page of the cases."""

    def __init__(self, lines: _Lines, filled: Sequence[FactCell], forms: Sequence[FactCell]) -> None:
        self._lines, self._filled, self._forms = lines, filled, forms

    def __getitem__(self, path: str) -> Address:
        lines = self._lines
        position = lines.page.places.get(path)
        return self._told[path] if position is None else lines.page.address(lines.row, position)

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)

    @cached_property
    def _told(self) -> Mapping[str, Address]:
        lines = self._lines
        taken: dict[tuple[str, int], set[int]] = {}
        for cell in self._filled:
            taken.setdefault((cell.page.name, cell.row), set()).add(cell.position)
        cells = [*self._filled, *lines.page.blanks(lines.row, taken.get((lines.page.name, lines.row), ()))]
        for place, item in enumerate(lines.items, _AFTER_COLUMNS):
            blanks = item.page.blanks(item.row, taken.get((item.page.name, item.row), ()))
            cells += [cell._replace(path=(*item.path, place, *cell.path)) for cell in blanks]
        cells.sort(key=lambda cell: (cell.page is not lines.page, cell.row, cell.position))
        told = {spelled(path): cell.address for path, cell in _renumbered(cells)}
        return told | {spelled(cell.path): cell.address for cell in self._forms}


def _facts(cells: Sequence[FactCell]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    numbered: list[FactCell] = []
    for cell in cells:
        if _numbers_in(cell.path):
            numbered.append(cell)
        else:
            _put(facts, cell.path, _value(cell))
    # An item is put after the one before it.
    for path, cell in sorted(_renumbered(numbered), key=lambda one: [one[0][end] for end in _numbers_in(one[0])]):
        _put(facts, path, _value(cell))
    return facts


def _renumbered(cells: Sequence[FactCell]) -> Iterator[tuple[Path, FactCell]]:
    """Yield each cell with its path in the case: in every list the filled items come first, without gaps."""
    lists: dict[Path, dict[str | int, bool]] = {}
    for cell in cells:
        for end in _numbers_in(cell.path):
            items = lists.setdefault(cell.path[:end], {})
            items[cell.path[end]] = items.get(cell.path[end], False) or bool(cell.text)
    places = {
        (*path, number): place
        for path, items in lists.items()
        for place, number in enumerate(sorted(items, key=lambda number: (not items[number], number)))
    }
    for cell in cells:
        path = list(cell.path)
        for end in _numbers_in(cell.path):
            path[end] = places[cell.path[: end + 1]]
        yield tuple(path), cell


@lru_cache(maxsize=4096)
def _numbers_in(path: Path) -> tuple[int, ...]:
    """Return where in `path` the numbers of items are."""
    return tuple(end for end, step in enumerate(path) if isinstance(step, int))


def _value(cell: FactCell) -> str | list[str]:
    if cell.page.columns[cell.position].field.type != "list":
        return cell.text
    return [line for line in cell.text.splitlines() if line.strip()]


def _put(facts: dict[str, Any], path: Path, value: str | list[str]) -> None:
    holder: Any = facts
    for step, following in pairwise(path):
        if isinstance(step, str):
            holder = holder.setdefault(step, [] if isinstance(following, int) else {})
            continue
        if step == len(holder):
            holder.append({})
        holder = holder[step]
    holder[path[-1]] = value


def _texts(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for part in value.values():
                yield from _texts(part)
        case list():
            for part in value:
                yield from _texts(part)
        case _:
            yield value
