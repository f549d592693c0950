"""What the documents list is what the program has: kinds, formats, languages, commands. A row that lacks is named."""

import re
from pathlib import Path

import pytest

from filings.catalog import Catalog
from filings.commands import SUMMARIES
from filings.facts import asking_words
from filings.i18n import LANGUAGES, languages_in
from filings.writers import WRITERS

ROOT = Path(__file__).parent.parent
READMES = ["README.md", "README.ru.md"]
KINDS = Catalog.load().filings


def read(name: str) -> str:
    """Return the text of a document."""
    return (ROOT / name).read_text(encoding="utf-8")


def kinds_in(text: str) -> dict[str, str]:
    """Return the kinds that the table of a README lists, with their titles."""
    rows = re.findall(r"^\| `([a-z-]+)` \| ([^|]+) \|$", text, re.MULTILINE)
    return {kind: title.strip() for kind, title in rows}


def kinds_amiss(text: str) -> list[str]:
    """Return what is to be done to the table of kinds in a README."""
    listed, known = kinds_in(text), {kind: filing.title for kind, filing in KINDS.items()}
    return [
        *(f"add the row: | `{kind}` | {title} |" for kind, title in known.items() if kind not in listed),
        *(f"take out the row of `{kind}`: there is no such kind" for kind in listed if kind not in known),
        *(
            f"the title of `{kind}` is: {known[kind]}"
            for kind in listed
            if listed[kind] != known.get(kind, listed[kind])
        ),
    ]


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_lists_every_kind_by_its_title(readme: str) -> None:
    assert kinds_amiss(read(readme)) == []


def test_a_kind_without_a_row_and_a_row_without_a_kind_are_seen() -> None:
    table = read("README.md").replace("| `appeal` |", "| `apeal` |").replace("| Частная жалоба |", "| Жалоба |")

    assert kinds_amiss(table) == [
        "add the row: | `appeal` | Апелляционная жалоба |",
        "take out the row of `apeal`: there is no such kind",
        "the title of `private-complaint` is: Частная жалоба",
    ]


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_lists_every_command_in_the_order_of_the_help(readme: str) -> None:
    rows = re.findall(r"^\| `filings ([a-z]+)", read(readme), re.MULTILINE)

    assert rows == list(SUMMARIES)


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_names_every_format(readme: str) -> None:
    (row,) = re.findall(r"^\| `filings render .*$", read(readme), re.MULTILINE)
    (named,) = re.findall(r"(?:formats|форматы)(?: \(`-f`\))? ((?:`[a-z]+`,? ?)+)", row)

    assert re.findall(r"`([a-z]+)`", named) == list(WRITERS)


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_names_every_language_but_that_of_the_source(readme: str) -> None:
    named = set(re.findall(r"--lang ([a-z]{2})\b", read(readme)))

    assert named == {*LANGUAGES} - {"ru"}


def test_a_language_without_a_compiled_catalogue_is_not_offered(tmp_path: Path) -> None:
    for language in ("en", "tt", "ru"):
        (tmp_path / language / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "en" / "LC_MESSAGES" / "filings.mo").touch()
    (tmp_path / "tt" / "LC_MESSAGES" / "filings.po").touch()

    assert languages_in(str(tmp_path)) == ("ru", "en")


def test_every_command_of_the_architecture_and_the_documents_exists() -> None:
    called = {
        name
        for path in (ROOT / "docs").glob("*.md")
        for name in re.findall(r"(?:`|«)filings ([a-z]+)\b", path.read_text("utf-8"))
    }

    assert called
    assert called <= {*SUMMARIES}


def fragments(text: str) -> list[str]:
    """Return what an editing left over in a document: a comment without its other end, an open block of code."""
    rest = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    fences = len(re.findall(r"^```", text, re.MULTILINE))
    return [*re.findall(r"^.*(?:<!--|-->).*$", rest, re.MULTILINE), *(["```"] if fences % 2 else [])]


@pytest.mark.parametrize("path", [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], ids=lambda path: path.name)
def test_no_document_has_a_stray_fragment(path: Path) -> None:
    assert fragments(path.read_text(encoding="utf-8")) == []


def test_a_stray_fragment_is_seen() -> None:
    assert fragments("**G6.** …» with its table -->\n") == ["**G6.** …» with its table -->"]
    assert fragments("<!-- a\nb -->\n```sh\nmake\n") == ["```"]


def test_the_page_on_packs_tells_of_every_word_by_which_a_fact_is_asked_for() -> None:
    told = re.findall(r"^\| `(x-[a-z]+)` \|", read("docs/packs.md"), re.MULTILINE)

    assert sorted(told) == sorted({*asking_words.WORDS, *asking_words.TITLES})
