"""The pages of the interview: one question at a time, its answer, a closed door, an item taken away."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from filings.i18n import _
from filings.interview.answering import answered, removed
from filings.interview.questionnaire import UNKNOWN, Form, Input, Page, Question
from filings.kit.shown_answers import item_of, shown_value
from filings.problems import Problem
from filings.web.desk import Desk, Moved, Outcome, Shown
from filings.web.situation_pages import offered
from filings.web.visit import Slip

# More choices than these are a list to open.
_RADIOS = 8
_KEYBOARDS = {Input.NUMBER: "numeric", Input.DATE: "text"}


def show(desk: Desk, name: str) -> Outcome:
    """Show a page of the interview, with what was wrong with the last answer to it."""
    page = _page(desk, name)
    if page is None:
        return Moved(desk.next_url())
    slip = desk.visit.slip if desk.visit.slip and desk.visit.slip.page == page.id else None
    problems = _problems(desk, page, slip)
    questions = [_asked(page, number, one, slip, problems) for number, one in enumerate(page.questions, 1)]
    chosen = _chosen(page, slip)
    names = {
        "page": page,
        "questions": questions,
        "chosen": chosen,
        "errors": [*_errors(page, problems)],
        "number": _number(desk, page),
        "section": _section(desk, page),
        "back": _back(desk, page),
        "notes": [one for one in page.problems if one.what not in {each.what for each in problems.values()}],
    }
    return Shown("question.html", names)


def take(desk: Desk, name: str) -> Outcome:
    """Take the answers to a page, or show it again with what is wrong with them."""
    page = _page(desk, name)
    if page is None:
        return Moved(desk.next_url())
    typed = _typed(desk, page)
    world = desk.world
    found = answered(world.catalog, desk.filing, desk.visit.responses, page, typed, world.today())
    if found.problems:
        return Moved(desk.page_url(page), replace(desk.visit, slip=Slip(page.id, typed)))
    return desk.moved_on(desk.visit.answered(found.responses))


def stop(desk: Desk) -> Outcome:
    """Tell that no paper of this kind can be made of the answers, why, and what can be done."""
    closed = desk.course.stop if desk.visit.kind else None
    if closed is None:
        return Moved(desk.next_url())
    page = next((one for one in desk.course.done if one.id == closed.page), None)
    last = desk.course.done[-1] if desk.course.done else None
    change = page or last
    names = {
        "stop": closed,
        "kinds": offered(desk, closed.kinds),
        "change": desk.page_url(change) if change else desk.url("ways"),
        "back": desk.page_url(last) if last else desk.url("ways"),
    }
    return Shown("stop.html", names)


def removing(desk: Desk, name: str) -> Outcome:
    """Ask whether an item of a list is to be taken away."""
    item = _item(desk, name)
    if item is None:
        return Moved(desk.url("review"))
    rows = [shown_value(one) for page in desk.course.done for one in page.questions if one.path.startswith(item)]
    return Shown("remove.html", {"values": [row for row in rows if row], "back": desk.url("review")})


def remove(desk: Desk, name: str) -> Outcome:
    """Take an item of a list away."""
    item = _item(desk, name)
    if item is None:
        return Moved(desk.url("review"))
    return desk.moved_on(desk.visit.answered(removed(desk.visit.responses, item)))


def _page(desk: Desk, name: str) -> Page | None:
    if not desk.visit.kind:
        return None
    return desk.course.page(lambda known: desk.sign_of(known) == name)


def _item(desk: Desk, name: str) -> str | None:
    paths = (one.path for page in desk.course.done for one in page.questions) if desk.visit.kind else ()
    return next((item for item in map(item_of, paths) if item and desk.sign_of(item) == name), None)


def _fields(page: Page) -> Iterator[str]:
    match page.form:
        case Form.ASK:
            for one in page.questions:
                yield from (one.path, one.path + UNKNOWN)
        case Form.OFFER:
            yield from (choice.value for choice in page.choices)
        case _:
            yield page.id


def _typed(desk: Desk, page: Page) -> dict[str, str]:
    """Return what was sent for the fields of a page; among the choices of a question «I do not know» is one of them."""
    typed = {field: desk.typed(field) for field in _fields(page) if field in desk.form}
    for field in [field for field, text in typed.items() if text == UNKNOWN]:
        typed[field + UNKNOWN] = typed.pop(field)
    return typed


def _problems(desk: Desk, page: Page, slip: Slip | None) -> Mapping[str, Problem]:
    """Return what is wrong with what was typed; else what is wrong with the answers that are kept."""
    if slip:
        world = desk.world
        return answered(world.catalog, desk.filing, desk.visit.responses, page, slip.typed, world.today()).problems
    return {one.path: one.problems[0] for one in page.questions if one.problems}


def _asked(
    page: Page, number: int, one: Question, slip: Slip | None, problems: Mapping[str, Problem]
) -> Mapping[str, Any]:
    """Return a question as its template shows it."""
    value = slip.typed.get(one.path, "") if slip else one.value
    many = one.input is Input.CHOICE and len(one.choices) > _RADIOS
    return {
        "one": one,
        "id": f"f{number}",
        "alone": len(page.questions) == 1,
        "value": value,
        "values": value.split("\n"),
        "unknown": bool(slip and one.path + UNKNOWN in slip.typed),
        "unknown_name": one.path + UNKNOWN,
        "unknown_value": UNKNOWN,
        "kind": "select" if many else one.input.value,
        "keyboard": _KEYBOARDS.get(one.input, "text"),
        "error": problems.get(one.path),
        "optional": not one.required and not one.unknown,
    }


def _chosen(page: Page, slip: Slip | None) -> frozenset[str]:
    if slip is None:
        return frozenset(page.chosen)
    return frozenset(slip.typed) if page.form is Form.OFFER else frozenset(slip.typed.values())


def _errors(page: Page, problems: Mapping[str, Problem]) -> Iterator[tuple[str, Problem]]:
    """Yield each problem with the element it is about, one line for the same words."""
    ids = {one.path: f"f{number}" for number, one in enumerate(page.questions, 1)}
    told: set[str] = set()
    for path, problem in problems.items():
        if problem.what not in told:
            told.add(problem.what)
            yield ids.get(path, "f1"), problem


def _number(desk: Desk, page: Page) -> int:
    return desk.course.done.index(page) + 1 if page in desk.course.done else len(desk.course.done) + 1


def _section(desk: Desk, page: Page) -> str:
    sections = [*desk.course.sections]
    if page.section not in sections:
        return ""
    title, number = desk.course.sections[page.section], sections.index(page.section) + 1
    return _("{section}, {number} из {count}").format(section=title, number=number, count=len(sections))


def _back(desk: Desk, page: Page) -> str:
    done = desk.course.done
    before = done[: done.index(page)] if page in done else done
    if before:
        return desk.page_url(before[-1])
    return desk.url("ways") if desk.visit.trail else "/"
