"""Arguments are data: which the facts open, which lack proof, who has to prove them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from filings.catalog import Catalog, Filing
from filings.errors import TemplateError
from filings.facts import Checked, MissingFact
from filings.law.answers import answers
from filings.problems import Problem, Severity
from filings.reasoning import Opened, arguments, doubts, opened

TODAY = date(2026, 11, 22)
MANIFEST = """
title = "т"
about = "о"
audience = "д"
file_name = "и"
style = "letter"
checks = []
arguments = ["first", "second"]
instance = "out-of-court"
answers = "commander"
fee = "none"
form = "none"
themes = []
"""
FIRST = """
[first]
title = "Первый"
when = "stamp.untrue"
norms = ["kas 219 1"]
burden = "authority"
burden_norm = "kas 226 11"
proof = [{title = "копия страницы", fact = "stamp.copy", motion = "личное дело"}]
"""
SECOND = '[second]\ntitle = "Второй"\nwhen = {not = "stamp.page"}\nnorms = []\n'


def pack(root: Path, own: str = FIRST, shared: str = SECOND, manifest: str = MANIFEST) -> tuple[Filing, Catalog]:
    for folder, file, text in (
        ("memo", "filing.toml", manifest),
        ("memo", "arguments.toml", own),
        ("_shared", "arguments.toml", shared),
    ):
        (root / "templates" / folder).mkdir(parents=True, exist_ok=True)
        (root / "templates" / folder / file).write_text(text, encoding="utf-8")
    catalog = Catalog.load([root])
    return catalog.find("memo"), catalog


def asked(filing: Filing, catalog: Catalog, checked: Checked) -> tuple[Opened, ...]:
    return opened(filing, catalog.packs, checked, answers(checked.facts, TODAY, filing.nature))


def found(root: Path, facts: dict[str, Any]) -> tuple[Opened, ...]:
    filing, catalog = pack(root)
    return asked(filing, catalog, Checked(facts, (), (), facts))


def told(root: Path, facts: dict[str, Any], manifest: str = MANIFEST) -> list[Problem]:
    filing, catalog = pack(root, manifest=manifest)
    return list(doubts(filing, facts, asked(filing, catalog, Checked(facts, (), (), facts)), TODAY))


def test_arguments_come_in_the_order_of_the_manifest_from_the_kind_and_the_shared_folder(tmp_path: Path) -> None:
    filing, catalog = pack(tmp_path)
    assert [each.template for each in arguments(filing, catalog.packs)] == [
        "memo/arguments/first.xml",
        "_shared/arguments/second.xml",
    ]


def test_facts_open_an_argument(tmp_path: Path) -> None:
    assert [each.argument.name for each in found(tmp_path, {})] == ["second"]
    assert [each.argument.name for each in found(tmp_path, {"stamp": {"untrue": "не судим"}})] == ["first", "second"]


def test_a_case_switches_an_argument_off(tmp_path: Path) -> None:
    facts = {"stamp": {"untrue": "не судим"}, "arguments": {"off": ["first"]}}
    assert [each.argument.name for each in found(tmp_path, facts)] == ["second"]


@pytest.mark.parametrize(
    ("paper", "lacking"),
    [({"copy": {"title": "копия"}}, 0), ({"copy": {"title": "копия", "have": False}}, 1), ({}, 1)],
)
def test_proof_counts_when_it_is_at_hand(tmp_path: Path, paper: dict[str, Any], lacking: int) -> None:
    assert len(found(tmp_path, {"stamp": {"untrue": "не судим", **paper}})[0].lacking) == lacking


def test_lacking_proof_names_the_fact_the_motion_and_the_norm_in_a_claim(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, {"stamp": {"untrue": "не судим"}}, MANIFEST.replace("out-of-court", "first"))
    assert (problem.code, problem.where, problem.severity) == ("W070", "stamp.copy", Severity.WARNING)
    assert "личное дело" in problem.remedy
    assert problem.norm == "ч. 11 ст. 226 КАС РФ"


def test_out_of_court_nothing_is_asked_of_a_court(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, {"stamp": {"untrue": "не судим"}})
    assert "личное дело" not in problem.remedy
    assert problem.norm == ""


def test_an_unknown_name_cannot_be_switched_off(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, {"arguments": {"off": ["third"]}})
    assert (problem.code, problem.where) == ("F031", "arguments.off[0]")


@pytest.mark.parametrize(
    ("own", "shared"), [(FIRST, ""), ("[first", SECOND), ('[first]\ntitle = "без условия"\n', SECOND)]
)
def test_an_argument_that_is_not_described_is_the_fault_of_its_pack(tmp_path: Path, own: str, shared: str) -> None:
    filing, catalog = pack(tmp_path, own, shared)
    with pytest.raises(TemplateError) as caught:
        arguments(filing, catalog.packs)
    assert caught.value.problems[0].code == "T031"


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ('"stamp and stamp.seal"', "stamp and stamp.seal"),
        ('{fact = "stamp.document", equals = "passport"}', "passport"),
        ('"stamp.nosuch"', "stamp.nosuch"),
        ('{fact = "stamp.document", equals = ["passport"]}', "stamp.document = passport"),
        ('{fact = "answers.report.over", equals = ["да"]}', "answers.report.over = да"),
        ('"answers.verdict"', "answers.verdict"),
        ('{fact = "answers.report.last_day", before = "answers.report.rule"}', "answers.report.rule"),
    ],
)
def test_a_condition_that_no_case_can_meet_is_the_fault_of_its_pack(tmp_path: Path, when: str, told: str) -> None:
    filing, catalog = pack(tmp_path, FIRST.replace('"stamp.untrue"', when))

    with pytest.raises(TemplateError) as caught:
        arguments(filing, catalog.packs)

    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("T032", "memo/arguments.toml: first")
    assert told in problem.what


def test_a_condition_may_ask_the_law(tmp_path: Path) -> None:
    filing, catalog = pack(tmp_path, FIRST.replace('"stamp.untrue"', '{fact = "answers.claim.over", equals = [true]}'))

    for known, names in (("2026-11-20", ["second"]), ("2026-01-20", ["first", "second"])):
        facts = {"known": {"date": known}}

        found = asked(filing, catalog, Checked(facts, (), (), facts))

        assert [each.argument.name for each in found] == names


@pytest.mark.parametrize(
    ("when", "names"),
    [
        ('"stamp.untrue"', ["first", "second"]),
        ('{fact = "stamp.untrue", matches = "."}', ["second"]),
        ('{all = ["stamp", {not = {fact = "stamp.document", equals = ["military-id"]}}]}', ["first", "second"]),
    ],
)
def test_a_draft_opens_the_argument_in_which_a_missing_fact_will_stand(
    tmp_path: Path, when: str, names: list[str]
) -> None:
    filing, catalog = pack(tmp_path, FIRST.replace('"stamp.untrue"', when))
    checked = Checked({}, (), (MissingFact("stamp.untrue", "Что неверно"),), {})

    found = asked(filing, catalog, checked)

    assert [each.argument.name for each in found] == names
