"""Goal G8: how much a process grows while it makes one paper after another, from facts to DOCX and PDF."""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

from benchmarks.cases import cases
from benchmarks.goals import Goal
from benchmarks.papers import resident
from benchmarks.pipeline import document_of
from filings.writers import WRITERS

WARM_UP = 200
PAPERS = 500
GROWTH_TARGET, PEAK_TARGET = 3.0, 160.0


def measure() -> Iterator[Goal]:
    """Make the papers in a process of its own, which has made no other, and read what it says of itself."""
    answer = json.loads(subprocess.check_output([sys.executable, "-m", "benchmarks.memory"]))
    yield Goal("G8 growth, facts → DOCX + PDF", answer["growth"], GROWTH_TARGET, "KiB a paper", note=f"{PAPERS} papers")
    yield Goal("G8 peak of the process", answer["peak"], PEAK_TARGET, "MiB")


def _write(case: dict[str, Any]) -> None:
    document = document_of(case)
    for name in ("docx", "pdf"):
        WRITERS[name](document)


def main() -> None:
    """Make the papers and print growth (KiB a paper) and peak (MiB) as JSON."""
    stream = cases()
    for case in islice(stream, WARM_UP):
        _write(case)
    before = resident()
    for case in islice(stream, PAPERS):
        _write(case)
    growth = (resident() - before) / 1024 / PAPERS
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"growth": growth, "peak": peak}))


if __name__ == "__main__":
    main()
