"""`filings deadlines`: the terms of a case, or one term by its name, with the working; a calendar file on request."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from filings.catalog import Catalog
from filings.commands import talk
from filings.commands.calendar_file import calendar_file
from filings.commands.case_files import load_catalog, read_raw, today
from filings.commands.keys import Keys, identity_option
from filings.commands.options import DayType, json_option, kind_option, pack_option
from filings.days import shown_day
from filings.disk.output import write
from filings.errors import FilingsError
from filings.facts import validate
from filings.facts.normalise import normalise
from filings.i18n import _
from filings.law.norms.citation import cite_in_force
from filings.law.terms.case_terms import CaseTerm, State, as_json, case_terms, term_as_json
from filings.law.terms.count import Term, term
from filings.law.terms.rules import rules
from filings.problems import ExitCode, Problem, errors_in


@click.command("deadlines", help=_("Сосчитать сроки дела с выкладками; записать их в календарь."))
@click.argument("cases", metavar=_("[ДЕЛО…]"), nargs=-1, type=click.Path(path_type=Path))
@click.option("--rule", metavar=_("СРОК"), help=_("Один срок без дела: kas-219, fz59-12 и другие (см. --list)."))
@click.option("--from", "start", type=DayType(), metavar=_("ДАТА"), help=_("День события, от которого идёт срок."))
@click.option("--list", "listed", is_flag=True, help=_("Показать все сроки, которые знает программа."))
@click.option("--on", "on", type=DayType(), metavar=_("ДАТА"), help=_("На какой день смотреть (иначе сегодня)."))
@click.option(
    "--ics",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("ФАЙЛ"),
    help=_("Записать сроки, которые ещё не истекли, в файл календаря с напоминаниями, без имён."),
)
@click.option("--overwrite", is_flag=True, help=_("Заменить файл, если он уже есть."))
@kind_option
@pack_option
@identity_option
@json_option
def command(
    cases: tuple[Path, ...],
    rule: str | None,
    start: date | None,
    listed: bool,
    on: date | None,
    ics: Path | None,
    overwrite: bool,
    kind: str | None,
    packs: tuple[Path, ...],
    identity: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Print the terms; return 0, or 1 where a term or a case is refused."""
    day, catalog = on or today(), load_catalog(packs)
    if listed:
        _show_rules(as_json)
        return ExitCode.DONE
    if rule is not None and start is not None and not cases:
        found, status = [_one(rule, start, on, as_json)], ExitCode.DONE
    elif cases and rule is None and start is None:
        found, status = _of_cases(cases, Keys(identity), kind, catalog, day, as_json)
    else:
        raise click.UsageError(_("Нужно либо дело, либо --rule вместе с --from, либо --list."))
    if ics is not None:
        status = max(status, _write_calendar(ics, found, overwrite=overwrite))
    return status


def _one(rule: str, start: date, on: date | None, as_json: bool) -> Term:
    counted = term(rule, start, today=on)
    if as_json:
        talk.put_json(term_as_json(counted))
    else:
        click.echo(f"{shown_day(counted.deadline)}  {counted.title}")
        click.echo(_indented(counted.working))
    return counted


def _of_cases(
    cases: tuple[Path, ...], keys: Keys, kind: str | None, catalog: Catalog, day: date, as_json: bool
) -> tuple[list[Term], ExitCode]:
    results: list[tuple[Path, tuple[CaseTerm, ...], tuple[Problem, ...]]] = []
    status = ExitCode.DONE
    for path in cases:
        try:
            found, problems = _read(path, keys, kind, catalog, day)
        except FilingsError as error:
            found, problems = (), error.problems
            status = max(status, error.exit_code)
        if errors_in(problems):
            status = max(status, ExitCode.REFUSED)
        results.append((path, found, problems))
    if as_json:
        values = [_case_as_json(*result, day) for result in results]
        talk.put_json(values[0] if len(values) == 1 else values)
    else:
        for path, found, problems in results:
            talk.show_problems(problems, path.name)
            _show(path, found)
    running = [one.term for _path, found, _problems in results for one in found if one.term and one.state is State.OPEN]
    return running, status


def _read(
    path: Path, keys: Keys, kind: str | None, catalog: Catalog, day: date
) -> tuple[tuple[CaseTerm, ...], tuple[Problem, ...]]:
    """Read the case and count; a value that cannot be read is told and opens no term.

    A case may name no kind of paper: then it is the facts alone that open terms.
    """
    raw = read_raw(path, keys)
    named = kind or raw.get("kind")
    paper = catalog.find(named.strip()).nature if isinstance(named, str) and named.strip() else None
    reading = normalise(validate.vocabulary(catalog.packs), raw)
    return case_terms(reading.facts, day, paper), tuple(problem for _place, problem in reading.problems)


def _case_as_json(path: Path, found: tuple[CaseTerm, ...], problems: tuple[Problem, ...], day: date) -> dict[str, Any]:
    return {
        "case": str(path),
        "deadlines": as_json(found, day),
        "problems": [problem.as_json() for problem in problems],
    }


def _show(path: Path, found: tuple[CaseTerm, ...]) -> None:
    if not found:
        talk.say(_("{name}: дат, от которых считаются сроки, в деле нет.").format(name=path.name))
        return
    for one in found:
        click.echo(f"{_head(one)}  {one.title} ({one.place})")
        click.echo(_indented([*one.explained, *_words(one)]))


def _head(one: CaseTerm) -> str:
    if one.deadline is None:
        return _("срок ещё не кончается") if one.state is State.RUNNING else _("срок не сосчитан")
    last = shown_day(one.deadline)
    match one.state:
        case State.MISSED:
            return (_("{day}, истёк") if one.certain else _("{day}, возможно, истёк")).format(day=last)
        case State.DONE:
            return (_("{day}, исполнено с опозданием") if one.done_late else _("{day}, исполнено")).format(day=last)
        case _:
            return last


def _words(one: CaseTerm) -> Iterable[str]:
    yield from (f"{problem.what} {problem.remedy}" for problem in one.problems)
    if one.advice:
        yield one.advice


def _show_rules(as_json: bool) -> None:
    values = [
        (key, _(rule.title), cite_in_force(rule.periods[-1].norms, rule.checked_on)) for key, rule in rules().items()
    ]
    if as_json:
        talk.put_json([{"rule": key, "title": title, "citation": norm} for key, title, norm in values])
    else:
        click.echo(talk.table([(_("СРОК"), _("НАЗВАНИЕ"), _("НОРМА")), *values]))


def _write_calendar(path: Path, terms: list[Term], *, overwrite: bool) -> ExitCode:
    if not terms:
        talk.say(_("Сроков, которые ещё не истекли, нет: файл календаря не записан."))
        return ExitCode.REFUSED
    write({path: calendar_file(terms)}, overwrite=overwrite)
    talk.say(str(path))
    return ExitCode.DONE


def _indented(lines: Iterable[str]) -> str:
    return "\n".join(f"    {line}" for line in lines)
