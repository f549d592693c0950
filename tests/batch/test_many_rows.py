"""A sheet of thousands of rows with faults of every sort: each is told at its cell, and all other cases are done."""

import io
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from filings.tables.columns import CASES_PAGE, NUMBER

ROWS = 5_000
EVERY = 33  # a fault in three rows of a hundred
FIRST = 2  # the row of the first case, below the headings
ALONE = "столбец без заголовка"
REASONS = "Уважительные причины"

GROUND, CHECKED = "Основание увольнения", "Основание подтвердил юрист"
SURNAME, NAME, PATRONYMIC = "Заявитель: Фамилия", "Заявитель: Имя", "Заявитель: Отчество"
GENDER, BORN = "Заявитель: Пол", "Заявитель: Дата рождения"
CATEGORY, FORCE = "Заявитель: Как проходит служба", "Заявитель: Где проходит служба"
RANK, POST = "Заявитель: Воинское звание", "Заявитель: Воинская должность"
UNIT, PERSONAL = "Заявитель: Воинская часть: Номер части", "Заявитель: Личный номер"
ADDRESS, PHONE = "Заявитель: Адрес места жительства", "Заявитель: Телефон"
TO_POST, TO_RANK = "Адресат: Должность", "Адресат: Воинское звание"
TO_SURNAME, TO_NAME, TO_PATRONYMIC = "Адресат: Фамилия", "Адресат: Имя", "Адресат: Отчество"
BEGUN, SIGNED = "Военная служба: Начало службы", "Военная служба: Контракт: Дата заключения контракта"
ENDS = "Военная служба: Контракт: Дата окончания контракта"
REASON = "Уважительные причины (1): Причина"
PROOF = "Уважительные причины (1): Доказательства (1): Название документа"
PROOF_DAY = "Уважительные причины (1): Доказательства (1): Дата документа"
PROOF_NUMBER = "Уважительные причины (1): Доказательства (1): Номер документа"
PROOF_SHEETS = "Уважительные причины (1): Доказательства (1): Число листов"
BOARD = "Дополнительные просьбы: Направление на ВВК"
PAPER_DAY = "Дата документа"

GOOD: Mapping[str, Any] = {
    GROUND: "собственное желание по уважительным причинам",
    CHECKED: "",
    SURNAME: "Соколов",
    NAME: "Андрей",
    PATRONYMIC: "Викторович",
    GENDER: "",
    BORN: date(1990, 2, 11),
    CATEGORY: "по контракту",
    FORCE: "Вооружённые Силы",
    RANK: "рядовой",
    POST: "стрелок 1 мотострелковой роты",
    UNIT: "00000",
    PERSONAL: "",
    ADDRESS: "",
    PHONE: "",
    TO_POST: "командир войсковой части 00000",
    TO_RANK: "полковник",
    TO_SURNAME: "Цой",
    TO_NAME: "Виктор",
    TO_PATRONYMIC: "Робертович",
    BEGUN: "",
    SIGNED: date(2021, 8, 2),
    ENDS: "",
    REASON: "Мать осталась одна и после операции не может обслуживать себя.",
    PROOF: "выписной эпикриз",
    PROOF_DAY: "",
    PROOF_NUMBER: "",
    PROOF_SHEETS: 2,
    BOARD: "",
    PAPER_DAY: date(2022, 6, 6),
    ALONE: "",
}
HEADINGS = (NUMBER, *GOOD)
SURNAMES = ("Соколов", "Ким", "Дуров", "Лапин", "Носов", "Тарасов", "Фёдоров", "Зимин")


