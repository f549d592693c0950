"""`filings seal`: files encrypted to keys or to a passphrase; a new pair of keys. The plain files stay."""

import os
import secrets
from pathlib import Path

import click

from filings.commands import talk
from filings.commands.keys import ask_passphrase
from filings.commands.options import folder_option
from filings.commands.putting import put
from filings.disk.output import write
from filings.errors import FactsError, FilingsError, OutputError
from filings.i18n import _
from filings.problems import ExitCode, Kind, Problem
from filings.sealing import LARGEST, SUFFIX, Recipients, is_sealed, new_key, read_file, seal_with_passphrase

_SHORTEST, _FEWEST_DISTINCT, _SHORTEST_DIGITS = 12, 6, 20


@click.command("seal", help=_("Зашифровать файлы дел или результаты (age): паролем или ключом."))
@click.argument("files", metavar=_("[ФАЙЛ…]"), nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--to",
    "recipients",
    multiple=True,
    metavar=_("КЛЮЧ"),
    help=_("Для кого: открытый ключ age1… или SSH либо файл с ключами; можно несколько раз. Без него спросит пароль."),
)
@click.option(
    "--new-key",
    "key_file",
    type=click.Path(path_type=Path),
    metavar=_("ФАЙЛ"),
    help=_("Создать пару ключей: закрытый ляжет в этот файл, открытый будет показан."),
)
@folder_option(_("Куда положить зашифрованные файлы (иначе рядом с исходными)."))
@click.option("--overwrite", is_flag=True, help=_("Заменить зашифрованные файлы, если они уже есть."))
def command(
    files: tuple[Path, ...], recipients: tuple[str, ...], key_file: Path | None, folder: Path | None, overwrite: bool
) -> int:
    """Seal each file on its own: one that is refused does not stop the others. Return the gravest status."""
    if bool(files) == bool(key_file):
        raise click.UsageError(_("Нужны либо файлы, которые надо зашифровать, либо --new-key с именем файла ключа."))
    if key_file is not None:
        return _make_key(key_file)
    lock = _Lock(recipients)
    status = ExitCode.DONE
    written: set[Path] = set()
    for path in files:
        try:
            target = (folder or path.parent) / f"{path.name}{SUFFIX}"
            put({target: lock.seal(path)}, written, overwrite=overwrite)
        except FilingsError as error:
            talk.show_problems(error.problems)
            status = max(status, error.exit_code)
    if written:
        talk.say(_("Исходные файлы остались на месте открытыми: удалите их сами, и из корзины тоже."))
        talk.say(_("На SSD, флешке и в облаке удалённое иногда можно восстановить: лучше шифровать диск целиком."))
    return status


class _Lock:
    """What seals the files of one run: public keys, or a passphrase chosen when the first file is at hand."""

    def __init__(self, recipients: tuple[str, ...]) -> None:
        self._recipients = Recipients.read(recipients)
        self._passphrase = ""

    def seal(self, path: Path) -> bytes:
        content = read_file(path, LARGEST)
        if is_sealed(content):
            what, remedy = _("Файл уже зашифрован."), _("Чтобы сменить пароль или ключ, сначала откройте его.")
            raise FactsError(Problem(Kind.WRONG, "K011", path.name, what, remedy))
        if self._recipients.keys:
            return self._recipients.seal(content)
        self._passphrase = self._passphrase or _choose_passphrase()
        return seal_with_passphrase(content, self._passphrase)


def _choose_passphrase() -> str:
    """Ask for a new passphrase until a strong one is typed twice alike; make one up at an empty answer."""
    talk.say(_("Придумайте пароль: от 12 знаков, например четыре случайных слова. При вводе он не виден."))
    while True:
        chosen = ask_passphrase(_("Новый пароль (Enter – составит программа)"), optional=True)
        if not chosen:
            made = new_passphrase()
            talk.say(_("Пароль: {passphrase}").format(passphrase=made))
            talk.say(_("Запишите его сейчас, с дефисами: больше он не появится, а без него файлы не открыть."))
            return made
        if is_weak(chosen):
            talk.say(_("Такой пароль легко подобрать."))
            talk.say(_("Нужно не меньше 12 знаков, из них 6 разных; если это одни цифры, то не меньше 20."))
        elif ask_passphrase(_("Ещё раз"), optional=True) != chosen:
            talk.say(_("Пароли не совпали. Начните снова."))
        else:
            return chosen


def new_passphrase() -> str:
    """Return a passphrase that cannot be guessed: 24 digits, for they are typed alike in every keyboard layout."""
    return "-".join(f"{secrets.randbelow(10_000):04}" for _group in range(6))


def is_weak(passphrase: str) -> bool:
    """Tell whether `passphrase` could be guessed: short, of few different characters, or like a date or a number."""
    return (
        len(passphrase) < _SHORTEST
        or len(set(passphrase)) < _FEWEST_DISTINCT
        or (not any(map(str.isalpha, passphrase)) and len(passphrase) < _SHORTEST_DIGITS)
    )


def _make_key(path: Path) -> ExitCode:
    if os.path.lexists(path):
        what, remedy = (
            _("Такой файл уже есть; он не тронут."),
            _("Назовите файл ключа иначе: старый ещё может открывать."),
        )
        raise OutputError(Problem(Kind.UNWRITTEN, "K014", path.name, what, remedy))
    text, public = new_key()
    write({path: text.encode()})
    talk.say(_("Закрытый ключ записан в {file}. Сделайте копию и храните её отдельно от дел.").format(file=path))
    talk.say(_("Открытый ключ ниже; им шифруют, и его можно передавать кому угодно:"))
    click.echo(public)
    return ExitCode.DONE
