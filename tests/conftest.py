"""What all tests share: the day of the work, and `--accept`, which rewrites expected texts for review in the diff."""

from datetime import date

import pytest
from hypothesis import settings

# Speed is measured in benchmarks/; a slow machine must not fail a property.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

TODAY = date(2026, 11, 22)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the expected texts of examples with what came out")


@pytest.fixture
def accept(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("--accept"))


@pytest.fixture
def today() -> date:
    """The day on which the tests make their papers."""
    return TODAY
