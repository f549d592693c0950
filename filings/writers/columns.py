"""How wide the columns of a table are: by what stands in them, the same in every output."""

from filings.document import Table
from filings.writers.text import inline_text

# A column asks for room for its longest word and for its text, up to this many characters.
_ENOUGH = 36
_LEAST = 4


def shares(table: Table) -> tuple[float, ...]:
    """Return the share of the width that each column of `table` takes; they sum to 1."""
    columns = zip(*(tuple(inline_text(cell.content) for cell in row.cells) for row in table.rows), strict=True)
    wants = [max(map(_want, column)) for column in columns]
    return tuple(want / sum(wants) for want in wants)


def _want(text: str) -> int:
    longest_word = max(map(len, text.split()), default=0)
    return max(_LEAST, min(_ENOUGH, max(longest_word + 2, len(text))))
