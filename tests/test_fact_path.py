"""The path of a fact: how it is spelled, what a case holds there, what a pattern finds."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.fact_path import EVERY, Path, fact_at, facts_at, is_pattern, spelled, steps, supplied

CASE = {
    "act": {"kind": "order"},
    "respondents": [{"kind": "official", "have": True}, "не группа", {"kind": "military-unit"}],
    "stamp": {"copy": {"title": "копия", "have": False}},
}
NAMES = st.from_regex(r"[a-z][a-z_0-9]{0,6}", fullmatch=True)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(max_size=3), inner, max_size=3),
)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("applicant.name.last", ("applicant", "name", "last")),
        ("reasons[0].proof", ("reasons", 0, "proof")),
        ("rows[2][13]", ("rows", 2, 13)),
        ("respondents[].kind", ("respondents", EVERY, "kind")),
        ("**.have", ("**", "have")),
        ("", ()),
    ],
)
def test_a_path_is_read_and_spelled(text: str, path: Path) -> None:
    assert steps(text) == path
    assert spelled(path) == text


@given(st.tuples(NAMES, st.integers(0), NAMES, NAMES | st.integers(0)))
def test_any_path_spelled_reads_back_the_same(path: Path) -> None:
    assert steps(spelled(path)) == path


@pytest.mark.parametrize("text", ["act", "act.kind", "respondents[].kind", "respondents[0].kind", "**.have", "**"])
def test_what_is_written_as_a_pattern(text: str) -> None:
    assert is_pattern(text)


@pytest.mark.parametrize("text", ["", "act.", ".act", "act..kind", "Акт", "act kind", "[]", "act.**", "a[b]"])
def test_what_is_not(text: str) -> None:
    assert not is_pattern(text)


@pytest.mark.parametrize(
    ("path", "fact"),
    [
        ("act.kind", "order"),
        ("respondents[2].kind", "military-unit"),
        (("respondents", 0, "kind"), "official"),
        ("", CASE),
        ("act.kind.nosuch", None),
        ("act.date", None),
        ("nosuch.date", None),
        ("respondents.kind", None),
        ("respondents[9].kind", None),
        ("respondents[1].kind", None),
        ("act[0]", None),
    ],
)
def test_the_fact_at_a_path(path: str | Path, fact: object) -> None:
    assert fact_at(CASE, path) == fact


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("act.kind", {"act.kind": "order"}),
        ("respondents[].kind", {"respondents[0].kind": "official", "respondents[2].kind": "military-unit"}),
        ("respondents[2].kind", {"respondents[2].kind": "military-unit"}),
        ("**.have", {"respondents[0].have": True, "stamp.copy.have": False}),
        ("**.copy.have", {"stamp.copy.have": False}),
        ("respondents.kind", {}),
        ("act[].kind", {}),
        ("nosuch[].kind", {}),
    ],
)
def test_every_fact_that_a_pattern_names_comes_with_its_path(pattern: str, found: dict[str, object]) -> None:
    assert {spelled(path): value for path, value in facts_at(CASE, pattern)} == found


@given(JSON)
def test_anywhere_visits_every_group_once_at_the_place_where_it_stands(facts: Any) -> None:
    found = facts_at(facts, "**")

    assert all(fact_at(facts, path) is group for path, group in found)
    assert len({path for path, _group in found}) == len(found) == groups_in(facts)


@pytest.mark.parametrize(
    ("path", "case"),
    [
        ("act.kind", {"act": {"kind": 7}, "rows": [{"date": 1}, {}]}),
        ("act.place", {"act": {"kind": "order", "place": 7}, "rows": [{"date": 1}, {}]}),
        ("known.by.whom", {"act": {"kind": "order"}, "rows": [{"date": 1}, {}], "known": {"by": {"whom": 7}}}),
        ("rows[1].date", {"act": {"kind": "order"}, "rows": [{"date": 1}, {"date": 7}]}),
        ("rows[2].date", {"act": {"kind": "order"}, "rows": [{"date": 1}, {}]}),
    ],
)
def test_a_fact_is_supplied_and_the_case_itself_stays(path: str, case: object) -> None:
    before = {"act": {"kind": "order"}, "rows": [{"date": 1}, {}]}

    assert supplied(before, steps(path), 7) == case
    assert before == {"act": {"kind": "order"}, "rows": [{"date": 1}, {}]}


def groups_in(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, dict) + sum(map(groups_in, inside))
