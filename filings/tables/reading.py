"""The door of the tables: a file or a folder → a table of cases."""

from collections.abc import Callable, Mapping
from pathlib import Path, PurePath
from typing import Any

from filings.facts import load
from filings.tables.case_folder import CaseFolder
from filings.tables.columns import Columns
from filings.tables.csv_table import CsvTable
from filings.tables.faults import unknown_format
from filings.tables.jsonl_table import JsonlTable
from filings.tables.rows import CaseTable, Source
from filings.tables.xlsx_table import XlsxTable


def open_table(source: Source, columns: Columns) -> CaseTable:
    """Return the table of cases in `source`, by the ending of its name: CSV, XLSX or JSONL.

    Nothing is written to the disk. Raises `FactsError` (B001–B012, B015–B019) with all that is wrong with the table as
    a whole; what is wrong with one case is among the problems of its row.
    """
    match PurePath(source.name).suffix.lower():
        case ".csv" | ".tsv" | ".txt":
            return CsvTable(source, columns)
        case ".xlsx" | ".xlsm":
            return XlsxTable(source, columns)
        case ".jsonl" | ".ndjson":
            return JsonlTable(source)
        case _:
            raise unknown_format()


def open_folder(folder: Path, read: Callable[[Path], Mapping[str, Any]] = load) -> CaseTable:
    """Return the case files of `folder` as a table; `read` returns the raw facts of a file, or raises `FactsError`.

    Raises `FactsError`: B001 the folder cannot be read, B011 there is no case file in it.
    """
    return CaseFolder(folder, read)
