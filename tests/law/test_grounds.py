"""The matrix of grounds, cell by cell, against a table written from the law and not from the program's data."""

import csv
from datetime import date, timedelta
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.catalog import Catalog
from filings.errors import LawError
from filings.law.grounds.matrix import (
    CATEGORIES,
    MATRIX_CATEGORIES,
    RANK_GROUPS,
    GroundState,
    all_grounds,
    assess,
    letter_grounds,
    window,
)
from filings.law.norms.citation import cite
from filings.law.stored import load
from tests.conftest import some

WINDOWS = {
    "W1": (date(2022, 2, 24), date(2022, 9, 20)),
    "W2": (date(2022, 9, 21), date(2023, 6, 23)),
    "W3": (date(2023, 6, 24), date(2023, 8, 2)),
    "W4": (date(2023, 8, 3), date(2025, 4, 16)),
    "W5": (date(2025, 4, 17), date(2026, 11, 22)),
}
STATES = {"Y": GroundState.OPEN, "N": GroundState.REFUSED, "C": GroundState.LAWYER, "-": GroundState.NOT_APPLICABLE}

with Path(__file__).with_name("matrix.tsv").open(encoding="utf-8", newline="") as _file:
    _ROWS = list(csv.DictReader(_file, delimiter="\t", quoting=csv.QUOTE_NONE))
CELLS = [
    (row["ground"], row["category"], rank, name, STATES[row[name]])
    for row in _ROWS
    for rank in (RANK_GROUPS if row["ranks"] == "all" else row["ranks"].split())
    for name in WINDOWS
]


@pytest.mark.parametrize(("ground", "category", "rank", "name", "state"), CELLS)
def test_cell_on_its_first_and_last_day(ground: str, category: str, rank: str, name: str, state: GroundState) -> None:
    for day in some(WINDOWS[name]):
        found = assess(ground, category, rank, day)
        assert found.state is state
        assert found.ground == ground
        assert found.why


def test_the_table_covers_every_ground_category_rank_and_window() -> None:
    named = {(ground, category, rank) for ground, category, rank, _name, _state in CELLS}
    grounds = {item.ground for item in all_grounds("contract", "soldier", date(2026, 1, 1))}
    assert named == {(g, c, r) for g in grounds for c in MATRIX_CATEGORIES for r in RANK_GROUPS}
    assert all(row["source"] for row in _ROWS)
    assert {row["row"] for row in _ROWS} == {*(str(n) for n in range(1, 17) if n != 6), "6a", "6b", "6c", "6d"}


def test_each_cell_of_the_data_is_unambiguous() -> None:
    grounds = load("grounds")["grounds"].items()
    for (ground, row), name, category, rank in some(product(grounds, WINDOWS, MATRIX_CATEGORIES, RANK_GROUPS)):
        fitting = [
            cell
            for cell in row["cells"]
            if category in cell["who"] and name in cell.get("windows", [name]) and rank in cell.get("ranks", [rank])
        ]
        expected = 0 if (category, name) == ("mobilised", "W1") else 1
        assert len(fitting) == expected, (ground, category, rank, name)


@pytest.mark.parametrize(
    ("ground", "category", "rank", "day", "norms"),
    [
        ("own-wish", "contract", "soldier", "2022-09-20", ("fz53 51 6",)),
        ("own-wish", "contract", "soldier", "2022-09-21", ("u647 5",)),
        ("end-of-term", "contract", "officer", "2022-09-20", ("fz53 51 1 б",)),
        ("end-of-term", "contract", "officer", "2026-05-01", ("u647 4", "u647 5")),
        ("end-of-term", "conscript", "soldier", "2026-05-01", ("fz53 51 1 б",)),
        ("health-unfit", "contract", "soldier", "2022-05-01", ("fz53 51 1 в",)),
        ("health-unfit", "contract", "officer", "2022-05-01", ("fz53 51 1 в",)),
        ("health-unfit", "contract", "officer", "2022-09-21", ("fz53 51 1 в", "u647 5")),
        ("health-unfit", "mobilised", "soldier", "2026-05-01", ("fz53 51 1 в", "u647 5")),
        ("health-unfit", "conscript", "soldier", "2026-05-01", ("fz53 51 1 в",)),
        ("health-limited", "contract", "warrant", "2022-05-01", ("fz53 51 1 г",)),
        ("health-limited", "contract", "officer", "2022-05-01", ("fz53 51 3 б",)),
        ("health-limited", "mobilised", "general", "2026-05-01", ("fz53 51 3 б",)),
        ("age", "contract", "soldier", "2022-05-01", ("fz53 51 1 а", "fz53 49")),
        ("age", "contract", "soldier", "2026-05-01", ("fz53 51 1 а", "fz53 49", "u647 5")),
        ("contract-breach", "contract", "soldier", "2022-05-01", ("fz53 51 3 а",)),
        ("family-care", "contract", "soldier", "2022-05-01", ("fz53 51 3 в",)),
        ("family-care", "conscript", "soldier", "2022-05-01", ("fz53 51 4",)),
        ("sentence", "contract", "soldier", "2022-05-01", ("fz53 51 1 е",)),
        ("sentence", "contract", "soldier", "2026-05-01", ("fz53 51 1 е", "u647 5")),
    ],
)
def test_what_the_paper_cites_on_the_day(
    ground: str, category: str, rank: str, day: str, norms: tuple[str, ...]
) -> None:
    assert assess(ground, category, rank, date.fromisoformat(day)).norms == norms


