"""The work on cases done by a Dask cluster. Its workers keep nothing and log nothing of a case; only we write files."""

import asyncio
import hashlib
import logging
import re
import warnings
from collections.abc import Awaitable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from filings.batch.executors import Executor, LostError, Work, WorkError, alone, settle_future
from filings.batch.work import BatchOrder, WorkResult, work
from filings.catalog import Pack, builtin_pack
from filings.core_dumps import forbid
from filings.errors import MachineError, UsageError
from filings.i18n import _
from filings.problems import Kind, Problem

_ADDRESS = re.compile(r"(tcp|tls)://(\[[\da-fA-F:]+\]|[^\s/:]+):\d{1,5}")
_PATIENCE = 10  # seconds for the cluster to answer
_PACKAGE = Path(__file__).parent.parent
# Not of the papers: bytecode and messages; the wheel's built-in pack is counted as a pack.
_PASSED_OVER = {"__pycache__", "locale", "pack"}


class Cluster(Executor):
    """Works on the workers of a Dask cluster, one case at a time on each. `warnings` are to be told before the run."""

    def __init__(self, client: Any, jobs: int, warnings: tuple[Problem, ...], work: Work) -> None:
        self.jobs = jobs
        self.warnings = warnings
        self._work = work
        self._client = client
        self._executor = client.get_executor(pure=False)

    def submit(self, order: BatchOrder, facts: Mapping[str, Any]) -> "Future[WorkResult]":
        if self._client.status != "running":
            raise MachineError(_gone())
        future: Future[WorkResult] = Future()
        theirs = self._executor.submit(_do, _Case(self._work, order, facts))
        theirs.add_done_callback(partial(_hand_over, future))
        return future

    def close(self, *, now: bool = False) -> None:
        self._executor.shutdown(wait=not now)
        self._client.close()


class _Case:
    """What a worker is to do, as one thing that Dask neither looks into nor can print into a log."""

    def __init__(self, work: Work, order: BatchOrder, facts: Mapping[str, Any]) -> None:
        self.work, self.order, self.facts = work, order, facts


def _do(case: _Case) -> WorkResult | WorkError:
    forbid(ours=False)
    # A bug is an answer: of an exception Dask would print its place and the task into the worker's log.
    return alone(case.work, case.order, case.facts)


def _hand_over(future: "Future[WorkResult]", theirs: "Future[WorkResult | WorkError]") -> None:
    lost = theirs.cancelled() or theirs.exception() is not None
    settle_future(future, LostError() if lost else theirs.result())


def connect(address: str, packs: Sequence[Path] = (), *, work: Work = work) -> Cluster:
    """Return the cluster at `address`, whose every worker has this version of the program and of `packs`.

    Raises `UsageError` (B050) for what is no address, `MachineError` where Dask is not installed (B051) or has no
    certificate for a tls:// address (B056), the cluster does not answer (B052), has no worker (B053) or another
    version (B054).
    """
    if not _ADDRESS.fullmatch(address):
        raise UsageError(_no_address(address))
    packs = tuple(pack.absolute() for pack in packs)  # a worker has another current folder
    client = _client(address)
    sites: Mapping[str, Any] = client.run(_site, packs, on_error="return")
    problem = _unfit(sites, edition(packs))
    if problem:
        client.close()
        raise MachineError(problem)
    return Cluster(client, len(sites), tuple(_cautions([address, *sites], sites.values())), work)


