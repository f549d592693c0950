"""`filings courts`: find a military court by name, town, region, number or code."""

from datetime import date
from typing import Any

import click

from filings.commands import talk
from filings.commands.case_files import today
from filings.commands.options import json_option, on_option
from filings.errors import LawError
from filings.i18n import _
from filings.law.courts.directory import Court, CourtKind, confidence_title, field_notes
from filings.law.courts.search import Match, find_courts
from filings.problems import Kind, Problem
from filings.quoting import quoted

# So few courts that what is to be checked of each can be read.
_FEW = 3


@click.command("courts", help=_("Найти военный суд по названию, городу, области, номеру или коду."))
@click.argument("query", metavar=_("ЗАПРОС…"), nargs=-1, required=True)
@on_option
@json_option
def command(query: tuple[str, ...], on: date | None, as_json: bool) -> None:
    """Print the courts that the words may mean, best first; a field to be checked before use is told beside them."""
    matches = find_courts(" ".join(query))
    if not matches:
        raise LawError(_nothing(" ".join(query)))
    found = [match.court for match in matches]
    if as_json:
        talk.put_json([_as_json(court) for court in found])
    else:
        click.echo(_table(found))
        if len(found) <= _FEW:
            _say_notes(found, on or today())
    _say_territory(matches)


def _table(found: list[Court]) -> str:
    head = (_("КОД"), _("НАЗВАНИЕ"), _("РЕГИОН"), _("АДРЕС"), _("САЙТ"), _("АПЕЛЛЯЦИЯ"), _("ДОСТОВЕРНОСТЬ"))
    rows = (
        (c.code, c.name, c.region, c.full_address or "–", c.site, c.above or "–", confidence_title(c.confidence))
        for c in found
    )
    return talk.table([head, *rows])


def _as_json(court: Court) -> dict[str, Any]:
    return {
        "code": court.code,
        "name": court.name,
        "region": court.region,
        "address": court.address,
        "site": court.site,
        "above": court.above,
        "confidence": court.confidence.value,
        "kind": court.kind.value,
        "index": court.index,
        "email": court.email,
        "territory": court.territory,
        "territory_page": court.territory_page,
        "checked": {field: mark.on.isoformat() if mark.on else "" for field, mark in court.marks.items()},
    }


def _say_notes(found: list[Court], on: date) -> None:
    for court in found:
        for note in field_notes(court, on):
            talk.say(f"{court.code}  {note}")


def _say_territory(matches: tuple[Match, ...]) -> None:
    best = matches[0].court
    if all(match.court.kind is not CourtKind.GARRISON for match in matches) and best.territory:
        talk.say(_("Показан вышестоящий суд: в нём узнайте, какой гарнизонный суд рассматривает дела по вашему месту."))
    talk.say(
        _("Территорию суда проверьте на его сайте: {page}. По коду суда и по округу её не определяют.").format(
            page=best.territory_page
        )
    )


def _nothing(query: str) -> Problem:
    return Problem(
        Kind.UNLAWFUL,
        "L040",
        "",
        _("По запросу «{query}» военного суда не нашлось.").format(query=quoted(query)),
        _(
            "Назовите город суда, область, номер или код: «Волгоград», «Дагестан», «35», «61GV0006», «1 ЗОВС». "
            "Если в вашем городе военного суда нет, назовите область."
        ),
    )
