"""Runs `filings batch` in children that are killed, in a process of its own that has no threads; see test_crash.py.

    crash_driver.py FOLDER KILLS ARGUMENTS…

A child is killed (SIGKILL) before a statement of the journal, a flush, a rename, a removal: at every such step in turn
(KILLS 0), or KILLS times at a random one. What FOLDER holds at first is there before each run. Prints how many were
killed.
"""

import os
import random
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from filings.batch import journal
from filings.batch.work import BatchOrder, work
from filings.catalog import Catalog
from filings.commands import batch  # noqa: F401 - loaded once, before the children
from filings.commands.edge import run
from filings.examination import Request
from filings.facts import load
from filings.papers import Wanted

Step = Callable[[str, Any], None]

# The binary logarithm of the latest step at which a run is killed: early and late steps are equally likely.
LONGEST = 9


def child(arguments: list[str], steps: int) -> int:
    """Run the command in a child that dies at step `steps`; return how the child ended as `os.waitstatus…` tells it."""
    pid = os.fork()
    if pid == 0:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        die_at(steps)
        os._exit(run(arguments))
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def die_at(steps: int) -> None:
    """Make this process kill itself before the `steps`-th thing it does to the disk."""
    left = steps

    def step(_name: str, _subject: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    watch_the_disk(step)


def watch_the_disk(step: Step, put: Callable[[object, str, object], None] = setattr) -> None:
    """Call `step` before each thing that this process does to the disk: with the name of a function of `os` and the
    file that it is given first, or with a statement of the journal. `put` is told what to replace."""

    def watched(name: str) -> Callable[..., Any]:
        function = getattr(os, name)

        def called(subject: Any, *arguments: Any, **options: Any) -> Any:
            step(name, subject)
            return function(subject, *arguments, **options)

        return called

    def stated(statement: str) -> None:
        # Nothing of these is on the disk before their COMMIT, which is a step of its own.
        if not statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            step(statement, None)

    def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
        database = sqlite3.connect(*arguments, **options)
        database.set_trace_callback(stated)
        return database

    for name in ("fsync", "link", "replace", "unlink", "rmdir", "mkdir"):
        put(os, name, watched(name))
    put(journal, "sqlite3", type("watched", (), {**vars(sqlite3), "connect": staticmethod(connect)}))


def at_every_step(folder: Path, arguments: list[str]) -> int:
    """Kill a fresh run at its first step, another at its second …; after each a resumed run must end with the same
    files. Return how many were killed."""
    before = folder.rename(folder.with_name("before")) if folder.exists() else None
    expected = uninterrupted(folder, arguments, before)
    for steps in range(1, 10_000):
        start_from(before, folder)
        ended = child(arguments, steps)
        if ended != -signal.SIGKILL:
            break
        assert child([*arguments, "--resume"], 0) in (0, 1), f"after the kill at step {steps}"
        assert files_in(folder) == expected, f"after the kill at step {steps}"
        shutil.rmtree(folder)
    return steps - 1


def again_and_again(folder: Path, arguments: list[str], kills: int) -> int:
    """Kill one run after another in the same folder, each at a random step; whenever one comes through, compare what it
    left and begin anew. Return how many were killed."""
    expected = uninterrupted(folder, arguments, None)
    chosen = random.Random(kills)  # noqa: S311
    killed = 0
    while True:
        last = killed >= kills
        ended = child([*arguments, "--resume"], 0 if last else round(2 ** chosen.uniform(0, LONGEST)))
        if ended == -signal.SIGKILL:
            killed += 1
            continue
        assert ended in (0, 1), ended
        assert files_in(folder) == expected
        if last:
            return killed
        shutil.rmtree(folder)


def start_from(before: Path | None, folder: Path) -> None:
    """Make `folder` a copy of what was there `before`."""
    if before:
        shutil.copytree(before, folder)


def uninterrupted(folder: Path, arguments: list[str], before: Path | None) -> dict[str, bytes]:
    """Return what a run leaves that nothing interrupts."""
    start_from(before, folder)
    assert child(arguments, 0) in (0, 1)
    files = files_in(folder)
    shutil.rmtree(folder)
    return files


def files_in(folder: Path) -> dict[str, bytes]:
    """Return every file and folder of the results; the journal is the program's own affair."""
    inside = (path for path in sorted(folder.rglob("*")) if journal.PLACE not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"" for path in inside}


def warm_up() -> None:
    """Fill the caches of the process: a child has them all from its first moment."""
    example = Catalog.load().find("resignation").examples[0]
    work(
        BatchOrder("resignation", Request(date.today()), Wanted(("docx", "txt", "html"), own_copy=True)), load(example)
    )


if __name__ == "__main__":
    warm_up()
    results, wanted, command = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    print(again_and_again(results, command, wanted) if wanted else at_every_step(results, command))
