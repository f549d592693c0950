"""What the commands that take case files share: reading a case, finding its kind, checking it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from filings.assembly import Report, Request, check
from filings.catalog import Catalog, Filing
from filings.document import Document
from filings.errors import FactsError, Problem
from filings.facts import load
from filings.i18n import _


@dataclass(frozen=True, slots=True)
class Checked:
    """One case file: the kind it is for, what the check found, the document to write and the end of its name."""

    path: Path
    filing: Filing
    report: Report
    document: Document | None
    suffix: str = ""

    def as_memo(self) -> "Checked":
        """Return the same case with its memo as the document to write."""
        return replace(self, document=self.report.memo, suffix=" - памятка")


def check_file(catalog: Catalog, path: Path, kind: str | None, request: Request) -> Checked:
    """Read and check the case file `path` for `kind`, or for the kind the case names.

    Raises `FactsError` where the file cannot be read or no kind is named, `UsageError` where there is no such kind.
    """
    raw = load(path)
    filing = catalog.find(kind or _kind_of(raw))
    # The case may name another kind: `--kind` lets one case feed many filings.
    report = check(catalog, filing, {**raw, "kind": filing.kind}, request)
    return Checked(path, filing, report, report.document, " - экземпляр заявителя" if request.own_copy else "")


def today() -> date:
    """Return the day of the work: nothing below the commands asks the clock."""
    return date.today()


def _kind_of(raw: Mapping[str, Any]) -> str:
    kind = raw.get("kind")
    if isinstance(kind, str) and kind.strip():
        return kind.strip()
    raise FactsError(
        Problem(
            "F012",
            "kind",
            _("В деле не назван вид документа."),
            _("Добавьте строку «kind: resignation» или укажите --kind; виды показывает «filings kinds»."),
        )
    )
