"""The words by which people are asked, from schemas and schemas/situations.yaml, in the language of the messages."""

from collections.abc import Mapping
from typing import Any

from filings.fact_path import Path
from filings.facts.vocabulary import Schema, titled
from filings.i18n import _, current_language


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


def told_title(tree: Schema, path: Path) -> str:
    """Return the titles along `path` as `titled` does, in the language of the messages."""
    return titled(tree, path, _)


def answer_in_russian() -> str:
    """Return that answers are written in Russian, where the messages are in another language; empty where not."""
    return "" if current_language() == "ru" else _("Ответы, которые войдут в бумагу, пишите по-русски.")
