"""The words by which people are asked, from schemas and schemas/situations.yaml, in the language of the messages."""

from collections.abc import Mapping
from typing import Any

from filings.i18n import _


def told(words: Mapping[str, Any], name: str) -> str:
    """Return what `words` hold under `name` in the language of the messages, empty where they hold nothing.

    What has no translation, like the words of a pack, stays as it is written.
    """
    # An empty text would be translated by the heading of the catalogue.
    return _(words[name]) if words.get(name) else ""


def told_beside(words: Mapping[str, Any], name: str) -> str:
    """Return the translation of what `words` hold under `name` and papers print, to be shown beside it; empty where
    there is none."""
    said = told(words, name)
    return "" if said == words.get(name) else said
