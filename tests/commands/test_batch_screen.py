"""What a person sees while a batch runs and when it has ended."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from filings.facts import load

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
MINIMAL = load(ROOT / "templates/resignation/examples/minimal.yaml")
STEERING = re.compile(r"\x1b\[[?0-9;]*[a-zA-Z]")


def table(folder: Path, *surnames: str) -> Path:
    """A table with a case for each of `surnames`."""
    path = folder / "дела.jsonl"
    lines = []
    for surname in surnames:
        facts: dict[str, Any] = deepcopy(MINIMAL)
        facts["applicant"]["name"]["last"] = surname
        lines.append(json.dumps(facts, ensure_ascii=False))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def on_a_terminal(folder: Path, columns: int, *words: str | Path) -> str:
    """Run the program with a terminal of so many `columns` for its messages; return what the terminal got."""
    theirs, ours = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": str(columns), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "filings", *map(str, words)]
    with subprocess.Popen(command, cwd=folder, stderr=ours, stdout=subprocess.DEVNULL, env=environment) as running:
        os.close(ours)
        got = bytearray()
        while block := read(theirs):
            got += block
    os.close(theirs)
    assert running.returncode in (0, 1), got.decode()
    return got.decode()


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # so Linux tells that nobody has the other end any more
        return b""


@pytest.mark.parametrize("columns", [200, 80, 40, 24])
def test_the_line_of_the_progress_fits_the_terminal(columns: int, tmp_path: Path) -> None:
    path = table(tmp_path, *["Соколов"] * 9, "Sokolov")
    shown = on_a_terminal(tmp_path, columns, "batch", "resignation", path, "-f", "txt", "-o", "готово", "--jobs", "1")
    lines = [STEERING.sub("", line) for line in re.split(r"[\r\n]+", shown) if " из 10" in line]
    assert lines[0].rstrip().endswith("0 из 10" if columns < 30 else "0 из 10 · отказано 0")
    assert lines[-1].rstrip().endswith("10 из 10" if columns < 30 else "10 из 10 · отказано 1")
    assert max(map(len, lines)) < columns


def test_without_a_terminal_nothing_steers_one(run: Run, tmp_path: Path) -> None:
    ended = run("batch", "resignation", table(tmp_path, "Sokolov"), "-f", "txt", "-o", "готово")
    assert ended.returncode == 1
    assert "\x1b" not in ended.stderr
    assert "\r" not in ended.stderr


def test_a_name_does_not_fill_the_screen_or_steer_it(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, "Я" * 10_000, "Со\nко\u202eлов\u0007")
    ended = run("batch", "resignation", path, "--dry-run")
    titles = [line for line in ended.stderr.splitlines() if line.startswith("строка")]
    assert [len(title) < 150 for title in titles] == [True, True]
    assert titles[1] == "строка 2 · Со ко лов А.В."


def test_more_errors_than_the_screen_takes_are_counted(run: Run, tmp_path: Path) -> None:
    ended = run("batch", "resignation", table(tmp_path, *["Sokolov"] * 23), "--dry-run", "--jobs", "1")
    assert ended.stderr.count("ошибка F011") == 20
    assert "… и ещё дел с ошибками: 3." in ended.stderr
    assert "Чтобы получить отчёт обо всех делах с ошибками, добавьте -o ПАПКА." in ended.stderr


def test_a_paper_mended_by_hand_is_told_on_the_screen(run: Run, tmp_path: Path) -> None:
    words = ("batch", "resignation", table(tmp_path, "Соколов"), "-f", "txt", "-o", "готово")
    run(*words)
    (paper,) = (tmp_path / "готово").rglob("*.txt")
    paper.write_text("Исправлено.", encoding="utf-8")
    assert f"B043 {paper.relative_to(tmp_path / 'готово')}: " in run(*words, "--resume").stderr


@pytest.mark.parametrize("name", ["таблица.csv", "таблица.jsonl", "таблица.xlsx"])
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_is_no_file_is_not_waited_for(name: str, kind: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / name
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    ended = run("batch", "resignation", path, "--dry-run")
    assert ended.returncode == 1
    assert f"ошибка B001 {name}: Таблица не открывается." in ended.stderr
