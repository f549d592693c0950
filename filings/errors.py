"""What can go wrong, and how it is told.

    FilingsError
    ├── FactsError        the facts are incomplete or wrong
    ├── LawError          the law does not allow it, or is not known for the day
    ├── LanguageError     a form of a Russian word is doubtful and must be given
    ├── UsageError        the command was called wrongly
    ├── TemplateError     a template, a schema or a pack is at fault
    ├── OutputError       the result cannot be written
    └── MachineError      this machine lacks something (Pango, a font)

Every error carries problems; the commands print them, nothing below the commands does. The exit status is that of
the problems' kind.
"""

from filings.i18n import _
from filings.problems import ExitCode, Kind, Problem


class FilingsError(Exception):
    """Root of every expected error. `problems` is never empty."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.code for problem in problems))
        self.problems: tuple[Problem, ...] = problems

    @property
    def exit_code(self) -> ExitCode:
        """The status with which the program ends: the gravest of its problems'."""
        return max(problem.kind.exit_code for problem in self.problems)


class FactsError(FilingsError):
    """The facts are incomplete or wrong."""


def unopened(name: str, error: OSError) -> FactsError:
    """Return the error (F001) of a file `name` that could not be opened: there is none, or it may not be read."""
    if isinstance(error, FileNotFoundError):
        what, remedy = _("Такого файла нет."), _("Проверьте имя файла и папку, в которой он лежит.")
    elif isinstance(error, IsADirectoryError):
        what, remedy = _("Это папка, а не файл."), _("Назовите файл, который лежит в ней.")
    else:
        what, remedy = _("Файл не открывается."), _("Проверьте имя файла и право его читать.")
    return FactsError(Problem(Kind.WRONG, "F001", name, what, remedy))


class LawError(FilingsError):
    """The law does not allow what is asked on the day, or is not known for it."""


class LanguageError(FilingsError):
    """A form of a Russian word is doubtful; the person must give it."""


class UsageError(FilingsError):
    """The command was called wrongly."""


class TemplateError(FilingsError):
    """A template, a schema or a pack is at fault."""


class OutputError(FilingsError):
    """The result cannot be written."""


class MachineError(FilingsError):
    """This machine lacks something."""
