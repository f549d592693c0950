"""One place to change: each of the changes that the architecture page lists is made in a copy, in the files it names.

The program of the copy is then asked whether it knows. A change that would need one more file fails here.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "architecture.md"
EXAMPLE = "templates/copy-request/examples"
Ask = Callable[..., str]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what the program is made of."""
    for name in ("filings", "templates", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.fixture
def ask(copy: Path) -> Ask:
    """Run the program of the copy; return all that it says."""

    def asked(*arguments: str) -> str:
        run = subprocess.run(
            [sys.executable, "-m", "filings", *arguments],
            cwd=copy,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return run.stdout + run.stderr

    return asked


def added(path: Path, key: str, entry: str, below: str) -> None:
    """Put `entry` under `key` before the first entry below the line `below` of a YAML file."""
    text = path.read_text(encoding="utf-8")
    head, line, tail = text.partition(f"\n{below}\n")
    assert line, below
    block = f"  {key}: {entry}\n"
    path.write_text(f"{head}{line}{block}{tail}", encoding="utf-8")
    assert yaml.safe_load(path.read_text(encoding="utf-8"))


def places() -> dict[str, list[str]]:
    """Return the table of the architecture page: what is changed → the files, in order."""
    block = re.search(r"^## One place to change$(.*?)^## ", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert block
    rows = re.findall(r"^\| (?!what|---)([^|]+) \| ([^|]+) \|", block[1], re.MULTILINE)
    return {what.strip(): re.findall(r"`([^`]+)`", files) for what, files in rows}


def test_the_page_lists_the_changes_that_are_tried_here() -> None:
    assert list(places()) == ["a norm", "a term", "a warning", "a court", "a kind", "a format", "a language"]


@pytest.mark.slow
def test_a_norm_is_an_entry_of_its_act(copy: Path, ask: Ask) -> None:
    added(copy / "filings/law/data/provisions/kas.yaml", '"999 1"', "{about: проба пера}", "provisions:")

    assert "проба пера" in ask("law", "kas 999 1", "--on", "2026-11-22")


@pytest.mark.slow
def test_a_term_is_a_rule_and_a_binding_of_one_file(copy: Path, ask: Ask) -> None:
    term = (
        "{title: проба срока, label: проба, event: день пробы, who: authority, order: kas, norms: [kas 219 1], "
        "periods: [{from: 2015-09-15, unit: calendar-days, amount: 5, span: 5 дней}], missed: Ждите., "
        "status: official, source: проба, checked_on: 2026-11-22}"
    )
    path = copy / "filings/law/data/deadlines.yaml"
    added(path, "trial", term, "rules:")
    path.write_text(path.read_text("utf-8") + "  - {rule: trial, fact: sign_date}\n", encoding="utf-8")

    assert "проба срока" in ask("deadlines", "--rule", "trial", "--from", "2026-11-02")
    assert "проба срока" in ask("deadlines", str(next((copy / EXAMPLE).glob("*.yaml"))))


@pytest.mark.slow
def test_a_warning_is_an_entry(copy: Path, ask: Ask) -> None:
    with (copy / "filings/law/data/warnings.yaml").open("a", encoding="utf-8") as file:
        file.write("W199:\n  text: Проба предупреждения.\n  remedy: Прочтите.\n  norms: []\n  source: проба\n")

    assert "Проба предупреждения." in ask("check", str(next((copy / EXAMPLE).glob("*.yaml"))))


@pytest.mark.slow
def test_a_court_is_a_line(copy: Path, ask: Ask) -> None:
    path = copy / "filings/law/data/courts.csv"
    line = path.read_text("utf-8").splitlines()[1].replace("25GV0001", "25GV0099").replace("Владивостокский", "Пробный")
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")

    assert "25GV0099" in ask("courts", "Пробный гарнизонный военный суд")


@pytest.mark.slow
def test_a_kind_is_a_folder_and_a_schema(copy: Path, ask: Ask) -> None:
    shutil.copytree(copy / "templates/copy-request", copy / "templates/thanks-request")
    shutil.copy(copy / "schemas/copy-request.json", copy / "schemas/thanks-request.json")

    assert "thanks-request" in ask("kinds")


@pytest.mark.slow
def test_a_format_is_a_writer_and_its_line(copy: Path, ask: Ask) -> None:
    writers = copy / "filings/writers"
    (writers / "shout.py").write_text(
        "from filings.writers.text import write_txt\n\n\ndef write_shout(document, style=None):\n"
        "    return write_txt(document).decode().upper().encode()\n",
        encoding="utf-8",
    )
    source = (writers / "__init__.py").read_text("utf-8")
    source = source.replace('"txt": write_txt', '"txt": write_txt, "shout": write_shout')
    import_line = "from filings.writers.shout import write_shout\nclass Writer"
    (writers / "__init__.py").write_text(source.replace("class Writer", import_line, 1), encoding="utf-8")

    said = ask("render", str(next((copy / EXAMPLE).glob("*.yaml"))), "-f", "shout", "-o", str(copy / "out"))
    (made,) = (copy / "out").iterdir()

    assert made.name in said
    assert "РАПОРТ" in made.read_text("utf-8") or "ЗАЯВЛЕНИЕ" in made.read_text("utf-8")


@pytest.mark.slow
def test_a_language_is_a_catalogue(copy: Path, ask: Ask) -> None:
    folder = copy / "filings/locale/tt/LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = Catalog(locale="tt")
    catalogue.add("Показать виды документов, которые умеет составлять программа.", "Документ төрләрен күрсәтергә.")
    with (folder / "filings.mo").open("wb") as file:
        write_mo(file, catalogue)

    assert "төрләрен" in ask("--lang", "tt", "--help")
