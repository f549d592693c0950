"""What every kind of the catalogue owes its reader, kind by kind and element by element."""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from filings.catalog import Catalog, Filing
from filings.conditions import AllOf, AnyOf, Condition, Not, questions
from filings.examination import Request
from filings.facts import load, walk
from filings.law.checks.completeness import Element, Need, elements
from filings.law.norms.citation import cite
from filings.law.norms.store import provision
from filings.papers import MEMO, NO_FILES, Report, Wanted, make
from filings.problems import Severity, errors_in
from filings.reasoning import arguments
from filings.templating import folders
from filings.writers.text import BLANK, to_text

CATALOG = Catalog.load()
KINDS = list(CATALOG.filings.values())
TODAY = date(2026, 11, 22)
EXAMPLES = [path for filing in KINDS for path in filing.examples]
NAMES = [f"{path.parent.parent.name}-{path.stem}" for path in EXAMPLES]


@cache
def checked(path: Path) -> Report:
    raw = load(path)
    return make(CATALOG, CATALOG.find(raw["kind"]), raw, Request(TODAY), Wanted(formats=(), memo=True)).report


def text_of(path: Path) -> str:
    document = checked(path).document
    assert document is not None
    return to_text(document)


@pytest.mark.parametrize("filing", KINDS, ids=lambda filing: filing.kind)
def test_a_kind_has_examples_counter_examples_a_memo_and_checks(filing: Filing) -> None:
    assert filing.examples
    assert list((filing.folder / "counterexamples").glob("*.yaml"))
    assert (filing.folder / "memo.xml").is_file()
    assert {"warnings", "screening"} <= set(filing.checks)
    assert filing.nature.form == "none" or "completeness" in filing.checks


@pytest.mark.parametrize(
    "filing",
    [kind for kind in KINDS if kind.nature.form in ("claim", "inaction-claim")],
    ids=lambda filing: filing.kind,
)
def test_a_court_paper_of_the_first_instance_is_checked_for_court_fee_and_term(filing: Filing) -> None:
    assert {"terms", "court", "fee"} <= set(filing.checks)
    assert filing.style == "claim"


@pytest.mark.parametrize("path", EXAMPLES, ids=NAMES)
def test_every_example_has_a_memo_without_its_persons(path: Path) -> None:
    memo = checked(path).documents.get(MEMO)
    assert memo is not None
    raw = load(path)
    text = to_text(memo)
    persons = raw.get("register") or [raw["applicant"]]
    assert [person for person in persons if person["name"]["last"] in text] == []
    assert BLANK not in text


PASSPORT = re.compile(r"\b\d{2} ?\d{2} ?(?:№ ?)?\d{6}\b")
TOOL_MARKS = re.compile(r"filings|python|jinja|шаблон|сгенерирован|TODO|None|\{\{|\}\}", re.IGNORECASE)
SLIPS = re.compile(r" ,| \.|\.\.(?!\.)|,,|;;|\( | \)|\(\)|«»|  |:\.|;\.|,\.")


@pytest.mark.parametrize("path", EXAMPLES, ids=NAMES)
def test_no_paper_has_a_blank_a_mark_of_the_tool_a_passport_or_a_slip(path: Path) -> None:
    text = text_of(path)
    assert BLANK not in re.sub(r"_{9,}|№ _+|«_+» _+", "", text)
    assert TOOL_MARKS.findall(text) == []
    assert PASSPORT.findall(text) == []
    assert SLIPS.findall(text.replace("\u00a0", " ").replace("«…", "").replace("\t", " ")) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=NAMES)
def test_no_paper_is_printed_with_the_wording_of_a_refusal(path: Path) -> None:
    assert not [problem for problem in checked(path).problems if problem.code in ("S001", "S003")]


NUMBERED = re.compile(r"(?:\bстать\w+|\bчаст[ьию]\w*|\b(?:под)?пункт\w*|\bглав\w+|\b(?:ст|ч|п|подп|гл)\.) ?«?\d")
FRAGMENTS = sorted(path for pack in CATALOG.packs for path in pack.templates.rglob("*.xml"))


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: "/".join(path.parts[-3:]))
def test_no_template_types_the_number_of_an_article(path: Path) -> None:
    """Every reference comes from the dated store, by `law(…)`."""
    assert NUMBERED.findall(re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)) == []


@pytest.mark.parametrize("text", ["в силу статьи 51 закона", "ч. 1 ст. 219 КАС", "подпункт «в» пункта 3", "п. 2"])
def test_a_typed_number_is_seen(text: str) -> None:
    assert NUMBERED.search(text)


# --- completeness: take a fact away, and `check` names the element and the norm ---------------------------------------


def without(facts: Any, steps: list[str], wanted: Sequence[Any] | None = None) -> Any:
    """Return `facts` less what stands at the path `steps`, «[]» being every item of a list.

    With `wanted`, only a fact of one of these values goes, and with it the whole item of the list it stands in.
    """
    if not isinstance(facts, dict) or steps[0].removesuffix("[]") not in facts:
        return facts
    name, rest = steps[0].removesuffix("[]"), steps[1:]
    if not rest:
        return facts if wanted and facts[name] not in wanted else {key: facts[key] for key in facts if key != name}
    inner = facts[name]
    if not isinstance(inner, list):
        return {**facts, name: without(inner, rest, wanted)}
    kept = [item for item in inner if not wanted or without(item, rest, wanted) == item]
    return {**facts, name: kept if wanted else [without(item, rest) for item in inner]}


def conditions_in(test: Condition) -> Iterator[tuple[str, Sequence[Any] | None]]:
    """Yield the paths of facts that a condition of completeness.yaml names, with the values it wants of them."""
    for question in questions(test):
        yield question.path, question.values or None


