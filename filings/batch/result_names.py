"""Names of the folders and files of a batch, made from a pattern, safe on every system, no two alike."""

import string
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from filings.disk.file_names import safe_name
from filings.errors import FactsError, UsageError
from filings.fact_path import fact_at
from filings.i18n import _
from filings.problems import Kind, Problem

FOLDER = "{number} {applicant}"
FILE = "{paper}"
# Windows opens no path longer than 260 characters, and the folder of results has its own length.
_LONGEST_FOLDER = 60
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Naming:
    """The patterns of a batch. In braces stand `number`, `applicant` (surname and initials), `paper` (the title of the
    paper, files only) or the path of a fact; `/` in `folder` parts nested folders. `sealed` packs a case into one file
    that is named by its number."""

    folder: str = FOLDER
    file: str = FILE
    sealed: bool = False

    def check(self, facts: Collection[str]) -> None:
        """Raise `UsageError` (B030) where a pattern names anything but the above and `facts`, the paths of the kind."""
        for pattern, own in ((self.folder, ()), (self.file, ("paper",))):
            _understood(pattern, {"number", "applicant", *own, *(path for path in facts if "[]" not in path)})

    def folder_of(self, number: str, facts: Mapping[str, Any]) -> PurePosixPath:
        """Return the folder of a case, below the folder of results; the folder of results itself for an empty one."""
        filled = _filled(self.folder, {"number": number, "applicant": person(facts)}, facts, keep_slashes=True)
        parts = [part for part in filled.split("/") if part.strip(" .")]
        return PurePosixPath(*(safe_name(part[:_LONGEST_FOLDER]) for part in parts))

    def file_of(self, number: str, facts: Mapping[str, Any], title: str, copy: str) -> PurePosixPath:
        """Return the path of one file, without its ending, below the folder of results."""
        paper = " - ".join(part for part in (title, copy) if part)
        own = {"number": number, "applicant": person(facts), "paper": paper}
        return self.folder_of(number, facts) / safe_name(_filled(self.file, own, facts))

    def names_of(self, number: str, facts: Mapping[str, Any], title: str, copies: Iterable[str]) -> tuple[str, ...]:
        """Return every path that the case will take, without endings; that of a sealed case, then those inside it."""
        paths = tuple(str(self.file_of(number, facts, title, copy)) for copy in copies)
        sealed = safe_name(number)
        return (sealed, *(f"{sealed}/{path}" for path in paths)) if self.sealed else paths


def person(facts: Mapping[str, Any]) -> str:
    """Return surname and initials of the applicant as typed, "" where the raw `facts` lack them."""
    name = fact_at(facts, "applicant.name")
    if not isinstance(name, Mapping):
        return ""
    last, first, patronymic = (str(name.get(key) or "").strip() for key in ("last", "first", "patronymic"))
    initials = "".join(f"{part[0]}." for part in (first, patronymic) if part)
    return writable(f"{last} {initials}".strip())


def writable(text: str) -> str:
    """Return `text` with a question mark for each half of a sign, which no file can hold."""
    return text.encode(errors="replace").decode()


class Taken:
    """The names taken so far; those that differ in letter case only are one name on Windows."""

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._owners = {folded(name): "" for name in reserved}
        self._numbers: dict[str, str] = {}
        self._problems: list[Problem] = []

    def take(self, number: str, place: str, names: Collection[str]) -> None:
        """Note the `names` of the case `number` that stands at `place`."""
        if number in self._numbers:
            self._problems.append(_same_number(number, place, self._numbers[number]))
            return
        self._numbers[number] = place
        for name in names:
            other = self._owners.setdefault(folded(name), place)
            if other != place or other == "":
                self._problems.append(_same_name(place, other))
                return
        if len({folded(name) for name in names}) < len(names):
            self._problems.append(_same_name(place, place))

    def check(self) -> None:
        """Raise `FactsError` (B031, B032) with the collisions found."""
        if self._problems:
            raise FactsError(*self._problems[:_SHOWN])


def _same_number(number: str, place: str, other: str) -> Problem:
    return Problem(
        Kind.WRONG,
        "B031",
        place,
        _("Номер «{number}» уже занят другим делом: {other}.").format(number=number, other=other),
        _("Дайте каждому делу свой номер: по нему программа узнаёт дело при следующих запусках."),
    )


def _same_name(place: str, other: str) -> Problem:
    return Problem(
        Kind.WRONG,
        "B032",
        place,
        _("Документы этого дела получили бы те же имена, что и другие: {other}.").format(
            other=other or _("файлы самой программы")
        ),
        _("Добавьте в образцы имён (--folder, --file) то, чем дела и документы различаются: number, paper."),
    )


def _understood(pattern: str, known: Collection[str]) -> None:
    """Refuse a pattern with anything but plain names in braces."""
    try:
        for _text, name, spec, conversion in string.Formatter().parse(pattern):
            if (name is not None and name not in known) or spec or conversion:
                raise ValueError(name)
    except ValueError:
        what = _("Образец имени непонятен.")
        remedy = _("В скобках пишут number, applicant, paper (только для файла) или факт: {example}.")
        example = "{number} {applicant.unit.number}"
        raise UsageError(Problem(Kind.MISUSE, "B030", pattern, what, remedy.format(example=example))) from None


def _filled(pattern: str, own: Mapping[str, str], facts: Mapping[str, Any], *, keep_slashes: bool = False) -> str:
    return "".join(_pieces(pattern, own, facts, keep_slashes))


def _pieces(pattern: str, own: Mapping[str, str], facts: Mapping[str, Any], keep_slashes: bool) -> Iterator[str]:
    for text, name, _spec, _conversion in string.Formatter().parse(pattern):
        yield text
        if name is not None:
            value = own[name] if name in own else str(fact_at(facts, name) or "").strip()
            # A slash of a fact («45/лс») makes no folder.
            yield value.replace("/", "-") if keep_slashes else value


def folded(name: str) -> str:
    """Return what two names have in common that are one on some file system."""
    return unicodedata.normalize("NFC", name).casefold()
