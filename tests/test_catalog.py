"""A kind is a folder and a schema; nothing is registered anywhere."""

import os
from datetime import date
from pathlib import Path

import pytest

from filings.catalog import STYLES, Catalog
from filings.errors import TemplateError, UsageError
from filings.examination import Request
from filings.papers import NO_FILES, make
from filings.writers.style import PROFILES
from tests.conftest import some
from tests.small_pack import MANIFEST, kind_folder


def make_pack(root: Path, manifest: str = MANIFEST) -> Path:
    kind_folder(root, "memo", manifest)
    return root


def test_a_folder_with_a_manifest_is_a_kind(tmp_path: Path) -> None:
    assert Catalog.load([make_pack(tmp_path)]).find("memo").title == "Записка"


def test_the_built_in_kinds_are_always_there() -> None:
    assert "resignation" in Catalog.load().filings


def test_an_unknown_kind_names_the_nearest_ones() -> None:
    with pytest.raises(UsageError) as caught:
        Catalog.load().find("resignaton")
    assert "resignation" in caught.value.problems[0].remedy


def test_every_page_style_that_a_kind_may_name_has_a_look() -> None:
    assert set(STYLES) == set(PROFILES)


def test_a_folder_that_is_no_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        Catalog.load([tmp_path])
    assert caught.value.problems[0].code == "T001"


@pytest.mark.parametrize("toml", ["title = ", 'title = "Т"', "\x00"])
def test_a_manifest_that_cannot_be_read_names_the_kind(tmp_path: Path, toml: str) -> None:
    with pytest.raises(TemplateError) as caught:
        Catalog.load([make_pack(tmp_path, toml)])
    assert (caught.value.problems[0].code, caught.value.problems[0].where) == ("T002", "memo/filing.toml")


@pytest.mark.parametrize(
    "linked", ["templates", "templates/memo", "templates/memo/filing.toml", "templates/memo/t.xml", "law"]
)
def test_a_link_out_of_the_pack_is_refused(tmp_path: Path, linked: str) -> None:
    pack = make_pack(tmp_path / "pack")
    (pack / "templates" / "memo" / "t.xml").write_text("<p>Чужое.</p>", encoding="utf-8")
    (pack / "law").mkdir()
    (pack / linked).rename(tmp_path / "outside")
    (pack / linked).symlink_to(tmp_path / "outside")

    with pytest.raises(TemplateError) as caught:
        Catalog.load([pack])

    assert [(each.code, each.where) for each in caught.value.problems] == [("T005", linked)]


def test_a_link_that_leads_to_itself_harms_nothing(tmp_path: Path) -> None:
    pack = make_pack(tmp_path)
    (pack / "templates" / "memo" / "t.xml").symlink_to("t.xml")

    assert "memo" in Catalog.load([pack]).filings


def test_a_link_inside_the_pack_is_followed(tmp_path: Path) -> None:
    pack = make_pack(tmp_path)
    (pack / "templates" / "other").symlink_to("memo")

    assert Catalog.load([pack]).find("other").title == "Записка"


def test_a_pack_may_itself_stand_behind_a_link(tmp_path: Path) -> None:
    make_pack(tmp_path / "pack")
    (tmp_path / "link").symlink_to("pack")

    assert Catalog.load([tmp_path / "link"]).find("memo").title == "Записка"


def test_a_manifest_that_is_a_pipe_is_not_opened(tmp_path: Path) -> None:
    """Whoever opened this pipe would wait for ever."""
    pack = make_pack(tmp_path)
    (pack / "templates" / "memo" / "filing.toml").unlink()
    os.mkfifo(pack / "templates" / "memo" / "filing.toml")

    with pytest.raises(TemplateError) as caught:
        Catalog.load([pack])

    assert [(each.code, each.where) for each in caught.value.problems] == [("T002", "memo/filing.toml")]


def test_a_missing_or_broken_schema_is_named(tmp_path: Path) -> None:
    catalog = Catalog.load([make_pack(tmp_path)])
    with pytest.raises(TemplateError) as caught:
        catalog.schema("memo")
    assert caught.value.problems[0].where == "schemas/memo.json"
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "memo.json").write_text("{", encoding="utf-8")
    with pytest.raises(TemplateError):
        catalog.schema("memo")


def test_every_kind_of_the_catalogue_has_a_template_a_schema_and_examples() -> None:
    catalog = Catalog.load()
    for filing in some(catalog.filings.values()):
        assert (filing.folder / "template.xml").is_file()
        assert catalog.schema(filing.kind)
        assert filing.examples


def test_a_manifest_that_names_a_check_that_there_is_not_is_the_fault_of_its_pack(tmp_path: Path) -> None:
    catalog = Catalog.load([make_pack(tmp_path, MANIFEST.replace("checks = []", 'checks = ["fly"]'))])
    with pytest.raises(TemplateError) as caught:
        make(catalog, catalog.find("memo"), {}, Request(date(2026, 11, 22)), NO_FILES)
    assert caught.value.problems[0].code == "T002"
    assert "fly" in caught.value.problems[0].what
