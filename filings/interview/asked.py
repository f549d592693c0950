"""What the pages of an interview are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from filings.conditions import is_given
from filings.fact_path import Path, fact_at, spelled
from filings.facts.vocabulary import Schema, schema_at
from filings.interview.needs import Needs
from filings.interview.places import way_to
from filings.interview.questionnaire import Question, Responses
from filings.interview.questions import question
from filings.interview.suggesting import suggested
from filings.interview.telling import told, told_title
from filings.problems import Problem


@dataclass(frozen=True, slots=True)
class Asked:
    """What pages are made of: the facts of the kind (`tree`), those of the case, the answers so far, what is needed."""

    tree: Schema
    facts: Mapping[str, Any]
    responses: Responses
    needs: Needs

    def value(self, path: Path) -> Any:
        """Return the answer at `path`: as it was read, else as it was typed; None where there is none."""
        read = fact_at(self.facts, path)
        return fact_at(self.responses.facts, path) if read is None else read

    def declined(self, path: Path) -> bool:
        """Tell whether the person has no answer at `path`, and none is needed."""
        return spelled(path) in self.responses.declined and not self.lacks(path)

    def lacks(self, path: Path) -> bool:
        """Tell whether the fact at `path` is lacking, or it is the first item of a list that is."""
        return path in self.needs.lacking or (path[-1] == 0 and path[:-1] in self.needs.lacking)

    def touched(self, path: Path) -> bool:
        """Tell whether a fact at `path` or in it is lacking or must be changed."""
        return self.lacks(path) or any(one[: len(path)] == path for one in (*self.needs.lacking, *self.needs.wrong))

    def settled(self, path: Path) -> bool:
        """Tell whether nothing more is to be asked about the fact at `path`."""
        return (is_given(self.value(path)) or self.declined(path)) and not self.touched(path)

    def question(self, path: Path, part: Schema, *, required: bool, unanswered: Sequence[Problem] = ()) -> Question:
        """Return the question for the fact at `path`, with its answer or what may be expected of it."""
        wants = self.needs.lacking.get(path, [])
        value = self.value(path)
        return question(
            spelled(path),
            told_title(self.tree, path),
            part,
            suggested(self.tree, self.facts, path) if value is None else value,
            required=required,
            norm=next((problem.norm for problem in wants if problem.norm), ""),
            problems=(*self.needs.wrong.get(path, ()), *unanswered),
        )

    def thing(self, path: Path) -> str:
        """Return what the fact at `path` is, as one ticks it; with its place where there are several such."""
        part = schema_at(self.tree, path)
        thing = told(part, "x-offer") or told(part, "title") or told_title(self.tree, path)
        lists = (fact_at(self.facts, path[:at]) for at, step in enumerate(path) if isinstance(step, int))
        among_others = any(len(items or ()) > 1 for items in lists)
        return f"{thing} ({told_title(self.tree, path)})" if among_others else thing

    def section(self, path: Path) -> str:
        """Return the section in which the fact at `path` is asked for."""
        return ["", *(str(part["x-section"]) for part in way_to(self.tree, path) if "x-section" in part)][-1]
