"""From an examined case to a finished document.

    examine ─▶ derive ─▶ render ─▶ read ─▶ finish ─▶ (write)

Whether the case is in order is examination.py's to say; each document is made once, of the same findings.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from filings.context import PrintedForm
from filings.document import Document
from filings.errors import LawError, TemplateError
from filings.examination import Examined, examine
from filings.fact_path import EVERY, fact_at
from filings.i18n import _, current_language, speaking
from filings.law.checks.completeness import required_ids
from filings.law.norms.citation import Citations, cite
from filings.law.stored import in_use
from filings.law.terms.case_terms import CaseTerm, State
from filings.markup import read
from filings.problems import Kind, Problem, errors_in
from filings.russian.forms import CASES
from filings.templating import render
from filings.transforms import finish, gaps


@dataclass(frozen=True, slots=True)
class Assembled:
    """One document and what was found while it was made: the `problems` that the examination could not know of, the
    declined `forms` it prints. The document is None where an error stops it."""

    document: Document | None = None
    problems: tuple[Problem, ...] = ()
    forms: tuple[PrintedForm, ...] = ()


def paper(examined: Examined, *, own_copy: bool = False) -> Assembled:
    """Make the paper of the case, or the copy of it that stays with the applicant.

    Raises `TemplateError` where the template is at fault, T030 if it leaves out what the law wants of such a paper.
    """
    arguments = [each.argument.template for each in examined.arguments]
    with in_use(examined.catalog.law):
        made = _assembled(examined, "template", {"argument_templates": arguments}, own_copy=own_copy)
        if made.document:
            _carried(examined, made.document)
    return made


def memo(examined: Examined) -> Assembled:
    """Make the memo for the applicant of a kind that has one (`Filing.has_memo`): its steps, the terms that still run,
    the warnings.

    Whoever files the paper reads it, in Russia: it is Russian in every language of messages, in which its terms and
    warnings are worded. Raises `TemplateError` where the template is at fault.
    """
    with in_use(examined.catalog.law):
        made = _memo(examined)
    if current_language() == "ru" or made.document is None:
        return made
    with speaking("ru"), in_use(examined.catalog.law):
        again = examine(examined.catalog, examined.filing, examined.raw, examined.request)
        return replace(made, document=_memo(again).document)


def _memo(examined: Examined) -> Assembled:
    words = {
        # Notes for oneself: the short form of an act does, also at its first mention.
        "law": partial(cite, on=examined.on),
        "filing_title": examined.filing.title,
        "terms": [one for one in examined.terms if one.state is State.OPEN or _assumed(one)],
        "warnings": [problem for problem in examined.problems if problem.kind is Kind.NOTICE],
        "background": [problem for problem in examined.problems if problem.kind is Kind.BACKGROUND],
    }
    return _assembled(examined, "memo", words)


def _assumed(one: CaseTerm) -> bool:
    """Whether the paper may say that a term is over that rests on what the case does not tell."""
    return one.state is State.MISSED and one.certain and bool(one.answer and one.notes)


def _assembled(examined: Examined, template: str, words: Mapping[str, Any], *, own_copy: bool = False) -> Assembled:
    """Make one document of a case that nothing stops: the order of the work."""
    if examined.stopped:
        return Assembled()
    filing = examined.filing
    context = examined.context(own_copy=own_copy)
    try:
        source = render(filing, examined.catalog.packs, {**context.names, **words}, template)
    except LawError as error:
        return Assembled(problems=error.problems)
    law = Citations(examined.on)
    document = finish(read(source, kind=filing.kind, title=filing.title, law=law))
    problems = tuple(_doubtful(context.ledger.printed))
    if not examined.request.draft:
        problems += tuple(_unfilled(document, examined.checked.own))
    return Assembled(None if errors_in(problems) else document, problems, context.ledger.printed)


def _carried(examined: Examined, document: Document) -> None:
    """Refuse a template that leaves out an element the law wants of such a paper."""
    filing = examined.filing
    absent = sorted(required_ids(filing.nature.form, examined.checked.own) - {*document.carries})
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


def _unfilled(document: Document, facts: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield an error for each blank of a paper that is to be final: the facts were enough for the schema only."""
    for blank in gaps(document):
        listed = blank.fact.removesuffix(EVERY)
        yield Problem(
            Kind.MISSING,
            "F032",
            blank.fact if listed == blank.fact else f"{listed}[{len(fact_at(facts, listed) or ())}]",
            _("В документе остаётся пропуск: {hint}.").format(hint=blank.hint),
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
