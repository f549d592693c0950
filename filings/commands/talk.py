"""What the commands say to a person (stderr) and to a program (JSON on stdout)."""

import json
import os
from collections.abc import Iterable, Mapping
from typing import Any

import click

from filings.i18n import _
from filings.problems import Kind, Problem, to_heed


def say(text: str) -> None:
    """Say `text` to the person; data never goes this way."""
    click.echo(text, err=True)


def show_problems(problems: Iterable[Problem], title: str = "") -> None:
    """Show each problem as where · what · what to do, `title` (a file's name) above them.

    What a person must do comes last, where the screen stands still: after the warnings what is missing, then what is
    wrong or in doubt. Of what is read in the memo only the number is told.
    """
    told = tuple(problems)
    ordered = sorted(to_heed(told), key=lambda problem: (problem.stops, problem.kind is not Kind.MISSING))
    if told and title:
        say(_styled(title, bold=True))
    if aside := len(told) - len(ordered):
        say(_("В памятке (--memo) есть ещё общие предупреждения: {count}.").format(count=aside))
    for problem in ordered:
        warning = not problem.stops
        mark = _styled(_("внимание") if warning else _("ошибка"), fg="yellow" if warning else "red", bold=True)
        place = f" {problem.where}:" if problem.where else ""
        say(f"{mark} {problem.code}{place} {problem.what}")
        if problem.remedy:
            say(f"    → {problem.remedy}")
        if problem.norm:
            say(f"    {_('Норма')}: {problem.norm}")


def _styled(text: str, **style: Any) -> str:
    """Return `text` in colours, unless the person asked for none (no-color.org); click drops them off a terminal."""
    return text if os.environ.get("NO_COLOR") else click.style(text, **style)


def put_json(value: Mapping[str, Any] | list[Any], *, one_line: bool = False) -> None:
    """Print `value` on stdout as JSON, readable by people unless `one_line`."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=None if one_line else 2))


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """Return `rows` as columns padded with spaces."""
    lines = [tuple(row) for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)] if lines else []
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in lines)
