"""`filings sheet` as people call it."""

import io
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

from filings.commands.sheet import command
from filings.errors import FilingsError
from filings.i18n import speaking
from filings.tables.columns import CASES_PAGE, SAMPLE

CASE = """\
kind: stamp-claim
ground: own-wish
applicant:
  name: {last: =Соколов, first: Олег, patronymic: Ильич}
  category: contract
  rank: рядовой
reasons: [{text: Первая.}, {text: Вторая.}]
"""


def call(*words: str | Path) -> Result:
    """Call the command as the group does: an expected error comes out as an exception."""
    return CliRunner().invoke(command, [str(word) for word in words], standalone_mode=False)


def codes(result: Result) -> list[str]:
    assert isinstance(result.exception, FilingsError)
    return [problem.code for problem in result.exception.problems]


def lines(path: Path, page: str = CASES_PAGE) -> list[dict[str, str]]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(page).to_python()
    return [dict(zip(map(str, rows[0]), map(str, row), strict=True)) for row in rows[1:]]


def test_a_workbook_is_written_for_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "новая" / "таблица.xlsx"
    result = call("resignation", "-o", target)
    assert result.exception is None
    assert result.stdout == f"{target}\n"
    assert "filings batch resignation" in result.stderr
    assert "--dry-run" in result.stderr
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [line["№ п/п"] for line in lines(target)] == [SAMPLE]


def test_csv_says_where_the_hints_are(tmp_path: Path) -> None:
    target = tmp_path / "таблица.CSV"
    result = call("resignation", "-o", target)
    assert "В CSV нет подсказок" in result.stderr
    text = target.read_text(encoding="utf-8-sig")
    assert text.startswith("№ п/п;Основание увольнения;")
    assert ";Уважительные причины (3): Причина;" in text
    assert "Уважительные причины (4): Причина" not in text


def test_items_choose_the_number_of_numbered_columns(tmp_path: Path) -> None:
    call("resignation", "-o", tmp_path / "т.csv", "--items", 1)
    assert "Уважительные причины (2): Причина" not in (tmp_path / "т.csv").read_text(encoding="utf-8-sig")
    call("resignation", "-o", tmp_path / "т.xlsx", "--items", 2)
    assert "Уважительные причины (2): Причина" in lines(tmp_path / "т.xlsx")[0]


def test_like_takes_the_sample_from_a_case_and_tells_what_is_wrong_with_it(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(CASE, encoding="utf-8")
    result = call("resignation", "-o", tmp_path / "т.xlsx", "--like", case)
    (sample,) = lines(tmp_path / "т.xlsx")
    assert sample["Основание увольнения"] == "собственное желание по уважительным причинам"
    assert (sample["Заявитель: Фамилия"], sample["Заявитель: Имя"]) == ("", "Олег")
    assert sample["Уважительные причины (1): Причина"] == "Первая."
    assert [line["Причина"] for line in lines(tmp_path / "т.xlsx", "Уважительные причины")] == ["Вторая."]
    assert "F011 applicant.name.last" in result.stderr


@pytest.mark.parametrize("name", ["таблица.xls", "таблица", "таблица.ods", "таблица.xlsx.age"])
def test_other_endings_are_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    assert codes(call("resignation", "-o", tmp_path / name)) == ["B020"]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_not_touched_unasked(tmp_path: Path) -> None:
    target = tmp_path / "т.csv"
    target.write_text("моё", encoding="utf-8")
    assert codes(call("resignation", "-o", target)) == ["O001"]
    assert target.read_text(encoding="utf-8") == "моё"
    assert call("resignation", "-o", target, "--overwrite").exception is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [(("resignatio", "-o", "т.csv"), ["U001"]), (("resignation", "-o", "т.csv", "--like", "нет.yaml"), ["F001"])],
)
def test_what_is_not_there_is_told(words: tuple[str, ...], expected: list[str]) -> None:
    assert codes(call(*words)) == expected


@pytest.mark.parametrize("words", [(), ("resignation",), ("resignation", "-o", "т.csv", "--items", "0")])
def test_a_wrong_call_is_a_usage_error(words: tuple[str, ...]) -> None:
    assert getattr(call(*words).exception, "exit_code", None) == 2


def test_the_sheet_is_the_same_in_every_language_but_for_its_words(tmp_path: Path) -> None:
    call("resignation", "-o", tmp_path / "ru.csv")
    with speaking("en"):
        call("resignation", "-o", tmp_path / "en.csv")
    assert (tmp_path / "ru.csv").read_bytes() == (tmp_path / "en.csv").read_bytes()


def test_the_same_call_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        call("resignation", "-o", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert CalamineWorkbook.from_filelike(io.BytesIO((tmp_path / "a.xlsx").read_bytes())).sheet_names[0] == CASES_PAGE
