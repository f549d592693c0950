"""Options that several commands share."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from filings.i18n import _

_Command = TypeVar("_Command", bound=Callable[..., Any])


class DayType(click.ParamType[date]):
    """A day typed as 2026-03-12 or 12.03.2026."""

    name = "day"

    def convert(self, value: str | date, param: click.Parameter | None, context: click.Context | None) -> date:
        """Return the day, or fail with a usage error that shows both ways of writing one."""
        if isinstance(value, date):
            return value
        text = "-".join(reversed(value.split("."))) if value.count(".") == 2 else value
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fail(_("«{value}» не дата: нужно 2026-03-12 или 12.03.2026.").format(value=value), param, context)


json_option = click.option("--json", "as_json", is_flag=True, help=_("Вывести JSON для программ."))
kind_option = click.option(
    "--kind", metavar=_("ВИД"), help=_("Вид документа, если он не назван в деле или нужен другой.")
)
on_option = click.option(
    "--on",
    "on",
    type=DayType(),
    metavar=_("ДАТА"),
    help=_("День, на который применяется право (иначе дата документа, а если её нет, сегодня)."),
)


def folder_option(told: str, default: Path | None = None) -> Callable[[_Command], _Command]:
    """Return the option `-o` that names the folder of the results; `told` is its help."""
    return click.option(
        "-o",
        "--output",
        "folder",
        type=click.Path(file_okay=False, path_type=Path),
        default=default,
        metavar=_("ПАПКА"),
        help=told,
    )


pack_option = click.option(
    "--pack",
    "packs",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar=_("ПАПКА"),
    help=_("Добавить свой набор шаблонов (папка с templates, schemas и, если нужно, law)."),
)
kind_argument = click.argument("kind", metavar=_("ВИД"))
cases_argument = click.argument(
    "cases",
    metavar=_("ДЕЛО…"),
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
