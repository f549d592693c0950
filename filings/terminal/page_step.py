"""One page asked, its answer taken, and the way back."""

from collections.abc import Mapping
from dataclasses import replace

from filings.i18n import _
from filings.interview.answering import answered
from filings.interview.questionnaire import Course, Page
from filings.problems import Problem
from filings.terminal.asking import Asking, Fields
from filings.terminal.console import Instead
from filings.terminal.conversation import Conversation


def ask_page(talk: Conversation, page: Page, course: Course) -> Instead | None:
    """Ask `page` and take its answer; a word typed instead is returned, but for `BACK`."""
    console = talk.setting.console
    _tell_section(talk, page, course)

    def check(part: Page, typed: Fields) -> Mapping[str, Problem]:
        setting = talk.setting
        return answered(setting.catalog, talk.filing, talk.responses, part, typed, setting.today).problems

    while True:
        said = Asking(console, check).ask(page)
        if said is Instead.BACK:
            go_back(talk, course, page)
            return None
        if isinstance(said, Instead):
            talk.again = page.id
            return said
        found = answered(talk.setting.catalog, talk.filing, talk.responses, page, said, talk.setting.today)
        if not found.problems:
            break
        for problem in found.problems.values():
            console.say_problem(problem)
        console.say()
        typed = (replace(one, value=said.get(one.path, one.value)) for one in page.questions)
        page = replace(page, questions=tuple(typed))
    talk.responses = found.responses
    if page.id not in talk.passed:
        talk.passed.append(page.id)
    return None


def go_back(talk: Conversation, course: Course, page: Page | None = None) -> None:
    """Have the page before `page` asked again; the last one where none is given."""
    there = {one.id for one in (*course.done, *course.ahead)}
    order = [one for one in talk.passed if one in there]
    before = order[: order.index(page.id)] if page and page.id in order else order
    if before:
        talk.again = before[-1]
    elif talk.beginning:
        talk.kind = ""
    else:
        talk.setting.console.say(_("Это первый вопрос."))


def _tell_section(talk: Conversation, page: Page, course: Course) -> None:
    console = talk.setting.console
    console.say()
    if page.section != talk.section and page.section in course.sections:
        keys = [*course.sections]
        told = _("{section}, {number} из {count}").format(
            section=course.sections[page.section], number=keys.index(page.section) + 1, count=len(keys)
        )
        console.say(f"— {told}")
        talk.section = page.section
