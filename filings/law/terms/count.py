"""One term: from the day of an event to the last day, with the working a lawyer can check line by line.

The terms themselves are data (data/deadlines.yaml); which of them a case opens is case_terms.py's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from filings.days import months_later, shown_day
from filings.i18n import _
from filings.law.editions import Status
from filings.law.norms.citation import cite_in_force
from filings.law.stored import load
from filings.law.terms.rules import CountingOrder, Period, TermRule, Unit, Who, term_rule
from filings.law.terms.working_days import (
    add_working_days,
    decree,
    is_confirmed,
    is_working,
    next_working,
    weekday,
    why_off,
)

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """A term counted from the day `start` of the event.

    `last_day` is the last day of the term by the words of the law. `overdue_after` is the day after which nobody can
    say that the term still runs: it is later than `last_day` only where `last_day` is a day off and the law does not
    say that the end moves. `before` are the lines of a term that went before it; `today` is the day on which it is
    looked at, None where that is of no matter.
    """

    rule: str
    title: str
    start: date
    last_day: date
    overdue_after: date
    unit: Unit
    amount: int
    who: Who
    norms: tuple[str, ...]
    status: Status
    before: tuple[str, ...] = ()
    today: date | None = None

    @property
    def working(self) -> tuple[str, ...]:
        """The working as Russian text, a line a step. It is worded when it is asked for: most terms are only compared
        with a day."""
        rule = term_rule(self.rule)
        lines = (*self.before, *_working(rule, rule.on(self.start), self.start))
        return lines if self.today is None else (*lines, _rest(self, self.today))

    @property
    def deadline(self) -> date:
        """The last day on which who has to act is still in time: the day that papers, memos and warnings name.

        Of an authority or a court the later one: nobody is called late while it can still be said that he is not.
        """
        return self.last_day if self.who is Who.CITIZEN else self.overdue_after

    @property
    def checked(self) -> bool:
        """Whether the length of the term was read in a source; an unchecked one never reaches a filing."""
        return self.status is not Status.UNCHECKED

    def missed(self, today: date) -> bool:
        """Tell whether the term is over on the day `today`, even by the count most favourable to who has to act."""
        return today > self.overdue_after

    def days_left(self, today: date) -> int:
        """Return how many days remain after `today`: 0 on the last day, negative when it has passed."""
        return (self.last_day - today).days


def term(rule: str, start: date, *, before: tuple[str, ...] = (), today: date | None = None) -> Term:
    """Count the term `rule` («kas-219») from the event on the day `start`; `today` adds how much of it is left.

    `before` are the lines of a term that went before it.
    The edition of the rule, and of the way of counting, is that of the day of the event. Raises `LawError`: L032 there
    is no such rule, L033 no edition is known for the day, L031 the term reaches beyond the calendar.
    """
    found = term_rule(rule)
    period = found.on(start)
    is_working(start)  # a day outside the calendar is refused before anything is added to it
    nominal = _nominal(period, start)
    after = next_working(nominal)
    last_day = after if found.order.moves else nominal
    return Term(
        rule=found.key,
        title=_(found.title),
        start=start,
        last_day=last_day,
        overdue_after=after,
        unit=period.unit,
        amount=period.amount,
        who=found.who,
        norms=period.norms,
        status=period.status,
        before=before,
        today=today,
    )


def _nominal(period: Period, start: date) -> date:
    match period.unit:
        case Unit.MONTHS:
            return months_later(start, period.amount)
        case Unit.CALENDAR_DAYS:
            return start + timedelta(days=period.amount)
        case Unit.WORKING_DAYS:
            return add_working_days(start, period.amount)


def _working(rule: TermRule, period: Period, start: date) -> Iterator[str]:
    nominal = _nominal(period, start)
    yield _("Событие: {day} – {event}.").format(day=shown_day(start), event=_(rule.event))
    yield _step(_("Срок: {span}").format(span=_(period.span)), *period.norms, on=start)
    first = _("Течение срока начинается на следующий день, {day}").format(day=shown_day(start + _DAY))
    yield _step(first, rule.order.next_day, on=start)
    yield from _counting(rule.order, period, start, nominal)
    yield from _ending(rule.order, start, nominal)
    if rule.who is Who.CITIZEN and rule.order.posted:
        yield _step(_("Сдать на почту можно до 24 часов последнего дня"), rule.order.posted, on=start)
        yield _step(_("В самом суде – до конца его рабочего дня"), rule.order.in_person, on=start)
    yield from _reservations(rule, period, next_working(nominal))


def _counting(order: CountingOrder, period: Period, start: date, nominal: date) -> Iterator[str]:
    day = shown_day(nominal)
    match period.unit:
        case Unit.MONTHS if nominal.day == start.day:
            text = _("Срок в месяцах истекает в то же число последнего месяца, {day}").format(day=day)
            yield _step(text, order.months, on=start)
        case Unit.MONTHS:
            text = _("В последнем месяце нет {number}-го числа, и срок истекает в последний его день, {day}")
            yield _step(text.format(number=start.day, day=day), order.months, on=start)
        case Unit.CALENDAR_DAYS:
            yield _("{amount}-й день подряд – {day}.").format(amount=period.amount, day=day)
        case Unit.WORKING_DAYS:
            text = _("Считаются только рабочие дни; {amount}-й рабочий день – {day}")
            yield _step(text.format(amount=period.amount, day=day), order.working_days, on=start)
            yield from _out_of_the_ordinary(start + _DAY, nominal)


def _out_of_the_ordinary(first: date, last: date) -> Iterator[str]:
    """Tell the days from `first` to `last` which are not what their day of the week makes them."""
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    off = [day for day in days if day.weekday() < _SATURDAY and not is_working(day)]
    if off:
        named = "; ".join(f"{shown_day(day)} ({why_off(day)})" for day in off)
        yield _("Кроме суббот и воскресений не считаются: {days}.").format(days=named)
    saturdays = [day for day in days if day.weekday() >= _SATURDAY and is_working(day)]
    if saturdays:
        yield _("Рабочие субботы считаются: {days}.").format(days=", ".join(map(shown_day, saturdays)))
    decreed = [day for day in days if decree(day) is not None]
    if decreed:
        yield _("Объявлены указом нерабочими, но считаются: {days}; {why}.").format(
            days=", ".join(map(shown_day, decreed)), why=_(load("deadlines")["decree_days"]["text"])
        )


def _ending(order: CountingOrder, start: date, nominal: date) -> Iterator[str]:
    named = f"{shown_day(nominal)} – {weekday(nominal)}"
    number = decree(nominal)
    if number is not None:
        yield _decreed(named, number)
        return
    if is_working(nominal):
        yield _("{day}, рабочий день.").format(day=named)
        return
    following = next_working(nominal)
    why = f" ({why_off(nominal)})" if why_off(nominal) != weekday(nominal) else ""
    if order.moves:
        text = _("{day}, нерабочий день{why}; последний день срока – {next}")
    else:
        text = _("{day}, нерабочий день{why}; ближайший рабочий – {next}")
    next_day = f"{shown_day(following)}, {weekday(following)}"
    yield _step(text.format(day=named, why=why, next=next_day), order.moved, on=start)
    if order.rest:
        yield _(order.rest)


def _decreed(day: str, number: str) -> str:
    if not number:
        return _(
            "{day}, объявлен нерабочим с сохранением заработной платы; переносит ли он конец срока, не выяснено, "
            "осторожнее считать его рабочим."
        ).format(day=day)
    return _("{day}, объявлен нерабочим указом Президента от {number}, но конца срока не переносит: {why}.").format(
        day=day, number=number, why=_(load("deadlines")["decree_days"]["text"])
    )


def _reservations(rule: TermRule, period: Period, last: date) -> Iterator[str]:
    yield from (_(note) for note in (period.note, rule.note) if note)
    if period.status is Status.UNCHECKED:
        yield _("Не проверено: длина срока взята по памяти, в бумагу она не попадает. Сверьте её с текстом акта.")
    if not is_confirmed(last):
        yield _("Календарь {year} года известен из одного источника: сверьте переносы выходных.").format(year=last.year)


def _rest(counted: Term, today: date) -> str:
    day, left = shown_day(today), counted.days_left(today)
    if left >= 0:
        return _("На {day} осталось дней: {count}.").format(day=day, count=left)
    if counted.missed(today):
        return _("На {day} срок истёк, прошло дней: {count}.").format(day=day, count=-left)
    return _("На {day} срок истёк в нерабочий день; подождите до {after} включительно.").format(
        day=day, after=shown_day(counted.overdue_after)
    )


def _step(text: str, *norms: str, on: date) -> str:
    norm = cite_in_force(tuple(key for key in norms if key), on)
    return f"{text} ({norm})." if norm else f"{text}."
