"""`filings grounds`: what a person and a program read, and that no word breaks it."""

import csv
import json
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from filings.commands.grounds import command
from filings.errors import LawError
from filings.law.grounds.matrix import RANK_GROUPS

_FIRST_DAYS = {"W1": "2022-02-24", "W2": "2022-09-21", "W3": "2023-06-24", "W4": "2023-08-03", "W5": "2025-04-17"}
_STATES = {"Y": "open", "N": "refused", "C": "lawyer", "-": "not-applicable"}
with (Path(__file__).parents[1] / "law" / "matrix.tsv").open(encoding="utf-8", newline="") as _file:
    _ROWS = list(csv.DictReader(_file, delimiter="\t", quoting=csv.QUOTE_NONE))


def asked(*words: str) -> Result:
    return CliRunner().invoke(command, list(words), standalone_mode=False)


def expected(category: str, rank: str, time: str) -> dict[str, str]:
    """Return the states of the table written from the law."""
    rows = (
        row for row in _ROWS if row["category"] == category and (row["ranks"] == "all" or rank in row["ranks"].split())
    )
    return {row["ground"]: _STATES[row[time]] for row in rows}


@pytest.mark.parametrize("time", _FIRST_DAYS)
@pytest.mark.parametrize("rank", RANK_GROUPS)
@pytest.mark.parametrize("category", ["contract", "mobilised", "conscript"])
def test_json_tells_every_cell_of_the_table(category: str, rank: str, time: str) -> None:
    result = asked("--category", category, "--rank-group", rank, "--on", _FIRST_DAYS[time], "--json")
    found = json.loads(result.stdout)
    assert {item["ground"]: item["state"] for item in found} == expected(category, rank, time)
    for item in found:
        assert set(item) == {"ground", "title", "state", "norm", "why", "instead"}
        assert item["why"]
        assert isinstance(item["instead"], list)


def test_the_rank_decides_the_norm_of_limited_fitness() -> None:
    norms = {}
    for rank in RANK_GROUPS:
        found = json.loads(asked("--category", "contract", "--rank-group", rank, "--on", "2022-05-01", "--json").stdout)
        norms[rank] = next(item["norm"] for item in found if item["ground"] == "health-limited")
    assert (
        norms["soldier"]
        == norms["warrant"]
        == "подп. «г» п. 1 ст. 51 Федерального закона «О воинской обязанности и военной службе»"
    )
    assert (
        norms["officer"]
        == norms["general"]
        == "подп. «б» п. 3 ст. 51 Федерального закона «О воинской обязанности и военной службе»"
    )


def test_a_person_reads_states_in_words_with_the_norm_and_what_to_do_instead() -> None:
    shown = asked("--category", "contract", "--on", "21.09.2022").stdout
    own_wish = next(block for block in shown.split("\n\n") if block.startswith("own-wish"))
    first, title, norm, why, instead = own_wish.splitlines()
    assert first == "own-wish: откажут"
    assert title.strip() == "по собственному желанию"
    assert norm.strip() == "Норма: п. 5 Указа Президента Российской Федерации от 21 сентября 2022 г. № 647"
    assert why.strip().startswith("Почему: ")
    assert "рапорт о направлении на военно-врачебную комиссию" in instead


def test_all_grounds_are_shown_once() -> None:
    shown = asked("--category", "mobilised", "--on", "2026-05-01").stdout
    assert [block.partition(":")[0] for block in shown.split("\n\n")] == list(expected("mobilised", "soldier", "W5"))


def test_the_time_and_how_well_its_law_is_known_are_told_apart_from_the_data() -> None:
    result = asked("--category", "contract", "--on", "2024-05-01", "--json")
    assert "01.05.2024: " in result.stderr
    assert "с 03.08.2023 по 16.04.2025" in result.stderr
    assert "Текста неопубликованного указа нет" in result.stderr
    assert "Таблица сверена 22.11.2026" in result.stderr
    assert "Сверка давняя" not in result.stderr
    json.loads(result.stdout)


@pytest.mark.parametrize(("day", "told"), [("2026-11-23", False), ("2027-05-22", False), ("2027-05-23", True)])
def test_half_a_year_after_the_check_it_is_told_to_be_old(day: str, told: bool) -> None:
    result = asked("--category", "contract", "--on", day)

    assert ("Сверка давняя" in result.stderr) is told
    assert "с 17.04.2025)" in result.stderr


def test_without_a_day_and_a_rank_the_answer_is_for_a_soldier_today() -> None:
    today = date.today().isoformat()
    asked_for = asked("--category", "contract", "--rank-group", "soldier", "--on", today, "--json")
    assert asked("--category", "contract", "--json").stdout == asked_for.stdout


@pytest.mark.parametrize("day", ["1999-01-01", "2022-02-23", "0001-01-01"])
@pytest.mark.parametrize("option", [(), ("--json",)])
def test_a_day_before_the_table_is_refused(day: str, option: tuple[str, ...]) -> None:
    result = asked("--category", "contract", "--on", day, *option)
    assert isinstance(result.exception, LawError)
    (problem,) = result.exception.problems
    assert (problem.code, problem.where) == ("L013", "--on")
    assert "с 24.02.2022" in problem.what
    assert result.stdout == ""


HOSTILE = ["", " ", "х" * 10_000, "\x00\x1b[2J", "'; DROP TABLE grounds; --", "🪖", "contract\n", "--", "-1"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("option", ["--category", "--rank-group", "--on"])
def test_any_word_typed_for_an_option_is_wrong_usage_at_worst(option: str, text: str) -> None:
    others = () if option == "--category" else ("--category", "contract")
    result = asked(*others, option, text)
    assert isinstance(result.exception, click.UsageError)
    assert result.stdout == ""


@pytest.mark.parametrize("text", [text for text in HOSTILE if text != "--"])
def test_a_stray_word_is_wrong_usage(text: str) -> None:
    assert isinstance(asked("--category", "contract", "--on", "2026-05-01", text).exception, click.UsageError)


def test_the_category_must_be_named() -> None:
    assert isinstance(asked("--json").exception, click.UsageError)
