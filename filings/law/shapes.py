"""Which fields an entry of data must and may have, as data/shapes.yaml tells of the law's, and whether it has them.

What the words of an entry refer to is not judged here.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from filings.i18n import _

_CHOICE = " | "


def misshapen(value: Any, fields: Any, where: str) -> Iterator[tuple[str, str]]:
    """Yield (where, what is wrong) for all of `value` that is not as `fields` want it.

    `fields` is a kind of value, a list of one sort of entries, or fields by name, «?» after those that may be left out.
    """
    if isinstance(fields, str):
        if not _fits(value, fields):
            yield where, _("Нужно: {wanted}.").format(wanted=_wanted(fields))
    elif isinstance(fields, list):
        yield from _misshapen_list(value, fields[0], where)
    elif not isinstance(value, dict):
        yield where, _("Нужны поля с названиями.")
    else:
        known = {name.removesuffix("?"): inner for name, inner in fields.items()}
        for name in fields:
            if not name.endswith("?") and name not in value:
                yield where, _("Нет поля «{name}».").format(name=name)
        for name, inner in value.items():
            if name in known:
                yield from misshapen(inner, known[name], f"{where}.{name}")
            else:
                yield where, _("Поля «{name}» не бывает.").format(name=name)


def leaves(value: Any, fields: Any, where: str) -> Iterator[tuple[str, str, Any]]:
    """Yield (where, kind, value) of every single value of an entry that is as `fields` want it."""
    if isinstance(fields, str):
        yield where, fields, value
    elif isinstance(fields, list):
        for number, each in enumerate(value):
            yield from leaves(each, fields[0], f"{where}[{number}]")
    else:
        known = {name.removesuffix("?"): inner for name, inner in fields.items()}
        for name, inner in value.items():
            yield from leaves(inner, known[name], f"{where}.{name}")


def is_text(value: Any) -> bool:
    """Tell whether `value` is a text that says something."""
    return isinstance(value, str) and bool(value.strip())


def _misshapen_list(value: Any, fields: Any, where: str) -> Iterator[tuple[str, str]]:
    if not isinstance(value, list) or not value:
        yield where, _("Нужен непустой список.")
        return
    wrong = [fault for number, each in enumerate(value) for fault in misshapen(each, fields, f"{where}[{number}]")]
    yield from wrong
    if not wrong and isinstance(fields, dict) and "from" in fields:
        for number, (each, later) in enumerate(pairwise(value), start=1):
            if later["from"] <= each.get("to", each["from"]):
                yield f"{where}[{number}].from", _("Редакции стоят по порядку дней и не пересекаются.")
        for number, each in enumerate(value):
            if each["from"] > each.get("to", date.max):
                yield f"{where}[{number}].to", _("Последний день раньше первого.")


def _fits(value: Any, kind: str) -> bool:
    return value in kind.split(_CHOICE) if _CHOICE in kind else _FITS[kind](value)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(is_text, value))


def _are_words_by_key(value: Any) -> bool:
    return isinstance(value, dict) and all(is_text(key) and _are_texts(words) for key, words in value.items())


def _are_texts_by_key(value: Any) -> bool:
    return isinstance(value, dict) and all(is_text(key) and is_text(text) for key, text in value.items())


_FITS: Mapping[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("text", "norm", "rule", "order", "place", "duty"), is_text),
    **dict.fromkeys(("texts", "norms", "title", "units", "form", "duty-sources"), _are_texts),
    "forms": lambda value: _are_texts(value) and len(value) == 6,
    "papers": _are_words_by_key,
    "facts": _are_texts_by_key,
    "condition": lambda value: value is not None,
    # For `isinstance` a time of the day would be a date, and a truth a number.
    "day": lambda value: type(value) is date,
    "truth": lambda value: type(value) is bool,
    "count": lambda value: type(value) is int and 0 < value < 10000,
    "sum": lambda value: type(value) is int and value >= 0,
    "number": lambda value: type(value) in (int, float),
}


def _wanted(kind: str) -> str:
    """Return the words for what is wanted of a value of `kind`."""
    if _CHOICE in kind:
        return kind.replace(_CHOICE, ", ")
    words = {
        "forms": _("шесть падежей"),
        "papers": _("слова по ключам"),
        "facts": _("значения по путям фактов"),
        "condition": _("условие"),
        "day": _("день вида 2026-11-22"),
        "truth": "true, false",
        "count": _("целое число больше нуля"),
        "sum": _("целое число рублей"),
        "number": _("число"),
    }
    return words.get(kind) or (_("список строк") if _FITS[kind] is _are_texts else _("непустая строка"))
