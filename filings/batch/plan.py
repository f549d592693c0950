"""How a batch is made: what is ordered, what its cases share, how each is named and recognised in a later run."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

from filings.batch.result_names import Naming, Taken, writable
from filings.batch.work import BatchOrder, WorkResult
from filings.catalog import Catalog, Filing
from filings.errors import FactsError
from filings.i18n import _
from filings.papers import MEMO, OWN_COPY
from filings.problems import Kind, Problem
from filings.tables.columns import Columns
from filings.tables.rows import CaseRow

Seal = Callable[[Mapping[str, bytes]], bytes]
SEALED_ENDING = ".zip.age"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is the same for every case of a batch. `shared` are raw facts that each case has unless its row says
    otherwise; `seal` packs the files of a case into one where the results are to be sealed; `edition` tells one state
    of the templates (`edition_of`) and of the keys from another."""

    filing: Filing
    order: BatchOrder
    naming: Naming
    columns: Columns
    shared: Mapping[str, Any] = field(default_factory=dict)
    seal: Seal | None = None
    edition: str = ""

    def facts(self, row: CaseRow) -> dict[str, Any]:
        """Return the raw facts of the case in `row`: the shared ones, and over them its own."""
        facts: dict[str, Any] = _laid_over(self.shared, row.facts)
        return facts

    def fingerprint(self, facts: Mapping[str, Any]) -> str:
        """Return what changes when the papers would: `facts`, wishes, names and templates. The day of the work is not
        in it: what was done yesterday is done."""
        order = self.order
        wishes = (order.kind, order.request.on, order.request.draft, order.wanted, self.naming, self.edition)
        told = json.dumps([facts, repr(wishes)], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()

    def survey(self, rows: Iterable[CaseRow], reserved: Iterable[str] = ()) -> dict[str, str]:
        """Return the numbers of all cases in their order, with their fingerprints, before any work.

        Raises `FactsError` where two cases have one number or would have files of one name (B031, B032), or where the
        disk fails (B001).
        """
        copies = (
            "",
            *((OWN_COPY,) if self.order.wanted.own_copy else ()),
            *((MEMO,) if self.order.wanted.memo else ()),
        )
        taken = Taken(reserved)
        surveyed = {}
        for row in _read(rows):
            facts = self.facts(row)
            taken.take(row.number, row.place, self.naming.names_of(row.number, facts, self.filing.file_name, copies))
            surveyed[row.number] = self.fingerprint(facts)
        taken.check()
        return surveyed

    def surveyed(self, rows: Iterable[CaseRow], survey: Mapping[str, str]) -> Iterator[CaseRow]:
        """Yield `rows` again; raises `FactsError` (B059) where they are not those of the `survey`: their names could
        collide."""
        for row, number in zip_longest(_read(rows), survey):
            if row is None or row.number != number or self.fingerprint(self.facts(row)) != survey[number]:
                what = _("Таблица изменилась во время работы.")
                remedy = _("Готовое не пропадёт. Сохраните таблицу, закройте её и запустите ту же команду с --resume.")
                raise FactsError(Problem(Kind.WRONG, "B059", row.place if row else "", what, remedy))
            yield row

    def files(self, number: str, facts: Mapping[str, Any], made: WorkResult) -> dict[str, bytes]:
        """Return the files of a case that was made, by their paths below the folder of results."""
        paths = {
            f"{self.naming.file_of(number, facts, file.title, file.copy)}.{file.format}": file.content
            for file in made.files
        }
        if self.seal is None:
            return paths
        (name,) = self.naming.names_of(number, facts, "", ())
        return {f"{name}{SEALED_ENDING}": self.seal(paths)}


def _read(rows: Iterable[CaseRow]) -> Iterator[CaseRow]:
    try:
        for row in rows:
            # The name of a case file from another system may hold bytes that are no letters here.
            yield replace(row, number=writable(row.number), place=writable(row.place))
    except OSError:
        what, remedy = _("Таблица не дочитана: диск или сеть не отвечает."), _("Проверьте диск и повторите команду.")
        raise FactsError(Problem(Kind.WRONG, "B001", "", what, remedy)) from None


def edition_of(catalog: Catalog, filing: Filing) -> str:
    """Return a digest of the templates, the schemas and the packs' law that papers of `filing` are made from."""
    folders = [filing.folder, *(pack.templates / "_shared" for pack in catalog.packs)]
    sources = [path for folder in folders for path in folder.rglob("*") if path.suffix in (".xml", ".toml")]
    sources += [path for pack in catalog.packs for path in pack.schemas.rglob("*.json") if pack.holds(path)]
    sources += [path for folder in catalog.law.folders for path in folder.rglob("*.yaml")]
    digest = hashlib.sha256()
    for path in sorted(sources):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _laid_over(shared: Any, own: Any) -> Any:
    """Return `own` with what only `shared` has; groups are merged, lists are not."""
    if not (isinstance(shared, Mapping) and isinstance(own, Mapping)):
        return own
    return {
        key: _laid_over(shared[key], own[key]) if key in shared and key in own else own.get(key, shared.get(key))
        for key in (*shared, *(key for key in own if key not in shared))
    }
