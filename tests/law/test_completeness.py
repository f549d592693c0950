"""What the law wants of a paper: with all facts nothing is lacking, and each fact taken away is named with its norm."""

import copy
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.catalog import Catalog
from filings.conditions import ALWAYS, AllOf, AnyOf, Condition, Given, Not, OneOf
from filings.errors import LawError
from filings.facts.validate import vocabulary
from filings.law.checks.check_input import CheckInput
from filings.law.checks.completeness import (
    Element,
    Need,
    check_completeness,
    elements,
    forms,
    missing_elements,
    required_ids,
)
from filings.law.nature import Nature
from filings.law.norms.citation import cite
from filings.law.stored import load
from filings.problems import Problem
from tests.conftest import some
from tests.law.conftest import whole

Facts = dict[str, Any]
_DAY = date(2026, 11, 22)
_VOCABULARY = vocabulary(Catalog.load().packs)
_FORMS = [form for form in forms() if form != "none"]
_COMMANDER = {
    "kind": "official",
    "title": "командир войсковой части 00000",
    "address": "000000, г. Томск, ул. Садовая, д. 1",
}
_UNIT = {"kind": "military-unit", "title": "войсковая часть 00000", "address": "000000, г. Томск, ул. Садовая, д. 1"}
_LAWYER: Facts = {
    "name": {"last": "Орлов", "first": "Пётр"},
    "status": "lawyer",
    "address": "000000, г. Томск, ул. Садовая, д. 2",
    "authority": {"title": "доверенность"},
    "degree": {"title": "копия диплома"},
}
_APPLICANT: Facts = {
    "name": {"last": "Соколов", "first": "Андрей"},
    "birth_date": "1990-02-01",
    "birth_place": "г. Томск",
    "address": "000000, г. Томск, ул. Садовая, д. 1, кв. 2",
    "rank": "сержант",
    "unit": {"number": "00000"},
}
_CLAIM: Facts = {
    "applicant": _APPLICANT,
    "court": {"name": "Рязанский гарнизонный военный суд"},
    "respondents": [_COMMANDER, _UNIT],
    "act": {"kind": "order", "number": "45-лс", "date": "2026-09-20"},
    "known": {"date": "2026-09-25"},
    "violated_rights": ["право на отпуск"],
    "all_documents_enclosed": True,
    "superior_complaint": {"lodged": False},
    "copies_served": False,
    "fee": {"mode": "paid", "receipt_number": "118"},
    "events": [{"text": "…", "proof": [{"title": "выписка из приказа"}]}],
    "sign_date": "2026-11-22",
}
_INACTION: Facts = {key: value for key, value in _CLAIM.items() if key not in ("act", "known")} | {
    "inaction": {"duty": "рассмотреть рапорт", "since": "2026-08-01"},
}
_APPEAL: Facts = {
    "applicant": _APPLICANT,
    "appeal": {"court": "2-й Западный окружной военный суд", "errors": [{"kind": "unproved", "text": "…"}]},
    "judgment": {"court": "Рязанский гарнизонный военный суд", "date": "2026-10-01", "case_number": "2а-118/2026"},
    "copies_served": False,
    "fee": {"mode": "paid", "receipt_number": "119"},
}
_CASSATION: Facts = _APPEAL | {
    "appeal": _APPEAL["appeal"]
    | {"previous": [{"court": "окружной военный суд", "date": "2026-11-01", "result": "…"}]},
    "judgment": _APPEAL["judgment"] | {"result": "в иске отказано"},
    "respondents": [_COMMANDER, _UNIT],
    "enclosures": [{"title": "заверенная копия решения"}],
}
_LODGED: Facts = {
    "lodged": True,
    "addressee": "командующий",
    "date": "2026-10-01",
    "result": "отказано",
    "proof": {"title": "копия"},
}
_NOT_AT_HAND = {"title": "приказ", "have": False, "holder": "войсковая часть 00000"}
_PROOF = [{"title": "справка"}]
_SERVED = {"copies_served": True, "service_proof": [{"title": "квитанция"}]}
_FEES: dict[str, Facts] = {
    "exempt": {"fee": {"mode": "exempt", "exemption": "disability-1-2", "proof": _PROOF}},
    "deferral": {"fee": {"mode": "deferral", "reason": "нет дохода", "proof": _PROOF}},
}
_INTERIM: Facts = {"measure": "suspend-decision", "text": "приостановить действие приказа", "proof": _PROOF}
_STAMP = {"document": "military-id", "text": "Склонен ко лжи", "page": 21}
_DISMISSAL = {
    "order": {"number": "45-лс", "date": "2026-09-20"},
    "exclusion": {"number": "50-лс", "date": "2026-10-01"},
}

