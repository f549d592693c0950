"""Conditions on the facts: what each word of the language means, and that nothing written wrongly passes for false."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from filings.catalog import Catalog, builtin_pack
from filings.conditions import (
    ALWAYS,
    RELATIONS,
    Given,
    as_data,
    holds,
    is_given,
    opening,
    parse,
    paths,
)
from filings.errors import TemplateError
from filings.fact_path import ANYWHERE, EVERY, steps
from filings.fact_path import Path as FactPath
from filings.facts.validate import vocabulary
from filings.facts.vocabulary import refuse_unknown
from filings.law.checks.asked_facts import conditions
from filings.law.checks.cures import cures
from filings.law.stored import load

ORDER = {"fact": "act.kind", "equals": ["order", "decision"]}
SENT = {"fact": "act.sent", "before": "act.called or act.drafted + 4 months"}
EACH = {"each": "rows[]", "holds": {"fact": "kind", "equals": ["order", "decision"]}}
NAMES = st.sampled_from(["act", "kind", "proof", "have", "rows", "date"])
PLAIN = st.booleans() | st.integers(-2, 2) | st.sampled_from(["order", "Отказано", "0", "2026-02-30", "9999-12-31"])
FACTS = st.dictionaries(
    NAMES,
    st.recursive(
        st.none() | PLAIN | st.just(""),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)
STEPS = NAMES | NAMES.map("{}[]".format)
PATHS = st.lists(STEPS, min_size=1, max_size=3).map(".".join) | st.just("**.have")
CONDITIONS: st.SearchStrategy[Any] = st.recursive(
    PATHS
    | st.fixed_dictionaries({"fact": PATHS, "equals": st.lists(PLAIN, min_size=1, max_size=2)})
    | st.fixed_dictionaries({"fact": PATHS, "matches": st.sampled_from(["отказ", "^0$", "o|d"])})
    | st.tuples(PATHS, st.sampled_from(sorted(RELATIONS)), PATHS, PATHS | st.just("date + 900 months")).map(
        lambda parts: {"fact": f"{parts[0]} or {parts[2]}", parts[1]: parts[3]}
    ),
    lambda inner: (
        st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)})
        | st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=3)})
        | st.fixed_dictionaries({"not": inner})
        | st.fixed_dictionaries({"each": NAMES.map("{}[]".format) | st.just("**"), "holds": inner})
    ),
    max_leaves=5,
)


def true(condition: object, facts: dict[str, Any]) -> bool:
    """Tell whether a condition as it is written in the data is true of `facts`."""
    return holds(parse(condition, "test.yaml: x"), facts)


# --- what each word means ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [(False, True), (0, True), ("нет", True), ([0], True), (None, False), ("", False), ([], False), ({}, False)],
)
def test_a_no_and_a_zero_are_given_and_what_is_empty_is_not(value: object, expected: bool) -> None:
    assert is_given(value) is expected
    assert true("act.kind", {"act": {"kind": value}}) is expected


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        # given
        ("act.kind", {"act": {}}, False),
        ("act.kind", {}, False),
        ("act", {"act": {"kind": ""}}, True),
        ("rows[].date", {"rows": [{}, {"date": "2026-01-01"}]}, True),
        ("rows[].date", {"rows": [{}, {"date": ""}]}, False),
        ("rows[]", {"rows": []}, False),
        ("**.have", {"act": {"rows": [{"proof": {"have": False}}]}}, True),
        ("**.have", {"act": {"rows": [{"proof": {}}]}}, False),
        # has one of the values
        (ORDER, {"act": {"kind": "order"}}, True),
        (ORDER, {"act": {"kind": "decision"}}, True),
        (ORDER, {"act": {"kind": "entry"}}, False),
        (ORDER, {"act": {}}, False),
        ({"fact": "rows[].kind", "equals": ["b"]}, {"rows": [{"kind": "a"}, {"kind": "b"}]}, True),
        ({"fact": "rows[].kind", "equals": ["b"]}, {"rows": [{"kind": "a"}, {}]}, False),
        ({"fact": "rows[]", "equals": ["b"]}, {"rows": ["a", "b"]}, True),
        # «нет» is not 0, «да» is not 1
        ({"fact": "act.have", "equals": [False]}, {"act": {"have": False}}, True),
        ({"fact": "act.have", "equals": [False]}, {"act": {"have": 0}}, False),
        ({"fact": "act.have", "equals": [0]}, {"act": {"have": False}}, False),
        ({"fact": "act.have", "equals": [True]}, {"act": {"have": 1}}, False),
        # has such words
        ({"fact": "act.text", "matches": "отказ"}, {"act": {"text": "ОТКАЗАЛСЯ"}}, True),
        ({"fact": "act.text", "matches": "отказ"}, {"act": {"text": "допуск"}}, False),
        ({"fact": "act.text", "matches": "отказ"}, {"act": {"text": 7}}, False),
        ({"fact": "act.text", "matches": "отказ"}, {}, False),
        # stands to another day
        (SENT, {"act": {"sent": "2026-05-09", "called": "2026-01-10"}}, True),
        (SENT, {"act": {"sent": "2026-05-10", "called": "2026-01-10"}}, False),
        (SENT, {"act": {"sent": "2026-05-09", "drafted": "2026-01-10"}}, True),
        (SENT, {"act": {"sent": "2026-05-09", "called": "2026-01-01", "drafted": "2026-01-10"}}, False),
        (SENT, {"act": {"sent": "2026-05-09"}}, False),
        (SENT, {"act": {"called": "2026-01-10"}}, False),
        (SENT, {"act": {"sent": "скоро", "called": "2026-01-10"}}, False),
        (SENT, {"act": {"sent": "2026-05-09", "called": "9999-12-10"}}, False),
        ({"fact": "rows[].date", "after": "date"}, {"rows": [{}, {"date": "2026-02-02"}], "date": "2026-02-01"}, True),
        ({"fact": "date", "not_after": "sent + 31 days"}, {"date": "2026-02-01", "sent": "2026-01-01"}, True),
        ({"fact": "date", "not_after": "sent + 30 days"}, {"date": "2026-02-01", "sent": "2026-01-01"}, False),
        # some, all, none
        ({"any": ["a", "b"]}, {"b": 1}, True),
        ({"any": ["a", "b"]}, {}, False),
        ({"all": ["a", "b"]}, {"a": 1, "b": 1}, True),
        ({"all": ["a", "b"]}, {"b": 1}, False),
        ({"not": "a"}, {}, True),
        ({"not": "a"}, {"a": False}, False),
        # every item, and there is one
        (EACH, {"rows": [{"kind": "order"}, {"kind": "decision"}]}, True),
        (EACH, {"rows": [{"kind": "order"}, {}]}, False),
        ({"each": "rows[]", "holds": {"not": "kind"}}, {"rows": ["не группа"]}, True),
        ({"each": "rows[]", "holds": "kind"}, {"rows": []}, False),
        ({"each": "rows[]", "holds": "kind"}, {}, False),
    ],
)
def test_a_condition_and_the_facts(condition: object, facts: dict[str, Any], expected: bool) -> None:
    assert true(condition, facts) is expected


@pytest.mark.parametrize(
    ("relation", "earlier", "same", "later"),
    [
        ("before", True, False, False),
        ("not_after", True, True, False),
        ("not_before", False, True, True),
        ("after", False, False, True),
    ],
)
def test_a_day_stands_to_another(relation: str, earlier: bool, same: bool, later: bool) -> None:
    days = ("2026-01-31", "2026-02-01", "2026-02-02")

    found = [true({"fact": "date", relation: "act.date"}, {"date": day, "act": {"date": days[1]}}) for day in days]

    assert found == [earlier, same, later]


def test_what_has_no_condition_always_holds() -> None:
    assert opening({}, "test.yaml: x") == ALWAYS
    assert holds(ALWAYS, {})
    assert opening({"when": "act"}, "test.yaml: x") == Given("act")


# --- what is written wrongly ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "condition",
    [
        *(None, "", 7, True, [], {}, ["act"]),
        *("act.", "Акт", "act kind", {"fact": "act"}, {"fact": "act..kind", "equals": ["x"]}),
        *({"fact": "act", "equals": []}, {"fact": "act", "equals": "order"}, {"fact": "act", "equals": [None]}),
        *({"fact": "act", "equals": [""]}, {"fact": "act", "equals": [["x"]]}, {"fact": ["act"], "equals": ["x"]}),
        *({"fact": "act", "equal": ["x"]}, {"fact": "act", "equals": ["x"], "matches": "x"}),
        *({"fact": "act", "matches": "("}, {"fact": "act", "matches": ["x"]}, {"fact": "act", "matches": ""}),
        *({"any": []}, {"all": []}, {"any": "act"}, {"any": ["act"], "all": ["act"]}, {"all": ["act", ""]}),
        *({"fact": "act", "before": 7}, {"fact": "act", "before": ""}, {"fact": "act", "before": "act + 3 weeks"}),
        *(
            {"fact": "act", "before": "act and date"},
            {"fact": "act", "since": "date"},
            {"fact": "act + days", "after": "a"},
        ),
        *({"not": None}, {"not": []}, {"each": "rows", "holds": "kind"}, {"each": "rows[]"}),
        {"any": ["act", {"all": ["act", {"not": {"fact": "act", "equals": None}}]}]},
        *({date(2026, 1, 1): "act"}, yaml.safe_load("&itself {not: *itself}")),
    ],
)
def test_a_condition_written_wrongly_is_named_with_its_place(condition: object) -> None:
    with pytest.raises(TemplateError) as caught:
        opening({"when": condition}, "test.yaml: kas-219")

    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("T032", "test.yaml: kas-219: when")


def test_the_part_that_is_wrong_is_shown_as_it_is_written() -> None:
    with pytest.raises(TemplateError) as caught:
        parse({"all": ["act", {"fact": "stamp.text", "equals": "отказ"}]}, "test.yaml: x")

    assert "{'fact': 'stamp.text', 'equals': 'отказ'}" in caught.value.problems[0].what


# --- for any condition and any facts ----------------------------------------------------------------------------------


@given(CONDITIONS, FACTS)
def test_a_condition_is_either_true_or_not_and_its_contrary_the_other(condition: Any, facts: dict[str, Any]) -> None:
    assert true({"not": condition}, facts) is not true(condition, facts)
    assert true({"any": [condition, {"not": condition}]}, facts)
    assert not true({"all": [condition, {"not": condition}]}, facts)


@given(CONDITIONS)
def test_a_condition_is_written_again_as_it_was(condition: Any) -> None:
    parsed = parse(condition, "test.yaml: x")

    assert as_data(parsed) == condition
    assert parse(json.loads(json.dumps(as_data(parsed))), "test.yaml: x") == parsed


@given(CONDITIONS, FACTS)
def test_a_condition_reads_no_fact_but_those_it_names(condition: Any, facts: dict[str, Any]) -> None:
    parsed = parse(condition, "test.yaml: x")

    kept = stripped(facts, [steps(path) for path in paths(parsed)])

    assert holds(parsed, kept) is holds(parsed, facts)


def stripped(value: Any, wanted: list[FactPath]) -> Any:
    """Return `value` without all that no pattern of `wanted` names or leads through."""
    if () in wanted:
        return value
    wanted = [*wanted, *(path[1:] for path in wanted if path[0] == ANYWHERE)] if isinstance(value, dict) else wanted
    below = [path for path in wanted if path and path[0] == ANYWHERE]
    if isinstance(value, dict):
        inside = {key: [*below, *(path[1:] for path in wanted if path[0] == key)] for key in value}
        return {key: stripped(each, inside[key]) for key, each in value.items() if inside[key]}
    if isinstance(value, list):
        return [stripped(each, [*below, *(path[1:] for path in wanted if path[0] == EVERY)]) for each in value]
    return None


# --- the page for lawyers ---------------------------------------------------------------------------------------------


PAGE = (Path(__file__).parents[1] / "docs" / "conditions.md").read_text(encoding="utf-8")
EXAMPLES = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["условие"]))
def test_an_example_of_the_page_says_what_the_program_does(example: dict[str, Any]) -> None:
    assert true(example["условие"], example["да"])
    assert not true(example["условие"], example["нет"])


@pytest.mark.parametrize("example", [each for each in EXAMPLES if "взято" in each], ids=lambda each: each["взято"])
def test_an_example_stands_in_the_data_it_is_taken_from(example: dict[str, Any]) -> None:
    file, entry = example["взято"].split(", ")

    assert example["условие"] in list(parts(entries(data(file), entry)))


def data(file: str) -> Any:
    """Return what a file of the law's data or of the templates holds."""
    if file.endswith(".yaml"):
        return load(file.removesuffix(".yaml"))
    return tomllib.loads((builtin_pack().templates / file).read_text(encoding="utf-8"))


