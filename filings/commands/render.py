"""`filings render`: one paper per case, in every format asked for, with the same text."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from filings.assembly import Request
from filings.catalog import Catalog
from filings.commands import talk
from filings.commands.cases import Checked, check_file, today
from filings.commands.options import cases_argument, kind_option, on_option, pack_option
from filings.errors import ExitCode, FilingsError, MachineError
from filings.i18n import _, speaking
from filings.writers import WRITERS
from filings.writers.names import safe_name
from filings.writers.output import write
from filings.writers.style import PROFILES


@click.command("render", help=_("Составить документ по делу: DOCX и PDF с одним и тем же текстом."))
@cases_argument
@kind_option
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    metavar=_("ПАПКА"),
    help=_("Куда положить документы (иначе в текущую папку)."),
)
@click.option(
    "-f",
    "--format",
    "formats",
    type=click.Choice(list(WRITERS)),
    multiple=True,
    help=_("Формат; можно указать несколько раз. Без него DOCX и PDF."),
)
@click.option("--draft", is_flag=True, help=_("Черновик: неизвестные факты остаются пропусками."))
@click.option("--own-copy", is_flag=True, help=_("Составить и экземпляр заявителя, с местом для отметки о приёме."))
@click.option("--memo", is_flag=True, help=_("Составить и памятку для себя: что делать, сроки, предостережения."))
@click.option("--overwrite", is_flag=True, help=_("Заменить файлы, если они уже есть."))
@on_option
@pack_option
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
) -> int:
    """Render each case on its own: one that is refused does not stop the others. Return the gravest status."""
    catalog = Catalog.load(packs)
    request = Request(today(), on, draft)
    status = ExitCode.DONE
    for path in cases:
        try:
            papers = [check_file(catalog, path, kind, request)]
            _tell(papers[0], draft)
            if own_copy:
                papers.append(check_file(catalog, path, kind, replace(request, own_copy=True)))
            if memo:
                # The memo is read by whoever files the paper, in Russia: it is Russian in every language of messages.
                with speaking("ru"):
                    own = check_file(catalog, path, kind, replace(request, memo=True)).as_memo()
                if own.document is None and papers[0].document is not None:
                    talk.say(_("У этого вида документа памятки нет."))
                else:
                    papers.append(own)
            status = max(status, _write(papers, folder, formats or ("docx", "pdf"), overwrite))
        except FilingsError as error:
            talk.show_problems(error.problems, path.name)
            status = max(status, error.exit_code)
    return status


def _write(papers: Sequence[Checked], folder: Path, formats: Sequence[str], overwrite: bool) -> ExitCode:
    """Write the papers of one case, all or none; only a format this machine cannot make is left out."""
    contents: dict[Path, bytes] = {}
    lacking: dict[str, MachineError] = {}
    for paper in papers:
        if paper.document is None:
            return ExitCode.REFUSED
        style = PROFILES[paper.filing.style]
        for name in formats:
            try:
                contents[folder / f"{_stem(paper)}.{name}"] = WRITERS[name](paper.document, style)
            except MachineError as error:
                lacking[name] = error
    write(contents, overwrite=overwrite)
    for path in contents:
        click.echo(path)
    for lack in lacking.values():
        talk.show_problems(lack.problems)
    return ExitCode.MACHINE if lacking else ExitCode.DONE


def _stem(paper: Checked) -> str:
    return safe_name(f"{paper.filing.file_name} - {paper.path.stem}{paper.suffix}")


def _tell(paper: Checked, draft: bool) -> None:
    talk.show_problems(paper.report.problems, paper.path.name)
    if draft and paper.report.document is not None and paper.report.missing:
        talk.say(_("Пропуски в черновике:"))
        talk.say(talk.table((f"    {missing.path}", missing.title) for missing in paper.report.missing))
    if paper.report.document is None:
        talk.say(_("{name}: документ не составлен, ничего не записано.").format(name=paper.path.name))
