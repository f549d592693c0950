"""The work on one case, as a worker does it: how it ends, and what is told of that."""

from pathlib import Path

from filings.batch.work import BatchOrder, Outcome, work
from filings.examination import Request
from filings.papers import Wanted
from tests.conftest import TODAY


def test_a_pack_at_fault_fails_the_case_and_is_told(tmp_path: Path) -> None:
    no_pack = tmp_path
    order = BatchOrder("resignation", Request(TODAY), Wanted(("txt",)), packs=(no_pack,))

    made = work(order, {"kind": "resignation"})

    assert (made.outcome, [problem.code for problem in made.problems]) == (Outcome.FAILED, ["T001"])
    assert made.files == ()


def test_a_case_that_its_facts_refuse_is_told_and_has_no_files() -> None:
    made = work(BatchOrder("resignation", Request(TODAY), Wanted(("txt",))), {"kind": "resignation"})

    assert made.outcome is Outcome.REFUSED
    assert "F012" in {problem.code for problem in made.problems}
    assert made.files == ()
