"""The folder of results and its journal: what a later run passes over, makes again, keeps, or refuses to touch."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from filings.batch.journal import PLACE, Journal
from filings.batch.result_folder import Case, KeptPapers, Results
from filings.errors import OutputError
from filings.problems import Problem, Severity, notice

WARNING = notice("W001", "", "Предупреждение.", "Прочитайте.")
LETTER = {"1 Соколов/Рапорт.docx": b"docx", "1 Соколов/Рапорт.pdf": b"pdf"}


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(tmp_path, "resignation") as journal:
        yield journal


@pytest.fixture
def results(tmp_path: Path, journal: Journal) -> Results:
    return Results(tmp_path, journal)


def case(files: dict[str, bytes] = LETTER, fingerprint: str = "факты", number: str = "1") -> Case:
    return Case(number, fingerprint, files, (WARNING,))


def kept(outcome: KeptPapers | OutputError) -> KeptPapers:
    assert isinstance(outcome, KeptPapers), outcome
    return outcome


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def there(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and PLACE not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_what_is_put_is_there_and_stands(tmp_path: Path, results: Results) -> None:
    (outcome,) = results.put([case()])
    assert kept(outcome) == KeptPapers(tuple(LETTER), warnings=(WARNING,))
    assert there(tmp_path) == LETTER
    assert results.standing("1", "факты") == KeptPapers(tuple(LETTER), warnings=(WARNING,))


def test_results_are_for_their_owner_only(tmp_path: Path, results: Results) -> None:
    results.put([case()])
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
    assert {mode for name, mode in modes.items() if "." in name.lstrip(".")} == {0o600}
    assert modes[PLACE] == modes["1 Соколов"] == 0o700


def test_changed_facts_do_not_stand(results: Results) -> None:
    results.put([case()])
    assert results.standing("1", "другие факты") is None
    assert results.standing("2", "факты") is None


def test_a_missing_file_is_made_again_and_the_other_left(tmp_path: Path, results: Results) -> None:
    results.put([case()])
    (tmp_path / "1 Соколов/Рапорт.pdf").unlink()
    (tmp_path / "1 Соколов/Рапорт.docx").write_bytes(b"mended by hand")
    assert results.standing("1", "факты") is None
    (outcome,) = results.put([case()])
    assert codes(kept(outcome).problems) == ["B043"]
    assert there(tmp_path) == {"1 Соколов/Рапорт.docx": b"mended by hand", "1 Соколов/Рапорт.pdf": b"pdf"}


def test_a_file_mended_by_hand_is_kept_and_told(tmp_path: Path, results: Results) -> None:
    results.put([case()])
    (tmp_path / "1 Соколов/Рапорт.docx").write_bytes(b"mended by hand")
    standing = results.standing("1", "факты")
    assert standing is not None
    assert standing.warnings == (WARNING,)
    assert [(p.code, p.where, p.severity) for p in standing.problems] == [
        ("B043", "1 Соколов/Рапорт.docx", Severity.WARNING)
    ]
    assert "уберите этот файл в другую папку" in standing.problems[0].remedy


def test_a_file_mended_by_hand_is_kept_when_the_facts_change(tmp_path: Path, results: Results) -> None:
    results.put([case()])
    (tmp_path / "1 Соколов/Рапорт.docx").write_bytes(b"mended by hand")
    changed = {"1 Соколов/Рапорт.docx": b"new docx", "1 Соколов/Рапорт.pdf": b"new pdf"}
    (outcome,) = results.put([case(changed, "другие факты")])
    assert codes(kept(outcome).problems) == ["B043"]
    assert there(tmp_path) == {"1 Соколов/Рапорт.docx": b"mended by hand", "1 Соколов/Рапорт.pdf": b"new pdf"}
    again = results.standing("1", "другие факты")
    assert again is not None
    assert codes(again.problems) == ["B043"]


def test_changed_facts_replace_what_is_ours(tmp_path: Path, results: Results) -> None:
    results.put([case()])
    changed = {"1 Соколов/Рапорт.docx": b"new docx", "1 Соколов/Рапорт.pdf": b"new pdf"}
    results.put([case(changed, "другие факты")])
    assert there(tmp_path) == changed


def test_a_new_name_leaves_nothing_under_the_old_one(tmp_path: Path, results: Results) -> None:
    results.put([case()])
    results.put([case({"1 Соколова/Рапорт.docx": b"docx"}, "другие факты")])
    assert there(tmp_path) == {"1 Соколова/Рапорт.docx": b"docx"}
    assert not (tmp_path / "1 Соколов").exists()


def test_a_new_name_keeps_what_was_mended_under_the_old_one(tmp_path: Path, results: Results) -> None:
    results.put([case()])
    (tmp_path / "1 Соколов/Рапорт.docx").write_bytes(b"mended by hand")
    (outcome,) = results.put([case({"1 Соколова/Рапорт.docx": b"docx"}, "другие факты")])
    assert codes(kept(outcome).problems) == ["B043"]
    assert there(tmp_path) == {"1 Соколов/Рапорт.docx": b"mended by hand", "1 Соколова/Рапорт.docx": b"docx"}


def test_a_strangers_file_is_not_touched(tmp_path: Path, results: Results) -> None:
    (tmp_path / "1 Соколов").mkdir()
    (tmp_path / "1 Соколов/Рапорт.docx").write_bytes(b"somebody else's")
    first, second = results.put([case(), case({"2/Рапорт.docx": b"2"}, number="2")])
    assert isinstance(first, OutputError)
    assert [(p.code, p.where) for p in first.problems] == [("B044", "1 Соколов/Рапорт.docx")]
    assert kept(second).papers == ("2/Рапорт.docx",)
    assert there(tmp_path) == {"1 Соколов/Рапорт.docx": b"somebody else's", "2/Рапорт.docx": b"2"}
    assert results.standing("1", "факты") is None


def test_a_file_that_came_before_the_journal_could_note_it_is_ours(tmp_path: Path, journal: Journal) -> None:
    results = Results(tmp_path, journal)
    results.put([case()])
    journal._database.execute("UPDATE cases SET done = 0")
    journal._database.execute("UPDATE files SET planned = 1")
    changed = {"1 Соколов/Рапорт.docx": b"new docx"}
    (outcome,) = Results(tmp_path, journal).put([case(changed, "другие факты")])
    assert kept(outcome).problems == ()
    assert there(tmp_path) == changed


def test_what_a_killed_run_left_half_written_is_swept(tmp_path: Path, journal: Journal) -> None:
    results = Results(tmp_path, journal)
    results.put([case()])
    journal._database.execute("UPDATE files SET planned = 1")
    journal._database.execute(
        "INSERT INTO files VALUES ('resignation', '2 ким/рапорт.docx', '2 Ким/Рапорт.docx', 'x', '2', 1)"
    )
    for place in (tmp_path, tmp_path / "1 Соколов", tmp_path / "2 Ким"):
        place.mkdir(exist_ok=True)
        (place / ".filings-abc.tmp").write_bytes(b"half")
    Results(tmp_path, journal)
    assert there(tmp_path) == LETTER
    assert not (tmp_path / "2 Ким").exists()


def test_another_kind_in_the_same_folder_is_another_matter(tmp_path: Path, results: Results, journal: Journal) -> None:
    results.put([case()])
    journal.close()
    with Journal(tmp_path, "stamp-claim") as other:
        assert other.numbers() == frozenset()
        Results(tmp_path, other).put([case({"1 Соколов/Иск.docx": b"claim"})])
    with Journal(tmp_path, "resignation") as first:
        assert first.numbers() == {"1"}
        assert Results(tmp_path, first).standing("1", "факты") == KeptPapers(tuple(LETTER), warnings=(WARNING,))
    assert len(there(tmp_path)) == 3


def test_one_run_only_has_the_folder(tmp_path: Path, journal: Journal) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from filings.batch.journal import Journal; from filings.errors import OutputError\n"
        "try: Journal(Path(sys.argv[1]), 'resignation')\n"
        "except OutputError as error: print(error.problems[0].code)"
    )
    told = subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=True).stdout
    assert told == "B040\n"
    journal.close()
    assert subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, check=True).stdout == b""


@pytest.mark.parametrize("content", [b"not a database" * 100, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_journal_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / PLACE).mkdir()
    (tmp_path / PLACE / "journal.sqlite").write_bytes(content)
    with pytest.raises(OutputError) as refused:
        Journal(tmp_path, "resignation")
    assert codes(refused.value.problems) == ["B041"]


def test_a_journal_of_a_later_version_is_told(tmp_path: Path, journal: Journal) -> None:
    journal.close()
    with sqlite3.connect(tmp_path / PLACE / "journal.sqlite") as database:
        database.execute("PRAGMA user_version = 2")
    database.close()
    with pytest.raises(OutputError) as refused:
        Journal(tmp_path, "resignation")
    assert codes(refused.value.problems) == ["B041"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError) as refused:
        Journal(tmp_path / "file", "resignation")
    assert codes(refused.value.problems) == ["O002"]


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are a matter of Unix")
def test_a_disk_that_is_full_leaves_nothing_half_done(tmp_path: Path) -> None:
    """The size a file may have is the one limit of a disk that a test can set for real."""
    script = """
