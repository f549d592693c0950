"""`filings open`: sealed files decrypted to the disk, readable by their owner only; a bundle becomes its files."""

from pathlib import Path

import click

from filings.bundles import is_bundle, unbundle
from filings.commands import talk
from filings.commands.keys import Keys, identity_option, read_sealed
from filings.commands.options import folder_option
from filings.commands.putting import put
from filings.errors import FilingsError
from filings.i18n import _
from filings.problems import ExitCode


@click.command("open", help=_("Расшифровать файлы, зашифрованные командой «filings seal»."))
@click.argument("files", metavar=_("ФАЙЛ…"), nargs=-1, required=True, type=click.Path(path_type=Path))
@identity_option
@folder_option(_("Куда положить открытые файлы (иначе рядом с зашифрованными)."))
@click.option("--overwrite", is_flag=True, help=_("Заменить файлы, если они уже есть."))
def command(files: tuple[Path, ...], identity: tuple[Path, ...], folder: Path | None, overwrite: bool) -> int:
    """Open each file on its own: one that is refused does not stop the others. Return the gravest status."""
    keys = Keys(identity)
    status = ExitCode.DONE
    written: set[Path] = set()
    for path in files:
        try:
            name, content = read_sealed(path, keys)
            opened = unbundle(content, path.name) if is_bundle(content) else {name: content}
            put({(folder or path.parent) / each: part for each, part in opened.items()}, written, overwrite=overwrite)
        except FilingsError as error:
            talk.show_problems(error.problems)
            status = max(status, error.exit_code)
    if written:
        talk.say(_("Эти файлы не зашифрованы: удалите их, когда они станут не нужны."))
    return status
