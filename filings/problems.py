"""What can be wrong, as a person reads it and as the program acts on it: the problem and its kind.

A problem gets its kind where it is made. Its code is a name for people (docs/errors.md); nothing is decided by it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import Any, Self


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


class Kind(StrEnum):
    """What sort of thing is wrong: whose it is to mend, and with which status the program ends."""

    MISSING = "missing"
    """A fact that the schema or a statute wants is not given; a draft may lack it."""
    WRONG = "wrong"
    """What is given cannot be right or cannot be read: a fact, a file, a cell, a password."""
    EATEN = "eaten"
    """A spreadsheet has turned a value into something else."""
    UNLAWFUL = "unlawful"
    """The law closes this way."""
    BEYOND = "beyond"
    """The day lies outside the calendar of working days."""
    DANGER = "danger"
    """Words that may harm the person who signs them."""
    UNSETTLED = "unsettled"
    """A form of a Russian word that only the person can settle."""
    NOTICE = "notice"
    """What the law makes a person heed before signing; the same sentence for all cases of a sort."""
    BACKGROUND = "background"
    """What is good to know for all who file such papers, and asks nothing of this person: read in the memo."""
    MISUSE = "misuse"
    """The command was called wrongly."""
    TEMPLATE = "template"
    """A template, a schema or a pack is at fault."""
    UNWRITTEN = "unwritten"
    """The result cannot be written."""
    DENIED = "denied"
    """There is no right to write there, or another program holds the file: another name may do."""
    FULL = "full"
    """Nothing more can be written to this disk."""
    FOREIGN = "foreign"
    """What stands in the place of a result is not ours."""
    EDITED = "edited"
    """A result that a person has changed since; it stays as it is."""
    STALE = "stale"
    """A result of an earlier run that its case no longer stands behind."""
    EXPOSED = "exposed"
    """Facts of a case could be read by others, or be left on another disk."""
    MACHINE = "machine"
    """This machine lacks something."""
    LOST = "lost"
    """The process that worked on a case was lost or stopped."""
    BUG = "bug"
    """The program itself is at fault."""

    @property
    def exit_code(self) -> ExitCode:
        """The status with which the program ends where such a problem stops it."""
        return _STATUS.get(self, ExitCode.REFUSED)


_STATUS: Mapping[Kind, ExitCode] = {
    Kind.MISUSE: ExitCode.USAGE,
    Kind.TEMPLATE: ExitCode.TEMPLATE,
    **dict.fromkeys((Kind.UNWRITTEN, Kind.DENIED, Kind.FULL, Kind.FOREIGN, Kind.EDITED, Kind.STALE), ExitCode.OUTPUT),
    **dict.fromkeys((Kind.MACHINE, Kind.LOST, Kind.EXPOSED), ExitCode.MACHINE),
    Kind.BUG: ExitCode.BUG,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, as a person reads it: where, what, what to do.

    `kind` says what the program does about it, `code` is its stable name and has a heading in docs/errors.md. `where`
    is the path of a fact (`applicant.birth_date`, `reasons[0].proof`), a template's name and line, or a file's name; it
    may be empty. `norm` cites the law behind the problem, where there is one. `open_in_draft` tells that a draft may be
    made in spite of it: what is missing always is. `cures` are the paths of the facts of which any one settles it,
    `where` first; empty where there is none but `where`. `facts` is what to read.
    """

    kind: Kind
    code: str
    where: str
    what: str
    remedy: str
    norm: str = ""
    severity: Severity = Severity.ERROR
    open_in_draft: bool = False
    cures: tuple[str, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts of which any one settles the problem, `where` first: of what is missing those that may be filled
        in, else the one that is wrong and those that lift it. Empty where the problem is about no fact."""
        return self.cures or ((self.where,) if self.where else ())

    @property
    def stops(self) -> bool:
        """Whether the paper cannot be made."""
        return self.severity is Severity.ERROR

    def softened(self) -> Self:
        """Return the problem as one that is only read before the paper is signed."""
        return replace(self, severity=Severity.WARNING)

    def in_draft(self) -> Self:
        """Return the problem as a draft has it: softened where a draft may be made in spite of it."""
        return self.softened() if self.open_in_draft or self.kind is Kind.MISSING else self

    def cured_by(self, *facts: str) -> Self:
        """Return the problem as one that each of `facts` settles, beside `where`."""
        cures = tuple(dict.fromkeys((self.where, *facts)))
        return replace(self, cures=cures if len(cures) > 1 else ())

    def as_json(self) -> dict[str, str | list[str]]:
        """Return the problem as a JSON object, the same in every output; `from_json` reads it."""
        return {
            "kind": self.kind.value,
            "code": self.code,
            "severity": self.severity.value,
            "where": self.where,
            "what": self.what,
            "remedy": self.remedy,
            "norm": self.norm,
            "cures": list(self.cures),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Problem":
        """Return the problem that `as_json` made `value` of, here or in an earlier version, which knew no `cures`.

        Raises KeyError or ValueError for anything else.
        """
        code, where, what, remedy, norm = (str(value[name]) for name in ("code", "where", "what", "remedy", "norm"))
        cures = tuple(map(str, value.get("cures", ())))
        return cls(Kind(value["kind"]), code, where, what, remedy, norm, Severity(value["severity"]), cures=cures)


def to_heed(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return those of `problems` that are told wherever problems are: all but what is read in the memo."""
    return tuple(problem for problem in problems if problem.kind is not Kind.BACKGROUND)


def notice(code: str, where: str, what: str, remedy: str, norm: str = "") -> Problem:
    """Return what a person must heed before the paper is signed; it stops nothing."""
    return Problem(Kind.NOTICE, code, where, what, remedy, norm, Severity.WARNING)


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return those of `problems` that stop the paper."""
    return tuple(problem for problem in problems if problem.stops)
