"""`filings check`: every problem of a case at once; writes nothing."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from filings.commands import talk
from filings.commands.case_files import load_catalog, read_case, today
from filings.commands.keys import Keys, identity_option
from filings.commands.options import cases_argument, json_option, kind_option, on_option, pack_option
from filings.errors import FilingsError
from filings.examination import Request
from filings.i18n import _
from filings.law.terms.case_terms import as_json
from filings.papers import NO_FILES, Report, make
from filings.problems import ExitCode, Problem, errors_in
from filings.reasoning import Opened


@click.command("check", help=_("Проверить дело: факты, право, склонения; ничего не записывать."))
@cases_argument
@kind_option
@on_option
@pack_option
@identity_option
@json_option
def command(
    cases: tuple[Path, ...],
    kind: str | None,
    on: date | None,
    packs: tuple[Path, ...],
    identity: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Check each case; return 0 when all can be rendered, 1 when the facts or the law refuse one."""
    catalog, keys = load_catalog(packs), Keys(identity)
    status = ExitCode.DONE
    results = []
    for path in cases:
        try:
            filing, raw = read_case(catalog, path, kind, keys)
            report = make(catalog, filing, raw, Request(today(), on), NO_FILES).report
        except FilingsError as error:
            report = Report(error.problems)
            status = max(status, error.exit_code)
        if errors_in(report.problems):
            status = max(status, ExitCode.REFUSED)
        results.append((path, report))
    if as_json:
        values = [{"case": str(path), **_as_json(report)} for path, report in results]
        talk.put_json(values[0] if len(values) == 1 else values)
    else:
        for path, report in results:
            _show(path, report)
    return status


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "problems": [problem.as_json() for problem in report.problems],
        "forms": [
            {"where": f.where, "text": f.text, "case": f.case, "form": f.form, "doubt": f.doubt} for f in report.forms
        ],
        "deadlines": as_json(report.terms, today()),
        "arguments": [
            {"name": each.argument.name, "title": each.argument.title, "lacking": [p.fact for p in each.lacking]}
            for each in report.arguments
        ],
    }


def _show(path: Path, report: Report) -> None:
    talk.show_problems(report.problems, path.name)
    if report.forms:
        talk.say(_("Склонения, которые будут напечатаны:"))
        titles = _case_titles()
        talk.say(talk.table((f"    {titles[form.case]}", form.text, "→ " + form.form) for form in report.forms))
    if report.arguments:
        talk.say(_("Доводы, которые открывают факты дела:"))
        talk.say(talk.table(_argument(each) for each in report.arguments))
    talk.say(_verdict(path, report.problems))


def _case_titles() -> Mapping[str, str]:
    """Return what people call the cases that papers decline words in."""
    return {
        "nom": _("именительный"),
        "gen": _("родительный"),
        "dat": _("дательный"),
        "acc": _("винительный"),
        "ins": _("творительный"),
        "prep": _("предложный"),
    }


def _argument(each: Opened) -> tuple[str, str, str]:
    proof = _("доказательства нет") if each.lacking else _("доказательство есть") if each.argument.proof else ""
    return f"    {each.argument.name}", _(each.argument.title), proof


def _verdict(path: Path, problems: tuple[Problem, ...]) -> str:
    errors = len(errors_in(problems))
    if errors:
        return _("{name}: ошибок {count}. Документ составить нельзя.").format(name=path.name, count=errors)
    return _("{name}: документ можно составить.").format(name=path.name)
