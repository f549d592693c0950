"""All answers by section, numbered, so that each can be named and changed."""

from collections.abc import Sequence

from filings.fact_path import steps
from filings.facts.validate import facts_of
from filings.i18n import _
from filings.interview.questionnaire import Course, Page
from filings.interview.telling import told_title
from filings.kit.shown_answers import shown_answers
from filings.quoting import quoted
from filings.terminal.setting import Setting


def show_answers(setting: Setting, kind: str, course: Course) -> Sequence[Page]:
    """Say the answers given for a paper of `kind`; return their pages in the order of the numbers shown."""
    console, pages = setting.console, list[Page]()
    for key, title in course.sections.items():
        rows = [(page, values) for page in course.done if page.section == key and (values := _values(page))]
        if rows:
            console.say()
            console.say(f"— {title}")
        for page, values in rows:
            pages.append(page)
            console.say(f"{len(pages):>3}. {page.heading}")
            for value in values:
                console.say(value, "       ")
    if course.idle:
        tree = facts_of(kind, setting.catalog.packs)
        console.say()
        console.say(_("Не войдёт в бумагу"))
        for path in course.idle:
            console.say(told_title(tree, steps(path)), "     ")
    return pages


def _values(page: Page) -> list[str]:
    values = [quoted(value) for value in shown_answers(page)]
    return values or ([_("не указано")] if page.questions else [])
