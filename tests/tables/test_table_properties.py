"""Whatever a person types comes back; whatever bytes come, the worst is a refusal in words."""

import csv
import io
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from filings.errors import FactsError
from filings.fact_path import fact_at
from filings.facts import check
from filings.sheets.workbook import LIKE_FORMULA
from filings.tables.cells import EatenError, as_text
from filings.tables.columns import Columns
from filings.tables.rows import CaseRow, CaseTable, told_at

Rows = Callable[[str, bytes], list[CaseRow]]
OpenTable = Callable[[str, bytes], CaseTable]

PATHS = [("applicant", "name", "last"), ("stamp", "untrue"), ("applicant", "position"), ("stamp", "section")]
HEADINGS = ["applicant.name.last", "stamp.untrue", "applicant.position", "stamp.section"]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1251"]
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)


def typed_texts(codec: str) -> st.SearchStrategy[str]:
    """Texts that a spreadsheet keeps as they are: printable, several lines too."""
    letters = st.characters(codec=codec, exclude_categories=("Cs", "Cc"))
    plain = st.text(st.one_of(letters, st.sampled_from("\n\t'\"=+-@;,")), max_size=30)
    return plain.filter(_survives)


def _survives(text: str) -> bool:
    try:
        as_text(text)
    except EatenError:
        return False
    return not (text.startswith("'") and LIKE_FORMULA.match(text[1:]))


def grids(codec: str) -> st.SearchStrategy[list[list[str]]]:
    line = st.lists(typed_texts(codec), min_size=len(PATHS), max_size=len(PATHS))
    return st.lists(line.filter(lambda texts: any(text.strip() for text in texts)), min_size=1, max_size=4)


def same(found: list[CaseRow], grid: list[list[str]]) -> None:
    assert [row.problems for row in found] == [()] * len(grid)
    for row, line in zip(found, grid, strict=True):
        assert [fact_at(row.facts, path) for path in PATHS] == [text if text.strip() else None for text in line]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@SHARED
@given(data=st.data())
def test_what_is_typed_into_csv_comes_back(data: st.DataObject, delimiter: str, encoding: str, rows: Rows) -> None:
    grid = data.draw(grids(encoding.removesuffix("-sig")))
    output = io.StringIO()
    writer = csv.writer(output, delimiter=delimiter)
    # A table in an old encoding has Russian letters in its headings.
    writer.writerow(["Заявитель: Фамилия", *HEADINGS[1:]])
    writer.writerows([f"'{text}" if LIKE_FORMULA.match(text) else text for text in line] for line in grid)
    same(rows("дела.csv", output.getvalue().encode(encoding)), grid)


@SHARED
@given(grid=grids("utf-8"))
@example(grid=[["_x000D_", "a_x0041_b", "<v>x</v>", "&amp;"]])
def test_what_is_typed_into_a_workbook_comes_back(
    grid: list[list[str]], book: Callable[[Mapping[str, Any]], bytes], rows: Rows
) -> None:
    same(rows("дела.xlsx", book({"Дела": [HEADINGS, *grid]})), grid)


@pytest.mark.parametrize("name", ["дела.csv", "дела.xlsx", "дела.jsonl"])
@pytest.mark.parametrize("start", [b"", b"PK\3\4", b"\xff\xfe", "Дата рождения;Суд: Код суда\n".encode(), b'{"a":'])
@SHARED
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(content: bytes, name: str, start: bytes, table: OpenTable) -> None:
    with suppress(FactsError):
        for row in table(name, start + content):
            assert row.number
            assert all(problem.what and problem.remedy and problem.where for problem in row.problems)


CELLS = st.one_of(st.just(""), st.text(max_size=8), st.sampled_from(["12.мар", "#Н/Д", "да", "01.02.2020", "5"]))
NUMBERED = [
    "Нарушенные права",
    "events[2].text",
    "events[0].proof[1].title",
    "events[0].text",
    "events[2].proof[0].title",
    "events[2].date",
    "enclosures[1].title",
    "court.name",
]


@SHARED
@given(line=st.lists(CELLS, min_size=len(NUMBERED), max_size=len(NUMBERED)))
def test_every_problem_of_a_case_has_an_address(
    line: list[str], rows: Rows, columns: Columns, catalog: Any, today: Any
) -> None:
    output = io.StringIO()
    csv.writer(output).writerows([NUMBERED, line])
    with suppress(FactsError):
        for row in rows("дела.csv", output.getvalue().encode("utf-8-sig")):
            found = check(catalog.find("stamp-claim"), catalog, {**row.facts, "kind": "stamp-claim"}, today=today)
            assert not [problem.code for problem in found.problems if problem.code in ("F009", "F013", "F021")]
            for problem in found.problems:
                assert told_at(row, columns, problem.where).startswith("строка 2, ")
            assert {text for text in line[1:] if text.strip() and _survives(text)} <= set(_texts(row.facts))


def _texts(value: Any) -> list[str]:
    match value:
        case dict():
            return [text for part in value.values() for text in _texts(part)]
        case list():
            return [text for part in value for text in _texts(part)]
        case _:
            return [value]
