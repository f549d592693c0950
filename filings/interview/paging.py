"""The places of a case as pages, each with the word whether it is answered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from filings.conditions import is_given
from filings.fact_path import Path, fact_at, spelled, steps
from filings.facts.vocabulary import Schema, schema_at
from filings.i18n import _
from filings.interview.needs import Needs
from filings.interview.places import Place, Role, is_unasked, leaves, places, way_to
from filings.interview.questionnaire import LATER, MORE, Choice, Form, Page, Question, Responses, either_id
from filings.interview.questions import question
from filings.interview.suggesting import suggested
from filings.interview.telling import told, told_title
from filings.problems import Kind, Problem

_MOST_OFFERS = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What pages are made of: the facts of the kind (`tree`), those of the case, the answers so far, what is needed."""

    tree: Schema
    facts: Mapping[str, Any]
    responses: Responses
    needs: Needs

    def value(self, path: Path) -> Any:
        """Return the answer at `path`: as it was read, else as it was typed; None where there is none."""
        read = fact_at(self.facts, path)
        return fact_at(self.responses.facts, path) if read is None else read

    def declined(self, path: Path) -> bool:
        """Tell whether the person has no answer at `path`, and none is needed."""
        return spelled(path) in self.responses.declined and not self.lacks(path)

    def lacks(self, path: Path) -> bool:
        """Tell whether the fact at `path` is lacking, or it is the first item of a list that is."""
        return path in self.needs.lacking or (path[-1] == 0 and path[:-1] in self.needs.lacking)

    def touched(self, path: Path) -> bool:
        """Tell whether a fact at `path` or in it is lacking or must be changed."""
        return self.lacks(path) or any(one[: len(path)] == path for one in (*self.needs.lacking, *self.needs.wrong))


def pages_of(asked: Asked) -> list[tuple[Page, bool]]:
    """Return every page of the case in the order in which they are asked, each with the word whether it is answered."""
    marks = {*map(steps, asked.responses.wanted), *asked.needs.lacking, *asked.needs.wrong}
    choices, pages, offers = [*_choices(asked)], list[tuple[Page, bool]](), list[Place]()
    alternatives = {path for _problem, options in asked.needs.choices for path in options}
    for (gate, section), group in groupby(places(asked.tree, asked.facts, marks), key=_order):
        here = [*group]
        offered = [place for place in here if place.offered and place.path not in alternatives]
        if _is_much(asked, offers, offered) or section == "wishes":
            pages += _offers(asked, offers)
            offers = []
        pages += _asks(asked, [place for place in here if not place.offered])
        if not gate:
            pages += [(page, False) for page in choices if page.section == section]
            choices = [page for page in choices if page.section != section]
        offers += offered
        if gate:
            pages += _offers(asked, offers)
            offers = []
    return [*pages, *((page, False) for page in choices), *_offers(asked, offers)]


def _order(place: Place) -> tuple[bool, str]:
    return place.stage == "gate", place.section


def _is_much(asked: Asked, *offers: Sequence[Place]) -> bool:
    """Tell whether too many things are new in `offers` for one page."""
    return sum(_is_new(asked, place) for part in offers for place in part) > _MOST_OFFERS


def _asks(asked: Asked, found: Sequence[Place]) -> Iterator[tuple[Page, bool]]:
    """Yield the pages of the places to ask: one each, and one of the facts of a group that stand together."""
    together: dict[tuple[Path, str], list[Place]] = {}
    for place in found:
        # A group asked on its own page stands together with nothing else.
        together.setdefault(_page_of(place), []).append(place)
    for beside in together.values():
        first = beside[0]
        yield _whole(asked, first) if first.role is Role.WHOLE else _leaves(asked, beside)


def _page_of(place: Place) -> tuple[Path, str]:
    word = place.part.get("x-page") if place.role is Role.LEAF else None
    return (place.path[:-1], word) if word else (place.path, "")


def _leaves(asked: Asked, beside: Sequence[Place]) -> tuple[Page, bool]:
    asks, reasons = [], dict[Problem, None]()
    for place in beside:
        required = place.required or place.path in asked.needs.lacking
        asks.append(_question(asked, place.path, place.part, required=required))
        reasons |= dict.fromkeys(_reasons(asked, place.path))
    above = schema_at(asked.tree, beside[0].path[:-1])
    page = Page(
        asks[0].path,
        Form.ASK,
        beside[0].section,
        asks[0].ask if len(asks) == 1 else told(above, "x-ask") or told_title(asked.tree, beside[0].path[:-1]),
        questions=tuple(asks),
        optional=not any(one.required for one in asks),
        problems=tuple(reasons),
    )
    return page, all(_is_answered(asked, place.path) for place in beside)


def _is_answered(asked: Asked, path: Path) -> bool:
    return (is_given(asked.value(path)) or asked.declined(path)) and not asked.touched(path)


