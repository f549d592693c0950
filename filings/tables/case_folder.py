"""A folder of case files → rows: a case a file, in the order of their names."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from filings.errors import FactsError
from filings.facts import load
from filings.i18n import _
from filings.problems import Kind, Problem
from filings.tables.rows import CaseRow, Line

_ENDINGS = {".yaml", ".yml", ".json", ".toml"}
# A case file may lie there sealed (`case.yaml.age`); whoever opens the folder reads it then.
_SEALED = ".age"


class CaseFolder:
    """The case files of a folder as a table: the name of a file without its endings is the number of the case."""

    def __init__(self, folder: Path, read: Callable[[Path], Mapping[str, Any]] = load) -> None:
        """Take the case files of `folder`, not of the folders in it; other files, hidden ones too, are ignored.

        `read` returns the raw facts of a file, `FactsError` where it cannot be read. Raises `FactsError`: B001 the
        folder cannot be read, B011 there is no case file.
        """
        self.name = folder.name
        self.pages: Mapping[str, Line] = {}
        self._read = read
        try:
            names = sorted(path.name for path in folder.iterdir() if _number(path) and path.is_file())
        except OSError:
            what, remedy = _("Папка не открывается."), _("Проверьте имя папки и право её читать.")
            raise FactsError(Problem(Kind.WRONG, "B001", "", what, remedy)) from None
        if not names:
            remedy = _("Положите в папку файлы дел .yaml, .yml, .json или .toml.")
            raise FactsError(Problem(Kind.WRONG, "B011", "", _("В папке нет ни одного файла дела."), remedy))
        self._paths = [folder / name for name in names]

    def __iter__(self) -> Iterator[CaseRow]:
        """Yield the cases in the order of the names; a file that cannot be read is the fault of its row."""
        return map(self._row, self._paths)

    def _row(self, path: Path) -> CaseRow:
        try:
            return CaseRow(_number(path), self._read(path), path.name)
        except FactsError as error:
            return CaseRow(_number(path), {}, path.name, problems=error.problems)


def _number(path: Path) -> str:
    """Return the name of a case file without its endings, «» where the file is none."""
    bare = Path(path.stem) if path.suffix == _SEALED else path
    return bare.stem if bare.suffix.lower() in _ENDINGS and not path.name.startswith(".") else ""
