"""The program as a person runs it: a process of its own, in a folder of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "templates" / "resignation" / "examples"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `filings` with the given words in an empty folder; the environment says nothing of a language."""

    def run_filings(*words: str | Path, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {key: value for key, value in os.environ.items() if key != "FILINGS_LANG"} | variables
        return subprocess.run(
            [sys.executable, "-m", "filings", *map(str, words)],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env={**environment, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        )

    return run_filings


@pytest.fixture
def example() -> Path:
    """The case of a man who asks to be dismissed at his own wish in April 2022."""
    return EXAMPLES / "contract-own-wish-april-2022.yaml"
