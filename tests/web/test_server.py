"""`filings serve` as it runs: papers and passphrases in processes beside it, nothing said and nothing written."""

import json
from pathlib import Path

import pytest

from filings.commands.serve_workers import Beside
from filings.errors import FactsError
from filings.examination import Request
from filings.facts import load
from filings.papers import Wanted, make
from filings.sealing import seal_with_passphrase
from tests.conftest import TODAY
from tests.web.conftest import CATALOG
from tests.web.server import post, read, served, token_in

pytestmark = pytest.mark.slow

MARKER = "Маркеров"


def test_the_processes_make_what_is_made_here() -> None:
    filing = CATALOG.filings["stamp-report"]
    raw = load(filing.examples[0])
    workshop = Beside(1, ())
    try:
        made = workshop.papers(filing.kind, raw, TODAY)
        sealed = workshop.seal(b"facts", "six-words")
        assert workshop.unseal(sealed, "six-words") == b"facts"
        # A wrong passphrase is a problem that is told, and the next one is tried.
        with pytest.raises(FactsError) as told:
            workshop.unseal(sealed, "other-words")
        assert [problem.code for problem in told.value.problems] == ["K002"]
        assert workshop.unseal(sealed, "six-words") == b"facts"
    finally:
        workshop.close()
    wanted = Wanted(("docx", "pdf"), own_copy=True, memo=True)
    assert made == make(CATALOG, filing, raw, Request(TODAY), wanted).files


def test_the_server_says_and_writes_nothing_of_who_answers(tmp_path: Path) -> None:
    told = {"category": "contract", "rank": "рядовой", "position": MARKER, "unit": {"number": "00000"}}
    case = json.dumps({"kind": "copy-request", "applicant": told}).encode()
    sealed = seal_with_passphrase(case, "six-words")
    with served(tmp_path) as server:
        token = token_in(read(server, "/resume")[1])
        status, where, _body = post(server, "/resume", {"token": token, "passphrase": "six-words"}, sealed)
        assert (status, where[:3]) == (303, "/i/")
        _status, review = read(server, f"{where}/review")
        assert MARKER in review
        assert read(server, f"{where}/%ff")[0] == 404
        assert post(server, where, {"token": "x"}, b"x" * 900_000)[0] in (400, 405)
        key = where.rpartition("/")[2]
    assert list(tmp_path.iterdir()) == []
    assert server.process.returncode == 0
    said = server.said.decode()
    assert "http://127.0.0.1" in said
    assert MARKER not in said
    assert key not in said


def test_what_is_far_too_large_is_not_read_and_the_server_lives(tmp_path: Path) -> None:
    with served(tmp_path) as server:
        assert post(server, "/resume", {}, bytes(8 * 1024 * 1024))[0] in (0, 413)
        assert read(server, "/")[0] == 200
