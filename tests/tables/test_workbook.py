"""The workbook as spreadsheets and other readers see it: texts stay texts, nothing of the machine or person leaks."""

import io
import re
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from filings.sheets.workbook import CHOICES_PAGE, CellValue, Look, Marked, SheetHeading, SheetPage, workbook

PRINTABLE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=60)


def read(content: bytes, page: str = "Лист") -> list[list[object]]:
    return list(CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(page).to_python())


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def page(*lines: tuple[CellValue, ...], columns: int = 1) -> SheetPage:
    return SheetPage("Лист", [SheetHeading(f"Столбец {number}") for number in range(columns)], lines)


@given(st.lists(PRINTABLE, min_size=1, max_size=5))
@example(["<r>жирный</r>", "<r></r>", "=1+1", "+7 900", "-", "@a", "_x0041_", "0012", "1,23E+15", "да\nнет", " край "])
def test_any_text_a_person_can_type_is_read_back(texts: list[str]) -> None:
    content = workbook([page(("начало", *texts), columns=len(texts) + 1)])
    line = read(content)[1]
    assert line[1:] == [*texts, *[""] * (len(line) - 1 - len(texts))][: len(line) - 1]
    assert not any(texts[len(line) - 1 :])


@pytest.mark.parametrize("text", ["=1+1", "+7 900", "-5", "@сумма", "\tтаб", "\rстрока"])
def test_what_looks_like_a_formula_is_marked_as_text(text: str) -> None:
    files = parts(workbook([page((text,))]))
    assert "<f>" not in files["xl/worksheets/sheet1.xml"]
    style = re.search(r'<c r="A2" s="(\d+)" t="s">', files["xl/worksheets/sheet1.xml"])
    assert style
    formats = re.findall(r"<xf [^>]*>", files["xl/styles.xml"].partition("<cellXfs")[2])
    assert 'quotePrefix="1"' in formats[int(style[1])]


def test_values_keep_their_type() -> None:
    heading = SheetHeading("Дата", type="date")
    content = workbook([SheetPage("Лист", [heading, SheetHeading("Число", type="number")], [(date(2022, 3, 12), 2)])])
    assert read(content)[1] == [date(2022, 3, 12), 2.0]


def test_a_text_too_long_for_a_cell_is_cut() -> None:
    assert read(workbook([page(("ж" * 40_000,))]))[1] == ["ж" * 32_767]


def test_the_same_pages_give_the_same_bytes_and_no_names() -> None:
    one = page((Marked("текст", Look.SAMPLE),))
    assert workbook([one]) == workbook([one])
    files = parts(workbook([one]))
    assert "<dc:creator></dc:creator>" in files["docProps/core.xml"]
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", files["docProps/core.xml"])) == {"2020-01-01T"}


def test_nothing_goes_through_temporary_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    assert workbook([page(("текст",))])


def test_drop_downs_take_their_values_from_a_hidden_page() -> None:
    answers, ranks = ("да", "нет"), ("рядовой, матрос", "сержант")
    headings = [
        SheetHeading("А", choices=answers),
        SheetHeading("Б", choices=ranks),
        SheetHeading("В", choices=answers),
    ]
    content = workbook([SheetPage("Лист", headings)])
    assert read(content, CHOICES_PAGE) == [["да", "рядовой, матрос"], ["нет", "сержант"]]
    files = parts(content)
    sources = re.findall(r"<formula1>(.*?)</formula1>", files["xl/worksheets/sheet1.xml"])
    assert sources == ["'Списки'!$A$1:$A$2", "'Списки'!$B$1:$B$2", "'Списки'!$A$1:$A$2"]
    assert 'name="Списки" sheetId="2" state="hidden"' in files["xl/workbook.xml"]


def test_a_day_is_checked_but_may_be_typed_otherwise() -> None:
    sheet = parts(workbook([SheetPage("Лист", [SheetHeading("Дата", type="date")])]))["xl/worksheets/sheet1.xml"]
    assert 'type="date" errorStyle="warning"' in sheet


def test_folded_columns_are_hidden_under_a_plus() -> None:
    headings = [
        SheetHeading("А"),
        SheetHeading("Б", folded=True),
        SheetHeading("В", folded=True),
        SheetHeading("Г"),
        SheetHeading("Д"),
    ]
    sheet = parts(workbook([SheetPage("Лист", [*headings, SheetHeading("Е", folded=True)])]))[
        "xl/worksheets/sheet1.xml"
    ]
    columns = re.findall(r'<col min="(\d)" max="(\d)"([^>]*)/>', sheet)
    hidden = [(first, last) for first, last, told in columns if 'hidden="1"' in told and 'outlineLevel="1"' in told]
    assert hidden == [("2", "3"), ("6", "6")]
    assert [first for first, _last, told in columns if 'collapsed="1"' in told] == ["4", "7"]


def test_headings_carry_their_notes() -> None:
    files = parts(workbook([SheetPage("Лист", [SheetHeading("А", note="Как в паспорте.")])]))
    assert "Как в паспорте." in files["xl/comments1.xml"]
    assert "<author></author>" in files["xl/comments1.xml"]
