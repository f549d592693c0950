"""The edge of the process: statuses, languages, and no fact of a case in anything a bug leaves behind."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from filings.commands import edge

Run = Callable[..., subprocess.CompletedProcess[str]]
FACT = "Соколовский-Тайный"


class Broken:
    """A group of commands with a bug in it that quotes a fact."""

    def main(self, **_arguments: object) -> int:
        surname = FACT
        raise RuntimeError(surname)


def test_a_bug_is_status_seventy_and_its_report_has_no_facts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(edge, "make_group", Broken)
    assert edge.run([]) == 70
    report = (tmp_path / edge.BUG_REPORT).read_text(encoding="utf-8")
    assert "RuntimeError" in report
    assert "test_edge.py" in report
    assert FACT not in report + "".join(capfd.readouterr())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_the_report_of_a_bug_is_for_its_owner_only_whatever_the_umask(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(edge, "make_group", Broken)
    usual = os.umask(0)
    try:
        edge.run([])
    finally:
        os.umask(usual)

    assert (tmp_path / edge.BUG_REPORT).stat().st_mode & 0o777 == 0o600


def test_an_interruption_is_status_130(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted:
        def main(self, **_arguments: object) -> int:
            raise KeyboardInterrupt

    monkeypatch.setattr(edge, "make_group", Interrupted)
    assert edge.run([]) == 130


def test_wrong_usage_is_status_two(run: Run) -> None:
    assert run("nosuch").returncode == 2
    assert run("render").returncode == 2
    assert run("render", "case.yaml", "-f", "odt").returncode == 2


def test_the_program_speaks_russian_unless_told_otherwise(run: Run) -> None:
    assert "Составляет документы" in run("--help").stdout
    assert "Makes filings" in run("--lang", "en", "--help").stdout
    assert "Makes filings" in run("--help", FILINGS_LANG="en").stdout
    assert "Составляет документы" in run("--lang=ru", "--help", FILINGS_LANG="en").stdout
    assert run("--lang", "de", "--help").returncode == 2
