"""The references between the schemas of packs, resolved into one document that refers to nothing outside itself.

A reference names a definition (`#/$defs/rank`), a file (`facts/rank.json`) or a definition of a file, seen from the
folder of the file it stands in. An address, an absolute path and a way up are refused before anything is opened.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from filings.catalog import Catalog, Pack
from filings.errors import TemplateError
from filings.facts.suggestions import shown
from filings.facts.vocabulary import Schema
from filings.i18n import _
from filings.problems import Kind, Problem

_CASE = "case"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REFERENCE = re.compile(r"(?=.{1,200}\Z)(?P<file>(?:[\w-]+/)*[\w-]+\.json)?(?:#/\$defs/(?P<definition>[\w-]+))?")
# Words by which a schema gives itself an address, or refers otherwise than by `$ref`.
_FORBIDDEN = frozenset(
    ("$schema", "$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$vocabulary")
)


@dataclass(frozen=True, slots=True)
class _Named:
    """What a reference names: `schemas/<file>.json`, or one definition of it."""

    file: str
    definition: str = ""

    @property
    def key(self) -> str:
        return f"{self.file}/{self.definition}".replace("/", ":")


def bundled(packs: tuple[Pack, ...], name: str) -> dict[str, Any]:
    """Return `schemas/<name>.json` with all it refers to, however far, in its own `$defs`.

    A file is looked for as `Catalog.schema` does. Raises `TemplateError` that names the file and the reference where
    one is forbidden, leads nowhere or comes back to itself.
    """
    definitions = dict(_vocabulary(packs) if name == _CASE else _closed(packs, name, _vocabulary(packs)))
    return {**definitions.pop(_Named(name).key), "$defs": definitions}


@lru_cache(maxsize=32)
def _vocabulary(packs: tuple[Pack, ...]) -> Mapping[str, Schema]:
    return _closed(packs, _CASE, {})


def _closed(packs: tuple[Pack, ...], name: str, known: Mapping[str, Schema]) -> Mapping[str, Schema]:
    """Return `known`, `schemas/<name>.json` and all that it refers to, by their keys."""
    bundle = _Bundle(Catalog(packs, {}), dict(known))
    try:
        bundle.add(_Named(name), ())
    except RecursionError as error:
        raise _at_fault(name, _("Схема фактов вложена слишком глубоко.")) from error
    return bundle.definitions


@dataclass(frozen=True, slots=True)
class _Bundle:
    catalog: Catalog
    definitions: dict[str, Schema]
    documents: dict[str, Schema] = field(default_factory=dict)

    def add(self, named: _Named, way: tuple[_Named, ...]) -> None:
        """Add what `named` names, which there is, and all that it refers to; `way` led here from the root."""
        document = self._document(named.file)
        whole = {word: part for word, part in document.items() if word not in ("$schema", "$defs")}
        node = document["$defs"][named.definition] if named.definition else whole
        self.definitions[named.key] = self._rewritten(node, (*way, named))

    def _document(self, file: str) -> Schema:
        if file not in self.documents:
            document = self.catalog.schema(file)
            if document.get("$schema", _DIALECT) != _DIALECT:
                raise _forbidden(file, "$schema")
            self.documents[file] = document
        return self.documents[file]

    def _rewritten(self, node: Any, way: tuple[_Named, ...]) -> Any:
        """Return a copy of `node` whose references name the definitions of the bundle."""
        if isinstance(node, list):
            return [self._rewritten(one, way) for one in node]
        if not isinstance(node, dict):
            return node
        for word in _FORBIDDEN & node.keys():
            raise _forbidden(way[-1].file, word)
        copied = {word: self._rewritten(one, way) for word, one in node.items()}
        if "$ref" in node:
            copied["$ref"] = f"#/$defs/{self._followed(node['$ref'], way)}"
        return copied

    def _followed(self, reference: object, way: tuple[_Named, ...]) -> str:
        """Add what `reference` names, unless it is there; return its key."""
        here = way[-1].file
        named = _named(reference, here) if isinstance(reference, str) else None
        if named is None:
            raise _unfit(here, reference, _("она ведёт за пределы папки schemas или записана не по правилам"))
        if named in way:
            raise _unfit(here, reference, _("она возвращается к самой себе"))
        if named.key not in self.definitions:
            if not (named.file in self.documents or self.catalog.has_schema(named.file)):
                raise _unfit(here, reference, _("такого файла нет"))
            if named.definition and not _defines(self._document(named.file), named.definition):
                raise _unfit(here, reference, _("такого определения нет"))
            self.add(named, way)
        return named.key


@lru_cache(maxsize=1024)
def _named(reference: str, here: str) -> _Named | None:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    file = posixpath.join(posixpath.dirname(here), match["file"].removesuffix(".json")) if match["file"] else here
    return _Named(file, match["definition"] or "")


def _defines(document: Schema, definition: str) -> bool:
    definitions = document.get("$defs")
    return isinstance(definitions, dict) and isinstance(definitions.get(definition), dict)


def _forbidden(file: str, word: str) -> TemplateError:
    return _at_fault(file, _("«{word}» в схеме не допускается.").format(word=word))


def _unfit(file: str, reference: object, reason: str) -> TemplateError:
    return _at_fault(
        file, _("Ссылка «{reference}» не годится: {reason}.").format(reference=shown(str(reference)), reason=reason)
    )


def _at_fault(file: str, what: str) -> TemplateError:
    remedy = _(
        "Ссылка ($ref) называет определение того же файла (#/$defs/имя) или файл папки schemas (facts/rank.json)."
    )
    return TemplateError(Problem(Kind.TEMPLATE, "T003", f"schemas/{file}.json", what, remedy))
