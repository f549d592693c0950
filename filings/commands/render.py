"""`filings render`: one paper per case, in every format asked for, with the same text."""

from datetime import date
from pathlib import Path

import click

from filings.commands import talk
from filings.commands.case_files import load_catalog, read_case, today
from filings.commands.keys import Keys, identity_option, plain_name
from filings.commands.options import cases_argument, folder_option, kind_option, on_option, pack_option
from filings.commands.paper_options import draft_option, formats_option, memo_option, own_copy_option
from filings.disk.file_names import safe_name
from filings.disk.output import write
from filings.errors import FilingsError
from filings.examination import Request
from filings.i18n import _
from filings.papers import File, Papers, Wanted, make
from filings.problems import ExitCode


@click.command("render", help=_("Составить документ по делу: DOCX и PDF с одним и тем же текстом."))
@cases_argument
@kind_option
@folder_option(_("Куда положить документы (иначе в текущую папку)."), default=Path())
@formats_option
@draft_option
@own_copy_option
@memo_option
@click.option("--overwrite", is_flag=True, help=_("Заменить файлы, если они уже есть."))
@on_option
@pack_option
@identity_option
def command(
    cases: tuple[Path, ...],
    kind: str | None,
    folder: Path,
    formats: tuple[str, ...],
    draft: bool,
    own_copy: bool,
    memo: bool,
    overwrite: bool,
    on: date | None,
    packs: tuple[Path, ...],
    identity: tuple[Path, ...],
) -> int:
    """Render each case on its own: one that is refused does not stop the others. Return the gravest status."""
    catalog, keys = load_catalog(packs), Keys(identity)
    request, wanted = Request(today(), on, draft), Wanted(formats or ("docx", "pdf"), own_copy, memo)
    status = ExitCode.DONE
    for path in cases:
        try:
            filing, raw = read_case(catalog, path, kind, keys)
            papers = make(catalog, filing, raw, request, wanted)
            _tell(path, papers, draft)
            status = max(status, _write(path, papers, folder, overwrite))
        except FilingsError as error:
            talk.show_problems(error.problems, path.name)
            status = max(status, error.exit_code)
    return status


def _write(path: Path, papers: Papers, folder: Path, overwrite: bool) -> ExitCode:
    """Write the papers of one case, all or none; only a format this machine cannot make is left out."""
    if papers.report.document is None:
        return ExitCode.REFUSED
    contents = {folder / _file_name(path, file): file.content for file in papers.files}
    write(contents, overwrite=overwrite)
    for target in contents:
        click.echo(target)
    for lack in papers.lacking.values():
        talk.show_problems(lack.problems)
    return ExitCode.MACHINE if papers.lacking else ExitCode.DONE


def _file_name(path: Path, file: File) -> str:
    parts = (file.title, Path(plain_name(path)).stem, file.copy)
    return f"{safe_name(' - '.join(part for part in parts if part))}.{file.format}"


def _tell(path: Path, papers: Papers, draft: bool) -> None:
    report = papers.report
    talk.show_problems(report.problems, path.name)
    if draft and report.document is not None and report.missing:
        talk.say(_("Пропуски в черновике:"))
        talk.say(talk.table((f"    {missing.path}", missing.title) for missing in report.missing))
    if report.document is None:
        talk.say(_("{name}: документ не составлен, ничего не записано.").format(name=path.name))
    elif papers.without_memo:
        talk.say(_("У этого вида документа памятки нет."))
