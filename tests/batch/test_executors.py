"""The executors in this process and in processes beside it: the same papers, and whatever happens to a worker."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from filings.batch.executors import Executor, LostError, Processes, Serial, WorkError
from filings.batch.work import BatchOrder, Outcome, WorkResult
from filings.catalog import Catalog
from filings.errors import MachineError
from filings.examination import Request
from filings.facts import load
from filings.papers import File, Wanted
from tests.conftest import TODAY

ROOT = Path(__file__).parents[2]
ORDER = BatchOrder("resignation", Request(TODAY), Wanted())
PERSON = "Верещагин"
PATIENCE = 60


class OddError(Exception):
    """An exception that does not survive pickling."""

    def __init__(self, name: str, *, place: str) -> None:
        super().__init__(f"{name} {place}")


def stand_in(_order: BatchOrder, facts: Mapping[str, Any]) -> WorkResult:
    """Do what `facts` say in place of papers, and tell in which process."""
    match facts.get("do"):
        case "sleep":
            time.sleep(facts["seconds"])
        case "bug":
            raise ValueError(facts["name"])
        case "odd bug":
            raise OddError(facts["name"], place="Энск")
        case "leave":
            sys.exit(facts["name"])
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "die in mid-answer":
            Timer(0.03, os.kill, (os.getpid(), signal.SIGKILL)).start()
            return made(b"\0" * 100_000_000)
    return made(str(os.getpid()).encode())


def made(content: bytes) -> WorkResult:
    return WorkResult(Outcome.DONE, files=(File("", "", "txt", content),))


def process_of(future: "Future[WorkResult]") -> int:
    """Return the number of the process that did the work of `stand_in`."""
    return int(future.result(PATIENCE).files[0].content)


def children() -> list[int]:
    return [child.pid for child in multiprocessing.active_children() if child.pid]


def until(happened: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for what must happen within `seconds`."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def two() -> Iterator[Processes]:
    with Processes(2, work=stand_in) as executor:
        yield executor


BOTH = pytest.mark.parametrize(
    "open_executor",
    [lambda: Serial(work=stand_in), pytest.param(lambda: Processes(1, work=stand_in), marks=pytest.mark.slow)],
    ids=["serial", "processes"],
)


@pytest.mark.slow
def test_a_process_makes_the_same_bytes_as_this_one() -> None:
    catalog = Catalog.load()
    with Serial() as here, Processes(2) as beside:
        for kind in ("resignation", "stamp-claim", "motion-witness"):
            filing = catalog.find(kind)
            order, facts = BatchOrder(kind, Request(TODAY), Wanted(memo=True)), load(filing.examples[0])
            expected = here.submit(order, facts).result()
            assert expected.outcome is Outcome.DONE
            assert {file.format for file in expected.files} == {"docx", "pdf"}
            assert beside.submit(order, facts).result(PATIENCE) == expected


@BOTH
@pytest.mark.parametrize(
    ("what", "name"), [("bug", "ValueError"), ("odd bug", "OddError"), ("leave", "SystemExit")], ids=str
)
def test_a_bug_is_in_its_future_only_and_quotes_no_fact(
    open_executor: Callable[[], Executor], what: str, name: str
) -> None:
    with open_executor() as executor:
        error = executor.submit(ORDER, {"do": what, "name": PERSON}).exception(PATIENCE)
        assert isinstance(error, WorkError)
        assert error.name == name
        assert error.places[-1].startswith("test_executors.py:")
        assert error.places[-1].endswith(" stand_in")
        assert PERSON not in f"{error} {error!r} {error.__cause__!r}"
        assert executor.submit(ORDER, {}).result(PATIENCE).outcome is Outcome.DONE


@pytest.mark.slow
@pytest.mark.parametrize("death", ["die", "die in mid-answer"])
def test_a_killed_worker_loses_its_own_case_only(two: Processes, death: str) -> None:
    futures = [two.submit(ORDER, {"do": death if number == 3 else "sleep", "seconds": 0.05}) for number in range(12)]
    assert [type(future.exception(PATIENCE)) for future in futures] == [
        LostError if number == 3 else type(None) for number in range(12)
    ]


@pytest.mark.slow
def test_a_worker_killed_while_idle_loses_no_case(two: Processes) -> None:
    before = children()
    for child in before:
        os.kill(child, signal.SIGKILL)
    until(lambda: children() == [])
    assert process_of(two.submit(ORDER, {})) not in before


@pytest.mark.slow
def test_a_case_that_takes_too_long_is_stopped_alone() -> None:
    with Processes(1, limit=8, work=stand_in) as executor:
        endless, following = executor.submit(ORDER, {"do": "sleep", "seconds": 600}), executor.submit(ORDER, {})
        assert isinstance(endless.exception(PATIENCE), TimeoutError)
        assert following.result(PATIENCE).outcome is Outcome.DONE


@pytest.mark.slow
def test_a_process_is_replaced_after_its_share_of_cases() -> None:
    with Processes(1, cases_a_process=2, work=stand_in) as executor:
        a, b, c, d, e = (process_of(executor.submit(ORDER, {})) for _ in range(5))
    assert (a, c) == (b, d)
    assert len({a, c, e}) == 3


@pytest.mark.slow
def test_ctrl_c_does_not_reach_a_worker_neither_at_its_start_nor_later(
    two: Processes, capfd: pytest.CaptureFixture[str]
) -> None:
    futures = [two.submit(ORDER, {"do": "sleep", "seconds": 0.1}) for _ in range(10)]

    def interrupted_to_the_end() -> bool:
        for child in children():
            os.kill(child, signal.SIGINT)
        return all(future.done() for future in futures)

    until(interrupted_to_the_end, PATIENCE)
    assert {future.exception(0) for future in futures} == {None}
    assert capfd.readouterr().err == ""


@pytest.mark.slow
def test_what_is_in_hand_can_be_given_up() -> None:
    executor = Processes(1, work=stand_in)
    futures = [executor.submit(ORDER, {"do": "sleep", "seconds": 600}) for _ in range(3)]
    executor.close(now=True)
    assert all(future.done() for future in futures)
    assert children() == []


@pytest.mark.slow
def test_an_error_gives_up_what_is_in_hand_and_no_error_waits_for_it() -> None:
    with Processes(1, work=stand_in) as executor:
        awaited = executor.submit(ORDER, {"do": "sleep", "seconds": 0.2})
    assert awaited.result(0).outcome is Outcome.DONE
    executor = Processes(1, work=stand_in)
    given_up = executor.submit(ORDER, {"do": "sleep", "seconds": 600})
    executor.__exit__(KeyboardInterrupt)
    assert given_up.done()
    assert children() == []


# A console script as pip writes it, with what `filings batch` does inside.
SCRIPT = """\
import sys, time
from filings.batch.executors import Processes
from tests.batch.test_executors import ORDER, children, stand_in

