"""`filings grounds`: which grounds of dismissal are open to whom on a day, by which norm, and what to do instead."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from filings.commands import talk
from filings.commands.case_files import today
from filings.commands.options import DayType, json_option
from filings.days import shown_day
from filings.errors import LawError
from filings.i18n import _
from filings.law.grounds.matrix import (
    MATRIX_CATEGORIES,
    RANK_GROUPS,
    Assessment,
    GroundState,
    Window,
    all_grounds,
    checked_on,
    window,
)
from filings.law.norms.citation import cite
from filings.law.norms.staleness import is_old
from filings.problems import Kind, Problem


@click.command("grounds", help=_("Показать, какие основания увольнения и связанные требования открыты в этот день."))
@click.option(
    "--category",
    type=click.Choice(MATRIX_CATEGORIES),
    required=True,
    help=_("Служба: contract по контракту, mobilised по мобилизации, conscript по призыву."),
)
@click.option(
    "--rank-group",
    type=click.Choice(RANK_GROUPS),
    default=RANK_GROUPS[0],
    help=_("Состав: soldier до старшины, warrant прапорщики и мичманы, officer офицеры, general высшие офицеры."),
)
@click.option(
    "--on",
    "on",
    type=DayType(),
    metavar=_("ДАТА"),
    help=_("День приказа об увольнении, а если его нет, день бумаги (иначе сегодня)."),
)
@json_option
def command(category: str, rank_group: str, on: date | None, as_json: bool) -> None:
    """Print every ground of the table for one category and rank; refuse a day the table does not cover."""
    day = on or today()
    found, time = all_grounds(category, rank_group, day), window(day)
    if time is None:
        raise LawError(
            Problem(
                Kind.UNLAWFUL, "L013", "--on", found[0].why, _("Назовите день из таблицы или спросите военного юриста.")
            )
        )
    _say_reliability(time, day)
    if as_json:
        talk.put_json([_as_json(item, day) for item in found])
    else:
        click.echo("\n\n".join("\n".join(_lines(item, day)) for item in found))


def _say_reliability(time: Window, day: date) -> None:
    days = _("с {start}").format(start=shown_day(time.starts))
    if time.ends:
        days = _("{since} по {end}").format(since=days, end=shown_day(time.ends))
    talk.say(_("{day}: {about} ({days}).").format(day=shown_day(day), about=_(time.about), days=days))
    talk.say(_(time.reliability))
    talk.say(_("Таблица сверена {day}.").format(day=shown_day(checked_on())))
    if is_old("grounds", checked_on(), day):
        talk.say(_("Сверка давняя: проверьте, не вышел ли с тех пор новый указ или закон об увольнении."))


def _as_json(item: Assessment, day: date) -> dict[str, Any]:
    return {
        "ground": item.ground,
        "title": _(item.title),
        "state": item.state.value,
        "norm": _norm(item, day),
        "why": item.why,
        "instead": list(item.instead),
    }


def _lines(item: Assessment, day: date) -> Iterator[str]:
    yield f"{item.ground}: {_state(item.state)}"
    yield f"    {_(item.title)}"
    if item.norms:
        yield f"    {_('Норма')}: {_norm(item, day)}"
    yield f"    {_('Почему')}: {item.why}"
    if item.instead:
        yield f"    {_('Вместо этого')}: {'; '.join(item.instead)}"


def _state(state: GroundState) -> str:
    return {
        GroundState.OPEN: _("открыто"),
        GroundState.REFUSED: _("откажут"),
        GroundState.LAWYER: _("спорно, решать с юристом"),
        GroundState.NOT_APPLICABLE: _("не для этой службы"),
    }[state]


def _norm(item: Assessment, day: date) -> str:
    return cite("; ".join(item.norms), on=day) if item.norms else ""
