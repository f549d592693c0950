"""`filings courts`: what a person and a program read, and that no query breaks it."""

import json

import pytest
from click.testing import CliRunner, Result

from filings.commands.courts import command
from filings.errors import LawError


def asked(*words: str) -> Result:
    return CliRunner().invoke(command, list(words), standalone_mode=False)


def test_a_table_for_people_and_what_must_be_checked_beside_it() -> None:
    result = asked("Волгоград")
    head, row = result.stdout.splitlines()
    assert head.split() == ["КОД", "НАЗВАНИЕ", "РЕГИОН", "АДРЕС", "САЙТ", "АПЕЛЛЯЦИЯ", "ДОСТОВЕРНОСТЬ"]
    assert row.startswith("61GV0006  Волгоградский гарнизонный военный суд  Волгоградская область  400010, ")
    assert row.endswith("vgvs.vol.sudrf.ru  61OV0000   высокая")
    assert "Электронная почта: сведения на 08.02.2019" in result.stderr
    assert "https://vgvs.vol.sudrf.ru/modules.php?name=terr" in result.stderr


def test_words_need_no_quotation_marks() -> None:
    assert "77GV0009" in asked("Нижний", "Новгород").stdout


def test_json_is_for_programs_and_comes_best_first() -> None:
    result = asked("Волго", "--json")
    found = json.loads(result.stdout)
    assert [court["code"] for court in found] == ["61GV0006", "78GV0003"]
    assert list(found[0])[:7] == ["code", "name", "region", "address", "site", "above", "confidence"]
    assert found[0]["confidence"] == "high"
    assert found[0]["checked"]["email"] == "2019-02-08"
    assert "Территорию суда проверьте" in result.stderr


@pytest.mark.parametrize(("day", "told"), [("2026-07-14", False), ("14.07.2027", True)])
def test_a_field_grows_old_by_the_day_asked_for(day: str, told: bool) -> None:
    assert ("Адрес: сведения на 13.07.2026" in asked("61GV0006", "--on", day).stderr) is told


def test_a_place_without_a_court_of_its_own_leads_to_the_court_above_and_says_so() -> None:
    result = asked("Липецк")
    assert "77OV0000" in result.stdout
    assert "в нём узнайте, какой гарнизонный суд" in result.stderr
    assert "в нём узнайте" not in asked("Волгоград").stderr


@pytest.mark.parametrize("option", [(), ("--json",)])
def test_nothing_found_is_a_refusal_that_says_what_can_be_asked(option: tuple[str, ...]) -> None:
    result = asked("йцукйцук", *option)
    assert isinstance(result.exception, LawError)
    assert result.exception.exit_code == 1
    (problem,) = result.exception.problems
    assert problem.code == "L040"
    assert "61GV0006" in problem.remedy
    assert result.stdout == ""


@pytest.mark.parametrize(
    "query",
    ["", " ", "я" * 10_000, "1" * 10_000, "\x00\x1b[31m", "' OR 1=1; --", "🙂🙂", "%s{}", "٣٥", "\u202e", "../.."],
)
def test_any_query_is_answered_or_refused(query: str) -> None:
    result = asked(query)
    assert result.exception is None or isinstance(result.exception, LawError)
    assert all(problem.what.isprintable() for problem in getattr(result.exception, "problems", ()))
