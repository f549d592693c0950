"""Options of the commands that make papers. Apart from options.py: naming the formats loads the writers."""

import click

from filings.i18n import _
from filings.writers import WRITERS

formats_option = click.option(
    "-f",
    "--format",
    "formats",
    type=click.Choice(list(WRITERS)),
    multiple=True,
    help=_("Формат; можно указать несколько раз. Без него DOCX и PDF."),
)
draft_option = click.option("--draft", is_flag=True, help=_("Черновик: неизвестные факты остаются пропусками."))
own_copy_option = click.option(
    "--own-copy", is_flag=True, help=_("Составить и экземпляр заявителя, с местом для отметки о приёме.")
)
memo_option = click.option(
    "--memo", is_flag=True, help=_("Составить и памятку для себя: что делать, сроки, предостережения.")
)
