"""The headings of a table: every fact has a column, found by its path and by its titles."""

import pytest

from filings.catalog import Catalog
from filings.fact_path import spelled
from filings.tables.columns import Columns, default_columns, is_number, paths_in

KINDS = sorted(Catalog.load(()).filings)


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_found_by_its_path_and_by_its_title(kind: str, catalog: Catalog) -> None:
    columns = Columns(catalog.find(kind), catalog)
    for each in (columns, *(page.columns for page in columns.lists)):
        own = list(default_columns(each, items=2))
        assert [column.path for column in own] == list(dict.fromkeys(column.path for column in own))
        for column in own:
            for heading in (column.heading, spelled(column.path), f"  {column.heading.upper()} "):
                found = each.find(heading)
                assert found is not None, heading
                assert found.path == column.path, heading
            assert each.title(spelled(column.path)) == column.heading
            assert not is_number(column.heading)


@pytest.mark.parametrize("kind", KINDS)
def test_pages_have_names_that_excel_takes_and_no_two_the_same(kind: str, catalog: Catalog) -> None:
    names = [page.name for page in Columns(catalog.find(kind), catalog).lists]
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
    assert len({name.casefold() for name in names}) == len(names)


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("applicant.birth_date", ("applicant", "birth_date")),
        ("Заявитель:  дата рождения ", ("applicant", "birth_date")),
        ("Дата рождения", ("applicant", "birth_date")),
        ("События (2): Что произошло", ("events", 1, "text")),
        ("events[1].proof[0].title", ("events", 1, "proof", 0, "title")),
        ("Нарушенные права", ("violated_rights",)),
    ],
)
def test_a_heading_may_be_written_in_several_ways(heading: str, path: tuple[str | int, ...], columns: Columns) -> None:
    column = columns.find(heading)
    assert column is not None
    assert column.path == path


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "\0",
        "Фамилия",
        "Заявитель",
        "№ п/п",
        "events",
        "events.text",
        "events[].text",
        "events[1000].text",
        "События (0): Что произошло",
        "applicant.birth_date[0]",
        "Заявитель (1): Дата рождения",
    ],
)
def test_a_heading_that_names_nothing_or_several_facts_is_not_guessed(heading: str, columns: Columns) -> None:
    assert columns.find(heading) is None


def test_near_headings_are_offered(columns: Columns) -> None:
    assert "Заявитель: Дата рождения" in columns.near("Заявитель: Дата рождени")
    assert columns.near("Фамилия")
    assert columns.near("щщщщщ") == ()


@pytest.mark.parametrize(
    ("where", "title"),
    [
        ("applicant.unit", "Заявитель: Воинская часть"),
        ("events[1]", "События (2)"),
        ("events[0].proof", "События (1): Доказательства"),
        ("applicant.secret", None),
        ("events[0", None),
        ("", None),
        ("Суд", None),
    ],
)
def test_the_place_of_a_problem_has_a_heading(where: str, title: str | None, columns: Columns) -> None:
    assert columns.title(where) == title


def test_a_sheet_gives_the_whole_of_one_item_before_the_next(columns: Columns) -> None:
    """Whatever lists are inside it; what stands outside of lists keeps the order of the vocabulary."""
    headings = [column.heading for column in default_columns(columns, items=2)]
    whole = [one.partition(" (1): Доказательства (1): ")[2] for one in headings]
    parts = [part for one, part in zip(headings, whole, strict=True) if one.startswith("События (1)") and part]
    assert [one for one in headings if one.startswith("События")] == [
        heading
        for event in ("События (1)", "События (2)")
        for heading in (
            f"{event}: Дата события",
            f"{event}: Что произошло",
            *(f"{event}: Доказательства (1): {part}" for part in parts),
            *(f"{event}: Доказательства (2): {part}" for part in parts),
        )
    ]
    plain = [column.heading for column in default_columns(columns) if "(" not in column.heading]
    assert plain == [columns.column(tuple(key.split("."))).heading for key in columns.fields if "[]" not in key]


def test_paths_of_facts_are_those_of_plain_values() -> None:
    facts = {"a": {"b": "1"}, "c": [{"d": "2"}, {"d": "3"}], "e": ["4", "5"]}
    assert list(paths_in(facts)) == [("a", "b"), ("c", 0, "d"), ("c", 1, "d"), ("e",)]


def test_a_column_knows_which_identifier_it_holds(columns: Columns) -> None:
    unit, title = columns.find("applicant.unit.number"), columns.find("court.name")
    assert (unit and unit.field.identifier, title and title.field.identifier) == ("unit_number", "")
