"""The sheet of every kind: what it shows, and that what is typed into it comes back as the facts meant."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from filings.catalog import Catalog, Filing
from filings.errors import UsageError
from filings.facts import check, load
from filings.sheets.csv_sheet import csv_sheet
from filings.sheets.guide import GUIDE_PAGE
from filings.sheets.sheet import Sheet
from filings.sheets.workbook import CellValue, Look, Marked, SheetHeading, SheetPage, workbook
from filings.tables.columns import CASES_PAGE, FORMS_PAGE, NUMBER, SAMPLE, Columns
from filings.tables.reading import open_table
from filings.tables.rows import CaseRow, Source

TODAY = date(2026, 11, 22)
CATALOG = Catalog.load(())
KINDS = sorted(CATALOG.filings)
# The first example of each kind; all of three with lists inside lists, declensions, several items of everything.
WHOLE = ("resignation", "whereabouts-inquiry", "power-of-attorney")
EXAMPLES = [
    pytest.param(kind, path, id=f"{kind}/{path.stem}")
    for kind in KINDS
    for path in CATALOG.find(kind).examples[: None if kind in WHOLE else 1]
]


def facts_of(kind: str, path: Path) -> Mapping[str, Any]:
    return check(CATALOG.find(kind), CATALOG, {**load(path), "kind": kind}, today=TODAY).facts


@lru_cache
def pages_of(kind: str) -> tuple[SheetPage, ...]:
    filing = CATALOG.find(kind)
    return Sheet(filing, CATALOG, facts_of(kind, filing.examples[0])).pages()


def headings_of(kind: str) -> dict[str, SheetHeading]:
    return {heading.title: heading for heading in pages_of(kind)[0].headings}


def as_case(page: SheetPage) -> SheetPage:
    """Give the sample line of `page` the number of a case, as a person does who writes over it."""

    def typed(line: tuple[CellValue, ...]) -> tuple[CellValue, ...]:
        values = [cell.value if isinstance(cell, Marked) else cell for cell in line]
        return ("1", *values[1:]) if values[0] == SAMPLE else tuple(values)

    return replace(page, lines=[typed(tuple(line)) for line in page.lines])


def rows(filing: Filing, name: str, content: bytes) -> list[CaseRow]:
    return list(open_table(Source(name, lambda: io.BytesIO(content)), Columns(filing, CATALOG)))


def known(value: Any, fields: Collection[str], path: str = "") -> Any:
    """Return the part of an example that its kind names: one case feeds many kinds."""
    match value:
        case dict():
            named = {key: known(part, fields, f"{path}.{key}".removeprefix(".")) for key, part in value.items()}
            return {key: part for key, part in named.items() if part not in ({}, None)}
        case list() if any(isinstance(part, dict) for part in value):
            return [known(part, fields, f"{path}[]") for part in value]
        case _:
            return value if path in fields else None


def same_facts(filing: Filing, row: CaseRow, facts: Mapping[str, Any]) -> None:
    fields = Columns(filing, CATALOG).fields
    found = check(filing, CATALOG, {**row.facts, "kind": filing.kind}, today=TODAY).facts
    assert row.problems == ()
    assert known(found, fields) == known(facts, fields)
    assert found.get("forms") == facts.get("forms")


@pytest.mark.parametrize(("kind", "path"), EXAMPLES)
def test_a_workbook_gives_back_the_facts_of_its_sample(kind: str, path: Path) -> None:
    filing, facts = CATALOG.find(kind), facts_of(kind, path)
    content = workbook(as_case(page) for page in Sheet(filing, CATALOG, facts).pages())
    (row,) = rows(filing, "таблица.xlsx", content)
    assert row.number == "1"
    same_facts(filing, row, facts)


@pytest.mark.parametrize(("kind", "path"), EXAMPLES)
def test_a_csv_gives_back_the_facts_of_its_sample(kind: str, path: Path) -> None:
    filing, facts = CATALOG.find(kind), facts_of(kind, path)
    content = csv_sheet(as_case(Sheet(filing, CATALOG, facts).table(1)))
    (row,) = rows(filing, "таблица.csv", content)
    same_facts(filing, row, {key: value for key, value in facts.items() if key != "forms"})


def test_the_sample_is_not_read_and_a_case_below_it_is() -> None:
    filing = CATALOG.find("resignation")
    cases, *others = pages_of("resignation")
    typed = tuple(cell.value if isinstance(cell, Marked) else cell for cell in cases.lines[0])
    (row,) = rows(filing, "т.xlsx", workbook([replace(cases, lines=[*cases.lines, ("14", *typed[1:])]), *others]))
    assert row.number == "14"


@pytest.mark.parametrize("kind", KINDS)
def test_a_volunteer_sees_some_dozens_of_columns_and_all_that_are_required(kind: str) -> None:
    headings = list(headings_of(kind).values())
    assert 10 <= sum(not heading.folded for heading in headings) <= 80
    assert not [heading.title for heading in headings if heading.folded and heading.look is Look.REQUIRED]
    assert not [
        heading.title
        for heading, cell in zip(headings, pages_of(kind)[0].lines[0], strict=True)
        if heading.folded and cell != Marked("", Look.SAMPLE)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_says_what_to_write(kind: str) -> None:
    assert [heading.title for page in pages_of(kind)[2:] for heading in page.headings[:1] if not heading.note] == []
    assert [heading.title for heading in headings_of(kind).values() if len(heading.note) < 10] == []


def test_the_pages_and_their_order() -> None:
    names = [page.name for page in pages_of("resignation")]
    lists = ["Семья – Дети", "Нарушения условий контракта", "Уважительные причины", "Другие приложения"]
    assert names == [CASES_PAGE, GUIDE_PAGE, *lists, FORMS_PAGE]


NOTES = {
    "Основание увольнения": (Look.REQUIRED, ["Обязательно."]),
    "Заявитель: Отчество": (Look.OPTIONAL, ["Например: "]),
    "Заявитель: Дата рождения": (
        Look.CONDITIONAL,
        ["Нужно, если «Основание увольнения» — «предельный возраст».", "Например: 01.02.1990"],
    ),
    "Заявитель: Документ о возрасте: Название документа": (
        Look.CONDITIONAL,
        ["Обязательно, если заполняете «Документ о возрасте»."],
    ),
    "Уважительные причины (1): Причина": (Look.CONDITIONAL, ["Нужно, если «Основание увольнения» — «собственное"]),
    "Дополнительные просьбы: За какие годы отпуска": (Look.OPTIONAL, []),
}


@pytest.mark.parametrize("title", NOTES)
def test_a_note_says_when_a_column_is_needed(title: str) -> None:
    heading, (look, parts) = headings_of("resignation")[title], NOTES[title]
    assert heading.look is look
    assert heading.note.startswith(f"{title.rpartition(': ')[2]}.\n")
    assert [part for part in parts if part not in heading.note] == []
    assert ("Обязательно" in heading.note or "Нужно" in heading.note) is (look is not Look.OPTIONAL)


def test_what_is_typed_is_held_to_its_sort() -> None:
    headings = headings_of("resignation")
    assert headings["Заявитель: Гвардейское звание"].choices == ("да", "нет")
    assert "собственное желание по уважительным причинам" in headings["Основание увольнения"].choices
    assert headings["Заявитель: Дата рождения"].type == "date"
    assert headings["Заявитель: Воинская часть: Номер части"].type == "text"
    assert headings["Заявитель: Документ о возрасте: Число листов"].type == "number"


def test_a_list_of_plain_values_names_them() -> None:
    note = next(
        each.note for title, each in headings_of("stamp-claim").items() if title.endswith(": Где ещё стоит запись")
    )
    assert "каждое с новой строки" in note
    assert "военный билет; удостоверение личности" in note


def test_the_first_item_stands_beside_the_case_and_the_others_on_their_page() -> None:
    filing = CATALOG.find("resignation")
    facts = facts_of("resignation", next(path for path in filing.examples if "april-2022" in path.stem))
    sheet = Sheet(filing, CATALOG, facts)
    cases, *others = sheet.pages()
    titles = [heading.title for heading in cases.headings]
    assert "Уважительные причины (1): Доказательства (2): Название документа" in titles
    assert not [title for title in titles if title.startswith("Уважительные причины (2)")]
    (line,) = next(page for page in others if page.name == "Уважительные причины").lines
    assert line[0] == Marked(SAMPLE, Look.SAMPLE)
    cases, *others = sheet.pages(items=2)
    assert [heading for heading in cases.headings if heading.title == "Уважительные причины (2): Причина"]
    assert not next(page for page in others if page.name == "Уважительные причины").lines


def test_too_many_columns_are_refused() -> None:
    sheet = Sheet(CATALOG.find("reinstatement-claim"), CATALOG, {})
    with pytest.raises(UsageError) as caught:
        sheet.table(60)
    assert [problem.code for problem in caught.value.problems] == ["B021"]


def test_the_guide_names_what_the_sheet_has() -> None:
    guide = pages_of("resignation")[1]
    told = "\n".join(str(cell) for line in guide.lines for cell in line)
    for word in (NUMBER, SAMPLE, "Семья – Дети", "filings batch resignation", "--dry-run", "filings seal", FORMS_PAGE):
        assert word in told


def cells(content: bytes) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")


def test_csv_guards_what_a_spreadsheet_would_take_for_a_formula() -> None:
    headings = [SheetHeading("А"), SheetHeading("Б"), SheetHeading("В"), SheetHeading("Г")]
    content = csv_sheet(SheetPage("Лист", headings, [("+7 900", "=1+1", date(2022, 3, 12), "две\nстроки; и «точка»")]))
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(cells(content)) == [
        ["А", "Б", "В", "Г"],
        ["'+7 900", "'=1+1", "12.03.2022", "две\nстроки; и «точка»"],
    ]
