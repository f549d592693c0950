"""The check of words: every declined form that the paper prints, the doubtful ones first, each to be put right."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from filings.context import PrintedForm
from filings.kit.declined_words import DeclinedText, asked_by, corrections, declined_texts, with_forms
from filings.web.desk import Desk, Moved, Outcome, Shown
from filings.web.visit import Slip

_PAGE = "words"


def show(desk: Desk) -> Outcome:
    """Show the words that are not confirmed yet; go on where there are none."""
    if not desk.visit.kind or desk.course.stop or desk.course.ahead:
        return Moved(desk.next_url())
    forms = desk.made(memo=True).report.forms
    if not forms or desk.visit.words == _sign(desk, forms):
        return Moved(desk.url("review"))
    slip = desk.visit.slip if desk.visit.slip and desk.visit.slip.page == _PAGE else None
    typed = slip.typed if slip else {}
    texts = [_shown(desk, text, typed) for text in declined_texts(forms)]
    last = desk.course.done[-1] if desk.course.done else None
    back = desk.page_url(last) if last else desk.url("ways")
    return Shown("words.html", {"texts": texts, "back": back, "errors": [one for one in texts if one["error"]]})


def confirm(desk: Desk) -> Outcome:
    """Take the words as they are confirmed or put right, which settles what was doubtful."""
    if not desk.visit.kind or desk.course.ahead:
        return Moved(desk.next_url())
    given: dict[str, dict[str, str]] = {}
    typed: dict[str, str] = {}
    wrong = False
    for text in declined_texts(desk.made(memo=True).report.forms):
        said = {form.case: _said(desk, form) for form in text.forms}
        typed |= {_field(desk, form): said[form.case] for form in text.forms}
        found = corrections(text, said)
        wrong = wrong or found is None
        for word, cases in (found or {}).items():
            given.setdefault(word, {}).update(cases)
    if wrong:
        return Moved(desk.url("words"), replace(desk.visit, slip=Slip(_PAGE, typed)))
    facts = with_forms(desk.visit.responses.facts, given)
    responses = replace(desk.visit.responses, facts=facts)
    after = desk.with_visit(desk.visit.answered(responses))
    words = _sign(after, after.made(memo=True).report.forms)
    return Moved(desk.url("review"), replace(after.visit, words=words))


def confirmed(desk: Desk, forms: Sequence[PrintedForm]) -> bool:
    """Tell whether the visitor has confirmed these very forms."""
    return not forms or desk.visit.words == _sign(desk, forms)


def _shown(desk: Desk, text: DeclinedText, typed: Mapping[str, str]) -> Mapping[str, Any]:
    said = {form.case: typed.get(_field(desk, form), form.form) for form in text.forms}
    fields = [
        {"name": _field(desk, form), "value": said[form.case], "form": form.form, "asks": asked_by(form.case)}
        for form in text.forms
    ]
    error = corrections(text, said) is None
    return {"text": text.nominative, "doubt": text.doubt, "fields": fields, "error": error, "fixed": text.fixed}


def _said(desk: Desk, form: PrintedForm) -> str:
    return " ".join(desk.typed(_field(desk, form)).split()) or form.form


def _field(desk: Desk, form: PrintedForm) -> str:
    return f"{desk.sign_of(form.text)}-{form.case}"


def _sign(desk: Desk, forms: Sequence[PrintedForm]) -> str:
    return desk.sign_of("\n".join(f"{form.text} {form.case} {form.form}" for form in forms)) if forms else ""
