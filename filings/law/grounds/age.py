"""Group of a rank, and the age limit of service as the law stood on a day (data/age_limits.yaml)."""

from dataclasses import dataclass
from datetime import date

from filings.law.editions import days_of
from filings.law.stored import load
from filings.russian import ranks


@dataclass(frozen=True, slots=True)
class AgeLimit:
    """Age limits in whole years. `mobilisation` is None before 24.06.2023, when it did not exist."""

    ordinary: int
    mobilisation: int | None


def mobilisation_limit_since() -> date:
    """Return the first day of the age limits of the period of mobilisation."""
    day: date = load("age_limits")["mobilisation"]["from"]
    return day


def rank_group(rank: str) -> str | None:
    """Return soldier, warrant, officer or general for a rank in the nominative («старший лейтенант»), else None.

    «гвардии», «юстиции», «медицинской службы» do not matter; «курсант» and «слушатель» are no ranks.
    """
    return ranks.rank_group(rank) if ranks.is_rank(rank) and ranks.rank_level(rank) > 0 else None


def assumed_group(rank: str) -> str:
    """Return the group of `rank`, a soldier's where it is none: of the grounds only health asks for the rank."""
    return rank_group(rank) or "soldier"


def age_limit(rank: str, on: date) -> AgeLimit | None:
    """Return the limits for `rank` on the day `on`; None for an unknown rank and for days before the data begin."""
    data = load("age_limits")
    group = rank_group(rank)
    if group is None or not days_of(data["peace"]).in_force(on):
        return None
    level = ranks.rank_level(rank)
    named = (line["years"] for line in data["peace"]["ages"] if level in map(ranks.rank_level, line["ranks"]))
    ordinary = next(named, data["peace"]["other"])
    war = data["mobilisation"]
    if not days_of(war).in_force(on):
        return AgeLimit(ordinary, None)
    return AgeLimit(ordinary, war["general"] if group == "general" else war["other"])
