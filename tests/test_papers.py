"""The papers of one case: all or none of them, from one examination, with everything that was found told once."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from filings import assembly, examination, papers
from filings.catalog import Catalog
from filings.examination import Request
from filings.facts import load, validate
from filings.i18n import LANGUAGES, set_language
from filings.papers import MEMO, OWN_COPY, PAPER, Papers, Wanted, make
from filings.writers.text import to_text
from tests.small_pack import small_pack

CATALOG = Catalog.load()
TODAY = date(2026, 11, 22)
ALL = Wanted(formats=("txt",), own_copy=True, memo=True)
REPEALED = '<p>{{ law("kas 9999", "nom") }}</p>'
# What is Latin in Russian too: addresses of courts' sites, the name of a format.
LATIN = re.compile(r"https?://[\w./?=-]+|\bPDF\b|([A-Za-z_]{2,}|--\w)")
EXAMPLES = [path for filing in CATALOG.filings.values() for path in filing.examples]
SELDOM = '{% if own_copy %}<p>{{ law("kas 9999", "nom") }}</p>{% endif %}'


@pytest.fixture(autouse=True)
def russian() -> Iterator[None]:
    set_language("ru")
    yield
    set_language("ru")


def note(root: Path, wanted: Wanted, **templates: str) -> Papers:
    catalog = small_pack(root, **templates)
    return make(catalog, catalog.find("note"), {}, Request(TODAY), wanted)


def example(kind: str, wanted: Wanted) -> Papers:
    filing = CATALOG.find(kind)
    return make(CATALOG, filing, load(filing.examples[0]), Request(TODAY), wanted)


@pytest.mark.parametrize(
    ("wanted", "copies"),
    [
        (Wanted(), [PAPER]),
        (Wanted(own_copy=True), [PAPER, OWN_COPY]),
        (Wanted(memo=True), [PAPER, MEMO]),
        (ALL, [PAPER, OWN_COPY, MEMO]),
    ],
)
def test_what_is_wanted_is_made_in_every_format(wanted: Wanted, copies: list[str], tmp_path: Path) -> None:
    made = note(tmp_path, Wanted(("txt", "html"), wanted.own_copy, wanted.memo), memo="<p>Сделайте.</p>")

    assert [(file.copy, file.format) for file in made.files] == [(copy, f) for copy in copies for f in ("txt", "html")]
    assert list(made.report.documents) == copies


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_a_memo_speaks_no_language_but_that_of_who_reads_it(path: Path) -> None:
    """No key of a case file, no option, no name of a command: it is read by one who may never have seen any."""
    filing = CATALOG.find(path.parent.parent.name)
    document = make(CATALOG, filing, load(path), Request(TODAY), Wanted((), memo=True)).report.documents[MEMO]
    assert [found[1] for found in LATIN.finditer(to_text(document)) if found[1]] == []


def test_a_kind_without_a_memo_says_so(tmp_path: Path) -> None:
    made = note(tmp_path, ALL)

    assert made.without_memo
    assert [file.copy for file in made.files] == [PAPER, OWN_COPY]


@pytest.mark.parametrize(
    "templates", [{"memo": REPEALED}, {"template": SELDOM, "memo": "<p>Сделайте.</p>"}], ids=["memo", "own copy"]
)
def test_what_only_one_of_the_papers_finds_is_told_and_stops_them_all(
    templates: dict[str, str], tmp_path: Path
) -> None:
    made = note(tmp_path, ALL, **templates)

    assert [problem.code for problem in made.report.problems] == ["L001"]
    assert made.report.document is None
    assert made.files == ()


def test_what_several_papers_find_is_told_once(tmp_path: Path) -> None:
    made = note(tmp_path, ALL, template=REPEALED, memo=REPEALED)

    assert [problem.code for problem in made.report.problems] == ["L001"]


def test_what_is_not_wanted_stops_nothing(tmp_path: Path) -> None:
    made = note(tmp_path, Wanted(("txt",)), memo=REPEALED)

    assert made.report.problems == ()
    assert [file.copy for file in made.files] == [PAPER]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the calls of the steps, which do their work all the same."""
    counted: Counter[str] = Counter()

    def count(name: str, step: Callable[..., Any], *places: tuple[Any, str]) -> None:
        def counting(*args: Any, **options: Any) -> Any:
            counted[name] += 1
            return step(*args, **options)

        for module, known_as in places:
            monkeypatch.setattr(module, known_as, counting)

    count("examine", examination.examine, (papers, "examine"), (assembly, "examine"))
    count("validate", validate.check, (validate, "check"))
    count("terms", examination.case_terms, (examination, "case_terms"))
    count("arguments", examination.opened, (examination, "opened"))
    count("render", assembly.render, (assembly, "render"))
    return counted


def test_three_papers_come_of_one_examination_and_each_is_rendered_once(calls: Counter[str]) -> None:
    made = example("stamp-claim", ALL)

    assert len(made.files) == 3
    assert calls == {"examine": 1, "validate": 1, "terms": 1, "arguments": 1, "render": 3}


def test_a_memo_beside_english_messages_costs_another_examination_and_no_more(calls: Counter[str]) -> None:
    set_language("en")

    made = example("stamp-claim", ALL)

    assert len(made.files) == 3
    assert (calls["examine"], calls["render"]) == (2, 4)


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_case_that_is_refused_nothing_is_rendered(calls: Counter[str], language: str) -> None:
    filing = CATALOG.find("stamp-claim")
    set_language(language)

    made = make(CATALOG, filing, {}, Request(TODAY), ALL)

    assert made.report.problems
    assert made.files == ()
    assert calls == {"examine": 1, "validate": 1, "terms": 1}
