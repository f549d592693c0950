"""What all tests share: the day of the work, and `--accept`, which rewrites expected texts for review in the diff."""

import re
import sys
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

# Speed is measured in benchmarks/; a slow machine must not fail a property.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
# For `make mutants`: the same examples for every mutant, and none is killed by the slowness of the machine alone.
settings.register_profile(
    "reproducible", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)

TODAY = date(2026, 11, 22)


T = TypeVar("T")


def some(things: Iterable[T]) -> list[T]:
    """Return `things`, of which there must be at least one: a loop over them does assert something."""
    listed = list(things)
    assert listed, "nothing to go over"
    return listed


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the expected texts of examples with what came out")


def pytest_sessionstart() -> None:
    """Forget what an earlier session of this process read: `make mutants` runs a session for each mutant in a copy of
    a process that ran them all, and a mutant whose work is remembered would never be asked to do it."""
    for name, module in list(sys.modules.items()):
        if name.startswith("tests.") and name.rpartition(".")[2].startswith("test_"):
            del sys.modules[name]
        elif name.startswith("filings."):
            for remembers in vars(module).values():
                if hasattr(remembers, "cache_clear"):
                    remembers.cache_clear()


@pytest.fixture
def accept(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("--accept"))


@pytest.fixture
def today() -> date:
    """The day on which the tests make their papers."""
    return TODAY


def abbreviated_too_early(text: str) -> list[str]:
    """Return the codes that `text` calls by their abbreviation before it has announced it: «… (далее – КАС РФ)»."""
    codes = dict.fromkeys(re.findall(r"\b(?:КАС|ГК|НК)[ \u00a0]РФ", text))
    return [code for code in codes if not re.search(r"\(далее[ \u00a0]–[ \u00a0]$", text[: text.index(code)])]