def _whole(asked: Asked, place: Place) -> tuple[Page, bool]:
    shown = {
        key: (*place.path, key) for key, part in leaves(place.part).items() if _is_shown(asked, place.path, key, part)
    }
    value = asked.value(place.path)
    asks = tuple(
        # What only another answer of this page demands is asked for when that is given, and no more when it is changed.
        _question(
            asked,
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


def _offers(asked: Asked, offered: Sequence[Place]) -> Iterator[tuple[Page, bool]]:
    """Yield the page that offers what there may be beside the necessary: what is new only, till it is seen."""
    if not offered:
        return
    new = [place for place in offered if _is_new(asked, place)]
    first = offered[0]
    heading = _("О чём ещё просите?") if first.section == "wishes" else _("Что из этого есть?")
    yield (
        Page(
            f"offer-{'gate-' if first.stage == 'gate' else ''}{first.section}",
            Form.OFFER,
            first.section,
            heading,
            _("Отметьте нужное. Если ничего нет, идите дальше."),
            choices=tuple(_offer(asked, place) for place in new or offered),
            chosen=tuple(spelled(place.path) for place in offered if asked.value(place.path) is True),
            optional=True,
        ),
        not new,
    )


def _is_new(asked: Asked, place: Place) -> bool:
    return _name(place) not in asked.responses.declined and asked.value(place.path) is not True


def _name(place: Place) -> str:
    return f"{spelled(place.path)}{MORE}" if place.role is Role.MORE else spelled(place.path)


def _offer(asked: Asked, place: Place) -> Choice:
    more = told(place.part, "x-more").rstrip("?") if place.role is Role.MORE else ""
    return Choice(_name(place), more or _thing(asked, place.path))


def _thing(asked: Asked, path: Path) -> str:
    """Return what the fact at `path` is, as one ticks it; with its place where there are several such."""
    part = schema_at(asked.tree, path)
    thing = told(part, "x-offer") or told(part, "title") or told_title(asked.tree, path)
    lists = (fact_at(asked.facts, path[:at]) for at, step in enumerate(path) if isinstance(step, int))
    among_others = any(len(items or ()) > 1 for items in lists)
    return f"{thing} ({told_title(asked.tree, path)})" if among_others else thing


def _choices(asked: Asked) -> Iterator[Page]:
    """Yield a page for each problem of which one of several facts rids; of those that share a fact only for the first:
    its answer may settle the others."""
    seen: set[Path] = set()
    for problem, options in asked.needs.choices:
        if seen.isdisjoint(options):
            yield _any_of(asked, options) if _are_lines(asked, options) else _one_of(asked, options, problem)
        seen.update(options)


def _are_lines(asked: Asked, options: Sequence[Path]) -> bool:
    """Tell whether `options` are lines of one group, which can be filled in beside each other."""
    parts = [schema_at(asked.tree, path) for path in options]
    return len({path[:-1] for path in options}) == 1 and all(
        part.get("x-text") == "line" or part["type"] == "integer" for part in parts
    )


def _any_of(asked: Asked, options: Sequence[Path]) -> Page:
    asks = tuple(_question(asked, path, schema_at(asked.tree, path), required=False) for path in options)
    group = options[0][:-1]
    heading = told(schema_at(asked.tree, group), "x-ask") or told_title(asked.tree, group)
    return Page(
        either_id(spelled(options[0])),
        Form.ASK,
        _section(asked.tree, options[0]),
        heading,
        _("Заполните хотя бы одно."),
        questions=asks,
    )


def _one_of(asked: Asked, options: Sequence[Path], problem: Problem) -> Page:
    missing, name = problem.kind is Kind.MISSING, f"one-of-{spelled(options[0])}"
    later = () if name in asked.responses.declined else (Choice(LATER, _("Сейчас ничего из этого")),)
    return Page(
        name,
        Form.ONE_OF,
        _section(asked.tree, options[0]),
        _("Что из этого у вас есть?") if missing else _("Что вы сделаете?"),
        problem.remedy if missing else "",
        choices=(*(Choice(spelled(path), _alternative(asked, path)) for path in options), *later),
        problems=() if missing else (problem,),
    )


def _alternative(asked: Asked, path: Path) -> str:
    thing = _thing(asked, path)
    return thing if asked.value(path) is None else _("исправить ответ: {thing}").format(thing=thing)


def _section(tree: Schema, path: Path) -> str:
    return ["", *(str(part["x-section"]) for part in way_to(tree, path) if "x-section" in part)][-1]


def _question(
    asked: Asked, path: Path, part: Schema, *, required: bool, unanswered: Sequence[Problem] = ()
) -> Question:
    wants = asked.needs.lacking.get(path, [])
    value = asked.value(path)
    return question(
        spelled(path),
        told_title(asked.tree, path),
        part,
        suggested(asked.tree, asked.facts, path) if value is None else value,
        required=required,
        norm=next((problem.norm for problem in wants if problem.norm), ""),
        problems=(*asked.needs.wrong.get(path, ()), *unanswered),
    )
