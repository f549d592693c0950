"""CSV as people save it: delimiters, encodings, quotes; what makes a file unreadable, and what spoils one row."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from filings.errors import FactsError
from filings.tables.columns import CASES_PAGE, MEND, SAMPLE, Columns
from filings.tables.reading import open_table
from filings.tables.rows import CaseRow, CaseTable, Source, told_at

Rows = Callable[[str, bytes], list[CaseRow]]
Refused = Callable[[str, bytes], list[tuple[str, str]]]
Faults = Callable[[CaseRow], list[tuple[str, str]]]

HEADINGS = ("№ п/п", "Заявитель: Фамилия", "Заявитель: Дата рождения", "События (1): Что произошло")
CASE = ("14", "Соколов", "12.03.1990", "Сказали: «нет», и ушли; всё")
FACTS = {
    "applicant": {"name": {"last": "Соколов"}, "birth_date": "12.03.1990"},
    "events": [{"text": "Сказали: «нет», и ушли; всё"}],
}


def table_of(*lines: tuple[str, ...], delimiter: str = ";", end: str = "\r\n") -> str:
    output = io.StringIO()
    csv.writer(output, delimiter=delimiter, lineterminator=end).writerows(lines)
    return output.getvalue()


@pytest.mark.parametrize("name", ["дела.csv", "ДЕЛА.CSV", "дела.tsv", "дела.txt"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_way_of_saving_is_read(name: str, delimiter: str, encoding: str, end: str, rows: Rows) -> None:
    content = table_of(HEADINGS, CASE, delimiter=delimiter, end=end).encode(encoding)
    (row,) = rows(name, content)
    assert (row.number, row.facts, row.place, row.problems) == ("14", FACTS, "строка 2", ())


@pytest.mark.parametrize("first", ["sep=|\r\n", '"sep=|"\n', "SEP=|\n"])
def test_the_first_line_of_excel_tells_the_delimiter_and_is_no_row(first: str, rows: Rows) -> None:
    (row,) = rows("дела.csv", (first + table_of(HEADINGS, CASE, delimiter="|")).encode("utf-8-sig"))
    assert (row.facts, row.place) == (FACTS, "строка 2")


def test_a_file_may_end_without_a_new_line_and_hold_only_one_column(rows: Rows) -> None:
    (row,) = rows("дела.csv", "Дата рождения\r\n12.03.1990".encode())
    assert (row.number, row.facts) == ("2", {"applicant": {"birth_date": "12.03.1990"}})


def test_line_breaks_in_quotes_are_one_row(rows: Rows) -> None:
    first, second = rows("дела.csv", table_of(HEADINGS, ("1", "А", "", "раз\nдва"), ("2", "Б", "", "")).encode())
    assert first.facts["events"] == [{"text": "раз\nдва"}]
    assert second.place == "строка 3"


def test_a_list_of_texts_stands_in_one_cell(rows: Rows) -> None:
    (row,) = rows("дела.csv", table_of(("violated_rights",), ("право\r\n\r\n  другое право",)).encode())
    assert row.facts == {"violated_rights": ["право", "  другое право"]}


def test_blank_rows_the_sample_and_rows_with_nothing_but_a_number_are_passed_over(rows: Rows) -> None:
    lines = [("",), HEADINGS, ("", " ", "\t", ""), ("5", "", "", ""), (SAMPLE, "Иванов", "", ""), CASE, (), ("",)]
    (row,) = rows("дела.csv", table_of(*lines).encode())
    assert (row.number, row.place) == ("14", "строка 6")


def test_without_a_column_of_numbers_the_row_is_the_number(rows: Rows) -> None:
    lines = [HEADINGS[1:], (), CASE[1:], ("", "", ""), CASE[1:]]
    assert [row.number for row in rows("дела.csv", table_of(*lines).encode())] == ["3", "5"]


def test_the_column_of_our_report_is_ignored(rows: Rows) -> None:
    lines = [(MEND, *HEADINGS), ("исправьте", *CASE), ("слова", "", "", "", "")]
    (row,) = rows("дела.csv", table_of(*lines).encode())
    assert (row.facts, row.problems) == (FACTS, ())
    assert row.lines == {CASES_PAGE: {2: ("исправьте", *CASE)}}


@pytest.mark.parametrize("typed", ["=1+1", "+7 900", "-5", "@здесь", "\tотступ"])
def test_the_apostrophe_that_guards_a_formula_is_taken_off(typed: str, rows: Rows) -> None:
    (row,) = rows("дела.csv", table_of(("Заявитель: Фамилия",), (f"'{typed}",)).encode())
    assert row.facts == {"applicant": {"name": {"last": typed}}}


def test_any_other_apostrophe_stays(rows: Rows) -> None:
    (row,) = rows("дела.csv", table_of(("Заявитель: Фамилия",), ("'д Артаньян'",)).encode())
    assert row.facts == {"applicant": {"name": {"last": "'д Артаньян'"}}}


def test_items_with_gaps_between_are_closed_up_and_keep_their_addresses(rows: Rows, columns: Columns) -> None:
    headings = ("events[3].text", "events[0].text", "events[0].date", "events[3].proof[2].title", "events[5].text")
    (row,) = rows("дела.csv", table_of(headings, ("четыре", "", "", "справка", "шесть")).encode())
    assert row.facts == {"events": [{"text": "четыре", "proof": [{"title": "справка"}]}, {"text": "шесть"}]}
    places = {
        "events[0].text": "строка 2, столбец A («events[3].text»)",
        "events[0].proof[0].title": "строка 2, столбец D («events[3].proof[2].title»)",
        "events[0].proof": "строка 2, столбец D («events[3].proof[2].title»)",
        "events[1].text": "строка 2, столбец E («events[5].text»)",
        "events[1].date": "строка 2, нет столбца «События (2): Дата события»",
        "events[2].date": "строка 2, столбец C («events[0].date»)",
        "events": "строка 2, столбец A («events[3].text»)",
        "applicant.unit.number": "строка 2, нет столбца «Заявитель: Воинская часть: Номер части»",
        "court": "строка 2, нет столбца «Суд»",
        "stamp-claim/template.xml:5": "строка 2, stamp-claim/template.xml:5",
        "": "строка 2",
    }
    assert {where: told_at(row, columns, where) for where in places} == places


def test_the_place_of_a_blank_or_spoilt_cell_is_told_too(rows: Rows, columns: Columns, faults: Faults) -> None:
    headings = ("Нарушенные права", "Дата рождения", "Заявитель: Воинская часть: Номер части")
    (row,) = rows("дела.csv", table_of(headings, ("право", "", "1,23E+15")).encode())
    assert row.facts == {"violated_rights": ["право"]}
    spoilt = "строка 2, столбец C («Заявитель: Воинская часть: Номер части»)"
    assert faults(row) == [("B015", spoilt)]
    assert told_at(row, columns, "applicant.unit") == spoilt
    assert told_at(row, columns, "applicant.birth_date") == "строка 2, столбец B («Дата рождения»)"
    assert told_at(row, columns, "violated_rights[3]") == "строка 2, столбец A («Нарушенные права»)"


def test_a_fault_spoils_its_row_only(rows: Rows, faults: Faults) -> None:
    lines = [
        HEADINGS,
        ("1", "А", "", "12.мар", "лишнее"),
        ("", "Б", "", "#ССЫЛКА!"),
        ("3", "В", "", "я" * 40_000, " "),
        ("мар.26", "Г"),
        CASE,
    ]
    spoilt = rows("дела.csv", table_of(*lines).encode())
    text = "столбец D («События (1): Что произошло»)"
    assert [(row.number, faults(row)) for row in spoilt] == [
        ("1", [("B015", f"строка 2, {text}"), ("B014", "строка 2, столбец E")]),
        ("строка 3", [("B016", f"строка 3, {text}"), ("B013", "строка 3, столбец A («№ п/п»)")]),
        ("3", [("B017", f"строка 4, {text}")]),
        ("строка 5", [("B015", "строка 5, столбец A («№ п/п»)")]),
        ("14", []),
    ]
    assert spoilt[0].lines == {CASES_PAGE: {2: ("1", "А", "", "12.мар", "лишнее")}}


def test_all_that_is_wrong_with_the_headings_is_told_at_once(refused: Refused) -> None:
    lines = [("№", "Заявитель: Дата рожденья", "Дата рождения", "applicant.birth_date", "Рост", "number")]
    assert refused("дела.csv", table_of(*lines).encode()) == [
        ("B009", "строка 1, столбец B («Заявитель: Дата рожденья»)"),
        ("B010", "строка 1, столбец D («applicant.birth_date»)"),
        ("B009", "строка 1, столбец E («Рост»)"),
        ("B010", "строка 1, столбец F («number»)"),
        ("B011", ""),
    ]


def test_a_heading_that_was_nearly_right_is_offered(table: Callable[[str, bytes], CaseTable]) -> None:
    with pytest.raises(FactsError) as caught:
        table("дела.csv", table_of((*HEADINGS, "Заявитель: Телефонн"), (*CASE, "1")).encode())
    (problem,) = caught.value.problems
    assert problem.remedy.startswith("Возможно, имелось в виду: «Заявитель: Телефон»")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", [("B011", "")]),
        (b"\r\n \r\n", [("B011", "")]),
        (table_of(HEADINGS).encode(), [("B011", "")]),
        (table_of(HEADINGS, ("", "", "", ""), (SAMPLE, "Иванов", "", "")).encode(), [("B011", "")]),
        ("Список дел\r\nСоколов;1\r\n".encode(), [("B008", "строка 1")]),
        ("Дата рождения\r\n\0".encode(), [("B003", "")]),
        ("Дата рождения\r\n1".encode("utf-16-le"), [("B003", "")]),
        (b"\xff\xfe\x10", [("B003", "")]),
        (b"sep=\0\r\n", [("B003", "")]),
        ("Дата рождения;Суд: Код суда\r\n".encode("cp1251") + b"\x98;1\r\n", [("B003", "")]),
        ('Дата рождения;court.code\r\n1;2\r\n"не закрыта;2\r\n3;4'.encode(), [("B004", "строка 3")]),
        ('Дата рождения;court.code\r\n"закрыта" не там;2\r\n'.encode(), [("B004", "строка 2")]),
        (f"Дата рождения;court.code\r\n1;{'я' * 200_000}\r\n".encode(), [("B004", "строка 2")]),
        (f"Дата рождения;court.code\r\n1;{'я' * 5_000_000}\r\n".encode(), [("B007", "")]),
    ],
    ids=lambda one: None if isinstance(one, bytes) else one[0][0],
)
def test_a_table_that_cannot_be_read_is_refused_before_any_row(
    content: bytes, found: list[tuple[str, str]], refused: Refused
) -> None:
    assert refused("дела.csv", content) == found


@pytest.mark.parametrize("name", ["дела.xls", "дела.ods", "дела.numbers", "дела.xlsb", "дела", ".csv", "дела.docx"])
def test_another_format_is_refused_by_its_name(name: str, refused: Refused) -> None:
    assert refused(name, b"") == [("B002", "")]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl"])
def test_a_file_that_is_not_there_is_a_problem(ending: str, columns: Columns) -> None:
    def missing() -> Any:
        raise FileNotFoundError

    with pytest.raises(FactsError) as caught:
        open_table(Source(f"дела.{ending}", missing), columns)
    assert [problem.code for problem in caught.value.problems] == ["B001"]


def test_a_table_is_read_from_the_start_each_time_and_left_in_the_middle(
    table: Callable[[str, bytes], CaseTable],
) -> None:
    opened = table("дела.csv", table_of(HEADINGS, CASE, CASE).encode())
    assert opened.name == "дела.csv"
    assert opened.pages == {CASES_PAGE: HEADINGS}
    next(iter(opened))
    assert len(list(opened)) == len(list(opened)) == 2


def test_the_rows_are_read_one_at_a_time(columns: Columns) -> None:
    class Watched(io.BytesIO):
        furthest = 0

        def read1(self, size: int | None = -1, /) -> bytes:
            block = super().read1(size)
            Watched.furthest = self.tell()
            return block

    content = table_of(HEADINGS, *[CASE] * 20_000).encode()
    opened = open_table(Source("дела.csv", lambda: Watched(content)), columns)
    rows = iter(opened)
    Watched.furthest = 0
    next(rows)
    assert Watched.furthest < len(content) / 10