@given(
    st.sampled_from(CATEGORIES),
    st.sampled_from(RANK_GROUPS),
    st.dates(date(2022, 2, 24), date(2026, 11, 22)),
)
def test_every_norm_of_every_assessment_is_printable_on_its_day(category: str, rank: str, day: date) -> None:
    for found in all_grounds(category, rank, day):
        if found.norms:
            assert cite("; ".join(found.norms), "gen", on=day, long=True)


@pytest.mark.parametrize("ground", letter_grounds())
def test_a_closed_ground_always_offers_something_else(ground: str) -> None:
    days = [day for window in WINDOWS.values() for day in window]
    for category, day in some(product(MATRIX_CATEGORIES, days)):
        found = assess(ground, category, "soldier", day)
        assert found.instead or found.state not in (GroundState.REFUSED, GroundState.LAWYER) or not found.known_day


@pytest.mark.parametrize("key", load("grounds")["alternatives"])
def test_what_to_do_instead_is_a_paper_that_there_is_or_a_lawyers_work(key: str) -> None:
    other = load("grounds")["alternatives"][key]
    cells = [cell for row in load("grounds")["grounds"].values() for cell in row["cells"]]

    assert set(other) in ({"text", "papers"}, {"text", "lawyer"})
    assert other.get("lawyer", True) is True
    assert Catalog.load().kinds_among([other["papers"]] if "papers" in other else []) or "lawyer" in other
    assert any(key in cell.get("instead", ()) for cell in cells)


@pytest.mark.parametrize(
    ("ground", "category", "kinds"),
    [
        ("own-wish", "contract", ["medical-board-request", "leave-request", "transfer-request"]),
        ("own-wish", "conscript", ["medical-board-request", "resignation"]),
        ("contract-breach", "mobilised", ["pressure-complaint", "transfer-request"]),
        ("election", "contract", []),
        ("age", "contract", ["medical-board-request"]),
        ("health", "contract", ["medical-board-request"]),
    ],
)
def test_the_papers_to_write_instead_are_known_by_what_they_are(ground: str, category: str, kinds: list[str]) -> None:
    found = assess(ground, category, "soldier", date(2026, 5, 1))

    assert list(Catalog.load().kinds_among(found.instead_papers)) == kinds


@pytest.mark.parametrize("day", [date(1999, 1, 1), date(2022, 2, 23)])
def test_before_the_known_days_nothing_is_guessed(day: date) -> None:
    assert window(day) is None
    for found in all_grounds("contract", "soldier", day):
        assert (found.state, found.known_day, found.norms) == (GroundState.LAWYER, False, ())
        assert "не известно" in found.why


def test_windows_follow_each_other_without_a_gap() -> None:
    spans = list(load("grounds")["windows"].values())
    for earlier, later in some(pairwise(spans)):
        assert later["from"] == earlier["to"] + timedelta(days=1)


def test_no_day_closes_the_last_window_until_the_law_does() -> None:
    assert "to" not in list(load("grounds")["windows"].values())[-1]


@pytest.mark.parametrize(
    ("ground", "category", "rank", "state"), [(*cell[:3], cell[4]) for cell in CELLS if cell[3] == "W5"]
)
def test_a_cell_of_the_last_window_is_judged_however_old_the_check(
    ground: str, category: str, rank: str, state: GroundState
) -> None:
    found = assess(ground, category, rank, date(2031, 1, 1))

    assert (found.state, found.known_day) == (state, True)


@pytest.mark.parametrize("category", ["volunteer", "cadet"])
def test_categories_outside_the_table_go_to_a_lawyer(category: str) -> None:
    for found in some(all_grounds(category, "soldier", date(2026, 5, 1))):
        assert found.state is GroundState.LAWYER


def test_a_discharged_man_has_no_letter_to_write() -> None:
    for ground in some(letter_grounds()):
        assert assess(ground, "discharged", "soldier", date(2026, 5, 1)).state is GroundState.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("fitness", "expected"),
    [
        ("Д", "health-unfit"),
        ("В", "health-limited"),
        ("А", "health"),
        ("Б", "health"),
        ("Г", "health"),
        (None, "health"),
    ],
)
def test_health_is_split_by_category(fitness: str | None, expected: str) -> None:
    found = assess("health", "contract", "soldier", date(2022, 5, 1), health_category=fitness)
    assert found.ground == expected
    assert (found.state is GroundState.OPEN) == (expected != "health")


@pytest.mark.parametrize(
    ("ground", "category", "rank", "where"),
    [
        ("whim", "contract", "soldier", "ground"),
        ("age", "civilian", "soldier", "category"),
        ("age", "contract", "king", "rank_group"),
    ],
)
def test_a_word_outside_the_vocabulary_is_an_error(ground: str, category: str, rank: str, where: str) -> None:
    with pytest.raises(LawError) as caught:
        assess(ground, category, rank, date(2026, 5, 1))
    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("L005", where)
