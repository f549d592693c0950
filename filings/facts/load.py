"""A case file → plain values, every scalar kept as it was typed. What the values mean must NOT be judged here."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import Path, PurePath
from typing import Any

from filings.errors import FactsError, unopened
from filings.facts.yaml_text import DEEPEST, UnreadableFileError, read_yaml, too_deep, twice
from filings.i18n import _
from filings.problems import Kind, Problem

LARGEST_FILE = 1024 * 1024
# A dotted key of tens of thousands of parts keeps tomllib busy for minutes, so it is found before.
_TOML_DEEP_KEY = re.compile(rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{DEEPEST}}}""")
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def load(path: Path) -> dict[str, Any]:
    """Return the facts in the file `path`: `.yaml`, `.yml`, `.json` or `.toml`, UTF-8 with or without BOM.

    Scalars stay the text typed (`01234`, `no`, `2022-03-12`), but for true, false and null of JSON and TOML.
    Raises `FactsError` (F001–F009) with the file's name, line and column, and nothing of what the file holds.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise unopened(path.name, error) from None
    return load_source(path.name, content)


def load_source(name: str, content: bytes) -> dict[str, Any]:
    """Return the facts of the case file `name` whose `content` is in memory; `load` tells the rest."""
    try:
        reader = _READERS.get(PurePath(name).suffix.lower())
        if reader is None:
            raise UnreadableFileError("F002", _("Такие файлы не читаются."), _("Подходят .yaml, .yml, .json и .toml."))
        value = reader(_text(content))
        if not isinstance(value, dict):
            what, remedy = _("В файле нет фактов с названиями."), _("Образец файла даёт команда «filings new».")
            raise UnreadableFileError("F009", what, remedy)
    except UnreadableFileError as error:
        where = f"{name}:{error.line}:{error.column}" if error.line else name
        raise FactsError(Problem(Kind.WRONG, error.code, where, error.what, error.remedy)) from None
    return value


def _text(content: bytes) -> str:
    if len(content) > LARGEST_FILE:
        remedy = _("Файл дела — это текст, он меньше 1 МБ. Сканы документов в него не вкладывают.")
        raise UnreadableFileError("F006", _("Файл слишком большой."), remedy)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        remedy = _("Сохраните файл в кодировке UTF-8: в Блокноте «Сохранить как», поле «Кодировка».")
        raise UnreadableFileError("F003", _("Кодировка файла не UTF-8."), remedy) from None


def read_json(text: str) -> Any:
    """Return the value of the JSON `text`, numbers as the text typed; `UnreadableFileError` (F004, F005, F007)."""
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        remedy = _("Проверьте запятые, кавычки и скобки.")
        raise UnreadableFileError("F004", _("Запись нарушена."), remedy, error.lineno, error.colno) from None
    except RecursionError:
        raise too_deep() from None
    return _plain(value, DEEPEST)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    facts = dict(pairs)
    if len(facts) < len(pairs):
        raise twice()
    return facts


def _read_toml(text: str) -> Any:
    if _TOML_DEEP_KEY.search(text):
        raise too_deep()
    try:
        value = tomllib.loads(text, parse_float=str)
    except ValueError as error:  # TOMLDecodeError, and a number of more digits than Python reads
        found = _TOML_PLACE.search(str(error))
        place = (int(found[1]), int(found[2])) if found else (0, 0)
        remedy = _("Проверьте кавычки и знаки «=», и не записан ли факт дважды.")
        raise UnreadableFileError("F004", _("Запись нарушена."), remedy, *place) from None
    except RecursionError:
        raise too_deep() from None
    return _plain(value, DEEPEST)


def _plain(value: Any, levels: int) -> Any:
    """Return `value` with the dates of TOML as text; more than `levels` levels are refused."""
    match value:
        case dict() | list() if not levels:
            raise too_deep()
        case dict():
            return {key: _plain(part, levels - 1) for key, part in value.items()}
        case list():
            return [_plain(part, levels - 1) for part in value]
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return value


_READERS: Mapping[str, Callable[[str], Any]] = {
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".json": read_json,
    ".toml": _read_toml,
}
