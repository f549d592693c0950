"""Pages of cells → an XLSX file in memory. Alone knows XlsxWriter; what stands in the cells is decided elsewhere."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import Any, Literal, NamedTuple, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from filings.i18n import _

# The hidden page that the drop-downs take their values from.
CHOICES_PAGE = "Списки"
MAX_COLUMNS = 16_384
_LAST_ROW = 1_048_575
_MADE = datetime(2020, 1, 1)  # the same pages give the same bytes on any day
_FIRST_DAY, _LAST_DAY = date(1900, 3, 1), date(2100, 12, 31)
_A4 = 9
_LINE, _HIGHEST = 15, 405  # points; no row of Excel is higher than 409
_WIDEST_PRINT = 300  # characters that can still be read when they are fitted to the width of A4
_FILLED = 0.85  # how much of a line is filled before a word goes to the next one
# A cell that begins so becomes a formula when somebody edits it, unless it is marked as text.
LIKE_FORMULA = re.compile(r"[=+\-@\t\r]")


class Look(Enum):
    """What a cell is, for the eye."""

    PLAIN = auto()
    SAMPLE = auto()
    REQUIRED = auto()
    CONDITIONAL = auto()
    OPTIONAL = auto()
    DONE = auto()
    REFUSED = auto()
    FAILED = auto()


class Marked(NamedTuple):
    """A value that looks otherwise than plain."""

    value: "Value"
    look: Look


Value: TypeAlias = str | int | date
CellValue: TypeAlias = Value | Marked
CellType: TypeAlias = Literal["text", "date", "number"]


@dataclass(frozen=True, slots=True)
class SheetHeading:
    """A column: its title, the `note` that shows over the title, what may be typed below, the width in characters.

    `choices` make a drop-down. A `folded` column is hidden under a «+», by which a person opens it.
    """

    title: str
    note: str = ""
    look: Look = Look.OPTIONAL
    type: CellType = "text"
    width: int = 22
    choices: tuple[str, ...] = ()
    folded: bool = False


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A page: the headings in the first row, the `lines` under it; a `report` can be filtered."""

    name: str
    headings: Sequence[SheetHeading]
    lines: Sequence[Sequence[CellValue]] = ()
    report: bool = False


