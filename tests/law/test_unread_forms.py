"""The form of the military ID (Instruction of order 700, annex 4) was never read: no text says what it holds or lacks.

What was read is that the Instruction alone sets the forms and how they are filled in (`mo700 1`).
"""

import re
from pathlib import Path

import pytest

from filings.catalog import Catalog
from filings.law.norms.store import provisions
from filings.law.stored import load

CLAIM = re.compile(
    r"\bграф(?:а|ы|у)?\b[^.]*\b(?:нет\b|не содержит|не предусм|не предназнач)"
    r"|\bформ(?:а|ой|е|у|ы)\b[^.]*\b(?:не содерж|содержит|не предусм|предусматривает|закрыт)"
    r"|\bперечень сведений[^.]*\bзакрыт|\bраздел\b[^.]*\bне предназнач|\bне предусмотренн\w+ форм",
    re.IGNORECASE,
)
PACK = Catalog.load().packs[0]
TEXTS = sorted(
    path
    for path in PACK.templates.rglob("*")
    if path.suffix in (".xml", ".toml") or (path.suffix == ".txt" and path.parent.name == "examples")
)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: "/".join(path.parts[-3:]))
def test_no_text_says_what_an_unread_form_holds_or_lacks(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("\u00a0", " ")
    # A paper may retell what a court said of the form.
    told = [found[0] for found in CLAIM.finditer(text) if "суд счёл" not in text[: found.start()].rpartition("\n")[2]]

    assert told == []


def test_no_warning_and_no_description_of_a_fact_says_it() -> None:
    warnings = [entry["text"] + " " + entry["remedy"] for entry in load("warnings").values()]
    descriptions = [path.read_text(encoding="utf-8") for path in sorted((PACK.schemas / "facts").glob("*.json"))]

    assert warnings
    assert descriptions
    assert [found[0] for text in warnings + descriptions for found in CLAIM.finditer(text)] == []


def test_the_store_knows_no_provision_about_what_the_form_holds() -> None:
    """Whoever reads the form adds its provision, and may then let the papers speak of it."""
    keys = {item.key for item in provisions() if item.act.key == "mo700"}

    assert keys == {"mo700", "mo700 1", "mo700 8", "mo700 8 1", "mo700 8 2"}


@pytest.mark.parametrize(
    "text",
    [
        "графы для основания увольнения установленная форма не содержит",
        "Форма военного билета закрытая: графы для такой записи в ней нет",
        "Перечень сведений, которые в него вносятся, тем самым закрыт",
        "раздел, в котором стоит запись, для такой оценки также не предназначен",
        "Такой записи форма документа не предусматривает",
        "в билете есть не предусмотренная формой запись",
    ],
)
def test_a_claim_about_the_form_is_seen(text: str) -> None:
    assert CLAIM.search(text)
