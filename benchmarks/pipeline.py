"""Goal G6: what one case costs before a writer sees it: check, derive, render, read, finish; what its copies add."""

import statistics
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from benchmarks.cases import cases
from benchmarks.goals import Goal
from benchmarks.papers import ratios
from filings.catalog import Catalog, Filing
from filings.document import Document
from filings.examination import Request
from filings.facts import load
from filings.papers import NO_FILES, Wanted, make

WARM_UP = 100
CASES = 400
TARGET = 3.0
SET_TARGET = 2.5
_CATALOG = Catalog.load()
_REQUEST = Request(date(2026, 11, 22))


def document_of(case: dict[str, Any]) -> Document:
    """Return the finished tree of a case; RuntimeError with the codes of the problems where it is refused."""
    report = make(_CATALOG, _CATALOG.find(case["kind"]), case, _REQUEST, NO_FILES).report
    if report.document is None:
        raise RuntimeError("the benchmark's case is refused: " + ", ".join(problem.code for problem in report.problems))
    return report.document


def measure() -> Iterator[Goal]:
    """Measure cases never seen before, and each of them once more, which every cache then knows."""
    stream = cases()
    for case in islice(stream, WARM_UP):
        document_of(case)
    pairs = [(_milliseconds(case), _milliseconds(case)) for case in islice(stream, CASES)]
    new, known = zip(*pairs, strict=True)
    fast = statistics.quantiles(new, n=10)[0]
    note = f"fastest tenth {fast:.2f}; the same case again {statistics.median(known):.2f}"
    yield Goal("G6 facts → finished tree, new case", statistics.median(new), TARGET, "ms", note=note)
    for kind in ("resignation", "stamp-claim"):
        yield _set(_CATALOG.find(kind))


def _set(filing: Filing) -> Goal:
    """Measure a paper with its own copy and its memo against the paper alone, as plain text."""
    raw = load(filing.examples[0])

    def text(wanted: Wanted) -> bytes:
        return make(_CATALOG, filing, raw, _REQUEST, wanted).files[-1].content

    (alone, _), (three, ratio) = ratios(
        lambda: text(Wanted(("txt",))), lambda: text(Wanted(("txt",), own_copy=True, memo=True))
    )
    note = f"{three:.1f} ms against {alone:.1f}"
    return Goal(f"G6 paper, own copy and memo / paper, {filing.kind}", ratio, SET_TARGET, "×", note=note)


def _milliseconds(case: dict[str, Any]) -> float:
    start = time.perf_counter()
    document_of(case)
    return 1000 * (time.perf_counter() - start)
