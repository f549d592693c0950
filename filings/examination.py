"""The one examination of a case, from which all its papers come: what its facts, the law and its arguments give.

How a paper is made of it is assembly.py's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from filings.catalog import Catalog, Filing
from filings.context import Context, derive
from filings.errors import LawError, TemplateError
from filings.fact_path import fact_at, steps
from filings.facts import Checked, validate
from filings.facts.packs import hold
from filings.facts.vocabulary import Schema, parts_at
from filings.i18n import _
from filings.law.answers import Answers
from filings.law.checks.registry import CHECKS, CheckInput
from filings.law.grounds.age import assumed_group
from filings.law.grounds.matrix import Assessment, assess
from filings.law.stored import in_use
from filings.law.terms.case_terms import CaseTerm, case_terms
from filings.problems import Kind, Problem, errors_in
from filings.reasoning import Opened, doubts, opened


@dataclass(frozen=True, slots=True)
class Request:
    """How the papers are wanted.

    `today` is the day of the work; `on` the day the law is taken at, if it is not the paper's own date;
    `draft` allows gaps.
    """

    today: date
    on: date | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Examined:
    """A case `raw` for `filing` as it was found: all that each of its papers needs.

    `checked` holds the facts of the whole case, those that papers of this kind are made of and those still missing.
    `on` is the day the law is taken at. `problems` are all that were found; where one stops the case, neither its
    ground is assessed nor its arguments looked for. `terms` are those the facts open on the day of the work, `answers`
    what the law says of the case on the day it is taken at.
    `assessment` is the law's word on the ground; None where the case names none, or a draft lacks what it depends on.
    """

    catalog: Catalog
    filing: Filing
    raw: Mapping[str, Any]
    request: Request
    on: date
    checked: Checked
    problems: tuple[Problem, ...]
    terms: tuple[CaseTerm, ...]
    answers: Answers
    assessment: Assessment | None = None
    arguments: tuple[Opened, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether no paper can be made of the case."""
        return bool(errors_in(self.problems))

    def context(self, *, own_copy: bool = False) -> Context:
        """Return what the templates of one document may name, nothing of it printed yet."""
        vocabulary = validate.vocabulary(self.catalog.packs)
        return derive(
            vocabulary,
            self.checked,
            on=self.on,
            answers=self.answers,
            own_copy=own_copy,
            assessment=self.assessment,
        )


def examine(catalog: Catalog, filing: Filing, raw: Mapping[str, Any], request: Request) -> Examined:
    """Find every problem of the case `raw` at once, and what its papers are made of.

    The case may name another kind than `filing`: one case feeds many. Raises `TemplateError` only: what is wrong with
    the case is among the problems.
    """
    with in_use(catalog.law):
        return _examined(catalog, filing, {**raw, "kind": filing.kind}, request)


def _examined(catalog: Catalog, filing: Filing, raw: Mapping[str, Any], request: Request) -> Examined:
    _know(filing)
    hold(catalog)
    checked = validate.check(filing, catalog, raw, today=request.today)
    day = _day_of_law(checked.facts, raw, request)
    tree = validate.facts_of(filing.kind, catalog.packs)
    case = CheckInput(checked.facts, day or request.today, filing.nature, checked.prose, checked.own)
    law = [problem for name in filing.checks for problem in CHECKS[name](case)] if day else []
    problems = merged(*(list(_of_kind(found, tree)) for found in (checked.problems, law)))
    if request.draft:
        problems = tuple(_in_draft(problems, filing.variant))
    terms = case_terms(checked.facts, request.today, filing.nature)
    examined = Examined(catalog, filing, raw, request, case.on, checked, problems, terms, case.answers)
    return examined if examined.stopped else _argued(examined)


def merged(facts: Sequence[Problem], law: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return what the schema and the law say of the facts, of each place one word only: of a missing fact the law's,
    which names the norm; of a fact that was refused the schema's, which says why, and not that it is missing."""
    refused = {problem.where for problem in facts if problem.kind is not Kind.MISSING}
    wanted = {problem.where for problem in law if problem.kind is Kind.MISSING}
    kept = (problem for problem in facts if problem.kind is not Kind.MISSING or problem.where not in wanted)
    lawful = (problem for problem in law if problem.kind is not Kind.MISSING or problem.where not in refused)
    return (*kept, *lawful)


def _in_draft(problems: Iterable[Problem], variant: str) -> Iterator[Problem]:
    """Yield `problems` as a draft has them; without the fact `variant` that chooses the fragment there is nothing to
    draft."""
    for problem in problems:
        chooses = problem.kind is Kind.MISSING and problem.where == variant
        yield problem if chooses else problem.in_draft()


def _day_of_law(facts: Mapping[str, Any], raw: Mapping[str, Any], request: Request) -> date | None:
    """Return the day whose law the case is held to; None where the paper's own date cannot be read: the law of today
    must not be held against it."""
    if request.on:
        return request.on
    if "sign_date" in facts:
        return date.fromisoformat(facts["sign_date"])
    return None if raw.get("sign_date") else request.today


def _argued(examined: Examined) -> Examined:
    """Return `examined` with the law's word on its ground, and the arguments that its facts open."""
    filing, facts, on = examined.filing, examined.checked.facts, examined.on
    assessment = _assessment(facts, on)
    try:
        found = opened(filing, examined.catalog.packs, examined.checked, examined.answers)
        problems = (*examined.problems, *doubts(filing, facts, found, on))
    except LawError as error:
        return replace(examined, assessment=assessment, problems=(*examined.problems, *error.problems))
    return replace(examined, assessment=assessment, arguments=found, problems=problems)


def _of_kind(problems: Iterable[Problem], tree: Schema) -> Iterator[Problem]:
    """Yield `problems` with those of their facts that papers of the kind are made of, as its `tree` knows them.

    A statute names what papers of many kinds may hold. Where this kind lacks the fact that the data name first, the
    first of the others stands for it, one that every paper of the kind needs before one that it may have. What is
    missing and could not be filled in is nothing that this kind holds: a template without it is T030.
    """
    for problem in problems:
        known = [path for path in problem.facts if parts_at(tree, path)]
        if problem.kind is Kind.MISSING and not known:
            continue
        if problem.kind is Kind.MISSING and known[0] != problem.where:
            known.sort(key=lambda path: steps(path)[0] not in tree.get("required", ()))
            problem = replace(problem, where=known[0])
        yield problem if tuple(known) == problem.facts else problem.cured_by(*known)


def _assessment(facts: Mapping[str, Any], on: date) -> Assessment | None:
    """Return the law's word on the ground of the case; None where a draft still lacks what it depends on."""
    ground, category, rank = (fact_at(facts, path) for path in ("ground", "applicant.category", "applicant.rank"))
    if not (ground and category and rank):
        return None
    found = assess(ground, category, assumed_group(rank), on, health_category=fact_at(facts, "health.category"))
    return found if found.norms else None


def _know(filing: Filing) -> None:
    """Refuse a `filing.toml` that names a check that there is not."""
    wrong = sorted({*filing.checks} - CHECKS.keys())
    if wrong:
        what = _("В описании вида документа названы проверки, которых нет: {names}.").format(names=", ".join(wrong))
        remedy = _("Возможные слова: {words}.").format(words=", ".join(CHECKS))
        raise TemplateError(Problem(Kind.TEMPLATE, "T002", f"{filing.kind}/filing.toml", what, remedy))
