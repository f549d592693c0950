"""The list of facts that people are asked for."""

import re
from pathlib import Path
from typing import Any

import pytest

from filings.catalog import Catalog, Filing
from filings.fact_path import spelled
from filings.facts import Field, load, walk
from filings.tables.columns import paths_in

EXAMPLES = [path for filing in Catalog.load().filings.values() for path in filing.examples]


@pytest.fixture
def fields(catalog: Catalog, filing: Filing) -> dict[str, Field]:
    return {field.path: field for field in walk(filing, catalog)}


def test_groups_come_before_their_parts_and_in_the_order_of_the_vocabulary(fields: dict[str, Field]) -> None:
    paths = list(fields)
    assert paths[:4] == ["kind", "ground", "lawyer_confirmed", "applicant"]
    assert paths.index("reasons") < paths.index("reasons[].text") < paths.index("reasons[].proof[].title")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("applicant", "group"),
        ("reasons", "list"),
        ("applicant.position", "text"),
        ("reasons[].text", "prose"),
        ("service.contract.date", "date"),
        ("reasons[].proof[].sheets", "number"),
        ("requests.interview", "yes-no"),
        ("ground", "choice"),
    ],
)
def test_type_of_a_field(fields: dict[str, Field], path: str, kind: str) -> None:
    assert fields[path].type == kind


@pytest.mark.parametrize(
    ("path", "required", "when"),
    [
        ("ground", True, ()),
        ("applicant.name.first", True, ()),
        ("applicant.phone", False, ()),
        ("applicant.birth_date", False, ("если «Основание увольнения» — «предельный возраст»",)),
        ("applicant.unit.number", False, ("если не указано «Наименование части»",)),
        (
            "applicant.address",
            False,
            ("если «Письменный ответ» — «да» и не указано «Адрес для писем»",),
        ),
        ("service.mobilised_on", False, ("если «Как проходит служба» — «по мобилизации»",)),
        ("reasons[].proof[].holder", False, ("если «Документ на руках» — «нет»",)),
        (
            "service",
            False,
            (
                "если «Как проходит служба» — «по контракту»",
                "если «Как проходит служба» — «по мобилизации»",
                "если «Как проходит служба» — «по призыву»",
            ),
        ),
        (
            "service.contract.ends",
            False,
            (
                "если «Основание увольнения» — «окончание срока контракта или службы по призыву» "
                "и «Как проходит служба» — «по контракту»",
            ),
        ),
    ],
)
def test_when_a_field_is_required(fields: dict[str, Field], path: str, required: bool, when: tuple[str, ...]) -> None:
    assert (fields[path].required, fields[path].when) == (required, when)


def test_choice_has_only_the_values_that_the_kind_allows(fields: dict[str, Field]) -> None:
    assert "discharged" not in fields["applicant.category"].labels
    assert fields["applicant.category"].labels["mobilised"] == "по мобилизации"


def test_facts_that_the_letter_does_not_use_are_not_asked(fields: dict[str, Field]) -> None:
    assert not {"court", "fee", "stamp", "applicant.military_id", "applicant.birth_place"} & set(fields)
    assert not {"applicant.email", "enclosures[].have", "enclosures[].holder"} & set(fields)


def test_field_tells_how_it_is_derived_and_an_example(fields: dict[str, Field]) -> None:
    position: Any = fields["applicant.position"]
    assert (position.derive, position.examples) == ("position", ("стрелок 1 мотострелковой роты",))
    assert position.hint.startswith("Должность с подразделением")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_a_kind_asks_for_every_fact_of_its_examples(path: Path, catalog: Catalog) -> None:
    """Otherwise neither a new case nor a sheet would lead to such a paper."""
    raw = load(path)
    told = {re.sub(r"\[\d+\]", "[]", spelled(way)) for way in paths_in(raw) if way[0] != "forms"}
    asked = {field.path for field in walk(catalog.find(raw["kind"]), catalog)}
    assert told
    assert told - asked == set()
