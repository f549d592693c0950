"""What a pack's schemas may refer to, whose file is taken, and that nothing outside the packs is ever opened."""

import contextlib
import json
import os
import select
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from filings.catalog import Catalog, builtin_pack
from filings.errors import TemplateError
from filings.facts import check
from filings.facts.validate import vocabulary
from filings.facts.vocabulary import schema_at
from filings.problems import ExitCode, Problem

Schemas = Callable[..., Path]
_ROOT = Path(__file__).parents[2]
_TODAY = date(2026, 11, 22)
_NICK = {"title": "Позывной", "description": "Как зовут.", "type": "string", "maxLength": 9, "x-text": "line"}
_OUTSIDE = "она ведёт за пределы папки schemas или записана не по правилам"
_NO_FILE, _NO_DEFINITION, _CYCLE = "такого файла нет", "такого определения нет", "она возвращается к самой себе"


@pytest.fixture
def schemas(tmp_path: Path) -> Schemas:
    """Write a lawyer's own pack with the kind `own` and the given schemas (by name, `/` for a folder); return it."""
    pack = tmp_path / "pack"
    kind = pack / "templates" / "own"
    kind.mkdir(parents=True)
    shutil.copy(builtin_pack().templates / "resignation" / "filing.toml", kind)
    (pack / "schemas" / "facts").mkdir(parents=True)

    def write(documents: dict[str, Any]) -> Path:
        for name, document in documents.items():
            text = document if isinstance(document, str) else json.dumps(document)
            (pack / "schemas" / f"{name}.json").write_text(text, encoding="utf-8")
        return pack

    return write


def _checked(pack: Path, **facts: object) -> list[tuple[str, str]]:
    catalog = Catalog.load([pack])
    found = check(catalog.find("own"), catalog, facts, today=_TODAY).problems
    return [(problem.code, problem.where) for problem in found]


def _refused(pack: Path) -> Problem:
    with pytest.raises(TemplateError) as refused:
        _checked(pack, kind="own")
    (problem,) = refused.value.problems
    assert (problem.code, problem.kind.exit_code) == ("T003", ExitCode.TEMPLATE)
    return problem


def _referring(reference: object) -> dict[str, Any]:
    return {"allOf": [{"$ref": "case.json"}], "properties": {"kind": {"$ref": reference}}}


@pytest.mark.parametrize(
    ("reference", "files"),
    [
        ("#/$defs/short", {}),
        ("facts/mine.json", {"facts/mine": {"maxLength": 3}}),
        ("facts/mine.json#/$defs/short", {"facts/mine": {"$defs": {"short": {"maxLength": 3}}}}),
        ("facts/mine.json#/$defs/short", {"facts/mine": {"$defs": {"short": {"$ref": "near.json#/$defs/short"}}},
                                          "facts/near": {"$defs": {"short": {"maxLength": 3}}}}),
        ("facts/mine.json#/$defs/short", {"facts/mine": {"$defs": {"short": {"$ref": "#/$defs/three"},
                                                                   "three": {"maxLength": 3}}}}),
    ],
)  # fmt: skip
def test_a_reference_to_a_definition_or_a_file_of_the_pack_holds(
    schemas: Schemas, reference: str, files: dict[str, Any]
) -> None:
    kind = {**_referring(reference), "$defs": {"short": {"maxLength": 3}}}
    pack = schemas({"own": kind, **files})

    assert _checked(pack, kind="own") == []
    assert _checked(pack, kind="owner") == [("F020", "kind")]


def test_a_reference_to_what_the_pack_lacks_reaches_the_packs_before_it(schemas: Schemas) -> None:
    pack = schemas({"own": {"$ref": "case.json", "properties": {"act": {"$ref": "facts/rank.json#/$defs/rank"}}}})

    assert _checked(pack, act={"kind": "order"}) == [("F028", "act")]


def test_a_pack_adds_a_fact_with_a_short_list_of_its_own(schemas: Schemas) -> None:
    case = json.loads((_ROOT / "schemas" / "case.json").read_text(encoding="utf-8"))
    case["properties"]["nick"] = {"$ref": "facts/mine.json#/$defs/nick"}
    pack = schemas({"case": case, "facts/mine": {"$defs": {"nick": _NICK}}, "own": {"$ref": "case.json"}})

    assert _checked(pack, nick="Лис", applicant={"rank": "рядовой"}) == [("F012", "applicant.name")]
    assert _checked(pack, nick="Десять букв") == [("F020", "nick")]


