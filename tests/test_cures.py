"""Every problem of a case names facts that its kind of paper has, and any one of those it names settles it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from filings.catalog import Catalog
from filings.examination import Request, examine
from filings.fact_path import Path as FactPath
from filings.fact_path import fact_at, spelled, steps, supplied
from filings.facts import load
from filings.facts.validate import facts_of, vocabulary
from filings.facts.vocabulary import Schema, parts_at
from filings.law.checks.registry import CHECKS, CheckInput
from filings.problems import Kind, Problem, Severity, errors_in

CATALOG = Catalog.load()
TREE = vocabulary(CATALOG.packs)
TODAY = date(2026, 11, 22)
EXAMPLES = [path for filing in CATALOG.filings.values() for path in filing.examples]
COUNTEREXAMPLES = [
    path for filing in CATALOG.filings.values() for path in sorted((filing.folder / "counterexamples").glob("*.yaml"))
]
# What is written wrongly is told wherever it stands: a case file is read whole.
UNREADABLE = {"F013", "F023"}


def problems(kind: str, facts: Mapping[str, Any]) -> tuple[Problem, ...]:
    return examine(CATALOG, CATALOG.find(kind), facts, Request(TODAY)).problems


def places(facts: Any, path: FactPath = ()) -> Iterator[FactPath]:
    """Yield every place of the case `facts`, groups before their parts."""
    if path:
        yield path
    inside = facts.items() if isinstance(facts, dict) else enumerate(facts) if isinstance(facts, list) else ()
    for step, value in inside:
        yield from places(value, (*path, step))


def without(facts: Any, path: FactPath) -> Any:
    """Return `facts` without what stands at `path`; what follows an item of a list moves up."""
    *above, last = path
    holder = fact_at(facts, tuple(above))
    if isinstance(holder, list):
        rest: Any = [item for index, item in enumerate(holder) if index != last]
    else:
        rest = {key: value for key, value in holder.items() if key != last}
    return supplied(facts, tuple(above), rest)


@cache
def lessened(path: Path) -> tuple[tuple[Mapping[str, Any], tuple[Problem, ...]], ...]:
    """Return the case at `path`, and it without each of its facts, lists and groups in turn, each with its problems."""
    facts = load(path)
    cases = [facts, *(without(facts, place) for place in places(facts))]
    return tuple((case, problems(path.parts[-3], case)) for case in cases)


def named(path: Path) -> str:
    return f"{path.parent.parent.name}-{path.stem}"


@pytest.mark.parametrize("path", [*EXAMPLES, *COUNTEREXAMPLES], ids=named)
def test_a_problem_names_facts_of_its_kind_whatever_fact_is_taken_away(path: Path) -> None:
    told = [problem for _case, found in lessened(path) for problem in found if problem.code not in UNREADABLE]

    strange = {
        fact
        for problem in told
        for fact in problem.facts
        if not parts_at(facts_of(path.parts[-3], CATALOG.packs), fact)
    }

    assert len(told) > 5
    assert strange == set()


def choices(part: Schema, path: FactPath = ()) -> Iterator[FactPath]:
    """Yield the places in `part` of the vocabulary where one of several values is chosen; of lists the first item."""
    if "enum" in part or part["type"] == "boolean":
        yield path
    for key, inner in part.get("properties", {}).items():
        yield from choices(inner, (*path, key))
    if "items" in part:
        yield from choices(part["items"], (*path, 0))


@pytest.mark.parametrize("kind", sorted(CATALOG.filings))
def test_a_problem_names_facts_of_its_kind_whatever_is_chosen(kind: str) -> None:
    asked, facts = facts_of(kind, CATALOG.packs), load(CATALOG.find(kind).examples[0])
    chosen = [(place, value) for place in choices(asked) for value in samples(parts_at(TREE, spelled(place))[0])]

    told = [(place, each) for place, value in chosen for each in problems(kind, filled(facts, place, value))]

    assert len(chosen) > 5
    assert [
        f"{spelled(place)}: {problem.code} {fact}"
        for place, problem in told
        for fact in problem.facts
        if not parts_at(asked, fact)
    ] == []


# --- any one of the facts settles it ----------------------------------------------------------------------------------


def samples(part: Schema) -> list[Any]:
    """Return values that the place `part` of the vocabulary may have; of a group or a list the smallest ones."""
    match part:
        case {"enum": values}:
            return list(values)
        case {"type": "boolean"}:
            return [True, False]
        case {"type": "array", "items": items}:
            return [[value] for value in samples(items)]
        case {"type": "object", "properties": parts}:
            keys = part.get("required") or [next(iter(parts))]
            smallest = {key: samples(parts[key])[0] for key in keys}
            return [{**smallest, keys[0]: first} for first in samples(parts[keys[0]])]
        case _:
            return list(part["examples"])


def filled(facts: Any, path: FactPath, value: object) -> Any:
    """Return `facts` with `value` at `path`: groups, lists and a next item that the case lacks are made, to a list that
    it has the items of `value` are added."""
    if not path:
        return [*facts, *value] if isinstance(facts, list) and isinstance(value, list) else value
    step, *rest = path
    if isinstance(step, str):
        group = facts if isinstance(facts, dict) else {}
        return {**group, step: filled(group.get(step), tuple(rest), value)}
    items = facts if isinstance(facts, list) else []
    assert step <= len(items)
    item = filled(items[step] if step < len(items) else None, tuple(rest), value)
    return [*items[:step], item, *items[step + 1 :]]


def settled(kind: str, facts: Mapping[str, Any], problem: Problem, path: str) -> bool:
    """Tell whether some value at `path` alone rids the case of `problem`; what it brings may want more."""
    (part,) = parts_at(facts_of(kind, CATALOG.packs), path)
    return any(problem not in problems(kind, filled(facts, steps(path), value)) for value in samples(part))


def sort_of(problem: Problem) -> tuple[str, ...]:
    return (problem.code, re.sub(r"\d+", "0", problem.where), problem.remedy, str(len(problem.facts)))


@pytest.mark.parametrize("kind", sorted(CATALOG.filings))
def test_each_fact_that_a_missing_one_names_settles_it(kind: str) -> None:
    seen: dict[tuple[str, ...], tuple[Problem, Mapping[str, Any]]] = {}
    for path in CATALOG.find(kind).examples:
        for case, found in lessened(path):
            seen |= {sort_of(one): (one, case) for one in found if one.kind is Kind.MISSING}

    unsettled = [
        f"{problem.code} {problem.where}: {path}"
        for problem, case in seen.values()
        for path in problem.facts
        if not settled(kind, case, problem, path)
    ]

    assert len(seen) > 5
    assert unsettled == []


NEW_MILITARY_ID = {"stamp": {"document": "military-id", "relief": "replace"}}
DAMAGE = {"moral_damage": {"sum": 1}}
WITNESS = {"witnesses": [{"about": "что запись появилась при нём"}]}
DISCHARGED = {"category": "discharged"}
UNIT = {"unit": {"address": "г. Томск"}}


@pytest.mark.parametrize(
    ("kind", "facts", "where", "cures"),
    [
        ("stamp-claim", {}, "applicant.address", ["applicant.stay_address"]),
        ("stamp-claim", {"fee": {"mode": "paid"}}, "fee.receipt_number", ["fee.proof"]),
        ("stamp-claim", {"stamp": {"document": "military-id"}}, "stamp.page", ["stamp.section"]),
        ("stamp-claim", {}, "all_documents_enclosed", ["wanted_evidence"]),
        (
            "stamp-claim",
            {"events": [{"text": "–"}]},
            "events[0].proof",
            [
                *("known.proof", "stamp.copy", "report_history[0].proof", "arguments.own[0].proof"),
                *("service.contract.copy", "enclosures"),
            ],
        ),
        ("stamp-claim", {"respondents": [{"kind": "official"}]}, "respondents", ["respondents[1].kind"]),
        ("stamp-claim", {"respondents": [{"kind": "official"}], **NEW_MILITARY_ID}, "respondents[1]", []),
        ("stamp-claim", {"respondents": [{"kind": "official"}], **DAMAGE}, "respondents[1]", []),
        ("motion-witness", {"motions": WITNESS}, "motions.witnesses[0].contact", ["motions.witnesses[0].address"]),
        ("pressure-complaint", {"applicant": UNIT}, "applicant.unit.number", ["applicant.unit.name"]),
        ("documents-return", {"applicant": DISCHARGED}, "applicant.address", ["applicant.post_address"]),
        (
            *("order-copy-request", {"applicant": DISCHARGED}, "applicant.address"),
            ["applicant.post_address", "applicant.stay_address"],
        ),
        ("stamp-prosecutor", {}, "prosecutor.position", []),
        ("pressure-complaint", {}, "prosecutor.position", []),
        ("conscript-complaint", {}, "prosecutor.position", []),
        ("stamp-replacement", {}, "commissariat.name", []),
        ("stamp-data-request", {}, "data_request", ["report_history", "stamp"]),
    ],
)
def test_what_is_missing_is_named_with_all_that_may_stand_for_it(
    kind: str, facts: Mapping[str, Any], where: str, cures: list[str]
) -> None:
    found = [problem.facts for problem in problems(kind, facts) if problem.kind is Kind.MISSING]

    assert (where, *cures) in found


# --- what the law forbids, and what lifts it --------------------------------------------------------------------------

WIFE = {"relation": "wife", "relative": {"name": {"last": "Петрова", "first": "Анна", "patronymic": "Ильинична"}}}
SOLDIER = {
    "category": "contract",
    "rank": "рядовой",
    "name": {"last": "Орлова", "first": "Вера", "patronymic": "Ильинична"},
}


@pytest.mark.parametrize(
    ("kind", "check", "facts", "code", "where", "lifting", "value"),
    [
        (
            "stamp-claim",
            "terms",
            {"known": {"date": "2026-01-12"}},
            "L034",
            "known.date",
            "term_restoration.reason",
            "–",
        ),
        (
            "resignation",
            "ground",
            {"ground": "family-care", "applicant": SOLDIER},
            "L011",
            "ground",
            "lawyer_confirmed",
            True,
        ),
        (
            *("resignation", "ground", {"ground": "family-spouse", "applicant": SOLDIER, "family": WIFE}),
            *("L023", "family.relation", "applicant.gender", "m"),
        ),
        (
            *("resignation", "ground", {"ground": "family-spouse", "family": WIFE | {"relation": "husband"}}),
            *("L022", "family.relation", "family.relative.gender", "m"),
        ),
        (
            *("resignation", "ground", {"ground": "end-of-term", "applicant": SOLDIER | {"category": "conscript"}}),
            *("L026", "applicant.category", "applicant.gender", "m"),
        ),
        ("stamp-claim", "fee", {"fee": {"mode": "paid", "sum": 6000}}, "L050", "fee.sum", "prayer", ["Выдать копию."]),
        ("stamp-claim", "fee", {"fee": {"mode": "paid", "sum": 6000}}, "L050", "fee.sum", "moral_damage", {"sum": 1}),
        (
            "cassation",
            "fee",
            {"fee": {"mode": "paid", "sum": 7000}},
            "L050",
            "fee.sum",
            "appeal.court",
            "Верховный Суд",
        ),
    ],
)
def test_a_fact_not_given_yet_that_lifts_what_the_law_forbids_is_named(
    kind: str, check: str, facts: dict[str, Any], code: str, where: str, lifting: str, value: object
) -> None:
    def forbidden(case: Mapping[str, Any]) -> list[Problem]:
        found = CHECKS[check](CheckInput(case, TODAY, CATALOG.find(kind).nature))
        return [problem for problem in errors_in(found) if problem.code == code]

    (before,) = forbidden(facts)
    after = forbidden(filled(facts, steps(lifting), value))

    assert before.where == before.facts[0] == where
    assert lifting in before.facts
    assert after == []


def test_a_sum_that_nothing_makes_lawful_names_itself_alone() -> None:
    case = CheckInput({"fee": {"mode": "paid", "sum": 1}}, TODAY, CATALOG.find("stamp-claim").nature)

    assert [problem.facts for problem in CHECKS["fee"](case) if problem.code == "L050"] == [("fee.sum",)]


# --- one case file feeds many papers ----------------------------------------------------------------------------------

NO_PATRONYMIC = {"last": "Дзюба", "first": "Саша"}


def codes(kind: str, more: Mapping[str, Any]) -> list[tuple[str, str, Severity]]:
    """Return what is wrong with the first example of `kind` once the case holds `more`, beside what was before."""
    facts = load(CATALOG.find(kind).examples[0])
    before = problems(kind, facts)
    return [(each.code, each.where, each.severity) for each in problems(kind, facts | more) if each not in before]


@pytest.mark.parametrize(
    "others",
    [
        {"complained_of": {"position": "командир роты", "name": NO_PATRONYMIC}},
        {"register": [{"name": NO_PATRONYMIC}]},
        {"family": {"children": [{"birth_date": "2030-01-01"}]}},
        {"conscript": {"called_up_on": "2026-05-10", "sent_on": "2026-05-09"}},
        {"judgment": {"date": "2019-04-05", "uid": "27GV0008-01-2019-000081-21"}},
    ],
)
def test_what_facts_of_other_papers_lack_is_not_told_and_they_are_not_printed(others: dict[str, Any]) -> None:
    report = CATALOG.find("stamp-report")
    (name,) = others

    found = examine(CATALOG, report, load(report.examples[0]) | others, Request(TODAY))

    assert codes("stamp-report", others) == []
    assert name in found.checked.facts
    assert found.context().names[name] is None


def test_what_cannot_be_read_is_told_of_facts_of_other_papers_too() -> None:
    assert codes("stamp-report", {"injury": {"date": "вчера"}}) == [("F016", "injury.date", Severity.ERROR)]


def test_a_day_that_disagrees_with_a_fact_of_other_papers_only_warns() -> None:
    judged = {"judgment": {"date": "2026-11-21"}, "sign_date": "2026-11-20"}

    assert ("F019", "sign_date", Severity.WARNING) in codes("stamp-report", judged)
    assert ("F019", "sign_date", Severity.ERROR) in codes("appeal", judged)


def test_a_number_of_a_case_whose_check_digits_do_not_agree_warns() -> None:
    judgment = load(CATALOG.find("appeal").examples[0])["judgment"] | {"uid": "27GV0008-01-2019-000081-21"}

    assert codes("appeal", {"judgment": judgment}) == [("F024", "judgment.uid", Severity.WARNING)]
    assert codes("stamp-report", {"judgment": judgment | {"date": "2019-04-05"}}) == []
