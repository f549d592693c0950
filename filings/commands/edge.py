"""Where errors become exit statuses and sentences: the only place that catches everything."""

import os
import platform
from collections.abc import Iterator, Sequence
from itertools import pairwise

import click

from filings import __version__
from filings.commands import make_group
from filings.commands.talk import say, show_problems
from filings.errors import FilingsError
from filings.i18n import LANGUAGES, _, set_language
from filings.problems import ExitCode

BUG_REPORT = "filings-bug.md"


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit status; nothing escapes from here but the status."""
    set_language(_language(arguments))
    try:
        result = make_group().main(args=list(arguments), prog_name="filings", standalone_mode=False)
        return int(result or ExitCode.DONE)
    except FilingsError as error:
        show_problems(error.problems)
        return int(error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message())
        return int(ExitCode.USAGE)
    except click.ClickException as error:
        error.show()
        return int(ExitCode.USAGE)
    except (click.Abort, KeyboardInterrupt):
        say(_("Прервано. Ничего не записано наполовину."))
        return int(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone («| head»); what it wanted, it got.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return int(ExitCode.DONE)
    except Exception as error:  # noqa: BLE001 - the process edge: every other error is a bug and is reported as one
        _report_bug(error)
        return int(ExitCode.BUG)


def _language(arguments: Sequence[str]) -> str:
    """Return the language asked for by `--lang`, else by FILINGS_LANG, else Russian.

    Click's own parsing comes too late: the texts of help and errors are made with the commands.
    """
    asked = os.environ.get("FILINGS_LANG", "")
    for word, following in pairwise([*arguments, ""]):
        if word == "--lang":
            asked = following
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _report_bug(error: Exception) -> None:
    """Write where the bug is, without the message of `error`, which may quote a fact."""
    versions = f"filings {__version__}, Python {platform.python_version()}, {platform.system()}"
    report = "\n".join(["# Bug in filings", "", versions, type(error).__name__, "", *places_in(error), ""])
    say(_("Ошибка в самой программе (не в ваших данных): {name}.").format(name=type(error).__name__))
    try:
        descriptor = os.open(BUG_REPORT, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError:
        say(report)
        return
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(report)
    say(_("Описание записано в {file}: в нём нет фактов дела, его можно отправить авторам.").format(file=BUG_REPORT))


def places_in(error: BaseException) -> Iterator[str]:
    """Yield the lines of code that `error` came through, outermost first, without the folders they lie in."""
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        yield f"- {code.co_filename.rpartition(os.sep)[2]}:{step.tb_lineno} {code.co_name}"
        step = step.tb_next