# Full sets of facts by form; each variant replaces facts of the basic set.
_VARIANTS: dict[str, dict[str, Facts]] = {
    "claim": {
        "basic": {},
        "action": {"act": {"kind": "action", "date": "2026-09-20", "place": "г. Рязань"}},
        "inaction": {"act": {"kind": "inaction"}, "inaction": _INACTION["inaction"]},
        "stamp": {"act": {"kind": "entry"}, "stamp": _STAMP},
        "dismissal": {"act": {}, "dismissal": _DISMISSAL},
        "not all documents": {"all_documents_enclosed": False, "dismissal": {"attestation": _NOT_AT_HAND}},
        "answered complaint": {"superior_complaint": _LODGED | {"answer_date": "2026-10-20"}},
        "unanswered complaint": {"superior_complaint": _LODGED},
        "representative": {"representative": _LAWYER},
        "copies served": _SERVED,
        **_FEES,
    },
    "inaction-claim": {"basic": {}, "representative": {"representative": _LAWYER}},
    "complaint": {"basic": {}},
    "report": {"basic": {}},
    "appeal": {"basic": {}, "representative": {"representative": _LAWYER}, "copies served": _SERVED, **_FEES},
    "private-complaint": {
        "basic": {},
        "representative": {"representative": _LAWYER},
        "copies served": _SERVED,
        **_FEES,
    },
    "cassation": {"basic": {}, "representative": {"representative": _LAWYER}, **_FEES},
    "motion": {"basic": {}},
    "covering-letter": {"basic": {}},
    "interim-measures": {"basic": {}, "no danger": {"interim": _INTERIM | {"difficulty": "…"}}},
}
_BASIC: dict[str, Facts] = {
    "claim": _CLAIM,
    "inaction-claim": _INACTION,
    "complaint": {
        "applicant": _APPLICANT,
        "prosecutor": {"position": "военный прокурор гарнизона"},
        "events": [{"text": "…"}],
    },
    "report": {"applicant": _APPLICANT, "addressee": {"position": "командир войсковой части 00000"}},
    "appeal": _APPEAL,
    "private-complaint": _APPEAL,
    "cassation": _CASSATION,
    "motion": {"applicant": _APPLICANT, "court": _CLAIM["court"]},
    "covering-letter": {
        "organisation": {"name": "АНО «Помощь»", "address": "…"},
        "addressee": {"position": "командир войсковой части 00000"},
        "register": [{"paper": "Рапорт"}],
    },
    "interim-measures": {
        "applicant": _APPLICANT,
        "court": _CLAIM["court"],
        "respondents": [_COMMANDER, _UNIT],
        "pending_case": {"subject": "о признании незаконным приказа"},
        "interim": _INTERIM | {"danger": "…"},
    },
}
# Contradictions: nothing can be taken away to break them; they have tests of their own below.
_CONTRADICTIONS = {
    ("kas-220-2-8", "all_documents_enclosed"),
    ("kas-126-1-1", "copies_served"),
    ("kas-299-5", "copies_served"),
}


def full(form: str, variant: str = "basic") -> Facts:
    """Return a set of facts that a paper of `form` lacks nothing of."""
    return copy.deepcopy(_BASIC[form] | _VARIANTS[form][variant])


def paper(form: str) -> Nature:
    """Return what a paper of `form` is; the rest of it makes no difference here."""
    return Nature(instance="out-of-court", answers="nobody", fee="none", form=form, themes=())


def problems(form: str, facts: Mapping[str, Any]) -> list[Problem]:
    """Return what is lacking in `facts`."""
    return whole(check_completeness(CheckInput(facts, _DAY, paper(form))))


