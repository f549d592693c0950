"""axe: what on a page bars who cannot see it, or sees or moves little. https://github.com/dequelabs/axe-core"""

import json
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from tests.web.chromium import Chromium

_RULES = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"], "preload": False}
_FOUND = "r => r.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.target.join(' ')))"


def script() -> str:
    """Return the script of axe; the package around it is for another driver, and is not imported."""
    package = find_spec("axe_playwright_python")
    assert package, "make test-ready"
    assert package.submodule_search_locations
    return Path(package.submodule_search_locations[0], "axe.min.js").read_text(encoding="utf-8")


class Axe:
    """Looks at the pages of a browser whose scripts are on."""

    def __init__(self, browser: Chromium) -> None:
        self._browser, self._script = browser, script()
        # Our pages forbid all scripts.
        browser.ask("Page.setBypassCSP", enabled=True)

    def bars(self, only: Sequence[str] = ()) -> Iterator[str]:
        """Yield what bars people on the page that is seen, as the rule and the place; of the rules `only`, if named."""
        options = {**_RULES, **({"runOnly": {"type": "rule", "values": [*only]}} if only else {})}
        if self._browser.evaluate("typeof axe") == "undefined":
            self._browser.evaluate(self._script)
        yield from self._browser.evaluate(f"axe.run(document, {json.dumps(options)}).then({_FOUND})")
