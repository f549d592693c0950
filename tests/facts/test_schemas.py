"""The schemas themselves: complete, in Russian, and agreeing with each other."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from filings.catalog import Catalog
from filings.facts import asking_words
from filings.facts.fields import walk
from filings.facts.identifiers import RULES
from filings.facts.scalars import read_scalar
from filings.facts.validate import vocabulary
from filings.facts.vocabulary import schema_at
from filings.russian.ranks import decline_rank, rank_names
from tests.conftest import some

_SCHEMAS = Path(__file__).parents[2] / "schemas"
_KINDS = sorted(path.stem for path in _SCHEMAS.glob("*.json") if path.stem != "case")
_PARTS = sorted(f"facts/{path.stem}" for path in _SCHEMAS.glob("facts/*.json"))
_CYRILLIC = re.compile("[А-Яа-яЁё]")
_DERIVED = {"object": {"name", "holder", "evidence"}, "string": {"position", "organisation", "party"}}
_HINTS = {"title", "description", "examples", "x-enclosed", *asking_words.WORDS}
_TEXTS = {"name", "name-or-initial", "line", "prose"}
_FORBIDDEN = re.compile(r"паспорт(?!е)|СНИЛС|\bИНН\b", re.IGNORECASE)


def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((_SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return schema


def _facts(schema: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, part in schema.get("properties", {}).items():
        yield ".".join((*path, key)), part
        yield from _facts(part, (*path, key))
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield ".".join((*path, key)), schema[key]
            yield from _facts(schema[key], (*path, key))


_TREE = vocabulary(Catalog.load().packs)
# The register of a covering letter is as long as a whole batch; an interview remembers every question passed over.
_LONG_LISTS = {"register": 5000, "interview.declined": 1000, "interview.wanted": 1000, "interview.passed": 1000}
_FACTS = dict(some(_facts(_TREE)))
_STRINGS = dict(some((where, fact) for where, fact in _FACTS.items() if fact["type"] == "string"))
_GROUPS = dict(some((where, fact) for where, fact in _FACTS.items() if fact["type"] == "object"))


@pytest.mark.parametrize("name", ["case", *_PARTS, *_KINDS])
def test_schema_obeys_the_metaschema(name: str) -> None:
    assert _schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(_schema(name))


def test_every_fact_has_a_russian_title_and_hint() -> None:
    for where, fact in _FACTS.items():
        assert _CYRILLIC.search(fact["title"]), where
        assert _CYRILLIC.search(fact["description"]), where
        assert fact["description"].endswith("."), where
        assert not fact["title"].endswith("."), where


def test_every_object_is_closed_and_requires_only_its_own() -> None:
    for where, fact in _GROUPS.items():
        assert where == "forms" or fact["additionalProperties"] is False, where
        assert set(fact.get("required", ())) <= set(fact.get("properties", ())), where


def test_every_fact_is_bounded() -> None:
    for where, fact in _FACTS.items():
        match fact["type"]:
            case "array":
                bounded = fact["minItems"] == 1 and fact["maxItems"] <= _LONG_LISTS.get(where, 100)
            case "integer":
                bounded = fact["minimum"] < fact["maximum"]
            case "string":
                bounded = "enum" in fact or fact["maxLength"] <= 5000
            case kind:
                bounded = kind in {"object", "boolean"}
        assert bounded, where


def test_every_string_says_what_kind_of_text_it_is() -> None:
    for where, fact in _STRINGS.items():
        kinds = ("enum" in fact, fact.get("format") == "date", fact.get("x-text") in _TEXTS)
        assert sum(kinds) == 1, where
        assert fact.get("x-identifier") in {None, *RULES}, where


def test_examples_of_every_string_are_what_it_wants() -> None:
    for where, fact in _STRINGS.items():
        validator = jsonschema_rs.Draft202012Validator(fact, validate_formats=True)
        assert fact["examples"], where
        assert all(validator.is_valid(read_scalar(fact, example)) for example in fact["examples"]), where


def test_every_allowed_value_has_a_russian_label() -> None:
    for where, fact in some((where, fact) for where, fact in _FACTS.items() if "enum" in fact):
        assert list(fact["x-labels"]) == fact["enum"], where
        assert all(_CYRILLIC.search(label) for label in fact["x-labels"].values()), where


def test_every_derived_fact_is_of_a_type_that_can_be_derived() -> None:
    for where, fact in some((where, fact) for where, fact in _FACTS.items() if "x-derive" in fact):
        assert fact["x-derive"] in _DERIVED[fact["type"]], where


def test_name_stands_only_in_a_holder_with_its_gender() -> None:
    for where in some(where for where, fact in _FACTS.items() if fact.get("x-derive") == "name"):
        holder = _FACTS[where.rpartition(".")[0]]
        assert holder["x-derive"] == "holder"
        assert "gender" in holder["properties"]


def test_no_fact_asks_for_passport_or_tax_numbers() -> None:
    """КАС ст. 125 does not want them (data minimisation); «как в паспорте» is a hint, not a question."""
    assert [where for where, fact in _FACTS.items() if _FORBIDDEN.search(fact["title"] + fact["description"])] == []


def test_order_of_dates_names_dates_of_the_vocabulary() -> None:
    for order in some(_TREE["x-order"]):
        for end in ("earlier", "later"):
            assert schema_at(_TREE, tuple(order[end].split("."))).get("format") == "date"


def test_only_an_official_may_be_known_by_initials() -> None:
    initials = {where for where, fact in _STRINGS.items() if fact.get("x-text") == "name-or-initial"}
    assert initials == {
        f"{official}.name.{part}" for official in ("addressee", "complained_of") for part in ("first", "patronymic")
    }


def test_schemas_have_one_dash() -> None:
    assert [path.name for path in _SCHEMAS.rglob("*.json") if "—" in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("name", ["case", *_PARTS, *_KINDS])
def test_nothing_is_one_of(name: str) -> None:
    assert '"oneOf"' not in (_SCHEMAS / f"{name}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", _KINDS)
def test_kind_refers_to_the_vocabulary_alone(kind: str) -> None:
    assert [reference for reference, _beside in _references(_schema(kind))] == ["case.json"]


def test_vocabulary_names_a_definition_of_a_part_for_every_fact() -> None:
    facts = _schema("case")["properties"]
    assert {name: re.sub(r"facts/\w+\.json", "", fact["$ref"]) for name, fact in facts.items()} == {
        name: f"#/$defs/{name}" for name in facts
    }


@pytest.mark.parametrize("part", _PARTS)
def test_words_beside_a_reference_limit_nothing(part: str) -> None:
    """Our reading lets them replace what is referred to, the standard adds them to it: for a hint this is the same."""
    found = list(_references(_schema(part)))
    assert [(reference, word) for reference, beside in found for word in beside if word not in _HINTS] == []
    assert found or part in {"facts/rank", "facts/values"}


def test_every_definition_is_used() -> None:
    used = set()
    for name in ("case", *_PARTS):
        for reference, _beside in _references(_schema(name)):
            part, _hash, definition = reference.partition("#/$defs/")
            used.add(
                (f"{name.rpartition('/')[0]}/{part.removesuffix('.json')}".lstrip("/") if part else name, definition)
            )
    assert used == {(part, name) for part in _PARTS for name in _schema(part)["$defs"]}


def _references(node: Any) -> Iterator[tuple[str, set[str]]]:
    """Every reference in a schema with the words that stand beside it."""
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"], node.keys() - {"$ref"}
        node = list(node.values())
    for one in node if isinstance(node, list) else ():
        yield from _references(one)


def test_ranks_are_those_that_are_declined() -> None:
    rank = _schema("facts/rank")["$defs"]["rank"]
    assert sorted(rank["enum"]) == sorted(rank_names())
    assert rank["x-labels"] == {name: name for name in rank_names()}


@pytest.mark.parametrize(("fact", "word"), [("rank_suffix", "service"), ("rank_status", "status")])
def test_words_after_a_rank_are_labelled_as_they_are_written(fact: str, word: str) -> None:
    labels = _schema("facts/rank")["$defs"][fact]["x-labels"]
    written = {value: decline_rank("майор", **{word: value}).nom for value in labels}
    assert written == {value: f"майор {label}" for value, label in labels.items()}


@pytest.mark.parametrize("kind", _KINDS)
def test_kind_names_only_facts_of_the_vocabulary(kind: str) -> None:
    assert {where for where, _part in _mentioned(_schema(kind))} <= set(_FACTS)


@pytest.mark.parametrize("kind", _KINDS)
def test_kind_asks_for_every_fact_that_it_requires(kind: str, catalog: Catalog) -> None:
    filing = catalog.filings.get(kind)
    if filing is None:
        pytest.skip("a schema whose templates are not in this pack")
    asked = {field.path.replace("[]", ".items") for field in walk(filing, catalog)}
    required = {where for where, part in _mentioned(_schema(kind)) if part is None}
    assert required <= asked


def _mentioned(schema: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, object]]:
    """Every place that a kind's schema speaks of, conditions included; None marks a requirement."""
    yield from ((".".join((*path, key)), None) for key in schema.get("required", ()))
    for key, part in schema.get("properties", {}).items():
        yield ".".join((*path, key)), part
        yield from _mentioned(part, (*path, key))
    if "items" in schema:
        yield from _mentioned(schema["items"], (*path, "items"))
    for part in (*schema.get("allOf", ()), *(schema[key] for key in ("if", "then", "not") if key in schema)):
        yield from _mentioned(part, path)
