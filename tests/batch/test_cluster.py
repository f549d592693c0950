"""The work done by a real Dask cluster: the same papers, nothing of a case left behind, and whatever happens to it."""

import os
import re
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import LocalCluster

from filings.batch import cluster
from filings.batch.cluster import Cluster, connect, edition
from filings.batch.executors import LostError, Serial, WorkError
from filings.batch.work import BatchOrder, Outcome, WorkResult
from filings.catalog import Catalog, builtin_pack
from filings.errors import MachineError, UsageError
from filings.examination import Request
from filings.facts import load
from filings.papers import Wanted
from filings.problems import Kind, Problem
from tests.batch.test_executors import ORDER, PATIENCE, PERSON, stand_in
from tests.conftest import TODAY


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[LocalCluster]:
    """Two workers on this machine, that keep their files in `tmp_path`; a case that kills two of them is given up."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            dashboard_address="127.0.0.1:0",
            local_directory=str(tmp_path),
            silence_logs=50,
        ) as local,
    ):
        yield local


@pytest.fixture
def connected(workers: LocalCluster) -> Iterator[Cluster]:
    """The cluster of `workers`, which do what `stand_in` says."""
    with connect(workers.scheduler_address, work=stand_in) as executor:
        yield executor


def problem_of(address: str) -> Problem:
    with pytest.raises((MachineError, UsageError)) as refusal:
        connect(address)
    (problem,) = refusal.value.problems
    return problem


def left_behind(folder: Path, words: str) -> list[Path]:
    """Return the files below `folder` that hold `words`, a PDF or an archive."""
    signs = (words.encode(), b"%PDF", b"PK\3\4")
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(sign in path.read_bytes() for sign in signs)]


@pytest.mark.slow
def test_a_cluster_makes_the_same_bytes_and_keeps_nothing(workers: LocalCluster, tmp_path: Path) -> None:
    catalog = Catalog.load()
    with Serial() as here, connect(workers.scheduler_address) as there:
        assert there.jobs == 2
        for kind in ("resignation", "stamp-claim", "motion-witness"):
            filing = catalog.find(kind)
            order, facts = BatchOrder(kind, Request(TODAY), Wanted(memo=True)), load(filing.examples[0])
            assert there.submit(order, facts).result(PATIENCE) == here.submit(order, facts).result()
        assert left_behind(tmp_path, facts["applicant"]["name"]["last"]) == []


@pytest.mark.slow
def test_a_bug_is_in_its_future_only_and_in_no_log(connected: Cluster, workers: LocalCluster) -> None:
    error = connected.submit(ORDER, {"do": "bug", "name": PERSON}).exception(PATIENCE)
    assert isinstance(error, WorkError)
    assert (error.name, error.places[-1].partition(":")[0]) == ("ValueError", "test_executors.py")
    assert connected.submit(ORDER, {}).result(PATIENCE).outcome is Outcome.DONE
    client = connected._client
    assert PERSON not in f"{client.get_worker_logs()} {client.get_scheduler_logs()} {workers.get_logs()}"


@pytest.mark.slow
def test_all_cases_are_done_though_a_worker_is_killed_among_them(connected: Cluster, workers: LocalCluster) -> None:
    futures = [connected.submit(ORDER, {"do": "sleep", "seconds": 0.1}) for _ in range(20)]
    futures[0].result(PATIENCE)
    os.kill(next(iter(workers.workers.values())).pid, signal.SIGKILL)
    assert {future.result(PATIENCE).outcome for future in futures} == {Outcome.DONE}


@pytest.mark.slow
def test_a_case_that_kills_its_workers_is_lost_alone(connected: Cluster) -> None:
    deadly, other = connected.submit(ORDER, {"do": "die"}), connected.submit(ORDER, {})
    assert isinstance(deadly.exception(PATIENCE), LostError)
    assert other.result(PATIENCE).outcome is Outcome.DONE


@pytest.mark.slow
def test_a_lost_cluster_gives_up_its_cases_and_takes_no_more(connected: Cluster, workers: LocalCluster) -> None:
    waiting = [connected.submit(ORDER, {"do": "sleep", "seconds": 600}) for _ in range(3)]
    workers.close()
    assert [type(future.exception(PATIENCE)) for future in waiting] == [LostError] * 3
    with pytest.raises(MachineError) as refusal:
        connected.submit(ORDER, {})
    assert refusal.value.problems[0].code == "B055"


@pytest.mark.slow
def test_what_is_in_hand_can_be_given_up(workers: LocalCluster) -> None:
    executor = connect(workers.scheduler_address, work=stand_in)
    future = executor.submit(ORDER, {"do": "sleep", "seconds": 600})
    executor.close(now=True)
    assert isinstance(future.exception(PATIENCE), LostError)


@pytest.mark.slow
def test_a_cluster_without_workers_is_refused(workers: LocalCluster) -> None:
    workers.scale(0)
    while workers.scheduler_info["workers"]:
        time.sleep(0.05)
    assert problem_of(workers.scheduler_address).code == "B053"


@pytest.mark.slow
def test_another_version_is_refused_before_the_first_case(
    workers: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "edition", lambda _packs: "newer")
    problem = problem_of(workers.scheduler_address)
    assert problem.code == "B054"
    assert len(re.findall(r"tcp://127\.0\.0\.1:\d+", problem.what)) == 2


@pytest.mark.slow
def test_an_address_where_nothing_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    assert problem_of("tcp://127.0.0.1:9") == Problem(
        Kind.MACHINE,
        "B052",
        "--cluster",
        "Кластер tcp://127.0.0.1:9 не отвечает.",
        "Нужен адрес, который назвал при запуске «dask scheduler» (Scheduler at). Проверьте, работает ли он.",
    )


@pytest.mark.parametrize(
    "address", ["", "10.0.0.5:8786", "tcp://10.0.0.5", "http://10.0.0.5:8787/status", "tcp://10.0.0.5:порт", "мой ПК"]
)
def test_what_is_no_address(address: str) -> None:
    assert problem_of(address).code == "B050"


def test_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert problem_of("tcp://10.0.0.5:8786") == Problem(
        Kind.MACHINE,
        "B051",
        "--cluster",
        "Для работы на кластере нужна библиотека distributed, она не установлена.",
        "Установите её: pip install 'filings[cluster]'.",
    )


def test_an_encrypted_address_without_certificates() -> None:
    assert problem_of("tls://127.0.0.1:9").code == "B056"


SITE = cluster._Site("ours", spills=False)


@pytest.mark.parametrize(
    ("sites", "code"),
    [
        ({}, "B053"),
        ({"tcp://a:1": SITE}, None),
        ({"tcp://a:1": SITE, "tcp://b:1": cluster._Site("theirs", spills=False)}, "B054"),
        ({"tcp://a:1": ModuleNotFoundError("No module named 'filings'")}, "B054"),
    ],
)
def test_workers_are_held_against_our_version(sites: dict[str, Any], code: str | None) -> None:
    problem = cluster._unfit(sites, "ours")
    assert (problem and problem.code) == code
    assert problem is None or "tcp://a:1" not in problem.what or not isinstance(sites["tcp://a:1"], cluster._Site)


@pytest.mark.parametrize(
    ("addresses", "spills", "codes"),
    [
        (["tcp://127.0.0.1:8786", "tcp://localhost:1", "tcp://[::1]:1"], False, []),
        (["tls://10.0.0.5:8786", "tls://10.0.0.6:1"], False, []),
        (["tcp://10.0.0.5:8786"], False, ["B057"]),
        (["tcp://scheduler:8786"], False, ["B057"]),
        (["tcp://127.0.0.1:8786", "tcp://10.0.0.6:1"], False, ["B057"]),
        (["tcp://127.0.0.1:8786"], True, ["B058"]),
    ],
)
def test_what_a_cluster_does_to_privacy_is_told(addresses: list[str], spills: bool, codes: list[str]) -> None:
    sites = [cluster._Site("", spills=False), cluster._Site("", spills)]
    assert [problem.code for problem in cluster._cautions(addresses, sites)] == codes


def test_the_edition_changes_with_what_papers_are_made_from(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(builtin_pack().templates / "resignation", pack / "templates" / "resignation")
    before = edition([pack])
    assert before == edition([shutil.copytree(pack, tmp_path / "the same elsewhere")])
    assert before != edition([])
    with (pack / "templates" / "resignation" / "template.xml").open("a") as template:
        template.write(" ")
    assert before != edition([pack])


def test_a_case_on_its_way_shows_no_fact() -> None:
    case = cluster._Case(stand_in, ORDER, {"name": PERSON})
    assert PERSON not in f"{case} {case!r}"
    assert isinstance(cluster._do(case), WorkResult)
