"""The papers of one case as files: the paper itself, the applicant's own copy, the memo, in every format wanted."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from filings.assembly import Report, Request, check
from filings.catalog import Catalog, Filing
from filings.document import Document
from filings.errors import MachineError
from filings.i18n import speaking
from filings.writers import WRITERS
from filings.writers.style import PROFILES

OWN_COPY = "экземпляр заявителя"
MEMO = "памятка"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made of a case: the `formats` (keys of `WRITERS`), and the papers beside the paper itself."""

    formats: tuple[str, ...] = ("docx", "pdf")
    own_copy: bool = False
    memo: bool = False


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
    """What came of a case: the check's `report`, all the `files` or none, and what this machine `lacking` could not
    make of them, by format. `without_memo` tells that a memo was wanted of a kind that has none."""

    report: Report
    files: tuple[File, ...] = ()
    lacking: Mapping[str, MachineError] = field(default_factory=dict)
    without_memo: bool = False


def make(catalog: Catalog, filing: Filing, raw: Mapping[str, Any], request: Request, wanted: Wanted) -> Papers:
    """Check the case `raw` for `filing` and write its papers in memory; no files where an error stops one of them.

    The case may name another kind than `filing`: one case feeds many. Raises `TemplateError` only.
    """
    case = {**raw, "kind": filing.kind}
    report = check(catalog, filing, case, request)
    if report.document is None:
        return Papers(report)
    documents = {"": report.document}
    if wanted.own_copy:
        copy = check(catalog, filing, case, replace(request, own_copy=True))
        if copy.document is None:
            return Papers(copy)
        documents[OWN_COPY] = copy.document
    memo = _memo(catalog, filing, case, request) if wanted.memo else None
    if memo is not None:
        documents[MEMO] = memo
    files, lacking = _written(documents, filing, wanted.formats)
    return Papers(report, files, lacking, without_memo=wanted.memo and memo is None)


def _memo(catalog: Catalog, filing: Filing, case: Mapping[str, Any], request: Request) -> Document | None:
    # The memo is read by whoever files the paper, in Russia: it is Russian in every language of messages.
    with speaking("ru"):
        return check(catalog, filing, case, replace(request, memo=True)).memo


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
