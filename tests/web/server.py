"""`filings serve` as it runs for people: another process, a real port."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

from filings.web.guard import HEADERS
from tests.web.visitor import HOST


@dataclass
class Served:
    """A running server: its address, and what it said once it has ended."""

    port: int
    process: "subprocess.Popen[bytes]"
    said: bytes = b""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def served(folder: Path, *options: str) -> Iterator[Served]:
    """Serve while the block runs, in the empty `folder`."""
    port = free_port()
    command = [sys.executable, "-m", "filings", "serve", "--port", str(port), *options]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    server = Served(port, process)
    try:
        _wait(server)
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        server.said = process.communicate(timeout=60)[0]


def _wait(server: Served) -> None:
    for _time in range(300):
        try:
            socket.create_connection(("127.0.0.1", server.port), timeout=5).close()
        except OSError:
            assert server.process.poll() is None, server.process.stdout
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not start")


class _Quiet(WSGIRequestHandler):
    def log(self, *_arguments: Any) -> None:
        """Keep quiet."""


@contextmanager
def served_here(pages: Sequence[str], app: Any) -> Iterator[str]:
    """Serve `pages` under the address yielded and their numbers, and beside them what else `app` has."""

    def answer(environ: dict[str, Any], start: Any) -> Any:
        number = environ["PATH_INFO"].removeprefix("/seen/")
        if not number.isdigit():
            return app({**environ, "HTTP_HOST": HOST}, start)
        start("200 OK", [("Content-Type", "text/html; charset=utf-8"), *HEADERS.items()])
        return [pages[int(number)].encode()]

    server = make_server(HOST, 0, answer, threaded=True, request_handler=_Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_port}/seen"
    finally:
        server.shutdown()
        server.server_close()


class _Neutral(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>Weather</title><h1>Sunny</h1>")

    def log_message(self, *_arguments: object) -> None:
        """Keep quiet."""


@contextmanager
def neutral_site() -> Iterator[str]:
    """Serve a page that has nothing to do with us; yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Neutral)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def token_in(page: str) -> str:
    """Return the token of the form of a page."""
    return page.partition('name="token" value="')[2].partition('"')[0]


def read(server: Served, path: str) -> tuple[int, str]:
    """Return the status and the text of a page, redirections followed."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    with closing(connection):
        connection.request("GET", path)
        response = connection.getresponse()
        text, where = response.read().decode(), response.getheader("Location", "")
        return read(server, where) if response.status == 303 else (response.status, text)


def post(server: Served, path: str, fields: Mapping[str, str], file: bytes) -> tuple[int, str, str]:
    """Send a form with a file; return the status, where it leads and the text. Status 0: the server hung up."""
    parts = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in fields.items()]
    head = "".join(parts) + '--x\r\nContent-Disposition: form-data; name="file"; filename="a.age"\r\n\r\n'
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    with closing(connection):
        try:
            connection.request("POST", path, head.encode() + file + b"\r\n--x--\r\n", headers)
            response = connection.getresponse()
        except OSError:
            return 0, "", ""
        return response.status, response.getheader("Location", ""), response.read().decode()