def main():
    with Processes(2, work=stand_in) as executor:
        futures = [executor.submit(ORDER, {"do": "sleep", "seconds": float(sys.argv[1])}) for _ in range(2)]
        print(*children(), flush=True)
        print(*(future.result().outcome for future in futures), flush=True)

if __name__ == "__main__":
    sys.exit(main())
"""


def start(folder: Path, seconds: float) -> "subprocess.Popen[str]":
    """Start a console script whose two workers sleep for `seconds`."""
    script = folder / "filings"
    script.write_text(SCRIPT, encoding="utf-8")
    command = [sys.executable, str(script), str(seconds)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )


@pytest.mark.slow
def test_a_console_script_can_start_workers(tmp_path: Path) -> None:
    with start(tmp_path, 0) as program:
        said, errors = program.communicate(timeout=PATIENCE)
    assert said.splitlines()[1:] == ["done done"]
    assert errors == ""


@pytest.mark.slow
def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    with start(tmp_path, 600) as program:
        assert program.stdout
        workers = [Path("/proc", number) for number in program.stdout.readline().split()]
        assert len(workers) == 2
        time.sleep(3)  # until they work
        program.kill()
    until(lambda: not any(worker.exists() for worker in workers))


def test_a_machine_that_lets_no_more_processes_start_is_told() -> None:
    resource = pytest.importorskip("resource", reason="limits of a process are a matter of Unix")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, before[1]))
    try:
        with pytest.raises(MachineError) as refused:
            Processes(2, work=stand_in)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert [problem.code for problem in refused.value.problems] == ["B060"]
