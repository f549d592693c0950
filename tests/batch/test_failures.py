"""What a batch says of failures that are no fault of a case, and with which status each of them would end a run."""

from collections.abc import Callable

import pytest

from filings.batch.executors import LostError, WorkError
from filings.batch.failures import failure, silent, stale
from filings.problems import ExitCode, Problem, Severity


@pytest.mark.parametrize(
    ("tell", "code", "where", "status"),
    [
        (lambda: failure(WorkError("KeyError", ("names.py:10 decline", "work.py:20 work"))), "B045", "", ExitCode.BUG),
        (lambda: failure(WorkError("KeyError", ())), "B045", "", ExitCode.BUG),
        (lambda: failure(TimeoutError()), "B047", "", ExitCode.MACHINE),
        (lambda: failure(LostError()), "B046", "", ExitCode.MACHINE),
        (silent, "B061", "--cluster", ExitCode.MACHINE),
        (stale, "B042", "", ExitCode.OUTPUT),
    ],
)
def test_each_failure_has_its_code_place_and_status(
    tell: Callable[[], Problem], code: str, where: str, status: ExitCode
) -> None:
    problem = tell()

    assert (problem.code, problem.where, problem.kind.exit_code) == (code, where, status)
    assert problem.what.endswith(".")
    assert problem.remedy.endswith(".")
    assert problem.severity is (Severity.WARNING if code == "B042" else Severity.ERROR)


def test_a_bug_is_told_by_its_name_and_its_innermost_place() -> None:
    problem = failure(WorkError("KeyError", ("names.py:10 decline", "work.py:20 work")))

    assert "KeyError (work.py:20 work)" in problem.what
