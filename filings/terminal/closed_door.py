"""A closed door: why, by which norm, what may be written instead."""

from filings.i18n import _
from filings.interview.questionnaire import Course, Stop
from filings.terminal.beginning import kind_chooser, say_kinds
from filings.terminal.console import Instead
from filings.terminal.conversation import Conversation
from filings.terminal.page_step import go_back


def tell_closed(talk: Conversation, stop: Stop, course: Course) -> Instead | None:
    """Tell that no paper can be made of the answers; begin another one, or have the answer changed, as is chosen."""
    console = talk.setting.console
    console.say()
    console.say(_("Здесь нужен юрист") if stop.lawyer else _("Такую бумагу сейчас не примут"))
    console.say_problem(stop.problem)
    if stop.kinds:
        console.say(_("Что можно написать вместо этого. Ваши ответы останутся."))
        say_kinds(talk.setting, stop.kinds, talk.responses)
    ways = [_("номер – начать эту бумагу")] if stop.kinds else []
    ways += [_("«<» – изменить ответ"), _("«:сохранить» – сохранить для юриста"), _("«:выход» – выйти")]
    console.say(f"[{'; '.join(ways)}]")
    while True:
        said = kind_chooser(talk.setting, stop.kinds).choose()
        if said is Instead.BACK:
            talk.again = stop.page
            if not stop.page:
                go_back(talk, course)
            return None
        if said is Instead.WHY:
            console.say_problem(stop.problem)
        elif isinstance(said, Instead) and said is not Instead.NOTHING:
            return said
        elif said is None or isinstance(said, Instead):
            console.say(f"[{'; '.join(ways)}]")
        else:
            talk.start(said.value, talk.responses)
            return None
