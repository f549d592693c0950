"""Six cases of one text, and the only type in which they travel. No rule of declension belongs here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from filings.errors import LanguageError
from filings.i18n import _
from filings.problems import Kind, Problem

CASES = ("nom", "gen", "dat", "acc", "ins", "prep")


@dataclass(frozen=True, slots=True)
class Forms:
    """A text in the six cases of Russian.

    `doubt` is a Russian sentence that says why the forms must be looked at by a person; None where the rule is certain.
    """

    nom: str
    gen: str
    dat: str
    acc: str
    ins: str
    prep: str
    doubt: str | None = None

    def __str__(self) -> str:
        """Return the nominative, which is the text as it was given."""
        return self.nom

    def __getitem__(self, case: str) -> str:
        """Return the form of `case`, one of CASES; KeyError for any other word."""
        if case not in CASES:
            raise KeyError(case)
        return str(getattr(self, case))

    def __iter__(self) -> Iterator[str]:
        """Yield the six forms in the order of CASES."""
        return iter((self.nom, self.gen, self.dat, self.acc, self.ins, self.prep))

    @classmethod
    def unchanging(cls, text: str, doubt: str | None = None) -> "Forms":
        """Return `text` as a word or phrase that is the same in every case."""
        return cls.of((text,) * len(CASES), doubt)

    @classmethod
    def of(cls, forms: Iterable[str], doubt: str | None = None) -> "Forms":
        """Return six forms given in the order of CASES; ValueError if they are not six."""
        nom, gen, dat, acc, ins, prep = forms
        return cls(nom, gen, dat, acc, ins, prep, doubt)

    def doubted(self, doubt: str | None) -> "Forms":
        """Return the same forms with `doubt` in addition to their own; None adds nothing."""
        if doubt is None or (self.doubt is not None and doubt in self.doubt):
            return self
        return Forms.of(self, f"{self.doubt} {doubt}" if self.doubt else doubt)


def concatenate(*parts: Forms | str) -> Forms:
    """Return `parts` written one after another in each case; a plain string is the same in all. Doubts add up."""
    # The empty text stands for no parts at all.
    rows = [tuple(part) if isinstance(part, Forms) else (part,) * len(CASES) for part in ("", *parts)]
    joined = Forms.of(map("".join, zip(*rows, strict=True)))
    for part in parts:
        if isinstance(part, Forms):
            joined = joined.doubted(part.doubt)
    return joined


def same_forms(left: Forms, right: Forms) -> bool:
    """Tell whether two texts agree in all six cases, whatever their doubts."""
    return tuple(left) == tuple(right)


def override(forms: Forms, given: Mapping[str, str]) -> Forms:
    """Return `forms` with the cases that a person gave in `given`; a doubt is settled by that.

    Raises LanguageError (R002) when `given` names something that is not one of CASES.
    """
    for name in given:
        if name not in CASES:
            what = _("Падежа «{name}» нет в списке заданных форм слова «{text}».").format(name=name, text=forms.nom)
            remedy = _("Укажите падежи так: {cases}.").format(cases=", ".join(CASES))
            raise LanguageError(Problem(Kind.UNSETTLED, "R002", f"forms.{forms.nom}", what, remedy))
    return Forms.of(given.get(case, forms[case]) for case in CASES) if given else forms


def agreeing_letters(word: str, form: str) -> int:
    """Return how many first letters of `word` (any case) and `form` (lower case) agree; a typed «е» agrees with «ё»."""
    kept = 0
    for typed, wanted in zip(word.lower(), form, strict=False):
        if typed != wanted and (typed, wanted) != ("е", "ё"):
            break
        kept += 1
    return kept


def as_typed(word: str, form: str) -> str:
    """Return `form` (lower case) in the letters of `word` for as long as the two agree, then in its capitals.

    A typed «е» stands where the dictionary has «ё», and an ending has «ё» only in a word typed with it: «Федоров» never
    becomes «Фёдоров», «судья» gives «судьей».
    """
    kept = agreeing_letters(word, form)
    rest = form[kept:] if "ё" in word.lower() else form[kept:].replace("ё", "е")
    return word[:kept] + (rest.upper() if len(word) > 1 and word.isupper() else rest)
