"""The declined forms that a paper prints: shown to the person, and put right by him."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from filings.context import PrintedForm
from filings.i18n import _
from filings.russian.forms import CASES


@dataclass(frozen=True, slots=True)
class DeclinedText:
    """A text of the case, with the forms of it that are printed, one of each case."""

    nominative: str
    forms: tuple[PrintedForm, ...]

    @property
    def doubt(self) -> str:
        """Why a form of it is in doubt, empty where none is."""
        return next((form.doubt for form in self.forms if form.doubt), "")

    @property
    def fixed(self) -> bool:
        """Whether nobody corrects it: a rank is declined by a table of its own."""
        return self.forms[0].where.endswith(".rank") and not self.doubt


def declined_texts(forms: Sequence[PrintedForm]) -> list[DeclinedText]:
    """Return the texts of which `forms` are, the doubtful ones first."""
    found: dict[str, dict[str, PrintedForm]] = {}
    for form in forms:
        found.setdefault(form.text, {}).setdefault(form.case, form)
    texts = [DeclinedText(text, tuple(cases.values())) for text, cases in found.items()]
    return sorted(texts, key=lambda one: not one.doubt)


def corrections(text: DeclinedText, said: Mapping[str, str]) -> Mapping[str, Mapping[str, str]] | None:
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


def with_forms(facts: Mapping[str, Any], given: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return `facts` with the `given` forms beside those that they have."""
    if not given:
        return dict(facts)
    old: Mapping[str, Any] = facts.get("forms", {})
    return {**facts, "forms": {**old, **{word: {**old.get(word, {}), **cases} for word, cases in given.items()}}}


def asked_by(case: str) -> str:
    """Return the questions that a case answers, as school teaches them."""
    return {
        "gen": _("кого? чего?"),
        "dat": _("кому? чему?"),
        "acc": _("кого? что?"),
        "ins": _("кем? чем?"),
        "prep": _("о ком? о чём?"),
    }.get(case, _("кто? что?"))


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
