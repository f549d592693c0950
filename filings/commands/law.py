"""`filings law`: what is stored of the law, how it was checked, and what should be read again."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from filings.commands import talk
from filings.commands.case_files import load_catalog, today
from filings.commands.options import json_option, on_option, pack_option
from filings.days import shown_day
from filings.errors import LawError
from filings.i18n import _
from filings.law.editions import Status
from filings.law.norms.citation import not_in_force, reference
from filings.law.norms.lookup import find_provisions
from filings.law.norms.staleness import Doubt, stale
from filings.law.norms.store import Provision, acts, checked_above, editions, is_stored, provision, provisions
from filings.law.norms.units import CASES
from filings.problems import ExitCode, Kind, Problem
from filings.quoting import quoted

_SHOWN = 40


@click.command("law", help=_("Показать норму: ссылку, действие по дням, источник, проверку; найти её по словам."))
@click.argument("words", metavar=_("[НОРМА…]"), nargs=-1)
@on_option
@click.option("--case", default="nom", type=click.Choice(CASES), help=_("Падеж ссылки."))
@click.option("--long", "long", is_flag=True, help=_("Полная ссылка, как при первом упоминании."))
@click.option("--stale", "stale_only", is_flag=True, help=_("Что сверить: не проверенное, давнее, старые редакции."))
@pack_option
@json_option
def command(
    words: tuple[str, ...],
    on: date | None,
    case: str,
    long: bool,
    stale_only: bool,
    packs: tuple[Path, ...],
    as_json: bool,
) -> ExitCode:
    """Show one provision, the matches of a search, all acts, or what should be read again; of `packs` as well."""
    day, text = on or today(), " ".join(words)
    load_catalog(packs)
    if stale_only:
        _put_stale(day, as_json)
    elif not words:
        _put_acts(as_json)
    else:
        keys = [text] if is_stored(text) else find_provisions(text)
        if not keys:
            raise LawError(_unknown(text))
        if len(keys) == 1:
            _put_one(keys[0], day, case, long, as_json)
        else:
            _put_many(keys, day, as_json)
    return ExitCode.DONE


def _unknown(text: str) -> Problem:
    return Problem(
        Kind.UNLAWFUL,
        "L001",
        "",
        _("В хранилище нет нормы, подходящей под запрос «{query}».").format(query=quoted(text, _SHOWN)),
        _("Назовите её ключом («kas 219 1»), ссылкой («ч. 1 ст. 219 КАС») или словом («моральный вред»)."),
    )


def _put_one(key: str, day: date, case: str, long: bool, as_json: bool) -> None:
    item = provision(key, day)
    if not item.in_force(day):
        raise LawError(not_in_force(item, day))
    citation = reference(item, case, long=long)
    if as_json:
        talk.put_json(_as_json(item, citation))
        return
    click.echo(talk.table(_rows(item, citation)))
    if not item.printable:
        above = checked_above(item)
        talk.say(
            _("Норма не проверена, в бумагу она не попадёт. Вместо неё: {norm} (ключ «{key}»).").format(
                norm=reference(above, case, long=long), key=above.key
            )
        )


def _as_json(item: Provision, citation: str) -> dict[str, Any]:
    return {
        "key": item.key,
        "citation": citation,
        "about": item.about,
        "status": item.status.value,
        "from": item.starts.isoformat(),
        "to": item.ends.isoformat() if item.ends else None,
        "source": item.source,
        "checked_on": item.checked_on.isoformat(),
        "edition": item.edition.isoformat() if item.edition else None,
    }


def _rows(item: Provision, citation: str) -> list[tuple[str, str]]:
    stored = editions(item.key)
    return [
        (_("Ключ"), item.key),
        (_("Ссылка"), citation),
        *([(_("О чём"), item.about)] if item.about else []),
        (_("Проверка"), _status(item.status)),
        *((_("Действует") if each is item else _("Иная редакция"), _period(each)) for each in stored),
        (_("Источник"), item.source),
        (_("Сверено"), shown_day(item.checked_on)),
        *([(_("Прочитана редакция"), shown_day(item.edition))] if item.edition else []),
    ]


def _status(status: Status) -> str:
    return {
        Status.OFFICIAL: _("прочитана в официальном тексте или правовой базе"),
        Status.SECONDARY: _("прочитана в перепечатке, печатать можно, сверить желательно"),
        Status.UNCHECKED: _("не проверена, печатать нельзя"),
    }[status]


def _period(item: Provision) -> str:
    if item.ends is None:
        return _("с {start}").format(start=shown_day(item.starts))
    return _("с {start} по {end}").format(start=shown_day(item.starts), end=shown_day(item.ends))


def _put_many(keys: Sequence[str], day: date, as_json: bool) -> None:
    items = [provision(key, day) for key in keys]
    if as_json:
        talk.put_json([_as_json(item, reference(item)) for item in items])
        return
    click.echo(talk.table((item.key, reference(item), _standing(item, day), item.about) for item in items[:_SHOWN]))
    if len(items) > _SHOWN:
        talk.say(_("Показано {shown} из {count}: уточните запрос.").format(shown=_SHOWN, count=len(items)))


def _standing(item: Provision, day: date) -> str:
    if not item.in_force(day):
        return _("на этот день не действует")
    return "" if item.printable else _("не проверена")


def _put_acts(as_json: bool) -> None:
    counts: dict[str, Counter[Status]] = {key: Counter() for key in acts()}
    for item in provisions():
        if item.path:
            counts[item.act.key][item.status] += 1
    if as_json:
        rows = [{"act": key, "title": acts()[key].long[0], **_counted(count)} for key, count in counts.items()]
        talk.put_json(rows)
        return
    head = (_("АКТ"), *(status.value for status in Status), _("НАЗВАНИЕ"))
    body = ((key, *map(str, _counted(count).values()), acts()[key].long[0]) for key, count in counts.items())
    click.echo(talk.table([head, *body]))


def _counted(count: Counter[Status]) -> dict[str, int]:
    return {status.value: count[status] for status in Status}


def _put_stale(day: date, as_json: bool) -> None:
    found = stale(day)
    if as_json:
        rows = [{"doubt": doubt.value, **_as_json(each, reference(each))} for doubt in found for each in found[doubt]]
        talk.put_json(rows)
        return
    for doubt, items in found.items():
        if items:
            click.echo(_heading(doubt).format(count=len(items)))
            click.echo(talk.table(_to_verify(doubt, items)))
    if not any(found.values()):
        talk.say(_("Сверять нечего."))


def _heading(doubt: Doubt) -> str:
    return {
        Doubt.UNCHECKED: _("Не проверено, в бумагу не попадёт ({count}):"),
        Doubt.CHECKED_LONG_AGO: _("Сверено давно ({count}):"),
        Doubt.OLD_EDITION: _("Прочитано в давней редакции ({count}):"),
    }[doubt]


def _to_verify(doubt: Doubt, items: Iterable[Provision]) -> list[tuple[str, ...]]:
    if doubt is Doubt.UNCHECKED:
        return [(f"    {item.key}", item.source) for item in items]
    rows: list[tuple[str, ...]] = []
    for (act, read, source), group in groupby(items, key=_reading):
        keys = [item.key for item in group]
        shown = (
            keys[0]
            if len(keys) == 1
            else _("{first} … {last}: норм {count}").format(first=keys[0], last=keys[-1], count=len(keys))
        )
        rows.append((f"    {act}", shown_day(read), shown, source))
    return rows


def _reading(item: Provision) -> tuple[str, date, str]:
    return item.act.key, item.edition or item.checked_on, item.source
