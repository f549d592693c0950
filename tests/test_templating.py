"""Templates are strict: what is not there stops the paper and is named by template and line; everything is escaped."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.catalog import Catalog, Filing
from filings.errors import TemplateError
from filings.templating import render
from tests.small_pack import kind_folder


def pack(tmp_path: Path, template: str) -> tuple[Filing, Catalog]:
    (kind_folder(tmp_path, "letter") / "template.xml").write_text(template, encoding="utf-8")
    catalog = Catalog.load([tmp_path])
    return catalog.find("letter"), catalog


def rendered(tmp_path: Path, template: str, **names: object) -> str:
    filing, catalog = pack(tmp_path, template)
    return render(filing, catalog.packs, names)


@pytest.mark.parametrize(
    ("template", "names", "code", "where"),
    [
        ("{{ nosuch }}", {}, "T021", "letter/template.xml:1"),
        ("а\nб {{ fact }}", {"fact": None}, "T021", "letter/template.xml:2"),
        ("{% if fact.nosuch %}{% endif %}", {"fact": {}}, "T021", "letter/template.xml:1"),
        ("а\n{% if %}", {}, "T020", "letter/template.xml:2"),
        ("{% include 'nosuch.xml' %}", {}, "T022", "nosuch.xml"),
        ("{{ fact.__class__ }}", {"fact": "текст"}, "T021", "letter/template.xml:1"),
        ("{{ fact.append(1) }}", {"fact": []}, "T021", "letter/template.xml:1"),
        ("{{ 1 + fact }}", {"fact": "Иванов"}, "T021", "letter/template.xml:1"),
        ("{{ day(fact) }}", {"fact": "Иванов", "day": lambda day: day.year}, "T021", "letter/template.xml:1"),
    ],
)
def test_a_fault_of_a_template_is_named_by_file_and_line(
    tmp_path: Path, template: str, names: dict[str, object], code: str, where: str
) -> None:
    with pytest.raises(TemplateError) as caught:
        rendered(tmp_path, template, **names)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == (code, where)
    assert "Иванов" not in problem.what + problem.remedy


def test_a_lawyers_pack_may_import_the_shared_macros_of_the_program(tmp_path: Path) -> None:
    template = '{% import "_shared/kin.xml" as data %}{{ data.kin.mother.ins }}'
    assert rendered(tmp_path, template) == "матерью"


@given(st.text())
def test_a_fact_is_never_read_as_markup_or_as_a_template(tmp_path_factory: pytest.TempPathFactory, fact: str) -> None:
    markup = rendered(tmp_path_factory.getbasetemp(), "{{ fact }}", fact=fact)
    assert not set(markup) & set("<>\"'")


def test_template_syntax_in_a_fact_stays_text(tmp_path: Path) -> None:
    assert rendered(tmp_path, "{{ fact }}", fact="{{ 7 * 7 }}{% raw %}") == "{{ 7 * 7 }}{% raw %}"
