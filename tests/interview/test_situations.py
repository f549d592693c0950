"""What happened → which papers: every paper is led to, the law alone says which door is open, no file breaks it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from filings.catalog import Catalog, builtin_pack
from filings.commands.grounds import command as grounds
from filings.errors import TemplateError
from filings.fact_path import fact_at
from filings.facts import check
from filings.facts.validate import vocabulary
from filings.facts.vocabulary import schema_at
from filings.i18n import speaking
from filings.interview.situations import Branch, Node, Way, door, taken, tree
from filings.law.grounds.dismissal import health_ground
from filings.law.grounds.matrix import MATRIX_CATEGORIES, GroundState
from filings.problems import Kind, Problem
from tests.conftest import TODAY, some

CATALOG = Catalog.load()
NODES = tree(CATALOG)
FILE = builtin_pack().schemas / "situations.yaml"
RAW = yaml.safe_load(FILE.read_text(encoding="utf-8"))
LAW_PAGE = Path(__file__).parents[2] / "docs" / "law.md"
_SHUT = {GroundState.REFUSED, GroundState.NOT_APPLICABLE}


@dataclass(frozen=True)
class Walk:
    """The answers from the first question to an end, and the facts that they settle."""

    trail: tuple[tuple[str, Branch], ...]
    facts: Mapping[str, Any]
    way: Way

    def __str__(self) -> str:
        return " / ".join(branch.label for _node, branch in self.trail)


def walks(
    nodes: Mapping[str, Node], node: str, trail: tuple[tuple[str, Branch], ...] = (), facts: Mapping[str, Any] = {}
) -> Iterator[Walk]:
    """Yield every walk that there is from `node` to an end."""
    for branch in nodes[node].open_to(facts):
        here, known = (*trail, (node, branch)), taken(facts, branch)
        if isinstance(branch.leads, Way):
            yield Walk(here, known, branch.leads)
        else:
            yield from walks(nodes, branch.leads, here, known)


WALKS = some(walks(NODES, next(iter(NODES))))
LETTERS = [walk for walk in WALKS if fact_at(walk.facts, "ground")]


# --- every paper is led to --------------------------------------------------------------------------------------------


def test_every_kind_of_paper_is_led_to_by_an_answer_that_names_it() -> None:
    named = {kind for walk in WALKS if walk.way.kinds != tuple(CATALOG.filings) for kind in walk.way.kinds}

    assert named == CATALOG.filings.keys()


def test_no_answer_is_there_that_nobody_can_give() -> None:
    given = {(node, branch.label, branch.leads) for walk in WALKS for node, branch in walk.trail}

    assert given == {(key, branch.label, branch.leads) for key, node in NODES.items() for branch in node.branches}


def test_who_finds_nothing_is_shown_every_paper() -> None:
    (label,) = {str(walk.trail[-1][1].label) for walk in WALKS if walk.way.kinds == tuple(CATALOG.filings)}

    assert label == "Ничего из этого"


def test_danger_is_asked_of_first_and_answered_with_the_complaint_alone() -> None:
    first = next(iter(NODES.values()))

    yes = first.branches[0]

    assert "прямо сейчас" in first.ask
    assert isinstance(yes.leads, Way)
    assert yes.leads.kinds == ("pressure-complaint",)
    assert yes.leads.then in NODES


def test_an_end_names_papers_or_says_that_a_lawyer_is_needed() -> None:
    for walk in some(WALKS):
        assert walk.way.kinds or walk.way.lawyer, str(walk)
        assert not walk.way.lawyer or re.search("юрист|адвокат", walk.way.lawyer), str(walk)


@pytest.mark.parametrize("category", ["volunteer", "cadet"])
def test_who_has_no_report_of_dismissal_is_sent_to_a_lawyer(category: str) -> None:
    wishes = [walk for walk in WALKS if fact_at(walk.facts, "applicant.category") == category]
    leaving = [walk.way for walk in wishes if "Хочу уволиться" in str(walk)]

    assert all(way.lawyer and "resignation" not in way.kinds for way in some(leaving))


def test_a_conscript_is_offered_leave_for_personal_reasons_alone() -> None:
    kinds = {
        fact_at(walk.facts, "leave.kind")
        for walk in WALKS
        if fact_at(walk.facts, "applicant.category") == "conscript" and fact_at(walk.facts, "leave")
    }

    assert kinds == {"personal"}


def test_what_the_answers_settle_is_accepted_by_each_paper_they_lead_to() -> None:
    ends = [(walk, kind) for walk in WALKS for kind in walk.way.kinds if walk.way.kinds != tuple(CATALOG.filings)]

    for walk, kind in some(ends):
        found = check(CATALOG.find(kind), CATALOG, {"kind": kind, **walk.facts}, today=TODAY).problems
        assert [problem for problem in found if problem.kind is not Kind.MISSING] == [], (str(walk), kind)


# --- the law says what is open ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [date(2022, 5, 1), TODAY, date(2031, 1, 1)])
@pytest.mark.parametrize("category", MATRIX_CATEGORIES)
def test_each_door_is_what_the_command_grounds_tells(category: str, day: date) -> None:
    if (category, day.year) == ("mobilised", 2022):
        day = date(2022, 10, 1)  # nobody was mobilised before
    asked = ["--category", category, "--on", day.isoformat(), "--json"]
    told = {row["ground"]: row for row in json.loads(CliRunner().invoke(grounds, asked).stdout)}

    for walk in some(walk for walk in LETTERS if fact_at(walk.facts, "applicant.category") == category):
        ground = health_ground(fact_at(walk.facts, "health.category")) or fact_at(walk.facts, "ground")
        found = door(CATALOG, walk.facts, day)
        assert found is not None, str(walk)
        shown = (found.found.state.value, found.found.why, list(found.found.instead))
        assert shown == tuple(told[ground][name] for name in ("state", "why", "instead")), str(walk)


def test_every_ground_of_a_letter_has_its_door_and_only_resignations_have_one() -> None:
    known = schema_at(vocabulary(CATALOG.packs), ("ground",))["enum"]

    assert {fact_at(walk.facts, "ground") for walk in LETTERS} == {*known}
    assert {walk.way.kinds for walk in LETTERS} == {("resignation",)}
    assert all(door(CATALOG, walk.facts, TODAY) is None for walk in WALKS if walk not in LETTERS)


@pytest.mark.parametrize("category", MATRIX_CATEGORIES)
def test_a_closed_door_is_reached_within_four_answers(category: str) -> None:
    own = [walk for walk in LETTERS if fact_at(walk.facts, "applicant.category") == category]
    closed = [walk for walk in own if _found(walk) in _SHUT and "relative" not in dict(walk.trail)]

    assert max(len(walk.trail) for walk in some(closed)) <= 4


def test_a_closed_door_names_the_papers_to_write_instead() -> None:
    for walk in some(walk for walk in LETTERS if _found(walk) is GroundState.REFUSED):
        found = door(CATALOG, walk.facts, TODAY)
        assert found is not None
        assert found.kinds, str(walk)
        assert set(found.kinds) <= CATALOG.filings.keys()


@pytest.mark.parametrize(
    "facts",
    [{}, {"ground": "age"}, {"applicant": {"category": "contract"}}, {"ground": "age", "applicant": "contract"}],
)
def test_without_a_ground_and_a_service_there_is_no_door(facts: dict[str, Any]) -> None:
    assert door(CATALOG, facts, TODAY) is None


def test_a_relative_has_no_door() -> None:
    assert door(CATALOG, {"ground": "age", "applicant": {"category": "civilian"}}, TODAY) is None


def test_a_known_rank_decides_as_in_the_table() -> None:
    facts = {"ground": "health", "health": {"category": "В"}, "applicant": {"category": "contract"}}
    officer = {**facts, "applicant": {"category": "contract", "rank": "лейтенант"}}

    norms = [door(CATALOG, each, date(2022, 5, 1)).found.norms for each in (facts, officer)]  # type: ignore[union-attr]

    assert norms == [("fz53 51 1 г",), ("fz53 51 3 б",)]


def _found(walk: Walk) -> GroundState | None:
    found = door(CATALOG, walk.facts, TODAY)
    return found.found.state if found else None


# --- the words --------------------------------------------------------------------------------------------------------

TEXTS = ("ask", "hint", "label", "explain", "first", "note", "lawyer")


def texts(value: Any) -> Iterator[str]:
    """Yield every text that a person reads of a file of situations."""
    if isinstance(value, Mapping):
        yield from (text for key, text in value.items() if key in TEXTS)
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from texts(item)


def words(text: str) -> int:
    return len(re.findall(r"[\w«»-]+", text))


@pytest.mark.parametrize("text", sorted(set(texts(RAW))))
def test_a_text_is_short_and_types_no_term_sum_or_day(text: str) -> None:
    assert max(words(sentence) for sentence in re.split(r"[.?!] ", text)) <= 14
    assert not re.search(r"\d|месяц|сут(?:ок|ки)|рубл|недел", text)
    assert not re.search(r"надлежащ|в соответствии с|ходатайств|данн(?:ый|ая|ое)\b", text, re.IGNORECASE)


@pytest.mark.parametrize("key", NODES)
def test_a_question_has_at_most_twelve_words_and_answers_that_differ(key: str) -> None:
    node = NODES[key]
    offered = [tuple(node.open_to(walk.facts)) for walk in WALKS if key in dict(walk.trail)]

    assert words(node.ask) <= 12
    assert node.ask.endswith("?")
    for branches in some(offered):
        assert 1 < len(branches) <= 8
        assert len({branch.label for branch in branches}) == len(branches)


def test_each_question_is_told_in_english_too() -> None:
    with speaking("en"):
        english = tree(CATALOG)
    shown = [node.ask + node.hint + "".join(map(_branch_text, node.branches)) for node in english.values()]

    assert not re.findall(r"[А-Яа-яЁё]{2,}", "".join(some(shown)))
    assert [*english] == [*NODES]


def _branch_text(branch: Branch) -> str:
    end = branch.leads if isinstance(branch.leads, Way) else Way()
    return branch.label + branch.explain + end.first + end.note + end.lawyer


def asserted() -> Iterator[tuple[str, str]]:
    """Yield (where, line) for every line of the tree that asserts law or order."""
    for key, entry in RAW.items():
        for choice in entry["choices"]:
            for name in ("first", "note", "lawyer"):
                if name in choice:
                    yield f"{key}, «{choice['label']}»", choice[name]


def test_the_page_for_lawyers_lists_every_line_that_asserts_law_or_order(accept: bool) -> None:
    lines: dict[str, list[str]] = {}
    for place, line in asserted():
        lines.setdefault(line, []).append(place)
    listed = "".join(f"* {line} ({'; '.join(dict.fromkeys(places))})\n" for line, places in lines.items())
    page = LAW_PAGE.read_text(encoding="utf-8")
    section = re.search(r"^## Слова дерева\n.*?\n\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    assert section
    if accept:
        LAW_PAGE.write_text(page[: section.start(1)] + listed + "\n" + page[section.end(1) :], encoding="utf-8")

    assert lines
    assert section[1].strip() == listed.strip() or accept


# --- packs ------------------------------------------------------------------------------------------------------------

_END = {"label": "Да", "papers": ["*"]}
_ALL = [{"label": kind, "papers": [kind]} for kind in CATALOG.filings]


def pack(root: Path, situations: Any = None, kind: str = "") -> Catalog:
    """Write a pack with a file of situations (data, or the very text) and a kind, into `root`; return the catalogue."""
    (root / "templates").mkdir(parents=True)
    (root / "schemas").mkdir()
    if kind:
        (root / "templates" / kind).mkdir()
        source = builtin_pack().templates / "copy-request" / "filing.toml"
        (root / "templates" / kind / "filing.toml").write_text(source.read_text("utf-8"), encoding="utf-8")
    if situations is not None:
        text = situations if isinstance(situations, str) else json.dumps(situations)
        (root / "schemas" / "situations.yaml").write_text(text, encoding="utf-8")
    return Catalog.load([root])


def refused(catalog: Catalog) -> list[Problem]:
    with pytest.raises(TemplateError) as caught:
        tree(catalog)
    assert all(problem.kind is Kind.TEMPLATE for problem in caught.value.problems)
    return list(caught.value.problems)


def test_a_pack_replaces_the_questions(tmp_path: Path) -> None:
    catalog = pack(tmp_path / "pack", {"start": {"ask": "Что?", "choices": _ALL}})

    assert [*tree(catalog)] == ["start"]
    assert [*tree(CATALOG)] == [*NODES]


def test_a_kind_of_a_later_pack_is_found_in_the_list_of_all_papers(tmp_path: Path) -> None:
    catalog = pack(tmp_path / "pack", kind="own")

    every = [walk.way.kinds for walk in walks(tree(catalog), "danger") if len(walk.way.kinds) > 10]

    assert all("own" in kinds for kinds in some(every))


def test_a_pack_with_questions_of_its_own_leads_to_its_own_kinds(tmp_path: Path) -> None:
    (problem,) = refused(pack(tmp_path / "pack", {"start": {"ask": "Что?", "choices": _ALL}}, kind="own"))

    assert (problem.code, problem.where) == ("T050", "schemas/situations.yaml")
    assert "own" in problem.what


def test_a_file_behind_a_link_out_of_the_pack_is_not_read(tmp_path: Path) -> None:
    catalog = pack(tmp_path / "pack")
    (tmp_path / "outside.yaml").write_text("a: b", encoding="utf-8")
    (tmp_path / "pack" / "schemas" / "situations.yaml").symlink_to(tmp_path / "outside.yaml")

    (problem,) = refused(catalog)

    assert problem.code == "T050"
    assert "вне набора" in problem.what


def _nodes(**nodes: Any) -> dict[str, Any]:
    """Return nodes by name, each of the given answers, after one that leads to every kind."""
    start, *others = nodes.items()
    told = {start[0]: [*_ALL, *start[1]], **dict(others)}
    return {key: {"ask": "Что?", "choices": choices} for key, choices in told.items()}


@pytest.mark.parametrize(
    ("data", "where", "what"),
    [
        ("", "", "Нужны узлы"),
        ("[]", "", "Нужны узлы"),
        ("a: b", ": a", "Нужны поля"),
        ("a: {ask: x}", ": a", "Нет поля «choices»"),
        ("a: {choices: [{label: x, papers: ['*']}]}", ": a", "Нет поля «ask»"),
        ("a: {ask: ~, choices: [{label: x, papers: ['*']}]}", ": a.ask", "непустая строка"),
        ("a: {ask: x, choices: []}", ": a.choices", "непустой список"),
        ("a: {ask: x, choices: [{papers: ['*']}]}", ": a.choices[0]", "Нет поля «label»"),
        ("a: {ask: x, choices: [{label: '', papers: ['*']}]}", ": a.choices[0].label", "непустая строка"),
        ("a: {ask: x, choices: [{label: x, sum: y, papers: ['*']}]}", ": a.choices[0]", "Поля «sum» не бывает"),
        ("a: {ask: x, choices: [{label: x, facts: [ground]}]}", ": a.choices[0].facts", "значения по путям фактов"),
        ("a: &x {ask: x, choices: [*x]}", ":1", "Ссылки «&» и «*»"),
        ("a: {ask: x}\na: {ask: y}", ":2", "дважды"),
        ("a: !!python/object:os.system {}", ":1", "Пометки типов"),
        ("a: [" * 100, ":1", "Слишком много вложенных уровней"),
        ("a: }", ":1", "Запись нарушена"),
        ("\x00", "", "управляющие знаки"),
    ],
)
def test_a_file_that_is_no_tree_is_named_with_its_place(tmp_path: Path, data: str, where: str, what: str) -> None:
    problem = refused(pack(tmp_path / "pack", data))[0]

    assert (problem.code, problem.where) == ("T050", f"schemas/situations.yaml{where}")
    assert what in problem.what


@pytest.mark.parametrize(
    ("nodes", "where", "what"),
    [
        (_nodes(a=[{"label": "x"}]), ": a.choices[32]", "никуда не ведёт"),
        (_nodes(a=[{"label": "x", "note": "y"}]), ": a.choices[32]", "никуда не ведёт"),
        (_nodes(a=[{"label": "x", "node": "b"}]), ": a.choices[32].node", "Такого узла нет: «b»"),
        (_nodes(a=[{"label": "x", "node": "b", "papers": ["*"]}], b=[_END]), ": a.choices[32]", "лишнее: papers"),
        (_nodes(a=[{"label": "x", "node": "b", "first": "y"}], b=[_END]), ": a.choices[32]", "лишнее: first"),
        (_nodes(a=[{**_END, "then": "b"}]), ": a.choices[32].then", "Такого узла нет: «b»"),
        (_nodes(a=[{"label": "x", "papers": ["resignaton"]}]), ": a.choices[32].papers", "«resignaton» нет"),
        (_nodes(a=[{"label": "x", "papers": []}]), ": a.choices[32].papers", "по одному разу"),
        (_nodes(a=[{"label": "x", "papers": ["*", "appeal"]}]), ": a.choices[32].papers", "по одному разу"),
        (_nodes(a=[{"label": "x", "papers": ["appeal"] * 2}]), ": a.choices[32].papers", "по одному разу"),
        (_nodes(a=[{**_END, "facts": {"ground": "whim"}}]), ": a.choices[32].facts", "ground = whim"),
        (_nodes(a=[{**_END, "facts": {"no.fact": "x"}}]), ": a.choices[32].facts", "no.fact = x"),
        (_nodes(a=[{**_END, "facts": {"__class__": "x"}}]), ": a.choices[32].facts", "__class__ = x"),
        (_nodes(a=[{**_END, "facts": {"applicant.name.last": "x"}}]), ": a.choices[32].facts", "applicant.name.last"),
        (_nodes(a=[], b=[_END]), ": b", "ничего не ведёт"),
        (_nodes(a=[{"label": "x", "node": "a"}]), "", "по кругу: a → a"),
        (_nodes(a=[{"label": "x", "node": "b"}], b=[{"label": "x", "node": "a"}]), "", "по кругу: "),
        (
            _nodes(a=[{"label": "x", "node": "b"}], b=[{**_END, "when": "ground"}, {**_END, "when": "health"}]),
            ": b",
            "без условия when",
        ),
        ({"a": {"ask": "Что?", "choices": _ALL[1:]}}, "", "Ни один ответ не ведёт к видам документов: appeal"),
        ({"a": {"ask": "Что?", "choices": [_END]}}, "", "Ни один ответ не ведёт к видам документов: appeal, cassation"),
    ],
)
def test_what_leads_nowhere_is_named_with_its_place(
    tmp_path: Path, nodes: dict[str, Any], where: str, what: str
) -> None:
    (problem,) = refused(pack(tmp_path / "pack", nodes))

    assert (problem.code, problem.where) == ("T050", f"schemas/situations.yaml{where}")
    assert what in problem.what


@pytest.mark.parametrize("when", [{"fact": "no.fact", "equals": ["x"]}, {"fact": "ground", "equals": ["whim"]}, []])
def test_a_condition_on_what_no_case_holds_is_named_with_its_place(tmp_path: Path, when: Any) -> None:
    (problem,) = refused(pack(tmp_path / "pack", _nodes(a=[{**_END, "when": when}])))

    assert problem.code == "T032"
    assert problem.where.startswith("schemas/situations.yaml: a.choices[32]: when")


def test_a_mistyped_name_is_answered_with_the_one_meant(tmp_path: Path) -> None:
    (problem,) = refused(pack(tmp_path / "pack", _nodes(a=[{"label": "x", "papers": ["resignaton"]}])))

    assert "resignation" in problem.remedy


def test_a_long_chain_of_questions_is_no_trouble(tmp_path: Path) -> None:
    chain = {f"b{number}": [{"label": "x", "node": f"b{number + 1}"}] for number in range(3000)}
    nodes = _nodes(a=[{"label": "x", "node": "b0"}], **chain, b3000=[_END])

    assert len(tree(pack(tmp_path / "pack", nodes))) == 3002


def test_what_an_answer_settles_is_added_to_what_was_settled() -> None:
    branch = next(branch for branch in NODES["health"].branches if branch.facts.get("health.category") == "Д")
    before = {"applicant": {"category": "contract"}, "health": {"board": "x"}}

    after = taken(before, branch)

    assert after == {
        "applicant": {"category": "contract"},
        "ground": "health",
        "health": {"board": "x", "category": "Д"},
    }
    assert "ground" not in before
