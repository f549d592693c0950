"""`filings seal` and `open` as a person uses them, at a terminal and without one; sealed cases in other commands."""

import os
import pty
import select
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from filings.commands import edge
from filings.commands.seal import is_weak, new_passphrase
from filings.sealing import Recipients, is_sealed, seal_with_passphrase

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
PASSPHRASE = "слон читает 4 газеты"  # noqa: S105
CTRL_C, CTRL_D = "\x03", "\x04"


def at_a_terminal(folder: Path, words: list[str], answers: list[str | bytes]) -> tuple[int, str]:
    """Run `filings` with a terminal of its own, type an answer at each prompt; return its status and words."""
    mine, its = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "filings", *words],
        cwd=folder,
        stdin=its,
        stdout=its,
        stderr=its,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "FILINGS_LANG": "ru"},
        preexec_fn=lambda: os.login_tty(its),
    )
    os.close(its)
    shown, seen, late = b"", 0, time.monotonic() + 60
    while time.monotonic() < late:
        if shown[seen:].endswith(b": ") and answers:
            time.sleep(0.1)  # the terminal forgets what was typed before the echo went off
            answer = answers.pop(0)
            ending = b"" if answer in (CTRL_C, CTRL_D) else b"\n"
            os.write(mine, (answer if isinstance(answer, bytes) else answer.encode()) + ending)
            seen = len(shown)
        if select.select([mine], [], [], 0.1)[0]:
            try:
                shown += os.read(mine, 4096)
            except OSError:  # the other end is closed: it has ended
                break
    os.close(mine)
    return process.wait(timeout=10), shown.decode()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `filings` in an empty folder, in this process: it is the same but for the start, which takes a second."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FILINGS_LANG", raising=False)

    def run_filings(*words: str | Path) -> subprocess.CompletedProcess[str]:
        status = edge.run([str(word) for word in words])
        return subprocess.CompletedProcess(words, status, *capsys.readouterr())

    return run_filings


@pytest.fixture
def case(tmp_path: Path, example: Path) -> Path:
    path = tmp_path / "дело.yaml"
    path.write_bytes(example.read_bytes())
    return path


@pytest.fixture
def key(run: Run) -> str:
    """A key file `key.txt`; return the public key."""
    return run("seal", "--new-key", "key.txt").stdout.strip()


def private(path: Path) -> bool:
    return stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_is_made_once_and_is_private(run: Run, tmp_path: Path, key: str) -> None:
    text = (tmp_path / "key.txt").read_text()
    assert key.startswith("age1")
    assert f"# public key: {key}\n" in text
    assert private(tmp_path / "key.txt")
    again = run("seal", "--new-key", "key.txt", "--overwrite")
    assert again.returncode == 4
    assert "K014 key.txt" in again.stderr
    assert (tmp_path / "key.txt").read_text() == text


def test_files_are_sealed_to_a_key_and_opened_by_it(run: Run, tmp_path: Path, case: Path, key: str) -> None:
    sealed = run("seal", case, "key.txt", "--to", key, "-o", "для адвоката")
    assert sealed.returncode == 0, sealed.stderr
    assert sealed.stdout.splitlines() == ["для адвоката/дело.yaml.age", "для адвоката/key.txt.age"]
    assert "остались на месте" in sealed.stderr
    target = tmp_path / "для адвоката" / "дело.yaml.age"
    assert is_sealed(target.read_bytes())
    assert private(target)
    assert case.exists()
    opened = run("open", target, "--identity", "key.txt", "-o", "там")
    assert opened.returncode == 0, opened.stderr
    assert opened.stdout == "там/дело.yaml\n"
    assert (tmp_path / "там" / "дело.yaml").read_bytes() == case.read_bytes()
    assert private(tmp_path / "там" / "дело.yaml")


def test_one_refused_file_does_not_stop_the_others(run: Run, tmp_path: Path, case: Path, key: str) -> None:
    assert run("seal", case, "--to", key).returncode == 0
    sealed = run("seal", "нет.yaml", "дело.yaml.age", "key.txt", "--to", key)
    assert sealed.returncode == 1
    assert sealed.stdout == "key.txt.age\n"
    assert "F001 нет.yaml" in sealed.stderr
    assert "K011 дело.yaml.age" in sealed.stderr
    (tmp_path / "cut.yaml.age").write_bytes((tmp_path / "дело.yaml.age").read_bytes()[:-9])
    opened = run("open", "cut.yaml.age", "key.txt", "дело.yaml.age", "--identity", "key.txt", "--overwrite")
    assert opened.returncode == 1
    assert opened.stdout == "дело.yaml\n"
    assert "K004 cut.yaml.age" in opened.stderr
    assert "K003 key.txt" in opened.stderr


