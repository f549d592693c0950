"""Cases that are no lines of a spreadsheet: JSONL, and a folder of case files."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from filings.errors import FactsError
from filings.facts import load
from filings.facts.load import LARGEST_FILE
from filings.problems import Kind, Problem
from filings.tables.columns import Columns
from filings.tables.reading import open_folder
from filings.tables.rows import CaseRow, CaseTable, told_at

Rows = Callable[[str, bytes], list[CaseRow]]
OpenTable = Callable[[str, bytes], CaseTable]


def lines(*each: object) -> bytes:
    return "\n".join(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in each).encode()


@pytest.mark.parametrize("name", ["дела.jsonl", "ДЕЛА.NDJSON"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_case_a_line(name: str, mark: bytes, rows: Rows, columns: Columns) -> None:
    numbered = {"number": 7, "court": {"code": "01"}}
    content = lines(numbered, "", '  {"number": " 8-a ", "fee": {"sum": 1e400}}', {"a": True}) + b"\r\n"
    first, second, third = rows(name, mark + content)
    assert first == CaseRow("7", {"court": {"code": "01"}}, "строка 1")
    assert second == CaseRow("8-a", {"fee": {"sum": "1e400"}}, "строка 3")
    assert third == CaseRow("4", {"a": True}, "строка 4")
    assert told_at(first, columns, "applicant.birth_date") == "строка 1, applicant.birth_date"
    assert told_at(first, columns, "") == "строка 1"


@pytest.mark.parametrize(
    ("line", "code", "where"),
    [
        ('{"a": 1,}', "F004", "строка 2, знак 9"),
        ("дело", "F004", "строка 2, знак 1"),
        ('{"a": 1, "a": 2}', "F005", "строка 2"),
        ('{"a": [{"b": 1, "b": 2}]}', "F005", "строка 2"),
        ("[" * 40 + "]" * 40, "F007", "строка 2"),
        ('{"a":' * 100_000, "F007", "строка 2"),
        ('["a"]', "F009", "строка 2"),
        ("5", "F009", "строка 2"),
        ('{"number": [5]}', "B013", "строка 2"),
        ('{"number": true}', "B013", "строка 2"),
        ('{"a": "' + "я" * LARGEST_FILE + '"}', "F006", "строка 2"),
    ],
    ids=lambda one: one if len(one) < 20 else one[:20],
)
def test_a_line_that_cannot_be_read_is_the_fault_of_its_row(line: str, code: str, where: str, rows: Rows) -> None:
    good, bad, after = rows("дела.jsonl", lines({"a": "1"}, line, {"a": "3"}))
    assert (good.facts, after.facts, after.place) == ({"a": "1"}, {"a": "3"}, "строка 3")
    assert (bad.number, bad.place) == ("2", "строка 2")
    assert [(problem.code, problem.where) for problem in bad.problems] == [(code, where)]


def test_a_line_that_is_not_in_utf8_is_the_fault_of_its_row(rows: Rows) -> None:
    bad, good = rows("дела.jsonl", '{"a": "я"}\n'.encode("cp1251") + b'{"a": "1"}')
    assert [problem.code for problem in bad.problems] == ["F003"]
    assert good.facts == {"a": "1"}


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf\n"])
def test_without_a_line_there_are_no_cases(content: bytes, table: OpenTable) -> None:
    with pytest.raises(FactsError) as caught:
        table("дела.jsonl", content)
    assert [problem.code for problem in caught.value.problems] == ["B011"]


def test_jsonl_has_no_pages_and_can_be_read_again(table: OpenTable) -> None:
    opened = table("дела.jsonl", lines({"a": "1"}, {"a": "2"}))
    assert (opened.name, opened.pages) == ("дела.jsonl", {})
    next(iter(opened))
    assert len(list(opened)) == len(list(opened)) == 2


def test_a_case_a_file_in_the_order_of_the_names(tmp_path: Path) -> None:
    (tmp_path / "Яшин.yaml").write_text("a: 01\n", encoding="utf-8")
    (tmp_path / "Антонов.JSON").write_text('{"a": 2}', encoding="utf-8")
    (tmp_path / "сломан.toml").write_text("a = [\n", encoding="utf-8")
    for other in (".скрытое.yaml", "отчёт.xlsx", "отчёт.jsonl", "рапорт.docx", "journal.sqlite", "отчёт.age"):
        (tmp_path / other).write_text("x: 1\n", encoding="utf-8")
    (tmp_path / "папка.yaml").mkdir()
    (tmp_path / "папка").mkdir()
    (tmp_path / "папка" / "дело.yaml").write_text("x: 1\n", encoding="utf-8")
    opened = open_folder(tmp_path)
    assert (opened.name, opened.pages) == (tmp_path.name, {})
    first, second, broken = opened
    assert first == CaseRow("Антонов", {"a": "2"}, "Антонов.JSON")
    assert second == CaseRow("Яшин", {"a": "01"}, "Яшин.yaml")
    assert (broken.number, broken.place, broken.facts) == ("сломан", "сломан.toml", {})
    assert [(problem.code, problem.where) for problem in broken.problems] == [("F004", "сломан.toml")]
    assert len(list(opened)) == 3


def test_sealed_cases_are_read_by_whoever_can(tmp_path: Path) -> None:
    def read(path: Path) -> dict[str, Any]:
        if path.suffix == ".age":
            raise FactsError(Problem(Kind.WRONG, "B041", path.name, "не открывается", "дайте ключ"))
        return load(path)

    (tmp_path / "а.yaml.age").write_bytes(b"...")
    (tmp_path / "б.yaml").write_text("a: 1\n", encoding="utf-8")
    sealed, plain = open_folder(tmp_path, read)
    assert (sealed.number, sealed.problems[0].code) == ("а", "B041")
    assert (plain.number, plain.facts) == ("б", {"a": "1"})


def test_a_file_that_is_gone_is_the_fault_of_its_row(tmp_path: Path) -> None:
    (tmp_path / "а.yaml").write_text("a: 1\n", encoding="utf-8")
    opened = open_folder(tmp_path)
    (tmp_path / "а.yaml").unlink()
    (row,) = opened
    assert [(problem.code, problem.where) for problem in row.problems] == [("F001", "а.yaml")]


def test_a_folder_without_cases_or_without_leave_to_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FactsError) as caught:
        open_folder(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["B011"]
    with pytest.raises(FactsError) as caught:
        open_folder(tmp_path / "нет")
    assert [problem.code for problem in caught.value.problems] == ["B001"]


@pytest.mark.skipif(os.name == "nt", reason="links to nowhere")
def test_a_link_to_nowhere_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "а.yaml").symlink_to(tmp_path / "нигде")
    (tmp_path / "б.yaml").write_text("a: 1\n", encoding="utf-8")
    assert [row.number for row in open_folder(tmp_path)] == ["б"]
