"""What the application is given from outside: the kinds, the clock, who makes papers, what it may cost."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from filings.catalog import Catalog
from filings.examination import Request
from filings.papers import File, Wanted, make
from filings.sealing import Recipients, seal_with_passphrase, unseal_with_passphrase

FORMATS = ("docx", "pdf")


class BusyError(Exception):
    """Nobody is free to do it now; it may be asked for again."""


class Workshop(Protocol):
    """Does what takes a second or more. Whatever it cannot take now raises `BusyError`."""

    def papers(self, kind: str, case: Mapping[str, Any], today: date) -> tuple[File, ...]:
        """Return the paper of the facts `case`, the own copy and the memo in every format this machine makes; nothing
        where an error stops them."""
        ...

    def seal(self, content: bytes, passphrase: str) -> bytes:
        """Return `content` sealed by `passphrase`."""
        ...

    def unseal(self, content: bytes, passphrase: str) -> bytes:
        """Return what `content` holds; raises as `sealing.unseal_with_passphrase` does."""
        ...


class AtOnce(Workshop):
    """Does it here, while the caller waits."""

    def __init__(self, catalog: Catalog, formats: tuple[str, ...] = FORMATS) -> None:
        self._catalog, self._wanted = catalog, Wanted(formats, own_copy=True, memo=True)

    def papers(self, kind: str, case: Mapping[str, Any], today: date) -> tuple[File, ...]:
        return make(self._catalog, self._catalog.find(kind), case, Request(today), self._wanted).files

    def seal(self, content: bytes, passphrase: str) -> bytes:
        return seal_with_passphrase(content, passphrase)

    def unseal(self, content: bytes, passphrase: str) -> bytes:
        return unseal_with_passphrase(content, passphrase, "")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is borne: `visits` at once, each forgotten after `idle` seconds without a request and of `size` bytes at
    most; a request of `body` bytes; `starts` and `unsealings` a minute."""

    visits: int = 500
    idle: float = 30 * 60
    size: int = 256 * 1024
    body: int = 1024 * 1024
    starts: int = 60
    unsealings: int = 20


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that the application knows of the world.

    `now` counts seconds, from whenever; `today` is the day of the work. `hosts` are the names under which the
    application may be asked for («127.0.0.1:8000»). `turn` is entered for all work that is not the workshop's, so that
    a server with threads does it one at a time. `leave_to` is where who leaves is sent. `recipients` are the keys of a
    lawyer. `told` hears of a bug, of which it must keep no more than the name and the places of code. `choose` takes
    one of many at random; `secret` is known to nobody else.
    """

    catalog: Catalog
    workshop: Workshop
    today: Callable[[], date]
    now: Callable[[], float]
    hosts: frozenset[str]
    secret: bytes
    leave_to: str
    told: Callable[[BaseException], None]
    choose: Callable[[Sequence[str]], str]
    recipients: Recipients = field(default_factory=lambda: Recipients(()))
    limits: Limits = field(default_factory=Limits)
    turn: AbstractContextManager[Any] = field(default_factory=nullcontext)
