"""The engine of a batch: what becomes of a case when its worker, its table, the machine or the disk fails."""

import json
import os
import re
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from filings.batch.engine import Engine
from filings.batch.executors import Executor, LostError, Processes, Serial
from filings.batch.journal import PLACE, Journal
from filings.batch.plan import Plan
from filings.batch.report import ReportEntry
from filings.batch.result_folder import Results
from filings.batch.result_names import Naming
from filings.batch.work import BatchOrder, Outcome, WorkResult
from filings.catalog import Catalog
from filings.errors import FactsError, FilingsError, MachineError, OutputError
from filings.examination import Request
from filings.facts import load
from filings.papers import File, Wanted
from filings.problems import Kind, Problem
from filings.sealing import Recipients, new_key
from filings.tables.columns import Columns
from filings.tables.rows import CaseRow
from tests.conftest import TODAY

PERSON = "Верещагин"
NO_PANGO = Problem(Kind.MACHINE, "M001", "", "Нет Pango.", "Установите.")


def stand_in(_order: BatchOrder, facts: Mapping[str, Any]) -> WorkResult:
    """Do what `facts` say in place of papers."""
    match facts.get("do"):
        case "bug":
            raise ValueError(facts["name"])
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "die once":
            try:
                Path(facts["flag"]).touch(exist_ok=False)
            except FileExistsError:
                pass
            else:
                os.kill(os.getpid(), signal.SIGKILL)
        case "sleep":
            time.sleep(60)
        case "refuse":
            return WorkResult(Outcome.REFUSED, (Problem(Kind.MISSING, "L060", "", "Нет.", "Дайте."),))
        case "no pango":
            return WorkResult(Outcome.FAILED, (NO_PANGO,))
        case "large":
            return WorkResult(Outcome.DONE, files=(File("Рапорт", "", "txt", b"x" * 10_000),))
    return WorkResult(Outcome.DONE, files=(File("Рапорт", "", "txt", b"text"),))


@pytest.fixture(scope="module")
def plan() -> Plan:
    catalog = Catalog.load()
    filing = catalog.find("resignation")
    order = BatchOrder("resignation", Request(TODAY), Wanted(("txt",)))
    return Plan(filing, order, Naming("{number}"), Columns(filing, catalog))


@pytest.fixture
def results(tmp_path: Path) -> Iterator[Results]:
    with Journal(tmp_path, "resignation") as journal:
        yield Results(tmp_path, journal)


def rows(*what: str, **more: str) -> list[CaseRow]:
    """Return a row for each of `what` is to be done with it, numbered from 1."""
    return [
        CaseRow(str(number), {"do": each, "name": PERSON, **more}, f"строка {number}")
        for number, each in enumerate(what, 1)
    ]


def one() -> Executor:
    return Serial(work=stand_in)


def two() -> Executor:
    return Processes(2, work=stand_in, limit=8)


def ended(plan: Plan, start: Callable[[], Executor], results: Results, table: list[CaseRow]) -> dict[str, ReportEntry]:
    with Engine(plan, start, results) as engine:
        return {entry.number: entry for entry in engine.run(table)}


def told(entries: Mapping[str, ReportEntry]) -> list[tuple[str, Outcome, list[str]]]:
    return [
        (number, entry.outcome, [problem.code for problem in entry.problems])
        for number, entry in sorted(entries.items())
    ]


@pytest.mark.slow
def test_workers_that_die_hang_or_meet_a_bug_cost_their_own_case_only(
    plan: Plan, results: Results, tmp_path: Path
) -> None:
    table = rows("", "die", "sleep", "bug", "die once", "", "refuse", "", flag=str(tmp_path / "flag"))
    entries = ended(plan, two, results, table)
    assert told(entries) == [
        ("1", Outcome.DONE, []),
        ("2", Outcome.FAILED, ["B046"]),
        ("3", Outcome.FAILED, ["B047"]),
        ("4", Outcome.FAILED, ["B045"]),
        ("5", Outcome.DONE, []),
        ("6", Outcome.DONE, []),
        ("7", Outcome.REFUSED, ["L060"]),
        ("8", Outcome.DONE, []),
    ]
    bug = entries["4"].problems[0].what
    assert "ValueError" in bug
    assert PERSON not in bug
    again = ended(plan, one, results, [row for row in table if entries[row.number].outcome is not Outcome.FAILED])
    assert [(number, entry.earlier) for number, entry in sorted(again.items())] == [
        ("1", True),
        ("5", True),
        ("6", True),
        ("7", False),
        ("8", True),
    ]


