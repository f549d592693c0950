"""Runs mutants and tells how many of them the tests kill:  scripts/mutants.py [SAMPLE [SEED] | NAME...]

A mutant is the program with one thing changed. mutmut writes them all into mutants/ and notes which tests enter which
function; SAMPLE of them are chosen by SEED (all, without SAMPLE), or those of the names given, and run here: the tests
are collected once, and each mutant is a copy of this process that runs those which enter it, until one fails. A NAME
may hold «*». Exit status 1 where fewer than nine of ten are killed, or a NAME is no mutant's; see docs/testing.md.
"""

import fnmatch
import json
import os
import random
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree

import pytest

FOLDER = Path("mutants")
MUTMUT = str(Path(sys.executable).with_name("mutmut"))
# mutmut writes the mutants of everything and times the tests before it runs any; these are few and quick.
FIRST = "filings.russian.numerals.x_grouped__mutmut_*"
GOAL = 90
JOBS = 2
PATIENCE = 60  # seconds that a mutant may take beyond ten times what its tests take


def main() -> int:
    rmtree(FOLDER, ignore_errors=True)  # what is left of an earlier run may hold files that are no more
    mutmut("run", FIRST)
    names = sorted(line.split(": ")[0].strip() for line in mutmut("results", "--all", "true").splitlines())
    return report(run(choose(names, sys.argv[1:])))


def choose(names: Sequence[str], words: Sequence[str]) -> Sequence[str]:
    """Return those of `names` that the `words` of the command line ask for; stop where a word is no mutant's name."""
    if not all(word.isdecimal() for word in words):
        if unknown := [word for word in words if not fnmatch.filter(names, word)]:
            sys.exit(f"no such mutant: {' '.join(unknown)}")
        return [name for name in names if any(fnmatch.fnmatch(name, word) for word in words)]
    sample, seed = (int(word) for word in (*words, 0, 1)[:2])
    return random.Random(seed).sample(names, min(sample, len(names))) if sample else names  # noqa: S311


def run(chosen: Sequence[str]) -> dict[str, str]:
    """Return how each of the `chosen` mutants in the folder ended."""
    runner = Runner(chosen)
    home = Path.cwd()
    os.chdir(FOLDER)
    sys.path.insert(0, str(Path.cwd()))
    os.environ["MUTANT_UNDER_TEST"] = ""
    settings = ["--rootdir=.", "-s", "-p", "no:terminal", "-p", "no:cacheprovider", "-m", "not slow"]
    pytest.main([*settings, "--hypothesis-profile=reproducible", *runner.files], plugins=[runner])
    os.chdir(home)
    return runner.ended


def mutmut(*words: str) -> str:
    """Run mutmut and return what it prints; stop where it fails."""
    ended = subprocess.run([MUTMUT, *words], check=False, text=True, stdout=subprocess.PIPE)  # noqa: S603
    if ended.returncode:
        sys.exit(f"{ended.stdout[-3000:]}\nmutmut {words[0]}: {ended.returncode}")
    return ended.stdout


class Runner:
    """A plugin of pytest that runs the `chosen` mutants in place of the tests; `ended` tells what became of each."""

    def __init__(self, chosen: Sequence[str]) -> None:
        noted = json.loads((FOLDER / "mutmut-stats.json").read_text(encoding="utf-8"))
        self._takes: dict[str, float] = noted["duration_by_test"]
        entering = noted["tests_by_mangled_function_name"]
        self._tests = {name: set(entering.get(name.rpartition("__mutmut_")[0], ())) for name in chosen}
        self.files = sorted({test.partition("::")[0] for tests in self._tests.values() for test in tests})
        self.ended: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            if not os.environ["MUTANT_UNDER_TEST"]:
                print(report.nodeid, report.longreprtext, file=sys.stderr)
            os._exit(1)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        everything = set().union(*self._tests.values())
        if self._wait({self._copy(session, "", everything): ("", time.monotonic() + 3600)}) != {"": "survived"}:
            pytest.exit("a test fails without any mutant")
        running: dict[int, tuple[str, float]] = {}
        for number, name in enumerate(sorted(self._tests, key=self._cost), 1):
            if not self._tests[name]:
                self.ended[name] = "no tests"
                continue
            running[self._copy(session, name, self._tests[name])] = (name, self._deadline(name))
            if len(running) >= JOBS:
                self.ended |= self._wait(running)
            print(f"\r{number} of {len(self._tests)}", *Counter(self.ended.values()).items(), end="", flush=True)
        while running:
            self.ended |= self._wait(running)
        return True

    def _cost(self, name: str) -> float:
        return sum(self._takes[test] for test in self._tests[name])

    def _deadline(self, name: str) -> float:
        return time.monotonic() + PATIENCE + 10 * self._cost(name)

    def _copy(self, session: pytest.Session, name: str, tests: set[str]) -> int:
        """Start a copy of this process that runs `tests` on the mutant `name`; return its number."""
        pid = os.fork()
        if pid:
            return pid
        try:
            self._run(session, name, tests)
            os._exit(0)
        except BaseException:  # noqa: BLE001 - nothing may lead the copy back into what the original goes on to do
            traceback.print_exc()
            os._exit(1)

    def _run(self, session: pytest.Session, name: str, tests: set[str]) -> None:
        from tests.conftest import forget

        os.environ["MUTANT_UNDER_TEST"] = name
        if name:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(1, 2)
        forget()
        items = sorted((item for item in session.items if item.nodeid in tests), key=lambda item: _likeness(item, name))
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)

    def _wait(self, running: dict[int, tuple[str, float]]) -> dict[str, str]:
        """Return the end of the next copy that ends, and take it from those that are `running`."""
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid:
                name, _deadline = running.pop(pid)
                return {name: "survived" if status == 0 else "killed"}
            for late in [pid for pid, (_name, deadline) in running.items() if time.monotonic() > deadline]:
                os.kill(late, signal.SIGKILL)
                os.waitpid(late, 0)
                return {running.pop(late)[0]: "timeout"}
            time.sleep(0.02)


def _likeness(item: pytest.Item, name: str) -> tuple[bool, bool, str]:
    """Sort the tests that are likeliest to see a change in the module of `name` first, those of a file together."""
    package, _dot, rest = name.partition(".x")[0].removeprefix("filings.").partition(".")
    file = item.nodeid.partition("::")[0]
    return rest.rpartition(".")[2] not in file, f"/{package}/" not in file, file


def report(ended: dict[str, str]) -> int:
    """Print every mutant that lives, with its change, and the rate; return the exit status."""
    alive = sorted(name for name, end in ended.items() if end not in ("killed", "timeout"))
    for name in alive:
        shown = mutmut("show", name).splitlines()
        change = [line for line in shown if line[:1] in ("+", "-") and line[:3] not in ("+++", "---")]
        print("", f"{name}: {ended[name]}", *change, sep="\n")
    rate = 100 * (len(ended) - len(alive)) / max(len(ended), 1)
    counts = ", ".join(f"{count} {end}" for end, count in Counter(ended.values()).most_common())
    print(f"\n{rate:.1f} % of {len(ended)} mutants killed: {counts}")
    return int(rate < GOAL)


if __name__ == "__main__":
    sys.exit(main())
