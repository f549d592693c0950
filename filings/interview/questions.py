"""A fact of the schema as a question: its words, how its answer is typed, and the answer that was given."""

from typing import Any

from filings.days import iso_day, shown_day
from filings.facts.vocabulary import Schema
from filings.i18n import _
from filings.interview.questionnaire import Choice, Input, Question
from filings.interview.telling import told, told_beside
from filings.problems import Problem


def question(
    path: str,
    title: str,
    part: Schema,
    value: Any,
    *,
    required: bool,
    norm: str = "",
    problems: tuple[Problem, ...] = (),
) -> Question:
    """Return the question for the fact at `path` that `part` describes, with the `value` it has (None: none).

    `norm` cites the law that wants the fact, for which the question gives its reason where it has no other.
    """
    unknown = part.get("x-unknown", {})
    asked = _input(part)
    return Question(
        path=path,
        title=title,
        ask=told(part, "x-ask") or part["title"],
        input=asked,
        why=told(part, "x-why") or (_("Этого требует закон: {norm}.").format(norm=norm) if norm else ""),
        look=told(part, "x-look"),
        example=typed(part, next(iter(part.get("examples", ())), None)) if asked in _WITH_EXAMPLE else "",
        choices=_choices(part),
        unknown=told(unknown, "say") or ("" if required else told(unknown, "blank")),
        required=required,
        masked=part.get("x-mask", False),
        value=typed(part, value),
        problems=problems,
    )


_WITH_EXAMPLE = (Input.LINE, Input.TEXT, Input.DATE, Input.NUMBER)


def typed(part: Schema, value: Any) -> str:
    """Return `value` of the fact that `part` describes as a person would type it, empty for None."""
    match value:
        case None:
            return ""
        case bool():
            return "да" if value else "нет"
        case list():
            return "\n".join(map(str, value))
        case _:
            day = iso_day(value) if part.get("format") == "date" else None
            return shown_day(day) if day else str(value)


def _input(part: Schema) -> Input:
    match part:
        case {"type": "array", "items": {"enum": _values}}:
            return Input.SEVERAL
        case {"type": "array"}:
            return Input.LINES
        case {"type": "boolean"}:
            return Input.YES_NO
        case {"type": "integer"}:
            return Input.NUMBER
        case {"enum": _values}:
            return Input.CHOICE
        case {"format": "date"}:
            return Input.DATE
        case {"x-text": "prose"}:
            return Input.TEXT
        case _:
            return Input.LINE


def _choices(part: Schema) -> tuple[Choice, ...]:
    if part.get("type") == "boolean":
        return (Choice("да", _("Да")), Choice("нет", _("Нет")))
    chosen = part.get("items", part)
    labels, lines = chosen.get("x-labels", {}), chosen.get("x-explain", {})
    return tuple(
        Choice(value, labels.get(value, value), told(lines, value) or told_beside(labels, value))
        for value in chosen.get("enum", ())
    )
