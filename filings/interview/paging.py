"""The places of a case as pages, each with the word whether it is answered."""

from collections.abc import Iterator, Sequence, Set
from itertools import groupby
from typing import TypeAlias

from filings.conditions import is_given
from filings.fact_path import Path, fact_at, spelled, steps
from filings.facts.vocabulary import Schema, schema_at
from filings.interview.asked import Asked
from filings.interview.offering import is_much, offers, past_offer
from filings.interview.one_of_several import any_of, choices, past_choice
from filings.interview.places import Place, Role, askable, is_group, is_unasked, leaves, places
from filings.interview.questionnaire import Form, Page, Passed
from filings.interview.telling import told, told_title
from filings.problems import Kind, Problem

# The item of a list, or the case, and the word of the page in it.
_PageName: TypeAlias = tuple[Path, str]


def pages_of(asked: Asked) -> list[tuple[Page, bool]]:
    """Return every page of the case in the order in which they are asked, each with the word whether it is answered."""
    marks = {*map(steps, asked.responses.wanted), *asked.needs.lacking, *asked.needs.wrong}
    alternatives = {path for _problem, options in asked.needs.choices for path in options}
    groups = [(key, [*group]) for key, group in groupby(places(asked.tree, asked.facts, marks), key=_order)]
    asks = [_joined(asked, here, alternatives) for _key, here in groups]
    chosen = [*choices(asked, {place.path for found in asks for place in found if place.offered})]
    past = [*_past(asked, {page.id for page in chosen})]
    pages, waiting = list[tuple[Page, bool]](), list[Place]()
    for ((gate, section), here), found in zip(groups, asks, strict=True):
        offered = [place for place in here if place not in found and place.path not in alternatives]
        if is_much(asked, waiting, offered) or section == "wishes":
            pages += offers(asked, waiting)
            waiting = []
        pages += _asks(asked, found)
        if not gate:
            pages += [(page, page in past) for page in (*past, *chosen) if page.section == section]
            past, chosen = ([page for page in left if page.section != section] for left in (past, chosen))
        waiting += offered
        if gate:
            pages += offers(asked, waiting)
            waiting = []
    return [*pages, *((page, page in past) for page in (*past, *chosen)), *offers(asked, waiting)]


def _past(asked: Asked, pending: Set[str]) -> Iterator[Page]:
    """Yield the pages of choices that were answered and are not asked once more."""
    for passed in asked.responses.passed:
        page = None
        if passed.id not in pending and passed.form is not Form.ASK:
            page = past_offer(asked, passed) if passed.form is Form.OFFER else past_choice(asked, passed)
        if page:
            yield page


def _order(place: Place) -> tuple[bool, str]:
    """Return what stands together: the gates of all sections, then each section."""
    return place.stage == "gate", "" if place.stage == "gate" else place.section


def _joined(asked: Asked, here: Sequence[Place], alternatives: Set[Path]) -> list[Place]:
    """Return those of `here` that are asked for: what must be, and what stands on the same page with it or with what
    may be given in place of something else."""
    pages = {_page_of(asked, one) for one in here if not one.offered or one.path in alternatives} - {None}
    return [one for one in here if not one.offered or (one.role is Role.OFFER and _page_of(asked, one) in pages)]


def _asks(asked: Asked, found: Sequence[Place]) -> Iterator[tuple[Page, bool]]:
    """Yield the pages of the places to ask: one each, and one of the facts that stand together."""
    together: dict[_PageName | Path, list[Place]] = {}
    for place in found:
        # A group asked on its own page stands together with nothing else.
        together.setdefault(_page_of(asked, place) or place.path, []).append(place)
    for beside in together.values():
        first = beside[0]
        if first.role is Role.WHOLE:
            yield _whole(asked, first)
        elif passed := _either(asked, first.path):
            options = [path for path in map(steps, passed.names) if askable(asked.tree, asked.facts, path)]
            yield any_of(asked, options), not any(asked.touched(path) for path in options)
        else:
            yield _leaves(asked, sorted(beside, key=lambda one: one.at))


