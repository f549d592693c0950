"""A batch from the first row to the last: what is done already is passed over, the rest is made, written and told.

Cases are worked on side by side by an executor; only this process writes to the disk.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass, replace
from typing import Any, Self

from filings.batch.executors import Executor, WorkError
from filings.batch.failures import failure, silent, stale
from filings.batch.plan import Plan
from filings.batch.report import ReportEntry
from filings.batch.result_folder import Case, KeptPapers, Results
from filings.batch.result_names import person
from filings.batch.work import Outcome, WorkResult
from filings.errors import MachineError, OutputError
from filings.problems import Kind, Problem
from filings.tables.rows import CaseRow, told_at

_AHEAD = 4  # cases waiting for each worker: enough to keep it busy, few enough to keep memory flat
_TOGETHER = 16  # finished cases that are noted in the journal at once
_PAUSE = 0.5  # seconds that finished papers may wait for others
_SILENCE = 600.0  # seconds without any case ending: a process is stopped long before, a cluster never
_GIVE_UP = 20  # cases that could not be written one after another: the disk is at fault, not they


@dataclass(frozen=True, slots=True)
class _Begun:
    row: CaseRow
    facts: Mapping[str, Any]
    fingerprint: str
    again: bool = False


class Engine:
    """Makes the papers of rows by a plan; `results` is None where nothing is to be written (a check of all rows).

    The executor is started when the first case needs it: often all is done already. Leaving the `with` block closes it.
    """

    def __init__(self, plan: Plan, start: Callable[[], Executor], results: Results | None) -> None:
        self._plan, self._start, self._results = plan, start, results
        self._executor: Executor | None = None
        self._pending: dict[Future[WorkResult], _Begun] = {}
        self._ready: list[tuple[_Begun, WorkResult]] = []
        self._common: dict[Problem, Problem] = {}
        self._since = self._heard = 0.0
        self._unwritten = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if self._executor:
            self._executor.close(now=kind is not None)

    def run(self, rows: Iterable[CaseRow], stopped: Callable[[], bool] = lambda: False) -> Iterator[ReportEntry]:
        """Yield an entry for each case as it ends, in no order. When `stopped` says so, the cases in hand are finished
        and no more are begun.

        Raises `OutputError` where the journal cannot be written, or nothing can be any more, `MachineError` where
        the machine cannot make such papers at all, and what `rows` raise.
        """
        for row in rows:
            if stopped():
                break
            yield from self._begin(row)
            while self._executor and len(self._pending) >= self._executor.jobs * _AHEAD:
                yield from self._step()
        while self._pending:
            yield from self._step()
        yield from self._write()

    def _begin(self, row: CaseRow) -> Iterator[ReportEntry]:
        facts = self._plan.facts(row)
        fingerprint = self._plan.fingerprint(facts)
        standing = self._results.standing(row.number, fingerprint) if self._results and not row.problems else None
        if standing is not None:
            yield self._kept(row, standing, earlier=True)
        else:
            self._submit(_Begun(row, facts, fingerprint))

    def _submit(self, begun: _Begun) -> None:
        self._executor = self._executor or self._start()
        self._heard = time.monotonic()
        self._pending[self._executor.submit(self._plan.order, begun.facts)] = begun

    def _step(self) -> Iterator[ReportEntry]:
        """Wait for some case to end, and take what has ended."""
        done = wait(self._pending, timeout=_PAUSE, return_when=FIRST_COMPLETED).done
        if done:
            self._heard = time.monotonic()
        elif time.monotonic() - self._heard >= _SILENCE:
            raise MachineError(silent())
        for future in done:
            begun = self._pending.pop(future)
            error = CancelledError() if future.cancelled() else future.exception()
            if error and not isinstance(error, WorkError | TimeoutError) and not begun.again:
                self._submit(replace(begun, again=True))  # its worker was lost, perhaps through no fault of the case
                continue
            made = WorkResult(Outcome.FAILED, (failure(error),)) if error else future.result()
            if any(problem.kind is Kind.MACHINE for problem in made.problems) and made.outcome is Outcome.FAILED:
                raise MachineError(*made.problems)
            outcome = Outcome.REFUSED if begun.row.problems else made.outcome
            if outcome is Outcome.DONE and self._results:
                self._since = self._since if self._ready else time.monotonic()
                self._ready.append((begun, made))
            else:
                yield self._unmade(begun.row, outcome, self._problems(begun.row, made.problems))
        if len(self._ready) >= _TOGETHER or time.monotonic() - self._since >= _PAUSE:
            yield from self._write()

    def _problems(self, row: CaseRow, found: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return the problems of a case at their places in the table; a value that could not be read is told once."""
        told = {problem.where for problem in row.problems}
        placed = (self._placed(row, one) for one in found)
        return (*row.problems, *(one for one in placed if not one.where or one.where not in told))

    def _placed(self, row: CaseRow, one: Problem) -> Problem:
        # What is said of the whole case, most cases have in common: kept once, or memory would grow with every case.
        if not (one.stops or one.where):
            return self._common.setdefault(one, one)
        return replace(one, where=told_at(row, self._plan.columns, one.where))

    def _unmade(self, row: CaseRow, outcome: Outcome, problems: tuple[Problem, ...]) -> ReportEntry:
        """Return the entry of a case without new papers; papers of an earlier run may still lie there."""
        left = self._results.leftovers(row.number) if self._results else ()
        return self._entry(row, outcome, (*problems, stale()) if left else problems, left)

    def _kept(self, row: CaseRow, kept: KeptPapers, *, earlier: bool = False) -> ReportEntry:
        problems = (*kept.problems, *self._problems(row, kept.warnings))
        return self._entry(row, Outcome.DONE, problems, kept.papers, earlier=earlier)

    def _write(self) -> Iterator[ReportEntry]:
        if not (self._results and self._ready):
            return
        ready, self._ready = self._ready, []
        fatal: OutputError | None = None
        for (begun, _made), kept in zip(ready, self._results.put([self._case(*each) for each in ready]), strict=True):
            if isinstance(kept, KeptPapers):
                self._unwritten = 0
                yield self._kept(begun.row, kept)
                continue
            yield self._unmade(begun.row, Outcome.FAILED, kept.problems)
            kinds = {problem.kind for problem in kept.problems}
            self._unwritten += Kind.FOREIGN not in kinds
            if self._unwritten >= _GIVE_UP or Kind.FULL in kinds:
                fatal = kept
        if fatal:
            raise fatal

    def _case(self, begun: _Begun, made: WorkResult) -> Case:
        files = self._plan.files(begun.row.number, begun.facts, made)
        # Sealed results: a warning may quote the case, and the journal is open.
        return Case(begun.row.number, begun.fingerprint, files, () if self._plan.seal else made.problems)

    def _entry(
        self,
        row: CaseRow,
        outcome: Outcome,
        problems: tuple[Problem, ...],
        papers: tuple[str, ...] = (),
        *,
        earlier: bool = False,
    ) -> ReportEntry:
        lines = row.lines if outcome is Outcome.REFUSED else {}
        who = person(self._plan.facts(row))
        return ReportEntry(row.number, row.place, who, outcome, problems, papers, earlier, lines)
