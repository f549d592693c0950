"""What the letter of resignation wants: the facts and proofs of each ground, of each category, of each request."""

from collections.abc import Callable
from typing import Any

import pytest

from filings.fact_path import fact_at
from filings.facts import Checked
from tests.facts.conftest import steps_of

Check = Callable[..., Checked]
Put = Callable[[dict[str, Any], str, object], dict[str, Any]]

EVIDENCE = {"title": "справка"}
RELATIVE = {"name": {"last": "Соколова", "first": "Вера", "patronymic": "Ильинична"}}
GROUNDS = [
    ("own-wish", {}, ["reasons"]),
    ("family-medical", {"family": {}}, [
        "family.relation", "family.relative.name", "family.kinship", "family.medical_conclusion",
        "family.no_transfer"]),
    ("family-medical", {"family": {
        "relation": "daughter", "relative": RELATIVE, "kinship": EVIDENCE, "medical_conclusion": EVIDENCE,
        "no_transfer": EVIDENCE}}, ["family.relative.birth_date"]),
    ("family-medical", {"family": {
        "relation": "mother", "relative": RELATIVE, "kinship": EVIDENCE, "medical_conclusion": EVIDENCE,
        "no_transfer": EVIDENCE}}, []),
    ("family-spouse", {}, [
        "family.relation", "family.relative.name", "family.kinship", "family.new_place", "family.spouse_order"]),
    ("family-care", {}, [
        "family.relation", "family.relative.name", "family.kinship", "family.care_basis", "family.care_proof",
        "family.no_other_carers"]),
    ("family-care", {"family": {
        "relation": "mother", "relative": RELATIVE, "kinship": EVIDENCE, "care_basis": "pension-age",
        "care_proof": EVIDENCE, "no_other_carers": EVIDENCE}}, ["family.relative.birth_date", "family.care_need"]),
    ("family-care", {"family": {
        "relation": "mother", "relative": RELATIVE, "kinship": EVIDENCE, "care_basis": "disability-1",
        "care_proof": EVIDENCE, "no_other_carers": EVIDENCE}}, []),
    ("family-single-parent", {}, ["family.children", "family.without_other_parent"]),
    ("family-single-parent", {"family": {
        "children": [{**RELATIVE, "birth_date": "2015-08-17"}], "without_other_parent": EVIDENCE}},
        ["family.children[0].birth_certificate"]),
    ("family-guardian", {}, [
        "family.relation", "family.relative.name", "family.relative.birth_date", "family.kinship",
        "family.guardianship"]),
    ("health", {}, ["health.category", "health.conclusion"]),
    ("contract-breach", {}, ["breaches"]),
    ("contract-breach", {"breaches": [{"text": "Не выплачена надбавка."}]},
        ["breaches[0].contract_term", "breaches[0].proof"]),
    ("age", {}, ["applicant.birth_date"]),
    ("end-of-term", {}, ["service.contract.ends"]),
    ("sentence", {}, ["sentence.court", "sentence.date", "sentence.in_force_on", "sentence.document"]),
]  # fmt: skip


@pytest.mark.parametrize(("ground", "facts", "wanting"), GROUNDS)
def test_ground_requires_its_facts_and_proofs(
    checked: Check, case: dict[str, Any], ground: str, facts: dict[str, Any], wanting: list[str]
) -> None:
    del case["reasons"]
    problems = checked({**case, "ground": ground, **facts}).problems
    assert [(problem.code, problem.where) for problem in problems] == [("F012", where) for where in wanting]


@pytest.mark.parametrize(
    ("category", "wanting"),
    [
        ("contract", ["service.contract.date"]),
        ("mobilised", ["service.mobilised_on"]),
        ("conscript", ["service.called_up_on"]),
        ("volunteer", []),
        ("cadet", []),
    ],
)
def test_category_requires_its_dates(
    checked: Check, put: Put, case: dict[str, Any], category: str, wanting: list[str]
) -> None:
    del case["service"]
    problems = checked(put(case, "applicant.category", category)).problems
    assert [problem.where for problem in problems] == wanting


@pytest.mark.parametrize(
    ("ground", "path", "value"),
    [
        ("health", "health.category", "Б"),
        ("family-care", "family.relation", "son"),
        ("family-spouse", "family.relation", "mother"),
        ("family-guardian", "family.relation", "father"),
    ],
)
def test_ground_allows_only_what_the_closed_list_of_the_law_names(
    checked: Check, put: Put, case: dict[str, Any], ground: str, path: str, value: str
) -> None:
    """53-ФЗ ст. 51 п. 3 подп. «в» is a closed list; health needs category «В» or «Д»."""
    problems = checked(put({**case, "ground": ground}, path, value)).problems
    assert ("F015", path) in {(problem.code, problem.where) for problem in problems}


