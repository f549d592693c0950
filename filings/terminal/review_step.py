"""The check of all answers: numbered, each to be changed; at the end the words, the paper itself, its making."""

from collections.abc import Sequence

from filings.fact_path import steps
from filings.i18n import _
from filings.interview.answering import removed
from filings.interview.planning import case_of
from filings.interview.questionnaire import Course, Page
from filings.kit.shown_answers import item_of
from filings.papers import Report
from filings.problems import Problem, errors_in, to_heed
from filings.terminal.answers_table import show_answers
from filings.terminal.console import Instead
from filings.terminal.conversation import Conversation
from filings.terminal.page_step import go_back
from filings.terminal.papers_out import PapersOut
from filings.terminal.word_check import WordCheck
from filings.writers.text import to_text


def papers_of(talk: Conversation) -> PapersOut:
    """Return what makes the papers of the answers as they stand."""
    case = case_of(talk.setting.catalog, talk.filing, talk.responses, talk.setting.today)
    return PapersOut(talk.setting, talk.filing, case)


def check_words(talk: Conversation, report: Report, course: Course) -> Instead | None:
    """Have the declined forms confirmed or put right, those not yet confirmed; a word typed instead is returned."""
    forms = [one for one in report.forms if (one.text, one.case, one.form) not in talk.confirmed or one.doubt]
    if not forms:
        return None
    said = WordCheck(talk.setting.console, forms).ask(talk.responses)
    if isinstance(said, Instead):
        if said is Instead.BACK:
            go_back(talk, course)
        return said
    talk.responses = said
    after = papers_of(talk).report().forms
    talk.confirmed |= {(one.text, one.case, one.form) for one in after}
    return None


def review(talk: Conversation, course: Course, report: Report | None = None) -> Instead | None:
    """Show the answers; have one changed or taken away as the number typed says. An empty line is `None`: the papers
    are made where there is a `report` of them, else the questions go on. A word typed instead is returned."""
    console = talk.setting.console
    console.say()
    console.say(_("Проверьте ответы") if report else _("Мои ответы"))
    pages = show_answers(talk.setting, talk.kind, course)
    stopped = _tell_open(talk, course, report, pages)
    while True:
        said = console.heard()
        if said is Instead.TEXT:
            _show_text(talk, report)
        elif said is Instead.BACK:
            go_back(talk, course)
            return said
        elif isinstance(said, Instead) and said not in (Instead.WHY, Instead.NOTHING, Instead.REVIEW):
            return said
        elif not said and not stopped:
            return None
        elif page := _named(pages, str(said)):
            _change(talk, page, away=str(said).startswith("-"))
            return Instead.BACK
        else:
            console.say(_("Наберите номер ответа, который нужно изменить."))


def _tell_open(talk: Conversation, course: Course, report: Report | None, pages: Sequence[Page]) -> bool:
    """Tell what must be read before signing, what stops the paper still, and what may be typed now; return whether
    something stops it."""
    console = talk.setting.console
    console.say()
    if report is None:
        console.say(_("Осталось вопросов: от {count}.").format(count=len(course.ahead)))
        console.say(f"[{_('Enter – продолжить; номер – изменить ответ; -номер – убрать пункт списка')}]")
        return False
    problems = [*dict.fromkeys((*course.warnings, *course.problems, *to_heed(report.problems)))]
    warnings, errors = [one for one in problems if not one.stops], errors_in(problems)
    unread = [one for one in warnings if one not in talk.read]
    talk.read.update(unread)
    if unread:
        console.say(_("Прочитайте до подписи"))
    for problem in unread:
        console.say_problem(problem)
        console.say()
    if len(unread) < len(warnings):
        console.say(_("Прежние предупреждения остаются."))
    if errors:
        console.say(_("Что ещё мешает"))
    for problem in errors:
        console.say_problem(problem)
        if numbers := [str(number) for number, page in enumerate(pages, 1) if _settles(page, problem)]:
            console.say(_("Наберите {numbers}, чтобы исправить.").format(numbers=", ".join(numbers)), "  ")
    ready = _("Enter – составить бумагу; номер – изменить; -номер – убрать пункт списка; :текст – прочесть бумагу")
    console.say(f"[{_('номер – изменить ответ; «<» – назад') if errors else ready}]")
    return bool(errors)


def _settles(page: Page, problem: Problem) -> bool:
    """Tell whether `page` asks for a fact that rids of `problem`."""
    asked, wanted = [steps(one.path) for one in page.questions], [steps(path) for path in problem.facts]
    return any(path[: len(fact)] == fact or fact[: len(path)] == path for path in asked for fact in wanted)


def _named(pages: Sequence[Page], said: str) -> Page | None:
    number = said.removeprefix("-")
    known = number.isdecimal() and 0 < int(number[:6]) <= len(pages)
    page = pages[int(number) - 1] if known else None
    return page if page and (number == said or _item(page)) else None


def _item(page: Page) -> str:
    return item_of(page.questions[0].path) if page.questions else ""


def _change(talk: Conversation, page: Page, *, away: bool) -> None:
    if not away:
        talk.again = page.id
    elif _is_yes(talk, _("Убрать этот пункт? (д)а / (н)ет")):
        talk.responses = removed(talk.responses, _item(page))
        talk.setting.console.say(_("Убрано."))


def _is_yes(talk: Conversation, question: str) -> bool:
    talk.setting.console.say(question)
    said = talk.setting.console.heard()
    return not isinstance(said, Instead) and said[:1].casefold() in ("д", "y")


def _show_text(talk: Conversation, report: Report | None) -> None:
    console = talk.setting.console
    if report is None or report.document is None:
        console.say(_("Бумага ещё не готова."))
    else:
        console.put(f"\n{to_text(report.document)}\n")
