"""Case files: what is read, and what is refused with its place and without its content."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.errors import FactsError
from filings.facts.load import LARGEST_FILE, load
from filings.facts.yaml_text import DEEPEST, UnreadableFileError, read_yaml
from filings.problems import Problem

SURNAME = "Соколов"


def _written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _refusal(path: Path) -> Problem:
    with pytest.raises(FactsError) as refused:
        load(path)
    (problem,) = refused.value.problems
    return problem


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("01234", "01234"),
        ("41450", "41450"),
        ("1e5", "1e5"),
        ("0o17", "0o17"),
        ("12:30:45", "12:30:45"),
        ("2022-03-12", "2022-03-12"),
        ("no", "no"),
        ("On", "On"),
        ("true", "true"),
        ("да", "да"),
        (".inf", ".inf"),
        ("=", "="),
        ("'~'", "~"),
        ('""', ""),
        ("~", None),
        ("null", None),
        ("", None),
    ],
)
def test_yaml_scalar_is_the_text_that_was_typed(typed: str, kept: str | None) -> None:
    assert read_yaml(f"fact: {typed}") == {"fact": kept}


def test_yaml_blocks_and_lists() -> None:
    text = "reasons:\n  - text: |\n      Первый.\n      Второй.\n    proof: [{title: справка}, {}]\n"
    assert read_yaml(text) == {"reasons": [{"text": "Первый.\nВторой.\n", "proof": [{"title": "справка"}, {}]}]}


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("case.yaml", 'applicant: {unit: {number: "01234"}}\nsign_date: 2026-11-22\n'),
        ("case.yml", "applicant:\n  unit:\n    number: 01234\nsign_date: 2026-11-22\n"),
        ("case.JSON", '{"applicant": {"unit": {"number": "01234"}}, "sign_date": "2026-11-22"}'),
        ("case.toml", 'sign_date = 2026-11-22\n[applicant.unit]\nnumber = "01234"\n'),
    ],
)
def test_every_format_gives_the_same_facts(tmp_path: Path, name: str, content: str, bom: bytes) -> None:
    path = _written(tmp_path, name, bom + content.encode())
    assert load(path) == {"applicant": {"unit": {"number": "01234"}}, "sign_date": "2026-11-22"}


def test_numbers_with_a_fraction_of_toml_stay_as_typed(tmp_path: Path) -> None:
    path = _written(tmp_path, "case.toml", "sum = 1.50\nshare = 1e5\n")

    assert load(path) == {"sum": "1.50", "share": "1e5"}


def test_numbers_of_json_stay_as_typed(tmp_path: Path) -> None:
    path = _written(tmp_path, "case.json", '{"a": 1.50, "b": 1e400, "c": ' + "9" * 5000 + ', "d": NaN, "e": true}')
    assert load(path) == {"a": "1.50", "b": "1e400", "c": "9" * 5000, "d": "NaN", "e": True}


@pytest.mark.parametrize(
    ("name", "content", "code", "where"),
    [
        ("case.docx", "", "F002", "case.docx"),
        ("case.yaml", f"имя: {SURNAME}".encode("cp1251"), "F003", "case.yaml"),
        ("case.yaml", f"имя: {SURNAME}".encode("utf-16"), "F003", "case.yaml"),
        ("case.yaml", f"имя: {SURNAME}: да", "F004", "case.yaml:1:13"),
        ("case.yaml", f"имя: '{SURNAME}", "F004", "case.yaml:1:14"),
        ("case.yaml", f"имя: [{SURNAME}\n", "F004", "case.yaml:2:1"),
        ("case.yaml", f"имя: {SURNAME}\x07", "F004", "case.yaml"),
        ("case.yaml", f"a: !!python/name:os {SURNAME}", "F004", "case.yaml:1:4"),
        ("case.yaml", "a: 1\n---\nb: 2", "F004", "case.yaml:2:1"),
        ("case.yaml", "? [a]\n: b", "F004", "case.yaml:1:5"),
        ("case.json", '{"имя": "' + SURNAME + '",}', "F004", "case.json:1:19"),
        ("case.toml", f"имя = {SURNAME}", "F004", "case.toml:1:1"),
        ("case.toml", f'a = "{SURNAME}"\na = 1\n', "F004", "case.toml:2:6"),
        ("case.toml", "a = " + "9" * 5000, "F004", "case.toml"),
        ("case.yaml", f"{SURNAME}: 1\nb: 2\n{SURNAME}: 3", "F005", "case.yaml:3:1"),
        ("case.yaml", f"a: {{b: 1, c: {{{SURNAME}: 1, {SURNAME}: 1}}}}", "F005", "case.yaml:1:27"),
        ("case.json", f'{{"{SURNAME}": 1, "{SURNAME}": 2}}', "F005", "case.json"),
        ("case.yaml", "# " + "x" * LARGEST_FILE, "F006", "case.yaml"),
        ("case.yaml", "[" * 100_000, "F007", f"case.yaml:1:{DEEPEST + 1}"),
        ("case.yaml", "{a: " * 100_000, "F007", f"case.yaml:1:{4 * DEEPEST + 1}"),
        ("case.yaml", "- " * 100_000, "F007", f"case.yaml:1:{2 * DEEPEST + 1}"),
        ("case.json", "[" * 100_000 + "]" * 100_000, "F007", "case.json"),
        ("case.json", "[" * 40 + "]" * 40, "F007", "case.json"),
        ("case.toml", "a = " + "[" * 50_000 + "]" * 50_000, "F007", "case.toml"),
        ("case.toml", "a" + ".a" * 50_000 + " = 1", "F007", "case.toml"),
        ("case.toml", "a = {b" + " . 'b'" * 50_000 + " = 1}", "F007", "case.toml"),
        ("case.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "F008", "case.yaml:1:4"),
        ("case.yaml", "<<: *base", "F008", "case.yaml:1:5"),
        ("case.yaml", "", "F009", "case.yaml"),
        ("case.yaml", "- a\n- b", "F009", "case.yaml"),
        ("case.json", f'"{SURNAME}"', "F009", "case.json"),
    ],
)
def test_bad_file_is_refused_with_its_place_only(
    tmp_path: Path, name: str, content: str | bytes, code: str, where: str
) -> None:
    problem = _refusal(_written(tmp_path, name, content))
    assert (problem.code, problem.where) == (code, where)
    assert SURNAME not in problem.what + problem.remedy


@pytest.mark.parametrize("name", ["missing.yaml", "folder.yaml"])
def test_what_cannot_be_opened_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.yaml").mkdir()
    problem = _refusal(tmp_path / name)
    assert (problem.code, problem.where) == ("F001", name)


_TEXTS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], max_codepoint=0xD7FF))
_VALUES = st.recursive(
    st.none() | _TEXTS, lambda inner: st.lists(inner) | st.dictionaries(_TEXTS, inner), max_leaves=12
)


@given(st.dictionaries(_TEXTS, _VALUES))
def test_json_text_is_yaml_too(facts: dict[str, object]) -> None:
    assert read_yaml(json.dumps(facts, ensure_ascii=False)) == facts


@given(st.text())
def test_no_text_breaks_the_yaml_reader(text: str) -> None:
    with suppress(UnreadableFileError):
        read_yaml(text)
