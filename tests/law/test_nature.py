"""What a paper is: a closed vocabulary, from which the law chooses; a word it does not know stops the pack."""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from filings.catalog import Catalog
from filings.errors import TemplateError
from filings.law.nature import KEYS, Nature, vocabulary
from filings.law.stored import DATA, load, read

CATALOG = Catalog.load()
CLAIM = Nature(instance="first", answers="court", fee="kas-claim", form="claim", themes=("entry", "pressure"))
MANIFEST: dict[str, Any] = {
    "title": "Т",
    "about": "о",
    "audience": "д",
    "file_name": "и",
    "style": "letter",
    "checks": [],
    "instance": "first",
    "answers": "court",
    "fee": "kas-claim",
    "form": "claim",
    "themes": ["entry", "pressure"],
}


def manifest(root: Path, values: dict[str, Any]) -> Path:
    """Write a pack of one kind whose filing.toml holds `values`, which JSON and TOML write alike."""
    folder = root / "templates" / "memo"
    folder.mkdir(parents=True)
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    (folder / "filing.toml").write_text("".join(lines), encoding="utf-8")
    return root


def chosen_by_law() -> list[tuple[str, str, str]]:
    """Return (where, key, word) of every choice of papers in the stored law."""
    papers = [(f"warnings {code}", entry.get("papers", {})) for code, entry in load("warnings").items()]
    papers += [(f"elements {name}", {"form": each["forms"]}) for name, each in load("completeness")["elements"].items()]
    for entry in load("deadlines")["bindings"]:
        papers += [(f"bindings {key}", entry[key]) for key in ("papers", "except_papers", "check") if key in entry]
    return [(where, key, word) for where, chosen in papers for key, words in chosen.items() for word in words]


def test_a_kind_says_what_its_paper_is(tmp_path: Path) -> None:
    catalog = Catalog.load([manifest(tmp_path, MANIFEST)])

    assert catalog.find("memo").nature == CLAIM


@pytest.mark.parametrize("key", MANIFEST)
def test_nothing_is_taken_for_granted_of_a_paper_that_does_not_say_it(tmp_path: Path, key: str) -> None:
    values = {name: value for name, value in MANIFEST.items() if name != key}

    with pytest.raises(TemplateError) as caught:
        Catalog.load([manifest(tmp_path, values)])

    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("T002", "memo/filing.toml")
    assert f"«{key}»" in problem.what


@pytest.mark.parametrize(
    ("key", "given", "told", "allowed"),
    [
        ("instance", "firts", "«firts»", "out-of-court, first, appeal, private-complaint, cassation, motion"),
        ("answers", "comander", "«comander»", "commander, commander-or-office"),
        ("fee", "300", "«300»", "none, kas-claim"),
        ("form", "sonnet", "«sonnet»", "none, claim"),
        ("themes", ["entry", "weather"], "«weather»", "leaving-service, combat-refusal"),
        ("themes", "entry", "список", "leaving-service"),
        ("instance", ["first"], "одно слово", "out-of-court"),
        ("instance", True, "«True»", "out-of-court"),
        ("themes", ["entry", ["pressure"]], "«['pressure']»", "leaving-service"),
        ("style", "baroque", "«baroque»", "letter, claim"),
        ("checks", "fee", "список", "checks"),
        ("title", ["Т"], "строка", "title"),
        ("theme", "entry", "«theme»", "themes"),
    ],
)
def test_a_word_that_nobody_knows_is_named_with_those_that_are_known(
    tmp_path: Path, key: str, given: Any, told: str, allowed: str
) -> None:
    with pytest.raises(TemplateError) as caught:
        Catalog.load([manifest(tmp_path, MANIFEST | {key: given})])

    (problem,) = caught.value.problems
    assert (problem.code, problem.where, caught.value.exit_code) == ("T002", "memo/filing.toml", 3)
    assert told in problem.what
    assert allowed in problem.remedy


def test_all_that_is_wrong_with_a_manifest_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        Catalog.load([manifest(tmp_path, MANIFEST | {"instance": "firts", "themes": ["weather", "entry", "food"]})])

    assert [problem.what.count("«firts»") for problem in caught.value.problems] == [1, 0, 0]


@pytest.mark.parametrize(
    ("papers", "meant"),
    [
        ({}, True),
        ({"instance": ["first"]}, True),
        ({"instance": ["appeal", "first"]}, True),
        ({"instance": ["appeal"]}, False),
        ({"themes": ["pressure"]}, True),
        ({"themes": ["leave", "entry"]}, True),
        ({"themes": ["leave"]}, False),
        ({"instance": ["first"], "themes": ["leave"]}, False),
        ({"instance": ["first"], "themes": ["entry"], "answers": ["court"]}, True),
        ({"instance": []}, False),
    ],
)
def test_the_law_means_a_paper_when_each_key_has_one_of_its_words(papers: dict[str, list[str]], meant: bool) -> None:
    assert CLAIM.among(papers) is meant


def test_the_law_chooses_only_by_words_of_the_vocabulary() -> None:
    chosen = chosen_by_law()

    assert len(chosen) > 100
    assert [choice for choice in chosen if choice[2] not in vocabulary().get(choice[1], {})] == []


def test_every_key_of_a_paper_has_its_words_explained() -> None:
    assert tuple(vocabulary()) == KEYS
    assert all(len(about) > 2 for words in vocabulary().values() for about in words.values())


def test_every_fee_of_a_paper_has_its_rates() -> None:
    assert vocabulary()["fee"].keys() - {"none"} <= load("duty")["kinds"].keys()


def test_no_word_is_without_a_paper_and_no_theme_without_a_warning() -> None:
    natures = [asdict(filing.nature) for filing in CATALOG.filings.values()]

    used = {
        (key, word)
        for words in natures
        for key, given in words.items()
        for word in (given if isinstance(given, tuple) else (given,))
    }

    assert used == {(key, word) for key, words in vocabulary().items() for word in words}
    assert {word for _where, key, word in chosen_by_law() if key == "themes"} == set(vocabulary()["themes"])


def test_the_page_for_lawyers_explains_every_word() -> None:
    page = (Path(__file__).parents[2] / "docs" / "law.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| .*\| `([\w-]+)` \| (.+) \|$", page, re.MULTILINE)

    assert told == [(word, about) for words in vocabulary().values() for word, about in words.items()]


# --- no kind is known by its name -------------------------------------------------------------------------------------

WORDS = {word for words in vocabulary().values() for word in words}
# Names that are also words of the vocabulary («appeal») say what a paper is.
KINDS = CATALOG.filings.keys() - WORDS
# The covering letter is made by the program itself, of the papers of a batch: it has to name the kind it makes.
OWN_PAPER = {("batch/letter.py", "collective-letter")}


def scalars(value: Any) -> Iterator[str]:
    """Yield every key and every single value at any depth."""
    if isinstance(value, dict):
        yield from (part for pair in value.items() for part in (pair[0], *scalars(pair[1])))
    elif isinstance(value, list):
        yield from (part for item in value for part in scalars(item))
    else:
        yield str(value)


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_data_of_the_law_name_no_kind(path: Path) -> None:
    found = set(scalars(read(path)))

    assert found
    assert found & KINDS == set()


def test_the_code_names_no_kind() -> None:
    package = DATA.parents[1]
    named = {
        (path.relative_to(package).as_posix(), node.value)
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in KINDS
    }

    assert named == OWN_PAPER
