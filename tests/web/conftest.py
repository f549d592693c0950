"""The application as the tests have it: a clock to be turned, papers made at once, a lawyer's key."""

import random
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from flask import Flask

from filings.catalog import Catalog
from filings.sealing import Recipients, identities_in, new_key
from filings.web.application import make_application
from filings.web.surroundings import AtOnce, Limits, Surroundings
from tests.conftest import TODAY
from tests.web.visitor import HOST

CATALOG = Catalog.load()
LEFT_TO = "https://example.org/"


@dataclass
class Clock:
    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Unlocked(AtOnce):
    """Makes real papers. What it seals it remembers instead of spending a second on each passphrase: that sealing and
    opening are those of `filings seal` is tested where the real ones are used."""

    outside: bytes = b"age-encryption.org/v1\n-> scrypt bm90aGluZw 18\n"
    sealed: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(CATALOG, ("docx",))

    def seal(self, content: bytes, passphrase: str) -> bytes:
        self.sealed[passphrase] = content
        return self.outside

    def unseal(self, content: bytes, passphrase: str) -> bytes:
        return self.sealed[passphrase] if content else b""


@dataclass
class House:
    """What surrounds the application, to be looked at and changed."""

    clock: Clock = field(default_factory=Clock)
    workshop: Any = field(default_factory=Unlocked)
    bugs: list[BaseException] = field(default_factory=list)
    key: tuple[str, str] = field(default_factory=new_key)

    def world(self, **changed: Any) -> Surroundings:
        world = Surroundings(
            catalog=CATALOG,
            workshop=self.workshop,
            today=lambda: TODAY,
            now=self.clock,
            hosts=frozenset({HOST}),
            secret=b"of the tests",
            leave_to=LEFT_TO,
            told=self.bugs.append,
            choose=random.Random(1).choice,  # noqa: S311 - a passphrase of the tests
            recipients=Recipients.read([self.key[1]]),
            limits=Limits(idle=600, starts=1000, unsealings=1000),
        )
        return replace(world, **changed)

    @property
    def identities(self) -> Any:
        return identities_in(self.key[0].encode(), "")


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def app(house: House) -> Flask:
    return make_application(house.world())
