"""The end of the interview: the words checked, the answers checked, the papers made, what comes after them."""

from filings.i18n import _
from filings.interview.questionnaire import Course
from filings.kit.paper_order import still_to_write
from filings.terminal.beginning import Beginning, kind_chooser, say_kinds
from filings.terminal.console import Instead
from filings.terminal.conversation import Conversation
from filings.terminal.review_step import check_words, papers_of, review
from filings.terminal.setting import Ending


def finish(talk: Conversation, course: Course) -> Instead | None:
    """Make the papers of the finished answers, once the words and the answers are found right.

    None where the interview goes on; a word typed instead is returned, `BACK` where an answer is to be asked again.
    """
    report = papers_of(talk).report()
    said = check_words(talk, report, course)
    if said:
        return said
    course, report = talk.course(), papers_of(talk).report()
    said = review(talk, course, report)
    if said:
        return said
    talk.unwritten = True
    papers = papers_of(talk).write()
    if papers is None:
        return None
    talk.unwritten = False
    talk.made = (*talk.made, talk.kind)
    talk.lacking = talk.lacking or bool(papers.lacking)
    papers_of(talk).tell_next(papers.report)
    talk.written = True
    return None


def after_papers(talk: Conversation) -> Ending | None:
    """Keep the answers and begin the next paper, as the person likes; the end where no more is wanted."""
    if not talk.kept:
        _keep(talk)
        talk.kept = True
    return _go_on(talk)


def _keep(talk: Conversation) -> None:
    """Ask how the answers are kept, unless a file was named for them."""
    console = talk.setting.console
    console.say()
    if talk.keeping.named:
        talk.save()
        return
    console.say(_("Сохранить ответы для следующих бумаг? (с)охранить под паролем / (о)ткрытым файлом / (н)ет"))
    while True:
        said = console.heard()
        letter = "" if isinstance(said, Instead) else said[:1].casefold()
        if said is Instead.SAVE or letter in ("с", "c", "s"):
            if talk.save():
                return
        elif letter in ("о", "o"):
            if talk.keeping.save(talk.kind, talk.responses, openly=True):
                return
        elif letter in ("н", "n") or said is Instead.NOTHING or said is Instead.LEAVE:
            return
        else:
            console.say(_("Наберите с, о или н."))


def _go_on(talk: Conversation) -> Ending | None:
    """Offer the papers that come next; end where none is wanted."""
    console, kinds = talk.setting.console, still_to_write(talk.way, talk.made)
    then = talk.way.then
    if not kinds and not then:
        return talk.ending
    console.say()
    if kinds:
        console.say(_("Другие бумаги из тех же ответов"))
        say_kinds(talk.setting, kinds, talk.responses)
    ways = [_("номер – начать эту бумагу")] if kinds else []
    ways += [_("«!» – случилось ещё что-то")] if then else []
    console.say(f"[{'; '.join((*ways, _('Enter – закончить')))}]")
    while True:
        said = kind_chooser(talk.setting, kinds).choose()
        if said is None or said is Instead.LEAVE:
            return talk.ending
        if said is Instead.REVIEW and then:
            talk.kind, talk.written, talk.kept = "", False, False
            talk.beginning = Beginning(talk.setting, then, talk.way_facts)
            return None
        if not isinstance(said, Instead):
            talk.start(said.value, talk.responses)
            return None
        console.say(f"[{'; '.join((*ways, _('Enter – закончить')))}]")