def test_a_part_of_a_pack_stands_for_the_part_of_the_same_name(schemas: Schemas) -> None:
    rank = json.loads((_ROOT / "schemas" / "facts" / "rank.json").read_text(encoding="utf-8"))
    rank["$defs"]["rank"]["description"] = "Звание, как в приказе."
    packs = Catalog.load([schemas({"facts/rank": rank})]).packs

    assert schema_at(vocabulary(packs), ("applicant", "rank"))["description"] == "Звание, как в приказе."
    assert schema_at(vocabulary(packs[:1]), ("applicant", "rank"))["description"] != "Звание, как в приказе."


REFUSED = [
    ("http://127.0.0.1/case.json", _OUTSIDE),
    ("https://example.org/case.json#/$defs/x", _OUTSIDE),
    ("//example.org/case.json", _OUTSIDE),
    ("file://localhost/etc/hostname", _OUTSIDE),
    ("file:case.json", _OUTSIDE),
    ("urn:case", _OUTSIDE),
    ("/etc/case.json", _OUTSIDE),
    ("C:/case.json", _OUTSIDE),
    ("../case.json", _OUTSIDE),
    ("facts/../../pack/schemas/case.json", _OUTSIDE),
    ("./case.json", _OUTSIDE),
    ("facts//rank.json", _OUTSIDE),
    ("facts\\rank.json", _OUTSIDE),
    ("%2e%2e/case.json", _OUTSIDE),
    ("case.json\n", _OUTSIDE),
    ("case.json?x", _OUTSIDE),
    ("case", _OUTSIDE),
    ("#", _OUTSIDE),
    ("#/properties/kind", _OUTSIDE),
    ("", _OUTSIDE),
    (5, _OUTSIDE),
    ("long-" * 1000 + ".json", _OUTSIDE),
    ("nowhere.json", _NO_FILE),
    ("facts/nowhere.json#/$defs/rank", _NO_FILE),
    ("#/$defs/nowhere", _NO_DEFINITION),
    ("#/$defs/odd", _NO_DEFINITION),
    ("facts/rank.json#/$defs/nowhere", _NO_DEFINITION),
    ("own.json", _CYCLE),
    ("#/$defs/loop", _CYCLE),
    ("#/$defs/there", _CYCLE),
]


@pytest.mark.parametrize(("reference", "reason"), REFUSED)
def test_any_other_reference_is_refused_by_its_name(schemas: Schemas, reference: object, reason: str) -> None:
    definitions = {
        "odd": "text",
        "loop": {"items": {"$ref": "#/$defs/loop"}},
        "there": {"$ref": "#/$defs/back"},
        "back": {"not": {"$ref": "own.json#/$defs/there"}},
    }
    problem = _refused(schemas({"own": {**_referring(reference), "$defs": definitions}}))

    assert problem.where == "schemas/own.json"
    assert problem.what.endswith(f"» не годится: {reason}.")
    assert "loop" in str(reference) or "there" in str(reference) or f"«{str(reference).strip()[:60]}" in problem.what


@pytest.mark.parametrize("name", ["case", "facts/rank"])
def test_a_file_at_fault_is_the_one_that_refers(schemas: Schemas, name: str) -> None:
    document = {"properties": {"act": {"$ref": "#/$defs/rank"}}, "$defs": {"rank": {"$ref": "../x.json"}}}
    problem = _refused(schemas({"own": {"$ref": "case.json"}, name: document}))

    assert problem.where == f"schemas/{name}.json"
    assert "«../x.json»" in problem.what


def test_two_files_that_refer_to_each_other_are_refused(schemas: Schemas) -> None:
    pack = schemas({"own": _referring("facts/a.json"), "facts/a": {"$ref": "b.json"}, "facts/b": {"$ref": "a.json"}})
    problem = _refused(pack)

    assert (problem.where, "«a.json»" in problem.what) == ("schemas/facts/b.json", True)


