"""What the answers given so far let one expect of a fact: shown as its answer, for the person to confirm or change."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from filings.conditions import holds, opening
from filings.fact_path import Path, fact_at
from filings.facts.vocabulary import Schema, schema_at

_PLACE = re.compile(r"\{([^{}]*)\}")


def suggested(tree: Schema, facts: Mapping[str, Any], path: Path) -> Any:
    """Return what `x-from` of the fact at `path`, or of the group or list it is in, suggests for a case of `facts`.

    None where it suggests nothing.

    Of the items that a list may have, that is suggested first whose like the case has not yet.
    """
    said = next(_said(schema_at(tree, path), facts), None)
    if said is not None or len(path) < 2:
        return said
    above, name = path[:-1], path[-1]
    given = fact_at(facts, above) or {}
    groups = _said(schema_at(tree, above), facts)
    if isinstance(above[-1], int):
        items = fact_at(facts, above[:-1]) or ()
        others = [item for at, item in enumerate(items) if at != above[-1]]
        groups = (
            one
            for one in _said(schema_at(tree, above[:-1]), facts)
            if not any(one.items() <= item.items() for item in others)
        )
    fitting = (one for one in groups if all(one.get(key, value) == value for key, value in given.items()))
    return next((one.get(name) for one in fitting), None)


def _said(part: Schema, facts: Mapping[str, Any]) -> Iterator[Any]:
    """Yield what each entry of `x-from` says, its places filled with facts; not those for which a fact is lacking."""
    for entry in part.get("x-from", ()):
        told = entry["say"]
        if holds(opening(entry, "x-from"), facts) and all(fact_at(facts, place) for place in places_in(told)):
            yield _filled(told, facts)


def places_in(told: Any) -> list[str]:
    """Return the paths of the facts that what `x-from` says names."""
    texts = told.values() if isinstance(told, Mapping) else [told]
    return [place for text in texts for place in _PLACE.findall(text)]


def _filled(told: Any, facts: Mapping[str, Any]) -> Any:
    if isinstance(told, Mapping):
        return {key: _filled(value, facts) for key, value in told.items()}
    return _PLACE.sub(lambda place: str(fact_at(facts, place[1])), told)
