"""Positions, organisations, courts and roles in six cases: only the head of the phrase and its adjectives inflect.

All that follows the head (genitives, numbers, names in quotes, abbreviations) is copied. Word lists are data.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from filings.i18n import _
from filings.russian.forms import Forms, concatenate
from filings.russian.phrase_head import Phrase, begins_abbreviated, read_phrase
from filings.russian.phrase_names import name_after_position
from filings.russian.phrase_words import participles, proper_cases

_TOKEN = re.compile(
    r"""«[^«»]*(?:«[^«»]*»[^«»]*)*»|„[^“”]*[“”]|“[^”]*”|"[^"]*"   # a name in quotes
      |\([^()]*\)                                                # an aside in brackets
      |№\s*\S+                                                   # № 5
      |\w+(?:[-/’'‑]\w+)*                                        # «1-й», «в/ч», «водитель-электрик»
      |\s+|.""",
    re.VERBOSE | re.DOTALL,
)
_ACTING = re.compile(r"(?:врио|врид|вр\.?\s?и\.?\s?[од]\.?|и\.\s?о\.|ио)(?=\s|$)", re.IGNORECASE)
_DASHES = ("–", "—", "-", "−")
_LONGEST = 300
_NEGATION = ("не",)
_JOINTS = (",", "и", "или", "либо")
_WORD = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=128)
def decline_phrase(text: str, *, animate: bool) -> Forms:
    """Return a phrase in the nominative («командир 1-го мотострелкового батальона») in six cases.

    `animate`: the phrase names a person (a position, a role), so its accusative is like the genitive; an organisation's
    is like the nominative. Capitals, е and ё stay as typed. A phrase without a nominative head is left unchanged and
    doubted; «врио …», «и.о. …» and what an abbreviation heads are unchanged by rule. A
    person's name after the office («истец Иванов») is doubted: it is copied.
    """
    tokens = _TOKEN.findall(text)
    if len(tokens) > _LONGEST:
        return Forms.unchanging(text, _("Это не название, а целый текст; он оставлен без изменения."))
    dashes = _dashes(tokens)
    first = read_phrase(tokens, 0, animate=animate) if dashes else None
    # A phrase of one side has nothing to agree with and may be a plural.
    plural = not dashes or (first is not None and first.agreement == "plur")
    pieces: list[Forms | str] = []
    start = 0
    for end in [*dashes, len(tokens)]:
        side, dash = tokens[start:end], tokens[end : end + 1]
        pieces += [_decline_side(side, animate=animate, plural=plural), *dash]
        start = end + 1
    name = name_after_position(text, person=animate or names_person(text))
    doubt = _("Во фразе, кажется, есть имя человека («{name}»); в ней оно остаётся как есть. Пишите имя отдельно.")
    return concatenate(*pieces).doubted(doubt.format(name=name) if name else None)


@lru_cache(maxsize=128)
def names_person(text: str) -> bool:
    """Tell whether the head of a phrase names a person («командир роты»), not a body or a thing («рота», «ФКУ»)."""
    tokens = _TOKEN.findall(text)[:_LONGEST]
    phrase = read_phrase(tokens, 0, animate=True)
    return bool(_ACTING.match(text)) or (phrase.person if phrase is not None else begins_abbreviated(tokens))


def _dashes(tokens: Sequence[str]) -> list[int]:
    """Return the places of the dashes that stand between two spaces outside quotes."""
    places = range(1, len(tokens) - 1)
    return [at for at in places if tokens[at] in _DASHES and tokens[at - 1].isspace() and tokens[at + 1].isspace()]


def _decline_side(tokens: Sequence[str], *, animate: bool, plural: bool) -> Forms:
    """Return one side of a dash in six cases. `plural`: the first side is a plural, so that this one may be, too."""
    text = "".join(tokens)
    if _ACTING.match(text.strip()) or not _WORD.search(text) or text.strip()[0] in '«„“"':
        return Forms.unchanging(text)
    phrase = read_phrase(tokens, 0, animate=animate)
    if phrase is None or (phrase.agreement == "plur" and not plural):
        oblique = _("Фраза не начинается с именительного падежа и оставлена без изменения.")
        return Forms.unchanging(text, None if begins_abbreviated(tokens) else oblique)
    forms, position = dict(phrase.forms), phrase.end
    while position < len(tokens):
        more = _continued(tokens, position, phrase, animate=animate)
        forms |= more.forms if more is not None else {}
        position = more.end if more is not None else position + 1
    doubt = None if phrase.known else _("Главное слово фразы незнакомо, формы образованы по сходству.")
    return concatenate(*(forms.get(index, token) for index, token in enumerate(tokens))).doubted(doubt)


def _continued(tokens: Sequence[str], position: int, phrase: Phrase, *, animate: bool) -> Phrase | None:
    """Return what inflects at `position` together with the head, or None where the token is copied.

    That is: a second name of the office right after the head («инженер программист»), in brackets («(комендант)»),
    after a comma or «и» («начальник штаба, заместитель командира»); a participle after a comma («лицо, подавшее …»).
    """
    token = tokens[position]
    if token.isspace() or token in _NEGATION:
        return None
    before = next(
        index for index in range(position - 1, -1, -1) if not tokens[index].isspace() and tokens[index] not in _NEGATION
    )
    adjoining, joined = before < phrase.end, tokens[before].lower() in _JOINTS
    if token.startswith("("):
        return _in_brackets(token, position, phrase, adjoining=adjoining, animate=animate)
    if tokens[before] == ",":
        agreeing = (reading for reading in participles(token) if reading.agreement == phrase.agreement)
        if participle := next(agreeing, None):
            return Phrase({position: participle.forms(animate=animate)}, position + 1, phrase.agreement)
    if not (adjoining or joined) or (token[0].isupper() and "nomn" in proper_cases(token)):
        return None
    office = read_phrase(tokens, position, animate=animate)
    return office if office is not None and office.sure else None


def _in_brackets(token: str, position: int, phrase: Phrase, *, adjoining: bool, animate: bool) -> Phrase | None:
    """Return an aside that names the head anew; «(города Энгельс)» only looks like a plural and is copied."""
    tokens = _TOKEN.findall(token[1:-1])
    plural = phrase.agreement == "plur"
    inner = read_phrase(tokens, 0, animate=animate)
    if inner is None or (inner.agreement == "plur") != plural or not (adjoining or inner.sure):
        return None
    forms = concatenate("(", _decline_side(tokens, animate=animate, plural=plural), ")")
    return Phrase({position: forms}, position + 1, phrase.agreement)