def wants_absence(test: Condition) -> bool:
    """Tell whether the condition holds without a fact rather than with it."""
    return isinstance(test, Not) or (isinstance(test, AllOf | AnyOf) and any(map(wants_absence, test.parts)))


def bereft(facts: Mapping[str, Any], need: Need) -> Mapping[str, Any]:
    """Return `facts` without what meets `need`, wherever it stands."""
    found: Any = copy.deepcopy(dict(facts))
    for path, wanted in conditions_in(need.test):
        found = without(found, [*filter(None, need.each.split(".")), *path.split(".")], wanted)
    return found


def refused(filing: Filing, element: Element, facts: Mapping[str, Any]) -> bool:
    """Tell whether the check of `facts` names `element` and its norm."""
    report = make(CATALOG, filing, facts, Request(TODAY), NO_FILES).report
    return any(
        problem.code == "L060" and problem.severity is Severity.ERROR and element.title in problem.what and problem.norm
        for problem in report.problems
    )


@cache
def asked(filing: Filing) -> frozenset[str]:
    """Return the paths of the facts that a kind asks for («respondents[].kind»), and of the groups they lie in."""
    return frozenset(field.path for field in walk(filing, CATALOG))


def concerns(filing: Filing, need: Need, element: Element) -> bool:
    """Tell whether a paper of this kind can have what the need speaks of."""
    inside = f"{need.each}." if need.each else ""
    told = [path for path, _wanted in conditions_in(element.when)]
    told += [inside + path for path, _wanted in conditions_in(need.when)]
    backing = [inside + path for path, _wanted in conditions_in(need.test)]
    return {*told} <= asked(filing) and any(path in asked(filing) for path in backing)


def contradicts(need: Need) -> bool:
    """Tell whether the need forbids one answer beside another: no fact can be taken away, it has tests of its own."""
    told = {path for path, _wanted in conditions_in(need.when)}
    return wants_absence(need.test) or bool(told & {path for path, _wanted in conditions_in(need.test)})


NEEDS = [
    (filing, element, number)
    for filing in KINDS
    if "completeness" in filing.checks
    for element in elements(filing.nature.form)
    for number, need in enumerate(element.needs)
    if need.each != "**" and concerns(filing, need, element) and not contradicts(need)
]


@pytest.mark.parametrize(
    ("filing", "element", "number"), NEEDS, ids=[f"{f.kind}-{e.id}-{number}" for f, e, number in NEEDS]
)
def test_without_its_fact_an_element_is_named_with_its_norm(filing: Filing, element: Element, number: int) -> None:
    tried = []
    for path in filing.examples:
        facts = load(path)
        less = bereft(facts, element.needs[number])
        if less != facts:
            tried.append(path.stem)
            if refused(filing, element, less):
                assert provision(element.norm)
                return
    pytest.fail(f"no example of {filing.kind} shows it; tried {tried}")


# --- arguments --------------------------------------------------------------------------------------------------------

ARGUMENTS = [(filing, argument) for filing in KINDS for argument in arguments(filing, CATALOG.packs)]


@pytest.mark.parametrize(("filing", "argument"), ARGUMENTS, ids=[f"{f.kind}-{a.name}" for f, a in ARGUMENTS])
def test_an_argument_is_opened_by_an_example_and_cites_its_norms(filing: Filing, argument: Any) -> None:
    opening = [path for path in filing.examples if argument.name in {o.argument.name for o in checked(path).arguments}]
    assert opening, "no example opens it"
    roots = [Path(root) / argument.template for root in folders(filing, CATALOG.packs)]
    source = next(root for root in roots if root.is_file()).read_text(encoding="utf-8")
    assert all(key in source for key in argument.norms)


@pytest.mark.parametrize("filing", [f for f in KINDS if f.arguments], ids=lambda filing: filing.kind)
def test_every_argument_can_be_switched_off(filing: Filing) -> None:
    path = next(path for path in filing.examples if checked(path).arguments)
    facts = load(path)
    names = [each.argument.name for each in checked(path).arguments]
    report = make(CATALOG, filing, {**facts, "arguments": {"off": names}}, Request(TODAY), NO_FILES).report
    assert report.arguments == ()
    assert not errors_in(report.problems)


def test_an_unknown_argument_cannot_be_switched_off() -> None:
    filing = next(filing for filing in KINDS if filing.arguments)
    facts = {**load(filing.examples[0]), "arguments": {"off": ["nonsense"]}}
    report = make(CATALOG, filing, facts, Request(TODAY), NO_FILES).report
    assert "F031" in {problem.code for problem in report.problems}


def test_cite_is_what_a_problem_of_completeness_quotes() -> None:
    assert cite("kas 220 2 9", on=TODAY) == "п. 9 ч. 2 ст. 220 КАС РФ"


# --- one case, the whole set of papers --------------------------------------------------------------------------------

ONE_CASE = Path(__file__).with_name("one_case.yaml")
WHOLE_SET = """
    stamp-report stamp-complaint stamp-prosecutor stamp-data-request stamp-replacement stamp-claim
    reinstatement-claim order-copy-request copy-request inaction-complaint inaction-claim documents-return
    motion-evidence motion-witness motion-absence power-of-attorney
"""


@pytest.mark.parametrize("kind", WHOLE_SET.split())
def test_one_case_feeds_the_whole_set(kind: str) -> None:
    report = make(CATALOG, CATALOG.find(kind), {**load(ONE_CASE), "kind": kind}, Request(TODAY), NO_FILES).report
    assert report.document is not None, errors_in(report.problems)
    assert "Ковальчук" in to_text(report.document)
