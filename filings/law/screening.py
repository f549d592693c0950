"""Dangerous wording in free text: refusal, statements about the war, places and losses, numbers of documents.

The expressions are data (data/screening.yaml), so that a lawyer can correct them; a hit quotes the place.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from filings.errors import Problem, Severity
from filings.i18n import _
from filings.law.check_input import CheckInput
from filings.law.citation import cite
from filings.law.store import load, provision

# A full stop ends a sentence only before a capital letter: «ч. 3 ст. 51» is one piece.
_SENTENCE = re.compile(r"(?:[^.!?;\n]|\.(?!\s+[«\"(]?[А-ЯЁA-Z]|\s*$|\n))+")
_PART = re.compile(r"<(\w+)>")
_QUOTE = 90


@dataclass(frozen=True, slots=True)
class _Rule:
    code: str
    severity: Severity
    match: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    what: str
    remedy: str
    norms: tuple[str, ...]
    earlier_to: date = date.min
    earlier_what: str = ""


def check_screening(case: CheckInput) -> list[Problem]:
    """Return a problem for every sentence of `case.texts` that a rule recognises.

    `S001` and `S003` (refusal, leaving the unit) are errors, the rest are warnings. Each rule reports a sentence once,
    and a refusal is not reported again as «close to a refusal».
    """
    return [problem for path, text in case.texts for problem in _screen(path, text, case.on)]


def _screen(path: str, text: str, on: date) -> Iterator[Problem]:
    plain = _plain(text)
    for span in _SENTENCE.finditer(plain):
        found = {rule.code: hit for rule in _rules() if (hit := _hit(rule, span[0])) is not None}
        if "S001" in found:
            found.pop("S002", None)
        for rule in _rules():
            if rule.code in found:
                start, end = (span.start() + place for place in found[rule.code].span())
                yield _problem(_worded(rule, on), path, text[start:end], on)


def _worded(rule: _Rule, on: date) -> _Rule:
    """Return `rule` saying what the law said on the day `on`."""
    return replace(rule, what=rule.earlier_what) if on <= rule.earlier_to else rule


def _hit(rule: _Rule, sentence: str) -> re.Match[str] | None:
    for harmless in rule.unless:
        sentence = harmless.sub(lambda found: "#" * len(found[0]), sentence)
    hits = (pattern.search(sentence) for pattern in rule.match)
    return next((found for found in hits if found), None)


def _plain(text: str) -> str:
    """Return `text` with every space plain and «ё» as «е», character for character, so that places agree."""
    return "".join(" " if char.isspace() and char != "\n" else char for char in text).translate(
        {0x451: "е", 0x401: "Е"}
    )


def _problem(rule: _Rule, path: str, quote: str, on: date) -> Problem:
    short = quote.strip() if len(quote) <= _QUOTE else quote[:_QUOTE].strip() + "…"
    norm = next((key for key in rule.norms if provision(key).in_force(on)), None)
    return Problem(
        code=rule.code,
        where=path,
        what=_("«{quote}»: {what}").format(quote=short, what=_(rule.what)),
        remedy=_(rule.remedy),
        norm=cite(norm, on=on) if norm else "",
        severity=rule.severity,
    )


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    data = load("screening")
    return tuple(_rule(code, entry, data["parts"]) for code, entry in data["rules"].items())


def _rule(code: str, entry: Mapping[str, Any], parts: Mapping[str, str]) -> _Rule:
    earlier = entry.get("earlier", {"to": date.min, "what": ""})
    return _Rule(
        code=code,
        severity=Severity(entry["severity"]),
        match=tuple(_pattern(text, parts) for text in entry["match"]),
        unless=tuple(_pattern(text, parts) for text in entry.get("unless", ())),
        what=entry["what"],
        remedy=entry["remedy"],
        norms=tuple(entry["norms"]),
        earlier_to=earlier["to"],
        earlier_what=earlier["what"],
    )


def _pattern(text: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    while _PART.search(text):
        text = _PART.sub(lambda part: f"(?:{parts[part[1]]})", text)
    return re.compile(text, re.IGNORECASE)
