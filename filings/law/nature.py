"""What a paper is, in the closed vocabulary of data/nature.yaml.

The law chooses its terms, warnings, fees and required elements by this and never by the name of a kind: a paper of a
lawyer's own pack that says the same of itself has the same law.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from filings.i18n import _
from filings.law.stored import load
from filings.problems import Kind, Problem

Papers: TypeAlias = Mapping[str, Sequence[str]]
"""Which papers the law means: words of the vocabulary by key."""


@dataclass(frozen=True, slots=True)
class Nature:
    """What a paper is. Every word is one of data/nature.yaml, where it is explained.

    `instance` tells where the matter stands, `answers` who owes an answer and by which order, `fee` which state duty is
    paid, `form` whose required elements it has, `themes` what it is about and how it can harm the man who signs it.
    """

    instance: str
    answers: str
    fee: str
    form: str
    themes: tuple[str, ...]

    @property
    def is_claim(self) -> bool:
        """Whether a court hears it in the first instance: it takes evidence, and the law says who has to prove what."""
        return self.instance == "first"

    @property
    def is_application(self) -> bool:
        """Whether it asks somebody outside a court for an answer: such a paper another may hand over."""
        return self.instance == "out-of-court" and self.answers != "nobody"

    def among(self, papers: Papers) -> bool:
        """Tell whether this is one of `papers`, as law data name them: «{instance: [first], themes: [entry]}».

        Each key must hold for the paper; of the words of a key one is enough. All papers are meant where there is none.
        """
        return all(not set(words).isdisjoint(_words(getattr(self, key))) for key, words in papers.items())


NO_FEE = "none"
KEYS = tuple(field.name for field in fields(Nature))


def vocabulary() -> Mapping[str, Mapping[str, str]]:
    """Return the words that each key of a `Nature` may have, with what they mean."""
    words: Mapping[str, Mapping[str, str]] = load("nature")
    return words


def nature(values: Mapping[str, Any]) -> Nature:
    """Return the nature that the keys of `values` describe; other keys are not looked at. It must have no `faults`."""
    words = {key: values[key] for key in KEYS}
    return Nature(**{**words, "themes": tuple(words["themes"])})


def faults(values: Mapping[str, Any], where: str) -> Iterator[Problem]:
    """Yield T002 for each key of a `Nature` that `values` lack, and for each word that is not in the vocabulary.

    `where` is the place to name: nothing is taken for granted of a paper that does not say what it is.
    """
    for key, known in vocabulary().items():
        if key not in values:
            yield _fault(where, _("Не сказано, что это за бумага: нет ключа «{key}».").format(key=key), known)
            continue
        given = values[key]
        if isinstance(given, list) != (key == "themes"):
            need = _("нужен список слов") if key == "themes" else _("нужно одно слово")
            yield _fault(where, _("Ключ «{key}»: {need}.").format(key=key, need=need), known)
            continue
        for word in _words(given):
            if not isinstance(word, str) or word not in known:
                what = _("Такого слова для ключа «{key}» нет: «{word}».").format(key=key, word=word)
                yield _fault(where, what, known)


def _words(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else (value,)


def _fault(where: str, what: str, known: Mapping[str, str]) -> Problem:
    remedy = _("Возможные слова: {words}. Что они значат, сказано в docs/law.md.").format(words=", ".join(known))
    return Problem(Kind.TEMPLATE, "T002", where, what, remedy)
