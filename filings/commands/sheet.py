"""`filings sheet KIND`: a table to fill in for many cases."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from filings.catalog import Catalog, Filing
from filings.commands.case_files import load_catalog, read_raw, today
from filings.commands.keys import Keys, identity_option
from filings.commands.options import kind_argument, pack_option
from filings.commands.talk import say, show_problems
from filings.disk.output import write
from filings.errors import UsageError
from filings.facts import check, load
from filings.i18n import _
from filings.problems import Kind, Problem
from filings.sheets.csv_sheet import csv_sheet
from filings.sheets.sheet import Sheet
from filings.sheets.workbook import workbook

# CSV has no pages for further items of a list.
_ITEMS = {".xlsx": 1, ".csv": 3}


@click.command("sheet", help=_("Создать таблицу для многих дел: заголовки, подсказки, списки значений, образец."))
@kind_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar=_("ФАЙЛ"),
    help=_("Куда записать таблицу: файл .xlsx (с подсказками) или .csv (без них)."),
)
@click.option(
    "--like",
    type=click.Path(path_type=Path),
    metavar=_("ДЕЛО"),
    help=_("Файл дела, из которого взять образец и нужные столбцы (иначе пример этого вида)."),
)
@click.option(
    "--items",
    type=click.IntRange(1, 10),
    metavar=_("ЧИСЛО"),
    help=_("Сколько пунктов каждого списка записывать в столбцах (иначе 1 в .xlsx, 3 в .csv)."),
)
@click.option("--overwrite", is_flag=True, help=_("Заменить файл, если он уже есть."))
@identity_option
@pack_option
def command(
    kind: str,
    output: Path,
    like: Path | None,
    items: int | None,
    overwrite: bool,
    identity: tuple[Path, ...],
    packs: tuple[Path, ...],
) -> None:
    """Write the sheet, and say how to go on."""
    ending = output.suffix.lower()
    if ending not in _ITEMS:
        what = _("Таблица бывает .xlsx или .csv.")
        raise UsageError(Problem(Kind.MISUSE, "B020", output.name, what, _("Назовите файл, например, «таблица.xlsx».")))
    catalog = load_catalog(packs)
    filing = catalog.find(kind)
    sheet = Sheet(filing, catalog, _sample(filing, catalog, like, Keys(identity)))
    count = items or _ITEMS[ending]
    content = workbook(sheet.pages(count)) if ending == ".xlsx" else csv_sheet(sheet.table(count))
    write({output: content}, overwrite=overwrite)
    click.echo(output)
    if ending == ".xlsx":
        say(_("Как заполнять – сказано на втором листе таблицы."))
    else:
        say(_("В CSV нет подсказок и списков значений: они есть в таблице .xlsx, их показывает и «filings show»."))
    say(_("Проверить заполненную: filings batch {kind} {file} -o ПАПКА --dry-run").format(kind=kind, file=output))


def _sample(filing: Filing, catalog: Catalog, like: Path | None, keys: Keys) -> Mapping[str, Any]:
    """Return the facts for the sample row: those of the case `like`, of which what is wrong with it is told, else those
    of the first example of the kind."""
    if like is None:
        return check(filing, catalog, load(filing.examples[0]), today=today()).facts if filing.examples else {}
    checked = check(filing, catalog, {**read_raw(like, keys), "kind": filing.kind}, today=today())
    show_problems(checked.problems, like.name)
    return checked.facts
