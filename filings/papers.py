"""The papers of one case, as documents and as files: the paper itself, the applicant's own copy, the memo."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from filings.assembly import memo, paper
from filings.catalog import Catalog, Filing
from filings.context import PrintedForm
from filings.document import Document
from filings.errors import MachineError
from filings.examination import Examined, Request, examine
from filings.facts import MissingFact
from filings.law.terms.case_terms import CaseTerm
from filings.problems import Problem, errors_in
from filings.reasoning import Opened
from filings.writers import WRITERS
from filings.writers.style import PROFILES

PAPER = ""
OWN_COPY = "экземпляр заявителя"
MEMO = "памятка"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made of a case: the `formats` (keys of `WRITERS`), and the papers beside the paper itself."""

    formats: tuple[str, ...] = ("docx", "pdf")
    own_copy: bool = False
    memo: bool = False


NO_FILES = Wanted(formats=())


@dataclass(frozen=True, slots=True)
class Report:
    """What is to be told of a case: every problem of it and of each paper wanted, the declined forms that will be
    printed, the required facts still missing, the arguments and the terms that the facts open; and its `documents` by
    the copy each is, none where an error stops one of them."""

    problems: tuple[Problem, ...]
    forms: tuple[PrintedForm, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    arguments: tuple[Opened, ...] = ()
    terms: tuple[CaseTerm, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)

    @property
    def document(self) -> Document | None:
        """The paper itself; None where an error stops it or one of its copies."""
        return self.documents.get(PAPER)


@dataclass(frozen=True, slots=True)
class File:
    """One file of a case, not yet on the disk: the `title` of its kind, the `copy` of the paper it is (empty for the
    paper itself), the `format` and the content. The names are not yet safe for a file system."""

    title: str
    copy: str
    format: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Papers:
    """What came of a case: the `report`, all the `files` or none, and what this machine `lacking` could not make of
    them, by format. `without_memo` tells that a memo was wanted of a kind that has none."""

    report: Report
    files: tuple[File, ...] = ()
    lacking: Mapping[str, MachineError] = field(default_factory=dict)
    without_memo: bool = False


def make(catalog: Catalog, filing: Filing, raw: Mapping[str, Any], request: Request, wanted: Wanted) -> Papers:
    """Examine the case `raw` for `filing` and write its papers in memory; no files where an error stops one of them.

    The case may name another kind than `filing`: one case feeds many. Raises `TemplateError` only.
    """
    report = _report(examine(catalog, filing, raw, request), wanted)
    files, lacking = _written(report.documents, filing, wanted.formats)
    return Papers(report, files, lacking, without_memo=wanted.memo and not filing.has_memo)


def _report(examined: Examined, wanted: Wanted) -> Report:
    """Make the documents `wanted` of an examined case; writing them is another matter."""
    made = {PAPER: paper(examined)}
    if wanted.own_copy:
        made[OWN_COPY] = paper(examined, own_copy=True)
    if wanted.memo and examined.filing.has_memo:
        made[MEMO] = memo(examined)
    # The own copy has the problems of the paper once more.
    problems = tuple(dict.fromkeys([*examined.problems, *(one for each in made.values() for one in each.problems)]))
    forms = tuple(dict.fromkeys(form for each in made.values() for form in each.forms))
    documents = {copy: each.document for copy, each in made.items() if each.document and not errors_in(problems)}
    return Report(problems, forms, examined.checked.missing, examined.arguments, examined.terms, documents)


def _written(
    documents: Mapping[str, Document], filing: Filing, formats: tuple[str, ...]
) -> tuple[tuple[File, ...], dict[str, MachineError]]:
    files: list[File] = []
    lacking: dict[str, MachineError] = {}
    style = PROFILES[filing.style]
    for copy, document in documents.items():
        for ending in formats:
            try:
                files.append(File(filing.file_name, copy, ending, WRITERS[ending](document, style)))
            except MachineError as error:
                lacking[ending] = error
    return tuple(files), lacking
