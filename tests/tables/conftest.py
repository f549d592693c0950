"""What the tests of tables share: the columns of one kind, tables made in memory."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
import xlsxwriter

from filings.catalog import Catalog
from filings.errors import FactsError
from filings.problems import Problem
from filings.tables.columns import Columns
from filings.tables.reading import open_table
from filings.tables.rows import CaseRow, CaseTable, Source

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

Lines = Sequence[Sequence[Any]]
Parts = Mapping[str, str]


def _relations(*each: tuple[str, str, str]) -> str:
    inside = "".join(f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for key, kind, to in each)
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'


def _raw_book(rows: str = "", shared: str = "", name: str = "Дела", **parts: str) -> bytes:
    """Return a workbook of one page, whose `rows` and `shared` strings are XML; `parts` replace whole parts."""
    sheets = f'<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets>'
    whole = {
        "_rels/.rels": _relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml")
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        **parts,
    }
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as book:
        for part, text in whole.items():
            book.writestr(part, text)
    return output.getvalue()


def _book(pages: Mapping[str, Lines]) -> bytes:
    """Return a workbook made by XlsxWriter: texts as texts, numbers as numbers, days as days."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True, "default_date_format": "dd.mm.yyyy"}) as book:
        for name, lines in pages.items():
            sheet = book.add_worksheet(name)
            sheet.add_write_handler(str, lambda sheet, row, column, text, *_: sheet.write_string(row, column, text))
            for row, line in enumerate(lines):
                for column, value in enumerate(line):
                    if value not in ("", None):
                        sheet.write(row, column, value)
    return output.getvalue()


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return Catalog.load(())


@pytest.fixture(scope="session")
def columns(catalog: Catalog) -> Columns:
    """The columns of a kind that has lists inside lists, lists of texts, identifiers and forms."""
    return Columns(catalog.find("stamp-claim"), catalog)


@pytest.fixture(scope="session")
def raw_book() -> Callable[..., bytes]:
    return _raw_book


@pytest.fixture(scope="session")
def book() -> Callable[[Mapping[str, Lines]], bytes]:
    return _book


@pytest.fixture(scope="session")
def table(columns: Columns) -> Callable[[str, bytes], CaseTable]:
    """Open a table in memory."""
    return lambda name, content: open_table(Source(name, lambda: io.BytesIO(content)), columns)


@pytest.fixture(scope="session")
def rows(table: Callable[[str, bytes], CaseTable]) -> Callable[[str, bytes], list[CaseRow]]:
    """Read every row of a table in memory."""
    return lambda name, content: list(table(name, content))


@pytest.fixture(scope="session")
def refused(rows: Callable[[str, bytes], list[CaseRow]]) -> Callable[[str, bytes], list[tuple[str, str]]]:
    """Return the code and the place of every fault for which a whole table is refused."""

    def found(name: str, content: bytes) -> list[tuple[str, str]]:
        with pytest.raises(FactsError) as caught:
            rows(name, content)
        assert caught.value.__cause__ is None
        return [(problem.code, problem.where) for problem in caught.value.problems]

    return found


@pytest.fixture(scope="session")
def faults() -> Callable[[CaseRow], list[tuple[str, str]]]:
    """Return the code and the place of every fault of a row."""

    def found(row: CaseRow) -> list[tuple[str, str]]:
        return [_short(problem) for problem in row.problems]

    return found


def _short(problem: Problem) -> tuple[str, str]:
    assert problem.what
    assert problem.remedy
    return problem.code, problem.where