def test_a_bug_of_one_case_is_told_without_its_facts(plan: Plan, results: Results) -> None:
    entries = ended(plan, one, results, rows("", "bug", ""))
    assert [entry.outcome for entry in entries.values()].count(Outcome.DONE) == 2
    assert PERSON not in repr(entries["2"].problems)


def test_a_machine_that_lacks_something_stops_the_run_at_once(plan: Plan, results: Results) -> None:
    begun = []

    def table() -> Iterator[CaseRow]:
        for row in rows(*[""] * 8, "no pango", *[""] * 100):
            begun.append(row.number)
            yield row

    with pytest.raises(MachineError) as stopped, Engine(plan, one, results) as engine:
        for _entry in engine.run(table()):
            pass
    assert stopped.value.problems == (NO_PANGO,)
    assert len(begun) < 20


def test_no_more_is_read_than_the_workers_can_do(plan: Plan, results: Results) -> None:
    """Memory: rows in hand, papers that wait for the disk."""
    read, got = 0, 0

    def table() -> Iterator[CaseRow]:
        nonlocal read
        for row in rows(*[""] * 200):
            read += 1
            assert read - got <= 2 * 4 + 16
            yield row

    with Engine(plan, one, results) as engine:
        for _entry in engine.run(table()):
            got += 1
    assert got == 200


@pytest.mark.parametrize("jobs", [one, pytest.param(two, marks=pytest.mark.slow)])
def test_a_run_left_half_way_is_completed_by_the_next(
    plan: Plan, results: Results, jobs: Callable[[], Executor]
) -> None:
    table = rows(*[""] * 60)
    with Engine(plan, jobs, results) as engine:
        for _entry in engine.run(table):
            break
    entries = ended(plan, jobs, results, table)
    assert {entry.outcome for entry in entries.values()} == {Outcome.DONE}
    assert 16 <= sum(entry.earlier for entry in entries.values()) < 60


def test_stopped_the_cases_in_hand_are_finished_and_no_more_begun(plan: Plan, results: Results) -> None:
    asked = iter([False] * 10 + [True])
    with Engine(plan, one, results) as engine:
        entries = list(engine.run(rows(*[""] * 60), lambda: next(asked)))
    assert [entry.outcome for entry in entries] == [Outcome.DONE] * 10


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (rows("", "", ""), ""),
        (rows("", "bug", ""), "B059"),
        (rows("", ""), "B059"),
        (rows("", "", "", ""), "B059"),
        ([*rows("", ""), CaseRow("2", {"do": "", "name": PERSON}, "строка 3")], "B059"),
    ],
)
def test_a_table_that_changed_since_its_survey_is_refused(plan: Plan, second: list[CaseRow], code: str) -> None:
    survey = plan.survey(rows("", "", ""))
    assert list(survey) == ["1", "2", "3"]
    try:
        list(plan.surveyed(second, survey))
        refused = ""
    except FactsError as error:
        refused = error.problems[0].code
    assert refused == code


def test_a_disk_that_fails_the_table_is_told(plan: Plan, results: Results) -> None:
    def table() -> Iterator[CaseRow]:
        yield from rows(*[""] * 30)
        raise OSError(5, "Input/output error")

    with pytest.raises(FactsError) as refused:
        plan.survey(table())
    (problem,) = refused.value.problems
    assert (problem.code, problem.remedy) == ("B001", "Проверьте диск и повторите команду.")
    survey = plan.survey(rows(*[""] * 30))
    with pytest.raises(FactsError), Engine(plan, one, results) as engine:
        list(engine.run(plan.surveyed(table(), survey)))
    assert sum(entry.earlier for entry in ended(plan, one, results, rows(*[""] * 30)).values()) >= 16


