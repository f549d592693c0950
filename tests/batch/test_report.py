"""The report of a batch: what people and programs read in it, and that its refused rows can be read again."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from filings.batch.report import REPORT_PAGE, WARNINGS_PAGE, ReportEntry, jsonl, summary, workbook
from filings.batch.work import Outcome
from filings.catalog import Catalog
from filings.problems import Kind, Problem, notice
from filings.sheets.workbook import SheetHeading, SheetPage
from filings.sheets.workbook import workbook as written
from filings.tables.columns import CASES_PAGE, FORMS_PAGE, MEND, NUMBER, Columns
from filings.tables.reading import open_table
from filings.tables.rows import CaseRow, CaseTable, Line, Source, told_at

CATALOG = Catalog.load(())
FILING = CATALOG.find("resignation")
COLUMNS = Columns(FILING, CATALOG)
WRONG_DAY = Problem(Kind.WRONG, "F016", "applicant.birth_date", "Дата не читается.", "Напишите 12.03.2022.")
RISK = Problem(
    Kind.UNLAWFUL, "L034", "строка 2", "Срок мог истечь.", "Посмотрите памятку.", "ч. 1 ст. 219 КАС РФ"
).softened()
LAW = notice("W013", "строка 2", "Это опасно.", "Берегитесь.", "ст. 1 УК РФ")
DONE = ReportEntry("1", "строка 2", "Соколов Олег Ильич", Outcome.DONE, (), ("1/Рапорт.docx", "1/Рапорт.pdf"))
FAILED = ReportEntry(
    "3", "строка 4", "", Outcome.FAILED, (Problem(Kind.LOST, "B047", "", "Слишком долго.", "Повторите."),)
)

CASES = (NUMBER, "Заявитель: Фамилия", "Заявитель: Дата рождения", "Уважительные причины (1): Причина")
REASONS = (NUMBER, "Причина")
FORMS = ("Текст", "Родительный")


def table(pages: Mapping[str, tuple[Line, ...]]) -> CaseTable:
    """A table typed by a person into a spreadsheet."""
    content = written(
        SheetPage(name, [SheetHeading(each) for each in lines[0]], lines[1:]) for name, lines in pages.items()
    )
    return open_table(Source("таблица.xlsx", lambda: io.BytesIO(content)), COLUMNS)


def again(content: bytes) -> CaseTable:
    return open_table(Source("отчёт.xlsx", lambda: io.BytesIO(content)), COLUMNS)


def refused(row: CaseRow, *problems: Problem) -> ReportEntry:
    told = tuple(replace(problem, where=told_at(row, COLUMNS, problem.where)) for problem in problems)
    return ReportEntry(row.number, row.place, "", Outcome.REFUSED, told, lines=row.lines)


def read(content: bytes, page: str) -> list[list[str]]:
    found = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [[str(cell) for cell in line] for line in found.get_sheet_by_name(page).to_python()]


def names(content: bytes) -> list[str]:
    return list(CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names)


TYPED = table(
    {
        CASES_PAGE: (
            CASES,
            ("1", "Соколов", "12.03.1990", "Раз."),
            ("02", "=Дзюба", "31.02.1990", "Два."),
            ("3", "Дзюба", "вчера", ""),
        ),
        "Уважительные причины": (REASONS, ("02", "Ещё."), ("1", "Три."), ("02", "Ещё.")),
        FORMS_PAGE: (FORMS, ("Дзюба", "Дзюбы"), ("Соколов", "Соколова")),
    }
)


def test_a_line_per_problem_errors_first() -> None:
    both = ReportEntry("2", "строка 3", "Ильин И. И.", Outcome.REFUSED, (LAW, RISK, WRONG_DAY))
    kept = replace(DONE, earlier=True, problems=(LAW,))
    titles = (NUMBER, "Строка", "Кто", "Итог", "Что не так", "Где", "Что сделать", "Код", "Документы")
    assert read(workbook([kept, both, FAILED], {}), REPORT_PAGE) == [
        [*titles, WARNINGS_PAGE],
        [
            *("1", "строка 2", "Соколов Олег Ильич", "готово", "", "", "", ""),
            *("1/Рапорт.docx\n1/Рапорт.pdf", "W013"),
        ],
        [
            *("2", "строка 3", "Ильин И. И.", "отказ", "Дата не читается.", "applicant.birth_date"),
            *("Напишите 12.03.2022.", "F016", "", "W013"),
        ],
        [
            *("2", "строка 3", "Ильин И. И.", "отказ", "Внимание: Срок мог истечь.", "строка 2"),
            *("Посмотрите памятку.\nНорма: ч. 1 ст. 219 КАС РФ", "L034", "", "W013"),
        ],
        ["3", "строка 4", "", "сбой", "Слишком долго.", "", "Повторите.", "B047", "", ""],
    ]


def test_a_warning_of_the_law_is_told_once_with_its_cases() -> None:
    other = replace(LAW, code="W002", norm="")
    entries = [replace(DONE, number=str(number), problems=(LAW,)) for number in range(600)]
    content = workbook([*entries[:2], replace(DONE, problems=(LAW, LAW, other))], {})
    assert read(content, WARNINGS_PAGE) == [
        ["Код", "Внимание", "Что сделать", "Дел", "Номера дел"],
        ["W002", "Это опасно.", "Берегитесь.", "1.0", "1"],
        ["W013", "Это опасно.", "Берегитесь.\nНорма: ст. 1 УК РФ", "3.0", "все"],
    ]
    listed = read(workbook([*entries, FAILED], {}), WARNINGS_PAGE)[1][4]
    assert listed == ", ".join((*map(str, range(500)), "…"))


def test_the_refused_cases_stand_as_they_were_typed_with_what_to_mend() -> None:
    rows = {row.number: row for row in TYPED}
    content = workbook([DONE, refused(rows["02"], WRONG_DAY, RISK), refused(rows["3"], WRONG_DAY)], TYPED.pages)
    mend = "«Заявитель: Дата рождения»: Дата не читается. Напишите 12.03.2022."
    assert names(content) == [REPORT_PAGE, CASES_PAGE, "Уважительные причины", FORMS_PAGE]
    assert read(content, CASES_PAGE) == [
        [MEND, *CASES],
        [mend, "02", "=Дзюба", "31.02.1990", "Два."],
        [mend, "3", "Дзюба", "вчера", ""],
    ]
    assert read(content, "Уважительные причины") == [list(REASONS), ["02", "Ещё."], ["02", "Ещё."]]
    assert read(content, FORMS_PAGE) == [list(FORMS), ["Дзюба", "Дзюбы"]]


def test_the_report_is_read_again_as_the_table_it_came_from() -> None:
    rows = {row.number: row for row in TYPED}
    entries = [refused(row, WRONG_DAY) for row in rows.values()]
    once = again(workbook(entries, TYPED.pages))
    twice = again(workbook([refused(row, WRONG_DAY) for row in once], once.pages))
    for reread in (once, twice):
        found = {row.number: row for row in reread}
        assert {number: row.facts for number, row in found.items()} == {n: row.facts for n, row in rows.items()}
        assert all(row.problems == () for row in found.values())


def test_cases_without_numbers_get_those_of_their_rows() -> None:
    typed = table({CASES_PAGE: (CASES[1:], ("Соколов", "вчера", "Раз."), ("Ильин", "", "Два."))})
    rows = list(typed)
    content = workbook([refused(row, WRONG_DAY) for row in rows[1:]], typed.pages)
    assert read(content, CASES_PAGE)[0] == [MEND, NUMBER, *CASES[1:]]
    (row,) = again(content)
    assert (row.number, row.facts) == (rows[1].number, rows[1].facts)


def marked(content: bytes, page: str) -> list[str]:
    """Return the coloured cells of the page, headings apart."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read(f"xl/worksheets/sheet{names(content).index(page) + 1}.xml").decode()
        styles = archive.read("xl/styles.xml").decode().partition("<cellXfs")[2]
    fills = re.findall(r'<xf [^>]*fillId="([0-9]+)"', styles)
    looks = re.findall(r'<c r="([A-Z]+)([0-9]+)" s="([0-9]+)"', sheet)
    return [column + row for column, row, look in looks if row != "1" and fills[int(look)] != "0"]


