"""The check of words: every declined form that the paper prints, the doubtful ones first, each to be put right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from filings.context import PrintedForm
from filings.i18n import _
from filings.interview.questionnaire import Responses
from filings.russian.forms import CASES
from filings.web.desk import Desk, Moved, Outcome, Shown
from filings.web.visit import Slip

_PAGE = "words"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of the case, with the forms of it that are printed, one of each case."""

    nominative: str
    forms: tuple[PrintedForm, ...]

    @property
    def doubt(self) -> str:
        return next((form.doubt for form in self.forms if form.doubt), "")


def show(desk: Desk) -> Outcome:
    """Show the words that are not confirmed yet; go on where there are none."""
    if not desk.visit.kind or desk.course.stop or desk.course.ahead:
        return Moved(desk.next_url())
    forms = desk.made(memo=True).report.forms
    if not forms or desk.visit.words == _sign(desk, forms):
        return Moved(desk.url("review"))
    slip = desk.visit.slip if desk.visit.slip and desk.visit.slip.page == _PAGE else None
    typed = slip.typed if slip else {}
    texts = [_shown(desk, text, typed) for text in _texts(forms)]
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
    for text in _texts(desk.made(memo=True).report.forms):
        said = {form.case: _said(desk, form) for form in text.forms}
        typed |= {_field(desk, form): said[form.case] for form in text.forms}
        found = _given(text, said)
        wrong = wrong or found is None
        for word, cases in (found or {}).items():
            given.setdefault(word, {}).update(cases)
    if wrong:
        return Moved(desk.url("words"), replace(desk.visit, slip=Slip(_PAGE, typed)))
    facts = dict(desk.visit.responses.facts)
    if given:
        old: Mapping[str, Any] = facts.get("forms", {})
        facts["forms"] = {**old, **{word: {**old.get(word, {}), **cases} for word, cases in given.items()}}
    responses = Responses(facts, desk.visit.responses.declined, desk.visit.responses.wanted)
    after = desk.with_visit(desk.visit.answered(responses))
    words = _sign(after, after.made(memo=True).report.forms)
    return Moved(desk.url("review"), replace(after.visit, words=words))


def confirmed(desk: Desk, forms: Sequence[PrintedForm]) -> bool:
    """Tell whether the visitor has confirmed these very forms."""
    return not forms or desk.visit.words == _sign(desk, forms)


def _texts(forms: Sequence[PrintedForm]) -> list[_Text]:
    found: dict[str, dict[str, PrintedForm]] = {}
    for form in forms:
        found.setdefault(form.text, {}).setdefault(form.case, form)
    texts = [_Text(text, tuple(cases.values())) for text, cases in found.items()]
    return sorted(texts, key=lambda one: not one.doubt)


def _shown(desk: Desk, text: _Text, typed: Mapping[str, str]) -> Mapping[str, Any]:
    said = {form.case: typed.get(_field(desk, form), form.form) for form in text.forms}
    fields = [
        {"name": _field(desk, form), "value": said[form.case], "form": form.form, "asks": asked_by(form.case)}
        for form in text.forms
    ]
    error = _given(text, said) is None
    # A rank is declined by a table of its own, which nobody corrects.
    fixed = text.forms[0].where.endswith(".rank") and not text.doubt
    return {"text": text.nominative, "doubt": text.doubt, "fields": fields, "error": error, "fixed": fixed}


def _given(text: _Text, said: Mapping[str, str]) -> Mapping[str, Mapping[str, str]] | None:
    """Return what is to be written under `forms` for the words as they are `said`, by the text they belong to.

    None where the words of a name are not as many as there were: whose form is which cannot be told then.
    """
    given: dict[str, dict[str, str]] = {}
    for form in text.forms:
        if form.doubt:
            given.setdefault(form.settled_by.nom, {case: form.settled_by[case] for case in CASES if case != "nom"})
    for form in text.forms:
        if said[form.case] != form.form:
            corrected = _by_part(form, said[form.case])
            if corrected is None:
                return None
            for part, right in corrected:
                given.setdefault(part, {})[form.case] = right
    return given


def _by_part(form: PrintedForm, right: str) -> Sequence[tuple[str, str]] | None:
    """Return the parts of a printed text whose form is another one, with the `right` form of each."""
    if not _is_name(form):
        return [(form.settled_by.nom, right)] if right else None
    words = [form.text.split(), form.form.split(), right.split()]
    if len({*map(len, words)}) > 1:
        return None
    return [(nom, said) for nom, printed, said in zip(*words, strict=True) if printed != said]


def _is_name(form: PrintedForm) -> bool:
    # The forms of a name are given for its parts, each by itself.
    return form.settled_by.nom != form.text or form.where.endswith("name")


def _said(desk: Desk, form: PrintedForm) -> str:
    return " ".join(desk.typed(_field(desk, form)).split()) or form.form


def _field(desk: Desk, form: PrintedForm) -> str:
    return f"{desk.sign_of(form.text)}-{form.case}"


def _sign(desk: Desk, forms: Sequence[PrintedForm]) -> str:
    return desk.sign_of("\n".join(f"{form.text} {form.case} {form.form}" for form in forms)) if forms else ""


def asked_by(case: str) -> str:
    """Return the questions that a case answers, as school teaches them."""
    return {
        "gen": _("кого? чего?"),
        "dat": _("кому? чему?"),
        "acc": _("кого? что?"),
        "ins": _("кем? чем?"),
        "prep": _("о ком? о чём?"),
    }.get(case, _("кто? что?"))
