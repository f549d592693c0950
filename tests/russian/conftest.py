"""Tables beside the tests: `@pytest.mark.table("ranks.tsv")` runs a test once for each row, given as the dict `row`."""

import csv
from pathlib import Path

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "table(name): run once for each row of a table that lies beside the test")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    marker = metafunc.definition.get_closest_marker("table")
    if marker is not None:
        rows = _read(Path(__file__).with_name(marker.args[0]))
        metafunc.parametrize("row", rows, ids=[" ".join(list(row.values())[:3]) for row in rows])


@pytest.fixture(scope="session")
def independent_names() -> list[dict[str, str]]:
    """The names of names_independent.tsv; names_independent.md says where they come from."""
    return _read(Path(__file__).with_name("names_independent.tsv"))


def _read(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
