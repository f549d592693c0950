"""Who does the work of a batch: this process, or processes beside it. Workers on other machines are cluster.py's."""

import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, Protocol, Self

from filings.batch.work import BatchOrder, WorkResult, work
from filings.core_dumps import forbid
from filings.errors import MachineError
from filings.i18n import _
from filings.problems import Kind, Problem

Work = Callable[[BatchOrder, Mapping[str, Any]], WorkResult]

# The longest paper takes a second; a case that takes this long will not end.
_LIMIT = 120.0
# A process stays at 119 MiB from the five-hundredth case on: this guards against what a library may do one day.
_CASES_A_PROCESS = 2000

_spawn = multiprocessing.get_context("spawn")

# Every case of a process is done in this one thread: the language of messages is the process's own, and the libraries
# of type and of Russian are not made for two threads at once.
_the_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="case")


class WorkError(Exception):
    """A bug was met in the work on a case: the `name` of its exception and the `places` of code it came through.

    Its message stays behind, because it may quote a fact.
    """

    def __init__(self, name: str, places: tuple[str, ...]) -> None:
        super().__init__(name, places)
        self.name = name
        self.places = places


class LostError(Exception):
    """The process or the machine that worked on a case was lost; another one may do it."""


class Executor(Protocol):
    """Does the work on cases, on `jobs` of them at once. Leaving its `with` block closes it."""

    jobs: int

    def submit(self, order: BatchOrder, facts: Mapping[str, Any]) -> "Future[WorkResult]":
        """Take the raw `facts` of a case to be worked on.

        The future holds what was made, or `WorkError`, `LostError`, or `TimeoutError` for a case that took too long.
        Raises `MachineError` where nobody is left to do the work.
        """
        ...

    def close(self, *, now: bool = False) -> None:
        """Let the workers go when all is done, or `now`, giving up what is in hand."""
        ...

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        self.close(now=kind is not None)


class Serial(Executor):
    """Works in this process, while `submit` waits."""

    jobs = 1

    def __init__(self, work: Work = work) -> None:
        self._work = work

    def submit(self, order: BatchOrder, facts: Mapping[str, Any]) -> "Future[WorkResult]":
        future: Future[WorkResult] = Future()
        settle_future(future, alone(self._work, order, facts))
        return future

    def close(self, *, now: bool = False) -> None:
        pass


class Processes(Executor):
    """Works in `jobs` processes of this machine, which start at once and end with this one, however it ends.

    Each is replaced by a fresh one after `cases_a_process`, when it is lost, and when a case takes longer than `limit`
    seconds. The work is handed out by a thread for each of them.
    """

    def __init__(
        self, jobs: int, *, limit: float = _LIMIT, cases_a_process: int = _CASES_A_PROCESS, work: Work = work
    ) -> None:
        """Raise `MachineError` (B060) where the machine lets no more processes start."""
        self.jobs = jobs
        try:
            self._workers = [_Worker(work, limit, cases_a_process) for _number in range(jobs)]
        except OSError:
            raise MachineError(_no_process(jobs)) from None
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(jobs)

    def submit(self, order: BatchOrder, facts: Mapping[str, Any]) -> "Future[WorkResult]":
        return self._threads.submit(self._do, order, facts)

    def close(self, *, now: bool = False) -> None:
        if now:
            self._threads.shutdown(wait=False, cancel_futures=True)
            self._kill()
        self._threads.shutdown()
        self._kill()

    def _kill(self) -> None:
        for worker in self._workers:
            worker.kill()

    def _do(self, order: BatchOrder, facts: Mapping[str, Any]) -> WorkResult:
        worker = self._idle.get()
        try:
            return worker.do(order, facts)
        finally:
            self._idle.put(worker)


class _Worker:
    """A process with a pipe of its own: where it is killed, even in mid-answer, nobody else's answer is lost."""

    def __init__(self, work: Work, limit: float, cases: int) -> None:
        self._work, self._limit, self._cases = work, limit, cases
        self._start()

    def _start(self) -> None:
        self._done = 0
        self._pipe, theirs = _spawn.Pipe()
        self._process = _spawn.Process(target=_serve, args=(theirs, self._work), daemon=True)
        with _deaf_to_ctrl_c():
            self._process.start()
        # While our copy is open, the end of the process would not be the end of the pipe.
        theirs.close()

    def do(self, order: BatchOrder, facts: Mapping[str, Any]) -> WorkResult:
        """Return what the process made of a case; raises what the future of `Executor.submit` holds."""
        if self._done == self._cases or not self._process.is_alive():
            self.kill()
            self._pipe.close()
            self._start()
        self._done += 1
        answer: WorkResult | Exception
        try:
            self._pipe.send((order, facts))
            answer = self._pipe.recv() if self._pipe.poll(self._limit) else TimeoutError()
        except (EOFError, OSError):
            answer = LostError()
        if isinstance(answer, WorkResult):
            return answer
        if not isinstance(answer, WorkError):
            self.kill()
        raise answer

    def kill(self) -> None:
        """End the process, whatever it does: it writes nothing, so nothing is left half-written."""
        self._process.kill()
        self._process.join()


def alone(work: Work, order: BatchOrder, facts: Mapping[str, Any]) -> WorkResult | WorkError:
    """Return what `work` makes of a case, or the bug it met, one case at a time in a process."""
    future = _the_thread.submit(work, order, facts)
    error = future.exception()
    return WorkError(type(error).__name__, _places(error)) if error else future.result()


def settle_future(future: "Future[WorkResult]", answer: WorkResult | Exception) -> None:
    """Give `future` its result or its exception."""
    if isinstance(answer, WorkResult):
        future.set_result(answer)
    else:
        future.set_exception(answer)


def _places(error: BaseException) -> tuple[str, ...]:
    steps = traceback.extract_tb(error.__traceback__)
    return tuple(f"{Path(step.filename).name}:{step.lineno} {step.name}" for step in steps)


def _no_process(jobs: int) -> Problem:
    what = _("Не удалось запустить рабочие процессы ({jobs}): не хватает памяти или открытых файлов.")
    remedy = _("Запустите ту же команду с меньшим числом --jobs.")
    return Problem(Kind.MACHINE, "B060", "--jobs", what.format(jobs=jobs), remedy)


def _serve(pipe: "Connection[Any, Any]", work: Work) -> None:
    """Work on the cases that come through `pipe` until the process is killed or its parent is gone."""
    forbid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            order, facts = pipe.recv()
            pipe.send(alone(work, order, facts))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Start a process that Ctrl-C does not reach from its first moment: a terminal sends it to the whole group.

    Windows has no such mask; there the process is deaf once it works.
    """
    if sys.platform == "win32":
        yield
        return
    # It starts with the first process and would lift the mask again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
