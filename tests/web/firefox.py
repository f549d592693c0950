"""Firefox driven over its Marionette, as Chromium is over its pipe; scripts of pages are off."""

import json
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any, Self

from tests.web.visitor import Html

PROGRAM = shutil.which("firefox-esr") or shutil.which("firefox") or ""
_WISHES = {"marionette.port": 0, "javascript.enabled": False, "browser.sessionstore.interval": 200}

# Seconds without a word of the browser.
_PATIENCE = 60
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Firefox:
    """A browser with one window, and a profile on the disk as it is for anybody."""

    def __init__(self, profile: Path) -> None:
        profile.mkdir()
        wishes = "".join(f'user_pref("{name}", {json.dumps(value)});\n' for name, value in _WISHES.items())
        (profile / "user.js").write_text(wishes, encoding="utf-8")
        command = [PROGRAM, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._number = 0
        self._socket = socket.create_connection(("127.0.0.1", self._port(profile)), timeout=_PATIENCE)
        self._file = self._socket.makefile("rb")
        self._next()
        self.ask("WebDriver:NewSession")

    def _port(self, profile: Path) -> int:
        for _time in range(_PATIENCE * 10):
            named = profile / "MarionetteActivePort"
            if named.exists() and (text := named.read_text(encoding="utf-8")):
                return int(text)
            assert self._process.poll() is None, "the browser is gone"
            time.sleep(0.1)
        raise AssertionError("the browser does not start")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the browser as a person does, so that it writes what it keeps."""
        if self._process.poll() is None:
            self.ask("Marionette:Quit", flags=["eAttemptQuit"])
            self._process.wait(_PATIENCE)
        self._file.close()
        self._socket.close()

    def ask(self, command: str, **parameters: Any) -> Any:
        """Call the browser and return its answer."""
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _kind, number, error, result = self._next()
        assert (number, error) == (self._number, None), (command, error)
        return result

    def _next(self) -> Any:
        length = b""
        while (byte := self._file.read(1)) != b":":
            assert byte, "the browser is gone"
            length += byte
        return json.loads(self._file.read(int(length)))

    def go(self, url: str) -> Html:
        """Open an address."""
        self.ask("WebDriver:Navigate", url=url)
        return self.page

    def back(self) -> Html:
        """Press Back."""
        before = self._shown()
        self.ask("WebDriver:Back")
        return self._after(before)

    @property
    def url(self) -> str:
        """The address that is seen."""
        return str(self.ask("WebDriver:GetCurrentURL")["value"])

    @property
    def page(self) -> Html:
        """The page that is seen."""
        return Html(self.ask("WebDriver:GetPageSource")["value"])

    def _element(self, selector: str) -> str:
        found = self.ask("WebDriver:FindElement", using="css selector", value=selector)
        return str(found["value"][_ELEMENT])

    def type(self, selector: str, text: str) -> None:
        """Type `text` into a field in place of what stands there."""
        self.ask("WebDriver:ElementClear", id=self._element(selector))
        self.attach(selector, text)

    def pick(self, selector: str, words: str) -> None:
        """Choose from a list by typing the words."""
        self.attach(selector, words)

    def attach(self, selector: str, file: Path | str) -> None:
        """Choose a file to be sent."""
        self.ask("WebDriver:ElementSendKeys", id=self._element(selector), text=str(file))

    def tick(self, selector: str) -> None:
        """Click on what leads nowhere."""
        self.ask("WebDriver:ElementClick", id=self._element(selector))

    def click(self, selector: str) -> Html:
        """Click on what leads to another page."""
        before = self._shown()
        self.tick(selector)
        return self._after(before)

    def _after(self, before: str) -> Html:
        for _time in range(_PATIENCE * 20):
            if self._shown() not in ("", before):
                return self.page
            time.sleep(0.05)
        raise AssertionError("what was clicked leads nowhere")

    def _shown(self) -> str:
        """Return what tells this showing of a page from any other, nothing while it is loaded."""
        script = "return document.readyState == 'complete' ? String(performance.timeOrigin) : ''"
        return str(self.ask("WebDriver:ExecuteScript", script=script, args=[])["value"])
