"""How wide the columns of a table are: by what stands in them, the same in every output."""

import re

from filings.document import Table
from filings.writers.text import inline_text

# Widths in small letters of a table's type. Half an em a letter: LETTER has room for 78 of them between the margins.
_ROOM = 78
_PADDING = 3  # on both sides of a cell, with something to spare for bold and capital letters
_ENOUGH = 36
_BREAKS = re.compile("[ \n-]")  # a no-break space ends no word


def shares(table: Table) -> tuple[float, ...]:
    """Return the share of the width that each column of `table` takes; they sum to 1.

    Each has room for its longest word; what is left goes to those whose text would run over several lines.
    """
    columns = [
        [inline_text(cell.content) for cell in column]
        for column in zip(*(row.cells for row in table.rows), strict=True)
    ]
    least = [max(map(_longest_word, column)) + _PADDING for column in columns]
    wanted = [max(map(_longest_line, column)) + _PADDING for column in columns]
    lacking = [most - word for most, word in zip(wanted, least, strict=True)]
    spare = max(_ROOM - sum(least), 0) / (sum(lacking) or 1)
    widths = [word + lack * spare for word, lack in zip(least, lacking, strict=True)]
    return tuple(width / sum(widths) for width in widths)


def _longest_word(text: str) -> int:
    return min(max(map(len, _BREAKS.split(text))), _ENOUGH)


def _longest_line(text: str) -> int:
    return min(max(map(len, text.split("\n"))), _ENOUGH)
