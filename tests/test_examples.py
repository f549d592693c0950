"""Every example gives its expected text, every counter-example its exact problems.

Each `examples/<name>.yaml` stands beside `<name>.txt`, the whole paper as text; each `counterexamples/<name>.yaml`
beside `<name>.txt`, the problems that stop it, one a line. `pytest --accept` rewrites them.
"""

from datetime import date
from pathlib import Path

import pytest

from filings.catalog import Catalog
from filings.examination import Request
from filings.facts import load
from filings.papers import NO_FILES, Report, make
from filings.problems import errors_in
from filings.writers.text import to_text

CATALOG = Catalog.load()
EXAMPLES = [path for filing in CATALOG.filings.values() for path in filing.examples]
COUNTEREXAMPLES = [
    path for filing in CATALOG.filings.values() for path in sorted((filing.folder / "counterexamples").glob("*.yaml"))
]


def checked(path: Path, today: date) -> Report:
    raw = load(path)
    return make(CATALOG, CATALOG.find(raw["kind"]), raw, Request(today), NO_FILES).report


def compare(path: Path, text: str, accept: bool) -> None:
    if accept:
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_an_example_gives_its_expected_text(path: Path, today: date, accept: bool) -> None:
    report = checked(path, today)
    assert report.document is not None, report.problems
    compare(path.with_suffix(".txt"), to_text(report.document), accept)


@pytest.mark.parametrize("path", COUNTEREXAMPLES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_a_counterexample_is_refused_with_exactly_its_problems(path: Path, today: date, accept: bool) -> None:
    report = checked(path, today)
    assert report.document is None
    errors = [
        f"{p.code} {p.where}: {p.what} → {p.remedy}{f' [{p.norm}]' if p.norm else ''}\n"
        for p in errors_in(report.problems)
    ]
    compare(path.with_suffix(".txt"), "".join(errors), accept)
