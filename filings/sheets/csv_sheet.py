"""One page of a sheet → a CSV file as a Russian Excel opens it: semicolons, UTF-8 with a mark at its beginning."""

import csv
import io
from datetime import date

from filings.days import shown_day
from filings.sheets.workbook import LIKE_FORMULA, CellValue, Marked, SheetPage


def csv_sheet(page: SheetPage) -> bytes:
    """Return `page` as CSV. A text that a spreadsheet would take for a formula gets an apostrophe before it, which the
    reading of tables takes off; notes and looks are lost."""
    output = io.StringIO()
    writer = csv.writer(output, delimiter=";")
    writer.writerow(heading.title for heading in page.headings)
    writer.writerows(map(_text, line) for line in page.lines)
    return output.getvalue().encode("utf-8-sig")


def _text(cell: CellValue) -> str:
    value = cell.value if isinstance(cell, Marked) else cell
    text = shown_day(value) if isinstance(value, date) else str(value)
    return f"'{text}" if LIKE_FORMULA.match(text) else text
