"""From facts to a finished document: the only module that knows the order of the work.

1 check   2 derive   3 render   4 read   5 finish   (6 write is the writers')
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from filings.catalog import Catalog, Filing
from filings.context import Context, PrintedForm, derive
from filings.document import Document
from filings.errors import LawError, Problem, Severity, errors_in
from filings.facts import Checked, Missing, validate
from filings.facts.vocabulary import fact_at, spelled, visited
from filings.i18n import _
from filings.law.age import rank_group
from filings.law.checks import CHECKS, CheckInput
from filings.law.grounds import Assessment, assess
from filings.markup import read
from filings.russian.forms import CASES
from filings.templating import render
from filings.transforms import finish


@dataclass(frozen=True, slots=True)
class Request:
    """How a paper is wanted.

    `today` is the day of the work; `on` the day the law is taken at, if it is not the paper's own date;
    `draft` allows gaps; `own_copy` makes the copy that stays with the applicant.
    """

    today: date
    on: date | None = None
    draft: bool = False
    own_copy: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: every problem, the declined forms that will be printed, the required facts still missing,
    and the document, which is absent where an error stops it."""

    problems: tuple[Problem, ...]
    forms: tuple[PrintedForm, ...]
    missing: tuple[Missing, ...]
    document: Document | None


def check(catalog: Catalog, filing: Filing, raw: Mapping[str, Any], request: Request) -> Report:
    """Find every problem of the case `raw` at once and, where none stops it, make the document.

    Raises `TemplateError` only: what is wrong with the case is in the report.
    """
    checked = validate.check(filing, catalog, raw, today=request.today, draft=request.draft)
    on = request.on or _day(checked.facts.get("sign_date")) or request.today
    problems = (*checked.problems, *_choice(filing, checked))
    if request.on or "sign_date" in checked.facts or not raw.get("sign_date"):
        # The law of today must not be held against a paper whose own date cannot be read.
        problems = (*problems, *_law_problems(filing, catalog, checked, on))
    if errors_in(problems):
        return Report(problems, (), checked.missing, None)
    context = derive(
        validate.vocabulary(catalog.packs),
        checked,
        on=on,
        own_copy=request.own_copy,
        assessment=_assessment(checked.facts, on),
    )
    try:
        document = assemble(filing, catalog, context)
    except LawError as error:
        return Report((*problems, *error.problems), (), checked.missing, None)
    forms = context.ledger.printed
    doubts = tuple(_doubts(forms))
    return Report((*problems, *doubts), forms, checked.missing, None if doubts else document)


def assemble(filing: Filing, catalog: Catalog, context: Context) -> Document:
    """Render the filing's template with `context`, read the markup, finish the tree."""
    source = render(filing, catalog.packs, context.names)
    return finish(read(source, kind=filing.kind, title=filing.title))


def _law_problems(filing: Filing, catalog: Catalog, checked: Checked, on: date) -> Iterator[Problem]:
    tree = validate.vocabulary(catalog.packs)
    texts = tuple(
        (spelled(path), value) for path, part, value in visited(tree, checked.facts) if part.get("x-text") == "prose"
    )
    case = CheckInput(checked.facts, on, texts)
    for name in filing.checks:
        yield from CHECKS[name](case)


def _assessment(facts: Mapping[str, Any], on: date) -> Assessment | None:
    """Return the law's word on the ground of the case; None where a draft still lacks what it depends on."""
    ground, category, rank = (
        fact_at(facts, path) for path in (("ground",), ("applicant", "category"), ("applicant", "rank"))
    )
    if not (ground and category and rank):
        return None
    group = rank_group(rank) or "soldier"
    found = assess(ground, category, group, on, health_category=fact_at(facts, ("health", "category")))
    return found if found.norms else None


def _choice(filing: Filing, checked: Checked) -> Iterator[Problem]:
    """Without the fact that chooses the fragment there is nothing to draft."""
    for problem in checked.problems:
        if problem.where == filing.variant and problem.severity is Severity.WARNING:
            yield replace(problem, severity=Severity.ERROR)


def _doubts(forms: tuple[PrintedForm, ...]) -> Iterator[Problem]:
    """Turn each doubtful text that is printed in an oblique case into one problem that shows how to settle it."""
    for form in {(form.where, form.settled_by): form for form in forms if form.doubt}.values():
        text = form.settled_by
        proposed = ", ".join(f"{case}: {text[case]}" for case in CASES if case != "nom")
        yield Problem(
            "R004",
            form.where,
            _("Склонение «{text}» нужно подтвердить. {doubt}").format(text=text, doubt=form.doubt),
            _("Впишите верные формы в дело; предположение: forms: {{{text}: {{{forms}}}}}.").format(
                text=text, forms=proposed
            ),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
