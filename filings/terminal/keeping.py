"""The answers kept as a file: sealed by a passphrase that is shown once, or in the open where that was asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from filings.disk.output import write
from filings.errors import OutputError
from filings.i18n import _
from filings.interview.questionnaire import Responses
from filings.kit.passphrases import new_words
from filings.kit.saved_case import case_file, case_name
from filings.sealing import SUFFIX, seal_with_passphrase
from filings.terminal.setting import Setting


@dataclass(slots=True)
class Keeping:
    """Where the answers of one interview are kept.

    `path` is the file that they have already, `passphrase` what it is sealed by; both empty till they are saved. `out`
    takes them instead of a file, in the open. `last` are the answers saved last, `unwritten` tells that the disk has
    not taken them since.
    """

    setting: Setting
    path: Path | None = None
    out: Callable[[bytes], None] | None = None
    passphrase: str = ""
    last: Responses | None = None
    unwritten: bool = False

    def save(self, kind: str, responses: Responses, *, openly: bool = False) -> bool:
        """Write the answers and tell how they are opened; False, and told, where the disk does not let it."""
        console = self.setting.console
        content = case_file(kind, responses)
        if self.out is not None:
            self.out(content)
            self.last = responses
            return True
        path = self._target(openly=openly)
        sealed = path.suffix == SUFFIX
        made = "" if self.passphrase or not sealed else new_words(self.setting.choose)
        if sealed:
            console.say(_("Шифруем, это секунда."))
            content = seal_with_passphrase(content, self.passphrase or made)
        try:
            write({path: content}, overwrite=path == self.path or self.setting.overwrite)
        except OutputError as error:
            for problem in error.problems:
                console.say_problem(problem)
            self.unwritten = True
            return False
        self.unwritten = False
        console.say(_("Ответы сохранены: {path}").format(path=path))
        if made:
            console.say(_("Пароль: {passphrase}").format(passphrase=made))
            console.say(_("Запишите его на бумаге: больше он не появится. Без него ответы не открыть."))
        elif sealed:
            console.say(_("Пароль прежний."))
        else:
            console.say(_("Этот файл не зашифрован: его прочтёт любой."))
        console.say(_("Продолжить потом: filings ask {path}").format(path=path))
        self.path, self.passphrase, self.last = path, self.passphrase or made, responses
        return True

    @property
    def named(self) -> bool:
        """Whether it is settled where the answers go: nobody need be asked."""
        return bool(self.out or self.path or self.setting.case)

    def _target(self, *, openly: bool) -> Path:
        if self.path is not None and not (openly and self.path.suffix == SUFFIX):
            return self.path
        if self.setting.case is not None and not openly:
            return self.setting.case
        name = case_name().removesuffix(SUFFIX if openly else "")
        path, number = self.setting.folder / name, 1
        while path.exists():
            number += 1
            path = self.setting.folder / f"{number} {name}"
        return path
