"""The journal by itself: what it knows of a case before, between and after, and what it keeps of warnings."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from filings.batch.journal import CaseRecord, Intent, Journal
from filings.errors import OutputError
from filings.problems import Kind, Problem, notice

WARNING = notice("W001", "sign_date", "Предупреждение.", "Прочитайте.", "ст. 1")
OTHER = Problem(Kind.UNLAWFUL, "L001", "", "Ошибка.", "Исправьте.")
PAPER = "1 Соколов/Рапорт.docx"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(tmp_path, "resignation") as journal:
        yield journal


def intent(number: str = "1", digest: str = "a", path: str = PAPER, *warnings: Problem) -> Intent:
    return Intent(number, f"факты {digest}", warnings, {path: digest})


def test_an_empty_journal_knows_nothing(journal: Journal) -> None:
    assert journal.find("1") is None
    assert journal.numbers() == journal.unfinished() == journal.digests(PAPER) == frozenset()


def test_what_is_planned_is_unfinished_until_it_is_done(journal: Journal) -> None:
    journal.plan([intent()])
    assert journal.find("1") == CaseRecord("факты a", False, (), {PAPER: frozenset({"a"})})
    assert journal.unfinished() == {PAPER}

    journal.done([intent()])
    assert journal.find("1") == CaseRecord("факты a", True, (), {PAPER: frozenset({"a"})})
    assert journal.unfinished() == frozenset()
    assert journal.numbers() == {"1"}


def test_between_plan_and_done_a_file_may_be_the_old_one_or_the_new_one(journal: Journal) -> None:
    journal.plan([intent()])
    journal.done([intent()])
    journal.plan([intent(digest="b")])

    record = journal.find("1")

    assert record == CaseRecord("факты a", False, (), {PAPER: frozenset({"a", "b"})})
    assert journal.digests(PAPER) == {"a", "b"}


def test_done_leaves_only_what_the_case_has_now(journal: Journal) -> None:
    journal.plan([intent()])
    journal.done([intent()])
    moved = intent(digest="b", path="1 Соколова/Рапорт.docx")
    journal.plan([moved])
    journal.done([moved])

    record = journal.find("1")

    assert record == CaseRecord("факты b", True, (), {"1 Соколова/Рапорт.docx": frozenset({"b"})})
    assert journal.digests(PAPER) == frozenset()


def test_a_path_that_another_case_takes_over_leaves_that_case_to_be_done_again(journal: Journal) -> None:
    journal.plan([intent("1"), intent("2", path="2 Ким/Рапорт.docx")])
    journal.done([intent("1"), intent("2", path="2 Ким/Рапорт.docx")])
    journal.plan([intent("2", "b", PAPER)])

    first, second = journal.find("1"), journal.find("2")

    assert first == CaseRecord("факты a", False, (), {})
    assert second is not None
    assert second.files[PAPER] == {"a", "b"}


def test_names_that_differ_in_letter_case_only_are_one(journal: Journal) -> None:
    journal.plan([intent()])

    assert journal.digests(PAPER.upper()) == {"a"}


def test_warnings_come_back_as_they_were_and_each_text_is_kept_once(journal: Journal, tmp_path: Path) -> None:
    both = [intent(str(number), "a", f"{number}.docx", WARNING, OTHER) for number in range(10)]
    journal.plan(both)
    journal.done(both)

    record = journal.find("7")
    journal.close()

    assert record is not None
    assert record.warnings == (WARNING, OTHER)
    database = sqlite3.connect(tmp_path / ".filings" / "journal.sqlite")
    assert database.execute("SELECT count(*) FROM warnings").fetchone() == (2,)
    database.close()


def test_where_one_case_cannot_be_noted_none_of_them_is(journal: Journal) -> None:
    unwritable = Intent("2", "факты", (), {"2.docx": object()})  # type: ignore[dict-item]

    with pytest.raises(OutputError):
        journal.plan([intent(), unwritable])

    assert journal.find("1") is None
    assert journal.unfinished() == frozenset()
    journal.plan([intent()])
    assert journal.numbers() == {"1"}


def test_what_was_done_is_known_when_the_journal_is_opened_again(journal: Journal, tmp_path: Path) -> None:
    journal.plan([intent("1", "a", PAPER, WARNING)])
    journal.done([intent("1", "a", PAPER, WARNING)])
    journal.close()

    with Journal(tmp_path, "resignation") as again, Journal(tmp_path / "другая", "resignation") as elsewhere:
        assert again.find("1") == CaseRecord("факты a", True, (WARNING,), {PAPER: frozenset({"a"})})
        assert elsewhere.find("1") is None