def test_the_wrong_cell_is_coloured_and_no_other() -> None:
    row = next(iter(TYPED))
    wrong = refused(row, WRONG_DAY)
    elsewhere = replace(wrong, problems=(replace(WRONG_DAY, where="строка 2"),))

    assert marked(workbook([wrong], TYPED.pages), CASES_PAGE) == ["D2"]
    assert marked(workbook([elsewhere], TYPED.pages), CASES_PAGE) == []


def test_of_several_lines_of_a_list_the_wrong_one_is_coloured() -> None:
    row = {row.number: row for row in TYPED}["02"]
    spoilt = Problem(Kind.WRONG, "F020", "reasons[2].text", "Слишком длинно.", "Сократите.")

    content = workbook([refused(row, spoilt)], TYPED.pages)

    assert marked(content, "Уважительные причины") == ["B3"]
    assert marked(content, CASES_PAGE) == []


def test_the_page_of_the_cases_may_have_any_name() -> None:
    typed = table({"Лист1": (CASES, ("1", "Соколов", "вчера", ""))})

    assert marked(workbook([refused(*typed, WRONG_DAY)], typed.pages), CASES_PAGE) == ["D2"]


def test_what_to_mend_names_the_heading_unless_the_words_do() -> None:
    row = next(iter(TYPED))
    named = Problem(Kind.MISSING, "F012", "applicant.birth_date", "Не указано: «Заявитель: Дата рождения».", "Укажите.")
    content = workbook([refused(row, WRONG_DAY, named, replace(WRONG_DAY, where="строка 2"))], TYPED.pages)
    assert read(content, CASES_PAGE)[1][0].splitlines() == [
        "«Заявитель: Дата рождения»: Дата не читается. Напишите 12.03.2022.",
        "Не указано: «Заявитель: Дата рождения». Укажите.",
        "Дата не читается. Напишите 12.03.2022.",
    ]


