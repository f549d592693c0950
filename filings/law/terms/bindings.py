"""Which facts of a case open which terms: the bindings of data/deadlines.yaml, and whether one concerns a case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from filings.fact_path import fact_at
from filings.law.nature import Nature, Papers
from filings.law.stored import load, per_law

_EACH = "[]."


@dataclass(frozen=True, slots=True)
class Binding:
    """One rule and the fact of the day that starts it; the fields are those of data/deadlines.yaml.

    `fact` may name the items of a list («report_history[].date»); so may every other path, which is then looked for in
    the same item. `answer` is the name under which papers ask for the term, empty where none does.
    """

    rule: str
    fact: str
    answer: str
    papers: Papers
    except_papers: Papers
    present: tuple[str, ...]
    some: tuple[str, ...]
    absent: tuple[str, ...]
    when: Mapping[str, list[str]]
    unless: Mapping[str, list[str]]
    after: str
    prolonged: Mapping[str, str]
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

    def items(self, facts: Mapping[str, Any]) -> Iterator[tuple[int, object]]:
        """Yield the items of the list in `fact` that the binding concerns, with their numbers; once, without a list."""
        for number, item in _items(self.fact, facts):
            if self._fits(facts, item):
                yield number, item

    def _fits(self, facts: Mapping[str, Any], item: object) -> bool:
        return (
            all(is_given(value_at(path, facts, item)) for path in self.present)
            and (not self.some or any(is_given(value_at(path, facts, item)) for path in self.some))
            and not any(is_given(value_at(path, facts, item)) for path in self.absent)
            and all(value_at(path, facts, item) in values for path, values in self.when.items())
            and not any(value_at(path, facts, item) in values for path, values in self.unless.items())
        )

    def rule_for(self, facts: Mapping[str, Any], item: object) -> str:
        """Return the rule by which the term is counted: another one where the case says that it was prolonged."""
        longer = (rule for path, rule in self.prolonged.items() if is_given(value_at(path, facts, item)))
        return next(longer, self.rule)

    def place(self, number: int) -> str:
        """Return the place of the fact in the case: «report_history[0].date»."""
        return self.fact.replace(_EACH, f"[{number}].")


@per_law()
def bindings() -> tuple[Binding, ...]:
    """Return every binding, in the order of the data: of those with the same `answer` the first that fits wins."""
    return tuple(_binding(entry) for entry in load("deadlines")["bindings"])


def is_given(value: object) -> bool:
    """Tell whether a fact says something: «нет» and an empty text do not."""
    return value is not None and value is not False and value != ""


def value_at(path: str, facts: Mapping[str, Any], item: object) -> Any:
    """Return the fact at `path`, None where it is absent; after «[].» it is looked for in `item`."""
    _list, separator, inside = path.partition(_EACH)
    return fact_at(item, inside) if separator else fact_at(facts, path)


def _items(path: str, facts: Mapping[str, Any]) -> Iterator[tuple[int, object]]:
    if _EACH not in path:
        yield 0, None
        return
    found = facts.get(path.partition(_EACH)[0])
    yield from enumerate(found if isinstance(found, list) else ())


def _binding(entry: Mapping[str, Any]) -> Binding:
    return Binding(
        rule=entry["rule"],
        fact=entry["fact"],
        answer=entry.get("answer", ""),
        papers=entry.get("papers", {}),
        except_papers=entry.get("except_papers", {}),
        present=tuple(entry.get("present", ())),
        some=tuple(entry.get("some", ())),
        absent=tuple(entry.get("absent", ())),
        when=entry.get("when", {}),
        unless=entry.get("unless", {}),
        after=entry.get("after", ""),
        prolonged=entry.get("prolonged", {}),
        running=entry.get("running", False),
        unreceived=entry.get("unreceived", False),
        certain=entry.get("certain", True),
        done=tuple(entry.get("done", ())),
        check=entry.get("check", {}),
        note=entry.get("note", ""),
    )