def test_what_exists_is_kept_and_nothing_replaces_a_file_of_the_same_run(
    run: Run, tmp_path: Path, case: Path, key: str
) -> None:
    assert run("seal", case, "--to", key).returncode == 0
    again = run("seal", case, "--to", key)
    assert (again.returncode, again.stdout) == (4, "")
    assert "O001 дело.yaml.age" in again.stderr
    assert "остались" not in again.stderr
    assert "O001 дело.yaml" in run("open", "дело.yaml.age", "--identity", "key.txt").stderr
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "дело.yaml").write_text("other")
    both = run("seal", case, "b/дело.yaml", "--to", key, "-o", "out", "--overwrite")
    assert (both.returncode, both.stdout) == (4, "out/дело.yaml.age\n")
    assert "K015 дело.yaml.age" in both.stderr


def test_a_bundle_is_unpacked_and_any_other_zip_is_not(run: Run, tmp_path: Path, key: str) -> None:
    (tmp_path / "17.zip.age").write_bytes(Recipients((key,)).bundle({"Дроздов/Рапорт.docx": b"docx", "a.pdf": b"pdf"}))
    (tmp_path / "фото.zip").write_bytes(b"PK and so on")
    assert run("seal", "фото.zip", "--to", key).returncode == 0
    opened = run("open", "17.zip.age", "фото.zip.age", "--identity", "key.txt", "-o", "out")
    assert opened.returncode == 0, opened.stderr
    assert opened.stdout.splitlines() == ["out/a.pdf", "out/Дроздов/Рапорт.docx", "out/фото.zip"]
    assert (tmp_path / "out" / "Дроздов" / "Рапорт.docx").read_bytes() == b"docx"
    assert private(tmp_path / "out" / "Дроздов" / "Рапорт.docx")


def test_what_is_lacking_is_told_instead_of_waiting(run: Run, tmp_path: Path, case: Path, key: str) -> None:
    for words, status, code in (
        (("seal", case), 2, "K013"),
        (("seal", case, "--to", "key.txt"), 2, "K006 key.txt"),
        (("seal",), 2, "--new-key"),
        (("seal", case, "--new-key", "b.txt"), 2, "--new-key"),
        (("open",), 2, "ФАЙЛ"),
    ):
        result = run(*words)
        assert result.returncode == status
        assert code in result.stderr
    assert run("seal", case, "--to", key).returncode == 0
    run("seal", "--new-key", "other.txt")
    for words, status, code in (
        ((), 2, "K012 дело.yaml.age"),
        (("--identity", "other.txt"), 1, "K001 дело.yaml.age"),
        (("--identity", case), 2, "K007 дело.yaml"),
        (("--identity", "нет.txt"), 1, "F001 нет.txt"),
    ):
        for command in ("open", "check", "render", "deadlines"):
            result = run(command, "дело.yaml.age", *words)
            assert result.returncode == status, (command, words, result.stderr)
            assert code in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["key.txt", "other.txt", "дело.yaml", "дело.yaml.age"]


def test_a_sealed_case_is_read_like_a_plain_one(run: Run, tmp_path: Path, case: Path, key: str) -> None:
    assert run("seal", case, "--to", key).returncode == 0
    with_key = ("--identity", "key.txt")
    for words in (("check", "--json", "--on", "2022-05-01"), ("deadlines", "--on", "2022-05-01")):
        plain, sealed = run(*words, case), run(*words, "дело.yaml.age", *with_key)
        assert sealed.returncode == plain.returncode == 0, sealed.stderr
        assert sealed.stdout.replace("дело.yaml.age", str(case)) == plain.stdout
    assert run("render", "дело.yaml.age", *with_key, "-f", "txt", "-o", "a").returncode == 0
    assert run("render", case, "-f", "txt", "-o", "b").returncode == 0
    (one,), (other,) = (list((tmp_path / folder).iterdir()) for folder in "ab")
    assert one.name == other.name == "Рапорт об увольнении - дело.txt"
    assert one.read_bytes() == other.read_bytes()


def test_a_fault_in_a_sealed_case_is_told_at_its_place_and_no_more(run: Run, tmp_path: Path, key: str) -> None:
    (tmp_path / "a.yaml.age").write_bytes(Recipients((key,)).seal("kind: [Тайна".encode()))
    (tmp_path / "b.age").write_bytes(Recipients((key,)).seal(b"kind: resignation"))
    result = run("check", "a.yaml.age", "b.age", "--identity", "key.txt")
    assert result.returncode == 1
    assert "F004 a.yaml:2:1" in result.stderr
    assert "F002 b" in result.stderr
    assert "Тайна" not in result.stderr


