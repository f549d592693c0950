"""The page of declensions: the forms of a text that every case of the table with that very text takes."""

from collections.abc import Iterable, Sequence

from filings.facts import Field
from filings.facts.tidy_text import tidy
from filings.i18n import _
from filings.problems import Kind, Problem
from filings.tables.addresses import Address
from filings.tables.cells import Typed
from filings.tables.columns import FORM_HEADINGS, Column
from filings.tables.pages import FactCell, TablePage, typed
from filings.tables.rows import Line

_KEYS = {heading.casefold(): key for heading, key in FORM_HEADINGS.items()}


class FormHeadings:
    """The headings that the page of declensions knows."""

    def find(self, heading: str) -> Column | None:
        """Return the column of a case of the word («Родительный», «родительный падеж», «gen») or of the text itself."""
        name = heading.strip().casefold().removesuffix(" падеж")
        key = name if name and name in _KEYS.values() else _KEYS.get(name)
        if key is None:
            return None
        field = Field(f"forms.{key}", heading, "", (), "text", required=False, when=(), labels={}, derive="")
        return Column((key,), field, heading)

    def near(self, _heading: str) -> Sequence[str]:
        """Return every heading: there are few."""
        return tuple(FORM_HEADINGS)


class Declensions:
    """The declensions of a table: the cells of each text, tidied, and its line as typed with the number of its row."""

    def __init__(self) -> None:
        self.cells: dict[str, tuple[FactCell, ...]] = {}
        self.lines: dict[str, tuple[int, Line]] = {}

    def read(self, page: TablePage, lines: Iterable[tuple[int, Sequence[Typed]]], problems: list[Problem]) -> None:
        """Take in the lines of `page`; `problems` get B015–B017 and B018, a text that is missing or stands twice."""
        for row, line in lines:
            cells = {cell.path[0]: cell for cell in page.cells(row, line, problems)}
            if not cells:
                continue
            text = tidy(cells.pop("").text) if "" in cells else ""
            if not text or text in self.cells:
                problems.append(_faulty(Address(page.name, row), twice=bool(text)))
                continue
            self.cells[text] = tuple(cell._replace(path=("forms", text, *cell.path)) for cell in cells.values())
            self.lines[text] = row, typed(line)


def _faulty(where: str, *, twice: bool) -> Problem:
    what = _("Этот текст на листе уже есть.") if twice else _("Не указан текст, к которому относятся падежи.")
    return Problem(
        Kind.WRONG, "B018", where, what, _("Оставьте для каждого текста одну строку и впишите его в столбец «Текст».")
    )
