"""A raw case → plain facts in the order of the vocabulary: blanks dropped, every value in its one form.

Whether a fact is required, and whether facts agree with each other, must NOT be judged here.
"""

from collections.abc import Mapping, Sized
from dataclasses import dataclass, field
from typing import Any, Final

from filings.fact_path import Path, spelled
from filings.facts.scalars import RefusedError, read_scalar
from filings.facts.suggestions import example_of, meant_fact, shown
from filings.facts.tidy_text import tidy, unprintable
from filings.facts.vocabulary import Schema, part_of, schema_at, titled
from filings.i18n import _
from filings.problems import Kind, Problem

_ABSENT: Final = object()
_BLANK: tuple[object, ...] = (None, "", [], {})
_ENOUGH_TO_GUESS = 100


@dataclass(slots=True)
class NormalisedFacts:
    """What was read: the facts, the problems by path, and the paths of which nothing more is to be said."""

    facts: dict[str, Any] = field(default_factory=dict)
    problems: list[tuple[Path, Problem]] = field(default_factory=list)
    settled: set[Path] = field(default_factory=set)

    def has_settled(self, path: Path) -> bool:
        """Tell whether a defect of `path`, or of what it lies in, is reported already."""
        return bool(self.settled) and any(path[:length] in self.settled for length in range(len(path) + 1))

    def touches(self, path: Path) -> bool:
        """Tell whether a defect inside `path`, or of `path`, is reported already."""
        return any(settled[: len(path)] == path for settled in self.settled)


def normalise(tree: Schema, raw: object) -> NormalisedFacts:
    """Read `raw` (any value that JSON, YAML or TOML can hold) by the vocabulary `tree`.

    A refused value is left out of the facts and reported once; no value makes this raise.
    """
    return _Normaliser(tree).read(raw)


class _Normaliser:
    def __init__(self, tree: Schema) -> None:
        self._tree = tree
        self._reading = NormalisedFacts()

    def read(self, raw: object) -> NormalisedFacts:
        facts = self._value(self._tree, raw, ())
        self._reading.facts = {} if facts is _ABSENT else facts
        return self._reading

    def _value(self, schema: Schema, raw: object, path: Path) -> Any:
        if raw in _BLANK:
            return _ABSENT
        try:
            if schema["type"] == "object":
                return self._object(schema, raw, path)
            if schema["type"] == "array":
                return self._array(schema, raw, path)
            value = read_scalar(schema, raw)
            return _ABSENT if value is None else value
        except RefusedError as refused:
            self._refuse(refused, path)
            return _ABSENT

    def _object(self, schema: Schema, raw: object, path: Path) -> Any:
        if not isinstance(raw, dict):
            raise RefusedError("F014", _("здесь нужна группа фактов с названиями"))
        _bounded(raw, schema.get("maxProperties"))
        free = bool(schema["additionalProperties"])
        named = self._freely_named(raw, path) if free else self._named(schema, raw, path)
        facts: dict[str, Any] = {}
        for key, value in named.items():
            read = self._value(part_of(schema, key), value, (*path, key))
            if read is not _ABSENT:
                facts[key] = read
        if schema.get("x-enclosed") and (facts.get("have") is False or "holder" in facts):
            raise _not_at_hand()
        # An object all of whose values were refused is not an absent object.
        return facts if facts or self._reading.touches(path) else _ABSENT

    def _named(self, schema: Schema, raw: Mapping[Any, Any], path: Path) -> dict[str, Any]:
        for key in raw:
            if key not in schema["properties"]:
                self._unknown(schema, raw, str(key), path)
        return {key: raw[key] for key in schema["properties"] if key in raw}

    def _freely_named(self, raw: Mapping[Any, Any], path: Path) -> dict[str, Any]:
        named: dict[str, Any] = {}
        for key, value in raw.items():
            name = tidy(str(key))
            strays = unprintable(name)
            if strays:
                reason = _("эти знаки нельзя напечатать: {characters}").format(characters=strays)
                self._refuse(RefusedError("F010", reason, _("Удалите их.")), (*path, shown(name)))
            else:
                named[name] = value
        return named

    def _array(self, schema: Schema, raw: object, path: Path) -> Any:
        if not isinstance(raw, list):
            raise RefusedError("F014", _("здесь нужен список"))
        _bounded(raw, schema.get("maxItems"))
        items = [self._value(schema["items"], item, (*path, index)) for index, item in enumerate(raw)]
        while items and items[-1] is _ABSENT and (*path, len(items) - 1) not in self._reading.settled:
            items.pop()
        return [self._item(schema, item, (*path, index)) for index, item in enumerate(items)] or _ABSENT

    def _item(self, schema: Schema, item: object, path: Path) -> Any:
        """Keep the numbers of the items after a refused or empty one."""
        if item is not _ABSENT:
            return item
        if path not in self._reading.settled:
            self._refuse(
                RefusedError("F021", _("пустой пункт списка"), _("Заполните этот пункт или удалите его.")), path
            )
        return {} if schema["items"]["type"] == "object" else ""

    def _unknown(self, schema: Schema, raw: Mapping[Any, Any], key: str, path: Path) -> None:
        near: list[str] = []
        remedy = _("Возьмите за образец файл, который даёт «filings new».")
        # Looking for near names is slow, and a file with so many wrong ones is no case file.
        if len(self._reading.problems) < _ENOUGH_TO_GUESS:
            near, remedy = meant_fact(self._tree, schema, key)
        # The fact that was misspelt is not reported once more as missing.
        self._reading.settled.update((*path, name) for name in near[:1] if name not in raw)
        what = _("Неизвестный факт «{key}».").format(key=shown(key))
        where = (*path, shown(key))
        self._reading.problems.append((where, Problem(Kind.WRONG, "F013", spelled(where), what, remedy)))

    def _refuse(self, refused: RefusedError, path: Path) -> None:
        what = _("«{title}»: {reason}.").format(title=titled(self._tree, path) or _("Дело"), reason=refused.reason)
        remedy = refused.remedy or example_of(schema_at(self._tree, path)) or _("Образец показывает «filings show».")
        self._reading.problems.append((path, Problem(Kind.WRONG, refused.code, spelled(path), what, remedy)))
        self._reading.settled.add(path)


def _not_at_hand() -> RefusedError:
    """The error of a paper in the list of what is handed in that somebody else has."""
    return RefusedError(
        "F029",
        _("приложить можно только документ, который есть на руках"),
        _("Назовите этот документ доказательством факта, который он подтверждает: там есть «У кого документ»."),
    )


def _bounded(raw: Sized, limit: int | None) -> None:
    """Refuse too many parts before any of them is read."""
    if limit is not None and len(raw) > limit:
        raise RefusedError("F027", _("слишком много пунктов"), _("Оставьте не больше {limit}.").format(limit=limit))
