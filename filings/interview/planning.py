"""The one function from a kind of paper, the answers so far and the day to the pages that follow.

The order comes from the schema of the kind, what is needed from the checks of its case: no rule is written twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from filings.assembly import paper
from filings.catalog import Catalog, Filing
from filings.examination import Request, examine
from filings.fact_path import Path, spelled, steps, without
from filings.facts.normalise import normalise
from filings.facts.validate import facts_of
from filings.facts.vocabulary import Schema, visited
from filings.i18n import _
from filings.interview.asked import Asked
from filings.interview.needs import Needs, needs
from filings.interview.paging import pages_of
from filings.interview.places import applies, way_to
from filings.interview.questionnaire import LAST, Course, Page, Responses, Stop
from filings.interview.situations import door
from filings.interview.telling import told
from filings.law.grounds.matrix import GroundState
from filings.problems import Kind, Problem, errors_in, to_heed


def plan(catalog: Catalog, filing: Filing, responses: Responses, today: date) -> Course:
    """Return where the interview for a paper of `filing` stands after `responses` on the day `today`.

    Nothing of it is kept: the same arguments give the same pages. Raises `TemplateError` only.
    """
    tree = facts_of(filing.kind, catalog.packs)
    idle = [*_idle(tree, responses.facts)]
    examined = examine(catalog, filing, _case(filing, responses.facts, idle, today), Request(today))
    facts = {key: value for key, value in examined.checked.own.items() if key in responses.facts}
    errors = errors_in(examined.problems)
    asked = Asked(tree, facts, responses, needs(tree, facts, errors, responses))
    pages = pages_of(asked)
    if not errors and all(answered for _page, answered in pages):
        # What only the making of the paper finds. Forms of words are settled when it is read.
        errors = tuple(one for one in errors_in(paper(examined).problems) if one.kind is not Kind.UNSETTLED)
        asked = replace(asked, needs=needs(tree, facts, errors, responses))
        pages = pages_of(asked)
    ahead = sorted((page for page, answered in pages if not answered), key=lambda page: page.urgency)
    done = tuple(page for page, answered in pages if answered)
    closed = [*_closed(asked.needs, ahead)]
    titles = tree.get("x-sections", {})
    return Course(
        stop=_stop(catalog, tree, facts, closed[0], (*done, *ahead), today) if closed else None,
        ahead=tuple(ahead),
        done=done,
        idle=tuple(map(spelled, idle)),
        warnings=tuple(one for one in to_heed(examined.problems) if not one.stops),
        problems=errors,
        sections={key: told(titles, key) for key in titles},
    )


def _closed(found: Needs, ahead: Sequence[Page]) -> Iterator[Problem]:
    """Yield what closes the way: at once, or because nothing but it is left."""
    shown = {problem for page in ahead for problem in page.every_problem}
    yield from found.closed
    yield from (one for wrong in found.wrong.values() for one in wrong if one not in shown)
    if not ahead:
        yield from found.later
    if ahead and all(page.urgency == LAST for page in ahead):
        yield from ahead[0].every_problem


def case_of(catalog: Catalog, filing: Filing, responses: Responses, today: date) -> dict[str, Any]:
    """Return the case that `responses` make for `filing`: without the facts that have no place in its paper now, dated
    `today` where no other day of signing is given."""
    idle = [*_idle(facts_of(filing.kind, catalog.packs), responses.facts)]
    return _case(filing, responses.facts, idle, today)


def _case(filing: Filing, facts: Mapping[str, Any], idle: Sequence[Path], today: date) -> dict[str, Any]:
    for path in reversed(idle):
        facts = without(facts, path)
    return {"sign_date": today.isoformat(), **facts, "kind": filing.kind}


def _idle(tree: Schema, facts: Mapping[str, Any]) -> Iterator[Path]:
    """Yield the places of `facts` whose conditions (`x-when`) do not hold, groups and not what lies in them."""
    plain = normalise(tree, {key: value for key, value in facts.items() if key in tree["properties"]}).facts
    found: list[Path] = []
    while True:
        left: Any = plain
        for path in reversed(found):
            left = without(left, path)
        new = [path for path, part, _value in visited(tree, left) if path and not applies(part, left)]
        outer = [path for path in new if not any(path[: len(other)] == other for other in new if other != path)]
        if not outer:
            yield from sorted(found, key=str)
            return
        found += outer


def _stop(
    catalog: Catalog,
    tree: Schema,
    facts: Mapping[str, Any],
    problem: Problem,
    pages: Sequence[Page],
    today: date,
) -> Stop:
    asked = door(catalog, facts, today)
    kinds = asked.kinds if asked and asked.found.state is not GroundState.OPEN else ()
    lawyer = any(part.get("x-stage") == "lawyer" for fact in problem.facts for part in way_to(tree, steps(fact)))
    page = next((page.id for page in pages if any(one.path == problem.where for one in page.questions)), "")
    if lawyer:
        # How a lawyer lifts it in a file of a case is nothing for who is asked.
        problem = replace(problem, remedy=_("Решает военный юрист. Сохраните ответы и покажите ему."))
    return Stop(problem, kinds, lawyer, page)
