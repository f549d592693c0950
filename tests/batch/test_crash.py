"""Killed at any moment, the next run completes: nothing lost, doubled or half-written."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from filings.batch.journal import PLACE
from filings.catalog import Catalog
from filings.facts import load

DRIVER = Path(__file__).with_name("crash_driver.py")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked and killed as Unix does it"),
]


def table(folder: Path, count: int, units: Sequence[int] = ()) -> Path:
    """Write a table of `count` cases of men of other `units`, the second of which is refused."""
    example = load(Catalog.load().find("resignation").examples[0])
    lines = []
    for number, unit in enumerate(units or range(1, count + 1), 1):
        applicant = {**example["applicant"], "unit": {"number": f"{unit:05}"}}
        case = {**example, "applicant": applicant, "number": str(number)}
        if number == 2:
            del case["addressee"]
        lines.append(json.dumps(case, ensure_ascii=False))
    path = folder / "дела.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def command(path: Path, results: Path, *more: str) -> list[str]:
    return ["batch", "resignation", str(path), "-o", str(results), *more]


def killed_by_driver(results: Path, kills: int, arguments: list[str]) -> int:
    driver = [sys.executable, str(DRIVER), str(results), str(kills), *arguments]
    ended = subprocess.run(driver, capture_output=True, text=True, timeout=500, check=False)
    assert ended.returncode == 0, ended.stderr[-2000:]
    return int(ended.stdout)


def files_in(folder: Path) -> dict[str, bytes]:
    inside = (path for path in folder.rglob("*") if path.is_file() and PLACE not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in inside}


def test_a_run_killed_at_any_of_its_steps_is_completed_by_the_next(tmp_path: Path) -> None:
    results = tmp_path / "готово"
    arguments = command(table(tmp_path, 2), results, "--jobs", "1", "-f", "txt", "-f", "html")
    assert killed_by_driver(results, 0, arguments) >= 50


def test_rows_sorted_anew_come_to_the_same_end_whenever_the_run_is_killed(tmp_path: Path) -> None:
    """Each case takes the name that another had, and the files of the first run are there."""
    results = tmp_path / "готово"
    arguments = ["--jobs", "1", "-f", "txt", "--folder", "{applicant.unit.number}"]
    first = command(table(tmp_path, 3), results, *arguments)
    subprocess.run([sys.executable, "-m", "filings", *first], capture_output=True, check=False)
    before = files_in(results)
    again = command(table(tmp_path, 3, units=(3, 2, 1)), results, *arguments, "--resume")
    assert killed_by_driver(results, 0, again) >= 40
    assert {name.partition("/")[0] for name in before if name.endswith(".txt")} == {"00001", "00003"}
    assert files_in(results).keys() == before.keys()


def test_runs_killed_again_and_again_come_to_the_same_end(tmp_path: Path) -> None:
    results = tmp_path / "готово"
    arguments = command(table(tmp_path, 40), results, "--jobs", "1", "-f", "docx", "--own-copy")
    assert killed_by_driver(results, 60, arguments) == 60


def test_runs_with_workers_killed_at_random_times_come_to_the_same_end(tmp_path: Path) -> None:
    path = table(tmp_path, 20)
    program = [sys.executable, "-m", "filings"]
    whole, broken = tmp_path / "целиком", tmp_path / "с перерывами"
    begun = time.monotonic()
    first = subprocess.run([*program, *command(path, whole, "--jobs", "2")], capture_output=True, check=False)
    assert first.returncode == 1
    duration = time.monotonic() - begun
    chosen, killed = random.Random(5), 0  # noqa: S311
    while killed < 5:
        run = subprocess.Popen(
            [*program, *command(path, broken, "--jobs", "2", "--resume")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            run.wait(timeout=chosen.uniform(0.2, 0.6) * duration)
            shutil.rmtree(broken)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            killed += run.wait() == -signal.SIGKILL
    again = [*program, *command(path, broken, "--jobs", "2", "--resume")]
    last = subprocess.run(again, capture_output=True, check=False)
    assert last.returncode == 1
    assert files_in(broken) == files_in(whole)
