"""The PDF: a page that prints as it is, a text that can be copied, a file that tells nothing of its maker."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import weasyprint

from filings.document import Document
from filings.errors import MachineError
from filings.problems import Severity
from filings.writers import pdf
from filings.writers.css import css
from filings.writers.html import page
from filings.writers.pdf import diagnose, write_pdf
from filings.writers.style import LETTER
from tests.writers.conftest import tree

Ask = Callable[[bytes, str], str]


@pytest.fixture(scope="module")
def paper(every_node: Document) -> bytes:
    return write_pdf(every_node)


def test_the_page_is_a4_and_the_file_is_tagged_and_open(paper: bytes, pdf_facts: Ask) -> None:
    facts = dict(re.findall(r"^([^:]+):\s+(.*)$", pdf_facts(paper, "pdfinfo"), re.MULTILINE))
    assert facts["Page size"] == "595.276 x 841.89 pts (A4)"
    assert facts["Tagged"] == "yes"
    assert (facts["Encrypted"], facts["JavaScript"], facts["Form"]) == ("no", "no", "none")


def test_the_title_is_all_the_file_says_of_itself(paper: bytes, pdf_facts: Ask) -> None:
    facts = pdf_facts(paper, "pdfinfo")
    assert "Title:           Всё сразу" in facts
    for name in ("Author", "Creator", "Producer", "CreationDate", "ModDate", "Subject", "Keywords"):
        assert f"{name}:" not in facts
    about = subprocess.run(["pdfinfo", "-meta", "-"], input=paper, capture_output=True, check=True).stdout.decode()
    assert "Всё сразу" in about
    assert not re.search(r"weasyprint|producer|creator|date", about, re.IGNORECASE)


def test_it_declares_the_archive_and_the_accessibility_standard(paper: bytes) -> None:
    about = subprocess.run(["pdfinfo", "-meta", "-"], input=paper, capture_output=True, check=True).stdout.decode()
    assert 'pdfaid:part="2"' in about  # PDF/A-2a, ISO 19005-2
    assert 'pdfaid:conformance="A"' in about
    assert 'pdfuaid:part="1"' in about  # PDF/UA-1, ISO 14289-1


def test_every_font_is_inside_and_only_its_used_letters(paper: bytes, pdf_facts: Ask) -> None:
    fonts = pdf_facts(paper, "pdffonts").splitlines()[2:]
    assert fonts
    assert all(re.search(r"\byes yes yes\b", font) for font in fonts), "embedded, subset, with a map to Unicode"
    assert len(paper) < 60_000


def test_the_tags_name_what_stands_on_the_page(paper: bytes, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper)
    shown = subprocess.run(["pdfinfo", "-struct", str(file)], capture_output=True, check=True).stdout.decode()
    for tag in ("H1", "H2", "P", "L", "LI", "LBody", "Table", "TH", "TD"):
        assert re.search(rf"^\s*{tag}\b", shown, re.MULTILINE), tag


def test_the_first_paper_of_a_process_has_the_bytes_of_every_later_one() -> None:
    """What an interrupted batch makes again must be what it made before."""
    script = (
        "from filings.document import *; from filings.writers.pdf import write_pdf\n"
        "paper = Document('x', 'x', (Paragraph((Text('Прошу'),)),))\n"
        "assert write_pdf(paper) == write_pdf(paper)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_sign_that_no_font_has_stops_the_paper() -> None:
    unknown = "\U0010fffd"  # the last one for private use
    with pytest.raises(MachineError) as refused:
        write_pdf(tree(f"<p>знак {unknown}</p>"))
    (problem,) = refused.value.problems
    assert problem.code == "M002"
    assert unknown in problem.what


def test_this_machine_can_print() -> None:
    assert [problem for problem in diagnose() if problem.severity is Severity.ERROR] == []


_DIAGNOSE = "from filings.writers.pdf import diagnose; print([problem.code for problem in diagnose()])"
_WITHOUT_WEASYPRINT = f"import sys; sys.modules['weasyprint'] = None; {_DIAGNOSE}"
_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{folders}</fontconfig>'


def _python(program: str, **environment: str) -> str:
    command = [sys.executable, "-W", "ignore", "-c", program]
    run = subprocess.run(command, capture_output=True, check=True, env={**os.environ, **environment})
    return run.stdout.decode().strip()


def test_a_machine_without_weasyprint_says_so() -> None:
    assert _python(_WITHOUT_WEASYPRINT) == "['M001']"


def test_a_machine_without_fonts_says_so(tmp_path: Path) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(_FONTS.format(folders=""))
    assert _python(_DIAGNOSE, FONTCONFIG_FILE=str(config)) == "['M002']"


def test_docx_is_written_where_weasyprint_cannot_be_loaded() -> None:
    program = (
        "import sys; sys.modules['weasyprint'] = None\n"
        "from filings.document import Document\n"
        "from filings.writers import WRITERS\n"
        "print(WRITERS['docx'](Document('kind', 'title', ()))[:2])"
    )
    assert _python(program) == "b'PK'"


def test_nothing_is_fetched_from_disk_or_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda *request, **_: opened.append(str(request)))
    source = page(tree(""), "").replace(
        "</body>",
        f'<img alt="" src="{(tmp_path / "a.png").as_uri()}"><img alt="" src="http://127.0.0.1:9/a.png"></body>',
    )
    pdf._engine().render(source, LETTER)
    assert opened == []


def test_the_short_sheet_of_elements_lays_out_the_page_as_the_whole_one(every_node: Document) -> None:
    whole = weasyprint.HTML(string=page(every_node, "")).render(stylesheets=[weasyprint.CSS(string=css(LETTER))])
    short = pdf._engine().render(page(every_node, ""), LETTER)
    assert [_places(one) for one in short.pages] == [_places(one) for one in whole.pages]


def _places(one: object) -> list[tuple[str, float, float]]:
    boxes = [box for box in one._page_box.descendants() if hasattr(box, "text")]  # type: ignore[attr-defined]
    return [(box.text, round(box.position_x, 3), round(box.position_y, 3)) for box in boxes]


def test_two_threads_may_write_at_once(report: Document) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(write_pdf, [report] * 8))) == 1
