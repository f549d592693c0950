"""What happened → which papers: the questions of schemas/situations.yaml, by which an interview begins.

They know no law. Whether a ground is open on the day, and what may be written instead, `door` asks of the law.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from filings.catalog import Catalog, Pack
from filings.conditions import Condition, holds, opening
from filings.errors import TemplateError
from filings.fact_path import fact_at, steps, supplied
from filings.interview.situation_faults import EVERY_KIND, faults, read, where
from filings.interview.telling import told
from filings.law.grounds.age import assumed_group
from filings.law.grounds.matrix import CATEGORIES, Assessment, assess
from filings.law.stored import in_use


@dataclass(frozen=True, slots=True)
class Way:
    """An end: the papers to write.

    `kinds` stand in the order in which they are best written; there are none where nothing can be written at once.
    `first` is what comes first and `note` what else to know, plain sentences or nothing. `lawyer` tells, where it says
    anything, that only a lawyer helps; `kinds` may be written all the same. `then` is the node to go on with after the
    papers, empty where there is none.
    """

    kinds: tuple[str, ...] = ()
    first: str = ""
    note: str = ""
    lawyer: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """One answer to a node: what is chosen, a line about it, and where it leads: to the key of a node or to an end.

    `facts` (path → value) are settled by the answer. It is there only for cases of which `when` holds.
    """

    label: str
    explain: str
    facts: Mapping[str, str]
    when: Condition
    leads: str | Way


@dataclass(frozen=True, slots=True)
class Node:
    """One question and its answers, of which `open_to` tells those of a case."""

    ask: str
    hint: str
    branches: tuple[Branch, ...]

    def open_to(self, facts: Mapping[str, Any]) -> tuple[Branch, ...]:
        """Return the answers that there are for who has settled `facts`: at least one."""
        return tuple(branch for branch in self.branches if holds(branch.when, facts))


@dataclass(frozen=True, slots=True)
class Door:
    """What the law says of the ground that the answers have settled; `kinds` are the papers to write instead."""

    found: Assessment
    kinds: tuple[str, ...]


def tree(catalog: Catalog) -> Mapping[str, Node]:
    """Return the questions by their keys, the first one first; texts are in the language of the messages.

    They are those of the last pack that has any. Raises `TemplateError`: T050 where they cannot be read, lead nowhere
    or in a circle, name what is not there or leave out a kind; T032 for a condition.
    """
    data = _checked(catalog.packs, tuple(catalog.filings))
    return {key: _node(key, entry, tuple(catalog.filings)) for key, entry in data.items()}


def taken(facts: Mapping[str, Any], branch: Branch) -> Mapping[str, Any]:
    """Return the facts of a case (groups inside groups) with those that choosing `branch` settles."""
    found: Mapping[str, Any] = facts
    for path, value in branch.facts.items():
        found = supplied(found, steps(path), value)
    return found


def door(catalog: Catalog, facts: Mapping[str, Any], today: date) -> Door | None:
    """Return what the law says on the day `today` of the ground that `facts` name for the service that they name.

    None where they name no ground, or no service that a ground could be asked for. Without a rank a soldier's is meant.
    """
    ground, category = fact_at(facts, "ground"), fact_at(facts, "applicant.category")
    if not ground or category not in CATEGORIES:
        return None
    group = assumed_group(fact_at(facts, "applicant.rank") or "")
    with in_use(catalog.law):
        found = assess(ground, category, group, today, health_category=fact_at(facts, "health.category"))
    others = catalog.kinds_among(found.instead_papers)
    # A paper that asks the law for its ground is closed for this one.
    return Door(found, tuple(kind for kind in others if "ground" not in catalog.filings[kind].checks))


@lru_cache(maxsize=32)
def _checked(packs: tuple[Pack, ...], kinds: tuple[str, ...]) -> Mapping[str, Any]:
    # The built-in pack has one, so there always is a last.
    pack = Catalog(packs, {}).holder("situations.yaml") or packs[0]
    data: Mapping[str, Any] = read(pack)
    earlier = packs[: packs.index(pack) + 1]
    demanded = [kind for kind in kinds if any(each.describes(kind) for each in earlier)]
    wrong = faults(data, packs, kinds, demanded)
    if wrong:
        raise TemplateError(*wrong)
    return data


def _node(key: str, entry: Mapping[str, Any], kinds: tuple[str, ...]) -> Node:
    branches = (_branch(choice, where(key, number), kinds) for number, choice in enumerate(entry["choices"]))
    return Node(ask=told(entry, "ask"), hint=told(entry, "hint"), branches=tuple(branches))


def _branch(choice: Mapping[str, Any], place: str, kinds: tuple[str, ...]) -> Branch:
    return Branch(
        label=told(choice, "label"),
        explain=told(choice, "explain"),
        facts=choice.get("facts", {}),
        when=opening(choice, place),
        leads=choice["node"] if "node" in choice else _way(choice, kinds),
    )


def _way(choice: Mapping[str, Any], kinds: tuple[str, ...]) -> Way:
    papers = choice.get("papers", [])
    return Way(
        kinds=kinds if papers == [EVERY_KIND] else tuple(papers),
        first=told(choice, "first"),
        note=told(choice, "note"),
        lawyer=told(choice, "lawyer"),
        then=choice.get("then", ""),
    )