# Tells of every file opened to be written and every folder made, also of those that are gone at the end.
WATCHED = """
import os, sys
def watch(event, arguments):
    if event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) or event == "os.mkdir":
        os.write(2, ("WRITES " + str(arguments[0]) + chr(10)).encode())
sys.addaudithook(watch)
from filings.commands.edge import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.slow
def test_checking_a_sealed_case_writes_no_file_anywhere(run: Run, tmp_path: Path, case: Path, key: str) -> None:
    assert run("seal", case, "--to", key).returncode == 0
    before = sorted(tmp_path.rglob("*"))
    (temporary := tmp_path / "temporary").mkdir()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"}

    def watched(*words: str) -> str:
        arguments = [sys.executable, "-c", WATCHED, *words]
        return subprocess.run(
            arguments, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        ).stderr

    for command in ("check", "deadlines"):
        assert "WRITES" not in watched(command, "дело.yaml.age", "--identity", "key.txt")
    assert sorted(tmp_path.rglob("*")) == sorted([*before, temporary])
    assert "WRITES" in watched("seal", "--new-key", "other.txt")


# --- at a terminal ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_passphrase_is_asked_for_twice_to_seal_and_once_to_open(tmp_path: Path, case: Path) -> None:
    (tmp_path / "два.yaml").write_bytes(case.read_bytes())
    words = ["seal", "дело.yaml", "нет.yaml", "два.yaml"]
    status, shown = at_a_terminal(
        tmp_path, words, ["короткий", PASSPHRASE, "не тот", b"\xd0", PASSPHRASE, f" {PASSPHRASE} "]
    )
    assert status == 1
    assert shown.count("Такой пароль легко подобрать") == 1
    assert shown.count("Пароли не совпали") == 1
    assert shown.count("Пароль прочесть не удалось") == 1
    assert PASSPHRASE not in shown
    status, shown = at_a_terminal(tmp_path, ["open", "дело.yaml.age", "два.yaml.age", "-o", "out"], [PASSPHRASE])
    assert status == 0
    assert shown.count("Пароль: ") == 1
    assert PASSPHRASE not in shown
    assert (tmp_path / "out" / "два.yaml").read_bytes() == case.read_bytes()
    status, shown = at_a_terminal(tmp_path, ["check", "дело.yaml.age"], ["", "не тот пароль"])
    assert status == 1
    assert shown.count("Пароль: ") == 2
    assert "K002 дело.yaml.age" in shown
    assert "не тот пароль" not in shown


@pytest.mark.slow
def test_a_passphrase_is_made_up_at_an_empty_answer(tmp_path: Path, case: Path) -> None:
    status, shown = at_a_terminal(tmp_path, ["seal", "дело.yaml"], [""])
    assert status == 0
    (made,) = (line.removeprefix("Пароль: ") for line in shown.splitlines() if line.startswith("Пароль: "))
    status, shown = at_a_terminal(tmp_path, ["open", "дело.yaml.age", "-o", "out"], [made])
    assert status == 0, shown
    assert (tmp_path / "out" / "дело.yaml").read_bytes() == case.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_the_prompt_can_be_left(tmp_path: Path, case: Path, key: str) -> None:
    assert at_a_terminal(tmp_path, ["seal", "дело.yaml"], [key])[0] == 130
    assert [path.name for path in tmp_path.iterdir()] == [case.name]


@pytest.mark.slow
def test_without_a_terminal_a_passphrase_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "дело.yaml.age").write_bytes(seal_with_passphrase(b"kind: resignation", PASSPHRASE))
    command = [sys.executable, "-m", "filings", "open", "дело.yaml.age"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        command, cwd=tmp_path, env=environment, input=f"{PASSPHRASE}\n", capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert "K013" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["дело.yaml.age"]


# --- the strength of a passphrase -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "passphrase", ["", "короткий", "ааааааааааааааааа", "12.03.1999 12:30", "+7 916 123-45-67", "01012000010120000"]
)
def test_a_weak_passphrase_is_refused(passphrase: str) -> None:
    assert is_weak(passphrase)


@pytest.mark.parametrize("passphrase", [PASSPHRASE, "correct horse battery", "1714-0301-2657-8530-7964-0483"])
def test_a_strong_passphrase_is_taken(passphrase: str) -> None:
    assert not is_weak(passphrase)


def test_a_passphrase_made_up_is_of_24_digits_and_another_every_time() -> None:
    made = new_passphrase()
    assert len(made.replace("-", "")) == 24
    assert made.replace("-", "").isdecimal()
    assert made != new_passphrase()