@dataclass(frozen=True)
class Formula:
    """A formula with the result that the spreadsheet kept."""

    result: str


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row: the cells typed otherwise, and each problem expected as (code, heading)."""

    cells: Mapping[str, Any]
    problems: Sequence[tuple[str, str]]


def fault(code: str, heading: str, value: Any) -> Fault:
    return Fault({heading: value}, [(code, heading)])


FAULTS: Mapping[str, Fault] = {
    "a number in place of the unit": fault("B015", UNIT, 145),
    "a personal number in exponent": fault("B015", PERSONAL, 1.23e15),
    "an exponent typed as text": fault("B015", PHONE, "7,9E+10"),
    "a number rounded": fault("B015", PROOF_NUMBER, 1.23e15),
    "a date in an identifier": fault("B015", PERSONAL, date(2022, 3, 12)),
    "a date in the number of a paper": fault("B015", PROOF_NUMBER, date(2022, 3, 12)),
    "a number in the number of a paper": fault("B015", PROOF_NUMBER, 17),
    "a serial date": fault("B015", SIGNED, 44410),
    "a date with time": fault("B015", SIGNED, datetime(2021, 8, 2, 13, 30)),
    "a length of time in a text": fault("B015", ADDRESS, timedelta(hours=30)),
    "a truth value in a name": fault("B015", SURNAME, True),
    "a month in a name": fault("B015", SURNAME, "01.май"),
    "an error": fault("B016", RANK, Formula("#N/A")),
    "a formula never counted": fault("B016", POST, Formula("")),
    "a value without heading": fault("B014", ALONE, "перезвонить"),
    "no number": fault("B013", NUMBER, ""),
    "no surname": fault("L060", SURNAME, ""),
    "no ground": fault("F012", GROUND, ""),
    "no day of the contract": fault("F012", SIGNED, ""),
    "no reason": fault("F012", REASON, ""),
    "no proof of the reason": Fault({PROOF: "", PROOF_SHEETS: ""}, [("F012", PROOF)]),
    "an unknown ground": fault("F015", GROUND, "надоело"),
    "neither yes nor no": fault("F014", BOARD, "может быть"),
    "a date that is none": fault("F016", BORN, "весной 1990"),
    "a day that never was": fault("F017", BORN, "31.02.1990"),
    "a day to come": Fault({SIGNED: date(2090, 1, 1)}, [("F018", SIGNED), ("F019", PAPER_DAY)]),
    "days out of order": fault("F019", ENDS, date(2020, 1, 1)),
    "a Latin letter in a name": fault("F011", SURNAME, "Сoколов"),
    "an unprintable character": fault("F010", REASON, "Мать \u202eболеет и живёт одна."),
    "a formula for a name": fault("F011", SURNAME, '=HYPERLINK("http://example.org")'),
    "a text too long": fault("F020", REASON, "Мать болеет. " * 1000),
    "too many sheets": fault("F022", PROOF_SHEETS, 100_000),
    "a unit that is none": fault("F023", UNIT, "4l45"),
    "a phone that is none": fault("F023", PHONE, "8-900-12"),
    "no gender": Fault({PATRONYMIC: ""}, [("F025", GENDER)]),
    "a doubtful declension": fault("R004", TO_SURNAME, "Починок"),
    "an unknown rank": Fault({RANK: "фельдмаршал"}, [("F015", RANK), ("L006", RANK)]),
    "a ground closed by mobilisation": Fault({PAPER_DAY: date(2022, 10, 10)}, [("L010", GROUND)]),
    "words of refusal": fault("S001", REASON, "Я отказываюсь участвовать в боевых действиях."),
    "several at once": Fault(
        {SURNAME: "", UNIT: 145, BORN: "31.02.1990"}, [("L060", SURNAME), ("B015", UNIT), ("F017", BORN)]
    ),
}


def workbook(cases: Sequence[Mapping[str, Any]], further: Mapping[str, Sequence[Sequence[Any]]] | None = None) -> bytes:
    """Type the cases into a spreadsheet, and the lines of `further` pages."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True, "default_date_format": "dd.mm.yyyy"}) as book:
        headings = [heading if heading != ALONE else "" for heading in HEADINGS]
        lines = [[case[heading] for heading in HEADINGS] for case in cases]
        for name, page in {CASES_PAGE: [headings, *lines], **(further or {})}.items():
            sheet = book.add_worksheet(name)
            for row, line in enumerate(page):
                for place, value in enumerate(line):
                    put(sheet, row, place, value)
    return output.getvalue()


def put(sheet: Any, row: int, place: int, value: Any) -> None:
    match value:
        case "":
            return
        case str():
            sheet.write_string(row, place, value)
        case Formula():
            sheet.write_formula(row, place, "=A1", None, value.result)
        case _:
            sheet.write(row, place, value)


