"""Workbooks as people fill them in: pages, spoilt cells, lists and declensions; workbooks that cannot be read."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter

from filings.errors import FactsError
from filings.tables.columns import CASES_PAGE, FORMS_PAGE, MEND, SAMPLE, Columns
from filings.tables.rows import CaseRow, CaseTable, told_at

Rows = Callable[[str, bytes], list[CaseRow]]
Refused = Callable[[str, bytes], list[tuple[str, str]]]
Faults = Callable[[CaseRow], list[tuple[str, str]]]
Book = Callable[[Mapping[str, Any]], bytes]
RawBook = Callable[..., bytes]

HEADINGS = ["№ п/п", "Заявитель: Фамилия", "Заявитель: Дата рождения", "Заявитель: Воинская часть: Номер части"]


def text(address: str, value: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{value}</t></is></c>'


def test_typed_cells_become_what_a_case_file_holds(book: Book, rows: Rows) -> None:
    headings = [*HEADINGS, "court.name", "enclosures[0].sheets", "applicant.consent_sms", "fee.sum"]
    line = [14, "Соколов", date(1990, 3, 12), "01234", 5, 2, True, ""]
    (row,) = rows("дела.xlsx", book({"Дела": [headings, line]}))
    assert (row.number, row.place, row.problems) == ("14", "строка 2", ())
    assert row.facts == {
        "applicant": {
            "name": {"last": "Соколов"},
            "birth_date": "1990-03-12",
            "unit": {"number": "01234"},
            "consent_sms": "да",
        },
        "court": {"name": "5"},
        "enclosures": [{"sheets": "2"}],
    }
    assert row.lines == {CASES_PAGE: {2: ("14", "Соколов", "12.03.1990", "01234", "5", "2", "ИСТИНА", "")}}


def test_addresses_are_those_of_the_page_wherever_it_begins(book: Book, rows: Rows, columns: Columns) -> None:
    lines = [[], [], ["", "", "Заявитель: Фамилия", "", "Дата рождения"], [], ["", "", "Соколов", "", 44632, "лишнее"]]
    (row,) = rows("дела.xlsx", book({"Дела": lines}))
    assert (row.number, row.place) == ("5", "строка 5")
    born = "лист «Дела», ячейка E5 («Дата рождения»)"
    assert [(problem.code, problem.where) for problem in row.problems] == [
        ("B015", born),
        ("B014", "лист «Дела», ячейка F5"),
    ]
    assert told_at(row, columns, "applicant.birth_date") == born
    assert told_at(row, columns, "applicant") == "лист «Дела», ячейка C5 («Заявитель: Фамилия»)"
    assert row.lines == {CASES_PAGE: {5: ("", "", "Соколов", "", "44632", "лишнее")}}


def test_what_excel_did_to_the_cells_is_refused(book: Book, rows: Rows, faults: Faults) -> None:
    lines = [
        HEADINGS,
        [1, "А", "", 1234],
        [2, date(2022, 3, 12), datetime(2022, 3, 12, 10, 30), date(2022, 3, 12)],
        [3, 1.5, 44632, "1,23E+15"],
        [date(2022, 3, 12), True, "", ""],
        [4, "Б", "12.03.1990", "01234"],
    ]
    spoilt = rows("дела.xlsx", book({"Дела": lines}))
    last, born, unit = ("B", HEADINGS[1]), ("C", HEADINGS[2]), ("D", HEADINGS[3])

    def at(row: int, *where: tuple[str, str]) -> list[tuple[str, str]]:
        return [("B015", f"лист «Дела», ячейка {letter}{row} («{heading}»)") for letter, heading in where]

    assert [(row.number, faults(row)) for row in spoilt] == [
        ("1", at(2, unit)),
        ("2", at(3, last, born, unit)),
        ("3", at(4, last, born, unit)),
        ("строка 5", at(5, ("A", HEADINGS[0]), last)),
        ("4", []),
    ]
    assert spoilt[1].lines == {CASES_PAGE: {3: ("2", "12.03.2022", "12.03.2022 10:30:00", "12.03.2022")}}


def test_cells_in_error_and_formulas_without_a_result_are_not_lost(
    raw_book: RawBook, rows: Rows, faults: Faults
) -> None:
    head = f'<row r="2">{text("B2", "Заявитель: Фамилия")}{text("C2", "Суд: Название суда")}</row>'
    body = (
        '<row r="3"><c r="B3" t="e"><f>A1</f><v>#N/A</v></c><c r="C3"><f>A1+1</f></c></row>'
        '<row r="4"><c r="B4"><f>A1</f><v></v></c><c r="C4" t="str"><f>A1</f><v></v></c></row>'
        '<row r="5"><c r="B5" t="str"><f>A1</f><v>Соколов</v></c><c r="C5"><f>1+1</f><v>2</v></c></row>'
        '<row r="9"><c r="E9"><f>A1</f></c></row>'
    )
    found = rows("дела.xlsx", raw_book(head + body))
    last, court = ("ячейка B{} («Заявитель: Фамилия»)", "ячейка C{} («Суд: Название суда»)")
    assert [(row.number, faults(row)) for row in found] == [
        ("3", [("B016", f"лист «Дела», {last.format(3)}"), ("B016", f"лист «Дела», {court.format(3)}")]),
        ("4", [("B016", f"лист «Дела», {last.format(4)}")]),
        ("5", []),
        ("9", [("B014", "лист «Дела», ячейка E9")]),
    ]
    assert found[2].facts == {"applicant": {"name": {"last": "Соколов"}}, "court": {"name": "2"}}
    assert found[0].lines == {CASES_PAGE: {3: ("", "#Н/Д", "#ФОРМУЛА!")}}


@pytest.mark.parametrize("cases", ["Дела", "дела ", "ДЕЛА"])
def test_the_page_of_the_cases_is_found_by_its_name(cases: str, book: Book, rows: Rows) -> None:
    pages = {"Как заполнять": [["О чём"], ["О том"]], cases: [HEADINGS, [1, "Соколов"]], "Прочее": [["Что угодно"]]}
    (row,) = rows("дела.xlsx", book(pages))
    assert row.facts == {"applicant": {"name": {"last": "Соколов"}}}


def test_without_such_a_name_the_first_page_shown_is_read(rows: Rows) -> None:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        hidden, shown = book.add_worksheet("Списки"), book.add_worksheet("Лист1")
        hidden.write_row(0, 0, ["да", "нет"])
        hidden.hide()
        shown.activate()
        shown.set_first_sheet()
        for row, line in enumerate([HEADINGS[1:], ["Соколов", "", "мар.26"]]):
            shown.write_row(row, 0, line)
    (row,) = rows("дела.xlsm", output.getvalue())
    assert row.facts == {"applicant": {"name": {"last": "Соколов"}}}
    assert row.problems[0].where == f"лист «Лист1», ячейка C2 («{HEADINGS[3]}»)"
    assert list(row.lines) == [CASES_PAGE]


def test_items_of_a_page_follow_those_of_numbered_columns(book: Book, rows: Rows, columns: Columns) -> None:
    pages = {
        "Дела": [[*HEADINGS[:2], "События (1): Что произошло"], [1, "А", "первое"], [2, "Б", ""], [3, "", ""]],
        "события": [
            [MEND, "Номер п/п", "Что произошло", "Доказательства (2): Название документа", "Дата события"],
            ["", 3, "у третьего", "", ""],
            [],
            ["", "1", "второе", "справка", date(2022, 3, 12)],
            ["", 1, "третье", "", "12.мар"],
            ["", 2, "", "", ""],
            ["", SAMPLE, "образец", "", ""],
            ["замечание", "", "", "", ""],
            ["", 2, "", "", "#Н/Д"],
        ],
    }
    first, second, third = rows("дела.xlsx", book(pages))
    assert first.facts["events"] == [
        {"text": "первое"},
        {"text": "второе", "proof": [{"title": "справка"}], "date": "2022-03-12"},
        {"text": "третье"},
    ]
    assert "events" not in second.facts
    assert [problem.where for problem in second.problems] == ["лист «события», ячейка E9 («Дата события»)"]
    assert third.facts == {"events": [{"text": "у третьего"}]}
    spoilt = "лист «события», ячейка E5 («Дата события»)"
    assert [problem.where for problem in first.problems] == [spoilt]
    places = {
        "events[0].text": "лист «Дела», ячейка C2 («События (1): Что произошло»)",
        "events[1].proof": "лист «события», ячейка D4 («Доказательства (2): Название документа»)",
        "events[2].date": spoilt,
        "events[2]": "лист «события», ячейка C5 («Что произошло»)",
        "events[2].proof[0].number": "строка 2, нет столбца «События (3): Доказательства (1): Номер документа»",
    }
    assert {where: told_at(first, columns, where) for where in places} == places
    assert first.lines["события"] == {
        4: ("", "1", "второе", "справка", "12.03.2022"),
        5: ("", "1", "третье", "", "12.мар"),
    }


def test_the_number_of_a_paper_is_not_that_of_the_case(book: Book, rows: Rows) -> None:
    pages = {
        "Дела": [HEADINGS[:2], [1, "А"]],
        "Другие приложения": [["№ п/п", "number", "Название документа"], [1, "45-лс", "выписка"]],
    }
    (row,) = rows("дела.xlsx", book(pages))
    assert row.facts["enclosures"] == [{"number": "45-лс", "title": "выписка"}]


def test_lines_of_lists_that_belong_to_no_case_are_told_at_once(book: Book, refused: Refused) -> None:
    pages = {
        "Дела": [["№ п/п", "Рост"], [1, "А"]],
        "События": [["№ п/п", "Что произошло", "Что"], [2, "чьё"], ["", "ничьё"], [1, "верно"]],
        "Другие приложения": [["Название документа"], ["выписка"]],
        "Событие": [["что угодно"]],
    }
    assert refused("дела.xlsx", book(pages)) == [
        ("B019", "лист «Событие»"),
        ("B008", "лист «Дела», строка 1"),
        ("B009", "лист «События», ячейка C1 («Что»)"),
        ("B012", "лист «События», ячейка A2 («№ п/п»)"),
        ("B012", "лист «События», ячейка A3 («№ п/п»)"),
        ("B012", "лист «Другие приложения»"),
    ]


def test_lists_need_numbers_on_the_page_of_the_cases_too(book: Book, refused: Refused) -> None:
    pages = {"Дела": [HEADINGS[1:2], ["А"]], "События": [["№ п/п", "Что произошло"], [2, "событие"]]}
    assert refused("дела.xlsx", book(pages)) == [("B012", "лист «Дела»")]


def test_declensions_go_to_the_cases_that_hold_the_text(book: Book, rows: Rows, columns: Columns) -> None:
    pages = {
        "Дела": [HEADINGS[:2], [1, " Дзюба"], [2, "Соколов"], [3, "Дзюба"]],
        "Склонения": [
            ["Текст", "Родительный", "dat", "творительный падеж"],
            ["Дзюба ", "Дзюбы", "Дзюбе", ""],
            [],
            ["Никого", "Никого", "", ""],
        ],
    }
    first, second, third = rows("дела.xlsx", book(pages))
    assert first.facts["forms"] == third.facts["forms"] == {"Дзюба": {"gen": "Дзюбы", "dat": "Дзюбе"}}
    assert "forms" not in second.facts
    assert first.lines[FORMS_PAGE] == {2: ("Дзюба ", "Дзюбы", "Дзюбе", "")}
    assert FORMS_PAGE not in second.lines
    assert told_at(first, columns, "forms.Дзюба.gen") == "лист «Склонения», ячейка B2 («Родительный»)"
    assert told_at(first, columns, "forms.Дзюба") == "лист «Склонения», ячейка B2 («Родительный»)"


def test_faults_of_the_declensions_are_those_of_the_table(book: Book, refused: Refused) -> None:
    pages = {
        "Дела": [HEADINGS[:2], [1, "Дзюба"]],
        "Склонения": [["Текст", "Родительный", "Звательный"], ["Дзюба", 5.5], ["", "Дзюбы"], ["дзюба"], ["Дзюба"]],
    }
    assert refused("дела.xlsx", book(pages)) == [
        ("B009", "лист «Склонения», ячейка C1 («Звательный»)"),
        ("B015", "лист «Склонения», ячейка B2 («Родительный»)"),
        ("B018", "лист «Склонения», строка 3"),
        ("B018", "лист «Склонения», строка 5"),
    ]


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ({"Дела": []}, [("B011", "")]),
        ({"Дела": [[], HEADINGS]}, [("B011", "")]),
        ({"Дела": [["Рост", "Вес"], [1, 2]]}, [("B008", "лист «Дела», строка 1")]),
        ({"Дела": [[1, 2]]}, [("B008", "лист «Дела», строка 1")]),
        ({"Дела": [HEADINGS, [SAMPLE, "Иванов"], [5]]}, [("B011", "")]),
    ],
)
def test_a_workbook_without_cases_is_refused(
    pages: Mapping[str, Any], found: list[tuple[str, str]], book: Book, refused: Refused
) -> None:
    assert refused("дела.xlsx", book(pages)) == found


def test_the_headings_are_given_for_the_report_and_the_table_is_read_again(
    book: Book, table: Callable[[str, bytes], CaseTable]
) -> None:
    pages = {"Дела": [HEADINGS[:2], [1, "А"], [2, "Б"]], "События": [["№ п/п", "Что произошло"], [1, "событие"]]}
    opened = table("дела.xlsx", book(pages))
    assert opened.pages == {CASES_PAGE: tuple(HEADINGS[:2]), "События": ("№ п/п", "Что произошло")}
    next(iter(opened))
    assert [row.number for row in opened] == [row.number for row in opened] == ["1", "2"]


def test_the_days_of_a_mac_are_those_that_it_shows(raw_book: RawBook, rows: Rows) -> None:
    """An old Mac counts days from 1904."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = f'<row r="1">{text("A1", "Дата рождения")}</row><row r="2"><c r="A2" s="1"><v>31482</v></c></row>'
    styles = f'<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    plain = raw_book(head, **{"xl/styles.xml": styles})
    book = io.BytesIO(plain)
    workbook = zipfile.ZipFile(book).read("xl/workbook.xml").decode()
    mac = raw_book(
        head,
        **{
            "xl/styles.xml": styles,
            "xl/workbook.xml": workbook.replace("<sheets>", '<workbookPr date1904="1"/><sheets>'),
        },
    )
    assert [rows("дела.xlsx", content)[0].facts for content in (plain, mac)] == [
        {"applicant": {"birth_date": "1986-03-11"}},
        {"applicant": {"birth_date": "1990-03-12"}},
    ]


