"""`filings batch` as a volunteer runs it: a table in, a folder a person and a report out, and what a status means."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from filings.catalog import Catalog
from filings.facts import load
from filings.sealing import new_key
from filings.tables.columns import Columns
from filings.tables.reading import open_table
from filings.tables.rows import Source

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
MINIMAL = load(ROOT / "templates/resignation/examples/minimal.yaml")
SURNAMES = ("Соколов", "Ким", "Дуров", "Лапин", "Носов", "Тарасов", "Фёдоров", "Зимин")


def case(number: int, **changed: Any) -> dict[str, Any]:
    facts = deepcopy(MINIMAL)
    facts["applicant"]["name"]["last"] = SURNAMES[number % len(SURNAMES)]
    facts["number"] = str(number)
    for path, value in changed.items():
        *groups, key = path.split("__")
        place = facts
        for group in groups:
            place = place[group]
        if value is None:
            del place[key]
        else:
            place[key] = value
    return facts


def table(folder: Path, *cases: Mapping[str, Any], name: str = "дела.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in cases), encoding="utf-8")
    return path


def batch(run: Run, path: Path, *words: str | Path, out: str = "готово") -> subprocess.CompletedProcess[str]:
    return run("batch", "resignation", path, "-o", out, "-f", "txt", "--jobs", "1", *words)


def records(folder: Path, name: str = "отчёт.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


def papers(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.txt"))


def test_each_person_gets_a_folder_and_the_report_tells_the_rest(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, case(1), case(2, addressee=None), case(3))
    ended = batch(run, path)
    out = tmp_path / "готово"
    assert ended.returncode == 1
    assert ended.stdout.splitlines() == ["готово/отчёт.xlsx", "готово/отчёт.jsonl"]
    assert papers(out) == ["1 Ким А.В/Рапорт об увольнении.txt", "3 Лапин А.В/Рапорт об увольнении.txt"]
    assert [(one["number"], one["outcome"], one["papers"]) for one in records(out)] == [
        ("1", "done", ["1 Ким А.В/Рапорт об увольнении.txt"]),
        ("2", "refused", []),
        ("3", "done", ["3 Лапин А.В/Рапорт об увольнении.txt"]),
    ]
    assert [p["code"] for p in records(out)[1]["problems"] if p["severity"] == "error"] == ["L060"]
    assert "строка 2" in ended.stderr
    assert "L060" in ended.stderr
    assert "внимание" not in ended.stderr


def test_all_done_is_status_zero(run: Run, tmp_path: Path) -> None:
    ended = batch(run, table(tmp_path, case(1), case(2)))
    assert ended.returncode == 0, ended.stderr
    assert "Готово: 2" in ended.stderr


def test_results_are_not_written_over_without_resume(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, case(1))
    batch(run, path)
    ended = batch(run, path)
    assert ended.returncode == 2
    assert "B048" in ended.stderr


def test_resume_passes_over_what_is_done_and_makes_what_changed(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, case(1), case(2), case(3, addressee=None))
    batch(run, path)
    out = tmp_path / "готово"
    before = {name: (out / name).stat().st_mtime_ns for name in papers(out)}
    table(tmp_path, case(1), case(2, applicant__rank="сержант"), case(3))
    ended = batch(run, path, "--resume")
    assert ended.returncode == 0, ended.stderr
    after = {name: (out / name).stat().st_mtime_ns for name in papers(out)}
    first, second, third = sorted(after)
    assert after[first] == before[first]
    assert after[second] > before[second]
    assert "сержант" in (out / second).read_text(encoding="utf-8")
    assert third.startswith("3 Лапин")


def test_a_paper_mended_by_hand_is_kept(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, case(1))
    batch(run, path)
    paper = tmp_path / "готово" / papers(tmp_path / "готово")[0]
    paper.write_text("исправлено", encoding="utf-8")
    table(tmp_path, case(1, applicant__rank="сержант"))
    ended = batch(run, path, "--resume")
    assert ended.returncode == 0
    assert paper.read_text(encoding="utf-8") == "исправлено"
    assert "B043" in [problem["code"] for problem in records(tmp_path / "готово")[0]["problems"]]


def test_papers_of_a_case_that_is_refused_now_are_told(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, case(1))
    batch(run, path)
    table(tmp_path, case(1, addressee=None))
    ended = batch(run, path, "--resume")
    assert ended.returncode == 1
    (record,) = records(tmp_path / "готово")
    assert record["outcome"] == "refused"
    assert record["papers"] == ["1 Ким А.В/Рапорт об увольнении.txt"]
    assert "B042" in [problem["code"] for problem in record["problems"]]


def test_a_dry_run_writes_its_report_only(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, case(1), case(2, addressee=None))
    ended = batch(run, path, "--dry-run")
    assert ended.returncode == 1
    assert sorted(one.name for one in (tmp_path / "готово").glob("[!.]*")) == ["проверка.jsonl", "проверка.xlsx"]
    assert [one["outcome"] for one in records(tmp_path / "готово", "проверка.jsonl")] == ["done", "refused"]


def test_a_dry_run_needs_no_folder_and_a_run_does(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, case(1), case(2, addressee=None))
    ended = run("batch", "resignation", path, "--dry-run")
    assert ended.returncode == 1
    assert "L060" in ended.stderr
    assert list(tmp_path.iterdir()) == [path]
    ended = run("batch", "resignation", path)
    assert (ended.returncode, "B049" in ended.stderr) == (2, True)


def test_names_that_collide_are_refused_before_anything_is_written(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, case(1), case(9), case(2), case(2))
    ended = batch(run, path, "--folder", "{applicant}")
    assert ended.returncode == 1
    assert [word for word in ended.stderr.split() if word.startswith("B03")] == ["B032", "B031"]
    assert not (tmp_path / "готово").exists()


def test_a_pattern_names_folders_and_files(run: Run, tmp_path: Path) -> None:
    ended = batch(
        run, table(tmp_path, case(1)), "--folder", "{applicant.unit.number}", "--file", "{number} {paper}", "--own-copy"
    )
    assert ended.returncode == 0, ended.stderr
    assert papers(tmp_path / "готово") == [
        "00000/1 Рапорт об увольнении - экземпляр заявителя.txt",
        "00000/1 Рапорт об увольнении.txt",
    ]


def test_shared_facts_are_those_of_every_case_that_has_no_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "общее.yaml").write_text("addressee: {position: начальник штаба}\n", encoding="utf-8")
    path = table(tmp_path, case(1, addressee=None), case(2))
    ended = batch(run, path, "--shared", "общее.yaml")
    assert ended.returncode == 0, ended.stderr
    first, second = ((tmp_path / "готово" / name).read_text(encoding="utf-8") for name in papers(tmp_path / "готово"))
    assert "Начальнику" in first
    assert "Командиру войсковой части" in second


def test_a_folder_of_case_files_is_a_table_too(run: Run, tmp_path: Path) -> None:
    cases = tmp_path / "дела"
    cases.mkdir()
    for number in (1, 2):
        facts = {key: value for key, value in case(number).items() if key != "number"}
        (cases / f"дело {number}.json").write_text(json.dumps(facts), encoding="utf-8")
    (cases / "дело 3.yaml").write_text("kind: [", encoding="utf-8")
    ended = batch(run, cases)
    assert ended.returncode == 1
    assert papers(tmp_path / "готово") == [
        "дело 1 Ким А.В/Рапорт об увольнении.txt",
        "дело 2 Дуров А.В/Рапорт об увольнении.txt",
    ]
    assert records(tmp_path / "готово")[2]["problems"][0]["code"] == "F004"


def test_what_is_sealed_is_never_open_on_the_disk(run: Run, tmp_path: Path) -> None:
    text, public = new_key()
    (tmp_path / "key.txt").write_text(text, encoding="utf-8")
    path = table(tmp_path, case(1), case(2, addressee=None))
    ended = batch(run, path, "--seal-to", public)
    out = tmp_path / "готово"
    assert ended.returncode == 1, ended.stderr
    assert sorted(one.name for one in out.iterdir()) == [".filings", "1.zip.age", "отчёт.jsonl.age", "отчёт.xlsx.age"]
    for one in out.rglob("*"):
        if one.is_file():
            content = one.read_bytes()
            assert all(word.encode() not in content for word in ("Ким", "00000", "мотострелковой", "Андрей")), one
    opened = run("open", out / "1.zip.age", out / "отчёт.jsonl.age", "--identity", "key.txt", "-o", "открыто")
    assert opened.returncode == 0, opened.stderr
    assert papers(tmp_path / "открыто") == ["1 Ким А.В/Рапорт об увольнении.txt"]
    assert [one["outcome"] for one in records(tmp_path / "открыто")] == ["done", "refused"]
    again = batch(run, path, "--seal-to", public, "--resume")
    assert "сделано раньше" in again.stderr


def test_a_sealed_table_is_read_in_memory(run: Run, tmp_path: Path) -> None:
    text, public = new_key()
    (tmp_path / "key.txt").write_text(text, encoding="utf-8")
    path = table(tmp_path, case(1))
    run("seal", path, "--to", public)
    path.unlink()
    ended = batch(run, tmp_path / "дела.jsonl.age", "--identity", "key.txt")
    assert ended.returncode == 0, ended.stderr
    assert not path.exists()


def test_the_refused_rows_of_the_report_can_be_mended_and_given_back(run: Run, tmp_path: Path) -> None:
    headings = ["№ п/п", "applicant.name.last", "applicant.birth_date", "applicant.unit.number"]
    lines = ["7;Иванов;1.1.90;00000", "8;Петров;01.01.1990;00000", "9;Сидоров;01.01.1990;12,5"]
    source = tmp_path / "дела.csv"
    source.write_text("\n".join([";".join(headings), *lines]), encoding="utf-8")
    shared = {key: value for key, value in MINIMAL.items() if key != "kind"}
    (tmp_path / "общее.json").write_text(json.dumps(shared), encoding="utf-8")
    ended = batch(run, source, "--shared", "общее.json")
    assert ended.returncode == 1
    told = {
        one["number"]: [(p["code"], p["where"]) for p in one["problems"] if p["severity"] == "error"]
        for one in records(tmp_path / "готово")
    }
    assert told["8"] == []
    assert told["7"] == [("F016", "строка 2, столбец C («applicant.birth_date»)")]
    assert [where for _code, where in told["9"]] == ["строка 4, столбец D («applicant.unit.number»)"]
    report = tmp_path / "готово" / "отчёт.xlsx"
    catalog = Catalog.load()
    columns = Columns(catalog.find("resignation"), catalog)
    back = list(open_table(Source("отчёт.xlsx", lambda: report.open("rb")), columns))
    assert [(row.number, row.facts["applicant"]["name"]["last"]) for row in back] == [("7", "Иванов"), ("9", "Сидоров")]
    again = batch(run, report, "--shared", "общее.json", "--resume")
    assert again.returncode == 1
    assert again.stdout.splitlines() == ["готово/отчёт 2.xlsx", "готово/отчёт.jsonl"]
    assert "7" in {one["number"] for one in records(tmp_path / "готово")}


def test_a_letter_lists_the_cases_that_are_done(run: Run, tmp_path: Path) -> None:
    letter = ROOT / "templates/collective-letter/examples"
    example = load(sorted(letter.glob("*.yaml"))[0])
    del example["register"]
    (tmp_path / "письмо.json").write_text(json.dumps(example), encoding="utf-8")
    path = table(tmp_path, case(1), case(2, addressee=None), case(3))
    ended = batch(run, path, "--letter", "письмо.json")
    assert ended.returncode == 1, ended.stderr
    (written,) = (tmp_path / "готово").glob("*.txt")
    assert str(written.relative_to(tmp_path)) in ended.stdout.splitlines()
    text = written.read_text(encoding="utf-8")
    assert "Ким Андрей Викторович" in text
    assert "Лапин Андрей Викторович" in text
    assert "Дуров" not in text


@pytest.mark.slow
def test_ctrl_c_ends_with_the_cases_in_hand_and_says_how_to_go_on(tmp_path: Path) -> None:
    process = start(tmp_path, table(tmp_path, *(case(number) for number in range(1, 2001))), "--jobs", "2")
    out = tmp_path / "готово"
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "--resume" in errors
    done = records(out)
    assert 20 <= len(done) < 2000
    assert {one["outcome"] for one in done} == {"done"}
    assert len(papers(out)) == len(done)


def start(folder: Path, path: Path, *words: str) -> "subprocess.Popen[str]":
    """Start a run with two workers that is still at work when this returns, with twenty papers made."""
    process = subprocess.Popen(
        [sys.executable, "-m", "filings", "batch", "resignation", str(path), "-o", "готово", "-f", "txt", *words],
        cwd=folder,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        start_new_session=True,
    )
    out = folder / "готово"
    late = time.monotonic() + 60
    while len(papers(out) if out.exists() else []) < 20 and time.monotonic() < late:
        time.sleep(0.1)
    return process


def outcomes(folder: Path) -> set[tuple[str, str]]:
    """Return the outcomes and the errors of all cases in the report."""
    return {
        (one["outcome"], *(problem["code"] for problem in one["problems"] if problem["severity"] == "error"))
        for one in records(folder)
    }


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").exists(), reason="children are found as Linux tells them")
def test_killed_workers_cost_no_case_and_leave_the_same_papers(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, *(case(number) for number in range(1, 301)))
    with start(tmp_path, path, "--jobs", "2") as process:
        workers = [
            int(child)
            for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
        ]
        assert len(workers) == 2
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    assert outcomes(tmp_path / "готово") == {("done",)}
    assert batch(run, path, out="ещё раз").returncode == 0
    there = {name: (tmp_path / "готово" / name).read_bytes() for name in papers(tmp_path / "готово")}
    assert there == {name: (tmp_path / "ещё раз" / name).read_bytes() for name in papers(tmp_path / "ещё раз")}


@pytest.mark.slow
def test_a_cluster_leaves_the_same_bytes_though_a_worker_is_killed(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, *(case(number) for number in range(1, 201)))
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        dashboard_address="127.0.0.1:0",
        local_directory=str(tmp_path / "dask"),
        silence_logs=50,
    ) as local:
        sealed = batch(run, path, "--cluster", local.scheduler_address, "--seal-to", new_key()[1], out="тайно")
        assert (sealed.returncode, "B058" in sealed.stderr) == (5, True)
        with start(tmp_path, path, "--cluster", local.scheduler_address) as process:
            os.kill(next(iter(local.workers.values())).pid, signal.SIGKILL)
            _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        assert not [one for one in (tmp_path / "dask").rglob("*") if one.is_file() and b"00000" in one.read_bytes()]
    assert outcomes(tmp_path / "готово") == {("done",)}
    assert batch(run, path, out="ещё раз").returncode == 0
    there = {name: (tmp_path / "готово" / name).read_bytes() for name in papers(tmp_path / "готово")}
    assert there == {name: (tmp_path / "ещё раз" / name).read_bytes() for name in papers(tmp_path / "ещё раз")}


def test_a_strangers_file_is_a_failure_of_the_disk_and_stays(run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "готово/1 Ким А.В/Рапорт об увольнении.txt"
    paper.parent.mkdir(parents=True)
    paper.write_text("чужое", encoding="utf-8")
    path = table(tmp_path, case(1), case(2))
    for more in ([], ["--resume"]):
        ended = batch(run, path, *more)
        assert (ended.returncode, "B044" in ended.stderr) == (4, True)
        assert paper.read_text(encoding="utf-8") == "чужое"
    assert [one["outcome"] for one in records(tmp_path / "готово")] == ["failed", "done"]


def test_a_report_that_is_not_ours_or_was_mended_is_not_written_over(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "готово"
    out.mkdir()
    (out / "отчёт.xlsx").write_bytes(b"somebody else's")
    path = table(tmp_path, case(1))
    assert batch(run, path).stdout.splitlines() == ["готово/отчёт 2.xlsx", "готово/отчёт.jsonl"]
    (out / "отчёт 2.xlsx").write_bytes(b"mended by hand")
    assert batch(run, path, "--resume").stdout.splitlines() == ["готово/отчёт 3.xlsx", "готово/отчёт.jsonl"]
    assert batch(run, path, "--resume").stdout.splitlines() == ["готово/отчёт 3.xlsx", "готово/отчёт.jsonl"]
    assert (out / "отчёт.xlsx").read_bytes() == b"somebody else's"
    assert (out / "отчёт 2.xlsx").read_bytes() == b"mended by hand"


def test_papers_of_cases_that_left_the_table_are_counted(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, case(1), case(2), case(3))
    batch(run, path)
    table(tmp_path, case(2))
    ended = batch(run, path, "--resume")
    assert ended.returncode == 0
    assert "Документы дел, которых в этой таблице нет, остались на месте: 2." in ended.stderr
    assert len(papers(tmp_path / "готово")) == 3


def test_other_keys_seal_the_results_again(run: Run, tmp_path: Path) -> None:
    path, (_, first), (text, second) = table(tmp_path, case(1)), new_key(), new_key()
    (tmp_path / "key.txt").write_text(text, encoding="utf-8")
    batch(run, path, "--seal-to", first)
    assert batch(run, path, "--seal-to", second, "--resume").returncode == 0
    opened = run("open", tmp_path / "готово/1.zip.age", "--identity", "key.txt", "-o", "открыто")
    assert opened.returncode == 0, opened.stderr


def test_copies_that_would_have_one_name_are_refused_in_a_sealed_bundle_too(run: Run, tmp_path: Path) -> None:
    words = ["--seal-to", new_key()[1], "--own-copy", "--file", "{number}"]
    ended = batch(run, table(tmp_path, case(1)), *words)
    assert (ended.returncode, "B032" in ended.stderr) == (1, True)


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "готово").mkdir(mode=0o500)
    ended = batch(run, table(tmp_path, case(1)))
    assert (ended.returncode, "O00" in ended.stderr) == (4, True)


def test_a_place_that_cannot_be_a_folder_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "готово").write_text("", encoding="utf-8")
    ended = run("batch", "resignation", table(tmp_path, case(1)), "-o", "готово/здесь", "-f", "txt")
    assert (ended.returncode, "O002" in ended.stderr) == (4, True)


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("нет.jsonl", None, 1, "B001"),
        ("пусто.csv", "", 1, "B011"),
        ("дела.docx", "x", 1, "B002"),
        ("дела.csv", "№ п/п;Фамилея заявителя;Фамилея заявителя\n1;а;б\n", 1, "B008"),
    ],
)
def test_a_table_that_is_none_is_refused_as_a_whole(
    run: Run, tmp_path: Path, name: str, content: str | None, status: int, code: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    ended = batch(run, tmp_path / name)
    assert ended.returncode == status, ended.stderr
    assert code in ended.stderr
    assert not (tmp_path / "готово").exists()


def test_no_fact_reaches_a_report_of_a_bug(run: Run, tmp_path: Path) -> None:
    """A pack whose template fails is a fault of ours: told by its place, without the facts."""
    pack = tmp_path / "pack"
    (pack / "templates/broken").mkdir(parents=True)
    (pack / "schemas").mkdir()
    (pack / "templates/broken/filing.toml").write_text(
        'title = "Б"\nabout = "Б"\naudience = "Б"\nfile_name = "Б"\nstyle = "letter"\nchecks = []\n'
        'instance = "out-of-court"\nanswers = "nobody"\nfee = "none"\nform = "none"\nthemes = []\n',
        encoding="utf-8",
    )
    (pack / "templates/broken/template.xml").write_text("<filing>{{ nothing }}</filing>", encoding="utf-8")
    (pack / "schemas/broken.json").write_text("{}", encoding="utf-8")
    ended = run("batch", "broken", table(tmp_path, case(1)), "-o", "готово", "-f", "txt", "--pack", "pack")
    assert ended.returncode == 3, ended.stderr
    assert records(tmp_path / "готово")[0]["outcome"] == "failed"
    assert "Андрей" not in ended.stderr