import resource, signal, sys
from pathlib import Path
from filings.batch.journal import Journal
from filings.batch.result_folder import Case, Results
from filings.errors import OutputError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder = Path(sys.argv[1])
with Journal(folder, "resignation") as journal:
    results = Results(folder, journal)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    for number in range(100):
        files = {f"{number}/a.docx": b"a" * 1000, f"{number}/b.pdf": b"b" * (1000 + 200 * number)}
        try:
            (outcome,) = results.put([Case(str(number), "facts", files)])
        except OutputError as error:
            outcome = error
        if isinstance(outcome, OutputError):
            print(number, [problem.code for problem in outcome.problems])
            break
"""
    for limit in ("8000", "65536"):  # the papers outgrow the first limit, the log of the journal the second
        folder = tmp_path / limit
        run = subprocess.run([sys.executable, "-c", script, folder, limit], capture_output=True, text=True, check=True)
        number, told = run.stdout.split(maxsplit=1)
        assert told == "['O004']\n", run.stdout
        # Both files of a case or none; of the last one both may be there, which the journal could not note any more.
        cases = [path.split("/")[0] for path in there(folder)]
        assert all(cases.count(case) == 2 for case in cases)
        assert {str(n) for n in range(int(number))} <= set(cases)
        with Journal(folder, "resignation") as journal:
            results = Results(folder, journal)
            assert all(results.standing(str(n), "facts") for n in range(int(number)))
            assert results.standing(number, "facts") is None


def test_a_strangers_file_stays_one_in_later_runs(tmp_path: Path, results: Results) -> None:
    (tmp_path / "1 Соколов").mkdir()
    (tmp_path / "1 Соколов/Рапорт.docx").write_bytes(b"somebody else's")
    for _run in range(3):
        (outcome,) = results.put([case()])
        assert isinstance(outcome, OutputError)
        assert codes(outcome.problems) == ["B044"]
    (tmp_path / "1 Соколов/Рапорт.docx").unlink()
    assert kept(results.put([case()])[0]).problems == ()


KIM, LAPIN = {"Ким/Рапорт.docx": b"Kim"}, {"Лапин/Рапорт.docx": b"Lapin"}
NEW_KIM, NEW_LAPIN = {"Ким/Рапорт.docx": b"new Kim"}, {"Лапин/Рапорт.docx": b"new Lapin"}


@pytest.mark.parametrize(("kim", "lapin"), [(KIM, LAPIN), (NEW_KIM, NEW_LAPIN)], ids=["same", "changed"])
@pytest.mark.parametrize("order", ["together", "one by one", "backwards"])
def test_two_cases_that_swap_their_names_swap_their_files(
    tmp_path: Path, results: Results, kim: dict[str, bytes], lapin: dict[str, bytes], order: str
) -> None:
    """A table without «№ п/п», sorted anew: the number of a case is its row."""
    results.put([case(KIM, "Ким", "2"), case(LAPIN, "Лапин", "3")])
    swapped = [case(lapin, "Лапин", "2"), case(kim, "Ким", "3")]
    if order == "together":
        outcomes = results.put(swapped)
    else:
        outcomes = [results.put([each])[0] for each in (swapped[::-1] if order == "backwards" else swapped)]
    assert [kept(outcome).problems for outcome in outcomes] == [(), ()]
    assert there(tmp_path) == kim | lapin
    assert results.standing("2", "Лапин")
    assert results.standing("3", "Ким")
    assert results.standing("2", "Ким") is results.standing("3", "Лапин") is None


def test_a_case_whose_file_another_took_over_is_done_again(tmp_path: Path, results: Results) -> None:
    results.put([case(KIM, "Ким", "2"), case(LAPIN, "Лапин", "3")])
    results.put([case(NEW_LAPIN, "Лапин", "2")])
    assert results.standing("3", "Лапин") is None
    assert results.leftovers("3") == ()
    assert there(tmp_path) == NEW_LAPIN


def test_a_paper_mended_by_hand_is_kept_when_its_case_gets_another_number(tmp_path: Path, results: Results) -> None:
    results.put([case(KIM, "Ким", "2"), case(LAPIN, "Лапин", "3")])
    (tmp_path / "Лапин/Рапорт.docx").write_bytes(b"mended by hand")
    first, second = results.put([case(NEW_LAPIN, "Лапин", "2"), case(NEW_KIM, "Ким", "3")])
    assert (codes(kept(first).problems), codes(kept(second).problems)) == (["B043"], [])
    assert there(tmp_path) == {"Лапин/Рапорт.docx": b"mended by hand", **NEW_KIM}


def test_a_row_put_in_the_middle_moves_all_after_it(tmp_path: Path, results: Results) -> None:
    people = ["Ким", "Лапин", "Носов", "Дуров"]
    results.put([case({f"{name}/Рапорт.docx": name.encode()}, name, str(n)) for n, name in enumerate(people, 2)])
    people.insert(1, "Зимин")
    moved = [case({f"{name}/Рапорт.docx": name.encode()}, name, str(n)) for n, name in enumerate(people, 2)]
    assert [kept(outcome).problems for outcome in results.put(moved)] == [()] * 5
    assert there(tmp_path) == {f"{name}/Рапорт.docx": name.encode() for name in people}


def test_papers_of_another_kind_are_not_taken_over(tmp_path: Path, results: Results, journal: Journal) -> None:
    results.put([case(KIM, "Ким", "2")])
    journal.close()
    with Journal(tmp_path, "stamp-claim") as other:
        (outcome,) = Results(tmp_path, other).put([case(NEW_KIM, "Ким", "2")])
    assert isinstance(outcome, OutputError)
    assert there(tmp_path) == KIM


@pytest.mark.parametrize("content", [b"docx", b"new docx"])
def test_a_name_that_changed_in_letter_case_only(tmp_path: Path, results: Results, content: bytes) -> None:
    """Where a file system tells no letter case, the old name leads to the new file; the link here does as much."""
    results.put([case({"1 соколов/Рапорт.docx": b"docx"})])
    (tmp_path / "1 соколов").rename(tmp_path / "1 Соколов")
    (tmp_path / "1 соколов").symlink_to("1 Соколов")
    (outcome,) = results.put([case({"1 Соколов/Рапорт.docx": content}, "другие факты")])
    assert kept(outcome).problems == ()
    assert (tmp_path / "1 Соколов/Рапорт.docx").read_bytes() == content


def test_a_link_leads_to_no_strangers_file(tmp_path: Path, journal: Journal) -> None:
    outside = tmp_path / "outside.docx"
    outside.write_bytes(b"somebody else's")
    folder = tmp_path / "готово"
    for number, target in enumerate((outside, tmp_path / "nowhere"), 1):
        (folder / str(number)).mkdir(parents=True)
        (folder / str(number) / "Рапорт.docx").symlink_to(target)
    cases = [case({f"{number}/Рапорт.docx": b"ours"}, number=str(number)) for number in (1, 2)]
    outcomes = Results(folder, journal).put(cases)
    assert [codes(outcome.problems) for outcome in outcomes] == [["B044"], ["B044"]]
    assert outside.read_bytes() == b"somebody else's"
    assert not (tmp_path / "nowhere").exists()


def test_a_link_in_the_place_of_a_folder_leads_nothing_out(tmp_path: Path, journal: Journal) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "готово"
    outside.mkdir()
    results = Results(folder, journal)
    results.put([case(KIM, number="2")])
    (folder / "Ким").rename(outside / "Ким")
    (folder / "Ким").symlink_to(outside / "Ким")
    (folder / "Лапин").symlink_to(outside)
    first, second = results.put([case(NEW_KIM, number="2"), case(LAPIN, number="3")])
    assert [codes(outcome.problems) for outcome in (first, second)] == [["B044"], ["B044"]]
    results.put([case({"Ким А/Рапорт.docx": b"Kim"}, number="2")])
    assert there(outside) == KIM


def test_a_link_in_the_place_of_our_paper_is_kept_as_a_change_by_hand(tmp_path: Path, results: Results) -> None:
    results.put([case()])
    paper, elsewhere = tmp_path / "1 Соколов/Рапорт.docx", tmp_path / "elsewhere.docx"
    elsewhere.write_bytes(b"mended by hand")
    paper.unlink()
    paper.symlink_to(elsewhere)
    (outcome,) = results.put([case({"1 Соколов/Рапорт.docx": b"new docx"}, "другие факты")])
    assert codes(kept(outcome).problems) == ["B043"]
    assert elsewhere.read_bytes() == b"mended by hand"


def test_a_folder_and_a_file_in_each_others_place(tmp_path: Path, results: Results) -> None:
    results.put([case(), case(KIM, number="2")])
    (tmp_path / "1 Соколов/Рапорт.docx").unlink()
    (tmp_path / "1 Соколов/Рапорт.docx").mkdir()
    (tmp_path / "Ким/Рапорт.docx").unlink()
    (tmp_path / "Ким").rmdir()
    (tmp_path / "Ким").write_bytes(b"a file")
    first, second, third = results.put([case(fingerprint="новые"), case(NEW_KIM, number="2"), case(LAPIN, number="3")])
    assert codes(kept(first).problems) == ["B043"]
    assert isinstance(second, OutputError)
    assert codes(second.problems) == ["O002"]
    assert kept(third).problems == ()
    assert (tmp_path / "Ким").read_bytes() == b"a file"


def test_folders_within_folders_go_when_they_are_empty(tmp_path: Path, results: Results) -> None:
    results.put([case({"00001/7/1 Ким/Рапорт.docx": b"1"}), case({"00001/2/Рапорт.docx": b"2"}, number="2")])
    results.put([case({"00002/1 Ким/Рапорт.docx": b"1"}, "другие факты")])
    assert there(tmp_path) == {"00002/1 Ким/Рапорт.docx": b"1", "00001/2/Рапорт.docx": b"2"}
    assert sorted(path.name for path in (tmp_path / "00001").iterdir()) == ["2"]


def test_a_folder_of_results_can_be_moved(tmp_path: Path, journal: Journal) -> None:
    journal.close()
    before, after = tmp_path / "готово", tmp_path / "готово на флешке"
    with Journal(before, "resignation") as first:
        Results(before, first).put([case()])
        assert before.stat().st_mode & 0o777 == 0o700
    before.rename(after)
    with Journal(after, "resignation") as second:
        assert Results(after, second).standing("1", "факты") == KeptPapers(tuple(LETTER), warnings=(WARNING,))


def test_without_its_journal_what_is_the_same_is_ours_and_the_rest_a_strangers(
    tmp_path: Path, journal: Journal
) -> None:
    results = Results(tmp_path, journal)
    results.put([case(), case(KIM, number="2")])
    journal.close()
    (tmp_path / PLACE / "journal.sqlite").unlink()
    with Journal(tmp_path, "resignation") as fresh:
        first, second = Results(tmp_path, fresh).put([case(), case(NEW_KIM, number="2")])
    assert kept(first).problems == ()
    assert isinstance(second, OutputError)
    assert there(tmp_path) == LETTER | KIM


def test_others_are_counted_by_their_papers(tmp_path: Path, results: Results) -> None:
    results.put([case(), case(KIM, number="2"), case(LAPIN, number="3")])
    assert results.others({"1", "2", "3", "4"}) == 0
    assert results.others({"1"}) == 2
    (tmp_path / "Ким/Рапорт.docx").unlink()
    assert results.others({"1"}) == 1
