"""The sheet to fill in for one kind of paper: its pages, headings, hints, lists of values and the sample row."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from filings.catalog import Catalog, Filing
from filings.days import shown_day
from filings.errors import UsageError
from filings.fact_path import Path, fact_at
from filings.facts import Field, walk
from filings.facts.validate import vocabulary
from filings.facts.vocabulary import parts_at
from filings.i18n import _
from filings.problems import Kind, Problem
from filings.sheets.guide import guide
from filings.sheets.workbook import MAX_COLUMNS, CellType, CellValue, Look, Marked, SheetHeading, SheetPage, Value
from filings.tables.columns import (
    CASES_PAGE,
    FORM_HEADINGS,
    FORMS_PAGE,
    NUMBER,
    SAMPLE,
    Column,
    Columns,
    ListPage,
    default_columns,
    paths_in,
)

# What is typed is data, the same in every language of messages.
YES_NO = {True: "да", False: "нет"}
_CELL_TYPES: Mapping[str, CellType] = {"date": "date", "number": "number"}
_WIDTH, _WIDTHS = 22, {"prose": 48, "list": 32, "choice": 26, "date": 17, "number": 17, "yes-no": 17}


@dataclass(frozen=True, slots=True)
class _Demand:
    """When a column must be filled in: how it is said, and whether a person must see the column from the start."""

    look: Look
    lines: tuple[str, ...] = ()
    open: bool = True


class Sheet:
    """The sheet of one kind, with a sample row of `facts` (in their one form, as `facts.check` gives them)."""

    def __init__(self, filing: Filing, catalog: Catalog, facts: Mapping[str, Any]) -> None:
        """Read the facts of the kind; `TemplateError` where a schema cannot be read."""
        self._filing, self._facts = filing, facts
        self._columns = Columns(filing, catalog)
        self._fields = {field.path: field for field in walk(filing, catalog)}
        self._tree = vocabulary(catalog.packs)

    def pages(self, items: int = 1) -> tuple[SheetPage, ...]:
        """Return the pages of a workbook. The first `items` of each list have columns beside the case, numbered; what
        the sample has beyond them stands on the page of the list.

        Raises `UsageError` (B021) where there would be more columns than a spreadsheet has.
        """
        used = (path for path in paths_in(self._facts) if _first_number(path) < items)
        lists = self._columns.lists
        return (
            self._cases(used, items),
            guide(self._filing, [page.name for page in lists]),
            *(self._list(page, items) for page in lists),
            self._forms(),
        )

    def table(self, items: int) -> SheetPage:
        """Return everything as one page, for CSV; errors as in `pages`."""
        return self._cases(paths_in(self._facts), items)

    def _cases(self, used: Iterable[Path], items: int) -> SheetPage:
        paths = frozenset(used)
        columns = _bounded(default_columns(self._columns, paths, items))
        headings = [self._heading(column, column.path, paths) for column in columns]
        number = _number(_("Номер дела: 1, 2, 3 … У каждого дела свой."))
        return SheetPage(CASES_PAGE, (number, *headings), [self._line(columns, self._facts)] if self._facts else [])

    def _list(self, page: ListPage, items: int) -> SheetPage:
        found = fact_at(self._facts, page.path)
        further = found[items:] if isinstance(found, list) else []
        columns = _bounded(default_columns(page.columns, (path for item in further for path in paths_in(item))))
        headings = [self._heading(column, (*page.path, 0, *column.path)) for column in columns]
        number = _number(_("Номер дела с листа «{page}», к которому относится строка.").format(page=CASES_PAGE))
        return SheetPage(page.name, (number, *headings), [self._line(columns, item) for item in further])

    def _forms(self) -> SheetPage:
        hint = _("Текст точно так, как он записан в таблице: фамилия, имя, должность.")
        text, *cases = FORM_HEADINGS
        headings = (
            SheetHeading(text, hint, Look.REQUIRED, width=40),
            *(SheetHeading(each, width=30) for each in cases),
        )
        forms: Mapping[str, Mapping[str, str]] = self._facts.get("forms", {})
        lines = [(text, *(given.get(FORM_HEADINGS[each], "") for each in cases)) for text, given in forms.items()]
        return SheetPage(FORMS_PAGE, headings, lines)

    def _line(self, columns: Iterable[Column], facts: object) -> tuple[CellValue, ...]:
        values = (_typed(column.field, fact_at(facts, column.path), self._labels(column.field)) for column in columns)
        return tuple(Marked(value, Look.SAMPLE) for value in (SAMPLE, *values))

    def _heading(self, column: Column, path: Path, used: frozenset[Path] | None = None) -> SheetHeading:
        """Return the heading of `column`, the whole path of whose fact is `path`; folded away where `used` lacks it."""
        field = column.field
        demand = self._demand(path, start=len(path) - len(column.path))
        return SheetHeading(
            column.heading,
            "\n".join(self._note(field, demand)),
            demand.look,
            _CELL_TYPES.get(field.type, "text"),
            _WIDTHS.get(field.type, _WIDTH),
            tuple(YES_NO.values()) if field.type == "yes-no" else tuple(field.labels.values()),
            folded=used is not None and path not in used and not demand.open,
        )

    def _note(self, field: Field, demand: _Demand) -> Iterator[str]:
        yield f"{field.title}."
        yield field.hint
        yield from demand.lines
        labels = self._labels(field)
        if field.type == "list":
            yield _("Несколько значений пишите в одной ячейке, каждое с новой строки (Alt+Enter).")
            if labels:
                yield _("Одно или несколько из: {values}.").format(values="; ".join(labels.values()))
        elif field.examples and field.type not in ("yes-no", "choice"):
            example = _typed(field, field.examples[0], labels)
            shown = shown_day(example) if isinstance(example, date) else str(example)
            yield _("Например: {example}").format(example=shown)

    def _labels(self, field: Field) -> Mapping[str, str]:
        """Return the Russian names of the values that the fact, or each item of a list of plain facts, may have."""
        if field.type != "list":
            return field.labels
        (items,) = parts_at(self._tree, f"{field.path}[]")
        labels: Mapping[str, str] = items.get("x-labels", {})
        return labels

    def _demand(self, path: Path, start: int) -> _Demand:
        """Say when the fact at `path` is required, counted from the item that begins at `start` (0: from the case).

        The nearest condition on the way is told. Below a group that may be left out, and below an item after the
        first, a fact is required only with what lies beside it.
        """
        key, group, conditions, closed = "", "", tuple[str, ...](), 0
        for end, step in enumerate(path, start=1):
            if isinstance(step, int):
                if step and end > start:
                    group, conditions = f"{self._fields[key].title} ({step + 1})", ()
                key += "[]"
                continue
            key = f"{key}.{step}".removeprefix(".")
            field = self._fields[key]
            if end <= start or field.required:
                continue
            if field.when:
                conditions, closed = field.when, closed + 1
            elif end == len(path):
                return _Demand(Look.OPTIONAL, open=False)
            else:
                group, conditions = field.title, ()
        if conditions:
            told = tuple(_("Нужно, {condition}.").format(condition=each) for each in conditions)
            return _Demand(Look.CONDITIONAL, told, open=not group and closed == 1)
        if group:
            told = (_("Обязательно, если заполняете «{group}».").format(group=group),)
            return _Demand(Look.CONDITIONAL, told, open=False)
        return _Demand(Look.REQUIRED, (_("Обязательно."),))


def _typed(field: Field, value: Any, labels: Mapping[str, str]) -> Value:
    """Return the fact as a person would type it: a label for a stored value, a day as a day, a list line by line."""
    match value:
        case None:
            return ""
        case bool():
            return YES_NO[value]
        case list():
            return "\n".join(labels.get(item, item) for item in map(str, value))
        case str() if field.type == "date":
            return date.fromisoformat(value)
        case int():
            return value
        case _:
            return labels.get(value, str(value))


def _number(hint: str) -> SheetHeading:
    return SheetHeading(NUMBER, hint, Look.REQUIRED, "number", 9)


def _first_number(path: Path) -> int:
    return next((step for step in path if isinstance(step, int)), 0)


def _bounded(columns: Iterator[Column]) -> list[Column]:
    found = list(islice(columns, MAX_COLUMNS))
    if len(found) == MAX_COLUMNS:
        what = _("Столбцов получается больше, чем помещается в таблицу: предел Excel – {limit}.")
        remedy = _("Уменьшите --items: пунктам списков есть место и на их листах.")
        raise UsageError(Problem(Kind.MISUSE, "B021", "--items", what.format(limit=MAX_COLUMNS), remedy))
    return found
