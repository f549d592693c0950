"""The words of a schema by which a person is asked for a fact (`x-ask`, `x-when` …), and what is wrong with them.

docs/packs.md tells what each word means. The vocabulary says them of a fact, a kind's schema anew at its own property.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from filings.conditions import parse
from filings.errors import TemplateError
from filings.fact_path import is_pattern, steps
from filings.facts.vocabulary import Schema, refuse_unknown, schema_at
from filings.i18n import _
from filings.law.shapes import is_text

# Whether a word may say `value` of a fact that `part` describes, in the vocabulary `tree`.
_Rule: TypeAlias = Callable[[Any, Schema, Schema], bool]
_STAGES = ("gate", "core", "detail", "lawyer")
_UNKNOWN = ({"blank"}, {"say", "value"})
_PLACE_IN_CARD = re.compile(r"\{([^{}]*)\}")


def is_listed(part: Schema) -> bool:
    """Tell whether `part` is a list of groups."""
    return bool(part.get("items", {}).get("type") == "object")


def _is_said(value: Any, _part: Schema, _tree: Schema) -> bool:
    return is_text(value)


def _is_explained(value: Any, part: Schema, _tree: Schema) -> bool:
    return "enum" in part and isinstance(value, dict) and [*value] == part["enum"] and all(map(is_text, value.values()))


def _is_unknown(value: Any, part: Schema, _tree: Schema) -> bool:
    fits = isinstance(value, dict) and value.keys() in _UNKNOWN and all(map(is_text, value.values()))
    return fits and part.get("type") not in ("object", "array")


def _is_condition(value: Any, _part: Schema, tree: Schema) -> bool:
    try:
        refuse_unknown(tree, parse(value, "x-when"), "x-when")
    except TemplateError:
        return False
    return True


def _is_card(value: Any, part: Schema, _tree: Schema) -> bool:
    places = _PLACE_IN_CARD.findall(value) if isinstance(value, str) else []
    item = part.get("items", {})
    return bool(places) and all(is_pattern(place) and schema_at(item, steps(place)) for place in places)


def _is_page(value: Any, part: Schema, _tree: Schema) -> bool:
    is_group = part.get("type") == "object"
    return is_text(value) and (value == "whole") == is_group and not is_listed(part)


def _is_from(value: Any, part: Schema, tree: Schema) -> bool:
    entries = isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)
    return entries and all(_is_suggestion(entry, part, tree) for entry in value)


def _is_suggestion(entry: Mapping[str, Any], part: Schema, tree: Schema) -> bool:
    said = entry.get("say")
    texts = said if isinstance(said, dict) else {"": said}
    inside = part.get("items", part).get("properties", {}) if isinstance(said, dict) else {"": part}
    places = [place for text in texts.values() for place in _PLACE_IN_CARD.findall(str(text))]
    named = all(map(is_text, texts.values())) and all(
        is_pattern(place) and schema_at(tree, steps(place)) for place in places
    )
    asked = "when" not in entry or _is_condition(entry["when"], part, tree)
    return bool(texts) and texts.keys() <= inside.keys() and named and asked and entry.keys() <= {"say", "when"}


_RULES: Mapping[str, _Rule] = MappingProxyType(
    {
        "x-ask": _is_said,
        "x-why": _is_said,
        "x-look": _is_said,
        "x-offer": _is_said,
        "x-explain": _is_explained,
        "x-unknown": _is_unknown,
        "x-section": lambda value, _part, tree: isinstance(value, str) and value in tree.get("x-sections", {}),
        "x-stage": lambda value, _part, _tree: value in _STAGES,
        "x-page": _is_page,
        "x-from": _is_from,
        "x-when": _is_condition,
        "x-more": lambda value, part, _tree: is_text(value) and part.get("type") == "array",
        "x-card": _is_card,
        "x-mask": lambda value, _part, _tree: isinstance(value, bool),
    }
)
WORDS = frozenset(_RULES)


# What stands at the beginning of a vocabulary: the titles of sections, and of pages on which facts stand together.
TITLES = ("x-sections", "x-pages")


def are_titles(value: Any) -> bool:
    """Tell whether `value` is what each of `TITLES` must be: texts by their keys."""
    return isinstance(value, dict) and bool(value) and all(map(is_text, value.values()))


def wrong_words(schema: Schema, part: Schema, tree: Schema) -> Iterator[str]:
    """Yield each word of asking in `schema` that does not say what it can say of its fact.

    `part` describes the fact in the vocabulary `tree`; `schema` is the same, or what a kind says of it.
    """
    narrowed = {**part, **{key: value for key, value in schema.items() if key == "enum"}}
    for word, rule in _RULES.items():
        if word in schema and not rule(schema[word], narrowed, tree):
            yield _("«{key}» говорит не то, что может сказать об этом факте.").format(key=word)
