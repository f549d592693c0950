"""How a person writes a date. What a date means for the case must NOT be judged here."""

import re
from datetime import date

from filings.i18n import _
from filings.russian.dates import month_named

_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_RUSSIAN = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})(?: ?г\.?)?")
_WORDS = re.compile(r"(?P<day>[0-9]{1,2}) (?P<month>[а-яА-Я]+) (?P<year>[0-9]{4})(?: ?г\.?| года)?")
_TWO_DIGITS = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2}")
_FIRST_YEAR = 1900
_LAST_YEAR = 2100


class UnreadableDateError(ValueError):
    """The text is not a date; the message (Russian) says why."""


class ImpossibleDateError(ValueError):
    """The text has the shape of a date, but the calendar has no such day; the message (Russian) says why."""


def read_date(text: str) -> date:
    """Return the day that `text` names as `ГГГГ-ММ-ДД`, `Д.М.ГГГГ` or «12 марта 2022» (with or without «г.»).

    Raises `UnreadableDateError` for any other shape, a two-digit year and `12/03/2022` (it reads two ways)
    included, and `ImpossibleDateError` for a day that does not exist or a year outside 1900–2100.
    """
    found = _ISO.fullmatch(text) or _RUSSIAN.fullmatch(text) or _WORDS.fullmatch(text)
    month = _month(found["month"]) if found else None
    if found is None or month is None:
        if _TWO_DIGITS.fullmatch(text):
            raise UnreadableDateError(_("год написан двумя цифрами"))
        raise UnreadableDateError(_("это не дата или её можно прочитать по-разному"))
    year, day = int(found["year"]), int(found["day"])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ImpossibleDateError(_("год должен быть от 1900 до 2100"))
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ImpossibleDateError(_("такого дня нет в календаре")) from error


def _month(text: str) -> int | None:
    """Return the number of a month written in digits or as «марта», None for another word."""
    return int(text) if text.isdecimal() else month_named(text)
