"""`filings batch KIND TABLE`: papers for every case of a table, a report, and a journal to go on by."""

import os
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import click

from filings.batch import letter, result_names
from filings.batch.cluster import connect
from filings.batch.executors import Executor, Processes, Serial
from filings.batch.plan import Plan, edition_of
from filings.batch.result_names import Naming
from filings.batch.work import BatchOrder
from filings.catalog import Catalog
from filings.commands import talk
from filings.commands.batch_run import Run
from filings.commands.case_files import load_catalog, read_raw, today
from filings.commands.keys import Keys, identity_option, is_sealed_name, read_sealed
from filings.commands.options import folder_option, kind_argument, on_option, pack_option
from filings.commands.paper_options import draft_option, formats_option, memo_option, own_copy_option
from filings.errors import FactsError, FilingsError, MachineError, UsageError
from filings.examination import Request
from filings.i18n import _, current_language
from filings.papers import Wanted
from filings.problems import ExitCode, Kind, Problem, Severity
from filings.sealing import Recipients
from filings.tables.columns import Columns
from filings.tables.reading import open_folder, open_table
from filings.tables.rows import CaseTable, Source

# So few cases are done before another process could begin.
_FEW = 8


@click.command("batch", help=_("Составить документы по таблице дел: CSV, XLSX, JSONL или папка файлов дел."))
@kind_argument
@click.argument("table", metavar=_("ТАБЛИЦА"), type=click.Path(path_type=Path))
@folder_option(_("Куда положить папки с документами и отчёт."))
@click.option("--resume", is_flag=True, help=_("Продолжить: готовое и не изменившееся пропустить."))
@click.option(
    "--dry-run", is_flag=True, help=_("Только проверить все дела и написать отчёт; документов не составлять.")
)
@formats_option
@draft_option
@own_copy_option
@memo_option
@click.option(
    "--shared",
    type=click.Path(path_type=Path),
    metavar=_("ДЕЛО"),
    help=_("Файл дела с фактами, общими для всех строк (например, адресат)."),
)
@click.option(
    "--letter",
    type=click.Path(path_type=Path),
    metavar=_("ДЕЛО"),
    help=_("Файл дела сопроводительного письма: реестр заполнят готовые дела таблицы."),
)
@click.option(
    "--folder",
    "folder_pattern",
    default=result_names.FOLDER,
    metavar=_("ОБРАЗЕЦ"),
    help=_("Имя папки дела: {number}, {applicant} или факт, например {applicant.unit.number}."),
)
@click.option(
    "--file",
    "file_pattern",
    default=result_names.FILE,
    metavar=_("ОБРАЗЕЦ"),
    help=_("Имя файла без окончания: то же и {paper}, название документа."),
)
@click.option("--jobs", type=click.IntRange(1, 64), metavar=_("ЧИСЛО"), help=_("Сколько дел составлять сразу."))
@click.option("--cluster", metavar=_("АДРЕС"), help=_("Составлять на кластере Dask, например tcp://10.0.0.5:8786."))
@click.option(
    "--seal-to",
    multiple=True,
    metavar=_("КЛЮЧ"),
    help=_("Зашифровать результаты этим открытым ключом (age); на диск ничего не попадёт открытым."),
)
@identity_option
@on_option
@pack_option
def command(kind: str, table: Path, folder: Path | None, **options: Any) -> int:
    """Make the papers of every row; return 0 when all are done, 1 when some are refused, else the gravest of ours."""
    if folder is None and not options["dry_run"]:
        what, remedy = _("Не сказано, куда положить результаты."), _("Добавьте -o ПАПКА или --dry-run.")
        raise UsageError(Problem(Kind.MISUSE, "B049", "-o", what, remedy))
    keys = Keys(options["identity"])
    catalog = load_catalog(options["packs"])
    letter_case: dict[str, Any] = {}
    if options["letter"]:
        letter.check_kind(catalog.find(kind))
        letter_case = read_raw(options["letter"], keys)
    plan, recipients = _plan(catalog, kind, options, keys)
    run = Run(plan, _table(table, plan, keys), folder, table, recipients.seal if recipients else None)
    run.survey(catalog.find(letter.KIND).file_name)
    status = ExitCode.DONE
    try:
        run.go(lambda: _executor(options, plan, len(run.surveyed)), resume=options["resume"])
    except FilingsError as error:
        if not run.entries:
            raise
        talk.show_problems(error.problems)
        status = error.exit_code
    run.tell()
    if options["letter"] and run.complete:
        status = max(status, run.letter(catalog, letter_case))
    return max(status, run.status())


def _plan(catalog: Catalog, kind: str, options: Mapping[str, Any], keys: Keys) -> tuple[Plan, Recipients | None]:
    filing = catalog.find(kind)
    columns = Columns(filing, catalog)
    recipients = Recipients.read(options["seal_to"]) if options["seal_to"] else None
    naming = Naming(options["folder_pattern"], options["file_pattern"], sealed=recipients is not None)
    naming.check(columns.fields)
    order = BatchOrder(
        filing.kind,
        Request(today(), options["on"], options["draft"]),
        Wanted(options["formats"] or ("docx", "pdf"), options["own_copy"], options["memo"]),
        packs=tuple(path.absolute() for path in options["packs"]),
        language=current_language(),
        dry=options["dry_run"],
    )
    shared = read_raw(options["shared"], keys) if options["shared"] else {}
    seal = recipients.bundle if recipients else None
    # What is sealed to other keys is not what is wanted now.
    edition = " ".join((edition_of(catalog, filing), *(sorted(recipients.keys) if recipients else ())))
    return Plan(filing, order, naming, columns, shared, seal, edition), recipients


def _table(path: Path, plan: Plan, keys: Keys) -> CaseTable:
    """Open the table, or the folder of case files, `path`; what is sealed there is opened in memory only."""
    source = Source(path.name, lambda: _opened(path))
    if is_sealed_name(path):
        name, content = read_sealed(path, keys)
        source = Source(name, lambda: BytesIO(content))
    try:
        if path.is_dir():
            return open_folder(path, lambda each: read_raw(each, keys))
        return open_table(source, plan.columns)
    except FactsError as error:
        raise FactsError(*(replace(one, where=one.where or path.name) for one in error.problems)) from None


def _opened(path: Path) -> BinaryIO:
    if path.exists() and not path.is_file():
        raise OSError  # a pipe or a device: it is gone after the first reading, or never ends
    return path.open("rb")


def _executor(options: Mapping[str, Any], plan: Plan, cases: int) -> Executor:
    if options["cluster"]:
        cluster = connect(options["cluster"], plan.order.packs)
        spilling = [problem for problem in cluster.warnings if problem.kind is Kind.EXPOSED]
        if plan.seal and spilling:
            cluster.close()
            raise MachineError(*(replace(problem, severity=Severity.ERROR) for problem in spilling))
        talk.show_problems(cluster.warnings)
        return cluster
    jobs = options["jobs"] or (1 if cases <= _FEW else _cores())
    return Processes(min(jobs, cases)) if jobs > 1 else Serial()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
