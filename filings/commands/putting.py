"""Where `seal` and `open` put what they made; apart from keys.py, for the writers take long to load."""

from collections.abc import Mapping
from pathlib import Path

import click

from filings.disk.output import write
from filings.errors import OutputError
from filings.i18n import _
from filings.problems import Kind, Problem


def put(contents: Mapping[Path, bytes], written: set[Path], *, overwrite: bool) -> None:
    """Write `contents`, print their names and add them to those `written` in this run, none of which is replaced.

    Raises `OutputError`: K015 one of the files was written in this run already, or what `write` raises.
    """
    for target in contents:
        if target in written:
            what = _("Файл с таким именем уже записан этой же командой из другого исходного.")
            raise OutputError(
                Problem(Kind.UNWRITTEN, "K015", target.name, what, _("Повторите для него с другой папкой (-o)."))
            )
    write(contents, overwrite=overwrite)
    written.update(contents)
    for target in contents:
        click.echo(target)
