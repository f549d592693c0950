"""The edition of what papers are made from: an interrupted batch goes on only where nothing of it has changed."""

import shutil
from pathlib import Path

import pytest

from filings.batch.plan import edition_of
from filings.catalog import Catalog


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of one built-in kind and of the whole vocabulary, as a lawyer's own pack."""
    root = Path(__file__).parents[2]
    shutil.copytree(root / "templates" / "resignation", tmp_path / "pack" / "templates" / "resignation")
    shutil.copytree(root / "schemas", tmp_path / "pack" / "schemas")
    return tmp_path / "pack"


def _edition(pack: Path) -> str:
    catalog = Catalog.load([pack])
    return edition_of(catalog, catalog.find("resignation"))


@pytest.mark.parametrize(
    "changed",
    [
        "templates/resignation/template.xml",
        "templates/resignation/filing.toml",
        "schemas/resignation.json",
        "schemas/case.json",
        "schemas/facts/rank.json",
    ],
)
def test_the_edition_changes_with_every_file_that_papers_are_made_from(pack: Path, changed: str) -> None:
    before = _edition(pack)
    assert before == _edition(pack)

    with (pack / changed).open("a", encoding="utf-8") as file:
        file.write("\n")

    assert _edition(pack) != before


def test_the_edition_does_not_read_what_a_schema_links_to(pack: Path, tmp_path: Path) -> None:
    before = _edition(pack)
    (tmp_path / "diary.json").write_text("{}", encoding="utf-8")

    (pack / "schemas" / "facts" / "diary.json").symlink_to(tmp_path / "diary.json")

    assert _edition(pack) == before
