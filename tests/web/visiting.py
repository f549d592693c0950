"""How tests come to a page of the interview: by answers that are there already, by those of an example."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Flask

from filings.catalog import Filing
from filings.facts import load
from filings.facts.validate import facts_of
from tests.conftest import TODAY
from tests.interview.robot import Walked, known, of_lawyer, walk
from tests.web.conftest import CATALOG, House
from tests.web.visitor import Visitor


def told_before(filing: Filing, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the interview does not ask for: what only a lawyer tells, and the day of signing."""
    facts = known(CATALOG, filing, raw)
    lawyers = of_lawyer(facts_of(filing.kind, CATALOG.packs), facts) or {}
    return {**{key: value for key, value in lawyers.items() if key != "kind"}, "sign_date": raw["sign_date"]}


def begun(visitor: Visitor, house: House, kind: str, facts: Mapping[str, Any]) -> None:
    """Begin with facts that are there already, as who opens a saved file does."""
    house.workshop.sealed["begun"] = json.dumps({"kind": kind, **facts}).encode()
    visitor.resume(house.workshop.outside, "begun")


def answer_all(visitor: Visitor, walked: Walked) -> None:
    """Type on each page what the robot typed; each of its fields must be there."""
    for page, typed in walked.script:
        answer(visitor, page, typed)


def answer(visitor: Visitor, page: str, typed: Mapping[str, str]) -> None:
    """Type on the page that is seen what the robot typed on `page`."""
    assert "/q/" in visitor.url, f"{page} is not asked: {visitor.page.heading}"
    choices = visitor.page.fields
    assert typed.keys() <= choices.keys(), page
    # Several ticks of one question are several fields of one name.
    sent = {name: said.split("\n") if choices[name].kind == "checkbox" else said for name, said in typed.items()}
    visitor.press(**sent)  # type: ignore[arg-type]


def ready(house: House, app: Flask, kind: str = "stamp-report") -> Visitor:
    """Return a visitor who has answered everything from the first example of a kind."""
    visitor = Visitor(app)
    answer_all(visitor, first_of(visitor, house, kind))
    visitor.submit()
    assert visitor.url.endswith("/review")
    return visitor


def first_of(visitor: Visitor, house: House, kind: str) -> Walked:
    """Begin what the first example of a kind answers; return these answers."""
    filing = CATALOG.filings[kind]
    raw = {"sign_date": TODAY.isoformat(), **load(filing.examples[0])}
    begun(visitor, house, kind, told_before(filing, raw))
    return walk(CATALOG, filing, raw)


def asked_for(visitor: Visitor, path: str) -> Visitor:
    """Go to the page that asks for the fact at `path`: one that is answered, or the next one."""
    review = visitor.go("review")
    for url in [*(url for words, url in review.links if words == "Изменить"), f"/i/{visitor.key}"]:
        if path in visitor.get(url).fields:
            return visitor
    raise AssertionError(f"{path} is not asked for")
