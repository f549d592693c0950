"""What all tests share: the day of the work, and `--accept`, which rewrites expected texts for review in the diff."""

import gc
import os
import re
import signal
import sys
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings

# A shell that runs the tests in the background has Ctrl-C ignored, and every program begun from here would inherit it:
# tests that press Ctrl-C would then see a program that never heard of it.
signal.signal(signal.SIGINT, signal.default_int_handler)
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


_CACHE = type(lru_cache(len))
# What these read is no work of ours, and they take long.
_READERS = {"_loaded", "_analyzer", "_maker"}


@lru_cache(maxsize=1)
def _caches(_modules: int) -> list[Any]:
    found = [each for each in gc.get_objects() if isinstance(each, _CACHE)]
    return [each for each in found if each.__module__.startswith("filings.") and each.__name__ not in _READERS]


def forget() -> None:
    """Empty the caches of our functions: a mutant whose work is remembered would never be asked to do it."""
    for each in _caches(len(sys.modules)):
        each.cache_clear()


@pytest.fixture(autouse=True)
def asked_anew() -> None:
    """Where mutmut notes which functions a test enters, let each test enter those whose results are remembered, too."""
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        forget()


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
