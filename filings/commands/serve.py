"""`filings serve`: the guided interview in a browser, of this machine or of an organisation's."""

import logging
import secrets
import time
import webbrowser
from pathlib import Path
from threading import RLock

import click
import waitress

from filings.catalog import Catalog
from filings.commands import talk
from filings.commands.case_files import load_catalog, today
from filings.commands.edge import places_in
from filings.commands.options import pack_option
from filings.commands.serve_workers import Beside
from filings.core_dumps import forbid
from filings.i18n import _
from filings.interview.planning import plan
from filings.interview.questionnaire import Responses
from filings.sealing import Recipients
from filings.web.application import make_application
from filings.web.surroundings import Limits, Surroundings

_THREADS = 32
# Nothing that is sent or answered goes to the disk: the server would put what is larger there.
_IN_MEMORY = 64 * 1024 * 1024


@click.command("serve", help=_("Открыть беседу в браузере: вопросы по одному, в конце готовая бумага."))
@click.option("--host", default="127.0.0.1", show_default=True, metavar=_("АДРЕС"), help=_("На каком адресе слушать."))
@click.option("--port", default=8080, show_default=True, metavar=_("ПОРТ"), help=_("На каком порту слушать."))
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar=_("ИМЯ"),
    help=_("Под каким именем программу открывают за прокси: help.example.org, …onion. Можно несколько раз."),
)
@click.option(
    "--recipient",
    "recipients",
    multiple=True,
    metavar=_("КЛЮЧ"),
    help=_("Открытый ключ юриста: ему шифруют дела, которые решает юрист. Можно несколько раз."),
)
@click.option(
    "--leave-to",
    default="https://ya.ru/",
    show_default=True,
    metavar=_("АДРЕС"),
    help=_("Куда уводит «Уйти с этой страницы»."),
)
@click.option("--visits", default=Limits().visits, show_default=True, help=_("Сколько людей сразу."))
@click.option("--idle", default=30, show_default=True, help=_("Через сколько минут без ответа всё стирается."))
@click.option("--jobs", default=1, show_default=True, help=_("Сколько процессов составляют документы."))
@click.option("--open", "opened", is_flag=True, help=_("Открыть страницу в браузере."))
@pack_option
def command(
    host: str,
    port: int,
    names: tuple[str, ...],
    recipients: tuple[str, ...],
    leave_to: str,
    visits: int,
    idle: int,
    jobs: int,
    opened: bool,
    packs: tuple[Path, ...],
) -> None:
    """Serve until the program is stopped; all that was answered is gone then."""
    forbid()
    keys, catalog, workshop = Recipients.read(recipients), load_catalog(packs), Beside(jobs, packs)
    _warm(catalog)
    address = f"{host}:{port}"
    world = Surroundings(
        catalog=catalog,
        workshop=workshop,
        today=today,
        now=time.monotonic,
        hosts=frozenset((address, f"localhost:{port}", *names)),
        secret=secrets.token_bytes(32),
        leave_to=leave_to,
        told=_tell,
        choose=secrets.choice,
        recipients=keys,
        limits=Limits(visits=visits, idle=60.0 * idle),
        turn=RLock(),
    )
    talk.say(_("Откройте в браузере: http://{address}/  Остановить: Ctrl-C.").format(address=address))
    if opened:
        webbrowser.open(f"http://{address}/")
    _serve(world, address)
    workshop.close()


def _serve(world: Surroundings, address: str) -> None:
    # What the server writes names addresses, and the key of a visit stands in one.
    logger = logging.getLogger("waitress")
    logger.propagate = False
    logger.addHandler(logging.NullHandler())
    waitress.serve(
        make_application(world),
        listen=address,
        threads=_THREADS,
        ident="",
        max_request_body_size=2 * world.limits.body,
        max_request_header_size=16 * 1024,
        inbuf_overflow=_IN_MEMORY,
        outbuf_overflow=_IN_MEMORY,
        channel_timeout=60,
        connection_limit=500,
    )


def _warm(catalog: Catalog) -> None:
    """Read what is read once, before the first visitor waits for it."""
    for filing in catalog.filings.values():
        plan(catalog, filing, Responses(), today())


def _tell(error: BaseException) -> None:
    """Tell of a bug without its message, which may quote a fact."""
    talk.say("\n".join([type(error).__name__, *places_in(error)]))
