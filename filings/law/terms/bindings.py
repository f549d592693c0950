"""Which facts of a case open which terms: the bindings of data/deadlines.yaml, and whether one concerns a case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from filings.conditions import Condition, holds, is_given, opening
from filings.days import iso_day
from filings.fact_path import EVERY, fact_at, facts_at, steps, supplied
from filings.law.nature import Nature, Papers
from filings.law.stored import load, per_law


@dataclass(frozen=True, slots=True)
class Binding:
    """One rule and the fact of the day that starts it; the fields are those of data/deadlines.yaml.

    `fact` may name the items of a list («report_history[].date»): then every path of the binding that names them is
    that of the same item. `answer` is the name under which papers ask for the term, empty where none does. `longer` is
    the rule by which the term is counted instead where the case was prolonged, as `prolonged` tells.
    """

    rule: str
    fact: str
    answer: str
    papers: Papers
    except_papers: Papers
    when: Condition
    after: str
    longer: str
    prolonged: Condition
    running: bool
    unreceived: bool
    certain: bool
    done: tuple[str, ...]
    check: Papers
    note: str

    def concerns(self, paper: Nature | None) -> bool:
        """Tell whether `paper` has the term; of a paper that is not known only the terms that every paper may have."""
        if paper is None:
            return not self.papers
        return paper.among(self.papers) and not (self.except_papers and paper.among(self.except_papers))

    def holds(self, paper: Nature | None) -> bool:
        """Tell whether it is the term of `paper` itself, which must not be missed."""
        return bool(self.check) and paper is not None and paper.among(self.check)

    def may_open(self, facts: Mapping[str, Any]) -> bool:
        """Tell whether the case has anything at `fact`: most bindings need no further look."""
        return self.running or steps(self.fact)[0] in facts

    def items(self, facts: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Yield the case, which `may_open` the term, if its facts do; where `fact` names the items of a list, the case
        with each of those only that does, and its number."""
        for number, each in enumerate(self._alone(facts)):
            if holds(self.when, each):
                yield number, each

    def _alone(self, facts: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        listed, every, _inside = self.fact.partition(EVERY)
        if not every:
            yield facts
        elif isinstance(items := fact_at(facts, listed), list):
            yield from (supplied(facts, steps(listed), [item]) for item in items)

    def day(self, facts: Mapping[str, Any]) -> date | None:
        """Return the day that starts the term in one of the facts of `items`."""
        return next((iso_day(value) for _path, value in facts_at(facts, self.fact)), None)

    def doings(self, facts: Mapping[str, Any]) -> list[Any]:
        """Return what one of the facts of `items` tells of what the term asks for: that it was done, and when."""
        return [value for path in self.done for _path, value in facts_at(facts, path) if is_given(value)]

    def rule_for(self, facts: Mapping[str, Any]) -> str:
        """Return the rule by which the term is counted for one of the facts of `items`."""
        return self.longer if self.longer and holds(self.prolonged, facts) else self.rule

    def place(self, number: int) -> str:
        """Return the place of the fact in the case: «report_history[0].date»."""
        return self.fact.replace(EVERY, f"[{number}]")


@per_law()
def bindings() -> tuple[Binding, ...]:
    """Return every binding, in the order of the data: of those with the same `answer` the first that fits wins."""
    return tuple(_binding(number, entry) for number, entry in enumerate(load("deadlines")["bindings"]))


@per_law(maxsize=64)
def bindings_of(paper: Nature | None) -> tuple[Binding, ...]:
    """Return the bindings that concern `paper`, in the order of the data."""
    return tuple(binding for binding in bindings() if binding.concerns(paper))


def _binding(number: int, entry: Mapping[str, Any]) -> Binding:
    where = f"deadlines.yaml: bindings[{number}]"
    prolonged = entry.get("prolonged", {})
    return Binding(
        rule=entry["rule"],
        fact=entry["fact"],
        answer=entry.get("answer", ""),
        papers=entry.get("papers", {}),
        except_papers=entry.get("except_papers", {}),
        when=opening(entry, where),
        after=entry.get("after", ""),
        longer=prolonged.get("rule", ""),
        prolonged=opening(prolonged, f"{where}: prolonged"),
        running=entry.get("running", False),
        unreceived=entry.get("unreceived", False),
        certain=entry.get("certain", True),
        done=tuple(entry.get("done", ())),
        check=entry.get("check", {}),
        note=entry.get("note", ""),
    )