def test_a_strangers_files_stop_nobody_else(plan: Plan, results: Results, tmp_path: Path) -> None:
    for number in range(1, 31):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "Рапорт.txt").write_bytes(b"somebody else's")
    for _run in range(2):
        entries = ended(plan, one, results, rows(*[""] * 32))
        outcomes = [entry.outcome for _number, entry in sorted(entries.items(), key=lambda each: int(each[0]))]
        assert outcomes == [Outcome.FAILED] * 30 + [Outcome.DONE] * 2
        assert {problem.code for problem in entries["30"].problems} == {"B044"}


def test_a_disk_that_takes_nothing_ends_the_run(plan: Plan, results: Results, tmp_path: Path) -> None:
    for number in range(1, 201):
        (tmp_path / str(number)).write_bytes(b"a file where a folder should be")
    entries = []
    with pytest.raises(OutputError) as refused, Engine(plan, one, results) as engine:
        entries += engine.run(rows(*[""] * 200))
    assert [problem.code for problem in refused.value.problems] == ["O002"]


@pytest.mark.slow
def test_workers_that_are_silent_end_the_run(plan: Plan, results: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filings.batch.engine._SILENCE", 1.0)
    with pytest.raises(MachineError) as stopped:
        ended(plan, two, results, rows("sleep", "sleep"))
    assert [problem.code for problem in stopped.value.problems] == ["B061"]


class Loses(Executor):
    """Loses every worker it has."""

    jobs = 1

    def __init__(self) -> None:
        self.asked = 0

    def submit(self, _order: BatchOrder, _facts: Mapping[str, Any]) -> "Future[WorkResult]":
        self.asked += 1
        assert self.asked <= 4, "asked for ever"
        lost: Future[WorkResult] = Future()
        lost.set_exception(LostError())
        return lost

    def close(self, *, now: bool = False) -> None:
        pass


def test_a_case_whose_worker_is_lost_is_tried_once_more_and_then_given_up(plan: Plan, results: Results) -> None:
    executor = Loses()

    entries = ended(plan, lambda: executor, results, rows("", ""))

    assert told(entries) == [("1", Outcome.FAILED, ["B046"]), ("2", Outcome.FAILED, ["B046"])]
    assert executor.asked == 4


@pytest.mark.parametrize("sealed", [True, False])
def test_no_word_of_a_case_is_in_the_journal_of_sealed_results(
    plan: Plan, results: Results, tmp_path: Path, sealed: bool
) -> None:
    """A warning quotes what the man wrote; where results are open, the journal keeps it, and this test would see it."""
    facts = load(next(path for path in plan.filing.examples if path.stem == "minimal"))
    facts["reasons"][0]["text"] = "Осуждаю эту войну."
    seal = Recipients.read([new_key()[1]]).bundle
    wanted = replace(plan, naming=replace(plan.naming, sealed=sealed), seal=seal if sealed else None)
    with Engine(wanted, Serial, results) as engine:
        (entry,) = engine.run([CaseRow("1", facts, "строка 1")])
    assert entry.outcome is Outcome.DONE

    journal = b"".join(path.read_bytes() for path in (tmp_path / PLACE).iterdir()).decode(errors="replace")

    told = {word for word in re.findall("[А-ЯЁа-яё]{4,}", json.dumps(facts, ensure_ascii=False)) if word in journal}
    assert ("Осуждаю" in told) is not sealed
    assert not (sealed and told)


def test_nothing_is_submitted_for_rows_that_stand(plan: Plan, results: Results) -> None:
    def nobody() -> Executor:
        raise FilingsError

    table = rows("", "")
    ended(plan, one, results, table)
    assert [entry.earlier for entry in ended(plan, nobody, results, table).values()] == [True, True]
