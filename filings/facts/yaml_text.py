"""YAML text → plain values without YAML's guesses: a scalar is the text typed, a blank, `~` and `null` are nothing.

Built on libyaml's events, so that no tag, alias, merge key or repeated key is ever acted on.
"""

from typing import Any

import yaml

from filings.i18n import _

DEEPEST = 32
_NOTHING = ("", "~", "null")


class UnreadableFileError(ValueError):
    """The text is not a case file. `what` and `remedy` are Russian, `line` and `column` count from 1, 0 where unknown;
    nothing of the text itself is in them."""

    def __init__(self, code: str, what: str, remedy: str, line: int = 0, column: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.what = what
        self.remedy = remedy
        self.line = line
        self.column = column


def read_yaml(text: str) -> Any:
    """Return the one document of `text` as dicts, lists, strings and None.

    Raises `UnreadableFileError`: F004 syntax, tags, several documents; F005 a key twice in one place; F007 more than
    `DEEPEST` levels; F008 anchors and aliases.
    """
    builder = _ValueBuilder()
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise UnreadableFileError("F004", _("Запись нарушена."), _remedy(), *place) from None
    except yaml.YAMLError:
        what, remedy = _("В файле есть управляющие знаки."), _("Удалите их или наберите это место заново.")
        raise UnreadableFileError("F004", what, remedy) from None
    return builder.document


def _remedy() -> str:
    return _("Проверьте отступы и кавычки. Текст с двоеточием или решёткой возьмите в кавычки.")


class _ValueBuilder:
    """Builds values from events: `_open` holds what is not closed yet, `_keys` the key each mapping waits with."""

    def __init__(self) -> None:
        self.document: Any = None
        self._documents = 0
        self._open: list[dict[str, Any] | list[Any]] = []
        self._keys: list[str | None] = []

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.AliasEvent():
                self._refuse_alias(event)
            case yaml.NodeEvent():
                self._node(event)
            case yaml.CollectionEndEvent():
                self._keys.pop()
                self._put(self._open.pop(), event)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    what, remedy = _("В файле больше одного дела."), _("Оставьте в файле одно дело.")
                    raise UnreadableFileError("F004", what, remedy, *_place(event))

    def _node(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse_alias(event)
        if event.tag is not None:
            what, remedy = (
                _("Пометки типов с «!» здесь не читаются."),
                _("Удалите пометку или возьмите текст в кавычки."),
            )
            raise UnreadableFileError("F004", what, remedy, *_place(event))
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style in (None, "")
            self._put(None if plain and event.value in _NOTHING else event.value, event)
            return
        if len(self._open) >= DEEPEST:
            raise too_deep(*_place(event))
        self._open.append({} if isinstance(event, yaml.MappingStartEvent) else [])
        self._keys.append(None)

    def _put(self, value: Any, event: yaml.Event) -> None:
        if not self._open:
            self.document = value
            return
        holder, key = self._open[-1], self._keys[-1]
        if isinstance(holder, list):
            holder.append(value)
        elif key is None:
            self._keys[-1] = self._key(holder, value, event)
        else:
            holder[key] = value
            self._keys[-1] = None

    @staticmethod
    def _key(holder: dict[str, Any], key: Any, event: yaml.Event) -> str:
        if not isinstance(key, str):
            raise UnreadableFileError("F004", _("Название факта должно быть словом."), _remedy(), *_place(event))
        if key in holder:
            raise twice(*_place(event))
        return key

    @staticmethod
    def _refuse_alias(event: yaml.Event) -> None:
        what, remedy = _("Ссылки «&» и «*» здесь не читаются."), _("Повторите текст или возьмите его в кавычки.")
        raise UnreadableFileError("F008", what, remedy, *_place(event))


def twice(line: int = 0, column: int = 0) -> UnreadableFileError:
    """The error of a key that stands twice in one group."""
    what, remedy = _("Один и тот же факт записан дважды."), _("Оставьте одну запись.")
    return UnreadableFileError("F005", what, remedy, line, column)


def too_deep(line: int = 0, column: int = 0) -> UnreadableFileError:
    """The error of a file with more levels than any case has."""
    what, remedy = _("Слишком много вложенных уровней."), _("Образец файла даёт команда «filings new».")
    return UnreadableFileError("F007", what, remedy, line, column)


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)
