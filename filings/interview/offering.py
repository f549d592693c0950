"""Pages of what there may be beside the necessary: each thing is ticked or passed over."""

from collections.abc import Sequence

from filings.conditions import is_given
from filings.fact_path import Path, spelled, steps
from filings.facts.vocabulary import schema_at
from filings.i18n import _
from filings.interview.asked import Asked
from filings.interview.places import Place, Role, askable, is_tick
from filings.interview.questionnaire import MORE, Choice, Form, Page, Passed
from filings.interview.telling import told

_MOST_OFFERS = 16


def is_much(asked: Asked, *offers: Sequence[Place]) -> bool:
    """Tell whether too many things are new in `offers` for one page."""
    return sum(_is_new(asked, place) for part in offers for place in part) > _MOST_OFFERS


def offers(asked: Asked, offered: Sequence[Place]) -> list[tuple[Page, bool]]:
    """Return the page of what is new in `offered`, and the one of what was passed over on no page that is known."""
    known = {name for passed in asked.responses.passed for name in passed.names}
    new = [_name(place) for place in offered if _is_new(asked, place)]
    old = [name for name in map(_name, offered) if name not in new and name not in known]
    return [(_page(asked, names, names), names is old) for names in (old, new) if names]


def past_offer(asked: Asked, passed: Passed) -> Page | None:
    """Return the page on which things were offered, as it is found by who goes back to it; None where none of them has
    a place in the paper any more.

    Of a list that goes on what was ticked there is an item of its own by now.
    """
    live = [name for name in passed.names if _has_place(asked, name)]
    return _page(asked, passed.names, live) if live else None


def _has_place(asked: Asked, name: str) -> bool:
    if name.endswith(MORE):
        return name in asked.responses.declined and is_given(asked.value(steps(name.removesuffix(MORE))))
    return askable(asked.tree, asked.facts, steps(name))


def _page(asked: Asked, names: Sequence[str], shown: Sequence[str]) -> Page:
    first = steps(shown[0].removesuffix(MORE))
    section = asked.section(first)
    return Page(
        Passed(Form.OFFER, tuple(names)).id,
        Form.OFFER,
        section,
        _("О чём ещё просите?") if section == "wishes" else _("Что из этого есть?"),
        _("Отметьте нужное. Если ничего нет, идите дальше."),
        choices=tuple(Choice(name, _label(asked, name)) for name in shown),
        chosen=tuple(name for name in shown if _is_ticked(asked, name)),
        optional=True,
    )


def _is_ticked(asked: Asked, name: str) -> bool:
    """Tell whether there is what is offered as `name`: it is said, or was ticked and has been or will be asked for."""
    if name.endswith(MORE):
        return False
    path = steps(name)
    value = asked.value(path)
    if is_tick(schema_at(asked.tree, path), asked.section(path)):
        return value is True
    return is_given(value) or any(steps(one)[: len(path)] == path for one in asked.responses.wanted)


def _is_new(asked: Asked, place: Place) -> bool:
    return _name(place) not in asked.responses.declined and asked.value(place.path) is not True


def _name(place: Place) -> str:
    return f"{spelled(place.path)}{MORE}" if place.role is Role.MORE else spelled(place.path)


def _label(asked: Asked, name: str) -> str:
    path: Path = steps(name.removesuffix(MORE))
    more = told(schema_at(asked.tree, path), "x-more").rstrip("?") if name.endswith(MORE) else ""
    return more or asked.thing(path)
