"""Every stored act and provision has a source, a day of checking and sensible dates."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import filings.law
from filings.law.editions import Status
from filings.law.norms.store import Act, Provision, acts, checked_above, editions, provision, provisions
from filings.law.norms.units import ABBREVIATION, PLURAL, SINGULAR
from filings.law.stored import load
from tests.conftest import some

DATA = Path(filings.law.__file__).parent / "data"
ITEMS = provisions()


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: f"{item.key} {item.starts}")
def test_source_day_and_dates(item: Provision) -> None:
    assert item.source.strip()
    assert item.status is Status.UNCHECKED or item.source.startswith(("http://", "https://"))
    assert date(2026, 1, 1) <= item.checked_on <= date(2026, 11, 22)
    assert item.ends is None or item.starts <= item.ends
    assert item.starts <= item.checked_on
    assert item.act.starts <= item.starts
    assert item.about or not item.path


@pytest.mark.parametrize(
    "item", [item for item in ITEMS if not item.printable], ids=lambda item: f"{item.key} {item.starts}"
)
def test_above_an_unchecked_provision_stands_a_checked_one_of_the_same_act(item: Provision) -> None:
    above = checked_above(item)
    assert above.printable
    assert above.act == item.act
    assert above.starts <= item.starts


@pytest.mark.parametrize("act", acts().values(), ids=lambda act: act.key)
def test_acts_have_six_forms_and_a_ladder_of_known_units(act: Act) -> None:
    for forms in (act.long, act.short):
        assert len(forms) == 6
        assert all(form and form == form.strip() for form in forms)
    assert set(act.units) <= set(SINGULAR)


def test_units_are_a_closed_table() -> None:
    assert set(SINGULAR) == set(PLURAL) == set(ABBREVIATION)
    assert all(len(row) == 6 for table in (SINGULAR, PLURAL) for row in table.values())


@pytest.mark.parametrize("item", [item for item in ITEMS if item.path], ids=lambda item: f"{item.key} {item.starts}")
def test_a_key_is_a_path_down_the_ladder_of_its_act(item: Provision) -> None:
    numbers = [number for _unit, number in item.path]
    bare = [re.sub(r"^(абз|гл|п)(?=\d)", "", word) for word in item.key.split()[1:]]
    assert numbers == bare


def test_the_editions_of_a_provision_follow_each_other_and_do_not_overlap() -> None:
    for earlier, later in some(pair for key in {item.key for item in ITEMS} for pair in pairwise(editions(key))):
        assert earlier.ends is not None, earlier.key
        assert earlier.ends < later.starts, earlier.key
        assert earlier.about != later.about, earlier.key


def test_every_file_of_provisions_belongs_to_an_act() -> None:
    assert {file.stem for file in (DATA / "provisions").glob("*.yaml")} <= set(acts())


def test_the_text_that_was_read_is_not_younger_than_the_day_of_checking() -> None:
    assert all(item.edition is None or item.edition <= item.checked_on for item in some(ITEMS))


@pytest.mark.parametrize(
    ("key", "day", "about"),
    [
        ("kas 85 1 1", date(2023, 8, 3), "явная опасность"),
        ("kas 85 1 1", date(2023, 8, 4), "примирения"),
        ("kas 92 2", date(2019, 9, 30), "событием"),
        ("kas 92 2", date(2019, 10, 1), "рабочие дни"),
        ("kas 126 1 1", date(2021, 12, 31), "либо копии"),
        ("kas 126 1 1", date(2022, 1, 1), "при электронной подаче"),
        ("nk 333.19 1 7", date(2024, 9, 8), "300 рублей"),
        ("nk 333.19 1 7", date(2024, 9, 9), "3000 рублей"),
    ],
)
def test_the_day_chooses_the_edition(key: str, day: date, about: str) -> None:
    item = provision(key, day)
    assert item.in_force(day)
    assert re.search(rf"(?<!\d){about}", item.about)


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("kas", date(2015, 9, 14)),
        ("kas 219 1", date(2015, 9, 14)),
        ("kas 124 1.1", date(2023, 7, 23)),
        ("u647", date(2022, 9, 20)),
        ("u647 5", date(2022, 9, 20)),
        ("pp828", date(2024, 1, 6)),
    ],
)
def test_nothing_is_in_force_before_its_first_or_after_its_last_day(key: str, day: date) -> None:
    assert not provision(key, day).in_force(day)


def test_the_notes_of_the_store_agree_with_what_the_letter_needs() -> None:
    assert provision("fz53 51 3 в").path == (("статья", "51"), ("пункт", "3"), ("подпункт", "в"))
    assert provision("du гл6").path == (("глава", "6"),)
    assert provision("u647").path == ()


def test_grounds_and_warnings_name_only_stored_norms_and_sources() -> None:
    data = load("grounds")
    for cell in some(cell for row in data["grounds"].values() for cell in row["cells"]):
        assert all(provision(key) for key in cell.get("norms", ()))
        assert cell.get("source", "regime") in data["sources"]
        assert ("text" in cell) != ("why" in cell)
    for entry in some(load("warnings").values()):
        assert all(provision(key).printable for key in entry["norms"])
        assert entry["source"]
        assert set(entry.get("grounds", ())) <= set(data["grounds"])
