"""How a person answers a field in a browser: by typing, by a tick, by choosing from a list."""

from tests.web.chromium import Chromium
from tests.web.visitor import Input


def fill(browser: Chromium, field: Input, text: str) -> str:
    """Answer a field of the page that is seen; return what was typed by keyboard."""
    place = f'[name="{field.name}"]'
    if field.kind in ("radio", "checkbox"):
        for value in text.split("\n"):
            browser.tick(f'{place}[value="{value if value in field.options else field.options[0]}"]')
        return ""
    if field.kind == "select":
        browser.pick(place, field.labels[text])
        return ""
    browser.type(place, text)
    return text
