"""The faults that a table of any sort can have, and how they are told."""

from typing import BinaryIO

from filings.errors import FactsError
from filings.i18n import _
from filings.problems import Kind, Problem
from filings.tables.rows import Source


def open_source(source: Source) -> BinaryIO:
    """Return `source` opened; `FactsError` (B001) where it cannot be."""
    try:
        return source.open()
    except OSError:
        remedy = _("Проверьте имя файла и право его читать; закройте его в других программах.")
        raise FactsError(Problem(Kind.WRONG, "B001", "", _("Таблица не открывается."), remedy)) from None


def unknown_format() -> FactsError:
    """The error of a table in a format that is not read."""
    what, remedy = _("Такие таблицы не читаются."), _("Сохраните таблицу как .xlsx (Книга Excel) или .csv.")
    return FactsError(Problem(Kind.WRONG, "B002", "", what, remedy))


def no_cases() -> Problem:
    """The fault of a table without a single case."""
    return Problem(Kind.WRONG, "B011", "", _("В таблице нет ни одного дела."), _("Заполните хотя бы одну строку."))


def too_large(where: str, what: str) -> FactsError:
    """The fault of a table that would not fit in the memory."""
    remedy = _("Удалите лишние строки, столбцы и листы или разделите таблицу на несколько.")
    return FactsError(Problem(Kind.WRONG, "B007", where, what, remedy))