@pytest.mark.parametrize(
    ("path", "wanting"),
    [("applicant.phone", ["applicant.address"]), ("applicant.address", []), ("applicant.post_address", [])],
)
def test_written_answer_needs_somewhere_to_be_sent(
    checked: Check, put: Put, case: dict[str, Any], path: str, wanting: list[str]
) -> None:
    put(case, "requests", {"written_answer": True})
    put(case, path, "+79001234567" if path.endswith("phone") else "г. Томск, ул. Садовая, д. 1")
    assert [(problem.code, problem.where) for problem in checked(case).problems] == [("F012", each) for each in wanting]


@pytest.mark.parametrize(
    "paper",
    [{"have": "нет"}, {"holder": "военный госпиталь"}, {"have": "нет", "holder": "военный госпиталь"}],
)
def test_paper_that_somebody_else_has_is_no_enclosure(
    checked: Check, put: Put, case: dict[str, Any], paper: dict[str, Any]
) -> None:
    (problem,) = checked(put(case, "enclosures", [{"title": "карточка учёта", **paper}])).problems
    assert (problem.code, problem.where, problem.what) == (
        "F029",
        "enclosures[0]",
        "«Другие приложения (1)»: приложить можно только документ, который есть на руках.",
    )


@pytest.mark.parametrize(
    ("name", "wanting"),
    [
        ({"last": "Петров", "first": "П.", "patronymic": "П."}, []),
        ({"last": "Петрова", "first": "А.-М."}, []),
        ({"last": "Вишневская", "first": "Г.", "patronymic": "П."}, []),
        ({"last": "Дзюба", "first": "И.", "patronymic": "И."}, ["addressee.gender"]),
        ({"last": "Берлин", "first": "И."}, ["addressee.gender"]),
        ({"last": "Петров", "first": "Пётр"}, ["addressee.gender"]),
    ],
)
def test_official_may_be_known_by_initials_where_the_surname_shows_the_gender(
    checked: Check, put: Put, case: dict[str, Any], name: dict[str, Any], wanting: list[str]
) -> None:
    problems = checked(put(case, "addressee.name", name)).problems
    assert [(problem.code, problem.where) for problem in problems] == [("F025", where) for where in wanting]


@pytest.mark.parametrize("path", ["applicant.name.first", "family.relative.name.first"])
def test_initials_are_for_officials_only(checked: Check, put: Put, case: dict[str, Any], path: str) -> None:
    put(case, "family", {"relative": {"name": {"last": "Соколова", "first": "Вера", "patronymic": "Ильинична"}}})
    assert [(problem.code, problem.where) for problem in checked(put(case, path, "П.")).problems] == [("F011", path)]


@pytest.mark.parametrize("first", ["П.П.", "П. П.", "P.", "п."])
def test_initial_is_one_russian_letter_with_a_dot(checked: Check, put: Put, case: dict[str, Any], first: str) -> None:
    (problem,) = checked(put(case, "addressee.name", {"last": "Петров", "first": first})).problems
    assert (problem.code, problem.where) == ("F011", "addressee.name.first")
    assert "одной буквой с точкой" in problem.remedy


@pytest.mark.parametrize(
    ("path", "typed", "kept"),
    [
        ("service.contract.term_text", "на два года", "два года"),
        ("service.contract.term_text", "сроком на два года", "два года"),
        ("service.contract.term_text", "На срок два года", "два года"),
        ("service.contract.term_text", "три года", "три года"),
        ("reasons.0.proof.0.number", "№ 118", "118"),
        ("reasons.0.proof.0.number", "№118", "118"),
        ("reasons.0.proof.0.title", "справка №", "справка"),
        ("sentence.term", "Лишение свободы на срок один год", "на срок один год"),
        ("breach_character", "систематическое", "systematic"),
    ],
)
def test_words_that_the_letter_writes_itself_are_taken_off(
    checked: Check, put: Put, case: dict[str, Any], path: str, typed: str, kept: str
) -> None:
    result = checked(put(case, path, typed))
    assert result.problems == ()
    assert fact_at(result.facts, steps_of(path)) == kept


def test_number_sign_alone_is_no_number(checked: Check, put: Put, case: dict[str, Any]) -> None:
    assert "number" not in checked(put(case, "reasons.0.proof.0.number", "№")).facts["reasons"][0]["proof"][0]
