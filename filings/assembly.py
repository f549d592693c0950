"""From facts to a finished document: the only module that knows the order of the work.

1 check   2 derive   3 render   4 read   5 finish   (6 write is the writers')
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from filings.catalog import STYLES, Catalog, Filing, Pack
from filings.context import Context, PrintedForm, derive
from filings.document import Document
from filings.errors import LawError, TemplateError
from filings.facts import Checked, Missing, validate
from filings.facts.vocabulary import fact_at, spelled, visited
from filings.i18n import _
from filings.law.checks.completeness import forms, required_ids
from filings.law.checks.open_terms import CaseTerm, State, case_terms
from filings.law.checks.registry import CHECKS, CheckInput
from filings.law.grounds.age import rank_group
from filings.law.grounds.matrix import Assessment, assess
from filings.markup import read
from filings.problems import Kind, Problem, Severity, errors_in
from filings.reasoning import Opened, doubts, opened
from filings.russian.forms import CASES
from filings.templating import render
from filings.transforms import finish, gaps


@dataclass(frozen=True, slots=True)
class Request:
    """How a paper is wanted.

    `today` is the day of the work; `on` the day the law is taken at, if it is not the paper's own date;
    `draft` allows gaps; `own_copy` makes the copy that stays with the applicant; `memo` makes the memo for him too.
    """

    today: date
    on: date | None = None
    draft: bool = False
    own_copy: bool = False
    memo: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: every problem, the declined forms that will be printed, the required facts still missing,
    the document, which is absent where an error stops it, the arguments and the terms that the facts open, and the
    memo, where it was asked for and the kind has one."""

    problems: tuple[Problem, ...]
    forms: tuple[PrintedForm, ...] = ()
    missing: tuple[Missing, ...] = ()
    document: Document | None = None
    arguments: tuple[Opened, ...] = ()
    terms: tuple[CaseTerm, ...] = ()
    memo: Document | None = None


def check(catalog: Catalog, filing: Filing, raw: Mapping[str, Any], request: Request) -> Report:
    """Find every problem of the case `raw` at once and, where none stops it, make the document.

    Raises `TemplateError` only: what is wrong with the case is in the report.
    """
    _know(filing)
    checked = validate.check(filing, catalog, raw, today=request.today, draft=request.draft)
    on = request.on or _day(checked.facts.get("sign_date")) or request.today
    problems = (*checked.problems, *_choice(filing, checked))
    if request.on or "sign_date" in checked.facts or not raw.get("sign_date"):
        # The law of today must not be held against a paper whose own date cannot be read.
        problems = _merged(problems, tuple(_law_problems(filing, catalog, checked, on)), request.draft)
    terms = case_terms(checked.facts, request.today)
    report = Report(problems, missing=checked.missing, terms=terms)
    return report if errors_in(problems) else _made(catalog, filing, checked, replace(request, on=on), report)


def _made(catalog: Catalog, filing: Filing, checked: Checked, request: Request, report: Report) -> Report:
    """Return `report` of a case that nothing stops so far with what comes of making the document."""
    on = request.on or request.today
    context = derive(
        validate.vocabulary(catalog.packs),
        checked,
        on=on,
        own_copy=request.own_copy,
        assessment=_assessment(checked.facts, on),
    )
    problems = report.problems
    try:
        found = opened(filing, catalog.packs, checked.facts, context.names)
        problems = (*problems, *doubts(filing, checked.facts, found, on))
        document = assemble(filing, catalog, context, found)
        memo = _memo(filing, catalog, context, replace(report, problems=problems)) if request.memo else None
    except LawError as error:
        return replace(report, problems=(*problems, *error.problems))
    _carried(filing, _own(filing, catalog, checked.facts), document)
    printed = context.ledger.printed
    problems = (*problems, *_doubtful(printed), *(() if request.draft else _unfilled(document)))
    report = replace(report, problems=problems, forms=printed, arguments=found)
    return report if errors_in(problems) else replace(report, document=document, memo=memo)


def _memo(filing: Filing, catalog: Catalog, context: Context, report: Report) -> Document | None:
    """Return the memo of `filing`: its steps, the terms that still run, the warnings; None where the kind has none."""
    if not (filing.folder / "memo.xml").is_file():
        return None
    names = {
        **context.names,
        "filing_title": filing.title,
        "terms": [one.term for one in report.terms if one.term and one.state is State.OPEN],
        "warnings": [problem for problem in report.problems if problem.kind is Kind.NOTICE],
    }
    return finish(read(render(filing, catalog.packs, names, "memo"), kind=filing.kind, title=filing.title))


