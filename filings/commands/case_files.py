"""What the commands that take case files share: reading a case, sealed or not, and finding its kind."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from filings.catalog import Catalog, Filing
from filings.commands.keys import Keys, is_sealed_name, read_sealed
from filings.errors import FactsError
from filings.facts import load, load_source
from filings.facts.packs import hold
from filings.i18n import _
from filings.law.stored import in_use
from filings.problems import Kind, Problem


def load_catalog(packs: Sequence[Path]) -> Catalog:
    """Return the catalogue with `packs`, whose law is in use until the command ends: the one door of packs.

    Raises as `Catalog.load` and `facts.packs.hold` do, whatever the command then asks of the packs.
    """
    catalog = Catalog.load(packs)
    hold(catalog)
    click.get_current_context().with_resource(in_use(catalog.law))
    return catalog


def read_raw(path: Path, keys: Keys) -> dict[str, Any]:
    """Return the raw facts of the case file `path`; a sealed one is opened with `keys`, in memory only.

    Raises `FactsError` where the file cannot be read, and what `keys` raise.
    """
    return load_source(*read_sealed(path, keys)) if is_sealed_name(path) else load(path)


def read_case(catalog: Catalog, path: Path, kind: str | None, keys: Keys) -> tuple[Filing, dict[str, Any]]:
    """Read the case file `path`; return the filing of `kind`, or of the kind the case names, and the raw case.

    Raises what `read_raw` raises, `FactsError` where no kind is named, `UsageError` where there is no such kind.
    """
    raw = read_raw(path, keys)
    filing = catalog.find(kind or _kind_of(raw))
    # The case may name another kind: `--kind` lets one case feed many filings.
    return filing, {**raw, "kind": filing.kind}


def today() -> date:
    """Return the day of the work: nothing below the commands asks the clock."""
    return date.today()


def _kind_of(raw: Mapping[str, Any]) -> str:
    kind = raw.get("kind")
    if isinstance(kind, str) and kind.strip():
        return kind.strip()
    raise FactsError(
        Problem(
            Kind.MISSING,
            "F012",
            "kind",
            _("В деле не назван вид документа."),
            _("Добавьте строку «kind: resignation» или укажите --kind; виды показывает «filings kinds»."),
        )
    )
