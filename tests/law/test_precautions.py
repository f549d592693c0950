"""Which warnings are shown on which day, to whom, for which ground."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from filings.catalog import Catalog
from filings.facts import load
from filings.law import stored
from filings.law.checks.registry import CHECKS, CheckInput
from filings.problems import Severity, to_heed
from tests.law.conftest import whole

CATALOG = Catalog.load()
ALWAYS = {"W012", "W013", "W017", "W023"}


def shown(
    on: str, category: str = "contract", ground: str = "own-wish", kind: str = "resignation", **more: Any
) -> set[str]:
    facts = {"ground": ground, "applicant": {"category": category}} | more
    problems = whole(CHECKS["warnings"](CheckInput(facts, date.fromisoformat(on), CATALOG.find(kind).nature)))
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("code", "first", "category", "ground", "source"),
    [
        ("W001", "2022-09-24", "contract", "own-wish", "365-ФЗ, статья 332 УК"),
        ("W002", "2022-09-24", "mobilised", "own-wish", "365-ФЗ, статья 332 УК"),
        ("W005", "2022-10-27", "contract", "own-wish", "первое дело по части 2.1"),
        ("W006", "2023-05-18", "contract", "own-wish", "Пленум № 11"),
        ("W007", "2022-09-24", "conscript", "end-of-term", "365-ФЗ, статья 337 УК"),
        ("W008", "2026-01-09", "contract", "own-wish", "534-ФЗ"),
        ("W009", "2025-12-31", "contract", "end-of-term", "статья 38 53-ФЗ, декабрь 2025 года"),
        ("W010", "2022-09-24", "contract", "health-unfit", "365-ФЗ, статьи 338 и 339 УК"),
        ("W011", "2022-03-04", "contract", "own-wish", "статья 280.3 УК"),
        ("W014", "2022-02-24", "contract", "own-wish", "сообщения о давлении"),
        ("W019", "2023-08-03", "contract", "family-care", "Указ от 03.08.2023"),
        ("W020", "2023-06-24", "contract", "age", "269-ФЗ"),
        ("W022", "2022-09-21", "conscript", "end-of-term", "пункт 4 Указа № 647"),
    ],
)
def test_first_day_of_a_warning(code: str, first: str, category: str, ground: str, source: str) -> None:
    assert source
    eve = date.fromordinal(date.fromisoformat(first).toordinal() - 1).isoformat()
    assert code in shown(first, category, ground)
    assert code not in shown(eve, category, ground)


@pytest.mark.parametrize(
    ("code", "last", "category"), [("W003", "2022-09-23", "contract"), ("W015", "2022-09-20", "contract")]
)
def test_last_day_of_a_warning(code: str, last: str, category: str) -> None:
    after = date.fromordinal(date.fromisoformat(last).toordinal() + 1).isoformat()
    assert code in shown(last, category)
    assert code not in shown(after, category)


@pytest.mark.parametrize(
    ("code", "on", "category", "ground"),
    [
        ("W006", "2026-01-01", "conscript", "end-of-term"),
        ("W015", "2022-05-01", "conscript", "end-of-term"),
        ("W019", "2026-01-01", "contract", "health-unfit"),
        ("W019", "2026-01-01", "conscript", "family-care"),
        ("W020", "2026-01-01", "contract", "own-wish"),
        ("W021", "2022-05-01", "contract", "end-of-term"),
        ("W022", "2026-01-01", "contract", "own-wish"),
    ],
)
def test_a_warning_is_not_shown_to_others(code: str, on: str, category: str, ground: str) -> None:
    assert code not in shown(on, category, ground)


@pytest.mark.parametrize("on", ["2022-02-24", "2022-09-21", "2026-11-22"])
def test_some_warnings_are_always_shown(on: str) -> None:
    assert shown(on) >= ALWAYS


def test_health_is_split_by_category_before_the_ground_is_compared() -> None:
    assert "W019" in shown("2026-01-01", ground="health", health={"category": "В"})
    assert "W019" not in shown("2026-01-01", ground="health", health={"category": "Д"})


def test_a_missing_category_hides_nothing() -> None:
    assert {"W022", "W006"} <= shown("2026-01-01", category="", ground="end-of-term")


def test_a_warning_about_some_grounds_is_not_told_while_no_ground_is_named() -> None:
    assert not shown("2026-01-01", ground="") & {"W009", "W010", "W019", "W020"}


@pytest.mark.parametrize("path", CATALOG.find("resignation").examples, ids=lambda path: path.stem)
def test_a_plain_report_is_warned_of_no_more_than_can_be_read(path: Path) -> None:
    """Eight warnings of the law at most on today's paper; the rest is in the memo, none is lost."""
    told = CHECKS["warnings"](CheckInput(load(path), date(2026, 12, 1), CATALOG.find("resignation").nature))
    assert 3 <= len(to_heed(told)) <= 8
    assert {problem.code for problem in told} >= ALWAYS


def test_a_warning_cites_only_what_is_in_force_and_checked() -> None:
    problems = CHECKS["warnings"](CheckInput({}, date(2026, 11, 1), CATALOG.find("resignation").nature))
    norms = {problem.code: problem.norm for problem in problems}
    assert norms["W001"] == "ч. 2.1 ст. 332 Уголовного кодекса Российской Федерации"
    assert norms["W013"] == ""


@pytest.mark.parametrize("code", stored.load("warnings"))
def test_every_warning_says_what_to_do(code: str) -> None:
    entry = stored.load("warnings")[code]
    assert entry["text"].endswith(".")
    assert entry["remedy"].endswith(".")


@pytest.mark.parametrize(
    ("code", "facts", "told"),
    [
        ("W086", {"kind": "stamp-claim", "stamp": {"text": "Уволен в связи с невыполнением контракта"}}, True),
        ("W086", {"kind": "stamp-report", "stamp": {"text": "Склонна ко лжи. УВОЛЕНА"}}, True),
        ("W086", {"kind": "stamp-complaint", "stamp": {"text": "Ненадёжен"}}, False),
        ("W086", {"kind": "stamp-complaint"}, False),
        ("W085", {"kind": "stamp-claim", "representative": {"status": "lawyer"}}, True),
        ("W085", {"kind": "stamp-claim"}, False),
        ("W094", {"kind": "reinstatement-claim", "relief": "wording"}, True),
        ("W094", {"kind": "reinstatement-claim", "relief": "reinstatement"}, False),
        ("W124", {"kind": "power-of-attorney", "power_of_attorney": {"certified_by": "commander"}}, True),
        ("W124", {"kind": "power-of-attorney", "power_of_attorney": {"certified_by": "notary"}}, False),
        ("W124", {"kind": "stamp-claim", "power_of_attorney": {"certified_by": "commander"}}, False),
    ],
)
def test_a_warning_that_speaks_of_certain_facts_is_shown_only_with_them(
    code: str, facts: dict[str, Any], told: bool
) -> None:
    assert (code in shown("2026-11-01", **facts)) is told
