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

from filings.problems import ExitCode, Problem


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
