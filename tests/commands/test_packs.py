"""Every command that takes a pack holds it to the same, whatever it then needs of it."""

import shutil
from pathlib import Path

import click
import pytest

from filings.commands import make_group
from filings.problems import ExitCode
from tests.commands.conftest import ROOT, Run

CASE = ROOT / "templates" / "appeal" / "examples" / "late-restoration.yaml"
WORDS = {
    "ask": ("appeal",),
    "batch": ("appeal", "cases.csv", "-o", "papers"),
    "check": (CASE,),
    "deadlines": ("--list",),
    "kinds": (),
    "law": (),
    "new": ("appeal",),
    "render": (CASE,),
    "serve": (),
    "sheet": ("appeal", "-o", "sheet.csv"),
    "show": ("appeal",),
}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "tests" / "example_pack", tmp_path / "pack")


def test_every_command_that_takes_a_pack_is_tried() -> None:
    group = make_group()
    context = click.Context(group)
    commands = {name: group.get_command(context, name) for name in group.list_commands(context)}

    taking = {name for name, one in commands.items() if one and any(each.name == "packs" for each in one.params)}

    assert taking == WORDS.keys()


@pytest.mark.parametrize("command", WORDS)
def test_a_vocabulary_that_is_none_is_refused(run: Run, pack: Path, command: str) -> None:
    (pack / "schemas" / "case.json").write_text("{}", encoding="utf-8")

    ended = run(command, *WORDS[command], "--pack", pack)

    assert ended.returncode == ExitCode.TEMPLATE
    assert "T004" in ended.stdout + ended.stderr
    assert "schemas/case.json" in ended.stdout + ended.stderr


@pytest.mark.parametrize("command", WORDS)
def test_law_that_asks_for_no_fact_is_refused(run: Run, pack: Path, command: str) -> None:
    file = pack / "law" / "warnings.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("  text:", "  when: nowhere\n  text:"), encoding="utf-8")

    ended = run(command, *WORDS[command], "--pack", pack)

    assert ended.returncode == ExitCode.TEMPLATE
    assert "T032" in ended.stdout + ended.stderr
    assert "warnings.yaml: P001" in ended.stdout + ended.stderr