def paths(test: Condition) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield every path that `test` wants something of, with the values that fit it; no values where any does."""
    match test:
        case Given(path):
            yield path, ()
        case OneOf(path, values):
            yield path, values
        case AnyOf(parts) | AllOf(parts):
            for part in parts:
                yield from paths(part)


def groups(value: Any) -> list[Facts]:
    """Return every group of facts at any depth."""
    rows = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    here = [value] if isinstance(value, dict) else []
    return here + [group for row in rows for group in groups(row)]


def owners(facts: Facts, path: str) -> list[tuple[Facts, str]]:
    """Return each group that can hold the last step of `path`, with that step."""
    *steps, last = path.split(".")
    found: list[Any] = [facts]
    for step in steps:
        if step == "**":
            found = [group for each in found for group in groups(each)]
        else:
            inner = [group[step.removesuffix("[]")] for group in found if step.removesuffix("[]") in group]
            found = [row for rows in inner for row in rows] if step.endswith("[]") else inner
    return [(group, last) for group in found if last in group]


def asked(test: Condition, facts: Facts) -> bool:
    """Evaluate a condition of the data, apart from the code under test."""
    match test:
        case AnyOf(parts):
            return any(asked(part, facts) for part in parts)
        case AllOf(parts):
            return all(asked(part, facts) for part in parts)
        case Not(part):
            return not asked(part, facts)
    ((path, values),) = paths(test)
    found = [group[last] for group, last in owners(facts, path)]
    return any(value in values for value in found) if values else bool(found)


def taken_away(facts: Facts, need: Need) -> Facts:
    """Return `facts` without all that backs `need`; of a list of values only the rows that hold one."""
    if need.each:
        *_others, first = [group for group, _last in owners(facts, f"{need.each}.{need.where}")]
        del first[need.where]
        return facts
    for path, values in paths(need.test):
        listed, _dot, last = path.rpartition("[].")
        if listed and values:
            facts[listed] = [row for row in facts[listed] if row.get(last) not in values]
            continue
        for group, name in owners(facts, path):
            if not values or group[name] in values:
                del group[name]
    return facts


def is_contradiction(element: Element, need: Need) -> bool:
    """Tell whether `need` forbids a fact beside another, rather than asks for one."""
    return (element.id, need.where) in _CONTRADICTIONS and need.when != ALWAYS


_ELEMENTS = some(element for form in _FORMS for element in elements(form))
_ASKED = [
    (form, variant, element, need)
    for form, variants in _VARIANTS.items()
    for variant in variants
    for element in elements(form)
    for need in element.needs
    if not is_contradiction(element, need)
    and asked(element.when, full(form, variant))
    and (asked(need.when, full(form, variant)) or need.each)
    and (not need.each or owners(full(form, variant), f"{need.each}.{need.where}"))
]


@pytest.mark.parametrize(("form", "variant"), [(form, name) for form in _VARIANTS for name in _VARIANTS[form]])
def test_nothing_is_lacking_in_a_full_case(form: str, variant: str) -> None:
    assert missing_elements(form, full(form, variant)) == ()


@pytest.mark.parametrize(
    ("form", "variant", "element", "need"),
    [pytest.param(*row, id=f"{row[0]}-{row[1]}-{row[2].id}-{row[3].where}") for row in _ASKED],
)
def test_a_fact_taken_away_is_named_with_its_norm(form: str, variant: str, element: Element, need: Need) -> None:
    (problem,) = problems(form, taken_away(full(form, variant), need))
    assert problem.code == "L060"
    assert problem.where.endswith(need.where)
    assert element.title in problem.what
    assert problem.norm == cite(element.norm, on=_DAY)
    assert problem.remedy == need.remedy


def test_no_need_of_the_data_is_left_untested() -> None:
    tested = {(element.id, need.remedy) for _form, _variant, element, need in _ASKED}
    for element, need in some((each, need) for each in _ELEMENTS for need in each.needs):
        assert is_contradiction(element, need) or (element.id, need.remedy) in tested


def test_a_paper_whose_elements_no_law_names_is_not_judged() -> None:
    assert problems("none", {}) == []


def test_an_unknown_form_is_an_error_that_names_the_forms() -> None:
    with pytest.raises(LawError) as caught:
        elements("libel")
    (problem,) = caught.value.problems
    assert problem.code == "L005"
    assert "inaction-claim" in problem.remedy


def test_the_superior_complaint_wants_an_explicit_no() -> None:
    facts = full("claim")
    assert problems("claim", facts) == []
    del facts["superior_complaint"]
    (problem,) = problems("claim", facts)
    assert (problem.where, problem.norm) == ("superior_complaint.lodged", "п. 9 ч. 2 ст. 220 КАС РФ")
    assert "нет" in problem.remedy


def test_a_complaint_that_was_lodged_wants_its_date_and_result() -> None:
    facts = full("claim") | {"superior_complaint": {"lodged": True, "proof": _PROOF[0]}}
    assert [problem.where for problem in problems("claim", facts)] == [
        "superior_complaint.date",
        "superior_complaint.result",
    ]


@pytest.mark.parametrize(("lodged", "lacking"), [(True, ["date", "result"]), (1, []), (False, []), (0, [])])
def test_a_number_is_no_yes(lodged: object, lacking: list[str]) -> None:
    """In Python 1 equals True and 0 equals False; a case means them only where it says «да» or «нет»."""
    facts = full("claim") | {"superior_complaint": {"lodged": lodged, "proof": _PROOF[0]}}

    found = [problem.where for problem in problems("claim", facts)]

    assert found == [f"superior_complaint.{name}" for name in lacking]


def test_a_number_is_no_answer_to_whether_all_documents_are_enclosed() -> None:
    facts = full("claim", "not all documents")

    assert problems("claim", facts | {"all_documents_enclosed": False}) == []
    assert [problem.where for problem in problems("claim", facts | {"all_documents_enclosed": 0})] == [
        "all_documents_enclosed"
    ]


def test_a_commander_alone_is_not_enough() -> None:
    (problem,) = problems("claim", full("claim") | {"respondents": [_COMMANDER]})
    assert problem.norm == "ч. 2 ст. 221 КАС РФ"


def test_all_documents_enclosed_contradicts_a_document_that_is_not_at_hand() -> None:
    facts = full("claim", "not all documents") | {"all_documents_enclosed": True}
    (problem,) = problems("claim", facts)
    assert problem.where == "all_documents_enclosed"


def test_no_list_of_documents_is_no_answer_to_what_cannot_be_enclosed() -> None:
    (problem,) = problems("claim", full("claim") | {"all_documents_enclosed": False})
    assert problem.norm == "п. 8 ч. 2 ст. 220 КАС РФ"


@pytest.mark.parametrize("form", ["claim", "appeal", "private-complaint"])
def test_the_portal_wants_the_copies_sent_before(form: str) -> None:
    (problem,) = problems(form, full(form) | {"filing_mode": "portal"})
    assert problem.where == "copies_served"
    assert problems(form, full(form) | {"filing_mode": "portal"} | _SERVED) == []


def test_an_advocate_proves_no_education() -> None:
    advocate = {key: value for key, value in _LAWYER.items() if key != "degree"} | {"status": "advocate"}
    assert problems("claim", full("claim") | {"representative": advocate}) == []


def test_an_element_counts_only_while_its_norm_is_in_force() -> None:
    facts = full("appeal")
    del facts["judgment"]["case_number"]
    case = CheckInput(facts, date(2019, 9, 1), paper("appeal"))
    assert check_completeness(case) == []


def test_required_elements_follow_the_facts() -> None:
    assert "kas-126-1-5" not in required_ids("claim", full("claim"))
    assert "kas-126-1-5" in required_ids("claim", full("claim", "representative"))
    assert "kas-220-3" in required_ids("claim", full("claim", "answered complaint"))
    assert "kas-220-3" not in required_ids("claim", full("claim", "unanswered complaint"))


@given(st.sampled_from(_FORMS), st.dictionaries(st.sampled_from(sorted(_CLAIM)), st.none() | st.text() | st.integers()))
def test_required_elements_are_elements_of_the_form(form: str, facts: Facts) -> None:
    assert required_ids(form, facts) <= {element.id for element in elements(form)}
    assert {item.element.id for item in missing_elements(form, facts)} <= required_ids(form, facts)


_TREES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*_CLAIM, "have", "kind"]), inner, max_size=4)
    ),
)


@given(
    st.sampled_from(_FORMS), st.dictionaries(st.sampled_from([*_CLAIM, "representative", "stamp"]), _TREES, max_size=6)
)
def test_facts_of_any_shape_are_read(form: str, facts: Facts) -> None:
    for item in missing_elements(form, facts):
        assert item.where
        assert item.remedy


def test_every_element_is_named_after_its_norm_and_stands_somewhere() -> None:
    data = load("completeness")
    for element in _ELEMENTS:
        entry = data["elements"][element.id]
        assert element.id.startswith(element.norm.replace(" ", "-"))
        assert entry["place"] in data["places"]
        assert set(element.forms) <= set(_FORMS)
        assert (not element.needs) is entry.get("carried_by_template", False)
        assert element.norm.split()[0] in data["sources"]
        assert cite(element.norm, on=_DAY)


def test_every_point_of_the_articles_on_a_claim_is_bound_or_explained() -> None:
    bound = {element.norm for form in ("claim", "inaction-claim") for element in elements(form)}
    replaced = load("completeness")["replaced"]
    points = [f"kas 125 2 {number}" for number in (1, 2, 3, 4, 5, 6, 6.1, 7, 8, 9)]
    points += [f"kas 220 2 {number}" for number in range(1, 11)]
    points += [f"kas 126 1 {number}" for number in (1, 2, 3, 4, 5, 6, 6.1, 7)]
    for point in [*points, "kas 125 1", "kas 220 3"]:
        assert (point in bound) != (point in replaced), point
    for entry in replaced.values():
        assert entry["why"]
        assert not entry["by"] or entry["by"] in {element.id for element in _ELEMENTS}
