"""What a template may do: name what docs/templates.md tells of, and ask for values, not for words."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

from filings.catalog import Catalog
from filings.context import derive
from filings.facts import load, validate
from filings.law.answers import Answers, Restoration, TermAnswer, answers
from filings.templating import WHITE_SPACE
from tests.conftest import abbreviated_too_early

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.xml"))
CATALOG = Catalog.load()
VOCABULARY = validate.vocabulary(CATALOG.packs)
JINJA = Environment(**WHITE_SPACE)  # noqa: S701 - nothing is rendered
PAGE = (ROOT / "docs/templates.md").read_text(encoding="utf-8")


def parsed(path: Path) -> nodes.Template:
    """Return the syntax tree of a template."""
    return JINJA.parse(path.read_text(encoding="utf-8"))


def first_cells(heading: str) -> Iterator[str]:
    """Yield what the first column of each table under `heading` of the page shows as code."""
    part = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    for row in re.findall(r"^\| (`.*?) \| ", part, re.MULTILINE):
        yield from re.findall(r"`([^`]+)`", row)


# --- the page tells of all there is -----------------------------------------------------------------------------------


def test_the_page_tells_of_every_shared_file() -> None:
    shared = {path.name for path in (ROOT / "templates" / "_shared").iterdir()}

    assert {name.rstrip("/") for name in first_cells("Общие части")} == shared


def test_the_page_tells_of_every_function_and_value_that_a_template_may_name(today: date) -> None:
    case = next(iter(CATALOG.filings.values())).examples[0]
    facts = load(case)
    filing = CATALOG.find(facts["kind"])
    checked = validate.check(filing, CATALOG, facts, today=today)
    told_by_law = answers(checked.facts, today, filing.nature)
    names = derive(VOCABULARY, checked, on=today, answers=told_by_law).names
    told = {re.split(r"\W", code)[0]: "(" in code for code in first_cells("Что шаблон может назвать")}

    functions = {name for name, value in names.items() if callable(value)}
    values = names.keys() - functions - VOCABULARY["properties"].keys()
    used = {name for path in TEMPLATES for name in meta.find_undeclared_variables(parsed(path))}

    assert {name for name, called in told.items() if called} == functions
    assert values <= told.keys()
    assert told.keys() - functions - values <= used


def test_the_page_tells_of_every_answer_of_the_law() -> None:
    told = [code.removeprefix("answers.") for code in first_cells("Что отвечает закон")]

    single = {field.name for field in fields(Answers)} - {"restoration"}
    of_restoration = {f"restoration.{field.name}" for field in fields(Restoration)}
    of_a_term = {field.name for field in fields(TermAnswer)}

    assert sorted(told) == sorted({*single, *of_restoration, *of_a_term})


def test_the_page_tells_of_every_tag() -> None:
    used = {tag for path in TEMPLATES for tag in re.findall(r"<([a-z]+)\b", path.read_text(encoding="utf-8"))}

    told = {tag for code in first_cells("Разметка") for tag in re.findall(r"<([a-z]+)\b", code)}
    architecture = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")

    assert used <= told
    assert {*re.findall(r"`<([a-z]+)\b", architecture)} <= told


# --- conditions ask for values ----------------------------------------------------------------------------------------


def answers_in_words(template: nodes.Template) -> list[str]:
    """Return the macros that can print nothing but Latin words: predicates, which belong into a `set`."""
    found = []
    for macro in template.find_all(nodes.Macro):
        printed = [part for output in macro.find_all(nodes.Output) for part in output.nodes]
        texts = [part.data.strip() for part in printed if isinstance(part, nodes.TemplateData)]
        if len(texts) == len(printed) and re.fullmatch(r"[a-z]+", "".join(texts)):
            found.append(macro.name)
    return found


def test_no_macro_prints_a_word_only_to_be_asked() -> None:
    assert {path.name: found for path in TEMPLATES if (found := answers_in_words(parsed(path)))} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("{% macro late() %}{% if a %}yes{% endif %}{% endmacro %}", ["late"]),
        ("{% macro late() %}{% if a %}\n yes\n{% else %}no{% endif %}{% endmacro %}", ["late"]),
        ("{% macro word() %}{% if a %}да{% endif %}{% endmacro %}", []),
        ("{% macro name() %}{{ a }}{% endmacro %}", []),
        ("{% macro nothing() %}{% endmacro %}", []),
    ],
)
def test_a_macro_that_answers_in_words_is_seen(source: str, found: list[str]) -> None:
    assert answers_in_words(JINJA.parse(source)) == found


# --- an act is named in full before it is named short -----------------------------------------------------------------

PAPERS = [path.with_suffix(".txt") for filing in CATALOG.filings.values() for path in filing.examples]


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_code_is_abbreviated_only_after_it_was_named_in_full(path: Path) -> None:
    assert abbreviated_too_early(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "early"),
    [
        ("статья 1 Кодекса (далее – КАС РФ) и ст. 2 КАС РФ", []),
        ("ст. 2 КАС РФ и статья 1 Кодекса (далее – КАС РФ)", ["КАС РФ"]),
        ("Кодекс (далее\u00a0– НК\u00a0РФ), ст. 1 ГК РФ", ["ГК РФ"]),
    ],
)
def test_an_early_abbreviation_is_seen(text: str, early: list[str]) -> None:
    assert abbreviated_too_early(text) == early
