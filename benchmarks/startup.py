"""Goal G10: `filings --help` against the help of an empty click group, each a process of its own, in turn."""

import subprocess
import sys
from collections.abc import Iterator

from benchmarks.goals import Goal
from benchmarks.papers import ratios

TARGET = 1.3
_EMPTY_GROUP = "import click\nclick.Group('empty', help='Nothing.').main(['--help'], standalone_mode=False)"


def _run(*arguments: str) -> bytes:
    return subprocess.check_output([sys.executable, *arguments])


def measure() -> Iterator[Goal]:
    """Start both programs in turn; the first turn compiles their bytecode and is not counted."""
    (empty, _), (ours, ratio) = ratios(lambda: _run("-c", _EMPTY_GROUP), lambda: _run("-m", "filings", "--help"))
    yield Goal("G10 --help / empty click group", ratio, TARGET, "×", note=f"{ours:.0f} ms against {empty:.0f} ms")
