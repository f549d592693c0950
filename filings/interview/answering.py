"""What a person has answered on a page → the answers so far with it, or what is wrong with it and nothing taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from filings.catalog import Catalog, Filing
from filings.fact_path import Path, fact_at, placed, steps, without
from filings.facts import check
from filings.facts.validate import facts_of
from filings.facts.vocabulary import Schema, schema_at
from filings.i18n import _
from filings.interview.places import is_tick
from filings.interview.questionnaire import LATER, MORE, UNKNOWN, Answered, Form, Input, Page, Question, Responses
from filings.problems import Kind, Problem

# What people write instead of leaving a line empty; it must never be printed.
_NOTHING = frozenset({"не знаю", "незнаю", "нет", "-", "–", "—", "нету", "не помню", "н/д", "?"})


def given_of(facts: Mapping[str, Any]) -> Responses:
    """Return the responses that the `facts` of a case are; of whatever kind it was written for."""
    return Responses({name: value for name, value in facts.items() if name != "kind"})


def answered(
    catalog: Catalog, filing: Filing, responses: Responses, page: Page, typed: Mapping[str, str], today: date
) -> Answered:
    """Return `responses` with what was `typed` on `page`, by the names of its fields.

    Where something of it cannot be read, is too long, or is needed and empty, nothing is taken: the problems are told
    by the path of their fact. What the law says of an answer is `plan`'s to tell. Raises `TemplateError` only.
    """
    hearer = _Hearer(catalog, filing, today)
    match page.form:
        case Form.ASK:
            return _asked(hearer, responses, page, typed)
        case Form.OFFER:
            return Answered(_offered(hearer, responses, page, typed).past(page))
        case Form.ONE_OF:
            chosen = typed.get(page.id, "").strip()
            if chosen not in {choice.value for choice in page.choices}:
                return Answered(responses, {page.id: _not_chosen(page)})
            if chosen == LATER:
                return Answered(replace(responses, declined=responses.declined | {page.id}))
            return Answered(_one(hearer, responses, page, chosen).past(page))


def removed(responses: Responses, path: str) -> Responses:
    """Return `responses` without the fact, the group or the item of a list at `path`; it is not asked for again unless
    the paper needs it."""
    place = steps(path)
    listed = place[:-1] if isinstance(place[-1], int) else place
    # The numbers of the items after it change, and with them what their paths mean.
    told = (*responses.wanted, *responses.declined)
    state = {one for one in told if steps(one.removesuffix(MORE))[: len(listed)] == listed}
    declined = responses.declined - state
    return replace(
        responses,
        facts=without(responses.facts, place),
        declined=declined if isinstance(place[-1], int) else declined | {path},
        wanted=responses.wanted - state,
    )


def _offered(hearer: "_Hearer", responses: Responses, page: Page, typed: Mapping[str, str]) -> Responses:
    """Return `responses` with what is ticked anew and without what is ticked no more."""
    offered = {choice.value for choice in page.choices}
    before, ticked = {*page.chosen}, offered & typed.keys()
    said = {path for path in offered if is_tick(schema_at(hearer.tree, steps(path)), page.section)}
    for path in sorted(before - ticked - said):
        responses = removed(responses, path)
    facts = responses.facts
    for path in said:
        facts = placed(facts, steps(path), True) if path in ticked else without(facts, steps(path))
    wanted = {_next(facts, path) for path in ticked - said - before}
    declined = (responses.declined - ticked) | (offered - ticked)
    return replace(responses, facts=facts, declined=declined, wanted=(responses.wanted - (offered - ticked)) | wanted)


def _next(facts: Mapping[str, Any], path: str) -> str:
    """Return the path of what was ticked as `path`: of a list that goes on its next item."""
    listed = path.removesuffix(MORE)
    return path if listed == path else f"{listed}[{len(fact_at(facts, listed) or ())}]"


def _one(hearer: "_Hearer", responses: Responses, page: Page, chosen: str) -> Responses:
    place, given = steps(chosen), fact_at(responses.facts, steps(chosen)) is not None
    if given and page.chosen:
        return responses
    if page.chosen:
        # Another answer than before: of several that were given none is taken away.
        others = [path for path in page.chosen if path != chosen]
        responses = removed(responses, others[0]) if len(others) == 1 else responses
    declined = responses.declined - {chosen}
    if schema_at(hearer.tree, place).get("type") == "boolean" and not given:
        # What it is called says that it is so: «все нужные бумаги приложены».
        return replace(responses, facts=placed(responses.facts, place, True), declined=declined)
    facts = without(responses.facts, place) if given else responses.facts
    return replace(responses, facts=facts, declined=declined, wanted=responses.wanted | {chosen})


def _asked(hearer: "_Hearer", responses: Responses, page: Page, typed: Mapping[str, str]) -> Answered:
    left_empty = page.optional and not any(_is_answer(one, typed) for one in page.questions)
    told = {one: None if left_empty else hearer.read(one, typed) for one in page.questions}
    problems = {one.path: value for one, value in told.items() if isinstance(value, Problem)}
    if problems:
        return Answered(responses, problems)
    empty = {one.path for one, value in told.items() if value is None}
    lacking = (group for group in page.either if empty.issuperset(group))
    if needed := {group[0]: _one_needed([one for one in page.questions if one.path in group]) for group in lacking}:
        return Answered(responses, needed)
    facts = responses.facts
    for one, value in told.items():
        facts = without(facts, steps(one.path)) if value is None else placed(facts, steps(one.path), value)
    here = {page.id, *(one.path for one in page.questions)}
    unsaid = empty | ({page.id} if len(empty) == len(told) else set())
    return Answered(replace(responses, facts=facts, declined=(responses.declined - here) | unsaid).past(page))


def _is_answer(one: Question, typed: Mapping[str, str]) -> bool:
    return bool(typed.get(one.path, "").strip()) or one.path + UNKNOWN in typed


def _not_chosen(page: Page) -> Problem:
    what = _("Не выбран ответ: «{title}».").format(title=page.heading)
    return Problem(Kind.MISSING, "F034", page.id, what, _("Выберите один из ответов."))


@dataclass(frozen=True, slots=True)
class _Hearer:
    """Reads single answers as the facts of a case of this kind are read."""

    catalog: Catalog
    filing: Filing
    today: date

    @property
    def tree(self) -> Schema:
        return facts_of(self.filing.kind, self.catalog.packs)

    def read(self, one: Question, typed: Mapping[str, str]) -> Any:
        """Return the value of the answer to `one`, None where it is left empty, a problem where it must not be."""
        text, place = typed.get(one.path, "").strip(), steps(one.path)
        free = one.input in (Input.LINE, Input.TEXT, Input.DATE, Input.NUMBER)
        unknown = (one.path + UNKNOWN in typed and not text) or (free and text.casefold().rstrip(".") in _NOTHING)
        if text and not unknown:
            return self._value(place, [*text.splitlines()] if one.input in _MANY else text)
        stand_in = schema_at(self.tree, place).get("x-unknown", {}).get("value") if unknown else None
        if stand_in or not one.required:
            return stand_in
        return _needed(one)

    def _value(self, place: Path, raw: object) -> Any:
        """Return the value that `raw` is read as; a problem where it would be wrong in any case."""
        found = check(self.filing, self.catalog, placed({}, place, raw), today=self.today)
        wrong = (problem for problem in found.problems if problem.kind is not Kind.MISSING)
        problem = next((each for each in wrong if steps(each.where)[: len(place)] == place), None)
        return problem or fact_at(found.facts, place)


_MANY = (Input.SEVERAL, Input.LINES)


def _one_needed(questions: Sequence[Question]) -> Problem:
    """Return what is wrong where all of `questions` are left empty of which one is enough."""
    titles = ", ".join(f"«{one.title.rpartition(': ')[2]}»" for one in questions)
    return replace(_needed(questions[0]), what=_("Заполните хотя бы одно: {titles}.").format(titles=titles)).cured_by(
        *(one.path for one in questions)
    )


def _needed(one: Question) -> Problem:
    what = _("Здесь нужен ответ: «{title}».").format(title=one.title)
    remedy = _("Если не знаете, сохраните ответы и узнайте: потом можно продолжить.")
    example = _("Например: {example}.").format(example=one.example.rstrip("."))
    return Problem(Kind.MISSING, "F034", one.path, what, example if one.example else remedy)
