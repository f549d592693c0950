"""Answers as lists show them: in words, without what is masked."""

from filings.fact_path import spelled, steps
from filings.i18n import _
from filings.interview.questionnaire import Form, Page, Question


def shown_value(one: Question) -> str:
    """Return the answer to a question as lists show it, empty where there is none."""
    labels = {choice.value: choice.label for choice in one.choices}
    said = ", ".join(labels.get(line, line) for line in one.value.split("\n")) if one.choices else one.value
    return _("указано, здесь не показано") if one.masked and said else said


def shown_answers(page: Page) -> list[str]:
    """Return the answers given on a page, each with the name of its question where there are several."""
    if page.form is not Form.ASK:
        return [choice.label for choice in page.choices if choice.value in page.chosen]
    said = [(one.title.rpartition(": ")[2], shown_value(one)) for one in page.questions]
    return [value if len(said) == 1 else f"{title}: {value}" for title, value in said if value]


def item_of(path: str) -> str:
    """Return the item of a list in which the fact at `path` lies: «reasons[0]»; empty where it lies in none."""
    at = next((number for number, step in enumerate(steps(path)) if isinstance(step, int)), None)
    return "" if at is None else spelled(steps(path)[: at + 1])
