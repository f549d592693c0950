"""What a template holds in its hands: records of facts, words that know their cases, gaps of a draft."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape

from filings.russian.forms import CASES, Forms


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """One form of a fact's text that stands in the paper: `text` in the nominative, `case`, `form` as printed.

    `settled_by` is what a person has to give under `forms:` to settle the doubt: the text itself, or the one part
    of a name that is doubtful.
    """

    where: str
    text: str
    case: str
    form: str
    doubt: str | None
    settled_by: Forms


@dataclass(slots=True)
class Ledger:
    """Notes which declined forms a template really printed; only those can be wrong in the paper."""

    _forms: dict[PrintedForm, None] = field(default_factory=dict)

    def note(self, printed: PrintedForm) -> None:
        """Remember `printed`, once."""
        self._forms[printed] = None

    @property
    def printed(self) -> tuple[PrintedForm, ...]:
        """The forms in the order in which they were first printed."""
        return tuple(self._forms)


class Word:
    """A fact's text in six cases: `{{ applicant.position.gen }}`; printed bare it is the nominative."""

    __slots__ = ("_forms", "_ledger", "_settled_by", "_where")

    def __init__(self, forms: Forms, where: str, ledger: Ledger, settled_by: Forms | None = None) -> None:
        self._forms = forms
        self._settled_by = settled_by or forms
        self._where = where
        self._ledger = ledger

    def __getattr__(self, case: str) -> str:
        if case not in CASES:
            raise AttributeError(case)
        form = self._forms[case]
        if case != "nom":
            forms = self._forms
            self._ledger.note(PrintedForm(self._where, forms.nom, case, form, forms.doubt, self._settled_by))
        return form

    def __str__(self) -> str:
        return self._forms.nom

    def __html__(self) -> str:
        return str(escape(self._forms.nom))


class Record:
    """The facts of one object by name: None for one that the case lacks, an error for one the vocabulary lacks.

    `place` is its path in the case: «events[0].proof[1]».
    """

    __slots__ = ("_facts", "_place")

    def __init__(self, facts: Mapping[str, Any], place: str = "") -> None:
        self._facts = facts
        self._place = place

    def __getattr__(self, name: str) -> Any:
        try:
            return self._facts[name]
        except KeyError:
            raise AttributeError(name) from None


class Gap:
    """A required fact that a draft still lacks. Whatever a template asks of it is again a gap, printed as a blank.

    `place` is its path in the case, where it stands for a fact of the case.
    """

    __slots__ = ("_hint", "_place")

    def __init__(self, hint: str, place: str = "") -> None:
        self._hint = hint
        self._place = place

    def __getattr__(self, name: str) -> "Gap":
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key: object) -> "Gap":
        return self

    def __iter__(self) -> Iterator["Gap"]:
        yield self

    def __len__(self) -> int:
        return 1

    def __add__(self, others: list[object]) -> list[object]:
        return [self, *others]

    def __str__(self) -> str:
        return self.__html__()

    def __html__(self) -> str:
        return Markup('<blank hint="{}"/>').format(self._hint)


def place_of(fact: Record | Gap) -> str:
    """Return the path of `fact` in its case; a template cannot ask for it by a name, which could be a fact's."""
    return fact._place
