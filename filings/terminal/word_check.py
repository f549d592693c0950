"""The check of words: every declined form that the paper prints, the doubtful ones first, each to be put right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from filings.context import PrintedForm
from filings.i18n import _
from filings.interview.questionnaire import Responses
from filings.kit.declined_words import DeclinedText, asked_by, corrections, declined_texts, with_forms
from filings.quoting import quoted
from filings.terminal.console import Console, Instead


@dataclass(frozen=True, slots=True)
class WordCheck:
    """Asks whether `forms`, which the paper prints, are right."""

    console: Console
    forms: Sequence[PrintedForm]

    def ask(self, responses: Responses) -> Responses | Instead:
        """Return `responses` with what was put right or confirmed, or the word typed instead."""
        texts = declined_texts(self.forms)
        said = {text.nominative: {form.case: form.form for form in text.forms} for text in texts}
        while True:
            self._show(texts, said)
            heard = self.console.heard()
            if not heard:
                return _settled(responses, texts, said)
            if isinstance(heard, Instead) and heard not in (Instead.WHY, Instead.NOTHING):
                return heard
            if str(heard).isdecimal() and 0 < int(str(heard)[:6]) <= len(texts):
                text = texts[int(str(heard)) - 1]
                said[text.nominative] = self._corrected(text, said[text.nominative])
            else:
                self.console.say(_("Прочитайте слова вслух. Где ошибка, наберите номер этой строки."))

    def _show(self, texts: Sequence[DeclinedText], said: dict[str, dict[str, str]]) -> None:
        console = self.console
        console.say()
        console.say(_("Так слова стоят в бумаге. Верно?"))
        for number, text in enumerate(texts, 1):
            console.put(f"{number:>3}. {quoted(text.nominative)}\n")
            if text.doubt:
                console.say(_("Здесь мы не уверены. {doubt}").format(doubt=text.doubt), "     ")
            for form in text.forms:
                console.say(f"{asked_by(form.case)} – {quoted(said[text.nominative][form.case])}", "     ")
        console.say(f"[{_('Enter – всё верно; номер – исправить')}]")

    def _corrected(self, text: DeclinedText, said: dict[str, str]) -> dict[str, str]:
        console = self.console
        if text.fixed:
            console.say(_("Звания склоняет сама программа, их не исправляют."))
            return said
        now = dict(said)
        for form in text.forms:
            keep = _("Enter – оставить: {value}").format(value=quoted(now[form.case]))
            console.say(f"{asked_by(form.case)} [{keep}]")
            heard = console.heard()
            if heard is Instead.BACK:
                return said
            if heard and not isinstance(heard, Instead):
                now[form.case] = " ".join(heard.split())
        if corrections(text, now) is None:
            console.say(_("Напишите столько же слов, сколько было."))
            return said
        return now


def _settled(responses: Responses, texts: Sequence[DeclinedText], said: dict[str, dict[str, str]]) -> Responses:
    facts = dict(responses.facts)
    for text in texts:
        facts = with_forms(facts, corrections(text, said[text.nominative]) or {})
    return replace(responses, facts=facts)