def test_what_stands_beside_the_headings_is_kept() -> None:
    typed = table({CASES_PAGE: ((*CASES, ""), ("1", "Соколов", "", "", "лишнее"))})
    (row,) = typed
    assert [problem.code for problem in row.problems] == ["B014"]
    content = workbook([refused(row, *row.problems)], {CASES_PAGE: CASES})
    assert read(content, CASES_PAGE)[1][1:] == ["1", "Соколов", "", "", "лишнее"]


def test_a_line_shorter_than_the_headings_is_filled_with_empty_cells() -> None:
    short = ReportEntry("7", "строка 2", "", Outcome.REFUSED, (WRONG_DAY,), lines={CASES_PAGE: {2: ("7", "Ким")}})

    content = workbook([short], {CASES_PAGE: CASES})

    assert read(content, CASES_PAGE)[1][1:] == ["7", "Ким", "", ""]


def test_columns_in_which_nothing_is_to_be_seen_are_folded() -> None:
    typed = table({CASES_PAGE: (CASES, ("1", "Соколов", "", ""))})
    (row,) = typed
    content = workbook([refused(row, WRONG_DAY)], typed.pages)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        columns = re.findall(r"<col [^>]*>", archive.read("xl/worksheets/sheet2.xml").decode())
    assert read(content, CASES_PAGE)[0] == [MEND, *CASES]
    assert [re.findall(r'min="(\d)"', column) for column in columns if "hidden" in column] == [["5"]]


@pytest.mark.parametrize(
    ("entries", "pages"),
    [
        ([DONE, FAILED], {CASES_PAGE: CASES}),
        ([ReportEntry("дело", "дело.yaml", "", Outcome.REFUSED, (WRONG_DAY,))], {}),
        ([], {CASES_PAGE: CASES}),
    ],
    ids=["nothing refused", "no headings", "no cases"],
)
def test_without_refused_rows_there_is_the_report_only(entries: list[ReportEntry], pages: Mapping[str, Line]) -> None:
    assert names(workbook(entries, pages)) == [REPORT_PAGE]


def test_a_program_reads_a_line_per_case() -> None:
    lines = [json.loads(line) for line in jsonl([DONE, replace(FAILED, problems=(RISK,))]).decode().splitlines()]
    assert lines[0] == {
        "number": "1",
        "place": "строка 2",
        "person": "Соколов Олег Ильич",
        "outcome": "done",
        "papers": ["1/Рапорт.docx", "1/Рапорт.pdf"],
        "problems": [],
    }
    assert lines[1]["problems"] == [
        {
            "kind": "unlawful",
            "code": "L034",
            "where": "строка 2",
            "what": "Срок мог истечь.",
            "remedy": "Посмотрите памятку.",
            "norm": "ч. 1 ст. 219 КАС РФ",
            "severity": "warning",
            "cures": [],
        }
    ]


def test_russian_stands_in_the_report_for_programs_as_it_is_read_and_searched_for() -> None:
    assert '"person": "Соколов Олег Ильич"' in jsonl([DONE]).decode()


def test_the_summary_counts_and_says_what_to_do() -> None:
    both = ReportEntry("2", "строка 3", "", Outcome.REFUSED, (RISK, WRONG_DAY, WRONG_DAY))
    assert summary([*[DONE] * 12_000, replace(DONE, earlier=True), both, both, FAILED]).splitlines() == [
        "Готово: 12 001; сделано раньше – 1",
        "Отказ (ошибки в данных или запрет закона): 2",
        "Сбой (данные ни при чём): 1",
        "Чаще всего (число дел, код, например):",
        "         2  F016  Дата не читается.",
        "         1  B047  Слишком долго.",
        "Что исправить и в какой ячейке, сказано в отчёте. Исправленный отчёт можно дать программе как таблицу.",
        "Дела со сбоем: устраните причину, названную в отчёте, и запустите ту же команду с --resume.",
    ]
    assert summary([DONE]) == "Готово: 1"
    advice = "Чтобы получить отчёт обо всех делах с ошибками, добавьте -o ПАПКА."
    assert summary([both], written=False).splitlines()[-1] == advice


def test_the_same_entries_give_the_same_bytes() -> None:
    row = next(iter(TYPED))
    entries = [DONE, refused(row, WRONG_DAY, RISK), FAILED]
    assert workbook(entries, TYPED.pages) == workbook(iter(entries), TYPED.pages)
