"""XLSX → rows: the page of the cases, the pages of lists, the page of declensions. Alone knows python-calamine."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from io import BytesIO
from itertools import islice

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from filings.errors import FactsError
from filings.i18n import _
from filings.nearest import nearest
from filings.problems import Kind, Problem
from filings.tables.cases import ListItem, OtherPages, read_rows
from filings.tables.cells import Typed
from filings.tables.columns import CASES_PAGE, FORMS_PAGE, NUMBER, SAMPLE, Columns, ListPage
from filings.tables.declensions import Declensions, FormHeadings
from filings.tables.faults import no_cases, open_source, too_large
from filings.tables.pages import Headings, TablePage, is_blank, read_headings
from filings.tables.rows import CaseRow, Source
from filings.tables.xlsx_scan import Book, Position, damage_told

LARGEST_FILE = 64 * 1024 * 1024
_NEAR = 0.75


class XlsxTable:
    """A table of cases in a workbook, which the library holds; its rows become ours one at a time."""

    def __init__(self, source: Source, columns: Columns) -> None:
        """Raise `FactsError`: B001 not opened, B002 an older format, B005 password, B006 damaged, B007 size, B008–B010
        headings, B011 no case, B012 lines that belong to no case, B015–B018 declensions, B019 the name of a page.

        All that is wrong with pages and headings is told at once.
        """
        self.name = source.name
        book = _Workbook(source)
        problems = list(_misnamed(book.names, columns))
        self._sheet = book.cases()
        self._page = self._sheet.headed(columns, problems)
        self.pages = {CASES_PAGE: self._page.headings}
        self._items: dict[str, list[ListItem]] = {}
        for each in columns.lists:
            sheet = book.sheet(each.name)
            if sheet:
                self._read_items(each, sheet, problems)
        self._forms = Declensions()
        sheet = book.sheet(FORMS_PAGE)
        if sheet:
            page = sheet.headed(FormHeadings(), problems)
            self.pages[sheet.name] = page.headings
            self._forms.read(page, sheet.body(), problems)
        if self._page.columns and next(iter(self), None) is None:
            problems.append(no_cases())
        if problems:
            raise FactsError(*problems)

    def __iter__(self) -> Iterator[CaseRow]:
        """Yield the rows in their order; blank ones are passed over."""
        return read_rows(self._page, self._sheet.body(), OtherPages(self._items, self._forms.cells, self._forms.lines))

    def _read_items(self, page: ListPage, sheet: "_SheetLines", problems: list[Problem]) -> None:
        """Give the lines of `sheet` to the cases that they name; `problems` get those that name none."""
        headed = sheet.headed(page.columns, problems)
        self.pages[sheet.name] = headed.headings
        lines = [(row, line) for row, line in sheet.body() if headed.holds(line)]
        for each in (headed, self._page):
            if lines and each.number is None:
                problems.append(_without_numbers(each))
                return
        for row, line in lines:
            number = headed.number_of(row, line, [])
            if number in self._numbers:
                self._items.setdefault(number, []).append(ListItem(page.path, headed, row, line))
            elif number.casefold() != SAMPLE:
                problems.append(_of_no_case(headed.address(row, headed.number or 0)))

    @cached_property
    def _numbers(self) -> frozenset[str]:
        numbers = (self._page.number_of(row, line, []) for row, line in self._sheet.body())
        return frozenset(number for number in numbers if number and number.casefold() != SAMPLE)


class _Workbook:
    """The workbook as the library gives it, after `Book` has found it safe."""

    def __init__(self, source: Source) -> None:
        with open_source(source) as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise too_large("", _("Файл таблицы больше 64 МБ."))
        self._book = Book(content)
        with damage_told(CalamineError):
            self._workbook = CalamineWorkbook.from_filelike(BytesIO(content))
            sheets = [each for each in self._workbook.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        self.names = [each.name for each in sheets]
        self._visible = [each.name for each in sheets if each.visible == SheetVisibleEnum.Visible]

    def sheet(self, name: str) -> "_SheetLines | None":
        """Return the page called `name`, in whatever letters, None where there is none or nothing is typed in it."""
        called = next((each for each in self.names if _plain(each) == _plain(name)), None)
        if called is None:
            return None
        lost = self._book.lost_cells(called)
        with damage_told(CalamineError):
            sheet = _SheetLines(called, self._workbook.get_sheet_by_name(called), lost)
        return sheet if any(True for _line in sheet.lines()) else None

    def cases(self) -> "_SheetLines":
        """Return the page of the cases, else the first one shown; `FactsError` (B011) where nothing is typed in it."""
        sheet = self.sheet(CASES_PAGE) or self.sheet(next(iter(self._visible), ""))
        if sheet is None:
            raise FactsError(no_cases())
        return sheet


class _SheetLines:
    """One page: its lines that hold something, each with the number of its row and as wide as the page is."""

    def __init__(self, name: str, sheet: CalamineSheet, lost: Mapping[Position, str]) -> None:
        self.name = name
        self._sheet = sheet
        self._lost: dict[int, dict[int, str]] = {}
        for (row, position), mark in lost.items():
            self._lost.setdefault(row + 1, {})[position] = mark

    def lines(self) -> Iterator[tuple[int, Sequence[Typed]]]:
        """Yield the lines; a cell that the library gives as blank though it is not holds its mark."""
        # The rows that the library yields begin at the top of the page, but their cells at the first filled column.
        blank = [""] * (self._sheet.start or (0, 0))[1]
        unmet = dict(self._lost)
        for row, line in enumerate(self._sheet.iter_rows(), 1):
            whole = _marked([*blank, *line], unmet.pop(row, {}))
            if not is_blank(whole):
                yield row, whole
        for row in sorted(unmet):
            yield row, _marked([], unmet[row])

    def body(self) -> Iterator[tuple[int, Sequence[Typed]]]:
        """Yield the lines below the headings."""
        return islice(self.lines(), 1, None)

    def headed(self, headings: Headings, problems: list[Problem]) -> TablePage:
        """Return the page with its headings; `problems` get what is wrong with them."""
        row, line = next(self.lines())
        return read_headings(self.name, row, line, headings, problems)


def _marked(line: list[Typed], marks: Mapping[int, str]) -> list[Typed]:
    for position, mark in marks.items():
        line += [""] * (position + 1 - len(line))
        line[position] = mark
    return line


def _misnamed(names: Sequence[str], columns: Columns) -> Iterator[Problem]:
    """Yield a problem for each page whose name is nearly one that is read: what is in it must not be lost."""
    known = {_plain(name): name for name in (*(page.name for page in columns.lists), CASES_PAGE, FORMS_PAGE)}
    for name in names:
        near = [] if _plain(name) in known else nearest(_plain(name), known, 1, alike=_NEAR)
        for each in near:
            what = _("Лист с таким названием не читается, но есть похожее.")
            remedy = _("Назовите лист «{name}» или как-нибудь совсем иначе.").format(name=known[each])
            yield Problem(Kind.WRONG, "B019", _("лист «{page}»").format(page=name), what, remedy)


def _without_numbers(page: TablePage) -> Problem:
    where, what = _("лист «{page}»").format(page=page.name), _("Нет столбца, по которому пункты находят своё дело.")
    remedy = _("Добавьте столбец «{number}» и впишите в него номера дел.").format(number=NUMBER)
    return Problem(Kind.WRONG, "B012", where, what, remedy)


def _of_no_case(where: str) -> Problem:
    what = _("Непонятно, к какому делу относится эта строка: дела с таким номером нет.")
    return Problem(Kind.WRONG, "B012", where, what, _("Впишите номер дела с листа дел или удалите строку."))


def _plain(name: str) -> str:
    return name.strip().casefold()
