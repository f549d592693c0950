"""What a person may have meant: the nearest names of facts and the nearest allowed values."""

from collections.abc import Iterator, Mapping, Sequence

from filings.fact_path import Path, spelled
from filings.facts.tidy_text import tidy, unprintable
from filings.facts.vocabulary import Schema
from filings.i18n import _
from filings.nearest import meant, nearest

_LONGEST_KEY = 60
_LONGEST_LIST = 12


def shown(key: str) -> str:
    """Return an unknown name in a form that is safe to print: short, one line, odd characters by their codes."""
    text = tidy(key)[:_LONGEST_KEY]
    return text.encode("unicode_escape").decode("ascii") if unprintable(text) else text


def meant_fact(tree: Schema, schema: Schema, key: str) -> tuple[list[str], str]:
    """Return the names in the object `schema` that `key` may stand for, nearest first, and a remedy that says so.

    Russian titles count as names; where no sibling is near, the places of that very name elsewhere in `tree` are told.
    """
    key = key[:_LONGEST_KEY].casefold()
    spellings = {
        spelling.casefold(): name for name, part in schema["properties"].items() for spelling in (name, part["title"])
    }
    close = [key] if key in spellings else nearest(key, spellings)
    near = list(dict.fromkeys(spellings[spelling] for spelling in close))
    if near:
        return near, meant(f"{name} ({schema['properties'][name]['title']})" for name in near)
    places = [spelled(path) for path in _places(tree, key)]
    if places:
        return [], _("Такой факт пишется в другом месте: {places}.").format(places=", ".join(places[:3]))
    return [], _("Удалите его. Все факты показывает команда «filings show».")


def _places(schema: Schema, key: str, path: Path = ()) -> Iterator[Path]:
    for name, part in schema.get("properties", {}).items():
        if key in (name, part["title"].casefold()):
            yield (*path, name)
        yield from _places(part, key, (*path, name))


def allowed(options: Sequence[str], labels: Mapping[str, str], typed: str) -> str:
    """Return a remedy that lists `options` with their Russian labels, the nearest only where the list is long."""
    near = nearest(typed, options)
    listed = near if near and len(options) > _LONGEST_LIST else options
    names = [option if labels.get(option, option) == option else f"{option} — {labels[option]}" for option in listed]
    return meant(names) if listed is near else _("Допустимо: {names}.").format(names="; ".join(names))


def example_of(schema: Schema) -> str:
    """Return «Например: ….» with the first example of a single fact and its label, "" where there is none."""
    examples = schema.get("examples")
    if not examples or schema["type"] == "object":
        return ""
    example = _yes_or_no(examples[0]) or str(examples[0]).removesuffix(".")
    label = schema.get("x-labels", {}).get(example, example)
    return _("Например: {example}.").format(example=example if label == example else f"{example} ({label})")


def _yes_or_no(value: object) -> str:
    return _("да") if value is True else _("нет") if value is False else ""
