"""CSV → rows: encoding and delimiter are found from the file itself, then it is read a row at a time."""

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace

from filings.errors import FactsError
from filings.i18n import _
from filings.problems import Kind, Problem
from filings.tables.cases import OtherPages, read_rows
from filings.tables.columns import CASES_PAGE, Columns, is_number
from filings.tables.faults import no_cases, open_source, too_large
from filings.tables.pages import is_blank, read_headings
from filings.tables.rows import CaseRow, Line, Source

_DELIMITERS = (";", ",", "\t")
# Excel takes the delimiter from such a first line, and does not show it.
_TOLD_DELIMITER = re.compile(r'"?sep=(\t|[^\w\s"\0])"?[\r\n]*', re.IGNORECASE)
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_LIKE_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BLOCK = 1 << 16
_LONGEST_LINE = 1 << 22


class CsvTable:
    """A table of cases in CSV. The whole file is gone through when it is opened, so that a fault which makes every
    row doubtful is told before any of them."""

    def __init__(self, source: Source, columns: Columns) -> None:
        """Raise `FactsError`: B001 not opened, B003 encoding, B004 quotes, B007 size, B008–B010 headings, B011 no case.

        All that is wrong with the headings is told at once.
        """
        self.name = source.name
        file = _File(source, _encoding(source))
        self._file = replace(file, delimiter=_delimiter(file, columns))
        problems: list[Problem] = []
        with closing(self._file.lines()) as lines:
            heading = next(((row, line) for row, line in lines if not is_blank(line)), None)
            if heading is None:
                raise FactsError(no_cases())
            self._page, self._heading_row = read_headings("", *heading, columns, problems), heading[0]
            deque(lines, maxlen=0)
        if self._page.columns and next(iter(self), None) is None:
            problems.append(no_cases())
        if problems:
            raise FactsError(*problems)
        self.pages: Mapping[str, Line] = {CASES_PAGE: self._page.headings}

    def __iter__(self) -> Iterator[CaseRow]:
        """Yield the rows in their order; blank ones are passed over."""
        with closing(self._file.lines()) as lines:
            yield from read_rows(self._page, (one for one in lines if one[0] > self._heading_row), OtherPages())


@dataclass(frozen=True, slots=True)
class _File:
    source: Source
    encoding: str
    delimiter: str = ";"

    def lines(self) -> Generator[tuple[int, Line], None, None]:
        """Yield each line with the number of its row; `FactsError` where the file is no CSV."""
        row = 0
        with io.TextIOWrapper(open_source(self.source), self.encoding, newline="") as text:
            try:
                if not _TOLD_DELIMITER.fullmatch(text.readline(_LONGEST_LINE)):
                    text.seek(0)
                for row, line in enumerate(csv.reader(_pieces(text), delimiter=self.delimiter, strict=True), 1):
                    yield row, tuple(_unguarded(cell) if cell[:1] == "'" else cell for cell in line)
            except UnicodeError:
                raise _wrong_encoding() from None
            except csv.Error:
                where, what = (
                    _("строка {row}").format(row=row + 1),
                    _("Кавычки расставлены неверно, или текст слишком длинный."),
                )
                remedy = _("Проверьте, закрыта ли каждая кавычка; кавычку внутри текста удвойте. Надёжнее .xlsx.")
                raise FactsError(Problem(Kind.WRONG, "B004", where, what, remedy)) from None


def _unguarded(cell: str) -> str:
    """Take off the apostrophe that our sheets put before what a spreadsheet would take for a formula."""
    return cell[1:] if cell[1:2] in _LIKE_FORMULA else cell


def _pieces(text: io.TextIOWrapper) -> Iterator[str]:
    """Yield the lines of the file, as they are broken in it."""
    while line := text.readline(_LONGEST_LINE):
        if "\0" in line:
            raise _wrong_encoding()
        if len(line) == _LONGEST_LINE:
            raise too_large("", _("Строка таблицы слишком длинная."))
        yield line


def _encoding(source: Source) -> str:
    """Return the encoding of a file: told by its first bytes, else UTF-8 where the whole of it is that, else cp1251."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with open_source(source) as file:
        block = file.read(_BLOCK)
        told = next((encoding for bom, encoding in _BOMS.items() if block.startswith(bom)), None)
        if told:
            return told
        try:
            while block:
                decoder.decode(block)
                block = file.read(_BLOCK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1251"
    return "utf-8"


def _delimiter(file: _File, columns: Columns) -> str:
    """Return the delimiter by which the first line names the most facts; a line «sep=;» tells it."""
    with io.TextIOWrapper(open_source(file.source), file.encoding, newline="") as text:
        try:
            told = _TOLD_DELIMITER.fullmatch(text.readline(_LONGEST_LINE))
        except UnicodeError:
            raise _wrong_encoding() from None
    if told:
        return told[1]
    return max(_DELIMITERS, key=lambda delimiter: _known(replace(file, delimiter=delimiter), columns))


def _known(file: _File, columns: Columns) -> tuple[int, int]:
    """Return how many headings of the first line are known, and how many there are."""
    try:
        with closing(file.lines()) as lines:
            line = next((line for _row, line in lines if not is_blank(line)), ())
    except FactsError:
        return 0, 0
    return sum(is_number(heading) or columns.find(heading) is not None for heading in line), len(line)


def _wrong_encoding() -> FactsError:
    what = _("Файл не похож на таблицу CSV: это не текст, или кодировка неизвестна.")
    remedy = _("Сохраните таблицу как .xlsx или как «CSV UTF-8».")
    return FactsError(Problem(Kind.WRONG, "B003", "", what, remedy))
