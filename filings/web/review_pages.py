"""The check of all answers, the paper itself to read, and what is made of it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from filings.bundles import bundle, unbundle
from filings.days import shown_day
from filings.fact_path import steps
from filings.facts.validate import facts_of
from filings.i18n import _
from filings.interview.questionnaire import Page
from filings.interview.situations import Way
from filings.interview.telling import told_title
from filings.kit.paper_files import file_name
from filings.kit.paper_order import still_to_write
from filings.kit.passphrases import new_words
from filings.kit.saved_case import case_file, case_name
from filings.kit.shown_answers import item_of, shown_answers
from filings.law.terms.case_terms import CaseTerm, State
from filings.problems import Problem, errors_in, to_heed
from filings.web import situation_pages
from filings.web.desk import Desk, Download, Later, Moved, Outcome, Paper, Shown
from filings.web.visit import Slip, Visit
from filings.web.word_pages import confirmed

_PAGE = "review"
KIT = "kit"


def show(desk: Desk) -> Outcome:
    """Show all answers; where they are complete, what must be heeded and the paper too, before it is made."""
    if not desk.visit.kind:
        return Moved(desk.next_url())
    names = {"title": desk.filing.title, "sections": [*_sections(desk)], "busy": desk.busy}
    if desk.course.stop or desk.course.ahead:
        return Shown("answers.html", {**names, "back": desk.next_url()})
    report = desk.made(memo=True).report
    if not confirmed(desk, report.forms):
        return Moved(desk.url("words"))
    tree = facts_of(desk.visit.kind, desk.world.catalog.packs)
    errors = errors_in((*desk.course.problems, *report.problems))
    names |= {
        "idle": [told_title(tree, steps(path)) for path in desk.course.idle],
        "warnings": _warnings(desk, report.problems),
        "errors": [*dict.fromkeys(errors)],
        "unread": bool(desk.visit.slip and desk.visit.slip.page == _PAGE),
        "words": bool(report.forms),
        "back": desk.page_url(desk.course.done[-1]) if desk.course.done else desk.url("ways"),
    }
    return Shown("review.html", names)


def again(desk: Desk) -> Outcome:
    """Make the papers, once the visitor has read what is to be heeded; or have the words checked once more."""
    if not desk.visit.kind or not desk.course.finished:
        return Moved(desk.next_url())
    if desk.typed("act") == "words":
        return Moved(desk.url("words"), replace(desk.visit, words=""))
    report = desk.made(memo=True).report
    if report.document is None:
        return Moved(desk.url("review"))
    if _warnings(desk, report.problems) and not desk.typed("read"):
        return Moved(desk.url("review"), replace(desk.visit, slip=Slip(_PAGE, {})))
    passphrase = desk.visit.passphrase or new_words(desk.world.choose)
    visit = replace(desk.visit, passphrase=passphrase, slip=None, made=_with(desk.visit.made, desk.visit.kind))
    workshop, kind, case, today = desk.world.workshop, desk.visit.kind, desk.case, desk.world.today()

    def job() -> dict[str, bytes]:
        files = {file_name(file): file.content for file in workshop.papers(kind, case, today)}
        return files and {**files, case_name(): workshop.seal(case_file(visit.kind, visit.responses), passphrase)}

    return Later(job, lambda later, files: _kept(later, files, visit), desk.url("review", "busy"))


def paper(desk: Desk) -> Outcome:
    """Show the paper itself."""
    if not desk.visit.kind:
        return Moved(desk.next_url())
    files = desk.made(("html",)).files
    return Paper(files[0].content) if files else Moved(desk.url("review"))


def done(desk: Desk) -> Outcome:
    """Show the files of the finished paper, and what comes next."""
    kit = _kit(desk)
    if not kit:
        return Moved(desk.next_url())
    way = situation_pages.end_of(desk) or Way()
    terms = [_term(one) for one in desk.made().report.terms if one.state in (State.OPEN, State.RUNNING, State.UNKNOWN)]
    other = still_to_write(way, desk.visit.made)
    names = {
        "title": desk.filing.title,
        "files": _by_paper(kit),
        "case": [*kit].index(case_name()),
        "passphrase": desk.visit.passphrase,
        "terms": terms,
        "kinds": situation_pages.offered(desk, other),
        "back": desk.url("review"),
    }
    return Shown("done.html", names)


def file(desk: Desk, number: int) -> Outcome:
    """Give one file of the finished paper."""
    files = [*_kit(desk).items()]
    return Download(files[number][1], files[number][0]) if number < len(files) else Moved(desk.next_url())


def kit(desk: Desk) -> Outcome:
    """Give all files of the finished paper as one."""
    found = desk.vault.get(desk.key, KIT)
    return Moved(desk.next_url()) if found is None else Download(found, f"{_('бумаги')}.zip")


def _kept(desk: Desk, files: Mapping[str, bytes], visit: Visit) -> Outcome:
    if not files or desk.visit.responses != visit.responses:
        return Moved(desk.url("review"))
    return Moved(desk.url("done"), visit, {KIT: bundle(files)})


def _kit(desk: Desk) -> Mapping[str, bytes]:
    content = desk.vault.get(desk.key, KIT) if desk.visit.kind else None
    return {} if content is None else unbundle(content, "")


def _by_paper(kit: Mapping[str, bytes]) -> Mapping[str, Mapping[str, int]]:
    """Return the numbers of the files by format, by paper, the paper itself first."""
    found: dict[str, dict[str, int]] = {}
    for number, name in enumerate(kit):
        if name != case_name():
            paper_name, _dot, ending = name.rpartition(".")
            found.setdefault(paper_name, {})[ending.upper()] = number
    return dict(sorted(found.items(), key=lambda one: len(one[0])))


def _with(kinds: tuple[str, ...], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*kinds, kind)))


def _warnings(desk: Desk, problems: tuple[Problem, ...]) -> list[Problem]:
    return [*dict.fromkeys(one for one in to_heed((*desk.course.warnings, *problems)) if not one.stops)]


def _sections(desk: Desk) -> Iterator[Mapping[str, Any]]:
    for key, title in desk.course.sections.items():
        rows = [_row(desk, page) for page in desk.course.done if page.section == key]
        if rows:
            yield {"title": title, "rows": rows}


def _row(desk: Desk, page: Page) -> Mapping[str, Any]:
    item = item_of(page.questions[0].path) if page.questions else ""
    remove = desk.url("remove", desk.sign_of(item)) if item else ""
    return {"ask": page.heading, "values": shown_answers(page), "change": desk.page_url(page), "remove": remove}


def _term(one: CaseTerm) -> Mapping[str, Any]:
    day = shown_day(one.deadline) if one.deadline else ""
    return {"title": one.title, "day": day, "working": one.explained, "advice": one.advice}
