"""A power cut loses nothing that is told as done: what is forced to the disk, and in which order."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from filings.batch.journal import Journal
from filings.batch.result_folder import Case, Results
from filings.disk.output import write
from tests.batch.crash_driver import watch_the_disk

Steps = list[tuple[str, int]]
PAPERS = {"Ким/Рапорт.docx": b"docx", "Ким/Рапорт.pdf": b"pdf"}


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Steps:
    """What is done to the disk from now on, in its order; a file is told by its inode, which all its names share."""
    done: Steps = []
    watch_the_disk(lambda name, subject: done.append((name, _inode(subject))), monkeypatch.setattr)
    return done


@pytest.fixture
def journal(tmp_path: Path, steps: Steps) -> Iterator[Journal]:
    with Journal(tmp_path, "resignation") as journal:
        steps.clear()
        yield journal


def _inode(subject: Path | int | None) -> int:
    """Return what tells the open or named file `subject` from others; 0 for a statement and for what is not there."""
    if isinstance(subject, int):
        return os.fstat(subject).st_ino
    return subject.stat().st_ino if subject and subject.exists() else 0


def _last(steps: Steps, name: str, subject: Path | None = None) -> int:
    """Return the place of the last step of that `name`; ValueError where there is none."""
    return len(steps) - 1 - steps[::-1].index((name, _inode(subject)))


@pytest.mark.parametrize(("overwrite", "naming"), [(False, "link"), (True, "replace")])
def test_a_paper_is_on_the_disk_before_its_name_and_its_name_before_the_end(
    tmp_path: Path, steps: Steps, overwrite: bool, naming: str
) -> None:
    paper = tmp_path / "Рапорт.pdf"

    write({paper: b"pdf"}, overwrite=overwrite)

    assert _last(steps, "fsync", paper) < _last(steps, naming, paper) < _last(steps, "fsync", tmp_path)


@pytest.mark.parametrize("path", PAPERS)
def test_a_case_of_a_batch_counts_as_done_only_when_all_of_it_is_on_the_disk(
    tmp_path: Path, journal: Journal, steps: Steps, path: str
) -> None:
    paper = tmp_path / path

    Results(tmp_path, journal).put([Case("1", "факты", PAPERS)])

    planned, done = steps.index(("COMMIT", 0)), _last(steps, "COMMIT")
    assert planned < _last(steps, "replace", paper)
    assert _last(steps, "fsync", paper) < _last(steps, "replace", paper) < _last(steps, "fsync", paper.parent) < done
    assert _last(steps, "replace", paper) < _last(steps, "fsync", tmp_path) < done, "the name of the new folder, too"


def test_the_journal_forces_every_commit_to_the_disk(journal: Journal) -> None:
    full = 2

    assert journal._database.execute("PRAGMA synchronous").fetchone() == (full,)
