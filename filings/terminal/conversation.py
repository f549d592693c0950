"""What one person has said so far, how it is saved and how one leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from filings.catalog import Filing
from filings.i18n import _
from filings.interview.planning import plan
from filings.interview.questionnaire import Course, Responses
from filings.interview.situations import Way
from filings.problems import Problem
from filings.terminal.beginning import Beginning
from filings.terminal.console import InputOverError, Instead
from filings.terminal.keeping import Keeping
from filings.terminal.setting import Ending, Setting


@dataclass(slots=True)
class Conversation:
    """The interview of one person.

    `kind` is empty till a paper is chosen; `beginning` are the questions about what happened, `way` their end and
    `way_facts` what they settled, where they were asked. `passed` are the ids of the pages answered, in order, `again`
    that of a page to be asked once more, `section` the section told last. `heeded` are the warnings told when they
    became true, `read` those told at the end, `confirmed` the declined forms that were found right, `made` the kinds of
    which there are papers, `lacking` whether one of their formats could not be made, `unwritten` whether the disk
    did not take the last ones. `written` tells that the paper of `kind` is made, `kept` that it is settled what becomes
    of its answers.
    """

    setting: Setting
    keeping: Keeping
    kind: str = ""
    responses: Responses = field(default_factory=Responses)
    beginning: Beginning | None = None
    way: Way = field(default_factory=Way)
    way_facts: Mapping[str, Any] = field(default_factory=dict)
    passed: list[str] = field(default_factory=list)
    again: str = ""
    section: str = ""
    heeded: set[Problem] = field(default_factory=set)
    read: set[Problem] = field(default_factory=set)
    confirmed: frozenset[tuple[str, str, str]] = frozenset()
    made: tuple[str, ...] = ()
    lacking: bool = False
    unwritten: bool = False
    written: bool = False
    kept: bool = False

    @property
    def filing(self) -> Filing:
        """The kind of paper that is being written."""
        return self.setting.catalog.find(self.kind)

    def course(self) -> Course:
        """Return where the interview stands."""
        return plan(self.setting.catalog, self.filing, self.responses, self.setting.today)

    def start(self, kind: str, responses: Responses) -> None:
        """Begin a paper of `kind` with what is answered already."""
        self.kind, self.responses, self.again, self.section = kind, responses, "", ""
        self.written, self.kept = False, False
        self.setting.console.say()
        self.setting.console.say(self.filing.title)
        course = self.course()
        self.passed = [page.id for page in course.done if page.questions]
        self.read.clear()
        # What holds whatever is answered is read at the end, before signing.
        self.heeded.update(course.warnings)

    def save(self) -> bool:
        """Write the answers to their file; False where there are none or the disk does not let it."""
        if not self.responses.facts:
            self.setting.console.say(_("Ответов пока нет."))
            return False
        return self.keeping.save(self.kind, self.responses)

    @property
    def unsaved(self) -> bool:
        """Whether there are answers that would be lost."""
        return bool(self.responses.facts) and self.keeping.last != self.responses

    @property
    def ending(self) -> Ending:
        """How the interview ends if it ends now."""
        if self.unwritten or self.keeping.unwritten:
            return Ending.UNWRITTEN
        if self.made:
            return Ending.WITHOUT_FORMAT if self.lacking else Ending.DONE
        if self.keeping.last is not None:
            return Ending.DONE
        return Ending.CLOSED if self.kind and self.course().stop else Ending.LEFT

    def leave(self) -> Ending | None:
        """Ask what becomes of the answers; None to go on."""
        if not self.unsaved:
            return self.ending
        console = self.setting.console
        console.say(_("Сохранить ответы? (с)охранить под паролем / (в)ыйти без следа / (п)родолжить"))
        while True:
            try:
                said = console.heard()
            except InputOverError:
                return self.ending
            letter = said[:1].casefold() if not isinstance(said, Instead) else ""
            if said is Instead.SAVE or letter in _SAVE:
                return self.ending if self.save() else None
            if said is Instead.LEAVE or letter in _LEAVE:
                return self.ending
            if letter in _STAY:
                return None
            console.say(_("Наберите с, в или п."))

    def input_over(self) -> Ending | None:
        """Return how an interview ends whose input has ended; at a terminal that was Ctrl-D and may be taken back.

        Where a file was named for the answers they are put there: nobody can be asked any more.
        """
        if self.setting.console.terminal:
            return self.leave()
        console = self.setting.console
        if self.unsaved and self.keeping.named:
            console.say(_("Ввод закончился раньше вопросов."))
            self.save()
        elif not self.made:
            console.say(_("Ввод закончился раньше вопросов. Ответы не сохранены."))
        return self.ending


# The English letters beside the Russian ones that stand on the same words.
_SAVE, _LEAVE, _STAY = ("с", "c", "s"), ("в", "l"), ("п", "g")
