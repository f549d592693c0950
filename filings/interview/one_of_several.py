"""Pages of what may be given in place of each other: one of several facts, lines of which one is enough."""

from collections.abc import Iterator, Sequence, Set

from filings.conditions import is_given
from filings.fact_path import Path, spelled, steps
from filings.facts.vocabulary import schema_at
from filings.i18n import _
from filings.interview.asked import Asked
from filings.interview.places import askable
from filings.interview.questionnaire import LATER, Choice, Form, Page, Passed
from filings.interview.telling import told, told_title
from filings.problems import Kind, Problem


def choices(asked: Asked, together: Set[Path]) -> Iterator[Page]:
    """Yield a page for each problem of which one of several facts rids; of those that share a fact only for the first:
    its answer may settle the others. What can be given `together` on a page that is asked anyway has none."""
    seen: set[Path] = set()
    for problem, options in asked.needs.choices:
        if seen.isdisjoint(options) and not together >= {*options}:
            alone = together.isdisjoint(options) and _are_lines(asked, options)
            yield any_of(asked, options) if alone else _one_of(asked, options, problem)
        seen.update(options)


def past_choice(asked: Asked, passed: Passed) -> Page | None:
    """Return the page on which one of several facts was chosen, as it is found by who goes back to it; None where
    nothing of it can be given any more."""
    options = [path for path in map(steps, passed.names) if askable(asked.tree, asked.facts, path)]
    given = [spelled(path) for path in options if is_given(asked.value(path))]
    if not given:
        return None
    return Page(
        passed.id,
        Form.ONE_OF,
        asked.section(options[0]),
        _("Что из этого у вас есть?"),
        choices=tuple(Choice(spelled(path), asked.thing(path)) for path in options),
        chosen=tuple(given),
    )


def any_of(asked: Asked, options: Sequence[Path]) -> Page:
    """Return the page of lines of one group, of which one is enough."""
    group, names = options[0][:-1], tuple(map(spelled, options))
    return Page(
        Passed(Form.ASK, names).id,
        Form.ASK,
        asked.section(options[0]),
        told(schema_at(asked.tree, group), "x-ask") or told_title(asked.tree, group),
        _("Заполните хотя бы одно."),
        questions=tuple(asked.question(path, schema_at(asked.tree, path), required=False) for path in options),
        either=(names,),
    )


def _are_lines(asked: Asked, options: Sequence[Path]) -> bool:
    """Tell whether `options` are lines of one group, which can be filled in beside each other."""
    parts = [schema_at(asked.tree, path) for path in options]
    return len({path[:-1] for path in options}) == 1 and all(
        part.get("x-text") == "line" or part["type"] == "integer" for part in parts
    )


def _one_of(asked: Asked, options: Sequence[Path], problem: Problem) -> Page:
    missing, name = problem.kind is Kind.MISSING, Passed(Form.ONE_OF, tuple(map(spelled, options))).id
    later = () if name in asked.responses.declined else (Choice(LATER, _("Сейчас ничего из этого")),)
    return Page(
        name,
        Form.ONE_OF,
        asked.section(options[0]),
        _("Что из этого у вас есть?") if missing else _("Что вы сделаете?"),
        problem.remedy if missing else "",
        choices=(*(Choice(spelled(path), _alternative(asked, path)) for path in options), *later),
        problems=() if missing else (problem,),
    )


def _alternative(asked: Asked, path: Path) -> str:
    thing = asked.thing(path)
    return thing if asked.value(path) is None else _("исправить ответ: {thing}").format(thing=thing)
