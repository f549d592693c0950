"""When a check of the law is to be made again, and of what, the gravest doubt first."""

from datetime import date

import pytest

from filings.law.norms.staleness import Doubt, horizon, is_old, stale
from filings.law.norms.store import Provision
from tests.conftest import some

CHECKED = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("area", "relied_on_to", "old_from"),
    [("duty", date(2027, 5, 22), date(2027, 5, 23)), ("norms", date(2027, 11, 22), date(2027, 11, 23))],
)
def test_a_check_is_old_the_day_after_its_months_are_over(area: str, relied_on_to: date, old_from: date) -> None:
    assert not is_old(area, CHECKED, CHECKED)
    assert not is_old(area, CHECKED, relied_on_to)
    assert is_old(area, CHECKED, old_from)


def test_a_check_made_on_the_last_day_of_a_month_is_relied_on_no_shorter() -> None:
    assert horizon("duty") == 6
    assert not is_old("duty", date(2026, 8, 31), date(2027, 2, 28))
    assert is_old("duty", date(2026, 8, 31), date(2027, 3, 1))


def test_what_was_never_checked_is_doubted_for_that_alone() -> None:
    found = stale(date(2030, 1, 1))

    assert list(found) == [Doubt.UNCHECKED, Doubt.CHECKED_LONG_AGO, Doubt.OLD_EDITION]
    assert all(not item.printable for item in some(found[Doubt.UNCHECKED]))
    assert all(item.printable for item in some(found[Doubt.CHECKED_LONG_AGO]))
    assert found[Doubt.OLD_EDITION] == ()


def test_a_text_read_in_an_old_edition_is_doubted_while_its_check_is_fresh() -> None:
    found = stale(CHECKED)

    assert found[Doubt.CHECKED_LONG_AGO] == ()
    assert all(item.edition and is_old("norms", item.edition, CHECKED) for item in some(found[Doubt.OLD_EDITION]))


@pytest.mark.parametrize("on", [date(2022, 1, 1), CHECKED, date(2030, 1, 1)])
def test_each_provision_stands_once_and_only_while_it_is_in_force(on: date) -> None:
    listed: list[Provision] = [item for items in stale(on).values() for item in items]

    assert all(item.in_force(on) for item in some(listed))
    assert len({item.key for item in listed}) == len(listed)
