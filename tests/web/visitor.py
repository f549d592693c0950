"""A visitor of the application: reads pages as a browser without scripts does, fills in their forms, follows links."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from urllib.parse import unquote

from flask import Flask
from werkzeug.test import Client, TestResponse

HOST = "localhost"


@dataclass
class Input:
    """A field of a form: its `kind`, its values to choose from (of a list with their words) or the one it has."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)


class Html(HTMLParser):
    """What a page has: forms with their fields by name, links by their words, headings, ids, labels."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.fields, self.buttons = text, dict[str, Input](), list[dict[str, str]]()
        self.links: list[tuple[str, str]] = []
        self.headings: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.title = ""
        self._open: list[str] = []
        self._words: list[str] = []
        self._link = ""
        self._area = ""
        self._select = ""
        self._option: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        self.tags.append((tag, has))
        if "id" in has:
            self.ids.append(has["id"])
        if tag in ("a", "h1", "h2", "title", "textarea"):
            self._words = []
        if tag == "a":
            self._link = has.get("href", "")
        if tag == "label":
            self._open.append("label")
            self.labelled.add(has.get("for", ""))
        if tag == "input" and has.get("name"):
            self._field(has)
        if tag == "textarea":
            self._area = has["name"]
            self.fields[self._area] = Input(self._area, "textarea")
        if tag == "select":
            self._select = has["name"]
            self.fields[self._select] = Input(self._select, "select")
        if tag == "option":
            self._option, self._words = has, []
        if tag == "button" and "name" in has:
            self.buttons.append({has["name"]: has["value"]})

    def _field(self, has: Mapping[str, str]) -> None:
        kind = has.get("type", "text")
        one = self.fields.setdefault(has["name"], Input(has["name"], kind, has.get("value", "")))
        if kind in ("radio", "checkbox"):
            one.options.append(has["value"])
            if "checked" in has:
                one.chosen.append(has["value"])

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        words = " ".join("".join(self._words).split())
        if tag == "a":
            self.links.append((words, self._link))
        elif tag == "option":
            value = self._option.get("value", words)
            self.fields[self._select].options.append(value)
            self.fields[self._select].labels[value] = words
            if "selected" in self._option:
                self.fields[self._select].value = value
        elif tag in ("h1", "h2"):
            self.headings.append((tag, words))
        elif tag == "title":
            self.title = words
        elif tag == "textarea":
            self.fields[self._area].value = "".join(self._words).removeprefix("\n")

    @property
    def heading(self) -> str:
        """The words of the one h1."""
        (found,) = [words for tag, words in self.headings if tag == "h1"]
        return found

    def link(self, words: str) -> str:
        """Return the address of the first link that says `words`."""
        return next(address for said, address in self.links if said == words)

    def filled(self) -> dict[str, Any]:
        """Return what the form sends if nothing is changed."""
        sent: dict[str, Any] = {}
        for one in self.fields.values():
            if one.kind in ("radio", "checkbox"):
                if one.chosen:
                    sent[one.name] = one.chosen
            elif one.kind != "file":
                sent[one.name] = one.value
        return sent


class Visitor:
    """One person with a browser."""

    def __init__(self, app: Flask, host: str = HOST) -> None:
        self.client: Client = app.test_client(use_cookies=True)
        self.host, self.url, self.response = host, "/", None
        self.addresses: list[str] = []
        self.get("/")

    def get(self, url: str) -> Html:
        """Follow a link, and every redirection to another page of ours."""
        self.response = self.client.get(url, headers={"Host": self.host})
        return self._arrived(url)

    def _arrived(self, url: str) -> Html:
        while self.response.status_code == 303 and self.response.location.startswith("/"):
            url = self.response.location
            self.response = self.client.get(url, headers={"Host": self.host})
        self.url = url
        self.addresses.append(url)
        return self.page

    @property
    def page(self) -> Html:
        """The page that is seen."""
        return Html(self.response.text)

    def post(self, fields: Mapping[str, str | Sequence[str]] | None = None, **more: Any) -> TestResponse:
        """Send `fields` to the page that is seen, with its token, and stay there."""
        action = next(has["action"] for tag, has in self.page.tags if tag == "form")
        sent = {"token": self.page.fields["token"].value, **(fields or {}), **more}
        self.posted = action
        return self.client.post(action, data=sent, headers={"Host": self.host, "Origin": "null"})

    def submit(self, fields: Mapping[str, str | Sequence[str]] | None = None, **more: Any) -> Html:
        """Send the form as it is seen with `fields`, and go where that leads."""
        self.response = self.post({**self.page.filled(), **(fields or {})}, **more)
        return self._arrived(self.posted)

    @property
    def key(self) -> str:
        """The key in the link."""
        found = re.match(r"/i/(\w+)", self.url)
        assert found, self.url
        return found[1]

    def go(self, *parts: str) -> Html:
        """Go to another page of the visit."""
        return self.get("/".join(("/i", self.key, *parts)))

    def begin(self, *labels: str) -> Html:
        """Start, and answer the questions about what happened by the words of the answers."""
        self.submit()
        for label in labels:
            self.choose(label)
        return self.page

    def choose(self, label: str) -> Html:
        """Choose an answer by its words and go on."""
        (value,) = re.findall(rf'name="choice" value="(\d+)"[^>]*><span>{re.escape(label)}</span>', self.page.text)
        return self.submit(choice=value)

    def press(self, **button: str) -> Html:
        """Press a button that is a choice by itself."""
        self.response = self.post(button)
        return self._arrived(self.posted)

    def resume(self, content: bytes, passphrase: str) -> Html:
        """Open what was saved."""
        self.get("/resume")
        self.response = self.post({"passphrase": passphrase, "file": (BytesIO(content), "saved.age")})
        return self._arrived(self.posted)

    def download(self, url: str) -> tuple[str, bytes]:
        """Return the name and the content of the file behind a link."""
        response = self.client.get(url, headers={"Host": self.host})
        assert response.status_code == 200, response.status
        return unquote(response.headers["Content-Disposition"].partition("''")[2]), response.data