def workbook(pages: Iterable[SheetPage]) -> bytes:
    """Return `pages` as an XLSX file. Texts stay texts, whatever they begin with; the same pages give the same bytes.

    A text longer than Excel's 32,767 characters is cut. No name, date or path of this machine gets into the file.
    """
    output = io.BytesIO()
    # Without in_memory the pages would pass through temporary files: personal data left on the disk.
    with Workbook(output, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        _PageWriter(book).write(tuple(pages))
    return output.getvalue()


_HEADING: Mapping[str, Any] = {"bold": True, "border": 1, "border_color": "#A6A6A6"}
_LOOKS: Mapping[Look, Mapping[str, Any]] = {
    Look.PLAIN: {},
    Look.SAMPLE: {"italic": True, "font_color": "#7F7F7F", "bg_color": "#F7F7F7"},
    Look.REQUIRED: {**_HEADING, "bg_color": "#F4B183"},
    Look.CONDITIONAL: {**_HEADING, "bg_color": "#FFE699"},
    Look.OPTIONAL: {**_HEADING, "bg_color": "#E2E8EE"},
    Look.DONE: {"bg_color": "#DDF0D5"},
    Look.REFUSED: {"bg_color": "#FBD9D3"},
    Look.FAILED: {"bg_color": "#E6DCF2"},
}
_NUMBER_FORMATS: Mapping[CellType, str] = {"text": "@", "date": "dd.mm.yyyy", "number": "General"}


class _PageWriter:
    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[tuple[Look, CellType, bool], Format] = {}
        self._choices: dict[tuple[str, ...], int] = {}

    def write(self, pages: Sequence[SheetPage]) -> None:
        for page in pages:
            self._page(page, self._book.add_worksheet(page.name))
        if self._choices:
            sheet = self._book.add_worksheet(CHOICES_PAGE)
            for values, place in self._choices.items():
                sheet.write_column(0, place, values, self._format(Look.PLAIN, "text"))
            sheet.hide()

    def _page(self, page: SheetPage, sheet: Worksheet) -> None:
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.freeze_panes(1, 1)
        # A number kept as text is what we want: without this each gets a green corner that offers to convert it.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        for place, heading in enumerate(page.headings):
            self._column(sheet, place, heading, after_folded=place > 0 and page.headings[place - 1].folded)
        if page.headings and page.headings[-1].folded:
            sheet.set_column(len(page.headings), len(page.headings), None, None, {"collapsed": True})
        sheet.set_row(0, _height((heading.title for heading in page.headings), page.headings))
        for row, line in enumerate(page.lines, start=1):
            # A row grows by itself only where somebody types into it, and in some programs only.
            sheet.set_row(row, _height(map(_value, line), page.headings))
            for place, cell in enumerate(line):
                self._cell(sheet, row, place, cell, page.headings[place].type)
        if page.report:
            sheet.autofilter(0, 0, len(page.lines), len(page.headings) - 1)
        if sum(heading.width for heading in page.headings if not heading.folded) <= _WIDEST_PRINT:
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)

    def _column(self, sheet: Worksheet, place: int, heading: SheetHeading, *, after_folded: bool) -> None:
        folding = {"level": 1, "hidden": True} if heading.folded else {"collapsed": after_folded}
        sheet.set_column(place, place, heading.width, self._format(Look.PLAIN, heading.type), folding)
        self._cell(sheet, 0, place, Marked(heading.title, heading.look), "text")
        if heading.note:
            height = 24 + 17 * sum(1 + len(line) // 52 for line in heading.note.split("\n"))
            sheet.write_comment(0, place, heading.note, {"width": 380, "height": height, "font_size": 10})
        if heading.choices:
            sheet.data_validation(1, place, _LAST_ROW, place, self._choice(heading.choices))
        elif heading.type == "date":
            sheet.data_validation(1, place, _LAST_ROW, place, _day())

    def _choice(self, values: tuple[str, ...]) -> dict[str, Any]:
        """Return a drop-down. Its values stand on a page of their own: in place, a comma would cut a value in two."""
        place = self._choices.setdefault(values, len(self._choices))
        return {
            "validate": "list",
            "source": f"='{CHOICES_PAGE}'!{xl_range_abs(0, place, len(values) - 1, place)}",
            "error_title": _("Такого значения нет"),
            "error_message": _("Выберите значение из списка: стрелка справа от ячейки."),
        }

    def _cell(self, sheet: Worksheet, row: int, place: int, cell: CellValue, kind: CellType) -> None:
        value, look = cell if isinstance(cell, Marked) else (cell, Look.PLAIN)
        match value:
            case "" if look is not Look.PLAIN:
                sheet.write_blank(row, place, None, self._format(look, kind))
            case str():
                _write_text(sheet, row, place, value, self._format(look, kind, quoted=bool(LIKE_FORMULA.match(value))))
            case int():
                sheet.write_number(row, place, value, self._format(look, kind))
            case date():
                sheet.write_datetime(row, place, value, self._format(look, "date"))

    def _format(self, look: Look, kind: CellType, *, quoted: bool = False) -> Format:
        key = (look, kind, quoted)
        if key not in self._formats:
            layout = {"text_wrap": True, "valign": "top", "num_format": _NUMBER_FORMATS[kind]}
            self._formats[key] = self._book.add_format({**layout, **_LOOKS[look], "quote_prefix": quoted})
        return self._formats[key]


def _value(cell: CellValue) -> Value:
    return cell.value if isinstance(cell, Marked) else cell


def _height(values: Iterable[Value], headings: Sequence[SheetHeading]) -> int:
    """Return the height of a row in which all of `values` show, by a rough count of their lines."""
    lines = 1
    for value, heading in zip(values, headings, strict=False):
        if isinstance(value, str) and not heading.folded and (len(value) > heading.width * _FILLED or "\n" in value):
            lines = max(lines, sum(1 + int(len(part) / (heading.width * _FILLED)) for part in value.split("\n")))
    return min(_LINE * lines, _HIGHEST)


def _write_text(sheet: Worksheet, row: int, place: int, text: str, layout: Format) -> None:
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter takes such a text for markup of its own and would put it into the file unescaped.
        sheet.write_rich_string(row, place, text[:1], text[1:3], text[3:], layout)
    elif text:
        sheet.write_string(row, place, text, layout)


def _day() -> dict[str, Any]:
    """Return a check of a typed day that only warns: a program reads more ways of writing a day than Excel does."""
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": _FIRST_DAY,
        "maximum": _LAST_DAY,
        "error_type": "warning",
        "error_title": _("Похоже, это не дата"),
        "error_message": _("Нужны день, месяц и год, например 12.03.2022."),
    }
