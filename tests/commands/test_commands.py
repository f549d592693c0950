"""The commands as people call them: what they print, what they write, with which status they end."""

import json
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from filings.commands import SUMMARIES, make_group
from filings.i18n import LANGUAGES
from tests.conftest import some

Run = Callable[..., subprocess.CompletedProcess[str]]
CLAIM = Path(__file__).parents[2] / "templates" / "stamp-claim" / "examples" / "soldier-seven-months.yaml"


def test_help_lists_every_command_with_its_own_summary(run: Run) -> None:
    shown = " ".join(run("--help").stdout.split())
    group = make_group()
    for name, summary in some(SUMMARIES.items()):
        command = group.commands.get(name) or group.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        assert command.help == summary()
        assert f"{name} {summary()}" in shown


def test_help_loads_no_writer_no_morphology_and_no_template_engine() -> None:
    program = (
        "import sys; from filings.commands.edge import run; run(['--help']);"
        "print(sorted({'weasyprint','docx','pymorphy3','pytrovich','jinja2','yaml','lxml','babel','jsonschema_rs'}"
        " & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.endswith("[]\n")


def test_kinds_and_show_tell_what_there_is(run: Run) -> None:
    assert "resignation" in run("kinds").stdout
    (kind,) = (one for one in json.loads(run("kinds", "--json").stdout) if one["kind"] == "resignation")
    assert kind["title"] == "Рапорт об увольнении с военной службы"
    shown = run("show", "resignation").stdout
    assert "! applicant.rank: " in shown
    assert "own-wish" in shown
    facts = {fact["path"]: fact for fact in json.loads(run("show", "resignation", "--json").stdout)["facts"]}
    assert facts["ground"]["required"]
    assert facts["reasons[].proof[].title"]["title"] == "Название документа"


def test_an_unknown_kind_is_wrong_usage_and_names_the_nearest(run: Run) -> None:
    result = run("show", "resignaton")
    assert result.returncode == 2
    assert "resignation" in result.stderr


def test_a_new_case_is_a_readable_file_that_names_its_kind(run: Run, tmp_path: Path) -> None:
    assert run("new", "resignation", "--all", "-o", "case.yaml").stdout == "case.yaml\n"
    text = (tmp_path / "case.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text)["kind"] == "resignation"
    uncommented = "\n".join(line.removeprefix("# ") for line in text.splitlines() if not line.startswith("##"))
    every_fact = yaml.safe_load(uncommented)
    assert every_fact["reasons"][0]["proof"][0].keys() >= {"title", "date", "sheets"}
    assert run("check", "case.yaml").returncode == 1
    again = run("new", "resignation", "-o", "case.yaml")
    assert again.returncode == 4
    assert "O001" in again.stderr


def test_check_writes_nothing_and_shows_the_forms_that_will_be_printed(run: Run, example: Path, tmp_path: Path) -> None:
    result = run("check", example)
    assert result.returncode == 0, result.stderr
    assert "полковнику" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_check_as_json_is_for_programs(run: Run, example: Path) -> None:
    result = json.loads(run("check", example, "--json").stdout)
    assert {"problems", "forms", "deadlines"} <= result.keys()
    assert {"kind", "code", "severity", "where", "what", "remedy", "norm", "cures"} == result["problems"][0].keys()
    assert "командира отделения 2 мотострелковой роты" in [form["form"] for form in result["forms"]]


def test_render_writes_word_and_pdf_for_the_owner_only(run: Run, example: Path, tmp_path: Path) -> None:
    result = run("render", example, "-o", "out")
    assert result.returncode == 0, result.stderr
    written = [tmp_path / line for line in result.stdout.splitlines()]
    assert [path.suffix for path in written] == [".docx", ".pdf"]
    assert sorted(written) == sorted((tmp_path / "out").iterdir())
    assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}


@pytest.mark.parametrize("language", LANGUAGES)
def test_render_writes_a_memo_that_is_russian_and_names_nobody(
    run: Run, example: Path, tmp_path: Path, language: str
) -> None:
    result = run("--lang", language, "render", example, "-f", "txt", "--memo")
    assert result.returncode == 0
    _paper, memo = result.stdout.splitlines()
    assert memo == "Рапорт об увольнении - contract-own-wish-april-2022 - памятка.txt"
    text = (tmp_path / memo).read_text(encoding="utf-8")
    assert "Прочтите до подачи" in text
    assert "Ковальчук" not in text
    assert not re.search("[A-Za-z]{3,}", text.replace("inaction-complaint", "").replace("inaction-claim", ""))


def test_check_lists_the_arguments_that_the_facts_open_and_the_terms(run: Run) -> None:
    found = json.loads(run("check", CLAIM, "--json").stdout)
    assert {"name", "title", "lacking"} == set(found["arguments"][0])
    assert {"rule", "last_day", "working"} <= set(found["deadlines"][0])
    names = [each["name"] for each in found["arguments"]]
    shown = run("show", "stamp-claim").stdout
    assert all(f"    {name}: " in shown for name in names)
    spoken = run("check", CLAIM).stderr
    assert all(name in spoken for name in names)


def test_one_case_feeds_claim_complaint_and_report(run: Run) -> None:
    for kind in ("stamp-claim", "stamp-complaint", "stamp-prosecutor"):
        result = run("check", CLAIM, "--kind", kind, "--json")
        codes = {problem["code"] for problem in json.loads(result.stdout)["problems"] if problem["severity"] == "error"}
        assert codes <= {"F012", "L060"}, (kind, codes)


def test_render_writes_the_applicants_own_copy_with_the_box(run: Run, example: Path, tmp_path: Path) -> None:
    result = run("render", example, "-f", "txt", "--own-copy")
    assert result.returncode == 0, result.stderr
    first, own = ((tmp_path / line).read_text(encoding="utf-8") for line in result.stdout.splitlines())
    assert "Экземпляр принят" not in first
    assert "Экземпляр принят" in own


def test_render_leaves_an_existing_file_alone_unless_told(run: Run, example: Path, tmp_path: Path) -> None:
    run("render", example, "-f", "txt")
    (file,) = tmp_path.iterdir()
    file.write_text("правка юриста", encoding="utf-8")
    result = run("render", example, "-f", "txt", "-f", "html")
    assert result.returncode == 4
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    assert file.read_text(encoding="utf-8") == "правка юриста"
    assert run("render", example, "-f", "txt", "--overwrite").returncode == 0
    assert file.read_text(encoding="utf-8") != "правка юриста"


WITHOUT_PANGO = """
import sys
import cffi

def lacking(*_arguments):
    raise OSError("no such library")

cffi.FFI.dlopen = lacking
from filings.commands.edge import run
sys.exit(run(sys.argv[1:]))
"""


def test_without_pango_the_word_file_is_written_and_the_remedy_told(example: Path, tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", WITHOUT_PANGO, "render", example, "-o", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 5
    assert "M001" in result.stderr
    (written,) = tmp_path.iterdir()
    assert result.stdout == f"{written}\n"
    assert written.suffix == ".docx"


def test_a_refused_case_writes_nothing_and_does_not_stop_the_others(run: Run, example: Path, tmp_path: Path) -> None:
    refused = example.parent.parent / "counterexamples" / "closed-own-wish.yaml"
    result = run("render", refused, example, "-f", "txt")
    assert result.returncode == 1
    assert "L010" in result.stderr
    assert len(list(tmp_path.iterdir())) == 1


def test_the_day_of_the_law_can_be_chosen(run: Run, example: Path) -> None:
    assert run("check", example).returncode == 0
    assert run("check", example, "--on", "21.09.2022").returncode == 1
    wrong = run("check", example, "--on", "31.02.2022")
    assert wrong.returncode == 2
    assert "31.02.2022" in wrong.stderr


def test_a_draft_has_gaps_and_lists_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("kind: resignation\nground: own-wish\n", encoding="utf-8")
    assert run("render", "case.yaml", "-f", "txt").returncode == 1
    result = run("render", "case.yaml", "-f", "txt", "--draft", "--on", "2022-06-01")
    assert result.returncode == 0, result.stderr
    assert "applicant.rank" in result.stderr
    assert "________" in (tmp_path / result.stdout.strip()).read_text(encoding="utf-8")


def test_a_case_without_a_kind_or_a_file_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("ground: own-wish\n", encoding="utf-8")
    assert "F012" in run("check", "case.yaml").stderr
    missing = run("check", "nosuch.yaml")
    assert missing.returncode == 1
    assert "F001" in missing.stderr


def test_one_case_feeds_another_kind_by_the_option(run: Run, example: Path, tmp_path: Path) -> None:
    text = example.read_text(encoding="utf-8").replace("kind: resignation\n", "")
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    assert run("check", "case.yaml", "--kind", "resignation").returncode == 0


@pytest.mark.parametrize("folder", ["/proc/nosuch", "/dev/null/out"])
def test_an_unwritable_place_is_status_four(run: Run, example: Path, folder: str) -> None:
    assert run("render", example, "-f", "txt", "-o", folder).returncode in (2, 4)


def test_decline_reads_lines_and_answers_one_object_a_line(run: Run) -> None:
    result = run("decline", "-", "--as", "person", "--json", stdin="Иванова Анна Петровна\nЖук Олег Ильич\n")
    first, second = map(json.loads, result.stdout.splitlines())
    assert first["forms"]["dat"] == "Ивановой Анне Петровне"
    assert second["forms"]["ins"] == "Жуком Олегом Ильичом"
    assert first["doubt"] is None


def test_the_gender_wins_over_what_the_name_tells(run: Run) -> None:
    man = json.loads(run("decline", "Жук Саша", "--as", "person", "--gender", "m", "--json").stdout)
    woman = json.loads(run("decline", "Жук Саша", "--as", "person", "--gender", "f", "--json").stdout)
    assert (man["gender"], man["forms"]["dat"], man["doubt"]) == ("m", "Жуку Саше", None)
    assert (woman["gender"], woman["forms"]["dat"], woman["doubt"]) == ("f", "Жук Саше", None)


def test_decline_knows_ranks_positions_and_organisations(run: Run) -> None:
    result = run("decline", "командир войсковой части 00000", "--as", "position")
    assert "командиру войсковой части 00000" in result.stdout
    assert "военного комиссариата" in run("decline", "военный комиссариат", "--as", "organisation").stdout
    assert "младшему сержанту" in run("decline", "младший сержант").stdout


def test_doctor_tells_what_works(run: Run) -> None:
    result = run("doctor", "--json")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == {"docx": [], "pdf": [], "html": [], "txt": []}
