"""One run of `filings batch`: the engine with its folder, workers and progress; then the report and the letter."""

import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import click

from filings.batch import report
from filings.batch.engine import Engine
from filings.batch.executors import Executor
from filings.batch.journal import Journal
from filings.batch.letter import KIND, make_letter
from filings.batch.plan import Plan
from filings.batch.report import ReportEntry
from filings.batch.result_folder import Case, Results
from filings.batch.work import Outcome
from filings.catalog import Catalog
from filings.commands import talk
from filings.commands.progress import Progress
from filings.disk.file_names import safe_name
from filings.errors import OutputError, UsageError
from filings.i18n import _
from filings.problems import ExitCode, Kind, Problem, errors_in
from filings.quoting import quoted
from filings.sealing import SUFFIX
from filings.tables.rows import CaseRow, CaseTable

_REPORT, _CHECK = "отчёт", "проверка"
_SHOWN = 20
_WIDEST = 120
_TRIES = 9
# A report that a person has mended, that is not ours, that is open in another program: another name is taken.
_NOT_TO_BE_WRITTEN = {Kind.EDITED, Kind.FOREIGN, Kind.DENIED}


@dataclass
class Run:
    """A batch: its plan, its table, which `source` holds, the folder of results (None: nothing is written), what
    the survey found (`Plan.survey`), what has ended so far, and how many `others` have papers in the folder."""

    plan: Plan
    table: CaseTable
    folder: Path | None
    source: Path
    seal: Callable[[bytes], bytes] | None = None
    entries: dict[str, ReportEntry] = field(default_factory=dict)
    surveyed: Mapping[str, str] = field(default_factory=dict)
    others: int = 0
    stopped: bool = False

    @property
    def dry(self) -> bool:
        """Whether the cases are checked only."""
        return self.plan.order.dry

    @property
    def ended(self) -> list[ReportEntry]:
        """The entries of the cases that have ended, in the order of the table."""
        return [self.entries[number] for number in self.surveyed if number in self.entries]

    def survey(self, letter: str) -> None:
        """Go through the whole table before any work: `FactsError` where numbers or names collide, with the name of the
        `letter` too."""
        self.surveyed = self.plan.survey(self.table, (_REPORT, _CHECK, letter))

    def go(self, start: Callable[[], Executor], *, resume: bool) -> None:
        """Work on all cases; what has ended stays in `entries`, whatever stops the run."""
        with ExitStack() as stack:
            results = None if self.dry else self._results(stack, resume=resume)
            engine = stack.enter_context(Engine(self.plan, start, results))
            stopped = stack.enter_context(_stopping())
            progress = stack.enter_context(Progress(len(self.surveyed)))
            for entry in engine.run(self._rows(), stopped):
                self.entries[entry.number] = entry
                progress.add(entry.outcome, worked=not entry.earlier)
            self.stopped = stopped() and not self.complete
            self.others = results.others(self.surveyed) if results else 0

    @property
    def complete(self) -> bool:
        """Whether every case has ended."""
        return len(self.entries) == len(self.surveyed)

    def _rows(self) -> Iterator[CaseRow]:
        return self.plan.surveyed(self.table, self.surveyed)

    def _results(self, stack: ExitStack, *, resume: bool) -> Results:
        assert self.folder is not None  # noqa: S101
        journal = stack.enter_context(Journal(self.folder, self.plan.order.kind))
        if journal.numbers() and not resume:
            what = _("В этой папке уже есть результаты прошлого запуска.")
            remedy = _("Чтобы продолжить его, добавьте --resume: готовое не пропадёт. Иначе выберите другую папку.")
            raise UsageError(Problem(Kind.MISUSE, "B048", self.folder.name, what, remedy))
        return Results(self.folder, journal)

    def tell(self) -> None:
        """Say on the screen how it went, and write the report."""
        ended = self.ended
        wrong = [one for one in ended if one.outcome is not Outcome.DONE]
        for entry in wrong[:_SHOWN]:
            talk.show_problems(
                errors_in(entry.problems), quoted(f"{entry.place} · {entry.person}", _WIDEST).strip(" ·")
            )
        if len(wrong) > _SHOWN:
            talk.say(_("… и ещё дел с ошибками: {count}.").format(count=len(wrong) - _SHOWN))
        talk.show_problems([one for entry in ended for one in entry.problems if one.kind is Kind.EDITED][:_SHOWN])
        talk.say(report.summary(ended, written=self.folder is not None))
        if self.others:
            talk.say(
                _("Документы дел, которых в этой таблице нет, остались на месте: {count}.").format(count=self.others)
            )
        rest = len(self.surveyed) - len(ended)
        if rest:
            talk.say(
                _("Не начато дел: {count}. Чтобы продолжить, запустите ту же команду с --resume.").format(count=rest)
            )
        if self.folder is not None:
            with Journal(self.folder, f"report {self.plan.order.kind}") as journal:
                results = Results(self.folder, journal)
                self._save(results, ".xlsx", report.workbook(ended, self.table.pages))
                self._save(results, ".jsonl", report.jsonl(ended))

    def letter(self, catalog: Catalog, raw: Mapping[str, Any]) -> ExitCode:
        """Make the covering letter for the cases that are done, beside their folders; a letter mended by hand stays."""
        done = {entry.number for entry in self.ended if entry.outcome is Outcome.DONE}
        papers = make_letter(catalog, self.plan, raw, self._rows(), done)
        talk.show_problems(papers.report.problems, papers.report.document.title if papers.report.document else KIND)
        if papers.report.document is None:
            return ExitCode.REFUSED
        if self.folder is None or self.dry:
            return ExitCode.DONE
        files = {
            f"{safe_name(file.title)}.{file.format}{self._suffix}": self._sealed(file.content) for file in papers.files
        }
        with Journal(self.folder, f"{KIND} {self.plan.order.kind}") as journal:
            (kept,) = Results(self.folder, journal).put([Case("", "", files)])
        if isinstance(kept, OutputError):
            raise kept
        talk.show_problems(kept.problems)
        for path in kept.papers:
            click.echo(self.folder / path)
        return ExitCode.DONE

    def status(self) -> ExitCode:
        """Return the exit status: 130 interrupted, else the gravest failure of ours, else 1 where a case is refused."""
        if self.stopped:
            return ExitCode.INTERRUPTED
        failed = [one for one in self.entries.values() if one.outcome is Outcome.FAILED]
        codes = {one.problems[0].kind.exit_code for one in failed}
        refused = any(one.outcome is Outcome.REFUSED for one in self.entries.values())
        return max((*codes, ExitCode.REFUSED if refused else ExitCode.DONE))

    def _save(self, results: Results, ending: str, content: bytes) -> None:
        """Write a report; under another name where the first is the very table given, or is not to be written."""
        assert self.folder is not None  # noqa: S101
        stem = _CHECK if self.dry else _REPORT
        for number in range(1, _TRIES + 1):
            name = f"{stem}{f' {number}' if number > 1 else ''}{ending}{self._suffix}"
            target = self.folder / name
            if target.exists() and self.source.exists() and target.samefile(self.source):
                continue
            (kept,) = results.put([Case(name, "", {name: self._sealed(content)})])
            if not kept.problems:
                click.echo(target)
                return
            if kept.problems[0].kind not in _NOT_TO_BE_WRITTEN:
                break
        raise OutputError(*kept.problems)

    @property
    def _suffix(self) -> str:
        return SUFFIX if self.seal else ""

    def _sealed(self, content: bytes) -> bytes:
        return self.seal(content) if self.seal else content


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """Give what tells whether the person wants to stop: Ctrl-C once ends with the cases in hand, twice at once."""
    asked, answered = False, False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True

    def stopped() -> bool:
        nonlocal answered
        # Not said where the signal comes: that may be in the midst of another line, which Python does not allow.
        if asked and not answered:
            answered = True
            # The line of the progress has no end yet.
            talk.say(
                "\n" * sys.stderr.isatty()
                + _("Заканчиваю начатые дела. Ещё раз Ctrl-C – прервать сразу; готовое не пропадёт.")
            )
        return asked

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
