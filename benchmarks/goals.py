"""One goal as a row of the table, and the table."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal as it was measured.

    `name` is the number of the goal and what is compared, `measured` and `target` are in `unit` («ms», «times», …).
    `at_least`: the target is a lower bound, not an upper one. `note` says what else was seen.
    """

    name: str
    measured: float
    target: float
    unit: str
    at_least: bool = False
    note: str = ""

    @property
    def reached(self) -> bool:
        """Whether the target was met."""
        return self.measured >= self.target if self.at_least else self.measured <= self.target


HEADINGS = ("goal", "measured", "target", "reached", "")


def table(goals: Iterable[Goal]) -> str:
    """Return `goals` as lines of text, one a goal, in columns."""
    rows = [HEADINGS, *(_cells(goal) for goal in goals)]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _cells(goal: Goal) -> tuple[str, str, str, str, str]:
    bound = "≥" if goal.at_least else "≤"
    return (
        goal.name,
        f"{goal.measured:.2f} {goal.unit}",
        f"{bound} {goal.target:g} {goal.unit}",
        "yes" if goal.reached else "NO",
        goal.note,
    )
