"""One of several answers, or some of them, by number, by first letters, or by a part of the words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from filings.i18n import _
from filings.interview.questionnaire import Choice
from filings.terminal.console import Console, Instead, Said

# A longer list is not shown but searched.
_SHOWN_AT_ONCE = 15
# Fewer letters begin too many words.
_FEWEST = 3
_NUMBERS = re.compile(r"[\s,;.]+")


@dataclass(frozen=True, slots=True)
class Chooser:
    """Asks for one of `choices`; `kept` is the value chosen before."""

    console: Console
    choices: Sequence[Choice]
    kept: str = ""

    def show(self) -> None:
        """Show the choices, or how to find one among many."""
        if len(self.choices) > _SHOWN_AT_ONCE:
            self.console.say(_("Наберите часть слова, найдём. Весь список – 0."))
        else:
            self.console.say_choices((one.label, one.explain) for one in self.choices)

    def choose(self) -> Choice | Instead | None:
        """Return the choice made, None for an empty line, or the word typed instead."""
        while True:
            said = self.console.heard()
            if not said or isinstance(said, Instead):
                return said or None
            found = matching(self.choices, str(said))
            if len(found) == 1:
                if not _is_whole(str(said), found[0]):
                    self.console.say(f"→ {found[0].label}", "  ")
                return found[0]
            self._tell(str(said), found)

    def _tell(self, said: str, found: Sequence[Choice]) -> None:
        if said == "0":
            self.console.say_choices((one.label, one.explain) for one in self.choices)
        elif found:
            self.console.say(_("Подходит несколько. Выберите номер:"))
            for one in found:
                self.console.put(f"{self.choices.index(one) + 1:>3}. {one.label}\n")
        else:
            self.console.say(_("Такого ответа нет. Наберите номер или начало слова."))


def matching(choices: Sequence[Choice], said: str) -> Sequence[Choice]:
    """Return the choices that `said` can mean: one by its number, its name or its whole words; else by first letters,
    else by the first letters of any word."""
    if said.isdecimal():
        return choices[int(said) - 1 : int(said)] if 0 < int(said[:6]) <= len(choices) else ()
    told = _plain(said)
    labels = [(one, _plain(one.label)) for one in choices]
    ways = (
        [one for one, _label in labels if _is_whole(said, one)],
        [one for one, label in labels if label.startswith(told)],
        [one for one, label in labels if len(told) >= _FEWEST and re.search(rf"\b{re.escape(told)}", label)],
    )
    return next(filter(None, ways), [])


def _is_whole(said: str, choice: Choice) -> bool:
    return said.isdecimal() or _plain(said) in (_plain(choice.label), _plain(choice.value))


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")


def numbered(choices: Sequence[Choice], said: Said) -> list[Choice] | None:
    """Return the choices of which `said` gives the numbers, None where it is no such list."""
    parts = [part for part in _NUMBERS.split(str(said)) if part]
    known = [part for part in parts if part.isdecimal() and 0 < int(part[:6]) <= len(choices)]
    return [choices[int(part) - 1] for part in known] if parts and known == parts else None
