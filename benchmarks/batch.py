"""Goals G7, G8 and G9: `filings batch` from the shell, both formats on the disk, beside docxtpl and one LibreOffice."""

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from benchmarks.cases import cases
from benchmarks.goals import Goal
from benchmarks.papers import fill_by_docxtpl, report, word_template

FEW, SOME, MANY, REFERENCE = 50, 500, 5000, 200
WARM_UP = 500
_TICK = 0.5
_LOOPS = 6_000_000
SPEED_TARGET, COST_TARGET, GROWTH_TARGET, PEAK_TARGET, SECOND_TARGET = 5.0, 1.1, 3.0, 160.0, 1.7


@dataclass(frozen=True, slots=True)
class _Ran:
    seconds: float
    growth: float
    """KiB a paper of the process that reads, writes and tells, after `WARM_UP` cases."""
    peak: float
    """MiB of the largest worker."""


def measure() -> Iterator[Goal]:
    """Run the command for real; the reference runs before and after the long run, for the machine changes its speed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _run(folder, FEW, 2)  # the first run compiles and caches
        few = _run(folder, FEW, 2)
        before = _reference(folder)
        many = _run(folder, MANY, 2)
        reference = (before + _reference(folder)) / 2
        ours = many.seconds / MANY
        note = f"{ours * 1000:.1f} ms a paper, {many.seconds:.0f} s in all; reference {reference * 1000:.0f} ms"
        yield Goal("G7 5,000 рапорта, against docxtpl + soffice", reference / ours, SPEED_TARGET, "times", True, note)
        cost = ours / (few.seconds / FEW)
        yield Goal("G7 cost of a paper at 5,000 / at 50", cost, COST_TARGET, "×", note="the start is in both")
        yield Goal("G8 growth of the reading process", many.growth, GROWTH_TARGET, "KiB a paper", note="after 500")
        yield Goal("G8 peak of a worker in a batch", many.peak, PEAK_TARGET, "MiB")
        yield _second_core(folder)


def _second_core(folder: Path) -> Goal:
    """Compare one worker with two between calibrations, which tell whether the second core is free at all."""
    free = _calibrate()
    alone, both = (_steady(folder, jobs) for jobs in (1, 2))
    free = min(free, _calibrate())
    return Goal("G9 two processes against one", alone / both, SECOND_TARGET, "×", True, f"bare loops: {free:.2f} ×")


def _steady(folder: Path, jobs: int) -> float:
    """Return the seconds a paper takes once all is started."""
    return (_run(folder, SOME, jobs).seconds - _run(folder, FEW, jobs).seconds) / (SOME - FEW)


def _run(folder: Path, count: int, jobs: int) -> _Ran:
    with tempfile.TemporaryDirectory(dir=folder) as name:
        table = Path(name) / "cases.jsonl"
        with table.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(case, ensure_ascii=False) + "\n" for case in islice(cases(), count))
        command = ["batch", "resignation", str(table), "-o", str(Path(name) / "out"), "--jobs", str(jobs)]
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "filings", *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        watch = _Watch(process.pid, Path(name) / "out")
        _, errors = process.communicate()
        seconds = time.perf_counter() - start
        if process.returncode:
            raise RuntimeError(f"the batch ended with {process.returncode}: {errors.decode()[-500:]}")
        return _Ran(seconds, watch.growth(count), watch.peak)


class _Watch(threading.Thread):
    """Looks at the memory of a run and of its workers until it ends."""

    def __init__(self, pid: int, out: Path) -> None:
        super().__init__(daemon=True)
        self._pid, self._out = pid, out
        self._sizes: list[tuple[int, int]] = []
        self.peak = 0.0
        self.start()

    def run(self) -> None:
        while True:
            try:
                papers = sum(1 for _folder in self._out.iterdir()) if self._out.exists() else 0
                self._sizes.append((papers, _status(self._pid, "VmRSS")))
                children = Path(f"/proc/{self._pid}/task/{self._pid}/children").read_text().split()
                self.peak = max([self.peak, *(_status(int(child), "VmHWM") / 1024 for child in children)])
            except (OSError, StopIteration):
                if not Path(f"/proc/{self._pid}/stat").exists() or "Z" in Path(f"/proc/{self._pid}/stat").read_text():
                    return
            time.sleep(_TICK)

    def growth(self, count: int) -> float:
        """Return how many KiB a paper the run itself grew by, from the `WARM_UP`-th folder of results to the last."""
        later = [(papers, size) for papers, size in self._sizes if papers >= WARM_UP]
        if count <= WARM_UP or len(later) < 2:
            return 0.0
        return (later[-1][1] - later[0][1]) / max(1, later[-1][0] - later[0][0])


def _status(pid: int, key: str) -> int:
    """Return a size in KiB that the kernel tells of a process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{key}:"))


def _reference(folder: Path) -> float:
    """Return the seconds a paper takes when docxtpl fills it and one LibreOffice prints them all."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        template = word_template(report())
        start = time.perf_counter()
        papers = [Path(name) / f"{number}.docx" for number in range(REFERENCE)]
        for paper in papers:
            paper.write_bytes(fill_by_docxtpl(template))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", name, *papers],
            check=True,
            capture_output=True,
        )
        return (time.perf_counter() - start) / REFERENCE


def _calibrate() -> float:
    """Return how many times as much two processes do as one: 2 where a second core is free."""
    with get_context("spawn").Pool(2) as pool:
        pool.map(_loop, (1, 1))
        start = time.perf_counter()
        pool.map(_loop, (_LOOPS,))
        one = time.perf_counter() - start
        start = time.perf_counter()
        pool.map(_loop, (_LOOPS, _LOOPS), chunksize=1)
        return 2 * one / (time.perf_counter() - start)


def _loop(count: int) -> int:
    total = 0
    for number in range(count):
        total += number
    return total
