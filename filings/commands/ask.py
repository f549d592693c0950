"""`filings ask`: the guided interview in the terminal, from what happened to the finished paper."""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import click

from filings.commands.case_files import load_catalog, today
from filings.commands.keys import Keys, ask_passphrase, identity_option, is_sealed_name, plain_name
from filings.commands.options import DayType, pack_option
from filings.commands.paper_options import formats_option
from filings.errors import FactsError
from filings.facts import load, load_source
from filings.i18n import _
from filings.interview.questionnaire import Responses
from filings.interview.telling import answer_in_russian
from filings.kit.passphrases import readings
from filings.kit.saved_case import responses_of
from filings.problems import ExitCode
from filings.sealing import SUFFIX, read_file, unseal_with_passphrase, wants_passphrase
from filings.terminal.console import Console
from filings.terminal.conversation import Conversation
from filings.terminal.keeping import Keeping
from filings.terminal.session import hold
from filings.terminal.setting import Ending, Setting

_STATUS = {
    Ending.DONE: ExitCode.DONE,
    Ending.CLOSED: ExitCode.REFUSED,
    Ending.WITHOUT_FORMAT: ExitCode.MACHINE,
    Ending.UNWRITTEN: ExitCode.OUTPUT,
    Ending.LEFT: ExitCode.INTERRUPTED,
}
_CASE_FILES = (".json", ".yaml", ".yml", SUFFIX)
_TRIES = 3
_WIPED = "\x1b[H\x1b[2J\x1b[3J"


@click.command("ask", help=_("Спросить всё нужное по одному вопросу и составить документ."))
@click.argument("what", metavar=_("[ВИД|ФАЙЛ]"), default="")
@click.option(
    "-o",
    "--output",
    metavar=_("ПУТЬ"),
    default="",
    help=_(
        "Папка для бумаг и ответов (иначе текущая) или файл ответов: ….age шифруется, ….json и ….yaml открытые, «-» – "
        "на стандартный вывод."
    ),
)
@formats_option
@click.option("--overwrite", is_flag=True, help=_("Заменить файлы, если они уже есть."))
@click.option("--on", "on", type=DayType(), metavar=_("ДАТА"), help=_("Какой день считать сегодняшним."))
@pack_option
@identity_option
def command(
    what: str,
    output: str,
    formats: tuple[str, ...],
    overwrite: bool,
    on: date | None,
    packs: tuple[Path, ...],
    identity: tuple[Path, ...],
) -> int:
    """Hold the interview. Return 0 with papers or saved answers, 1 where the law closed the way, 4 where the disk did
    not take them, 5 where a format could not be made, 130 where nothing was kept."""
    catalog, keys, console = load_catalog(packs), Keys(identity), _console()
    named = Path(output) if output.lower().endswith(_CASE_FILES) else None
    setting = Setting(
        catalog=catalog,
        today=on or today(),
        console=console,
        choose=secrets.choice,
        folder=named.parent if named else Path() if output == "-" else Path(output),
        case=named,
        formats=formats or ("docx", "pdf"),
        overwrite=overwrite,
    )
    keeping = Keeping(setting, out=_put if output == "-" else None)
    begun = Conversation(setting, keeping)
    console.say(_("Ответы – словами или номером. Можно набрать и такое:"))
    console.say(_("Enter – оставить или пропустить · ? – пояснение · - – не знаю или нет · < – назад"), "  ")
    console.say(_("! – все ответы · :сохранить · :выход"), "  ")
    if hint := answer_in_russian():
        console.say(hint)
    with _wiped_after(console):
        _take_up(begun, what, keys)
        ending = hold(begun)
        if ending is Ending.LEFT:
            console.say(_("Ничего не записано."))
        elif _can_be_wiped(console):
            console.say(_("Всё записали? Enter – стереть экран и выйти."))
            console.source.readline()
    return _STATUS[ending]


@contextmanager
def _wiped_after(console: Console) -> Iterator[None]:
    """Leave nothing of what was typed on the screen and above it, however the interview ends."""
    try:
        yield
    finally:
        if _can_be_wiped(console):
            console.put(_WIPED)


def _console() -> Console:
    def put(text: str) -> None:
        click.echo(text, err=True, nl=False)

    person = bool(sys.stdin and sys.stdin.isatty() and sys.stderr.isatty())
    return Console(sys.stdin.buffer if sys.stdin else BytesIO(), put, person)


def _put(content: bytes) -> None:
    click.echo(content, nl=False)


def _can_be_wiped(console: Console) -> bool:
    return console.terminal and os.environ.get("TERM", "") not in ("", "dumb")


def _take_up(begun: Conversation, what: str, keys: Keys) -> None:
    """Begin with what was named: a kind, a file of answers, or nothing, which begins with what happened."""
    catalog, path = begun.setting.catalog, Path(what)
    if not what or what in catalog.filings:
        if what:
            begun.start(what, Responses())
        return
    if not (path.suffix or path.exists()):
        catalog.find(what)
    facts = _facts(begun, path, keys)
    kind, responses = str(facts.get("kind") or ""), responses_of(facts)
    if kind:
        begun.start(catalog.find(kind).kind, responses)
    else:
        begun.responses = responses


def _facts(begun: Conversation, path: Path, keys: Keys) -> dict[str, Any]:
    """Return the case in the file `path`; a sealed one is opened in memory, and saved again under its passphrase."""
    if not is_sealed_name(path):
        return load(path)
    content = read_file(path)
    if not wants_passphrase(content, path.name):
        return load_source(plain_name(path), keys.unseal(content, path.name))
    opened, passphrase = _unsealed(begun.setting.console, content, path.name)
    begun.keeping.path, begun.keeping.passphrase = path, passphrase
    return load_source(plain_name(path), opened)


def _unsealed(console: Console, content: bytes, name: str) -> tuple[bytes, str]:
    """Return what a sealed file holds and its passphrase: not shown at a terminal, the next line of a pipe."""
    tries = _TRIES
    while True:
        tries -= 1
        try:
            return _opened_by(content, _passphrase(console), name)
        except FactsError as error:
            if not tries:
                raise
            console.say_problem(error.problems[0])


def _passphrase(console: Console) -> str:
    if console.terminal:
        return ask_passphrase(_("Пароль"))
    console.say(_("Пароль"))
    return console.line()


def _opened_by(content: bytes, typed: str, name: str) -> tuple[bytes, str]:
    *others, last = readings(typed)
    for passphrase in others:
        with suppress(FactsError):
            return unseal_with_passphrase(content, passphrase, name), passphrase
    return unseal_with_passphrase(content, last, name), last
