"""Dangerous wording in free text: refusal, confession, the war, places and losses, secrets, other people's data.

The expressions are data (data/screening.yaml), so that a lawyer can correct them; a hit quotes the place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from filings.i18n import _
from filings.law.checks.check_input import CheckInput
from filings.law.norms.citation import cite
from filings.law.norms.store import provision
from filings.law.stored import load
from filings.problems import Kind, Problem, Severity

_Span = tuple[int, int]
# A full stop ends a sentence only before a capital letter: «ч. 3 ст. 51» is one piece. A line broken by hand goes on
# with a small letter.
_SENTENCE = re.compile(r"(?:[^.!?;\n]|\.(?!\s+[«\"(]?[А-ЯЁA-Z]|\s*$|\n)|\n(?= ?[а-яё]))+")
# Full stops that end no sentence though a capital may follow: initials, a town, a street, a flat.
_INNER_STOP = re.compile(
    r"\.(?:(?<=\b[А-Я]\.)(?= ?[А-Я]\.)|(?<=[А-Я]\.[А-Я]\.)|(?<=[А-Я]\. [А-Я]\.)"
    r"|(?<=\bг\.)(?<!\d г\.)|(?<=\b[дс]\.)|(?<=\b(?:ул|кв)\.)|(?<=\b(?:пос|обл|тел)\.))"
)
_QUOTED = re.compile(r"«(?:[^«»\n]|«[^«»\n]*»){0,1000}»|\"[^\"\n]{1,1000}\"|“[^“”\n]{1,1000}”|„[^„“”\n]{1,1000}[“”]")
_TURN = re.compile(r", (?:но|однако|а|при этом|хотя|поэтому)\b")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SPACE = re.compile(r"[^\S\n ]")
_DOUBLE = re.compile(rf"  |[{_INVISIBLE}]")
_DIGIT = re.compile(r"\d")
# No Russian word is as long; read as a word, such a run could be matched from each of its letters.
_ENDLESS = re.compile(r"\b\w{50,}")
_INDEX = re.compile(r"\[\d+\]")
_PART = re.compile(r"<(\w+)>")
_QUOTE = 90
_SPEECH = 120


@dataclass(frozen=True, slots=True)
class _Rule:
    """`foreign` says what somebody else's words are worth: «same», «skip», or the code that tells of them.

    A rule without `signs` is asked of every sentence with a digit, the others of sentences that hold one of them.
    """

    code: str
    severity: Severity
    signs: tuple[str, ...]
    match: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    what: str
    remedy: str
    norms: tuple[str, ...]
    foreign: str
    covers: frozenset[str]
    earlier_to: date = date.min
    earlier_what: str = ""


@dataclass(frozen=True, slots=True)
class _Speech:
    """How somebody else's words, and denials of a refusal, are told from the applicant's own words."""

    facts: frozenset[str]
    own: re.Pattern[str]
    signs: tuple[str, ...]
    reported: tuple[re.Pattern[str], ...]
    denied: tuple[re.Pattern[str], ...]
    disputed: re.Pattern[str]


def check_screening(case: CheckInput) -> list[Problem]:
    """Return a problem for every sentence of `case.texts` that a rule recognises.

    `S001` and `S003` (refusal, leaving the unit) are errors, the rest are warnings. Each rule reports a sentence once.
    A refusal that is denied is not reported; one that is quoted or told as somebody else's words is the warning `S005`.
    """
    return [problem for path, text in case.texts for problem in _screen(path, text, case.on)]


def _screen(path: str, text: str, on: date) -> Iterator[Problem]:
    plain, places = _plain(text)
    quotes = [(0, len(plain))] if _INDEX.sub("[]", path) in _speech().facts else _foreign_quotes(plain)
    candidates = _candidates(plain)
    for start, end in _sentences(plain):
        inside = [(left - start, right - start) for left, right in quotes if left < end and start < right]
        found = _found(plain[start:end], inside, candidates)
        covered = {code for rule in _rules() if rule.code in found for code in rule.covers}
        for rule in _rules():
            if rule.code in found and rule.code not in covered:
                first, last = found.pop(rule.code)
                quote = text[places[start + first] : places[start + last - 1] + 1]
                yield _problem(_worded(rule, on), path, quote, on)


def _candidates(plain: str) -> list[tuple[_Rule, list[str]]]:
    """Return the rules that can hit anything in the text, each with those of its signs that the text holds."""
    lower = plain.lower()
    signs = [(rule, [sign for sign in rule.signs if sign in lower]) for rule in _rules()]
    return [(rule, held) for rule, held in signs if held or not rule.signs]


def _found(sentence: str, quotes: Sequence[_Span], candidates: Sequence[tuple[_Rule, list[str]]]) -> dict[str, _Span]:
    """Return the place of what each rule recognises in `sentence`, by code."""
    lower, has_digit = sentence.lower(), _DIGIT.search(sentence) is not None
    fitting = [rule for rule, signs in candidates if (any(sign in lower for sign in signs) if signs else has_digit)]
    found: dict[str, _Span] = {}
    if not fitting:
        return found
    foreign = [(max(left, 0), min(right, len(sentence))) for left, right in quotes]
    foreign += _reported(_without(sentence, foreign))
    own = _without(sentence, foreign)
    for rule in fitting:
        if rule.foreign == "same":
            _note(found, rule.code, _hit(rule, sentence))
        elif rule.foreign == "skip":
            _note(found, rule.code, _hit(rule, own))
        elif not _note(found, rule.code, _affirmed(rule, own)):
            _note(found, rule.foreign, _foreign_hit(rule, sentence, foreign))
    return found


def _note(found: dict[str, _Span], code: str, span: _Span | None) -> bool:
    if span is not None:
        found.setdefault(code, span)
    return span is not None


def _foreign_hit(rule: _Rule, sentence: str, foreign: Sequence[_Span]) -> _Span | None:
    if not foreign or _speech().disputed.search(sentence):
        return None
    for left, right in foreign:
        for part in _SENTENCE.finditer(sentence, left, right):
            span = _affirmed(rule, part[0])
            if span is not None:
                return part.start() + span[0], part.start() + span[1]
    return None


def _hit(rule: _Rule, sentence: str) -> _Span | None:
    if not _first(rule, sentence):
        return None
    for harmless in rule.unless:
        sentence = harmless.sub(_blank, sentence)
    found = _first(rule, sentence)
    return found.span() if found else None


def _affirmed(rule: _Rule, sentence: str) -> _Span | None:
    """Return the hit of `rule` that is left when the denials of a refusal are struck out."""
    return _hit(rule, _undenied(sentence)) if _hit(rule, sentence) else None


def _first(rule: _Rule, sentence: str) -> re.Match[str] | None:
    hits = (pattern.search(sentence) for pattern in rule.match)
    return next((found for found in hits if found), None)


def _undenied(sentence: str) -> str:
    for denial in _speech().denied:
        sentence = denial.sub(_blank, sentence)
    return sentence


def _reported(sentence: str) -> list[_Span]:
    lower, spans = sentence.lower(), list[_Span]()
    if not any(sign in lower for sign in _speech().signs):
        return spans
    for pattern in _speech().reported:
        for found in pattern.finditer(sentence):
            turn = _TURN.search(sentence, found.end())
            spans.append((found.start(), turn.start() if turn else len(sentence)))
    return spans


def _foreign_quotes(plain: str) -> list[_Span]:
    own = _speech().own
    return [
        found.span()
        for found in _QUOTED.finditer(plain)
        if not own.search(plain[max(0, found.start() - _SPEECH) : found.start()])
    ]


def _sentences(plain: str) -> Iterator[_Span]:
    whole = _QUOTED.sub(_blank, _INNER_STOP.sub(_blank, plain))
    return (found.span() for found in _SENTENCE.finditer(whole))


def _without(sentence: str, spans: Sequence[_Span]) -> str:
    for left, right in spans:
        sentence = sentence[:left] + "#" * (right - left) + sentence[right:]
    return sentence


def _blank(found: re.Match[str]) -> str:
    return "#" * len(found[0])


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """Return `text` with single plain spaces, no invisible signs and «ё» as «е», and the place of each sign in it."""
    spaced = _ENDLESS.sub(_blank, _SPACE.sub(" ", text).replace("ё", "е").replace("Ё", "Е"))
    if not _DOUBLE.search(spaced):
        return spaced, range(len(spaced))
    kept: list[int] = []
    for place, char in enumerate(spaced):
        if char not in _INVISIBLE and not (char == " " and kept and spaced[kept[-1]] == " "):
            kept.append(place)
    return "".join(spaced[place] for place in kept), kept


def _worded(rule: _Rule, on: date) -> _Rule:
    """Return `rule` saying what the law said on the day `on`."""
    return replace(rule, what=rule.earlier_what) if on <= rule.earlier_to else rule


def _problem(rule: _Rule, path: str, quote: str, on: date) -> Problem:
    short = quote.strip() if len(quote) <= _QUOTE else quote[:_QUOTE].strip() + "…"
    norm = next((key for key in rule.norms if provision(key, on).in_force(on)), None)
    return Problem(
        kind=Kind.DANGER,
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
    return tuple(
        _rule(code, entry, data["parts"], kind)
        for code, entry in data["rules"].items()
        for kind in ("match", "digits")
        if kind in entry
    )


@lru_cache(maxsize=1)
def _speech() -> _Speech:
    data = load("screening")
    return _Speech(
        facts=frozenset(data["foreign_facts"]),
        own=_pattern(data["own_speech"], data["parts"]),
        signs=tuple(data["reported_signs"]),
        reported=tuple(_pattern(text, data["parts"]) for text in data["reported"]),
        denied=tuple(_pattern(text, data["parts"]) for text in data["denied"]),
        disputed=_pattern(data["parts"]["disputed"], data["parts"]),
    )


def _rule(code: str, entry: Mapping[str, Any], parts: Mapping[str, str], kind: str) -> _Rule:
    earlier = entry.get("earlier", {"to": date.min, "what": ""})
    return _Rule(
        code=code,
        severity=Severity(entry["severity"]),
        signs=(*entry["signs"], *entry.get("signs_too", ())) if kind == "match" else (),
        match=tuple(_pattern(text, parts) for text in entry[kind]),
        unless=tuple(_pattern(text, parts) for text in entry.get("unless", ())),
        what=entry["what"],
        remedy=entry["remedy"],
        norms=tuple(entry["norms"]),
        foreign=entry["foreign"],
        covers=frozenset(entry.get("covers", ())),
        earlier_to=earlier["to"],
        earlier_what=earlier["what"],
    )


def _pattern(text: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    while _PART.search(text):
        text = _PART.sub(lambda part: f"(?:{parts[part[1]]})", text)
    return re.compile(text, re.IGNORECASE)
