"""`filings doctor`: what works on this machine, and the one command that mends what does not."""

import click

from filings.commands import talk
from filings.commands.options import json_option
from filings.document import Document, Paragraph, Text
from filings.errors import MachineError
from filings.i18n import _
from filings.problems import ExitCode, Problem, errors_in
from filings.writers import WRITERS, pdf

# Every letter a paper may need, so that a font without Cyrillic is found out here.
_SAMPLE = Document("doctor", "doctor", (Paragraph((Text("Съешь же ещё этих мягких французских булок № 5 – «да»."),)),))


@click.command("doctor", help=_("Проверить, всё ли нужное есть на этом компьютере."))
@json_option
def command(as_json: bool) -> int:
    """Make a paper in each format for real; return 0 when all can be made, 5 when one cannot."""
    found = {name: _trial(name) for name in WRITERS}
    if as_json:
        talk.put_json({name: [problem.as_json() for problem in problems] for name, problems in found.items()})
    else:
        for name, problems in found.items():
            click.echo(f"{name}: {_('не работает') if errors_in(problems) else _('работает')}")
            talk.show_problems(problems)
    return ExitCode.MACHINE if any(errors_in(problems) for problems in found.values()) else ExitCode.DONE


def _trial(name: str) -> tuple[Problem, ...]:
    try:
        WRITERS[name](_SAMPLE)
    except MachineError as error:
        return error.problems
    return pdf.diagnose() if name == "pdf" else ()
