"""Which papers a text names, and in which order. A text names a paper by its place in the case, never by a number.

The number is given when the markup is read: it is the place of the paper in the list of enclosures.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from filings.context.values import Gap, Record, place_of

Paper = Record | Gap
_MARK = re.compile(r'<(enclosure|withheld) paper="([^"]*)"/>')


class Enclosures:
    """The papers of one case, by their places in it («stamp.copy»)."""

    def __init__(self, places: Mapping[str, Paper]) -> None:
        self._places = places

    def enclosed(self, *parts: Any) -> list[Paper]:
        """Return the papers to enclose, each once, in the order of `parts`.

        A part is a text (the papers that it names as enclosed), a paper, a list of parts, or None. A paper that is not
        at hand is left out.
        """
        return list(dict.fromkeys(paper for paper in self._named(parts, "enclosure") if paper.have is not False))

    def withheld(self, *parts: Any) -> list[Paper]:
        """Return the papers that cannot be enclosed, as `enclosed` returns those that can."""
        return list(dict.fromkeys(paper for paper in self._named(parts, "withheld") if paper.have is False))

    def _named(self, part: Any, mark: str) -> Iterator[Paper]:
        if isinstance(part, str):
            yield from (self._places[place] for kind, place in _MARK.findall(part) if kind == mark)
        elif isinstance(part, Paper):
            yield part
        else:
            for one in part or ():
                yield from self._named(one, mark)


def key(paper: Paper) -> str:
    """Return what the markup calls `paper` by: <enclosure paper="…"/> prints its number, <li paper="…"> has it."""
    return place_of(paper)