def entries(value: Any, name: str) -> Iterator[Any]:
    """Yield what stands under `name` at any depth."""
    if isinstance(value, dict):
        yield from (each for key, each in value.items() if key == name)
        yield from (found for each in value.values() for found in entries(each, name))


def parts(value: Any) -> Iterator[Any]:
    """Yield `value` and everything inside it."""
    if not isinstance(value, str):
        for each in value.values() if isinstance(value, dict) else value if isinstance(value, Iterable) else ():
            yield from parts(each)
    yield value


# --- the data ---------------------------------------------------------------------------------------------------------


def test_every_condition_of_the_law_asks_for_facts_that_a_case_can_hold() -> None:
    tree = vocabulary(Catalog.load().packs)
    found = list(conditions())

    assert len(found) > 200
    for where, condition in found:
        refuse_unknown(tree, condition, where)


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("nosuch", "nosuch"),
        ("respondents.kind", "respondents.kind"),
        ({"not": {"any": ["act.kind", "act.nosuch"]}}, "act.nosuch"),
        ({"each": "respondents[]", "holds": {"fact": "kind", "equals": ["nosuch"]}}, "respondents[].kind = nosuch"),
        ({"fact": "superior_complaint.lodged", "equals": ["да"]}, "superior_complaint.lodged = да"),
        ({"fact": "act.date", "before": "act.kind or known.date"}, "act.kind"),
        ({"fact": "**.nosuch", "equals": [True]}, "**.nosuch"),
        ({"all": ["nosuch", "act.nosuch"]}, "nosuch, act.nosuch"),
    ],
)
def test_a_fact_and_a_value_that_no_case_can_hold_are_told(condition: object, told: str) -> None:
    parsed = parse(condition, "test.yaml: x")

    with pytest.raises(TemplateError) as caught:
        refuse_unknown(vocabulary(Catalog.load().packs), parsed, "test.yaml: x")

    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("T032", "test.yaml: x")
    assert problem.what.endswith(f" {told}.")


