"""Many files as one: a plain zip without names outside it, read back only if it is one that this program makes."""

import io
import stat
import zipfile
from collections.abc import Mapping, Sequence

from filings.errors import FactsError
from filings.i18n import _
from filings.problems import Kind, Problem

MOST_FILES = 10_000

_BUNDLE = b"filings bundle"
_FIRST_OF_1980 = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can hold: says nothing of when the papers were made
_UNIX = 3
_ENCRYPTED = 1
_FORBIDDEN = set('\\:*?"<>|')


def bundle(files: Mapping[str, bytes]) -> bytes:
    """Return `files` (path with `/` → content) as one file, to be sealed whole: neither names nor sizes show then.

    It is a plain zip; the same files give the same bytes. Raises `ValueError` for a path `unbundle` would refuse.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.comment = _BUNDLE
        for path in sorted(files):
            if not _is_safe(path):
                raise ValueError("a path that no bundle may hold")
            member = zipfile.ZipInfo(path, _FIRST_OF_1980)
            member.create_system, member.external_attr = _UNIX, (stat.S_IFREG | 0o600) << 16
            archive.writestr(member, files[path])
    return buffer.getvalue()


def is_bundle(content: bytes) -> bool:
    """Tell whether `content` is what `bundle` makes, and not any other zip."""
    return content.startswith(b"PK") and content.endswith(_BUNDLE)


def unbundle(content: bytes, name: str) -> dict[str, bytes]:
    """Return the files in the bundle `name`; their paths lead nowhere but below the folder they are put in.

    Raises `FactsError`: K009 it is damaged, or it holds what no bundle of ours does (a path out of the folder, a link,
    the same path twice, packed or encrypted files, more than `MOST_FILES`).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if _are_ours(members, len(content)):
                return {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError):
        pass
    remedy = _("Попросите прислать файл заново. Если источник вам неизвестен, файлу не доверяйте.")
    what = _("Собрание файлов повреждено или составлено не этой программой; ничего не распаковано.")
    raise FactsError(Problem(Kind.WRONG, "K009", name, what, remedy))


def _are_ours(members: Sequence[zipfile.ZipInfo], size: int) -> bool:
    return (
        len(members) <= MOST_FILES
        # Stored members that overlap could still unfold to more than the file holds.
        and sum(member.file_size for member in members) <= size
        and len({member.filename.casefold() for member in members}) == len(members)
        and all(
            member.compress_type == zipfile.ZIP_STORED
            and not member.flag_bits & _ENCRYPTED
            and stat.S_ISREG(member.external_attr >> 16)
            and _is_safe(member.orig_filename)
            for member in members
        )
    )


def _is_safe(path: str) -> bool:
    """Refuse what leads out of a folder on any system, hidden files, and signs that disguise a name."""
    return (
        path.isprintable()
        and not _FORBIDDEN & set(path)
        and all(part and part == part.strip(". ") for part in path.split("/"))
    )
