"""Which paper comes after which, with the facts of the one before."""

from collections.abc import Mapping, Sequence
from typing import Any

from filings.interview.situations import Way

# An end with more papers names all there are, in no order.
_MOST = 9


def merged_facts(facts: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return `facts` with `more`, which wins, group by group."""
    merged = dict(facts)
    for name, value in more.items():
        old = merged.get(name)
        merged[name] = merged_facts(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return merged


def still_to_write(way: Way, made: Sequence[str]) -> tuple[str, ...]:
    """Return the papers of `way` that are not among those `made`, in the order in which they are best written."""
    return tuple(kind for kind in way.kinds if kind not in made) if len(way.kinds) < _MOST else ()
