"""Goal G12: a sheet of 5,000 rows read and its facts checked, a row at a time."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.cases import cases
from benchmarks.goals import Goal
from benchmarks.papers import resident
from filings.catalog import Catalog
from filings.fact_path import fact_at
from filings.facts import check
from filings.sheets.csv_sheet import csv_sheet
from filings.sheets.workbook import SheetHeading, SheetPage, workbook
from filings.tables.columns import NUMBER, Columns, paths_in
from filings.tables.reading import open_table
from filings.tables.rows import Source

ROWS = 5000
WARM_UP = 500
TIME_TARGET, GROWTH_TARGET = 3.0, 3.0
_TODAY = date(2026, 11, 22)


def measure() -> Iterator[Goal]:
    """Read and check XLSX and CSV, each in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        page = _page()
        for ending, content in (("xlsx", workbook([page])), ("csv", csv_sheet(page))):
            path = Path(name) / f"cases.{ending}"
            path.write_bytes(content)
            found = json.loads(subprocess.check_output([sys.executable, "-m", "benchmarks.sheet", path]))
            note = f"of it reading {found['reading']:.1f} s; {len(page.headings)} columns"
            yield Goal(f"G12 {ROWS:,} rows of {ending} read and checked", found["all"], TIME_TARGET, "s", note=note)
            yield Goal(
                f"G12 growth, {ending}", found["growth"], GROWTH_TARGET, "KiB a row", note=f"after {WARM_UP} rows"
            )


def _page() -> SheetPage:
    """Return a sheet with the cases of the benchmarks, each row with its own cells filled."""
    catalog = Catalog.load()
    columns = Columns(catalog.find("resignation"), catalog)
    every = islice(cases(), ROWS)
    raw = [{key: value for key, value in case.items() if key not in ("kind", "forms")} for case in every]
    paths = dict.fromkeys(path for case in raw[:WARM_UP] for path in paths_in(case))
    headings = [SheetHeading(NUMBER), *(SheetHeading(columns.column(path).heading) for path in paths)]
    lines = [(str(number), *(_cell(fact_at(case, path)) for path in paths)) for number, case in enumerate(raw, 1)]
    return SheetPage("Дела", tuple(headings), tuple(lines))


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case list():
            return "\n".join(map(str, value))
        case bool():
            return "да" if value else "нет"
        case _:
            return str(value)


def main(path: Path) -> None:
    """Read the sheet alone, then read and check it; print seconds and growth (KiB a row) as JSON."""
    catalog = Catalog.load()
    filing = catalog.find("resignation")
    columns = Columns(filing, catalog)
    source = Source(path.name, lambda: path.open("rb"))
    start = time.perf_counter()
    sum(1 for _row in open_table(source, columns))
    reading = time.perf_counter() - start
    before, start = 0, time.perf_counter()
    for count, row in enumerate(open_table(source, columns)):
        checked = check(filing, catalog, {**row.facts, "kind": "resignation"}, today=_TODAY)
        if row.problems or checked.problems:
            raise RuntimeError("the benchmark's row is refused: " + ", ".join(p.code for p in checked.problems))
        if count == WARM_UP:
            before = resident()
    everything = time.perf_counter() - start
    growth = (resident() - before) / 1024 / (ROWS - WARM_UP)
    print(json.dumps({"all": everything, "reading": reading, "growth": growth}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
