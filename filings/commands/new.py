"""`filings new KIND`: a case file to fill in, with what the paper needs or with all that it may have."""

from pathlib import Path

import click

from filings.catalog import Catalog, Filing
from filings.commands.blank_case import needed_facts, whole_case
from filings.commands.case_files import load_catalog, today
from filings.commands.options import kind_argument, pack_option
from filings.disk.output import write
from filings.errors import UsageError
from filings.facts.validate import facts_of
from filings.i18n import _
from filings.problems import Kind, Problem


@click.command("new", help=_("Создать файл дела с вопросами, его нужно заполнить."))
@kind_argument
@click.option("--ground", metavar=_("ОСНОВАНИЕ"), help=_("Только нужное при этом основании: own-wish, health …"))
@click.option("--all", "whole", is_flag=True, help=_("Все факты, какие бывают у такого документа, с пояснениями."))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("ФАЙЛ"),
    help=_("Куда записать (иначе на экран)."),
)
@click.option("--overwrite", is_flag=True, help=_("Заменить файл, если он уже есть."))
@pack_option
def command(
    kind: str, ground: str | None, whole: bool, output: Path | None, overwrite: bool, packs: tuple[Path, ...]
) -> None:
    """Write the case file, or print it."""
    catalog = load_catalog(packs)
    filing = catalog.find(kind)
    given = {"ground": _known(catalog, filing, ground)} if ground else {}
    lines = whole_case(catalog, filing) if whole else needed_facts(catalog, filing, given, today())
    text = "\n".join(lines) + "\n"
    if output is None:
        click.echo(text, nl=False)
        return
    write({output: text.encode()}, overwrite=overwrite)
    click.echo(output)


def _known(catalog: Catalog, filing: Filing, ground: str) -> str:
    allowed = facts_of(filing.kind, catalog.packs)["properties"].get("ground", {}).get("enum", ())
    if ground in allowed:
        return ground
    what = _("У этого вида документа нет основания «{ground}».").format(ground=ground)
    remedy = _("Возможные значения: {values}.").format(values=", ".join(allowed)) if allowed else _("Уберите --ground.")
    raise UsageError(Problem(Kind.MISUSE, "U002", "--ground", what, remedy))
