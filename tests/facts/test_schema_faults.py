"""A pack's description of facts is refused by its place where the program could not work with it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from filings.catalog import Catalog, builtin_pack
from filings.errors import TemplateError
from filings.facts import walk
from filings.facts.packs import hold
from filings.facts.schema_faults import faults_of_kind, faults_of_vocabulary
from filings.facts.validate import vocabulary
from filings.problems import ExitCode
from tests.conftest import some

_CASE = json.loads((builtin_pack().schemas / "case.json").read_text(encoding="utf-8"))
_WORDS = {"title": "Название", "description": "Пояснение."}
_LINE = {**_WORDS, "type": "string", "maxLength": 9, "x-text": "line"}
_DAY = {**_WORDS, "type": "string", "format": "date"}
_NAME = {"last": _LINE, "first": _LINE}


def _group(facts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {**_WORDS, "type": "object", "additionalProperties": False, "properties": facts, **more}


_LISTED = {**_WORDS, "type": "array", "items": _group({"a": _LINE})}
_CHOICE = {**_WORDS, "type": "string", "enum": ["a", "b"], "x-labels": {"a": "первое", "b": "второе"}}
_PERSON = _group({"name": _group(_NAME, required=["last", "first"], **{"x-derive": "name"})}, **{"x-derive": "holder"})


@pytest.fixture
def pack(tmp_path: Path) -> Callable[..., Catalog]:
    """Write a pack with the given vocabulary and, for the kind `resignation`, schema; return the catalogue with it."""

    def write(case: Any = None, kind: Any = None) -> Catalog:
        (tmp_path / "templates").mkdir()
        (tmp_path / "schemas").mkdir()
        for name, schema in (("case", case), ("resignation", kind)):
            if schema is not None:
                (tmp_path / "schemas" / f"{name}.json").write_text(json.dumps(schema), encoding="utf-8")
        return Catalog.load([tmp_path])

    return write


def _with(fact: Any, **more: Any) -> dict[str, Any]:
    return {**_CASE, "properties": {**_CASE["properties"], "own": fact}, **more}


def _without(fact: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in fact.items() if name != key}


@pytest.mark.parametrize(
    "fact",
    [
        _LINE,
        _DAY,
        _PERSON,
        {**_LINE, "x-strip": "^№", "examples": ["№ 5"]},
        {**_DAY, "x-past": True, "examples": ["2026-11-22"]},
        {**_WORDS, "type": "integer", "minimum": 1, "maximum": 5, "examples": [3]},
        {**_WORDS, "type": "array", "items": _LINE},
        {**_WORDS, "type": "string", "enum": ["a"], "x-labels": {"a": "первое"}},
        {**_WORDS, "type": "object", "additionalProperties": _LINE},
        {**_LINE, "x-ask": "Как вас зовут?", "x-why": "Так короче.", "x-look": "жетон", "x-offer": "позывной"},
        {**_LINE, "x-section": "you", "x-stage": "detail", "x-mask": True, "x-unknown": {"blank": "Не знаю"}},
        {**_LINE, "x-unknown": {"value": "б/н", "say": "Номера нет"}, "x-when": {"not": "applicant.rank"}},
        {**_CHOICE, "x-explain": {"a": "это первое", "b": "это второе"}},
        {**_LISTED, "x-more": "Есть ещё?", "x-card": "{a}, и всё", "x-when": "own"},
        _group({"a": _LINE, "b": _LINE}, **{"x-page": "whole"}),
        _group({"a": {**_LINE, "x-page": "both"}, "b": {**_LINE, "x-page": "both"}}),
        {
            **_LINE,
            "x-from": [{"say": "командир части {applicant.unit.number}", "when": "applicant.unit"}, {"say": "он"}],
        },
        {**_LISTED, "x-from": [{"say": {"a": "часть {applicant.unit.number}"}}]},
        _group({"a": _LINE}, **{"x-from": [{"say": {"a": "он"}}]}),
    ],
)
def test_a_fact_described_as_it_must_be_is_added(pack: Callable[..., Catalog], fact: Any) -> None:
    catalog = pack(_with(fact))

    hold(catalog)

    assert "own" in catalog.schema("case")["properties"]


FACTS = [
    # words for people
    (_without(_LINE, "title"), "own", "«title»"),
    ({**_LINE, "title": " "}, "own", "«title»"),
    (_without(_LINE, "description"), "own", "«description»"),
    # what a type needs
    (True, "own", "«title»"),
    (_without(_LINE, "type"), "own", "«type»"),
    ({**_LINE, "type": "null"}, "own", "«type»"),
    ({**_LINE, "type": ["string"]}, "own", "«type»"),
    ({**_WORDS, "type": "integer", "maximum": 5}, "own", "«minimum»"),
    ({**_WORDS, "type": "integer", "minimum": 5}, "own", "«maximum»"),
    ({**_WORDS, "type": "array"}, "own", "«items»"),
    ({**_WORDS, "type": "array", "items": True}, "own", "«items»"),
    ({**_WORDS, "type": "array", "items": _without(_LINE, "type")}, "own[]", "«type»"),
    (_without(_group({"a": _LINE}), "properties"), "own", "«properties»"),
    (_without(_group({"a": _LINE}), "additionalProperties"), "own", "«additionalProperties"),
    (_group({"a": _LINE}, additionalProperties=True), "own", "«additionalProperties"),
    (_group({"a": _LINE}, additionalProperties=_LINE), "own", "«additionalProperties"),
    (_group({"a": _LINE}, required=["b"]), "own", "b"),
    (_group({"a": _without(_LINE, "title")}), "own.a", "«title»"),
    ({**_LINE, "items": _LINE}, "own", "«items»"),
    ({**_LINE, "properties": {"a": _LINE}}, "own", "«properties»"),
    (_group({"a": _LINE}, **{"if": {"required": ["a"]}}), "own", "«then»"),
    # values
    ({**_WORDS, "type": "string", "enum": ["a"]}, "own", "«x-labels»"),
    ({**_WORDS, "type": "string", "enum": ["a", "b"], "x-labels": {"a": "первое"}}, "own", "«x-labels»"),
    ({**_WORDS, "type": "string", "enum": ["a"], "x-labels": {"a": 5}}, "own", "«x-labels»"),
    ({**_WORDS, "type": "string", "enum": ["a"], "x-labels": ["a"]}, "own", "«x-labels»"),
    ({**_WORDS, "type": "string", "enum": [5], "x-labels": {"5": "пять"}}, "own", "«x-labels»"),
    ({**_WORDS, "type": "integer", "minimum": 1, "maximum": 5, "enum": [5]}, "own", "«enum»"),
    ({**_WORDS, "type": "boolean", "format": "date"}, "own", "«format»"),
    ({**_DAY, "enum": ["2026-11-22"], "x-labels": {"2026-11-22": "сегодня"}}, "own", "«format»"),
    ({**_DAY, "examples": ["скоро"]}, "own", "examples"),
    ({**_DAY, "examples": ["22.11.2026"]}, "own", "examples"),
    ({**_WORDS, "type": "integer", "minimum": 1, "maximum": 5, "examples": ["пять"]}, "own", "examples"),
    ({**_LINE, "examples": [{}]}, "own", "examples"),
    # keys of ours
    ({**_LINE, "x-strip": "("}, "own", "«x-strip»"),
    ({**_LINE, "x-strip": 5}, "own", "«x-strip»"),
    ({**_WORDS, "type": "boolean", "x-strip": "№"}, "own", "«x-strip»"),
    ({**_LINE, "x-text": "verse"}, "own", "name-or-initial"),
    ({**_LINE, "x-text": ["line"]}, "own", "name-or-initial"),
    ({**_LINE, "x-identifier": "passport"}, "own", "military_id"),
    ({**_LINE, "x-derive": "name"}, "own", "organisation"),
    ({**_LINE, "x-labels": {"a": "первое"}}, "own", "«x-labels»"),
    ({**_LINE, "x-past": True}, "own", "«x-past»"),
    ({**_DAY, "x-past": "yes"}, "own", "«x-past»"),
    ({**_LINE, "x-enclosed": True}, "own", "«x-enclosed»"),
    ({**_LINE, "x-colour": "red"}, "own", "«x-colour»"),
    ({**_LINE, "x-order": []}, "own", "«x-order»"),
    # words of asking
    ({**_LINE, "x-ask": ""}, "own", "«x-ask»"),
    ({**_LINE, "x-why": 5}, "own", "«x-why»"),
    ({**_LINE, "x-look": []}, "own", "«x-look»"),
    ({**_LINE, "x-offer": " "}, "own", "«x-offer»"),
    ({**_LINE, "x-explain": {"a": "первое"}}, "own", "«x-explain»"),
    ({**_CHOICE, "x-explain": {"a": "первое"}}, "own", "«x-explain»"),
    ({**_CHOICE, "x-explain": {"a": "первое", "b": ""}}, "own", "«x-explain»"),
    ({**_CHOICE, "x-explain": ["a", "b"]}, "own", "«x-explain»"),
    ({**_LINE, "x-unknown": "Не знаю"}, "own", "«x-unknown»"),
    ({**_LINE, "x-unknown": {"value": "б/н"}}, "own", "«x-unknown»"),
    ({**_LINE, "x-unknown": {"blank": ""}}, "own", "«x-unknown»"),
    (_group({"a": _LINE}, **{"x-unknown": {"blank": "Не знаю"}}), "own", "«x-unknown»"),
    ({**_LINE, "x-section": "nowhere"}, "own", "«x-section»"),
    ({**_LINE, "x-section": ["case"]}, "own", "«x-section»"),
    ({**_LINE, "x-stage": "late"}, "own", "«x-stage»"),
    ({**_LINE, "x-page": "whole"}, "own", "«x-page»"),
    (_group({"a": _LINE}, **{"x-page": "half"}), "own", "«x-page»"),
    ({**_LINE, "x-when": "nowhere.at.all"}, "own", "«x-when»"),
    ({**_LINE, "x-when": {"fact": "ground", "equals": ["love"]}}, "own", "«x-when»"),
    ({**_LINE, "x-when": {"fact": "ground"}}, "own", "«x-when»"),
    ({**_LINE, "x-more": "Есть ещё?"}, "own", "«x-more»"),
    ({**_LISTED, "x-more": ""}, "own", "«x-more»"),
    ({**_LISTED, "x-card": "пункт"}, "own", "«x-card»"),
    ({**_LISTED, "x-card": "{b}"}, "own", "«x-card»"),
    ({**_LISTED, "x-card": "{a.__class__}"}, "own", "«x-card»"),
    ({**_LINE, "x-card": "{a}"}, "own", "«x-card»"),
    ({**_LINE, "x-mask": "yes"}, "own", "«x-mask»"),
    ({**_LINE, "x-page": ""}, "own", "«x-page»"),
    ({**_LISTED, "x-page": "both"}, "own", "«x-page»"),
    ({**_LINE, "x-from": "командир"}, "own", "«x-from»"),
    ({**_LINE, "x-from": []}, "own", "«x-from»"),
    ({**_LINE, "x-from": [{"say": "часть {applicant.nothing}"}]}, "own", "«x-from»"),
    ({**_LINE, "x-from": [{"say": "часть", "when": "applicant.nothing"}]}, "own", "«x-from»"),
    ({**_LINE, "x-from": [{"say": "часть", "else": "часть"}]}, "own", "«x-from»"),
    ({**_LINE, "x-from": [{"say": ""}]}, "own", "«x-from»"),
    ({**_LISTED, "x-from": [{"say": {"b": "часть"}}]}, "own", "«x-from»"),
    # persons
    (_group(_NAME, **{"x-derive": "name"}), "own", "«required»"),
    (_group({"last": _LINE}, required=["last"], **{"x-derive": "name"}), "own", "last"),
    (_group({"last": _LINE, "first": _DAY | {"type": "boolean"}}, **{"x-derive": "name"}), "own.first", "«format»"),
    (_group({"name": _LINE}, **{"x-derive": "holder"}), "own", "holder"),
    (_group({}, **{"x-derive": "holder"}), "own", "holder"),
    ({**_PERSON, "properties": {**_PERSON["properties"], "rank": _LINE}}, "own.rank", "заявителя"),
    ({**_PERSON, "properties": {**_PERSON["properties"], "gender": _LINE}}, "own.gender", "заявителя"),
]


@pytest.mark.parametrize(("fact", "where", "word"), FACTS)
def test_a_fact_that_the_program_could_not_work_with_is_named(
    pack: Callable[..., Catalog], fact: Any, where: str, word: str
) -> None:
    catalog = pack(_with(fact))

    with pytest.raises(TemplateError) as caught:
        hold(catalog)

    first = caught.value.problems[0]
    assert (first.code, first.where, first.kind.exit_code) == ("T004", f"schemas/case.json: {where}", ExitCode.TEMPLATE)
    assert word in first.what


CASES = [
    ({}, "T004", "schemas/case.json", "properties"),
    (_without(_CASE, "type"), "T004", "schemas/case.json", "type: object"),
    ({**_CASE, "additionalProperties": True}, "T004", "schemas/case.json", "additionalProperties"),
    ({**_CASE, "properties": {}, "x-order": []}, "T004", "schemas/case.json", "applicant"),
    ({**_CASE, "properties": _without(_CASE["properties"], "forms")}, "T004", "schemas/case.json", "forms"),
    (_with(_LINE, required=["nick"]), "T004", "schemas/case.json", "nick"),
    (_with(_LINE, **{"x-colour": "red"}), "T004", "schemas/case.json", "«x-colour»"),
    (_with(_LINE, **{"x-sections": ["case"]}), "T004", "schemas/case.json", "«x-sections»"),
    (_with(_LINE, **{"x-sections": {**_CASE["x-sections"], "more": ""}}), "T004", "schemas/case.json", "«x-sections»"),
    (_with({"type": "verse"}), "T003", "schemas/case.json", ""),
    (_with({**_LINE, "maxLength": "9"}), "T003", "schemas/case.json", ""),
]


@pytest.mark.parametrize(("case", "code", "where", "word"), CASES)
def test_a_list_of_facts_that_is_none_is_named(
    pack: Callable[..., Catalog], case: Any, code: str, where: str, word: str
) -> None:
    catalog = pack(case)

    with pytest.raises(TemplateError) as caught:
        hold(catalog)

    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == (code, where)
    assert word in problem.what


@pytest.mark.parametrize(
    "order",
    [
        "own",
        ["own", "sign_date"],
        {"earlier": "own"},
        {"earlier": "own", "later": "nowhere"},
        {"earlier": "own", "later": "applicant.name"},
        {"earlier": 5, "later": "own"},
        {"earlier": "own", "later": "sign_date", "months": 5},
        {"earlier": "own", "later": "sign_date", "years": "5"},
        {"earlier": "own", "later": "sign_date", "years": 9999},
        {"earlier": "own", "later": "sign_date", "days": -1},
    ],
)
def test_an_order_of_days_names_days(pack: Callable[..., Catalog], order: Any) -> None:
    catalog = pack(_with(_DAY, **{"x-order": [*_CASE["x-order"], order]}))

    with pytest.raises(TemplateError) as caught:
        hold(catalog)

    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("T004", "schemas/case.json")
    assert f"запись {len(_CASE['x-order']) + 1}" in problem.what


def test_an_order_of_days_is_a_list(pack: Callable[..., Catalog]) -> None:
    catalog = pack(_with(_DAY, **{"x-order": 5}))

    with pytest.raises(TemplateError, match="T004"):
        hold(catalog)


OURS = [
    ("ground", {"type": "boolean", "enum": None, "x-labels": None, "x-explain": None, "examples": None}, "type, enum"),
    (
        "ground",
        {"enum": ["own-wish"], "x-labels": {"own-wish": "желание"}, "x-explain": None, "examples": None},
        "enum",
    ),
    ("kind", {"x-text": "prose"}, "x-text"),
    ("addressee", {"x-derive": None}, "x-derive"),
]


@pytest.mark.parametrize(("fact", "changes", "words"), OURS)
def test_our_facts_stay_what_they_are(
    pack: Callable[..., Catalog], fact: str, changes: dict[str, Any], words: str
) -> None:
    changed = {**vocabulary((builtin_pack(),))["properties"][fact], **changes}
    told = {key: value for key, value in changed.items() if value is not None}
    catalog = pack({**_CASE, "properties": {**_CASE["properties"], fact: told}})

    with pytest.raises(TemplateError) as caught:
        hold(catalog)

    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("T004", f"schemas/case.json: {fact}")
    assert problem.what == f"Наш факт описан иначе: {words}."


def test_our_facts_may_have_other_words_for_people(pack: Callable[..., Catalog]) -> None:
    ours = vocabulary((builtin_pack(),))["properties"]["ground"]
    catalog = pack({**_CASE, "properties": {**_CASE["properties"], "ground": {**ours, "title": "Почему"}}})

    hold(catalog)

    assert vocabulary(catalog.packs)["properties"]["ground"]["title"] == "Почему"


KINDS = [
    ({"required": ["nick"]}, "", "nick"),
    ({"properties": {"nick": {}}}, "", "nick"),
    ({"properties": {"applicant": {"required": ["nick"]}}}, ": applicant", "nick"),
    ({"properties": {"applicant": True}}, ": applicant", "JSON"),
    ({"properties": {"ground": {"enum": ["love"]}}}, ": ground", "значения"),
    ({"properties": {"ground": {"const": ["own-wish"]}}}, ": ground", "значения"),
    ({"properties": {"reasons": {"items": {"properties": {"nick": {}}}}}}, ": reasons[]", "nick"),
    ({"if": {"required": ["ground"]}}, "", "«then»"),
    ({"if": True, "then": {}}, "", "JSON"),
    ({"allOf": [{"if": {"required": ["nick"]}, "then": {}}]}, "", "nick"),
    ({"not": {"required": ["nick"]}}, "", "nick"),
    ({"anyOf": [True]}, "", "JSON"),
    ({"properties": {"ground": {"x-aks": "Почему?"}}}, ": ground", "«x-aks»"),
    ({"properties": {"ground": {"x-ask": ""}}}, ": ground", "«x-ask»"),
    ({"properties": {"ground": {"enum": ["age"], "x-explain": {"own-wish": "желание"}}}}, ": ground", "«x-explain»"),
    ({"properties": {"reasons": {"x-card": "{nick}"}}}, ": reasons", "«x-card»"),
    ({"properties": {"reasons": {"x-when": {"fact": "ground", "equals": ["love"]}}}}, ": reasons", "«x-when»"),
]


@pytest.mark.parametrize(("kind", "path", "word"), KINDS)
def test_a_kind_speaks_of_facts_and_values_of_the_vocabulary(
    pack: Callable[..., Catalog], kind: Any, path: str, word: str
) -> None:
    catalog = pack(kind=kind)

    with pytest.raises(TemplateError) as caught:
        walk(catalog.find("resignation"), catalog)

    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("T004", f"schemas/resignation.json{path}")
    assert word in problem.what


def test_a_kind_may_narrow_a_text_to_values_of_its_own(pack: Callable[..., Catalog]) -> None:
    condition = {"if": {"properties": {"kind": {"const": "resignation"}}, "required": ["kind"]}, "then": {}}
    catalog = pack(kind={"properties": {"kind": {"enum": ["resignation"]}}, "allOf": [condition]})

    (field,) = walk(catalog.find("resignation"), catalog)

    assert dict(field.labels) == {"resignation": "resignation"}


def test_a_kind_asks_in_words_of_its_own(pack: Callable[..., Catalog]) -> None:
    told = {"enum": ["age", "health"], "x-explain": {"age": "возраст", "health": "здоровье"}, "x-ask": "Почему?"}
    catalog = pack(kind={"properties": {"ground": told, "reasons": {"x-card": "{text}", "x-when": "ground"}}})

    assert [field.path for field in walk(catalog.find("resignation"), catalog)][:2] == ["ground", "reasons"]


def test_our_own_facts_and_kinds_have_no_fault() -> None:
    ours, catalog = vocabulary((builtin_pack(),)), Catalog.load()

    assert faults_of_vocabulary(ours, ours) == []
    assert [fault for kind in some(catalog.filings) for fault in faults_of_kind(kind, catalog.schema(kind), ours)] == []
