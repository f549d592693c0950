"""Any text a person can type and any value a file can hold: refused with a problem, or kept; never a crash."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from filings.facts import Checked
from filings.facts.tidy_text import tidy, unprintable

Check = Callable[..., Checked]
Fresh = Callable[[], dict[str, Any]]

_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
_VALUES = st.recursive(_SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=15)
_ANY_CHARACTERS = st.text(st.characters())


@given(_ANY_CHARACTERS)
def test_prose_arrives_word_for_word_or_is_refused(checked: Check, fresh_case: Fresh, text: str) -> None:
    case = fresh_case()
    case["reasons"][0]["text"] = text
    result = checked(case)
    kept = tidy(text, prose=True)
    if unprintable(kept):
        assert [(problem.code, problem.where) for problem in result.problems] == [("F010", "reasons[0].text")]
    elif not kept:
        assert [(problem.code, problem.where) for problem in result.problems] == [("F012", "reasons[0].text")]
    else:
        assert result.problems == ()
        assert result.facts["reasons"][0]["text"] == kept


@given(_ANY_CHARACTERS)
def test_problem_of_a_text_quotes_none_of_its_words(checked: Check, fresh_case: Fresh, text: str) -> None:
    case = fresh_case()
    case["applicant"]["name"]["last"] = "Тайнов" + text + "\x00"
    for problem in checked(case).problems:
        assert "Тайнов" not in problem.what + problem.remedy + problem.where


@given(_VALUES)
def test_no_value_breaks_the_check(checked: Check, value: object) -> None:
    result = checked(value)
    json.dumps(result.facts, allow_nan=False, ensure_ascii=False).encode()
    assert result.problems


@settings(max_examples=200)
@given(data=st.data(), value=_VALUES)
def test_no_value_in_any_place_breaks_the_check(
    checked: Check, fresh_case: Fresh, data: st.DataObject, value: object
) -> None:
    case: Any = fresh_case()
    holder, step = data.draw(st.sampled_from(list(_places(case))))
    holder[step] = value
    result = checked(case)
    json.dumps(result.facts, allow_nan=False, ensure_ascii=False).encode()
    assert len({(problem.code, problem.where, problem.what) for problem in result.problems}) == len(result.problems)


@given(st.dictionaries(st.text(), st.dictionaries(st.sampled_from(["gen", "dat", "prep"]), st.text())))
def test_no_forms_break_the_check(checked: Check, fresh_case: Fresh, forms: dict[str, dict[str, str]]) -> None:
    result = checked({**fresh_case(), "forms": forms})
    assert {problem.code for problem in result.problems} <= {"F010", "F020", "F027"}


@given(_VALUES)
def test_checked_facts_check_to_themselves(checked: Check, fresh_case: Fresh, value: object) -> None:
    case = fresh_case()
    case["reasons"].append({"text": value, "proof": [{"title": "справка"}]})
    facts = checked(case).facts
    assert checked(facts).facts == facts


def _places(value: Any) -> Any:
    steps = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for step in steps:
        yield value, step
        yield from _places(value[step])


def test_file_of_thousands_of_wrong_facts_is_told_in_full(checked: Check) -> None:
    assert len(checked({f"reasonz{number}": "1" for number in range(20_000)}).problems) > 20_000
