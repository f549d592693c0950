"""The questions before the interview: what happened, and which papers come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from filings.i18n import _
from filings.interview.planning import plan
from filings.interview.questionnaire import Choice, Responses
from filings.interview.situations import Branch, Door, Node, Way, door, taken, tree
from filings.kit.paper_order import merged_facts
from filings.law.grounds.matrix import GroundState
from filings.law.norms.citation import cite
from filings.terminal.choosing import Chooser
from filings.terminal.console import Instead
from filings.terminal.setting import Setting

# The number of questions is counted for so many papers: each costs some milliseconds.
_COUNTED = 6


@dataclass(frozen=True, slots=True)
class Begun:
    """The paper that was chosen, with the facts that the answers have settled; the end that led to it."""

    kind: str
    facts: Mapping[str, Any]
    way: Way


@dataclass(slots=True)
class Beginning:
    """Asks what happened, from the node `start` on with the `facts` settled before; `trail` are the answers given."""

    setting: Setting
    start: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    trail: list[Branch] = field(default_factory=list)

    def ask(self) -> Begun | Instead:
        """Return the paper to begin with; `BACK` before the first question, `REVIEW`, `SAVE` or `LEAVE` as typed."""
        while True:
            end = self.trail[-1].leads if self.trail else self.start or next(iter(tree(self.setting.catalog)))
            said = self._way(end) if isinstance(end, Way) else self._node(tree(self.setting.catalog)[end])
            if isinstance(said, Branch):
                self.trail.append(said)
            elif said is Instead.BACK and self.trail:
                self.trail.pop()
            else:
                return said

    def _settled(self) -> Mapping[str, Any]:
        facts = self.facts
        for branch in self.trail:
            facts = taken(facts, branch)
        return facts

    def _node(self, node: Node) -> Branch | Instead:
        console, branches = self.setting.console, node.open_to(self._settled())
        console.say()
        console.say(node.ask)
        if node.hint:
            console.say(node.hint, "  ")
        chooser = Chooser(console, [Choice(str(at), one.label, one.explain) for at, one in enumerate(branches)])
        chooser.show()
        while True:
            said = chooser.choose()
            if isinstance(said, Choice):
                return branches[int(said.value)]
            if said is not None and said not in (Instead.WHY, Instead.NOTHING):
                return said
            if said is Instead.WHY and node.hint:
                console.say(node.hint, "  ")
            console.say(_("Выберите ответ: номер или первые буквы."))

    def _way(self, way: Way) -> Begun | Instead:
        console, facts = self.setting.console, self._settled()
        closed = _closed(self.setting, facts)
        console.say()
        kinds = self._tell_closed(closed) if closed else self._tell(way)
        if kinds:
            say_kinds(self.setting, kinds, Responses(facts))
        console.say(f"[{_way_hint(kinds)}]")
        while True:
            said = kind_chooser(self.setting, kinds).choose()
            if said is None and len(kinds) == 1:
                return Begun(kinds[0], facts, way)
            if isinstance(said, Choice):
                return Begun(said.value, facts, way)
            if isinstance(said, Instead) and said not in (Instead.WHY, Instead.NOTHING):
                return said
            console.say(f"[{_way_hint(kinds)}]")

    def _tell(self, way: Way) -> tuple[str, ...]:
        console = self.setting.console
        if way.lawyer:
            console.say(_("Здесь нужен юрист"))
            console.say(way.lawyer, "  ")
        for line in filter(None, (way.first, way.note)):
            console.say(line, "  ")
        if way.kinds:
            console.say(_("Что можно написать"))
        return way.kinds

    def _tell_closed(self, closed: Door) -> tuple[str, ...]:
        console, found = self.setting.console, closed.found
        refused = found.state is GroundState.REFUSED
        console.say(_("По этой причине сейчас откажут") if refused else _("Здесь решает юрист"))
        console.say(found.why, "  ")
        if found.norms:
            console.say(_("Норма: {norm}").format(norm=cite("; ".join(found.norms), on=self.setting.today)), "  ")
        if found.instead:
            console.say(_("Что можно вместо этого"))
            for line in found.instead:
                console.say(f"– {line}", "  ")
        return closed.kinds


def _way_hint(kinds: tuple[str, ...]) -> str:
    if not kinds:
        return _("«<» – назад; «:выход» – выйти")
    return _("Enter – начать; «<» – назад") if len(kinds) == 1 else _("номер бумаги; «<» – назад")


def say_kinds(setting: Setting, kinds: tuple[str, ...], responses: Responses) -> None:
    """Say the papers `kinds` by number, of a few of them with the number of questions left after `responses`."""
    few = len(kinds) <= _COUNTED
    chooser = kind_chooser(setting, kinds)
    if not few:
        chooser.show()
        return
    lines = []
    for choice in chooser.choices:
        filing = setting.catalog.filings[choice.value]
        left = len(plan(setting.catalog, filing, responses, setting.today).ahead)
        about = _("{about} Вопросов: от {left}.").format(about=choice.explain, left=left) if left else choice.explain
        lines.append((choice.label, about))
    setting.console.say_choices(lines)


def kind_chooser(setting: Setting, kinds: tuple[str, ...]) -> Chooser:
    """Return what asks for one of the papers `kinds`."""
    filings = (setting.catalog.filings[kind] for kind in kinds)
    return Chooser(setting.console, [Choice(one.kind, one.title, one.about) for one in filings])


def with_settled(responses: Responses, facts: Mapping[str, Any]) -> Responses:
    """Return `responses` with `facts`, which win."""
    return replace(responses, facts=merged_facts(responses.facts, facts))


def _closed(setting: Setting, facts: Mapping[str, Any]) -> Door | None:
    found = door(setting.catalog, facts, setting.today)
    return None if found is None or found.found.state is GroundState.OPEN else found
