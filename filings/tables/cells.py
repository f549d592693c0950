"""What a cell of a spreadsheet holds → the text a person typed there, or why that can no longer be told.

Whether the text is a good fact is judged by `filings.facts`; which cell it stands in must NOT matter here.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from filings.days import shown_day
from filings.facts import Field
from filings.i18n import _
from filings.problems import Kind

Typed: TypeAlias = str | float | bool | date | datetime | time | timedelta

# What stands for a cell whose formula failed, and for one whose formula was never worked out: so a spreadsheet itself
# shows the first, and the second looks alike in a table that is given back to be mended.
ERROR = "#Н/Д"
UNCOUNTED = "#ФОРМУЛА!"
# What a spreadsheet shows, and a CSV file keeps, for a truth value.
_TRUTH = {"ИСТИНА": "да", "ЛОЖЬ": "нет", "TRUE": "да", "FALSE": "нет"}
LONGEST = 32_767
# A spreadsheet keeps 15 digits of a number.
_LARGEST = 10**15
_FAILED = re.compile(r"#(?:[А-ЯA-Z]+(?:/[А-ЯA-Z0-9]+)?[!?]?|#+)")
_MONTHS = "янв|фев|мар|апр|май|мая|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\.[0-9]{2}\.[0-9]{4}"
_SPOILT = re.compile(
    rf"""[+-]?[0-9]+(?:[.,][0-9]+)?E[+-][0-9]+
    | [0-9]{{1,2}}[.-](?:{_MONTHS})(?:[.-](?:[0-9]{{2}}){{1,2}})?
    | (?:{_MONTHS})[.-](?:[0-9]{{2}}){{1,2}}
    | (?:{_DAY})[ T][0-9]{{1,2}}:[0-9]{{2}}(?::[0-9.]+)?""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_SPOILT = 30
_DATE = re.compile(_DAY)


class EatenError(ValueError):
    """The spreadsheet keeps something else than was typed. `what` and `remedy` are Russian, without the value."""

    def __init__(self, kind: Kind, code: str, what: str, remedy: str) -> None:
        super().__init__(code)
        self.kind = kind
        self.code = code
        self.what = what
        self.remedy = remedy


def as_text(value: Typed, field: Field | None = None) -> str:
    """Return the text of a cell in the column of `field` (None: plain text) as a case file would hold it.

    Raises `EatenError`: B015 a spreadsheet turned the text into a number, a date or a truth value, B016 a formula has
    no result, B017 there is more text than a cell holds.
    """
    typed = as_typed(value) if isinstance(value, bool) else value
    match typed:
        case str() if field and field.type == "yes-no" and typed.strip() in _TRUTH:
            return _TRUTH[typed.strip()]
        case str():
            _refuse_spoilt(typed, field)
            return typed
        case int() | float():
            return _number(float(typed), field)
        case date() if not isinstance(typed, datetime) and field and field.type == "date":
            return typed.isoformat()
        case datetime() if field and field.type == "date":
            what, remedy = _("К дате добавлено время суток."), _("Наберите дату заново, без времени: 12.03.2022.")
            raise EatenError(Kind.EATEN, "B015", what, remedy)
        case _:
            raise _eaten(_("Таблица превратила набранное в дату или время."))


def as_typed(value: Typed) -> str:
    """Return a cell as a person would type it: a date as 12.03.2022, a number in digits."""
    match value:
        case str():
            return value
        case bool():
            return "ИСТИНА" if value else "ЛОЖЬ"
        case float() if value.is_integer():
            return str(int(value))
        case float():
            return str(value).replace(".", ",")
        case datetime() if value.time() != time():
            return f"{value:%d.%m.%Y %H:%M:%S}"
        case date():
            return shown_day(value)
        case _:
            return str(value)


def _refuse_spoilt(text: str, field: Field | None) -> None:
    if len(text) > LONGEST:
        what = _("В ячейке больше {limit} знаков.").format(limit=LONGEST)
        raise EatenError(Kind.WRONG, "B017", what, _("Сократите текст."))
    shape = text.strip()
    if len(shape) > _LONGEST_SPOILT:
        return
    if shape == UNCOUNTED:
        what, remedy = _("Формула в ячейке не посчитана."), _("Наберите само значение вместо формулы.")
        raise EatenError(Kind.WRONG, "B016", what, remedy)
    if _FAILED.fullmatch(shape):
        what, remedy = _("Вместо значения в ячейке ошибка."), _("Наберите само значение заново.")
        raise EatenError(Kind.WRONG, "B016", what, remedy)
    if shape in _TRUTH:
        raise _eaten(_("Ячейка хранит «ИСТИНА» или «ЛОЖЬ», а не текст."))
    if _SPOILT.fullmatch(shape) or (_is_exact(field) and _DATE.fullmatch(shape)):
        raise _eaten(_("Таблица превратила набранное в дату или в округлённое число."))


def _number(value: float, field: Field | None) -> str:
    if _is_exact(field):
        raise _eaten(_("Ячейка хранит число, а не текст: нули в начале могли пропасть."))
    if field and field.type == "date":
        what, remedy = _("Ячейка хранит число, а не дату."), _("Наберите дату заново: 12.03.2022.")
        raise EatenError(Kind.EATEN, "B015", what, remedy)
    if abs(value) >= _LARGEST:
        raise _eaten(_("Таблица округлила длинное число."))
    if not value.is_integer() and not (field and field.type == "number"):
        raise _eaten(_("Ячейка хранит дробное число, а не текст: нули в конце могли пропасть."))
    return as_typed(value)


def _is_exact(field: Field | None) -> bool:
    """Tell whether each sign of the text matters, zeros first of all: an identifier, the number of a paper."""
    return field is not None and field.type == "text" and bool(field.identifier or field.path.endswith("number"))


def _eaten(what: str) -> EatenError:
    return EatenError(Kind.EATEN, "B015", what, _("Задайте ячейке формат «Текстовый» и наберите значение заново."))
