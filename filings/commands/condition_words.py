"""A condition on the facts in words, as `filings show` tells it."""

from collections.abc import Iterable
from typing import assert_never

from filings.conditions import AllOf, AnyOf, Compared, Condition, Day, Each, Given, Matches, Not, OneOf, Plain
from filings.i18n import _


def worded(condition: Condition) -> str:
    """Return `condition` in the language of the program; facts are called by their paths, values as in the data."""
    match condition:
        case Given(path):
            return _("указано {fact}").format(fact=path)
        case OneOf(path, values):
            return f"{path} – {_either(map(_value, values))}"
        case Matches(path, words):
            return _("в {fact} есть «{words}»").format(fact=path, words=words.pattern)
        case Compared(day, relation, other):
            return f"{_day(day)} {_stands(relation)} {_day(other)}"
        case Each(path, part):
            return _("в каждой строке {fact}: {condition}").format(fact=path, condition=worded(part))
        case AllOf(parts):
            return "; ".join(map(worded, parts))
        case AnyOf(parts):
            return _either(f"({worded(part)})" for part in parts)
        case Not(Given(path)):
            return _("не указано {fact}").format(fact=path)
        case Not(part):
            return _("неверно, что {condition}").format(condition=worded(part))
        case _:
            assert_never(condition)


def _either(words: Iterable[str]) -> str:
    return f" {_('или')} ".join(words)


def _value(value: Plain) -> str:
    return {True: _("да"), False: _("нет")}[value] if isinstance(value, bool) else str(value)


def _day(day: Day) -> str:
    later = _("через {days} дн. после").format(days=day.days) if day.days else ""
    later = _("через {months} мес. после").format(months=day.months) if day.months else later
    return f"{later} {_either(day.paths)}".strip()


def _stands(relation: str) -> str:
    told = {"before": _("раньше, чем"), "not_after": _("не позже, чем"), "not_before": _("не раньше, чем")}
    return told.get(relation) or _("позже, чем")
