"""A crash with secrets in memory leaves no core dump: each command that handles them, and the workers of a batch."""

import ctypes
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from filings.batch.executors import Processes
from filings.batch.work import BatchOrder, Outcome, WorkResult
from filings.examination import Request
from filings.papers import File, Wanted
from filings.sealing import Recipients, new_key
from tests.conftest import TODAY

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="how a process ended is asked of Linux")

ROOT = Path(__file__).parents[1]
CASE = ROOT / "templates" / "resignation" / "examples" / "contract-own-wish-april-2022.yaml"
# Runs the command line as the program does, and crashes at the end with all that it read still in memory.
CRASHING = """
import os, sys
from filings.__main__ import main
try:
    main()
except SystemExit as end:
    print(end.code, flush=True)
    os.abort()
"""
# The same without the start of the program: what would happen.
UNGUARDED = """
import os, sys
from filings.commands.edge import run
print(run(sys.argv[1:]), flush=True)
os.abort()
"""
COMMANDS = {
    "check": ["check", "case.yaml.age", "--identity", "key.txt"],
    "render": ["render", "case.yaml.age", "--identity", "key.txt", "-f", "txt", "-o", "out"],
    "deadlines": ["deadlines", "case.yaml.age", "--identity", "key.txt"],
    "open": ["open", "case.yaml.age", "--identity", "key.txt", "-o", "out"],
    "seal": ["seal", "key.txt", "--to", "public.txt"],
    "new key": ["seal", "--new-key", "other.txt"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    private, public = new_key()
    (tmp_path / "key.txt").write_text(private, encoding="utf-8")
    (tmp_path / "public.txt").write_text(public, encoding="utf-8")
    (tmp_path / "case.yaml.age").write_bytes(Recipients((public,)).seal(CASE.read_bytes()))
    return tmp_path


def crash(program: str, words: Sequence[str], folder: Path) -> tuple[str, bool]:
    """Run `program` where cores are allowed; return the status it printed, and whether the system dumped its core."""
    allowed = resource.getrlimit(resource.RLIMIT_CORE)[1]
    process = subprocess.Popen(
        [sys.executable, "-c", program, *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (allowed, allowed)),
    )
    assert process.stdout is not None
    said = process.stdout.read()
    process.stdout.close()
    _pid, status = os.waitpid(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    for core in folder.glob("core*"):
        core.unlink()
    assert process.returncode == -signal.SIGABRT
    return said.splitlines()[-1], os.WCOREDUMP(status)


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_command_that_handles_secrets_leaves_no_core_dump(words: list[str], folder: Path) -> None:
    status, dumped = crash(CRASHING, words, folder)

    assert status == "0"
    assert not dumped


def test_without_the_guard_the_system_would_dump_the_core(folder: Path) -> None:
    status, dumped = crash(UNGUARDED, COMMANDS["check"], folder)

    if not dumped:
        pytest.skip("this machine keeps no core dumps, so the test beside it proves nothing here")
    assert status == "0"


def guarded(_order: BatchOrder, _facts: Mapping[str, Any]) -> WorkResult:
    """Tell in place of papers how much core this process may dump, and whether it may be dumped at all."""
    limits = resource.getrlimit(resource.RLIMIT_CORE)
    dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
    return WorkResult(Outcome.DONE, files=(File("", "", "txt", f"{limits} {dumpable}".encode()),))


def test_the_workers_of_a_batch_dump_none_either() -> None:
    order = BatchOrder("resignation", Request(TODAY), Wanted())

    with Processes(2, work=guarded) as workers:
        answers = [workers.submit(order, {}).result() for _number in range(2)]

    assert [answer.files[0].content for answer in answers] == [b"(0, 0) 0"] * 2
