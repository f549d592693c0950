"""From an examined case to a finished document: what the making itself finds, and in which language the memo is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from filings.assembly import Assembled, memo, paper
from filings.catalog import Catalog, Filing
from filings.errors import TemplateError
from filings.examination import Examined, Request, examine
from filings.facts import load
from filings.i18n import set_language, speaking
from filings.problems import Kind
from filings.writers.text import to_text
from tests.small_pack import small_pack

CATALOG = Catalog.load()
TODAY = date(2026, 11, 22)
EXAMPLES = [path for filing in CATALOG.filings.values() for path in filing.examples]


@pytest.fixture(autouse=True)
def russian() -> Iterator[None]:
    set_language("ru")
    yield
    set_language("ru")


def examined(path: Path, *, draft: bool = False) -> Examined:
    raw = load(path)
    return examine(CATALOG, CATALOG.find(raw["kind"]), raw, Request(TODAY, draft=draft))


def text_of(made: Assembled) -> str:
    assert made.document is not None, made.problems
    return to_text(made.document)


def test_a_stopped_case_gives_no_document_and_no_word_of_its_own() -> None:
    claim = CATALOG.find("stamp-claim")
    stopped = examine(CATALOG, claim, {}, Request(TODAY))

    assert stopped.stopped
    assert paper(stopped) == memo(stopped) == Assembled()


def test_the_own_copy_is_the_paper_with_room_for_the_receipt() -> None:
    found = examined(CATALOG.find("resignation").examples[0])

    ours, theirs = text_of(paper(found, own_copy=True)), text_of(paper(found))

    assert ours.startswith(theirs.rstrip())
    assert len(ours) > len(theirs)


def test_documents_of_one_examination_do_not_know_of_each_other() -> None:
    """Short forms of acts and numbers of enclosures begin anew in each, as if it were the only one."""
    found = examined(CATALOG.find("stamp-claim").examples[0])

    first, remembered, second = paper(found), memo(found), paper(found)

    assert remembered == memo(found)
    assert first == second


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_papers_are_russian_in_every_language_of_messages(path: Path) -> None:
    found = examined(path)
    russian = text_of(paper(found)), text_of(memo(found))

    with speaking("en"):
        found = examined(path)
        english = text_of(paper(found)), text_of(memo(found))

    assert english == russian


OF_ONE_PERSON = [filing for filing in CATALOG.filings.values() if "applicant" in load(filing.examples[0])]


@pytest.mark.parametrize("filing", OF_ONE_PERSON, ids=lambda filing: filing.kind)
def test_the_gaps_of_a_draft_are_russian_in_every_language_of_messages(filing: Filing) -> None:
    raw = load(filing.examples[0])
    unnamed = {**raw, "applicant": {k: v for k, v in raw["applicant"].items() if k not in ("name", "gender")}}
    request = Request(TODAY, draft=True)
    russian = text_of(paper(examine(CATALOG, filing, unnamed, request)))

    with speaking("en"):
        english = text_of(paper(examine(CATALOG, filing, unnamed, request)))

    assert english == russian


# --- what the making itself finds ------------------------------------------------------------------------------------

REPEALED = '<p>{{ law("kas 9999", "nom") }}</p>'
DOUBTED = "<p>{{ addressee.name.full.gen }}</p>"
BLANK = '<p><blank hint="кому"/></p>'


def note(root: Path, *, draft: bool = False, **templates: str) -> Examined:
    """Examine a case, in order so far, for a kind with these templates."""
    catalog = small_pack(root, **templates)
    raw = {"addressee": {"name": {"last": "Починок", "first": "Иван", "patronymic": "Иванович"}}}
    return examine(catalog, catalog.find("note"), raw, Request(TODAY, draft=draft))


@pytest.mark.parametrize(
    ("markup", "code"), [(REPEALED, "L001"), (DOUBTED, "R004"), (BLANK, "F032")], ids=["norm", "word", "gap"]
)
def test_what_stops_a_document_is_told_with_it_and_stops_no_other(tmp_path: Path, markup: str, code: str) -> None:
    found = note(tmp_path, template=markup, memo="<p>Сделайте.</p>")

    assert [problem.code for problem in paper(found).problems] == [code]
    assert paper(found).document is None
    assert text_of(memo(found)) == "Сделайте.\n"
    assert not found.stopped


def test_a_memo_is_held_to_the_same(tmp_path: Path) -> None:
    found = note(tmp_path, memo=REPEALED + DOUBTED)

    assert [problem.kind for problem in memo(found).problems] == [Kind.UNLAWFUL]
    assert text_of(paper(found)) == "Прошу.\n"


def test_a_draft_may_have_blanks(tmp_path: Path) -> None:
    assert "_" in text_of(paper(note(tmp_path, template=BLANK, draft=True)))


def test_the_forms_that_are_printed_are_those_of_the_document(tmp_path: Path) -> None:
    found = note(tmp_path, template="<p>{{ on }}</p>", memo=DOUBTED)

    assert paper(found).forms == ()
    assert [form.case for form in memo(found).forms] == ["gen"]


def test_a_template_that_leaves_out_what_the_law_wants_is_at_fault(tmp_path: Path) -> None:
    found = note(tmp_path, form="complaint")

    with pytest.raises(TemplateError) as caught:
        paper(found)

    assert caught.value.problems[0].code == "T030"


def test_what_is_wrong_with_a_memo_is_told_in_the_language_of_messages(tmp_path: Path) -> None:
    with speaking("en"):
        (problem,) = memo(note(tmp_path, memo=REPEALED)).problems

    assert problem.what.startswith("The provision")


def test_a_memo_names_acts_in_their_short_form(tmp_path: Path) -> None:
    made = memo(note(tmp_path, memo='<p>{{ law("kas 219 1") }}</p>'))

    assert text_of(made).replace("\u00a0", " ") == "ч. 1 ст. 219 КАС РФ\n"
