"""Lines typed and sentences said: all that the interview needs of a terminal."""

import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import BinaryIO, TypeAlias

from filings.i18n import _
from filings.problems import Problem

_WIDTH = 78
_LONGEST = 64 * 1024
# A terminal cuts a line off here without a word.
_LONGEST_AT_TERMINAL = 4095


class Instead(Enum):
    """What may be typed instead of an answer."""

    WHY = "?"
    BACK = "<"
    NOTHING = "-"
    REVIEW = "!"
    SAVE = "save"
    LEAVE = "leave"
    TEXT = "text"


Said: TypeAlias = str | Instead

_SIGNS = {
    "?": Instead.WHY,
    "<": Instead.BACK,
    "-": Instead.NOTHING,
    "–": Instead.NOTHING,
    "—": Instead.NOTHING,
    "!": Instead.REVIEW,
}
_COMMANDS = {
    "сохранить": Instead.SAVE,
    "save": Instead.SAVE,
    "выход": Instead.LEAVE,
    "выйти": Instead.LEAVE,
    "exit": Instead.LEAVE,
    "quit": Instead.LEAVE,
    "текст": Instead.TEXT,
    "text": Instead.TEXT,
}


class InputOverError(Exception):
    """There is nothing more to read: the pipe has ended, or Ctrl-D was pressed."""


@dataclass(frozen=True, slots=True)
class Console:
    """`source` gives the lines typed. `put` shows a text as it stands; `terminal` tells whether a person sits at it."""

    source: BinaryIO
    put: Callable[[str], None]
    terminal: bool = False

    def say(self, text: str = "", indent: str = "") -> None:
        """Say `text`, wrapped, every line behind `indent`."""
        for line in text.split("\n"):
            self.put(textwrap.fill(line, _WIDTH, initial_indent=indent, subsequent_indent=indent) + "\n")

    def say_choices(self, lines: Iterable[tuple[str, str]]) -> None:
        """Say numbered lines, each with a line about it or nothing."""
        for number, (line, about) in enumerate(lines, 1):
            head = f"{number:>3}. "
            self.put(textwrap.fill(f"{head}{line}", _WIDTH, subsequent_indent=" " * len(head)) + "\n")
            if about:
                self.say(about, " " * len(head))

    def say_problem(self, problem: Problem) -> None:
        """Say what is wrong, what to do and by which law."""
        self.say(problem.what, "  ")
        if problem.remedy:
            self.say(f"→ {problem.remedy}", "  ")
        if problem.norm:
            self.say(_("Норма: {norm}").format(norm=problem.norm), "  ")

    def line(self) -> str:
        """Return the next line typed, trimmed; one that cannot be read is asked for again. Raises `InputOverError`."""
        while True:
            self.put("> ")
            raw = self.source.readline(_LONGEST + 1)
            if not raw:
                raise InputOverError
            if not self.terminal:
                self.put("\n")
            if len(raw) > _LONGEST or (self.terminal and len(raw) >= _LONGEST_AT_TERMINAL):
                while raw and not raw.endswith(b"\n"):
                    raw = self.source.readline(_LONGEST)
                self.say(_("Строка слишком длинная, она не принята. Разбейте её: после каждого абзаца – Enter."))
                continue
            try:
                return raw.decode().strip("\ufeff\r\n\t ")
            except UnicodeDecodeError:
                self.say(_("Эту строку прочесть не удалось. Наберите её ещё раз."))

    def heard(self) -> Said:
        """Return what was typed, or the word that stands in its place; raises `InputOverError`."""
        while True:
            text = self.line()
            word = word_of(text)
            if word is None and text.startswith(":") and text[1:].isalpha():
                self.say(_("Такой команды нет. Есть :сохранить и :выход."))
                continue
            return text if word is None else word


def word_of(text: str) -> Instead | None:
    """Return the word that a line is, None for any other text. Commands may be cut short: «:вых»."""
    if text in _SIGNS:
        return _SIGNS[text]
    name = text[1:].casefold() if text.startswith(":") else ""
    found = {word for command, word in _COMMANDS.items() if len(name) > 1 and command.startswith(name)}
    return found.pop() if len(found) == 1 else None
