"""The interview from its first question to its end: one step after another, whatever is typed."""

from filings.i18n import _
from filings.interview.questionnaire import Course
from filings.terminal.beginning import Beginning, with_settled
from filings.terminal.closed_door import tell_closed
from filings.terminal.console import InputOverError, Instead
from filings.terminal.conversation import Conversation
from filings.terminal.finishing import after_papers, finish
from filings.terminal.page_step import ask_page
from filings.terminal.review_step import review
from filings.terminal.setting import Ending


def hold(talk: Conversation) -> Ending:
    """Ask till there is an end. A first Ctrl-C asks what becomes of the answers; a second one goes through as it came,
    and nothing is written."""
    while True:
        try:
            said = _step(talk)
            ending = _heed(talk, said) if isinstance(said, Instead) else said
        except KeyboardInterrupt:
            talk.setting.console.say()
            ending = talk.leave()
        except InputOverError:
            ending = talk.input_over()
        if ending is not None:
            return ending


def _step(talk: Conversation) -> Ending | Instead | None:
    if not talk.kind:
        return _begin(talk)
    if talk.written:
        return after_papers(talk)
    course = talk.course()
    _tell_news(talk, course)
    asked_again = course.page(talk.again.__eq__) if talk.again else None
    talk.again = ""
    if asked_again:
        return ask_page(talk, asked_again, course)
    if course.stop:
        return tell_closed(talk, course.stop, course)
    if course.ahead:
        return ask_page(talk, course.ahead[0], course)
    return finish(talk, course)


def _begin(talk: Conversation) -> Instead | None:
    talk.beginning = talk.beginning or Beginning(talk.setting)
    said = talk.beginning.ask()
    if isinstance(said, Instead):
        return said
    talk.way, talk.way_facts = said.way, said.facts
    talk.start(said.kind, with_settled(talk.responses, said.facts))
    return None


def _heed(talk: Conversation, word: Instead) -> Ending | None:
    """Do what a word asks for; the step is then begun anew."""
    match word:
        case Instead.SAVE:
            talk.save()
        case Instead.LEAVE:
            return talk.leave()
        case Instead.REVIEW if talk.kind:
            said = review(talk, talk.course())
            return None if said in (None, Instead.BACK) else _heed(talk, said)
        case Instead.BACK if talk.kind:
            pass
        case Instead.BACK:
            talk.setting.console.say(_("Это первый вопрос."))
        case _:
            talk.setting.console.say(_("Ответов пока нет."))
    return None


def _tell_news(talk: Conversation, course: Course) -> None:
    console = talk.setting.console
    for problem in course.warnings:
        if problem not in talk.heeded:
            talk.heeded.add(problem)
            console.say()
            console.say(_("Внимание"))
            console.say_problem(problem)
