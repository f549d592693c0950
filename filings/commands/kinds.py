"""`filings kinds`: the catalogue."""

from pathlib import Path

import click

from filings.commands.case_files import load_catalog
from filings.commands.options import json_option, pack_option
from filings.commands.talk import put_json, table
from filings.i18n import _


@click.command("kinds", help=_("Показать виды документов, которые умеет составлять программа."))
@pack_option
@json_option
def command(packs: tuple[Path, ...], as_json: bool) -> None:
    """Print id, title and audience of every kind."""
    filings = load_catalog(packs).filings.values()
    if as_json:
        put_json([{"kind": f.kind, "title": f.title, "about": f.about, "audience": f.audience} for f in filings])
        return
    head = (_("ВИД"), _("НАЗВАНИЕ"), _("ДЛЯ КОГО"))
    click.echo(table([head, *((f.kind, f.title, f.audience) for f in filings)]))