def case(number: int, cells: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {NUMBER: number, **GOOD, SURNAME: SURNAMES[number % len(SURNAMES)], **(cells or {})}


def place_of(row: int, heading: str) -> str:
    cell = f"лист «{CASES_PAGE}», ячейка {xl_col_to_name(HEADINGS.index(heading))}{row}"
    return cell if heading == ALONE else f"{cell} («{heading}»)"


def run(folder: Path, content: bytes, *words: str) -> str:
    """Run the real command on the workbook; return what it says."""
    (folder / "таблица.xlsx").write_bytes(content)
    command = ["batch", "resignation", "таблица.xlsx", "-o", "готово", "-f", "txt", "--jobs", "2", *words]
    ended = subprocess.run([sys.executable, "-m", "filings", *command], cwd=folder, capture_output=True, check=False)
    assert ended.returncode in (0, 1), ended.stderr.decode()
    return ended.stderr.decode()


def batch(folder: Path, content: bytes, *words: str) -> list[dict[str, Any]]:
    """Run the real command on the workbook; return the records of its report."""
    run(folder, content, *words)
    (report,) = (folder / "готово").glob("*.jsonl")
    return [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]


def errors(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    return sorted((one["code"], one["where"]) for one in record["problems"] if one["severity"] == "error")


def check(records: Sequence[Mapping[str, Any]], faulty: Mapping[int, Fault], count: int) -> None:
    """Hold that exactly the rows of `faulty` are refused, each problem told at its very cell."""
    assert len(records) == count
    for row, record in enumerate(records, FIRST):
        one = faulty.get(row)
        expected = sorted((code, place_of(row, heading)) for code, heading in one.problems) if one else []
        assert errors(record) == expected, record
        assert record["outcome"] == ("refused" if one else "done")
        assert record["place"] == f"строка {row}"


def test_every_sort_of_fault_is_told_at_its_cell(tmp_path: Path) -> None:
    cases = [case(number, one.cells) for number, one in enumerate(FAULTS.values(), 1)]
    check(batch(tmp_path, workbook(cases), "--dry-run"), dict(enumerate(FAULTS.values(), FIRST)), len(FAULTS))
    unmended = (tmp_path / "готово" / "проверка.xlsx").read_bytes()
    again = batch(tmp_path, unmended, "--dry-run")
    assert [name for name, record in zip(FAULTS, again, strict=True) if record["outcome"] != "refused"] == []


def test_a_fault_on_the_page_of_a_list_is_told_there(tmp_path: Path) -> None:
    proof = "Доказательства (1): Название документа", "Доказательства (1): Номер документа"
    lines: list[list[Any]] = [
        [NUMBER, "Причина", *proof],
        [2, "Отец болен.", "справка", "7"],
        [1, "Отец болен.", "справка", 7],
    ]
    records = batch(tmp_path, workbook([case(1), case(2)], {REASONS: lines}), "--dry-run")
    assert [errors(record) for record in records] == [
        [("B015", "лист «Уважительные причины», ячейка D3 («Доказательства (1): Номер документа»)")],
        [],
    ]


def test_the_faults_of_the_table_itself_are_told_at_once_before_any_work(tmp_path: Path) -> None:
    pages: dict[str, list[list[Any]]] = {
        REASONS: [[NUMBER, "Причина", "Причина"], [7, "Отец болен.", ""]],
        "Другие приложение": [[NUMBER, "Название документа"], [1, "справка"]],
        "Склонения": [["Текст", "Родительнй"], ["Дзюба", "Дзюбы"]],
    }
    told = run(tmp_path, workbook([case(1)], pages))
    for code, place in (
        ("B010", "лист «Уважительные причины», ячейка C1 («Причина»)"),
        ("B012", "лист «Уважительные причины», ячейка A2 («№ п/п»)"),
        ("B019", "лист «Другие приложение»"),
        ("B009", "лист «Склонения», ячейка B1 («Родительнй»)"),
    ):
        assert f"ошибка {code} {place}: " in told
    assert not (tmp_path / "готово").exists()


@pytest.mark.slow
def test_thousands_of_rows_with_three_faults_in_a_hundred(tmp_path: Path) -> None:
    kinds = tuple(FAULTS.values())
    faulty = {row: kinds[place % len(kinds)] for place, row in enumerate(range(FIRST + 7, FIRST + ROWS, EVERY))}
    assert len(faulty) >= ROWS * 0.03
    cases = [case(number, faulty[number + 1].cells if number + 1 in faulty else {}) for number in range(1, ROWS + 1)]
    records = batch(tmp_path, workbook(cases))
    check(records, faulty, ROWS)
    papers = {str(path.relative_to(tmp_path / "готово")) for path in (tmp_path / "готово").rglob("*.txt")}
    assert papers == {path for record in records for path in record["papers"]}
    assert len(papers) == ROWS - len(faulty)
