"""What every check of law is given, and how it reads the facts without tripping over a missing one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from filings.conditions import is_given
from filings.days import iso_day
from filings.fact_path import fact_at
from filings.law.answers import Answers, answers_of
from filings.law.grounds.age import rank_group
from filings.law.grounds.dismissal import health_ground
from filings.law.grounds.matrix import CATEGORIES, letter_grounds
from filings.law.nature import Nature
from filings.law.terms.case_terms import CaseTerm, asked
from filings.russian.gender import surname_shows
from filings.russian.names import Gender, gender_of


@dataclass(frozen=True)
class CheckInput:
    """A case under check.

    `facts` are those of the whole case as plain JSON values with ISO dates, `on` is the day of the paper,
    `nature` says what the paper is, `texts` are free texts as (path of the fact, text), `printed` those of the facts
    that papers of its kind are made of (None: all).
    """

    facts: Mapping[str, Any]
    on: date
    nature: Nature
    texts: tuple[tuple[str, str], ...] = ()
    printed: Mapping[str, Any] | None = None

    @property
    def own(self) -> Mapping[str, Any]:
        """The facts the paper is made of: what a statute wants of a claim about an entry is not wanted of one about a
        dismissal in the same case file."""
        return self.facts if self.printed is None else self.printed

    def of_others(self, path: str) -> bool:
        """Tell whether the fact at `path` is given for other papers of the case only."""
        return is_given(self.value(path)) and not is_given(fact_at(self.own, path))

    @cached_property
    def terms(self) -> tuple[CaseTerm, ...]:
        """The terms that the paper asks for, as they stand on its day."""
        return asked(self.facts, self.on, self.nature)

    @cached_property
    def answers(self) -> Answers:
        """What the law says of the case on the day of the paper."""
        return answers_of(self.terms, self.facts, self.on)

    def value(self, path: str) -> Any:
        """Return the fact at `path` («service.contract.ends»), None where it or a step to it is absent."""
        return fact_at(self.facts, path)

    def not_given(self, *paths: str) -> tuple[str, ...]:
        """Return those of `paths` at which the case says nothing yet."""
        return tuple(path for path in paths if not is_given(self.value(path)))

    def text(self, path: str) -> str:
        """Return the fact at `path` if it is a string, else an empty string."""
        found = self.value(path)
        return found if isinstance(found, str) else ""

    def day(self, path: str) -> date | None:
        """Return the date at `path`; None where it is absent or not an ISO date (the facts layer reports that)."""
        return iso_day(self.value(path))

    @cached_property
    def category(self) -> str:
        """Category of service, empty where it is not given or not one of `grounds.CATEGORIES`."""
        given = self.text("applicant.category")
        return given if given in CATEGORIES else ""

    def gender(self, path: str) -> Gender | None:
        """Return the gender of the person at `path` («applicant», «family.relative»), None where nothing settles it.

        The fact `gender` wins; else the patronymic tells, or a surname that only a man or only a woman has.
        """
        given = self.text(f"{path}.gender")
        if given in tuple(Gender):
            return Gender(given)
        last, first, patronymic = (self.text(f"{path}.name.{part}") for part in ("last", "first", "patronymic"))
        shown = (gender for gender in Gender if surname_shows(gender, last, first))
        return gender_of(last, first, patronymic) or next(shown, None)

    @property
    def rank_group(self) -> str | None:
        """Group of the applicant's rank, None where the rank is absent or unknown."""
        return rank_group(self.text("applicant.rank"))

    @property
    def health_category(self) -> str:
        """Category of fitness, empty where it is not given."""
        return self.text("health.category")

    @cached_property
    def ground(self) -> str:
        """Ground of the letter with «health» split by category («health-unfit»); empty where none is given."""
        given = self.text("ground")
        if given == "health":
            return health_ground(self.health_category) or given
        return given if given in letter_grounds() else ""
