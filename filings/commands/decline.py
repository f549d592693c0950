"""`filings decline`: the six forms of a text; reads lines from standard input for «-», one process for many."""

from collections.abc import Iterator
from typing import get_args

import click

from filings.commands import talk
from filings.commands.options import json_option
from filings.i18n import _
from filings.russian.decline import Subject, decline
from filings.russian.forms import CASES
from filings.russian.names import Gender, gender_of, parse_name


@click.command("decline", help=_("Просклонять имя, звание, должность или организацию."))
@click.argument("texts", metavar=_("ТЕКСТ…"), nargs=-1, required=True)
@click.option("--as", "kind", type=click.Choice(get_args(Subject)), help=_("Что это; без этого программа решает сама."))
@click.option("--gender", type=click.Choice([each.value for each in Gender]), help=_("Пол: m мужской, f женский."))
@json_option
def command(texts: tuple[str, ...], kind: Subject | None, gender: str | None, as_json: bool) -> None:
    """Print the forms of each text; a doubt is told beside them, and the status stays 0."""
    chosen = Gender(gender) if gender else None
    for text in _each(texts):
        forms = decline(text, kind, chosen)
        if as_json:
            value = {
                "text": text,
                "gender": gender or gender_of(*parse_name(text)),
                "forms": {case: forms[case] for case in CASES},
            }
            talk.put_json({**value, "doubt": forms.doubt}, one_line=True)
            continue
        click.echo(talk.table((case, forms[case]) for case in CASES))
        if forms.doubt:
            talk.say(_("Проверьте: {doubt}").format(doubt=forms.doubt))


def _each(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        if text == "-":
            with click.open_file("-", encoding="utf-8") as lines:
                yield from (line.strip() for line in lines if line.strip())
        else:
            yield text
