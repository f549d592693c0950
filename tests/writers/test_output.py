"""Files reach the disk whole, private and only where they were asked for, or not at all."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from filings.disk.output import settle, write
from filings.errors import OutputError
from filings.problems import ExitCode


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _code(refused: pytest.ExceptionInfo[OutputError]) -> str:
    (problem,) = refused.value.problems
    assert problem.what
    assert problem.remedy
    assert refused.value.exit_code is ExitCode.OUTPUT
    return problem.code


def test_the_files_of_a_paper_appear_readable_by_their_owner_only(folder: Path) -> None:
    write({folder / "Рапорт.docx": b"docx", folder / "Рапорт.pdf": b"pdf"})
    assert _names(folder) == ["Рапорт.docx", "Рапорт.pdf"]
    assert (folder / "Рапорт.pdf").read_bytes() == b"pdf"
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_file_that_exists_is_not_touched_unasked(folder: Path) -> None:
    write({folder / "a.pdf": b"old"})
    with pytest.raises(OutputError) as refused:
        write({folder / "a.docx": b"new", folder / "a.pdf": b"new"})
    assert _code(refused) == "O001"
    assert _names(folder) == ["a.pdf"]
    assert (folder / "a.pdf").read_bytes() == b"old"


def test_a_file_is_replaced_when_asked_and_becomes_private(folder: Path) -> None:
    folder.mkdir()
    target = folder / "a.pdf"
    target.write_bytes(b"old")
    target.chmod(0o644)
    write({target: b"new"}, overwrite=True)
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_link_is_not_followed_to_somebody_elses_file(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"theirs")
    (folder / "a.pdf").symlink_to(elsewhere)
    with pytest.raises(OutputError) as refused:
        write({folder / "a.pdf": b"new"})
    assert _code(refused) == "O001"
    write({folder / "a.pdf": b"new"}, overwrite=True)
    assert elsewhere.read_bytes() == b"theirs"
    assert (folder / "a.pdf").read_bytes() == b"new"


def test_a_folder_in_the_place_of_the_file(folder: Path) -> None:
    (folder / "a.pdf").mkdir(parents=True)
    for overwrite in (False, True):
        with pytest.raises(OutputError) as refused:
            write({folder / "a.docx": b"new", folder / "a.pdf": b"new"}, overwrite=overwrite)
        assert _code(refused) == "O006"
    assert _names(folder) == ["a.pdf"]


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"file")
    with pytest.raises(OutputError) as refused:
        write({tmp_path / "out" / "a.pdf": b"new"})
    assert _code(refused) == "O002"
    with pytest.raises(OutputError) as refused:
        write({tmp_path / "out" / "deeper" / "a.pdf": b"new"})
    assert _code(refused) == "O002"


def test_a_name_longer_than_the_file_system_takes(folder: Path) -> None:
    with pytest.raises(OutputError) as refused:
        write({folder / "a.pdf": b"new", folder / ("ж" * 200 + ".pdf"): b"new"})
    assert _code(refused) == "O005"
    assert _names(folder) == []


_SMALL_DISK = """
import resource, sys
from pathlib import Path
from filings.errors import OutputError
from filings.disk.output import write
folder = Path(sys.argv[1])
write({folder / "a.pdf": b"old"})
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write({folder / "a.docx": b"x" * 999, folder / "a.pdf": b"x" * 1001}, overwrite=True)
except OutputError as error:
    print(error.problems[0].code)
"""


def test_no_room_on_the_disk_leaves_nothing_new(folder: Path) -> None:
    run = subprocess.run([sys.executable, "-c", _SMALL_DISK, str(folder)], capture_output=True, check=True)
    assert run.stdout.strip() == b"O004"
    assert _names(folder) == ["a.pdf"]
    assert (folder / "a.pdf").read_bytes() == b"old"


_AS_NOBODY = """
import os, sys
from pathlib import Path
from filings.errors import OutputError
from filings.disk.output import write
if os.geteuid() == 0:
    os.setuid(65534)
for target in (Path(sys.argv[1]) / "a.pdf", Path(sys.argv[1]) / "deeper" / "a.pdf"):
    try:
        write({target: b"new"})
    except OutputError as error:
        print(error.problems[0].code)
"""


def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o555)
    for parent in (tmp_path, *tmp_path.parents):
        if parent.stat().st_uid == os.getuid() and parent != Path("/tmp"):  # noqa: S108
            parent.chmod(parent.stat().st_mode | 0o055)
    run = subprocess.run([sys.executable, "-c", _AS_NOBODY, str(locked)], capture_output=True, check=True)
    assert run.stdout.split() == [b"O003", b"O002"]


def test_what_was_already_renamed_is_taken_back_when_a_later_file_cannot_be(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace a file that Word holds open: only there, so it is played here."""
    write({folder / "a.docx": b"old"})
    replace = Path.replace

    def held(path: Path, target: Path) -> Path:
        if target.name == "a.pdf":
            raise PermissionError(13, "Permission denied")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", held)
    files = {folder / "a.docx": b"new", folder / "a.html": b"new", folder / "a.pdf": b"new"}
    with pytest.raises(OutputError) as refused:
        write(files, overwrite=True)
    assert _code(refused) == "O003"
    assert _names(folder) == ["a.docx"]
    assert (folder / "a.docx").read_bytes() == b"old"


def test_a_disk_without_hard_links_is_written_to_all_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_path: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", none)
    write({folder / "a.pdf": b"new"})
    assert _names(folder) == ["a.pdf"]


def test_of_two_that_write_the_same_name_at_once_one_is_told(folder: Path) -> None:
    def attempt(content: bytes) -> str:
        try:
            write({folder / "a.pdf": content})
        except OutputError as error:
            return error.problems[0].code
        return "done"

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(attempt, [bytes([number]) * 1000 for number in range(16)]))
    assert sorted(done) == ["O001"] * 15 + ["done"]
    assert (folder / "a.pdf").read_bytes() == bytes([done.index("done")]) * 1000
    assert _names(folder) == ["a.pdf"]


def test_a_batch_settles_its_folder_once_at_the_end(folder: Path) -> None:
    for number in range(3):
        write({folder / f"{number}.pdf": b"new"}, settled=False)
    settle({folder})
    assert _names(folder) == ["0.pdf", "1.pdf", "2.pdf"]


def test_a_folder_that_is_gone_needs_no_settling(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    settle({tmp_path, tmp_path / "gone", tmp_path / "file" / "below"})
