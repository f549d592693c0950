"""Which grounds of dismissal are open: ground × category of service × day, read from data/grounds.yaml.

Facts of a case (its dates, its age, its medical category) are compared with the law in checks/ground.py, not here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from filings.days import shown_day
from filings.errors import LawError
from filings.i18n import _
from filings.law.editions import Span, edition_on
from filings.law.grounds.dismissal import health_ground, mobilisation_began
from filings.law.nature import Papers
from filings.law.stored import load
from filings.problems import Kind, Problem

MATRIX_CATEGORIES = ("contract", "mobilised", "conscript")
CATEGORIES = (*MATRIX_CATEGORIES, "volunteer", "cadet", "discharged")
RANK_GROUPS = ("soldier", "warrant", "officer", "general")


class GroundState(StrEnum):
    """Whether a ground can be relied on. `LAWYER` means disputed or not known: nothing is promised."""

    OPEN = "open"
    REFUSED = "refused"
    LAWYER = "lawyer"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the law says of one ground on one day for one man.

    `norms` are keys for `citation.cite`: what the paper has to cite, or what a refusal rests on.
    `instead` tells what to do instead, in phrases; `instead_papers` which papers that is, the words of each being those
    of data/nature.yaml (none where only a lawyer helps). `known_day` is False where the day lies before the days the
    table covers.
    """

    ground: str
    title: str
    state: GroundState
    norms: tuple[str, ...]
    why: str
    instead: tuple[str, ...] = ()
    instead_papers: tuple[Papers, ...] = ()
    known_day: bool = True


@dataclass(frozen=True, slots=True)
class Window(Span):
    """A stretch of days under one law: what time it is, and how well its law is known."""

    name: str
    about: str
    reliability: str


def assess(ground: str, category: str, rank_group: str, on: date, *, health_category: str | None = None) -> Assessment:
    """Assess `ground` for a serviceman of `category` and `rank_group` on the day `on` (of the order or of the paper).

    `ground` is a key of data/grounds.yaml or «health», which `health_category` («Д», «В») resolves. A day outside the
    known days and a category outside the table give `State.LAWYER`, never a guess. Raises `LawError` L005 for a
    ground, a category or a rank group that does not exist.
    """
    _known(category, CATEGORIES, "category")
    _known(rank_group, RANK_GROUPS, "rank_group")
    if ground == "health":
        row = health_ground(health_category)
        if row is None:
            return _no_health_ground()
        ground = row
    _known(ground, tuple(_rows()), "ground")
    if category not in MATRIX_CATEGORIES:
        return _outside_table(ground, category)
    return _in_table(ground, category, rank_group, on)


def all_grounds(category: str, rank_group: str, on: date) -> tuple[Assessment, ...]:
    """Assess every ground of the table, in the order of its rows; raises what `assess` raises."""
    return tuple(assess(ground, category, rank_group, on) for ground in _rows())


@lru_cache(maxsize=1)
def letter_grounds() -> tuple[str, ...]:
    """Return the grounds on which a letter of resignation can be written."""
    return tuple(key for key, row in _rows().items() if row.get("letter", False))


def window(on: date) -> Window | None:
    """Return the window («W1» … «W5») that holds the day `on`, None before the first of them."""
    return edition_on(_windows(), on)


def checked_on() -> date:
    """Return the day on which the table was last compared with the law."""
    day: date = load("grounds")["checked_on"]
    return day


@lru_cache(maxsize=1)
def _windows() -> tuple[Window, ...]:
    return tuple(
        Window(
            name=name,
            starts=entry["from"],
            ends=entry.get("to"),
            about=entry["about"],
            reliability=entry["reliability"],
        )
        for name, entry in load("grounds")["windows"].items()
    )


@lru_cache(maxsize=1)
def _rows() -> Mapping[str, Any]:
    rows: Mapping[str, Any] = load("grounds")["grounds"]
    return rows


def _in_table(ground: str, category: str, rank_group: str, on: date) -> Assessment:
    row = _rows()[ground]
    time = window(on)
    if time is None:
        return _unknown_day(ground, on)
    if category == "mobilised" and on < mobilisation_began():
        why = _("До {day} призыва по мобилизации не было: проверьте дату и категорию службы.").format(
            day=shown_day(mobilisation_began())
        )
        return Assessment(ground, row["title"], GroundState.NOT_APPLICABLE, (), why)
    return _assessment(ground, row["title"], next(_fitting(row["cells"], category, time.name, rank_group)))


def _fitting(cells: list[Any], category: str, name: str, rank_group: str) -> Iterator[Any]:
    for cell in cells:
        if (
            category in cell["who"]
            and name in cell.get("windows", (name,))
            and rank_group in cell.get("ranks", (rank_group,))
        ):
            yield cell


def _assessment(ground: str, title: str, cell: Mapping[str, Any]) -> Assessment:
    data = load("grounds")
    others = [data["alternatives"][key] for key in cell.get("instead", ())]
    return Assessment(
        ground=ground,
        title=title,
        state=GroundState(cell["state"]),
        norms=tuple(cell.get("norms", ())),
        why=_(data["texts"][cell["text"]] if "text" in cell else cell["why"]),
        instead=tuple(_(other["text"]) for other in others),
        instead_papers=tuple(other["papers"] for other in others if "papers" in other),
    )


def _unknown_day(ground: str, on: date) -> Assessment:
    why = _("Состояние закона на {day} программе не известно: таблица составлена для дней с {first}.").format(
        day=shown_day(on), first=shown_day(_windows()[0].starts)
    )
    return Assessment(ground, _rows()[ground]["title"], GroundState.LAWYER, (), why, known_day=False)


def _outside_table(ground: str, category: str) -> Assessment:
    title = _rows()[ground]["title"]
    if category == "discharged" and _rows()[ground].get("letter", False):
        why = _("Военнослужащий уже уволен; рапорт об увольнении подавать поздно.")
        return Assessment(ground, title, GroundState.NOT_APPLICABLE, (), why)
    why = _("Для этой категории (доброволец, курсант, уволенный) правила в таблице не описаны: решает юрист.")
    return Assessment(ground, title, GroundState.LAWYER, (), why)


def _no_health_ground() -> Assessment:
    why = _("Увольнение по здоровью возможно только по заключению о категории «Д» или «В».")
    board = load("grounds")["alternatives"]["medical-board"]
    return Assessment(
        ground="health",
        title=_("по состоянию здоровья"),
        state=GroundState.NOT_APPLICABLE,
        norms=(),
        why=why,
        instead=(_(board["text"]),),
        instead_papers=(board["papers"],),
    )


def _known(value: str, allowed: tuple[str, ...], where: str) -> None:
    if value not in allowed:
        raise LawError(
            Problem(
                Kind.UNLAWFUL,
                "L005",
                where,
                _("Значения «{value}» в таблице оснований нет.").format(value=value),
                _("Возможные значения: {values}.").format(values=", ".join(allowed)),
            )
        )