def _page_of(asked: Asked, place: Place) -> _PageName | None:
    """Return the name of the page on which the fact at `place` stands together with others, None where it stands alone.

    Facts of one group share a word; one that begins with «/» is shared by all groups of a fact of the case, or of an
    item in it, one that begins with «//» by the whole case.
    """
    if passed := _either(asked, place.path):
        return (), passed.id
    word = place.part.get("x-page", "")
    if not word or is_group(place.part):
        return None
    above = place.path[:-1]
    if word.startswith("//"):
        return (), word
    if word.startswith("/"):
        above = above[: max((at for at, step in enumerate(above, 1) if isinstance(step, int)), default=1)]
    return above, word


def _either(asked: Asked, path: Path) -> Passed | None:
    """Return the page on which the fact at `path` was given or might have been, where one of several was enough."""
    name = spelled(path)
    return next((one for one in asked.responses.passed if one.form is Form.ASK and name in one.names), None)


def _leaves(asked: Asked, beside: Sequence[Place]) -> tuple[Page, bool]:
    asks, reasons = [], dict[Problem, None]()
    for place in beside:
        required = (place.required and not place.offered) or place.path in asked.needs.lacking
        asks.append(asked.question(place.path, place.part, required=required))
        reasons |= dict.fromkeys(_reasons(asked, place.path))
    here = {place.path for place in beside}
    either = [tuple(map(spelled, options)) for _problem, options in asked.needs.choices if here.issuperset(options)]
    page = Page(
        asks[0].path,
        Form.ASK,
        beside[0].section,
        asks[0].ask if len(asks) == 1 else _heading(asked, beside[0]),
        questions=tuple(asks),
        optional=not (either or any(one.required for one in asks)),
        either=tuple(either),
        problems=tuple(reasons),
    )
    # What is only asked for because it stands on the page keeps it open till something of the page is told.
    begun = any(is_given(asked.value(place.path)) for place in beside)
    held = [place.path for place in beside if not (place.offered and begun)]
    return page, not either and all(map(asked.settled, held))


def _heading(asked: Asked, place: Place) -> str:
    word, group = place.part["x-page"], place.path[:-1]
    pages = asked.tree.get("x-pages", {})
    if word in pages:
        return told(pages, word)
    return told(schema_at(asked.tree, group), "x-ask") or told_title(asked.tree, group)


def _whole(asked: Asked, place: Place) -> tuple[Page, bool]:
    shown = {
        key: (*place.path, key) for key, part in leaves(place.part).items() if _is_shown(asked, place.path, key, part)
    }
    value = asked.value(place.path)
    asks = tuple(
        # What only another answer of this page demands is asked for when that is given, and no more when it is changed.
        asked.question(
            path,
            place.part["properties"][key],
            required=key in place.part["required"],
            unanswered=asked.needs.lacking.get(path, ()) if is_given(value) else (),
        )
        for key, path in shown.items()
    )
    needed = place.required or asked.touched(place.path)
    page = Page(
        spelled(place.path),
        Form.ASK,
        place.section,
        _asked_as(asked, place),
        questions=asks,
        optional=not needed,
        problems=_reasons(asked, place.path),
    )
    given = is_given(value) and all(fact_at(value, (key,)) is not None for key in place.part["required"])
    open_still = bool({place.path, *shown.values()} & {*asked.needs.lacking, *asked.needs.wrong})
    return page, (given or (not is_given(value) and asked.declined(place.path))) and not open_still


def _is_shown(asked: Asked, group: Path, key: str, part: Schema) -> bool:
    path = (*group, key)
    return not is_unasked(part) or asked.touched(path) or is_given(asked.value(path))


def _asked_as(asked: Asked, place: Place) -> str:
    return told(place.part, "x-ask") or told_title(asked.tree, place.path)


def _reasons(asked: Asked, path: Path) -> tuple[Problem, ...]:
    """Return why a fact is wanted where that is more than that it is missing; of an item of a list what it must be."""
    item = next((path[:at] for at in range(len(path), 0, -1) if isinstance(path[at - 1], int)), None)
    reasons = tuple(one for one in asked.needs.lacking.get(path, ()) if one.kind is not Kind.MISSING)
    return (*reasons, *asked.needs.lacking.get(item, ())) if item else reasons