def assemble(filing: Filing, catalog: Catalog, context: Context, arguments: tuple[Opened, ...] = ()) -> Document:
    """Render the filing's template with `context` and the opened `arguments`, read the markup, finish the tree."""
    templates = [each.argument.template for each in arguments]
    source = render(filing, catalog.packs, {**context.names, "argument_templates": templates})
    return finish(read(source, kind=filing.kind, title=filing.title))


def _law_problems(filing: Filing, catalog: Catalog, checked: Checked, on: date) -> Iterator[Problem]:
    tree = validate.vocabulary(catalog.packs)
    own = _own(filing, catalog, checked.facts)
    texts = tuple((spelled(path), value) for path, part, value in visited(tree, own) if part.get("x-text") == "prose")
    case = CheckInput(checked.facts, on, texts, filing.form)
    for name in filing.checks:
        # What a statute wants of a claim about an entry is not wanted of one about a dismissal in the same case file.
        yield from CHECKS[name](replace(case, facts=own) if name == "completeness" else case)


def _own(filing: Filing, catalog: Catalog, facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the facts that a paper of this kind is made of: one case file feeds many kinds."""
    asked = _asked(filing.kind, catalog.packs)
    return facts if asked is None else {name: value for name, value in facts.items() if name in asked}


@lru_cache(maxsize=64)
def _asked(kind: str, packs: tuple[Pack, ...]) -> frozenset[str] | None:
    asked = Catalog(packs, {}).schema(kind).get("properties")
    return None if asked is None else frozenset(asked)


def _know(filing: Filing) -> None:
    """Refuse a `filing.toml` that names a check, a form or a page style that there is not."""
    wrong = sorted({*filing.checks} - CHECKS.keys())
    wrong += [filing.form] if filing.form and filing.form not in forms() else []
    wrong += [filing.style] if filing.style not in STYLES else []
    if wrong:
        raise TemplateError(
            Problem(
                Kind.TEMPLATE,
                "T002",
                f"{filing.kind}/filing.toml",
                _("В описании вида документа названо то, чего нет: {names}.").format(names=", ".join(wrong)),
                _("Проверки: {checks}; формы: {forms}; оформление: {styles}.").format(
                    checks=", ".join(CHECKS), forms=", ".join(forms()), styles=", ".join(STYLES)
                ),
            )
        )


def _merged(facts: Sequence[Problem], law: Sequence[Problem], draft: bool) -> tuple[Problem, ...]:
    """Return both kinds of problems, one of each place: of a missing fact the law's word, which names the norm; of a
    fact that was refused the reason. A draft may lack what the law wants of a finished paper.
    """
    refused = {problem.where for problem in facts if problem.kind is not Kind.MISSING}
    wanted = {problem.where for problem in law if problem.kind is Kind.MISSING}
    kept = (problem for problem in facts if problem.kind is not Kind.MISSING or problem.where not in wanted)
    lawful = (problem for problem in law if problem.kind is not Kind.MISSING or problem.where not in refused)
    return (*kept, *(problem.in_draft() if draft else problem for problem in lawful))


def _carried(filing: Filing, facts: Mapping[str, Any], document: Document) -> None:
    """Refuse a template that leaves out an element the law wants of such a paper."""
    absent = sorted(required_ids(filing.form, facts) - {*document.carries}) if filing.form else []
    if absent:
        raise TemplateError(
            Problem(
                Kind.TEMPLATE,
                "T030",
                f"{filing.kind}/template.xml",
                _("Шаблон не отмечает, где стоят обязательные сведения: {names}.").format(names=", ".join(absent)),
                _("Добавьте их и отметьте тег свойством carries."),
            )
        )


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
        if problem.where == filing.variant and not problem.stops:
            yield replace(problem, severity=Severity.ERROR)


def _unfilled(document: Document) -> Iterator[Problem]:
    """Yield an error for each blank of a paper that is to be final: the facts were enough for the schema only."""
    for hint in gaps(document):
        yield Problem(
            Kind.WRONG,
            "F032",
            "",
            _("В документе остаётся пропуск: {hint}.").format(hint=hint),
            _("Укажите этот факт в деле. Пропуски возможны только в черновике (--draft)."),
        )


def _doubtful(forms: tuple[PrintedForm, ...]) -> Iterator[Problem]:
    """Turn each doubtful text that is printed in an oblique case into one problem that shows how to settle it."""
    for form in {(form.where, form.settled_by): form for form in forms if form.doubt}.values():
        text = form.settled_by
        proposed = ", ".join(f"{case}: {text[case]}" for case in CASES if case != "nom")
        yield Problem(
            Kind.UNSETTLED,
            "R004",
            form.where,
            _("Склонение «{text}» нужно подтвердить. {doubt}").format(text=text, doubt=form.doubt),
            _("Впишите верные формы в дело; предположение: forms: {{{text}: {{{forms}}}}}.").format(
                text=text, forms=proposed
            ),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
