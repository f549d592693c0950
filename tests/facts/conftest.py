"""One soldier's smallest case, and the kind it is checked against."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from filings.catalog import Catalog, Filing
from filings.facts import Checked, check

TODAY = date(2026, 11, 22)


def smallest_case() -> dict[str, Any]:
    """The least that a contract soldier must tell to leave at his own wish; fresh at every call."""
    return {
        "kind": "resignation",
        "ground": "own-wish",
        "applicant": {
            "name": {"last": "Соколов", "first": "Андрей", "patronymic": "Викторович"},
            "category": "contract",
            "force": "armed-forces",
            "rank": "рядовой",
            "position": "стрелок 1 мотострелковой роты",
            "unit": {"number": "00000"},
        },
        "addressee": {"position": "командир войсковой части 00000"},
        "service": {"contract": {"date": "2021-11-15"}},
        "reasons": [
            {
                "text": "Доход моей семьи ниже прожиточного минимума.",
                "proof": [{"title": "справка о доходах семьи", "sheets": 2}],
            }
        ],
    }


def steps_of(path: str) -> tuple[str | int, ...]:
    """Return the steps of a path as these tests spell it: `reasons.0.text`."""
    return tuple(int(step) if step.isdigit() else step for step in path.split("."))


def _put(case: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """Put `value` at `path` (`reasons.0.text`) of `case`; groups on the way are made."""
    *way, last = steps_of(path)
    holder: Any = case
    for step in way:
        holder = holder[step] if isinstance(step, int) else holder.setdefault(step, {})
    holder[last] = value
    return case


@pytest.fixture(scope="session")
def put() -> Callable[[dict[str, Any], str, object], dict[str, Any]]:
    """For one defect in a good case; returns the case."""
    return _put


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return Catalog.load()


@pytest.fixture(scope="session")
def filing(catalog: Catalog) -> Filing:
    return catalog.find("resignation")


@pytest.fixture
def case() -> dict[str, Any]:
    return smallest_case()


@pytest.fixture(scope="session")
def fresh_case() -> Callable[[], dict[str, Any]]:
    """For properties, which need a new case for every example."""
    return smallest_case


@pytest.fixture(scope="session")
def checked(catalog: Catalog, filing: Filing) -> Callable[..., Checked]:
    """Check a raw case as of 22 November 2026."""

    def run(raw: object) -> Checked:
        return check(filing, catalog, raw, today=TODAY)

    return run