def test_a_reference_cannot_steer_a_terminal(schemas: Schemas) -> None:
    assert "\x1b" not in _refused(schemas({"own": _referring("\x1b]0;x\x07")})).what


@pytest.mark.parametrize(
    "schema",
    [
        {"$id": "http://example.org/own.json"},
        {"$anchor": "here"},
        {"$dynamicAnchor": "here"},
        {"properties": {"kind": {"$dynamicRef": "#here"}}},
        {"$schema": "http://example.org/dialect"},
        {"allOf": [{"$schema": "https://json-schema.org/draft/2020-12/schema"}]},
        {"$vocabulary": {"http://example.org/words": True}},
    ],
)
def test_a_schema_has_no_address_and_no_dialect_of_its_own(schemas: Schemas, schema: dict[str, Any]) -> None:
    problem = _refused(schemas({"own": schema}))

    assert (problem.where, problem.what.endswith("в схеме не допускается.")) == ("schemas/own.json", True)


def _deep(levels: int) -> str:
    return '{"not": ' * levels + "{}" + "}" * levels


@pytest.mark.parametrize("text", ["[]", '"x"', "true", "{", "[" * 100_000, _deep(300), _deep(900)])
def test_what_is_no_schema_is_the_fault_of_its_pack(schemas: Schemas, text: str) -> None:
    assert _refused(schemas({"own": text})).where == "schemas/own.json"


@pytest.mark.parametrize("linked", ["own.json", "facts/mine.json", "facts", ""])
def test_a_link_out_of_the_pack_is_not_followed(schemas: Schemas, tmp_path: Path, linked: str) -> None:
    pack = schemas({"own": _referring("facts/mine.json"), "facts/mine": {"maxLength": 3}})
    inside, outside = pack / "schemas" / linked, tmp_path / "outside"
    inside.rename(outside)
    inside.symlink_to(outside)
    problem = _refused(pack)

    assert "файл лежит вне набора шаблонов" in problem.what
    assert problem.where == ("schemas/own.json" if linked in {"own.json", ""} else "schemas/facts/mine.json")


def test_a_link_inside_the_pack_is_followed(schemas: Schemas) -> None:
    pack = schemas({"own": _referring("facts/mine.json"), "facts/near": {"maxLength": 3}})
    (pack / "schemas" / "facts" / "mine.json").symlink_to("near.json")

    assert _checked(pack, kind="owner") == [("F020", "kind")]


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "{url}"},
        {"$schema": "{url}"},
        {"$id": "{url}", "properties": {"kind": {"$ref": "other.json"}}},
        {"$dynamicRef": "{url}"},
        {"$defs": {"idle": {"$ref": "{url}"}}, "$ref": "case.json"},
        {"properties": {"kind": {"enum": [{"$ref": "{url}"}]}}},
    ],
)
def test_no_schema_opens_a_connection(schemas: Schemas, schema: dict[str, Any]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/own.json"
        pack = schemas({"own": json.dumps(schema).replace("{url}", url)})
        with contextlib.suppress(TemplateError):
            _checked(pack, kind="own")
        connected, _writable, _failed = select.select([listener], [], [], 0.2)

    assert connected == []


@pytest.mark.parametrize("way", ["address", "link", "part"])
def test_no_schema_opens_a_pipe(schemas: Schemas, tmp_path: Path, way: str) -> None:
    """Whoever opened this pipe would wait for ever."""
    reference = f"file://{tmp_path}/pipe" if way == "address" else "facts/mine.json"
    part = schemas({"own": _referring(reference)}) / "schemas" / "facts" / "mine.json"
    os.mkfifo(part if way == "part" else tmp_path / "pipe")
    if way == "link":
        part.symlink_to(tmp_path / "pipe")
    (tmp_path / "case.yaml").write_text("kind: own\n", encoding="utf-8")

    ended = subprocess.run(
        [sys.executable, "-m", "filings", "check", tmp_path / "case.yaml", "--pack", tmp_path / "pack"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"},
    )

    assert (ended.returncode, "T003" in ended.stdout + ended.stderr) == (ExitCode.TEMPLATE, True)
