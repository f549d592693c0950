"""Who makes the papers for `filings serve`: processes beside it, so that a slow paper lets nobody else wait."""

import multiprocessing
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from filings.batch.executors import LostError, Processes
from filings.batch.work import BatchOrder, Outcome, WorkResult
from filings.core_dumps import forbid
from filings.errors import FactsError, FilingsError
from filings.examination import Request
from filings.i18n import current_language
from filings.papers import File, Wanted
from filings.problems import Kind, Problem
from filings.sealing import seal_with_passphrase, unseal_with_passphrase
from filings.web.surroundings import FORMATS, BusyError, Workshop

# A paper may not take longer; the longest of our examples takes a second.
_LIMIT = 30.0
# So many may wait for each worker.
_WAITING = 4


class Beside(Workshop):
    """Makes papers in `jobs` processes, and opens and closes files by a passphrase in one: each takes 512 MB."""

    def __init__(self, jobs: int, packs: tuple[Path, ...]) -> None:
        """Start the processes; raises `MachineError` (B060) where the machine lets none start."""
        self._packs = packs
        self._printers = Processes(jobs, limit=_LIMIT)
        self._locksmith = _locksmith()
        self._at_printers = BoundedSemaphore(jobs * (1 + _WAITING))
        self._at_locksmith = BoundedSemaphore(1 + _WAITING)

    def papers(self, kind: str, case: Mapping[str, Any], today: date) -> tuple[File, ...]:
        with _queue(self._at_printers):
            made = self._made(kind, case, today, FORMATS)
            if made.outcome is Outcome.FAILED and all(one.kind is Kind.MACHINE for one in made.problems):
                made = self._made(kind, case, today, FORMATS[:1])
        if made.outcome is Outcome.FAILED:
            raise FilingsError(*made.problems)
        return made.files

    def seal(self, content: bytes, passphrase: str) -> bytes:
        return self._locked(seal_with_passphrase, content, passphrase)

    def unseal(self, content: bytes, passphrase: str) -> bytes:
        return self._locked(unseal_with_passphrase, content, passphrase, "")

    def close(self) -> None:
        """Let the processes go."""
        self._printers.close(now=True)
        self._locksmith.shutdown(wait=False, cancel_futures=True)

    def _made(self, kind: str, case: Mapping[str, Any], today: date, formats: tuple[str, ...]) -> WorkResult:
        wanted = Wanted(formats, own_copy=True, memo=True)
        order = BatchOrder(kind, Request(today), wanted, self._packs, current_language())
        try:
            return self._printers.submit(order, case).result()
        except (LostError, TimeoutError):
            raise BusyError from None

    def _locked(self, work: Callable[..., bytes], *arguments: Any) -> bytes:
        with _queue(self._at_locksmith):
            try:
                result = self._locksmith.submit(_tried, work, arguments).result()
            except BrokenExecutor:
                self._locksmith = _locksmith()
                raise BusyError from None
        if isinstance(result, tuple):
            raise FactsError(*result)
        return result


def _tried(work: Callable[..., bytes], arguments: tuple[Any, ...]) -> bytes | tuple[Problem, ...]:
    """Return what `work` gives, or the problems of the error it raises: our errors do not travel between processes."""
    try:
        return work(*arguments)
    except FilingsError as error:
        return error.problems


def _locksmith() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=forbid)


@contextmanager
def _queue(places: BoundedSemaphore) -> Iterator[None]:
    """Take one of `places` while the block runs; raises `BusyError` where all are taken."""
    if not places.acquire(blocking=False):
        raise BusyError
    try:
        yield
    finally:
        places.release()