def edition(packs: Sequence[Path]) -> str:
    """Return a digest of all that papers are made from: the program, its data of law, the built-in pack and `packs`."""
    every = (builtin_pack(), *map(Pack, packs))
    pieces = [piece for pack in every for piece in (pack.templates, pack.schemas, pack.law)]
    digest = hashlib.sha256()
    for root in (_PACKAGE, *pieces):
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root)
            if path.is_file() and not _PASSED_OVER.intersection(name.parts):
                digest.update(f"{name.as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\0".encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _Site:
    edition: str
    spills: bool


def _site(packs: Sequence[Path], dask_worker: Any) -> _Site:
    """Say what a worker works with; Dask gives it as `dask_worker`. A store that can spill is no plain dictionary."""
    return _Site(edition(packs), spills=not isinstance(dask_worker.data, dict))


def _client(address: str) -> Any:
    """Return a connected `distributed.Client`, silent: its English words on standard error would help nobody."""
    try:
        from distributed import Client, Security
        from distributed.comm.core import connect
    except ImportError:
        raise MachineError(_not_installed()) from None
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        secured = Security().get_connection_args("client")  # type: ignore[no-untyped-call]
        if address.startswith("tls:") and secured["ssl_context"] is None:
            raise MachineError(_no_certificate())
        # Client would leave itself half-made and noisy behind an error, and wait for ever for another service's answer.
        # A memory error is what Dask makes of the first bytes of such a service.
        asyncio.run(_reach(connect(address, **secured)))  # type: ignore[no-untyped-call]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, MemoryError):
        raise MachineError(_no_answer(address)) from None


async def _reach(connecting: Awaitable[Any]) -> None:
    comm = await asyncio.wait_for(connecting, _PATIENCE)
    await comm.close()


def _unfit(sites: Mapping[str, Any], ours: str) -> Problem | None:
    """Return what is wrong with the workers: there is none, or some could not say or have another edition."""
    if not sites:
        return _no_worker()
    strangers = [name for name, site in sites.items() if not (isinstance(site, _Site) and site.edition == ours)]
    return _another_version(strangers) if strangers else None


def _cautions(addresses: Iterable[str], sites: Iterable[_Site]) -> Iterator[Problem]:
    """Yield a warning where cases go over a network unencrypted, and where a worker may write them to its disk."""
    if any(map(_is_open, addresses)):
        yield _unencrypted()
    if any(site.spills for site in sites):
        yield _spilling()


def _is_open(address: str) -> bool:
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme == "tls" or host == "localhost":
        return False
    try:
        return not ip_address(host).is_loopback
    except ValueError:  # a name
        return True


def _no_address(address: str) -> Problem:
    what = _("«{address}» не похоже на адрес кластера.").format(address=address)
    return Problem(Kind.MISUSE, "B050", "--cluster", what, _("Укажите адрес целиком, например tcp://10.0.0.5:8786."))


def _not_installed() -> Problem:
    what = _("Для работы на кластере нужна библиотека distributed, она не установлена.")
    return Problem(Kind.MACHINE, "B051", "--cluster", what, _("Установите её: pip install 'filings[cluster]'."))


def _no_answer(address: str) -> Problem:
    what = _("Кластер {address} не отвечает.").format(address=address)
    remedy = _("Нужен адрес, который назвал при запуске «dask scheduler» (Scheduler at). Проверьте, работает ли он.")
    return Problem(Kind.MACHINE, "B052", "--cluster", what, remedy)


def _no_worker() -> Problem:
    what = _("На кластере нет ни одного работающего процесса (dask worker).")
    return Problem(Kind.MACHINE, "B053", "--cluster", what, _("Запустите их и повторите команду."))


def _another_version(names: Sequence[str]) -> Problem:
    what = _("На кластере другая версия программы или другие наборы шаблонов: {names}.").format(names=", ".join(names))
    remedy = _("Установите там ту же версию, положите наборы по тем же путям и перезапустите dask worker.")
    return Problem(Kind.MACHINE, "B054", "--cluster", what, remedy)


def _gone() -> Problem:
    what = _("Связь с кластером потеряна.")
    remedy = _("Готовые документы сохранены. Когда кластер снова заработает, повторите команду с --resume.")
    return Problem(Kind.MACHINE, "B055", "--cluster", what, remedy)


def _no_certificate() -> Problem:
    what = _("Адрес начинается с tls://, но сертификаты для этого соединения не указаны.")
    remedy = _("Укажите их в настройках Dask: distributed.comm.tls.ca-file, client.cert и client.key.")
    return Problem(Kind.MACHINE, "B056", "--cluster", what, remedy)


def _unencrypted() -> Problem:
    what = _("Дела пойдут по сети незашифрованными: их сможет прочесть каждый, кто её слушает.")
    remedy = _("Настройте в Dask сертификаты и адрес tls://, или составляйте документы на своём компьютере.")
    return Problem(Kind.MACHINE, "B057", "--cluster", what, remedy).softened()


def _spilling() -> Problem:
    what = _("Когда памяти мало, процессы кластера могут временно записать документы дел на свой диск.")
    remedy = _("Запустите dask worker с ключом --memory-limit 0 или отключите target и spill в настройках Dask.")
    return Problem(Kind.EXPOSED, "B058", "--cluster", what, remedy).softened()
