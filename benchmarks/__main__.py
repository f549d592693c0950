"""`python -m benchmarks [NAME …]` measures the goals of docs/performance.md and prints one table."""

import importlib
import sys

from benchmarks.goals import table

NAMES = ("formats", "pipeline", "startup", "memory", "sheet", "batch", "interview")


def main() -> None:
    """Run the benchmarks named on the command line, all of them where none is named."""
    wanted = sys.argv[1:] or NAMES
    unknown = sorted(set(wanted) - set(NAMES))
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are: {', '.join(NAMES)}")
    goals = [goal for name in wanted for goal in importlib.import_module(f"benchmarks.{name}").measure()]
    print(table(goals))


if __name__ == "__main__":
    main()
