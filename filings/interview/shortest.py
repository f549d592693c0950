"""What a paper asks of who has nothing beside the necessary: the interview answered with the examples of the schema."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from filings.catalog import Catalog, Filing
from filings.fact_path import EVERY, placed, spelled, steps
from filings.facts.validate import facts_of
from filings.facts.vocabulary import Schema, schema_at
from filings.interview.places import steers
from filings.interview.planning import plan
from filings.interview.questionnaire import Form, Input, Page, Question, Responses


def shortest(catalog: Catalog, filing: Filing, responses: Responses, today: date) -> Mapping[str, Question]:
    """Return the questions that a paper of `filing` asks after `responses` on the day `today`, by the patterns of their
    paths («reasons[].text»), whichever of its choices is taken at a gate; nothing that is only offered is taken. What
    the first choices do not ask for is not required.

    A closed door is passed: the paper may be for another day. Raises `TemplateError` only.
    """
    tree = facts_of(filing.kind, catalog.packs)
    found: dict[str, Question] = {}
    first = [*_walked(catalog, filing, responses, today, {})]
    gates = [one for page in first for one in page.questions if steers(tree, steps(one.path))]
    others = ({one.path: choice.value} for one in gates for choice in one.choices[1:])
    for page in first:
        found |= {_pattern(one.path): one for one in page.questions}
    for other in others:
        for page in _walked(catalog, filing, responses, today, other):
            found = {_pattern(one.path): replace(one, required=False) for one in page.questions} | found
    return {path: one for path, one in found.items() if one.required or not _is_detail(tree, one)}


def _is_detail(tree: Schema, one: Question) -> bool:
    return schema_at(tree, steps(one.path)).get("x-stage") == "detail"


def _pattern(path: str) -> str:
    return spelled(tuple(EVERY if isinstance(step, int) else step for step in steps(path)))


def _walked(
    catalog: Catalog, filing: Filing, responses: Responses, today: date, chosen: Mapping[str, str]
) -> Iterator[Page]:
    """Yield the pages of an interview whose answers are those `chosen`, else the examples."""
    seen: set[str] = set()
    while True:
        new = [page for page in plan(catalog, filing, responses, today).ahead if page.id not in seen]
        if not new:
            return
        # All at once: what an answer opens or makes needless is found in the next round.
        for page in new:
            seen.add(page.id)
            responses = _given(responses, page, chosen)
            yield page


def _given(responses: Responses, page: Page, chosen: Mapping[str, str]) -> Responses:
    """Return `responses` with the answers to `page`: unread, the next round reads them."""
    facts, declined, wanted = responses.facts, responses.declined, responses.wanted
    for one in page.questions:
        facts = placed(facts, steps(one.path), chosen.get(one.path) or _example(one))
    if page.form is Form.OFFER:
        declined |= {choice.value for choice in page.choices}
    if page.form is Form.ONE_OF:
        wanted |= {page.choices[0].value}
    return replace(responses, facts=facts, declined=declined, wanted=wanted)


def _example(one: Question) -> str | list[str]:
    example = one.choices[0].value if one.choices else one.example
    return [example] if one.input in (Input.SEVERAL, Input.LINES) else example
