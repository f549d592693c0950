"""What must be known of a workbook before the library reads it: that it fits in the memory, and which cells it loses.

The library keeps a whole rectangle from the first filled cell to the last, copies a shared text into every cell that
names it, believes the number of them that the file tells, dies of impossible addresses, and gives nothing for a cell in
error or a formula without a result.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from xml.parsers import expat

from filings.errors import FactsError
from filings.i18n import _
from filings.problems import Kind, Problem
from filings.tables.addresses import letters
from filings.tables.cells import ERROR, UNCOUNTED
from filings.tables.faults import too_large, unknown_format

LARGEST_CONTENT = 256 * 1024 * 1024
LARGEST_TEXT = 64 * 1024 * 1024
# Measured: 32 bytes a cell of the rectangle, filled or not.
MOST_CELLS = 4_000_000
_BLOCK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_USUAL = {"/officeDocument": "xl/workbook.xml", "/sharedStrings": "xl/sharedstrings.xml"}
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    ValueError,
)
Position = tuple[int, int]
Start = Callable[[str, Mapping[str, str]], None]


class Book:
    """A workbook that is safe to be read, and what the library does not say of its pages."""

    def __init__(self, content: bytes) -> None:
        """Raise `FactsError`: B002 an older format, B005 locked by a password, B006 not a workbook, B007 too large."""
        if content.startswith(_OLE):
            raise _locked() if _ENCRYPTED_PART in content else unknown_format()
        with damage_told():
            self._zip = zipfile.ZipFile(BytesIO(content))
            infos = self._zip.infolist()
            self._parts = {info.filename.casefold(): info for info in infos}
            if len(self._parts) < len(infos):
                raise zipfile.BadZipFile
            self._measure()
            self._pages = self._named_parts()
            self._lengths = self._shared_lengths()

    def lost_cells(self, page: str) -> Mapping[Position, str]:
        """Return what stands in the cells of `page` that the library would give as blank: (row, column) from 0 → mark.

        Raises `FactsError`: B006 the page is damaged, B007 it is too large.
        """
        sheet = _CellScan(page, self._lengths)
        with damage_told():
            self._parse(self._pages[page], sheet.start, sheet.text)
            sheet.close()
        return sheet.lost

    def _measure(self) -> None:
        left = LARGEST_CONTENT
        for info in self._parts.values():
            if info.flag_bits & 1:
                raise _locked()
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise zipfile.BadZipFile
            # The size that the file tells of itself is not to be believed: the library reads on to the real end.
            info.file_size = 2 * LARGEST_CONTENT
            for block in self._blocks(info):
                left -= len(block)
                if left < 0:
                    raise too_large("", _("В распакованном виде таблица занимает больше 256 МБ."))

    def _blocks(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        with self._zip.open(info) as file:
            while block := file.read(_BLOCK):
                yield block

    def _parse(self, part: str, start: Start, text: Callable[[str], None] | None = None) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        for block in self._blocks(self._parts[part.casefold()]):
            parser.Parse(block)
        parser.Parse(b"", True)

    def _named_parts(self) -> dict[str, str]:
        """Return the part of each page by its name."""
        targets: dict[str, str] = {}
        keys: dict[str, str] = {}

        def relation(tag: str, attributes: Mapping[str, str]) -> None:
            if _local(tag) != "Relationship":
                return
            targets[attributes["Id"]] = attributes["Target"]
            # What is looked at here must be what the library reads: these parts stand where every program puts them.
            for kind, usual in _USUAL.items():
                if attributes["Type"].endswith(kind) and _inside_book(attributes["Target"]).casefold() != usual:
                    raise ValueError

        def sheet(tag: str, attributes: Mapping[str, str]) -> None:
            if _local(tag) == "sheet":
                if attributes["name"] in keys:
                    raise ValueError
                keys[attributes["name"]] = {_local(name): value for name, value in attributes.items()}["id"]

        self._parse("_rels/.rels", relation)
        targets.clear()
        self._parse("xl/_rels/workbook.xml.rels", relation)
        self._parse("xl/workbook.xml", sheet)
        return {name: _inside_book(targets[key]) for name, key in keys.items()}

    def _shared_lengths(self) -> list[int]:
        lengths: list[int] = []

        def item(tag: str, attributes: Mapping[str, str]) -> None:
            told = 0
            if _local(tag) == "si":
                lengths.append(0)
            elif _local(tag) == "sst":
                told = int(attributes.get("uniqueCount", 0))
            if max(told, len(lengths)) > MOST_CELLS:
                raise too_large("", _("В таблице слишком много текстов."))

        def text(data: str) -> None:
            if lengths:
                lengths[-1] += len(data)

        if "xl/sharedstrings.xml" in self._parts:
            self._parse("xl/sharedStrings.xml", item, text)
        return lengths


class _CellScan:
    """Goes through the cells of one page as its XML is read. Where a cell ends is seen from what follows it: a third
    kind of event for every cell would cost a third of the time."""

    __slots__ = (
        "_bottom",
        "_cells",
        "_column",
        "_filled",
        "_formula",
        "_in_value",
        "_kind",
        "_left",
        "_letters",
        "_line",
        "_page",
        "_right",
        "_row",
        "_shared",
        "_top",
        "_value",
        "lost",
    )

    def __init__(self, page: str, shared: list[int]) -> None:
        self.lost: dict[Position, str] = {}
        self._page, self._shared = page, shared
        self._row = self._line = self._column = -1
        self._kind = self._value = ""
        self._formula = self._filled = self._in_value = False
        self._cells = self._letters = 0
        self._top, self._bottom, self._left, self._right = _LAST_ROW, -1, _LAST_COLUMN, -1

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = _local(tag)
        self._in_value = tag == "v"
        if tag == "c":
            self.close()
            if "r" in attributes:
                self._row, self._column = _position(attributes["r"])
            else:
                self._row, self._column = self._line, self._column + 1
            self._kind = attributes.get("t", "")
        elif tag in ("v", "is"):
            self._filled = True
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self.close()
            self._line = int(attributes["r"]) - 1 if "r" in attributes else self._line + 1
            self._column = -1

    def text(self, data: str) -> None:
        if self._in_value:
            self._value += data

    def close(self) -> None:
        """Judge the cell that has ended, if there was one."""
        kind, value = self._kind, self._value.strip()
        if kind == "e":
            self.lost[self._row, self._column] = ERROR
        elif self._formula and not value and kind != "str":
            self.lost[self._row, self._column] = UNCOUNTED
        elif not self._filled:
            return
        if kind == "s" and value:
            self._letters += self._shared[_natural(value)]
        self._kind = self._value = ""
        self._formula = self._filled = False
        self._cells += 1
        if not (self._top <= self._row <= self._bottom and self._left <= self._column <= self._right):
            self._stretch(self._row, self._column)
        if self._cells > MOST_CELLS or self._letters > LARGEST_TEXT:
            raise self._too_large()

    def _stretch(self, row: int, column: int) -> None:
        if not (0 <= row < _LAST_ROW and 0 <= column < _LAST_COLUMN):
            raise ValueError
        self._top, self._bottom = min(self._top, row), max(self._bottom, row)
        self._left, self._right = min(self._left, column), max(self._right, column)
        if (self._bottom - self._top + 1) * (self._right - self._left + 1) > MOST_CELLS:
            raise self._too_large()

    def _too_large(self) -> FactsError:
        cell = f"{letters(self._column)}{self._row + 1}"
        where = _("лист «{page}», ячейка {cell}").format(page=self._page, cell=cell)
        return too_large(where, _("Лист слишком большой, или эта ячейка стоит слишком далеко от других."))


@contextmanager
def damage_told(*more: type[Exception]) -> Iterator[None]:
    """Tell in a person's words that a workbook cannot be read; the library's own errors are `more`."""
    errors: tuple[type[Exception], ...] = (*_BROKEN, *more)
    try:
        yield
    except errors:
        what = _("Файл не читается как книга Excel: он повреждён или это другой файл.")
        remedy = _("Откройте его в Excel или LibreOffice и сохраните как .xlsx.")
        raise FactsError(Problem(Kind.WRONG, "B006", "", what, remedy)) from None


def _locked() -> FactsError:
    what, remedy = _("Таблица закрыта паролем."), _("Снимите пароль в Excel: «Файл», «Сведения», «Защита книги».")
    return FactsError(Problem(Kind.WRONG, "B005", "", what, remedy))


def _position(address: str) -> Position:
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise ValueError
    return int(found[2]) - 1, _column(found[1])


@lru_cache(maxsize=1024)
def _column(name: str) -> int:
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _natural(text: str) -> int:
    if not text.isdecimal():
        raise ValueError
    return int(text)


def _local(tag: str) -> str:
    return tag.rpartition(":")[2] if ":" in tag else tag


def _inside_book(target: str) -> str:
    """Return the part that a relation of the workbook names, found as the library finds it."""
    if target.startswith("/"):
        return target[1:]
    return target if target.startswith("xl/") else f"xl/{target}"


def _refuse_doctype(*_details: object) -> None:
    raise ValueError