def test_nothing_of_a_table_is_in_what_is_told_of_its_fault(
    book: Book, table: Callable[[str, bytes], CaseTable]
) -> None:
    content = book({"Дела": [[*HEADINGS, "Рост"], [1, "Тайнов", "", "", "секрет"]]})
    with pytest.raises(FactsError) as caught:
        table("дела.xlsx", content)
    assert "Тайнов" not in f"{caught.value!r} {caught.value.problems}"
    assert "секрет" not in f"{caught.value!r} {caught.value.problems}"


def test_of_very_many_unknown_headings_some_are_told(
    book: Callable[..., bytes], refused: Callable[..., list[tuple[str, str]]]
) -> None:
    headings = ["Заявитель: Фамилия", *(f"Мой столбец {number}" for number in range(1000))]
    found = refused("таблица.xlsx", book({CASES_PAGE: [headings, ["Соколов"]]}))
    assert [code for code, _where in found] == ["B009"] * 50


def test_a_heading_is_told_as_one_short_line(
    book: Callable[..., bytes], refused: Callable[..., list[tuple[str, str]]]
) -> None:
    headings = ["Заявитель: Фамилия", "Мой\nстолбец\u202e", "Ж" * 10_000]
    found = refused("таблица.xlsx", book({CASES_PAGE: [headings, ["Соколов"]]}))
    assert found == [
        ("B009", "лист «Дела», ячейка B1 («Мой столбец»)"),
        ("B009", f"лист «Дела», ячейка C1 («{'Ж' * 120}…»)"),
    ]
