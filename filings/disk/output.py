"""Files put in their place whole or not at all: the one way by which a paper reaches the disk.

No file name is made here; that is names.py.
"""

import errno
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filings.errors import OutputError
from filings.i18n import _
from filings.problems import Kind, Problem

_PRIVATE_FOLDER = 0o700
_PREFIX, _SUFFIX = ".filings-", ".tmp"
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_PERMISSION = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_SUCH_CALL = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def write(files: Mapping[Path, bytes], *, overwrite: bool = False, settled: bool = True) -> None:
    """Put `files` (target → content) on the disk: all of them appear, or none does.

    Each file is written beside its target under another name, readable by its owner only (0600), forced to the disk
    and renamed. Missing folders are made, the innermost 0700. A target that exists is replaced only with `overwrite`.
    A batch passes `settled=False` and calls `settle` once at its end, for the names to survive a power cut too.

    Raises `OutputError`: O001 the file exists, O002 the folder cannot be made, O003 no permission, O004 no room,
    O005 the name is too long, O006 a folder stands in the place of the file, O007 anything else the disk says.
    """
    for target in files:
        with telling_os_errors(target):
            _check(target, overwrite)
    temporary: dict[Path, Path] = {}
    try:
        for target, content in files.items():
            with telling_os_errors(target):
                temporary[target] = _written_beside(target, content)
        _publish(temporary, overwrite)
    finally:
        for target, path in temporary.items():
            with telling_os_errors(target):
                path.unlink(missing_ok=True)
    if settled:
        settle({target.parent for target in files})


def clean(folders: Iterable[Path]) -> None:
    """Remove from `folders` what a run that was killed has left half-written, and those folders that are then empty.

    Raises `OutputError` where the disk does not let it.
    """
    for folder in folders:
        with telling_os_errors(folder):
            for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
                path.unlink(missing_ok=True)
        with suppress(OSError):  # it holds something, or it never was made
            folder.rmdir()


def settle(folders: Iterable[Path]) -> None:
    """Force the names of the files in `folders` to the disk; raises `OutputError` O007 where the disk fails.

    A folder that cannot be opened (Windows), is gone, or lies where this is unknown (a network) is passed over.
    """
    for folder in folders:
        with telling_os_errors(folder):
            try:
                handle = os.open(folder, os.O_RDONLY)
            except (PermissionError, FileNotFoundError, NotADirectoryError):
                continue
            try:
                os.fsync(handle)
            except OSError as error:
                if error.errno not in _NO_SUCH_CALL:
                    raise
            finally:
                os.close(handle)


def _check(target: Path, overwrite: bool) -> None:
    try:
        target.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in _NO_ROOM | {errno.ENAMETOOLONG}:
            raise
        raise _no_folder(target) from error
    if target.is_dir():
        raise OutputError(
            Problem(
                Kind.UNWRITTEN,
                "O006",
                target.name,
                _("На месте файла стоит папка с тем же именем."),
                _("Переименуйте папку или выберите для файла другое место."),
            )
        )
    if not overwrite and os.path.lexists(target):
        raise _exists(target)


def _written_beside(target: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=target.parent)  # made with 0600
    path = Path(name)
    with ExitStack() as undo:  # Ctrl-C, too
        undo.callback(path.unlink, missing_ok=True)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        undo.pop_all()
    return path


def _publish(temporary: Mapping[Path, Path], overwrite: bool) -> None:
    """Give each file its own name; where one cannot have it, take back those that already have theirs."""
    with ExitStack() as undo:
        for target, path in temporary.items():
            with telling_os_errors(target):
                before = target.read_bytes() if overwrite and target.exists() else None
                (_replace if overwrite else _place)(path, target)
            undo.callback(_restore, target, before)
        undo.pop_all()


def _restore(target: Path, before: bytes | None) -> None:
    with telling_os_errors(target):
        if before is None:
            target.unlink(missing_ok=True)
        else:
            _replace(_written_beside(target, before), target)


def _replace(path: Path, target: Path) -> None:
    path.replace(target)


def _place(path: Path, target: Path) -> None:
    """Rename `path` to `target`, which must not exist: a rename would silently replace what came there meanwhile."""
    try:
        target.hardlink_to(path)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        path.rename(target)  # a memory stick has no hard links; the check above must do


@contextmanager
def telling_os_errors(target: Path) -> Iterator[None]:
    """Tell in a person's words what the disk says of `target`: raises `OutputError` in place of `OSError`."""
    try:
        yield
    except FileExistsError as error:
        raise _exists(target) from error
    except OSError as error:
        raise OutputError(_problem(error, target)) from error


def _problem(error: OSError, target: Path) -> Problem:
    where = target.name
    if error.errno in _NO_ROOM:
        return Problem(
            Kind.FULL,
            "O004",
            where,
            _("На диске нет места для файла, или файл больше дозволенного."),
            _("Освободите место или выберите другой диск; из этого набора не записано ничего."),
        )
    if error.errno in _NO_PERMISSION:
        return Problem(
            Kind.DENIED,
            "O003",
            where,
            _("Записать файл в эту папку нельзя: нет прав, или файл открыт в другой программе."),
            _("Закройте файл в других программах либо выберите свою папку."),
        )
    if error.errno == errno.ENAMETOOLONG:
        return Problem(
            Kind.UNWRITTEN,
            "O005",
            where,
            _("Имя файла или папки слишком длинное."),
            _("Задайте имя покороче: до 100 знаков."),
        )
    return Problem(
        Kind.UNWRITTEN,
        "O007",
        where,
        _("Файл не записан, диск отвечает: {reason}.").format(reason=error.strerror),
        _("Проверьте диск или выберите другое место."),
    )


def _exists(target: Path) -> OutputError:
    return OutputError(
        Problem(
            Kind.UNWRITTEN,
            "O001",
            target.name,
            _("Такой файл уже есть; он не тронут."),
            _("Добавьте ключ --overwrite, чтобы заменить его, или выберите другую папку."),
        )
    )


def _no_folder(target: Path) -> OutputError:
    return OutputError(
        Problem(
            Kind.UNWRITTEN,
            "O002",
            target.parent.name,
            _("Папку для файлов создать не удалось."),
            _("Проверьте путь: папка, в которой она создаётся, должна существовать и быть доступна для записи."),
        )
    )
