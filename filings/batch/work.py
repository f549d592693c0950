"""The work on one case of a batch, done wherever the executor likes: another process, another machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from filings.catalog import Catalog
from filings.errors import FilingsError
from filings.examination import Request
from filings.i18n import set_language
from filings.papers import NO_FILES, File, Wanted
from filings.papers import make as make_papers
from filings.problems import Problem


class Outcome(StrEnum):
    """How a case ended: its papers are made, its facts or the law refuse it, or we failed though they do not."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """What is the same for every case of a batch: the kind, the day, the papers wanted, the packs, the language.

    `dry` asks for the check only.
    """

    kind: str
    request: Request
    wanted: Wanted
    packs: tuple[Path, ...] = ()
    language: str = "ru"
    dry: bool = False


@dataclass(frozen=True, slots=True)
class WorkResult:
    """What the work on one case gave: how it ended, all that was found, and the files where it is done."""

    outcome: Outcome
    problems: tuple[Problem, ...] = ()
    files: tuple[File, ...] = ()


def work(order: BatchOrder, facts: Mapping[str, Any]) -> WorkResult:
    """Check the raw `facts` and make their papers in memory. Nothing is written, nothing is printed.

    An expected error of ours (a template at fault, a machine without Pango) is an outcome; a bug raises.
    """
    set_language(order.language)
    try:
        catalog = _catalog(order.packs)
        wanted = NO_FILES if order.dry else order.wanted
        papers = make_papers(catalog, catalog.find(order.kind), facts, order.request, wanted)
    except FilingsError as error:
        return WorkResult(Outcome.FAILED, error.problems)
    problems = papers.report.problems
    if papers.report.document is None:
        return WorkResult(Outcome.REFUSED, problems)
    if papers.lacking:
        return WorkResult(
            Outcome.FAILED, tuple(problem for lack in papers.lacking.values() for problem in lack.problems)
        )
    return WorkResult(Outcome.DONE, problems, papers.files)


@lru_cache(maxsize=4)
def _catalog(packs: tuple[Path, ...]) -> Catalog:
    return Catalog.load(packs)
