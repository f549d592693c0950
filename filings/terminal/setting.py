"""What the interview is given from outside, and how it ended."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from pathlib import Path

from filings.catalog import Catalog
from filings.terminal.console import Console


class Ending(Enum):
    """How an interview ended."""

    DONE = auto()
    """With papers, or with the answers saved."""
    CLOSED = auto()
    """At a closed door."""
    WITHOUT_FORMAT = auto()
    """With papers, but not in every format: this machine lacks something."""
    UNWRITTEN = auto()
    """With papers or answers that the disk did not take."""
    LEFT = auto()
    """Before anything was made or saved."""


@dataclass(frozen=True, slots=True)
class Setting:
    """`today` is the day of the work, `folder` where papers and saved answers go, `case` the file of the answers where
    one was named; papers are made in `formats`; `overwrite` tells that they may replace older ones. `choose` takes one
    of many at random."""

    catalog: Catalog
    today: date
    console: Console
    choose: Callable[[Sequence[str]], str]
    folder: Path = Path()
    case: Path | None = None
    formats: tuple[str, ...] = ()
    overwrite: bool = False
