"""What can go wrong, and how it is told.

    FilingsError
    ├── FactsError       1   the facts are incomplete or wrong
    ├── LawError         1   the law does not allow it, or is not known for the day
    ├── LanguageError    1   a form of a Russian word is doubtful and must be given
    ├── UsageError       2   the command was called wrongly
    ├── TemplateError    3   a template, a schema or a pack is at fault
    ├── OutputError      4   the result cannot be written
    └── MachineError     5   this machine lacks something (Pango, a font)

Every error carries problems; the commands print them, nothing below the commands does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """Exit status of the program; the meanings are promised in docs/errors.md."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    TEMPLATE = 3
    OUTPUT = 4
    MACHINE = 5
    BUG = 70
    INTERRUPTED = 130


class Severity(StrEnum):
    """Whether a problem stops the paper (`error`) or must only be read before it is signed (`warning`)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, as a person reads it: where, what, what to do.

    `code` is stable and has a heading in docs/errors.md. `where` is the path of a fact
    (`applicant.birth_date`, `reasons[0].proof`), a template's name and line, or a file's name; it may be empty.
    `norm` cites the law behind the problem, where there is one.
    """

    code: str
    where: str
    what: str
    remedy: str
    norm: str = ""
    severity: Severity = Severity.ERROR


class FilingsError(Exception):
    """Root of every expected error. `problems` is never empty; `exit_code` is the class's own."""

    exit_code: ExitCode = ExitCode.BUG

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.code for problem in problems))
        self.problems: tuple[Problem, ...] = problems


class FactsError(FilingsError):
    """The facts are incomplete or wrong."""

    exit_code = ExitCode.REFUSED


class LawError(FilingsError):
    """The law does not allow what is asked on the day, or is not known for it."""

    exit_code = ExitCode.REFUSED


class LanguageError(FilingsError):
    """A form of a Russian word is doubtful; the person must give it."""

    exit_code = ExitCode.REFUSED


class UsageError(FilingsError):
    """The command was called wrongly."""

    exit_code = ExitCode.USAGE


class TemplateError(FilingsError):
    """A template, a schema or a pack is at fault."""

    exit_code = ExitCode.TEMPLATE


class OutputError(FilingsError):
    """The result cannot be written."""

    exit_code = ExitCode.OUTPUT


class MachineError(FilingsError):
    """This machine lacks something."""

    exit_code = ExitCode.MACHINE


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return those of `problems` that stop the paper."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)
