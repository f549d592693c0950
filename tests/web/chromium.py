"""Chromium driven over a pipe: it types, clicks and goes back as a person does."""

import json
import os
import select
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from tests.web.visitor import Html

PROGRAM = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
_OPTIONS = ("--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu", "--window-size=400,900")

# Seconds without a word of the browser: what was clicked leads nowhere.
_PATIENCE = 20


class Chromium:
    """A browser with one window, scripts off unless asked for, and a profile on the disk as it is for anybody."""

    def __init__(self, profile: Path, scripts: bool = False) -> None:
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()
        options = [*_OPTIONS, f"--user-data-dir={profile}", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        command = f'exec "$0" "$@" 3<&{theirs_in} 4>&{theirs_out}'
        self._process = subprocess.Popen(
            ["bash", "-c", command, PROGRAM, *options, "about:blank"],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._from, self._to = os.fdopen(ours_in, "rb"), os.fdopen(ours_out, "wb")
        self._number, self._loads, self._read = 0, 0, b""
        self._scripts = scripts
        # The session of the window that is seen: to set it is to turn to another window.
        self.window = ""
        targets = self.ask("Target.getTargets")["targetInfos"]
        self._turn_to(next(one["targetId"] for one in targets if one["type"] == "page"))

    def _turn_to(self, target: str) -> None:
        self.window = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "DOM", "Network"):
            self.ask(f"{domain}.enable")
        self.ask("Emulation.setScriptExecutionDisabled", value=not self._scripts)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the browser as a person does, so that it writes what it keeps."""
        if self._process.poll() is None:
            self.window = ""
            self.ask("Browser.close")
            self._process.wait(30)
        self._from.close()
        self._to.close()

    def open_window(self) -> str:
        """Open another window and return it; the one that is seen stays."""
        seen = self.window
        self._turn_to(self.ask("Target.createTarget", url="about:blank", newWindow=True)["targetId"])
        opened, self.window = self.window, seen
        return opened

    def ask(self, method: str, **parameters: Any) -> Mapping[str, Any]:
        """Call the browser and return its answer."""
        self._number += 1
        call = {"id": self._number, "method": method, "params": parameters}
        message = call | ({"sessionId": self.window} if self.window else {})
        self._to.write(json.dumps(message).encode() + b"\0")
        self._to.flush()
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, (method, answer["error"])
                result: Mapping[str, Any] = answer["result"]
                return result

    def _next(self) -> Mapping[str, Any]:
        while b"\0" not in self._read:
            ready, _none, _none = select.select([self._from], [], [], _PATIENCE)
            assert ready, "the browser does not answer"
            part = os.read(self._from.fileno(), 1 << 16)
            assert part, "the browser is gone"
            self._read += part
        message, _end, self._read = self._read.partition(b"\0")
        value: Mapping[str, Any] = json.loads(message)
        # A page that the browser has kept whole is not loaded again.
        kept = value.get("params", {}).get("type") == "BackForwardCacheRestore"
        self._loads += value.get("method") == "Page.loadEventFired" or kept
        return value

    def _loaded(self, before: int) -> None:
        while self._loads == before:
            self._next()

    def evaluate(self, script: str) -> Any:
        """Return what a script comes to in the page that is seen."""
        answer = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def look(self, width: int, **features: str) -> None:
        """Look at pages in a window so wide, as who has told his system what `features` say."""
        phone = width < 600
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=phone)
        named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.ask("Emulation.setEmulatedMedia", features=named)

    def go(self, url: str) -> Html:
        """Open an address."""
        before = self._loads
        self.ask("Page.navigate", url=url)
        self._loaded(before)
        return self.page

    def back(self) -> Html:
        """Press Back."""
        history = self.ask("Page.getNavigationHistory")
        before, entry = self._loads, history["entries"][history["currentIndex"] - 1]
        self.ask("Page.navigateToHistoryEntry", entryId=entry["id"])
        self._loaded(before)
        return self.page

    @property
    def url(self) -> str:
        """The address that is seen."""
        history = self.ask("Page.getNavigationHistory")
        return str(history["entries"][history["currentIndex"]]["url"])

    @property
    def page(self) -> Html:
        """The page that is seen."""
        return Html(self.ask("DOM.getOuterHTML", nodeId=self._root())["outerHTML"])

    def _root(self) -> int:
        return int(self.ask("DOM.getDocument", depth=0)["root"]["nodeId"])

    def node(self, selector: str) -> int:
        """Return the first element that `selector` finds."""
        found = int(self.ask("DOM.querySelector", nodeId=self._root(), selector=selector)["nodeId"])
        assert found, selector
        return found

    def type(self, selector: str, text: str) -> None:
        """Type `text` into a field in place of what stands there."""
        self.ask("DOM.focus", nodeId=self.node(selector))
        self.ask("Input.dispatchKeyEvent", type="keyDown", key="a", code="KeyA", modifiers=2, commands=["selectAll"])
        self.ask("Input.insertText", text=text)

    def pick(self, selector: str, words: str) -> None:
        """Choose from a list by typing the words."""
        self.ask("DOM.focus", nodeId=self.node(selector))
        for letter in words:
            self.ask("Input.dispatchKeyEvent", type="keyDown", text=letter, key=letter)
            self.ask("Input.dispatchKeyEvent", type="keyUp", key=letter)

    def attach(self, selector: str, file: Path) -> None:
        """Choose a file to be sent."""
        self.ask("DOM.setFileInputFiles", nodeId=self.node(selector), files=[str(file)])

    def tick(self, selector: str) -> None:
        """Click on what leads nowhere."""
        node = self.node(selector)
        self.ask("DOM.scrollIntoViewIfNeeded", nodeId=node)
        quad = self.ask("DOM.getContentQuads", nodeId=node)["quads"][0]
        place = {"x": sum(quad[0::2]) / 4, "y": sum(quad[1::2]) / 4}
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **place)

    def click(self, selector: str) -> Html:
        """Click on what leads to another page."""
        before = self._loads
        self.tick(selector)
        self._loaded(before)
        return self.page
