"""Runs mutants and tells how many of them the tests kill:  scripts/mutants.py [SAMPLE [SEED]]

A mutant is the program with one thing changed; mutmut makes them and runs the tests that reach each (docs/testing.md).
SAMPLE of them are chosen by SEED: the same source and seed give the same mutants. Without SAMPLE all are run, in about
two hours. Exit status 1 where the tests kill fewer than nine of ten.
"""

import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

FOLDER = Path("mutants")
MUTMUT = str(Path(sys.executable).with_name("mutmut"))
# mutmut makes the mutants of everything and times the tests before it runs any; these are few and quick.
FIRST = "filings.russian.numerals.x_grouped__mutmut_*"
KILLED = {"killed", "timeout"}
GOAL = 90


def main() -> int:
    sample, seed = (int(word) for word in (*sys.argv[1:], 0, 1)[:2])
    # What is left of an earlier run may hold files that are no more.
    shutil.rmtree(FOLDER, ignore_errors=True)
    mutmut("run", FIRST)
    names = sorted(outcomes())
    chosen = random.Random(seed).sample(names, min(sample, len(names))) if sample else names  # noqa: S311
    mutmut("run", *(chosen if sample else ()))
    return report(chosen, outcomes())


def report(chosen: list[str], ended: dict[str, str]) -> int:
    """Print every mutant of `chosen` that lives, and the rate; return the exit status."""
    alive = [name for name in sorted(chosen) if ended[name] not in KILLED]
    for name in alive:
        shown = mutmut("show", name, capture=True).splitlines()
        change = [line for line in shown if line[:1] in "+-" and line[:3] not in ("+++", "---")]
        print("", f"{name}: {ended[name]}", *change, sep="\n")
    rate = 100 * (len(chosen) - len(alive)) / len(chosen)
    counts = Counter(ended[name] for name in chosen)
    print(
        f"\n{rate:.1f} % of {len(chosen)} mutants killed:", ", ".join(f"{n} {end}" for end, n in counts.most_common())
    )
    return int(rate < GOAL)


def outcomes() -> dict[str, str]:
    """Return how each mutant ended, by its name."""
    lines = mutmut("results", "--all", "true", capture=True).splitlines()
    return dict(line.strip().split(": ", 1) for line in lines if ": " in line)


def mutmut(*words: str, capture: bool = False) -> str:
    """Run mutmut and return what it prints, if that is captured; stop where it fails."""
    shown = subprocess.PIPE if capture else None
    ended = subprocess.run([MUTMUT, *words], check=False, text=True, stdout=shown)  # noqa: S603
    if ended.returncode:
        sys.exit(f"mutmut {words[0]}: {ended.returncode}")
    return ended.stdout or ""


if __name__ == "__main__":
    sys.exit(main())
