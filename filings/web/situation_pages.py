"""The pages before the interview: what happened, and which papers come of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from filings.interview.planning import plan
from filings.interview.situations import Branch, Door, Node, Way, door, taken, tree
from filings.kit.paper_order import merged_facts
from filings.law.grounds.matrix import GroundState
from filings.law.norms.citation import cite
from filings.web.desk import Desk, Moved, Outcome, Shown
from filings.web.visit import Slip

# The number of questions left is counted for so many papers on a page: each costs some milliseconds.
_COUNTED = 6


@dataclass(frozen=True, slots=True)
class _Walk:
    """Where the answers lead: the `nodes` passed and the one to come, the facts that are settled, the end."""

    nodes: tuple[Node, ...]
    facts: Mapping[str, Any]
    end: Way | None


def ask(desk: Desk, step: int) -> Outcome:
    """Show the question number `step` about what happened."""
    walk = _walk(desk, desk.visit.trail[:step])
    if walk.end or step != len(walk.nodes) - 1:
        return Moved(desk.url("ways") if walk.end else desk.url("s", len(walk.nodes) - 1))
    node = walk.nodes[step]
    chosen = desk.visit.trail[step] if step < len(desk.visit.trail) else None
    back = desk.url("s", step - 1) if step else "/"
    wrong = bool(desk.visit.slip and desk.visit.slip.page == str(step))
    names = {"node": node, "choices": node.open_to(walk.facts), "chosen": chosen, "back": back, "wrong": wrong}
    return Shown("situation.html", {**names, "number": step + 1})


def answer(desk: Desk, step: int) -> Outcome:
    """Take the answer to the question number `step`, which changes all that comes after it."""
    walk = _walk(desk, desk.visit.trail[:step])
    if walk.end or step != len(walk.nodes) - 1:
        return Moved(desk.url())
    chosen = desk.typed("choice")
    if not (chosen.isdecimal() and len(chosen) < 4 and int(chosen) < len(walk.nodes[step].open_to(walk.facts))):
        return Moved(desk.url("s", step), replace(desk.visit, slip=_nothing(step)))
    visit = replace(desk.visit, trail=(*desk.visit.trail[:step], int(chosen)), kind="", slip=None)
    after = _walk(desk, visit.trail)
    return Moved(desk.url("ways") if after.end else desk.url("s", step + 1), visit)


def ways(desk: Desk) -> Outcome:
    """Show the papers that help, and what the law says first."""
    walk = _walk(desk, desk.visit.trail)
    if walk.end is None:
        return Moved(desk.url("s", len(walk.nodes) - 1))
    closed = _closed(desk, walk)
    kinds = closed.kinds if closed else walk.end.kinds
    back = desk.url("s", len(desk.visit.trail) - 1)
    norm = cite("; ".join(closed.found.norms), on=desk.world.today()) if closed and closed.found.norms else ""
    names = {"way": walk.end, "closed": closed, "norm": norm, "kinds": offered(desk, kinds), "back": back}
    return Shown("ways.html", names)


def begin(desk: Desk) -> Outcome:
    """Begin the interview for the paper that was chosen, with what the answers have settled already."""
    kind = desk.typed("kind")
    walk = _walk(desk, desk.visit.trail)
    if kind not in desk.world.catalog.filings:
        return Moved(desk.url("ways"))
    facts = merged_facts(desk.visit.responses.facts, walk.facts)
    responses = replace(desk.visit.responses, facts=facts)
    return desk.moved_on(replace(desk.visit.answered(responses), kind=kind, words=""))


def go_on(desk: Desk) -> Outcome:
    """Go on, after the papers of one matter, with what else has happened."""
    end = end_of(desk)
    trail = _trail_to(end.then, tree(desk.world.catalog)) if end and end.then else ()
    return Moved(desk.url("s", len(trail)), replace(desk.visit, kind="", trail=trail))


def end_of(desk: Desk) -> Way | None:
    """Return where the answers about what happened led; None where they have no end yet, or were never given."""
    return _walk(desk, desk.visit.trail).end


def offered(desk: Desk, kinds: tuple[str, ...]) -> list[Mapping[str, Any]]:
    """Return the papers `kinds` as a page lists them, of a few of them with the number of questions left."""
    catalog, facts = desk.world.catalog, desk.visit.responses.facts
    if desk.visit.trail:
        facts = merged_facts(facts, _walk(desk, desk.visit.trail).facts)
    responses = replace(desk.visit.responses, facts=facts)
    found: list[Mapping[str, Any]] = []
    for kind in kinds:
        filing = catalog.filings[kind]
        few = len(kinds) <= _COUNTED
        left = len(plan(catalog, filing, responses, desk.world.today()).ahead) if few else 0
        found.append({"kind": kind, "title": filing.title, "about": filing.about, "left": left})
    return found


def _walk(desk: Desk, trail: tuple[int, ...]) -> _Walk:
    nodes = tree(desk.world.catalog)
    facts: Mapping[str, Any] = {}
    leads: str | Way = next(iter(nodes))
    passed = [nodes[str(leads)]]
    for number in trail:
        branch = _branch(passed[-1], facts, number)
        if branch is None:
            break
        facts, leads = taken(facts, branch), branch.leads
        if isinstance(leads, Way):
            return _Walk(tuple(passed), facts, leads)
        passed.append(nodes[leads])
    return _Walk(tuple(passed), facts, None)


def _branch(node: Node, facts: Mapping[str, Any], number: int) -> Branch | None:
    branches = node.open_to(facts)
    return branches[number] if number < len(branches) else None


def _trail_to(key: str, nodes: Mapping[str, Node]) -> tuple[int, ...]:
    """Return the shortest trail to the node `key`."""
    reached: dict[str, tuple[int, ...]] = {next(iter(nodes)): ()}
    for name, trail in _growing(reached):
        for number, branch in enumerate(nodes[name].open_to({})):
            if isinstance(branch.leads, str):
                reached.setdefault(branch.leads, (*trail, number))
    return reached.get(key, ())


def _growing(reached: Mapping[str, tuple[int, ...]]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the items of a mapping, those too that are added meanwhile."""
    passed = 0
    while passed < len(reached):
        yield [*reached.items()][passed]
        passed += 1


def _closed(desk: Desk, walk: _Walk) -> Door | None:
    """Return what the law says of the ground where it does not let a paper be written."""
    found = door(desk.world.catalog, walk.facts, desk.world.today())
    return None if found is None or found.found.state is GroundState.OPEN else found


def _nothing(step: int) -> Slip:
    return Slip(str(step), {})
