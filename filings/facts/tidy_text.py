"""What a paper can print, and how typed text is tidied before it is judged. Markup is plain text here.

The meaning of a text (identifiers, dates, refusal wording) must NOT be judged here.
"""

import re
import unicodedata

from filings.i18n import _

# What every Liberation Serif from 1.07 on has of Latin, Cyrillic and the signs of Russian office writing; the rouble
# sign is in none of them. A test compares this with the installed font.
PRINTABLE = (
    "\u0020-\u007e\u00a1-\u00ac\u00ae-\u017f\u0218-\u021b\u0400-\u045f\u0490\u0491"
    "\u2013-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u2044"
    "\u20ac\u2116\u2122\u2212\u2248\u2260\u2264\u2265"
)
_STRAY = re.compile(f"[^{PRINTABLE}\n]")
_NOT_IN_NAMES = re.compile("[^А-Яа-яЁё '’-]")
_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BULLETS = re.compile("(?:[-\u2013\u2014](?: |$)|\u2022 ?)+")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
# Words with single plain spaces between them, in letters and signs that have one way of writing: nothing to tidy.
_TIDY = re.compile("[!-~«»А-Яа-яЁё№]+(?: [!-~«»А-Яа-яЁё№–]+)*")
_SHOWN = 5


def tidy(text: str, *, prose: bool = False) -> str:
    """Return `text` composed (NFC), trimmed, with single plain spaces and plain hyphens.

    In `prose` every line that holds something stays a paragraph, one newline between, and the mark of a list typed by
    hand («- », «– », «•») is dropped from its beginning; elsewhere a break is a space.
    Nothing else changes: a character that cannot be printed is left for `unprintable` to find.
    """
    if _TIDY.fullmatch(text) and not (prose and _BULLETS.match(text)):
        return text
    lines = [
        _SPACES.sub(" ", line).strip(" ")
        for line in _BREAKS.sub("\n", unicodedata.normalize("NFC", text)).translate(_HYPHENS).split("\n")
    ]
    if prose:
        lines = [_unmarked(line) for line in lines]
    return ("\n" if prose else " ").join(line for line in lines if line)


def _unmarked(line: str) -> str:
    found = _BULLETS.match(line)
    return line[found.end() :] if found else line


def unprintable(text: str) -> str:
    """Name the characters of `text` that cannot be printed and where they stand, without the text around them."""
    return _named(_STRAY, text)


def unlike_a_name(text: str) -> str:
    """Name the characters that no Russian name has, Latin letters that look Cyrillic above all, and their places."""
    return _named(_NOT_IN_NAMES, text)


def _named(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.search(text):
        return ""
    places: dict[str, int] = {}
    for found in pattern.finditer(text):
        places.setdefault(found[0], found.start() + 1)
    shown = [
        _("{name}, место {place}").format(name=_name(character), place=place) for character, place in places.items()
    ]
    hidden = len(shown) - _SHOWN
    return "; ".join(shown[:_SHOWN]) + (_(" и ещё {count}").format(count=hidden) if hidden > 0 else "")


def _name(character: str) -> str:
    """Return what a person calls the sign; by its number what cannot be seen or may turn the line around."""
    if character.isascii() and character.isalpha():
        return _("латинская буква «{sign}»").format(sign=character)
    if character.isascii() and character.isdecimal():
        return _("цифра «{sign}»").format(sign=character)
    number = f"U+{ord(character):04X}"
    match unicodedata.category(character)[0]:
        case "P" | "S":
            return _("знак «{sign}»").format(sign=character)
        case "L":
            return _("чужая буква {number}").format(number=number)
        case "M":
            return _("знак над буквой или под ней {number}").format(number=number)
        case _unseen:
            return _("невидимый знак {number}").format(number=number)
