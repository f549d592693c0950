"""What the problems of a case ask of the person: facts still to give, one of several, answers to change, a closed door.

The checks alone know what a paper needs; nothing is required here that they do not name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from filings.fact_path import Path, fact_at, steps
from filings.facts.vocabulary import Schema, schema_at
from filings.interview.places import askable, is_group, is_list, steers
from filings.interview.questionnaire import Responses
from filings.problems import Kind, Problem


@dataclass(slots=True)
class Needs:
    """`lacking`: facts to give, each with the problems that want it. `choices`: problems of which one of several facts
    rids. `wrong`: answers to change. `later`: what has no place in the paper before other facts are given. `closed`:
    what no answer but one that steers the law would change."""

    lacking: dict[Path, list[Problem]] = field(default_factory=dict)
    choices: list[tuple[Problem, tuple[Path, ...]]] = field(default_factory=list)
    wrong: dict[Path, list[Problem]] = field(default_factory=dict)
    later: list[Problem] = field(default_factory=list)
    closed: list[Problem] = field(default_factory=list)


def needs(tree: Schema, facts: Mapping[str, Any], errors: Sequence[Problem], responses: Responses) -> Needs:
    """Return what the `errors` of a case with the normalised `facts` ask, `tree` being the facts of its kind."""
    found = Needs()
    for problem in errors:
        known = [
            path for path in map(steps, problem.facts) if askable(tree, facts, path) and not _is_of_today(path, facts)
        ]
        absent = [place for path in known if fact_at(facts, path) is None for place in _fillable(tree, facts, path)]
        given = [path for path in known if fact_at(facts, path) is not None]
        if absent or (problem.kind is Kind.MISSING and not given):
            _lack(found, problem, absent, given, responses)
        elif known and not _shuts(tree, problem, known):
            found.wrong.setdefault(known[0], []).append(problem)
        else:
            found.closed.append(problem)
    return found


def _is_of_today(path: Path, facts: Mapping[str, Any]) -> bool:
    """Tell whether `path` is the day of signing, of which nobody has said that it is another than today."""
    return path == ("sign_date",) and fact_at(facts, path) is None


def _lack(found: Needs, problem: Problem, absent: Sequence[Path], given: Sequence[Path], responses: Responses) -> None:
    chosen = [path for path in absent if any(steps(one)[: len(path)] == path for one in responses.wanted)]
    # What is there and wrong may be mended instead; what is there and does not do may not.
    options = tuple(dict.fromkeys(absent if problem.kind is Kind.MISSING else (*given, *absent)))
    if chosen or len(options) == 1:
        found.lacking.setdefault((chosen or options)[0], []).append(problem)
    elif options:
        found.choices.append((problem, options))
    else:
        found.later.append(problem)


def _fillable(tree: Schema, facts: Mapping[str, Any], path: Path) -> Iterator[Path]:
    """Yield `path`, or what lies in it where it is a group of which no fact is needed more than another."""
    part = schema_at(tree, path)
    if not is_group(part) or part.get("required") or part.get("x-page") == "whole":
        yield path
        return
    for key, inner in part["properties"].items():
        here = (*path, key)
        if askable(tree, facts, here) and inner.get("x-stage") != "detail":
            yield from [here] if is_list(inner) else _fillable(tree, facts, here)


def _shuts(tree: Schema, problem: Problem, known: Sequence[Path]) -> bool:
    """Tell whether the law closes the way, whatever else is answered: what is merely wrong can be mended."""
    return problem.kind in (Kind.UNLAWFUL, Kind.BEYOND) and any(steers(tree, path) for path in known)