# --- what would make a condition hold ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "facts", "found"),
    [
        ("act.kind", {}, ["act.kind"]),
        ({"any": ["act.kind", ORDER, "rows"]}, {}, ["act.kind", "act.kind", "rows"]),
        ({"all": ["act.kind", "act.proof"]}, {"act": {"kind": "order"}}, ["act.proof"]),
        ({"not": {"any": ["act.kind", "act.proof"]}}, {"act": {"kind": "order"}}, ["act.kind", "act.proof"]),
        (SENT, {}, ["act.sent", "act.called", "act.drafted"]),
        ("rows[].proof", {}, ["rows[0].proof"]),
        ("rows[].proof[].have", {"rows": [{"kind": "order"}]}, ["rows[0].proof[0].have"]),
        ({"fact": "rows[].kind", "equals": ["order"]}, {"rows": [{"kind": "entry"}, {}]}, ["rows[1].kind"]),
        ({"fact": "rows[].kind", "equals": ["order"]}, {"rows": [{"kind": "entry"}]}, ["rows[1].kind"]),
        (EACH, {}, ["rows[0].kind"]),
        (EACH, {"rows": [{"kind": "order"}, {"kind": "entry"}]}, ["rows[1].kind"]),
        ({"fact": "**.have", "equals": [False]}, {}, []),
        ({"each": "rows[]", "holds": {"all": [{"not": "kind"}]}}, {}, []),
    ],
)
def test_what_would_make_a_condition_hold_is_named(condition: Any, facts: dict[str, Any], found: list[str]) -> None:
    assert list(cures(parse(condition, "x.yaml"), facts)) == found


@given(CONDITIONS, FACTS)
def test_what_would_make_a_condition_hold_is_what_it_asks_of(data: Any, facts: dict[str, Any]) -> None:
    condition = parse(data, "x.yaml")
    asked = [re.escape(path).replace(r"\[\]", r"\[\d+\]").replace(r"\*\*\.", ".*") for path in paths(condition)]

    named = [] if holds(condition, facts) else list(cures(condition, facts))

    assert [path for path in named if not any(re.fullmatch(each, path) for each in asked)] == []
