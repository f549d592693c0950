"""One typed value → one plain value: text, date, identifier, whole number, yes or no.

Where the value stands in the case, and what stands beside it, must NOT matter here.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from filings.facts.identifiers import RULES
from filings.facts.tidy_text import tidy, unlike_a_name, unprintable
from filings.facts.typed_dates import ImpossibleDateError, UnreadableDateError, read_date
from filings.facts.vocabulary import Schema
from filings.i18n import _

_YES_NO = {"да": True, "нет": False, "true": True, "false": False, "yes": True, "no": False}
_INTEGER = re.compile("-?(?:[0-9]{1,15}|[0-9]{1,3}(?: [0-9]{3}){1,4})")
_LARGEST = 10**15
_INITIAL = re.compile(r"[А-ЯЁ]\.(?:-[А-ЯЁ]\.)?")


class RefusedError(ValueError):
    """The value cannot be read. `reason` and `remedy` are Russian; of the value they hold single characters at most."""

    def __init__(self, code: str, reason: str, remedy: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason
        self.remedy = remedy


def read_scalar(schema: Schema, raw: object) -> Any:
    """Return `raw` as the `str`, `int` or `bool` that `schema` asks for, None where it is blank.

    What the paper writes by itself around the value (`x-strip`, a pattern: «№», «сроком на») is taken off.
    Raises `RefusedError` where it is not one. Lengths, ranges and sets of values are left to the schema itself.
    """
    if isinstance(raw, str):
        raw = tidy(raw, prose=schema.get("x-text") == "prose")
        if "x-strip" in schema:
            raw = re.sub(schema["x-strip"], "", raw)
        if not raw:
            return None
    return _READERS[schema["type"]](schema, raw)


def _string(schema: Schema, raw: object) -> str:
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < _LARGEST:
        raw = str(raw)
    if not isinstance(raw, str):
        raise RefusedError("F014", _("здесь нужен текст"))
    strays = unprintable(raw)
    if strays:
        raise RefusedError(
            "F010",
            _("эти знаки нельзя напечатать: {characters}").format(characters=strays),
            _("Удалите их или замените буквами. Часто они попадают в текст при копировании с сайта или из переписки."),
        )
    return _shaped(schema, raw)


def _shaped(schema: Schema, text: str) -> str:
    if "enum" in schema:
        return _option(schema, text)
    if schema.get("format") == "date":
        return _date(text)
    if "x-identifier" in schema:
        return _identifier(schema["x-identifier"], text)
    match schema.get("x-text"):
        case "name-or-initial" if not _INITIAL.fullmatch(text):
            return _name(text, _("Наберите имя русскими буквами, полностью или одной буквой с точкой, например «П.»."))
        case "name":
            return _name(text, _("Наберите имя русскими буквами и полностью, без инициалов, например «Соколов»."))
        case _:
            return text


def _option(schema: Schema, text: str) -> str:
    """Accept a value as stored or as its label; an unknown one goes on to the schema, which names the allowed."""
    if text in schema["enum"]:
        return text
    wanted = text.casefold().replace("ё", "е")
    for value in schema["enum"]:
        if wanted in (spelling.casefold().replace("ё", "е") for spelling in (value, schema["x-labels"][value])):
            return str(value)
    return text


def _date(text: str) -> str:
    remedy = _("Напишите день, месяц и год четырьмя цифрами, например 12.03.2022 или 2022-03-12.")
    try:
        return read_date(text).isoformat()
    except UnreadableDateError as error:
        raise RefusedError("F016", str(error), remedy) from error
    except ImpossibleDateError as error:
        raise RefusedError("F017", str(error), remedy) from error


def _identifier(rule: str, text: str) -> str:
    number = RULES[rule].read(text)
    if number is None:
        shape, example = RULES[rule].shape(), RULES[rule].example
        remedy = _("Нужно: {shape}. Например: {example}.").format(shape=shape, example=example)
        raise RefusedError("F023", _("записано не так, как принято"), remedy)
    return number


def _name(text: str, remedy: str) -> str:
    strays = unlike_a_name(text)
    if strays:
        reason = _("в имени есть знаки, которых в нём не бывает: {characters}").format(characters=strays)
        raise RefusedError("F011", reason, remedy)
    return text


def _integer(_schema: Schema, raw: object) -> int:
    if isinstance(raw, str) and _INTEGER.fullmatch(raw):
        raw = int(raw.replace(" ", ""))
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if not isinstance(raw, int) or isinstance(raw, bool) or abs(raw) >= _LARGEST:
        raise RefusedError("F014", _("здесь нужно целое число"))
    return raw


def _boolean(_schema: Schema, raw: object) -> bool:
    answer = _YES_NO.get(raw.lower()) if isinstance(raw, str) else raw
    if not isinstance(answer, bool):
        raise RefusedError("F014", _("здесь нужно «да» или «нет»"))
    return answer


_READERS: Mapping[str, Callable[[Schema, object], str | int | bool]] = {
    "string": _string,
    "integer": _integer,
    "boolean": _boolean,
}
