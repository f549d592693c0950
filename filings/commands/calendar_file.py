"""Terms as an iCalendar file for a phone: all-day events with alarms. Alone knows the library icalendar.

The file leaves the machine, so nothing but the law's own words and days may go into it.
"""

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event
from icalendar.enums import CLASS, TRANSP

from filings.days import shown_day
from filings.i18n import _
from filings.law.norms.citation import cite_in_force
from filings.law.terms.count import Term
from filings.law.terms.rules import term_rule

DAYS_BEFORE = (14, 7, 3, 1)
_ALARM_HOUR = timedelta(hours=9)
_NAMESPACE = uuid.UUID("8a4f9a53-3ef0-5c0c-9a5f-7d7f3c1a6b02")


def calendar_file(terms: Iterable[Term]) -> bytes:
    """Return an iCalendar file (RFC 5545) with one all-day event on the last day of each term, equal terms once.

    Each event has alarms 14, 7, 3 and 1 days before, at nine in the morning. The same terms give the same bytes.
    """
    events = {event.uid: event for event in map(_event, terms)}
    calendar = Calendar.new(
        prodid="-//filings//terms//RU",
        uid=str(uuid.uuid5(_NAMESPACE, "\n".join(sorted(events)))),
        subcomponents=list(events.values()),
    )
    content: bytes = calendar.to_ical()
    return content


def _event(counted: Term) -> Event:
    rule = term_rule(counted.rule)
    summary = _("Срок: {label}").format(label=_(rule.label))
    identity = f"{counted.rule} {counted.start.isoformat()} {counted.last_day.isoformat()}"
    event = Event.new(
        uid=str(uuid.uuid5(_NAMESPACE, identity)),
        # The moment of writing would make every file differ; the day the rule was checked stands for its version.
        stamp=datetime.combine(rule.checked_on, time(), tzinfo=UTC),
        start=counted.deadline,
        end=counted.deadline + timedelta(days=1),
        summary=summary,
        description=_description(counted),
        classification=CLASS.PRIVATE,
        transparency=TRANSP.TRANSPARENT,
    )
    for days in DAYS_BEFORE:
        event.add_component(_alarm(days, summary))
    return event


def _description(counted: Term) -> str:
    norm = cite_in_force(counted.norms, counted.start)
    lines = [_("Последний день: {day}.").format(day=shown_day(counted.deadline))]
    if norm:
        lines.append(_("Норма: {norm}.").format(norm=norm))
    if counted.deadline > counted.last_day:
        lines.append(
            _("По словам закона срок кончается {day}, в нерабочий день.").format(day=shown_day(counted.last_day))
        )
    if not counted.checked:
        lines.append(_("Длина срока не проверена."))
    return "\n".join(lines)


def _alarm(days: int, summary: str) -> Alarm:
    alarm = Alarm.new(description=summary)
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _ALARM_HOUR - timedelta(days=days))
    return alarm
