"""A page of the interview asked line by line: what was typed, by the names of its fields, or the word typed instead."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from filings.i18n import _
from filings.interview.questionnaire import LATER, UNKNOWN, Form, Input, Page, Question
from filings.kit.shown_answers import shown_value
from filings.problems import Problem
from filings.quoting import quoted
from filings.terminal.choosing import Chooser, numbered
from filings.terminal.console import Console, Instead, Said

Fields: TypeAlias = Mapping[str, str]
# What is wrong with the fields typed on a page, by path.
Check: TypeAlias = Callable[[Page, Fields], Mapping[str, Problem]]


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks pages at the `console`; `check` tells of an answer what is wrong with it."""

    console: Console
    check: Check

    def ask(self, page: Page) -> Fields | Instead:
        """Return what was typed on `page`; `BACK`, `REVIEW`, `SAVE` or `LEAVE` where that was typed instead."""
        self.console.say(page.heading)
        if page.hint:
            self.console.say(page.hint, "  ")
        for problem in page.problems:
            self.console.say_problem(problem)
        match page.form:
            case Form.ASK:
                return self._questions(page)
            case Form.OFFER:
                return self._offer(page)
            case Form.ONE_OF:
                return self._one_of(page)

    def _questions(self, page: Page) -> Fields | Instead:
        told: list[Fields] = []
        while len(told) < len(page.questions):
            one = page.questions[len(told)]
            said = self._question(page, one)
            if said is Instead.BACK and told:
                told.pop()
            elif isinstance(said, Instead):
                return said
            else:
                told.append(said)
                if page.optional and one.required and not any(text for fields in told for text in fields.values()):
                    # Without this one the others say nothing.
                    return {}
        return {name: text for fields in told for name, text in fields.items()}

    def _question(self, page: Page, one: Question) -> Fields | Instead:
        alone = len(page.questions) == 1
        if not alone:
            self.console.say(one.ask)
        if alone and one.why:
            self.console.say(one.why, "  ")
        for problem in one.problems:
            self.console.say_problem(problem)
        needed = one.required and not page.optional
        self._say_how(page, one, needed=needed)
        while True:
            said = self._fields(one)
            if said is Instead.WHY:
                self._explain(one)
                continue
            if isinstance(said, Instead):
                return said
            # Whether a page may be left without this answer is told of the whole page.
            problems = self.check(replace(page, questions=(one,)), said) if one.path in said or needed else {}
            if not problems:
                return said
            for problem in problems.values():
                self.console.say_problem(problem)

    def _say_how(self, page: Page, one: Question, *, needed: bool) -> None:
        """Say the choices, an example, what an empty line and a dash mean here."""
        if one.choices:
            Chooser(self.console, one.choices).show()
        if one.example:
            self.console.say(_("Например: {example}").format(example=one.example), "  ")
        hints = [*_hints(page, one, needed=needed)]
        if hints:
            self.console.say(f"[{'; '.join(hints)}]")

    def _fields(self, one: Question) -> Fields | Instead:
        match one.input:
            case Input.YES_NO | Input.CHOICE:
                chosen = Chooser(self.console, one.choices, one.value).choose()
                said: Said = chosen if isinstance(chosen, Instead) else chosen.value if chosen else ""
            case Input.SEVERAL:
                said = self._several(one)
            case Input.TEXT | Input.LINES:
                said = self._lines()
            case _:
                said = self.console.heard()
        if said is Instead.NOTHING:
            return {one.path + UNKNOWN: ""}
        if isinstance(said, Instead):
            return said
        return {one.path: said or one.value} if said or one.value else {}

    def _several(self, one: Question) -> Said:
        while True:
            said = self.console.heard()
            if not said or isinstance(said, Instead):
                return said
            chosen = numbered(one.choices, said)
            if chosen is not None:
                return "\n".join(choice.value for choice in chosen)
            self.console.say(_("Нужны номера через пробел, например: 1 3."))

    def _lines(self) -> Said:
        """Return the lines up to the first empty one; a dash and a question are words on the first only."""
        lines: list[str] = []
        while True:
            said = self.console.heard()
            if isinstance(said, Instead) and (not lines or said not in (Instead.NOTHING, Instead.WHY)):
                return said
            if not said:
                return "\n".join(lines)
            lines.append(said.value if isinstance(said, Instead) else said)

    def _explain(self, one: Question) -> None:
        told = [
            one.why,
            _("Где посмотреть: {place}.").format(place=one.look) if one.look else "",
            _("Например: {example}").format(example=one.example) if one.example else "",
        ]
        for line in filter(None, told):
            self.console.say(line, "  ")
        if not any(told):
            self.console.say(_("Пояснения к этому вопросу нет."), "  ")

    def _offer(self, page: Page) -> Fields | Instead:
        ticked = [choice.value for choice in page.choices if choice.value in page.chosen]
        marks = ((f"{choice.label} ✓" if choice.value in ticked else choice.label, "") for choice in page.choices)
        self.console.say_choices(marks)
        keep = _("Enter – оставить отмеченное, «-» – снять всё") if ticked else _("Enter – ничего")
        self.console.say(f"[{_('номера через пробел')}; {keep}]")
        while True:
            said = self.console.heard()
            if said is Instead.WHY:
                self.console.say(_("Это можно добавить в бумагу. Если отметите, мы спросим подробнее."), "  ")
            elif said is Instead.NOTHING:
                return {}
            elif isinstance(said, Instead):
                return said
            elif not said:
                return dict.fromkeys(ticked, "да")
            elif (chosen := numbered(page.choices, said)) is not None:
                return dict.fromkeys((choice.value for choice in chosen), "да")
            else:
                self.console.say(_("Нужны номера через пробел, например: 1 3."))

    def _one_of(self, page: Page) -> Fields | Instead:
        chooser = Chooser(self.console, page.choices)
        chooser.show()
        while True:
            chosen = chooser.choose()
            if chosen is Instead.WHY:
                self.console.say(page.hint or _("Подойдёт любой из этих ответов."), "  ")
            elif chosen is Instead.NOTHING and LATER in {one.value for one in page.choices}:
                return {page.id: LATER}
            elif isinstance(chosen, Instead) and chosen is not Instead.NOTHING:
                return chosen
            elif chosen is None or isinstance(chosen, Instead):
                self.console.say(_("Выберите один ответ. Если ничего нет, сохраните ответы: «:сохранить»."))
            else:
                return {page.id: chosen.value}


def _hints(page: Page, one: Question, *, needed: bool) -> Iterator[str]:
    if one.input is Input.SEVERAL:
        yield _("номера через пробел")
    if one.input is Input.TEXT:
        yield _("в конце – пустая строка")
    if one.input is Input.LINES:
        yield _("каждое с новой строки, в конце – пустая строка")
    if one.value:
        yield _("Enter – оставить: {value}").format(value=quoted(shown_value(one)))
    elif not needed:
        whole = one.required and len(page.questions) > 1
        yield _("Enter – пропустить всё это") if whole else _("Enter – пропустить")
    if one.unknown:
        yield f"«-» – {one.unknown[:1].lower()}{one.unknown[1:]}"
