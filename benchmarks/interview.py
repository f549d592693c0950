"""How long fifty people on one server wait for a page, and what the server keeps in memory (goals W4 and W5).

The people are threads that read pages as a browser without scripts does, think ten seconds and answer as a conscript
whose service is over; every second has his papers made. Measure on a machine that does nothing else.
"""

import random
import re
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from benchmarks.goals import Goal

PEOPLE, SECONDS, THINKING, PORT = 50, 240.0, 10.0, 8765
PAPERS = 0.5
ROUTE = ("Нет", "Служу по призыву", "Хочу уволиться со службы", "Срок службы кончился")
ANSWERS = {
    "applicant.force": "armed-forces",
    "applicant.rank": "рядовой",
    "applicant.position": "стрелок 1 мотострелковой роты",
    "service.called_up_on": "12.11.2025",
    "applicant.unit.number": "00000",
    "applicant.name.last": "Кузнецов",
    "applicant.name.first": "Илья",
    "applicant.name.patronymic": "Олегович",
    "addressee.position": "командир войсковой части 00000",
}
GOALS = {"question": 100.0, "review": 400.0, "kit": 4000.0}
MOST_MEGABYTES = 400.0
_FIELD = re.compile(r'<(?:input|select|textarea|button)[^>]*? name="([^"]+)"(?:[^>]*? value="([^"]*)")?')
_ACTION = re.compile(r'<form method="post" action="([^"]+)"')
_CHOICE = re.compile(r'name="choice" value="(\d+)"[^>]*><span>([^<]*)')


def measure() -> Iterator[Goal]:
    """Run the server, let the people come, yield what they waited and what the server kept in memory."""
    server = subprocess.Popen(
        [sys.executable, "-m", "filings", "serve", "--port", str(PORT), "--jobs", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await_server()
        waited = _visits()
        megabytes = sum(map(_resident, _family(server.pid)))
    finally:
        server.terminate()
        server.wait()
    for kind, most in GOALS.items():
        times = sorted(waited[kind])
        percentile = statistics.quantiles(times, n=20)[-1]
        yield Goal(f"W4 p95 {kind}, {PEOPLE} people", percentile, most, "ms", note=f"{len(times)} pages")
    yield Goal("W5 memory of the server and its workers", megabytes, MOST_MEGABYTES, "MB")


def _visits() -> dict[str, list[float]]:
    waited: dict[str, list[float]] = defaultdict(list)
    until = time.monotonic() + SECONDS
    dice = [random.Random(number) for number in range(PEOPLE)]  # noqa: S311
    people = [threading.Thread(target=_person, args=(each, waited, until)) for each in dice]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return waited


def _person(dice: random.Random, waited: dict[str, list[float]], until: float) -> None:
    time.sleep(dice.uniform(0, THINKING))
    while time.monotonic() < until:
        visitor = _Visitor(waited)
        visitor.open("/")
        route = iter(ROUTE)
        while time.monotonic() < until and not visitor.at("/done"):
            time.sleep(dice.expovariate(1 / THINKING))
            visitor.answer(route, papers=dice.random() < PAPERS)


class _Visitor:
    def __init__(self, waited: dict[str, list[float]]) -> None:
        self.waited, self.url, self.page = waited, "/", ""

    def at(self, end: str) -> bool:
        return self.url.endswith(end)

    def open(self, url: str, sent: dict[str, str] | None = None) -> None:
        """Get a page, or send a form and follow where it leads; note how long it took."""
        started, kind = time.perf_counter(), self.kind(sent)
        while True:
            connection = HTTPConnection("127.0.0.1", PORT, timeout=60)
            headers = {"Origin": f"http://127.0.0.1:{PORT}", "Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST" if sent else "GET", url, urlencode(sent) if sent else None, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            connection.close()
            if answer.status != 303:
                break
            url, sent = urlsplit(answer.getheader("Location") or "/").path, None
        self.waited[kind].append((time.perf_counter() - started) * 1000)
        self.url, self.page = url, text

    def kind(self, sent: dict[str, str] | None) -> str:
        if sent and sent.get("act") == "make":
            return "kit"
        return "review" if self.at("/words") or self.at("/review") else "question"

    def answer(self, route: Iterator[str], *, papers: bool) -> None:
        """Send the form of the page as the man of `ANSWERS` would; at the end begin anew, or take the papers."""
        form = _ACTION.search(self.page)
        if form is None or (self.at("/review") and not papers):
            self.open("/")
            return
        sent = {name: value for name, value in _FIELD.findall(self.page) if value and name in ("token", "kind")}
        sent |= {name: ANSWERS[name] for name, _value in _FIELD.findall(self.page) if name in ANSWERS}
        choices = _CHOICE.findall(self.page)
        if choices:
            wanted = next(route, "")
            sent["choice"] = next((value for value, label in choices if label == wanted), "0")
        if self.at("/review"):
            sent |= {"act": "make", "read": "1"}
        self.open(form[1], sent)


def _await_server() -> None:
    for _try in range(300):
        try:
            HTTPConnection("127.0.0.1", PORT, timeout=1).request("GET", "/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("the server does not answer")


def _family(process: int) -> list[int]:
    """Return the ids of a process and of all that it has started."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [process, *(one for child in children for one in _family(int(child)))]


def _resident(process: int) -> float:
    (line,) = re.findall(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text(encoding="ascii"))
    return int(line) / 1024
