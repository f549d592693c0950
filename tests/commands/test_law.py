"""`filings law`: one norm by its key, a search by words, the list of acts, and what should be read again."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from filings.commands.law import command
from filings.errors import LawError
from filings.law.norms.store import acts, provisions


def run(*words: str) -> str:
    """Return what the command prints; its errors are raised."""
    result = CliRunner().invoke(command, list(words), standalone_mode=False, catch_exceptions=False)
    return result.stdout


def run_json(*words: str) -> Any:
    return json.loads(run(*words, "--json"))


def test_an_exact_key_as_json_is_the_promised_object() -> None:
    assert run_json("kas 219 1", "--on", "2024-01-01", "--case", "gen") == {
        "key": "kas 219 1",
        "citation": "ч. 1 ст. 219 КАС РФ",
        "about": "три месяца на обращение в суд",
        "status": "official",
        "from": "2015-09-15",
        "to": None,
        "source": "https://github.com/deep-foundation/russian-laws/blob/main/data/html/102380990.html",
        "checked_on": "2026-11-22",
        "edition": "2023-07-24",
    }


def test_a_key_may_be_typed_in_several_words_and_the_reference_be_full() -> None:
    found = run_json("kas", "219", "1.1", "--on", "01.10.2019", "--case", "ins", "--long")
    assert found["citation"] == "частью 1.1 статьи 219 Кодекса административного судопроизводства Российской Федерации"


def test_the_day_chooses_the_edition() -> None:
    before = run_json("kas 85 1 1", "--on", "2023-08-03")
    after = run_json("kas 85 1 1", "--on", "2023-08-04")
    assert (before["from"], before["to"]) == ("2015-09-15", "2023-08-03")
    assert (after["from"], after["to"]) == ("2023-08-04", None)


def test_one_norm_for_a_person_tells_every_edition_and_its_source() -> None:
    shown = run("kas 85 1 1", "--on", "2026-11-01")
    for part in ("п. 1 ч. 1 ст. 85 КАС РФ", "с 15.09.2015 по 03.08.2023", "с 04.08.2023", "24.07.2023", "https://"):
        assert part in shown


def test_an_unchecked_norm_names_what_to_cite_instead() -> None:
    result = CliRunner().invoke(command, ["pvs8 49"], standalone_mode=False, catch_exceptions=False)
    assert "печатать нельзя" in result.stdout
    assert "ключ «pvs8»" in result.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["kas 124 1.1", "--on", "2023-07-23"], "L002"),
        (["kas", "--on", "2015-09-14"], "L002"),
        (["u647", "--on", "2022-09-20", "--json"], "L002"),
        (["kas 999"], "L001"),
        (["чепуха"], "L001"),
    ],
)
def test_what_is_unknown_or_not_in_force_on_the_day_is_refused(words: list[str], code: str) -> None:
    with pytest.raises(LawError) as caught:
        run(*words)
    assert caught.value.exit_code == 1
    assert caught.value.problems[0].code == code


def test_a_search_lists_key_reference_and_meaning() -> None:
    shown = run("моральный вред").splitlines()
    assert any(line.startswith("kas 124 1.1") and "ч. 1.1 ст. 124 КАС РФ" in line for line in shown)
    assert [row["key"] for row in run_json("219 КАС")][:2] == ["kas 219", "kas 219 1"]


def test_a_search_that_finds_one_norm_shows_it() -> None:
    assert run_json("ч. 1 ст. 219 КАС")["key"] == "kas 219 1"


def test_without_words_every_act_is_listed_with_its_counts() -> None:
    rows = {row["act"]: row for row in run_json()}
    assert rows.keys() == acts().keys()
    assert sum(row["official"] + row["secondary"] + row["unchecked"] for row in rows.values()) == sum(
        1 for item in provisions() if item.path
    )
    assert "Кодекс административного судопроизводства Российской Федерации" in run()


def test_stale_tells_what_to_read_again_and_why() -> None:
    rows = run_json("--stale", "--on", "2026-11-22")
    doubts = {row["key"]: row["doubt"] for row in rows}
    assert doubts["pvs8 49"] == "unchecked"
    assert doubts["kas 219 1"] == "old-edition"
    assert "checked-long-ago" not in doubts.values()
    assert {row["doubt"] for row in run_json("--stale", "--on", "2027-12-01")} == {"unchecked", "checked-long-ago"}
    shown = run("--stale", "--on", "2026-11-22")
    assert "Не проверено" in shown
    assert "24.07.2023" in shown


@pytest.mark.parametrize(
    "text", ["", "я" * 10_000, "'; DROP TABLE provisions; --", "🙂🙃", "\x00\x07\x1b[31m", "«»", "..", "№"]
)
def test_hostile_words_are_refused_as_unknown_and_not_echoed_at_length(text: str) -> None:
    with pytest.raises(LawError) as caught:
        run("--", text)
    assert caught.value.problems[0].code == "L001"
    assert len(caught.value.problems[0].what) < 200
    assert caught.value.problems[0].what.isprintable()
