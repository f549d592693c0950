"""What is kept of a visitor: in memory, sealed by his link, for a while, and so many at once."""

import pytest
from flask import Flask
from werkzeug.test import Client

from filings.sealing import LinkKey
from filings.web.application import make_application
from filings.web.guard import Meter
from filings.web.surroundings import BusyError, Limits
from filings.web.vault import Vault
from tests.web.conftest import Clock, House
from tests.web.visiting import begun
from tests.web.visitor import HOST, Visitor


def test_only_who_has_the_link_reads_what_is_kept() -> None:
    vault = Vault(Limits(), Clock())
    key = vault.open()
    vault.put(key, "visit", b"Secret")

    held = repr(vault.__dict__["_kept"])
    assert "Secret" not in held
    assert key.link not in held
    found = vault.find(key.link)
    assert found
    assert vault.get(found, "visit") == b"Secret"


@pytest.mark.parametrize("link", ["", "x", "1" * 58, "я" * 58, "of another"])
def test_another_link_finds_nothing(link: str) -> None:
    vault = Vault(Limits(), Clock())
    vault.open()
    assert vault.find(LinkKey.new().link if link == "of another" else link) is None


def test_a_visit_is_forgotten_after_its_idle_time_and_not_before() -> None:
    clock = Clock()
    vault = Vault(Limits(idle=60), clock)
    key = vault.open()
    clock.seconds = 60
    assert vault.find(key.link) == key
    clock.seconds = 120
    assert vault.find(key.link) == key
    clock.seconds = 181
    assert vault.find(key.link) is None
    assert len(vault) == 0


def test_who_never_answered_gives_way_and_nobody_else() -> None:
    vault = Vault(Limits(visits=2), Clock())
    silent, busy = vault.open(), vault.open()
    for _answer in range(2):
        vault.put(busy, "visit", b"x")
    third = vault.open()
    assert [vault.find(key.link) for key in (silent, busy, third)] == [None, busy, third]

    for _answer in range(2):
        vault.put(third, "visit", b"x")
    with pytest.raises(BusyError):
        vault.open()


def test_what_was_erased_stays_so_whoever_still_writes() -> None:
    vault = Vault(Limits(), Clock())
    key = vault.open()
    vault.erase(key)
    vault.put(key, "visit", b"x")
    vault.forget_parts(key)
    assert (vault.find(key.link), vault.get(key, "visit"), len(vault)) == (None, None, 0)


def test_an_idle_visit_is_gone_from_the_pages_too(house: House, app: Flask) -> None:
    visitor = Visitor(app)
    begun(visitor, house, "copy-request", {"applicant": {"category": "contract"}})
    house.clock.seconds = 599
    assert visitor.get(visitor.url)
    assert visitor.response.status_code == 200

    house.clock.seconds += 601
    assert Client(app).get(visitor.url, headers={"Host": HOST}).status_code == 410


def test_a_full_house_is_told_so(house: House) -> None:
    app = make_application(house.world(limits=Limits(visits=1, starts=100)))
    first = Visitor(app)
    first.begin("Нет", "Служу по контракту")

    second = Visitor(app)
    second.submit()
    assert second.response.status_code == 503
    assert second.page.heading == "Сейчас занято"


def test_who_leaves_while_his_papers_are_made_leaves_nothing(house: House, app: Flask) -> None:
    visitor = Visitor(app)
    begun(visitor, house, "copy-request", {"applicant": {"category": "contract"}})
    visitor.go("save")
    seal = house.workshop.seal

    def leaving(content: bytes, passphrase: str) -> bytes:
        Client(app).get(f"/i/{visitor.key}/leave", headers={"Host": HOST})
        sealed: bytes = seal(content, passphrase)
        return sealed

    house.workshop.seal = leaving
    assert visitor.post().status_code == 410
    assert Client(app).get(f"/i/{visitor.key}/saved", headers={"Host": HOST}).status_code == 410


def test_a_busy_workshop_is_told_and_nothing_is_lost(house: House, app: Flask) -> None:
    visitor = Visitor(app)
    begun(visitor, house, "copy-request", {"applicant": {"category": "contract"}})
    visitor.go("save")

    def full(*_arguments: object) -> bytes:
        raise BusyError

    seal, house.workshop.seal = house.workshop.seal, full
    visitor.submit()
    assert "Подождите минуту" in visitor.response.text

    house.workshop.seal = seal
    visitor.submit()
    assert visitor.page.link("Скачать файл")


def test_a_meter_lets_through_so_many_a_minute() -> None:
    clock = Clock()
    meter = Meter(6, clock)
    assert [meter.passes() for _number in range(8)] == [True] * 6 + [False] * 2
    clock.seconds = 10
    assert [meter.passes() for _number in range(2)] == [True, False]
    clock.seconds = 1000
    assert [meter.passes() for _number in range(7)] == [True] * 6 + [False]
