"""One way to be in force: whatever is dated in the data of the law holds from its first day to its last."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise

import pytest

from filings.law.editions import Span, days_of, edition_on
from filings.law.grounds.matrix import window
from filings.law.norms.store import provisions
from filings.law.stored import load
from filings.law.terms.rules import rules

BEFORE, AFTER = Span(starts=date(2015, 9, 15), ends=date(2024, 9, 8)), Span(starts=date(2024, 9, 9))


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        (date(2015, 9, 14), None),
        (date(2015, 9, 15), BEFORE),
        (date(2024, 9, 8), BEFORE),
        (date(2024, 9, 9), AFTER),
        (date(2099, 1, 1), AFTER),
    ],
)
def test_the_day_chooses_the_edition(day: date, edition: Span | None) -> None:
    assert edition_on([BEFORE, AFTER], day) is edition


def test_an_entry_without_days_is_always_in_force() -> None:
    assert days_of({}).in_force(date(1999, 1, 1))
    assert days_of({"from": date(2022, 9, 24)}) == Span(starts=date(2022, 9, 24))
    assert not days_of({"to": date(2022, 9, 23)}).in_force(date(2022, 9, 24))


def overlapping(editions: Sequence[Span]) -> list[tuple[Span, Span]]:
    """Return the neighbours of which the later begins before the earlier has ended."""
    return [(one, next_) for one, next_ in pairwise(editions) if one.ends is None or one.ends >= next_.starts]


def test_overlapping_editions_are_seen() -> None:
    assert overlapping([BEFORE, AFTER]) == []
    assert overlapping([AFTER, BEFORE]) == [(AFTER, BEFORE)]
    assert overlapping([BEFORE, Span(starts=date(2024, 9, 8))]) != []


def test_no_two_editions_of_one_thing_are_in_force_on_one_day() -> None:
    stored = {key: list(group) for key, group in groupby(provisions(), key=lambda item: item.key)}
    rates = load("duty")["kinds"]
    dated = {
        **stored,
        **{key: rule.periods for key, rule in rules().items()},
        **{kind: [days_of(rate) for rate in entry["rates"]] for kind, entry in rates.items()},
    }

    assert len(dated) > 500
    assert {key: pairs for key, editions in dated.items() if (pairs := overlapping(editions))} == {}


def test_the_windows_of_dismissal_follow_each_other_day_by_day() -> None:
    windows = [days_of(entry) for entry in load("grounds")["windows"].values()]

    assert len(windows) > 1
    assert all(
        one.ends is not None and one.ends + timedelta(days=1) == next_.starts for one, next_ in pairwise(windows)
    )
    assert window(windows[0].starts - timedelta(days=1)) is None
