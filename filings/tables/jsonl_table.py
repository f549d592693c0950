"""JSONL → rows: a case a line, read a line at a time. A line that cannot be read is the fault of its row only."""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from filings.errors import FactsError
from filings.facts.load import LARGEST_FILE, read_json
from filings.facts.yaml_text import UnreadableFileError
from filings.i18n import _
from filings.problems import Kind, Problem
from filings.tables.columns import NUMBER_KEY
from filings.tables.faults import no_cases, open_source
from filings.tables.rows import CaseRow, Line, Source


class JsonlTable:
    """A table of cases in JSONL. `number` names a case; where it lacks, the number of its line does."""

    def __init__(self, source: Source) -> None:
        """Raise `FactsError`: B001 not opened, B011 no case."""
        self.name = source.name
        self.pages: Mapping[str, Line] = {}
        self._source = source
        with open_source(source) as file:
            if next(_lines(file), None) is None:
                raise FactsError(no_cases())

    def __iter__(self) -> Iterator[CaseRow]:
        """Yield the rows in their order; blank lines are passed over."""
        with open_source(self._source) as file:
            for number, line in _lines(file):
                yield _row(number, line)


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that hold something, with their numbers; of one that is too long, as much as shows it."""
    number = 0
    while line := file.readline(LARGEST_FILE + 2):
        number += 1
        rest = line
        while len(rest) == LARGEST_FILE + 2 and not rest.endswith(b"\n"):
            rest = file.readline(LARGEST_FILE + 2)
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield number, line


def _row(row: int, line: bytes) -> CaseRow:
    place = _("строка {row}").format(row=row)
    try:
        facts = _facts(line)
    except UnreadableFileError as error:
        where = _("{place}, знак {column}").format(place=place, column=error.column) if error.column else place
        return CaseRow(
            str(row), {}, place, problems=(Problem(Kind.WRONG, error.code, where, error.what, error.remedy),)
        )
    number = facts.pop(NUMBER_KEY, None) or str(row)
    if isinstance(number, str):
        return CaseRow(" ".join(number.split()) or str(row), facts, place)
    what, remedy = _("«number» должен быть числом или текстом."), _("Исправьте или удалите «number».")
    return CaseRow(str(row), facts, place, problems=(Problem(Kind.WRONG, "B013", place, what, remedy),))


def _facts(line: bytes) -> dict[str, Any]:
    if len(line) > LARGEST_FILE + 1:
        raise UnreadableFileError("F006", _("Строка больше 1 МБ."), _("Сканы документов в дело не вкладывают."))
    try:
        value = read_json(line.decode())
    except UnicodeDecodeError:
        raise UnreadableFileError("F003", _("Кодировка строки не UTF-8."), _("Сохраните файл в UTF-8.")) from None
    if not isinstance(value, dict):
        what, remedy = _("В строке нет фактов с названиями."), _("Каждая строка – одно дело в фигурных скобках.")
        raise UnreadableFileError("F009", what, remedy)
    return value
