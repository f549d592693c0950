"""Where something stands in a table: words for the person who looks for it, parts for the program that marks it."""

from typing import Self

from filings.i18n import _


class Address(str):
    """«лист «Дела», ячейка D14 («Пол»)», in a table of one page «строка 14, столбец D («Пол»)»; of a whole line
    «лист «События», строка 14» or «строка 14».

    A text like any other place of a problem, which keeps what it is made of: the name of the `page` («» in a table of
    one page), the `row` from 1, the `column` from 0 (None: the whole line) and its `heading` («» where it has none).
    """

    __slots__ = ("column", "heading", "page", "row")
    page: str
    row: int
    column: int | None
    heading: str

    def __new__(cls, page: str, row: int, column: int | None = None, heading: str = "") -> Self:
        """Word the address in the language of the messages."""
        self = super().__new__(cls, _words(page, row, column, heading))
        self.page, self.row, self.column, self.heading = page, row, column, heading
        return self

    def __getnewargs__(self) -> tuple[str, int, int | None, str]:  # type: ignore[override]
        """Return what a copy is made of; that of `str` is its text alone."""
        return self.page, self.row, self.column, self.heading


def letters(position: int) -> str:
    """Return the letters by which a spreadsheet calls the column at `position`, counted from 0."""
    before, last = divmod(position, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def _words(page: str, row: int, column: int | None, heading: str) -> str:
    if column is None:
        line = _("лист «{page}», строка {row}") if page else _("строка {row}")
        return line.format(page=page, row=row)
    cell = _("лист «{page}», ячейка {cell}") if page else _("строка {row}, столбец {column}")
    place = cell.format(page=page, row=row, column=letters(column), cell=f"{letters(column)}{row}")
    return f"{place} («{heading}»)" if heading else place
