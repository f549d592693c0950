"""What a problem is to the program: its kind decides the exit status, what a draft may lack, what stops a paper."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from filings.errors import FactsError, MachineError, TemplateError
from filings.problems import ExitCode, Kind, Problem, Severity, notice

PACKAGE = Path(__file__).parent.parent / "filings"


def made(source: str) -> Iterator[tuple[str, str]]:
    """Yield the code and the kind of each problem that source text makes with both written out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem" and node.args:
            kind, code = node.args[:2]
            if isinstance(code, ast.Constant) and isinstance(kind, ast.Attribute):
                yield code.value, kind.attr


def test_each_code_has_one_kind() -> None:
    kinds: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for code, kind in made(path.read_text(encoding="utf-8")):
            kinds.setdefault(code, set()).add(kind)

    assert len(kinds) > 100
    assert {code: sorted(kind) for code, kind in kinds.items() if len(kind) > 1} == {}


def test_every_kind_is_made_somewhere_or_is_that_of_the_data() -> None:
    used = {kind for path in PACKAGE.rglob("*.py") for kind in _named(path.read_text(encoding="utf-8"))}

    assert {kind.name for kind in Kind} <= used


def _named(source: str) -> set[str]:
    nodes = ast.walk(ast.parse(source))
    return {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Kind"
    }


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (Kind.MISSING, 1),
        (Kind.WRONG, 1),
        (Kind.UNLAWFUL, 1),
        (Kind.DANGER, 1),
        (Kind.UNSETTLED, 1),
        (Kind.MISUSE, 2),
        (Kind.TEMPLATE, 3),
        (Kind.UNWRITTEN, 4),
        (Kind.FOREIGN, 4),
        (Kind.MACHINE, 5),
        (Kind.LOST, 5),
        (Kind.BUG, 70),
    ],
)
def test_the_kind_gives_the_exit_status(kind: Kind, status: int) -> None:
    assert kind.exit_code == status


def test_an_error_ends_the_program_with_the_status_of_its_gravest_problem() -> None:
    wrong = Problem(Kind.WRONG, "F016", "applicant.birth_date", "Дата не читается.", "Напишите 12.03.2022.")
    no_pango = Problem(Kind.MACHINE, "M001", "", "Нет Pango.", "Установите.")

    assert FactsError(wrong).exit_code is ExitCode.REFUSED
    assert MachineError(wrong, no_pango).exit_code is ExitCode.MACHINE
    assert TemplateError(Problem(Kind.TEMPLATE, "T003", "", "", "")).exit_code is ExitCode.TEMPLATE


def test_a_draft_may_lack_what_is_missing_and_what_says_so_itself() -> None:
    missing = Problem(Kind.MISSING, "F012", "applicant.rank", "Не указано: «Звание».", "Укажите.")
    late = Problem(Kind.UNLAWFUL, "L034", "known.date", "Срок пропущен.", "Просите восстановить.", open_in_draft=True)
    closed = Problem(Kind.UNLAWFUL, "L010", "ground", "Основание закрыто.", "Выберите другое.")

    drafts = [one.in_draft() for one in (missing, late, closed)]

    assert [one.stops for one in drafts] == [False, False, True]
    assert all(one.stops for one in (missing, late, closed))


def test_a_problem_is_the_same_object_for_every_program() -> None:
    problem = notice("W013", "", "Это опасно.", "Берегитесь.", "ст. 1 УК РФ")

    assert problem.as_json() == {
        "kind": "notice",
        "code": "W013",
        "severity": "warning",
        "where": "",
        "what": "Это опасно.",
        "remedy": "Берегитесь.",
        "norm": "ст. 1 УК РФ",
        "cures": [],
    }
    assert Problem.from_json(problem.as_json()) == problem
    assert problem.severity is Severity.WARNING


def test_a_problem_names_every_fact_that_settles_it_the_place_of_it_first() -> None:
    late = Problem(Kind.UNLAWFUL, "L034", "known.date", "Срок пропущен.", "Просите восстановить.")

    excused = late.cured_by("term_restoration.reason", "known.date")

    assert late.facts == late.cured_by().facts == ("known.date",)
    assert excused.facts == ("known.date", "term_restoration.reason")
    assert Problem.from_json(excused.as_json()) == excused
    assert notice("W013", "", "Это опасно.", "Берегитесь.").facts == ()


def test_a_problem_written_by_an_earlier_version_is_read() -> None:
    written = notice("W013", "", "Это опасно.", "Берегитесь.").as_json()
    del written["cures"]

    assert Problem.from_json(written) == notice("W013", "", "Это опасно.", "Берегитесь.")
