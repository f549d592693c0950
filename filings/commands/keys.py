"""What the commands share to seal and to open files: options, keys, and passphrases, asked for at the terminal only."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from filings.commands import talk
from filings.errors import UsageError
from filings.i18n import _
from filings.problems import Kind, Problem
from filings.sealing import SUFFIX, identities_in, read_file, unseal, unseal_with_passphrase, wants_passphrase

identity_option = click.option(
    "--identity",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar=_("ФАЙЛ"),
    help=_("Файл закрытого ключа, если файлы зашифрованы ключом; можно указать несколько раз."),
)


class Keys:
    """What opens sealed files in one run: the private keys in `files`, and a passphrase asked for at most once."""

    def __init__(self, files: Iterable[Path] = ()) -> None:
        """Read the keys; raises `FactsError` F001 or `UsageError` K007, K008 where a file holds none."""
        self._identities = tuple(identity for path in files for identity in identities_in(read_file(path), path.name))
        self._passphrase = ""

    def unseal(self, content: bytes, name: str) -> bytes:
        """Return what the sealed file `name` holds.

        Raises the errors of `sealing.unseal` and `unseal_with_passphrase`, and `UsageError`: K012 a key is needed and
        none was given, K013 a passphrase is needed and there is no terminal to ask for it.
        """
        if wants_passphrase(content, name):
            self._passphrase = self._passphrase or ask_passphrase(_("Пароль"))
            return unseal_with_passphrase(content, self._passphrase, name)
        if not self._identities:
            what, remedy = _("Файл зашифрован ключом."), _("Укажите файл закрытого ключа: --identity key.txt.")
            raise UsageError(Problem(Kind.MISUSE, "K012", name, what, remedy))
        return unseal(content, self._identities, name)


def read_sealed(path: Path, keys: Keys) -> tuple[str, bytes]:
    """Return the name that the sealed file `path` had before, and what it holds; nothing is written.

    Raises what `read_file` and `Keys.unseal` raise.
    """
    return plain_name(path), keys.unseal(read_file(path), path.name)


def is_sealed_name(path: Path) -> bool:
    """Tell by the name of `path` whether it is a sealed file."""
    return path.suffix.lower() == SUFFIX


def plain_name(path: Path) -> str:
    """Return the name of `path` without `.age`."""
    return path.stem if is_sealed_name(path) else path.name


def ask_passphrase(prompt: str, *, optional: bool = False) -> str:
    """Ask at the terminal for a passphrase, which does not show; empty only where `optional`.

    Raises `UsageError` K013 where there is no terminal, `click.Abort` at Ctrl-C and Ctrl-D.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        what = _("Нужен пароль, а ввести его негде: команда запущена не в окне терминала.")
        raise UsageError(Problem(Kind.MISUSE, "K013", "", what, _("Запустите её в терминале или пользуйтесь ключами.")))
    while True:
        try:
            answer = click.prompt(
                prompt, hide_input=True, err=True, default="" if optional else None, show_default=False, type=str
            ).strip()
            answer.encode()
        except UnicodeError:  # a terminal that rubs out half of a Russian letter
            talk.say(_("Пароль прочесть не удалось. Введите его ещё раз, не исправляя на ходу."))
            continue
        if answer or optional:
            return str(answer)
