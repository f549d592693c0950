"""What a check says of a case: each problem by its code, its place and its words; all of them at once; drafts."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from filings.catalog import Catalog, Filing
from filings.errors import TemplateError
from filings.fact_path import fact_at
from filings.facts import Checked, MissingFact, check
from filings.problems import Kind, Severity
from tests.facts.conftest import steps_of

Check = Callable[..., Checked]
Put = Callable[[dict[str, Any], str, object], dict[str, Any]]


def test_smallest_case_passes_and_arrives_unchanged(checked: Check, case: dict[str, Any]) -> None:
    prose = (("reasons[0].text", "Доход моей семьи ниже прожиточного минимума."),)
    assert checked(case) == Checked(case, (), (), case, prose)


PROBLEMS = [
    ("F010", "reasons.0.text", "нол\u200bь", "reasons[0].text",
     "«Уважительные причины (1): Причина»: эти знаки нельзя напечатать: невидимый знак U+200B, место 4."),
    ("F011", "applicant.name.last", "Сoколов", "applicant.name.last",
     "«Заявитель: Фамилия, имя, отчество: Фамилия»: в имени есть знаки, которых в нём не бывает: "
     "латинская буква «o», место 2."),
    ("F012", "applicant.position", None, "applicant.position", "Не указано: «Заявитель: Воинская должность»."),
    ("F012", "reasons.0.proof", [], "reasons[0].proof", "Не указано: «Уважительные причины (1): Доказательства»."),
    ("F012", "service", {}, "service.contract.date",
     "Не указано: «Военная служба: Контракт: Дата заключения контракта»."),
    ("F012", "applicant.unit", "", "applicant.unit.number", "Не указано: «Заявитель: Воинская часть: Номер части»."),
    ("F013", "applicant.birthdate", "01.02.1990", "applicant.birthdate", "Неизвестный факт «birthdate»."),
    ("F013", "passport", "4508 123456", "passport", "Неизвестный факт «passport»."),
    ("F014", "reasons.0.proof", "справка", "reasons[0].proof",
     "«Уважительные причины (1): Доказательства»: здесь нужен список."),
    ("F014", "applicant.guards", "гвардии", "applicant.guards",
     "«Заявитель: Гвардейское звание»: здесь нужно «да» или «нет»."),
    ("F014", "reasons.0.proof.0.sheets", "1 2", "reasons[0].proof[0].sheets",
     "«Уважительные причины (1): Доказательства (1): Число листов»: здесь нужно целое число."),
    ("F014", "applicant.position", True, "applicant.position", "«Заявитель: Воинская должность»: здесь нужен текст."),
    ("F014", "applicant", "Соколов", "applicant", "«Заявитель»: здесь нужна группа фактов с названиями."),
    ("F015", "applicant.rank", "старшый сержант", "applicant.rank",
     "«Заявитель: Воинское звание»: такого значения здесь не бывает."),
    ("F015", "applicant.category", "discharged", "applicant.category",
     "«Заявитель: Как проходит служба»: такого значения здесь не бывает."),
    ("F016", "sign_date", "22.11.26", "sign_date", "«Дата документа»: год написан двумя цифрами."),
    ("F017", "sign_date", "31.11.2026", "sign_date", "«Дата документа»: такого дня нет в календаре."),
    ("F018", "reasons.0.proof.0.date", "23.11.2026", "reasons[0].proof[0].date",
     "«Уважительные причины (1): Доказательства (1): Дата документа»: эта дата ещё не наступила."),
    ("F019", "service.started", "16.11.2021", "service.contract.date",
     "«Военная служба: Контракт: Дата заключения контракта» раньше, чем «Военная служба: Начало службы»."),
    ("F019", "applicant.birth_date", "16.11.2005", "service.contract.date",
     "Лет между «Заявитель: Дата рождения» и «Военная служба: Контракт: Дата заключения контракта» меньше, чем 16."),
    ("F020", "applicant.position", "а" * 301, "applicant.position",
     "«Заявитель: Воинская должность»: слишком длинно, число знаков — 301."),
    ("F020", "forms", {"а" * 301: {"gen": "б"}}, "forms", "«Формы слов»: слишком длинное название."),
    ("F021", "reasons.0.proof", [{}, {"title": "справка"}], "reasons[0].proof[0]",
     "«Уважительные причины (1): Доказательства (1)»: пустой пункт списка."),
    ("F022", "reasons.0.proof.0.sheets", "0", "reasons[0].proof[0].sheets",
     "«Уважительные причины (1): Доказательства (1): Число листов»: число вне допустимых границ."),
    ("F023", "applicant.unit.number", "полк связи", "applicant.unit.number",
     "«Заявитель: Воинская часть: Номер части»: записано не так, как принято."),
    ("F025", "applicant.name.patronymic", "", "applicant.gender", "Пол не виден из отчества: «Заявитель: Пол»."),
    ("F026", "applicant.gender", "f", "applicant.gender", "«Заявитель: Пол»: указанный пол не подходит к отчеству."),
    ("F027", "forms", {f"слово {number}": {"gen": "слова"} for number in range(101)}, "forms",
     "«Формы слов»: слишком много пунктов."),
    ("F027", "reasons.0.proof", [{"title": "справка"}] * 31, "reasons[0].proof",
     "«Уважительные причины (1): Доказательства»: слишком много пунктов."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "path", "value", "where", "what"), PROBLEMS)
def test_one_defect_gives_its_one_problem(
    checked: Check, put: Put, case: dict[str, Any], code: str, path: str, value: object, where: str, what: str
) -> None:
    (problem,) = checked(put(case, path, value)).problems
    assert (problem.code, problem.where, problem.what) == (code, where, what)
    assert problem.remedy.endswith(".")
    assert problem.severity is (Severity.WARNING if code == "F026" else Severity.ERROR)
    assert problem.kind is (Kind.MISSING if code in {"F012", "F025"} else Kind.WRONG)


def test_case_that_is_no_group_of_facts_is_one_problem_and_the_missing_facts(checked: Check) -> None:
    (problem,) = checked(["Соколов"]).problems
    assert (problem.code, problem.where) == ("F014", "")


@pytest.mark.parametrize(
    ("path", "value", "remedy"),
    [
        ("reason", "Доход мал.", "Возможно, имелось в виду: reasons (Уважительные причины)."),
        ("applicant.Воинское звание", "рядовой", "Возможно, имелось в виду: rank (Воинское звание)."),
        ("rank", "рядовой", "Такой факт пишется в другом месте: applicant.rank, addressee.rank, complained_of.rank."),
        ("xyz", "1", "Удалите его. Все факты показывает команда «filings show»."),
        ("applicant.rank", "старшый сержант",
         "Возможно, имелось в виду: старший сержант; младший сержант; старший лейтенант."),
        ("health", {"category": "B"}, "Допустимо: А — годен к военной службе; Б — годен с незначительными "
         "ограничениями; В — ограниченно годен; Г — временно не годен; Д — не годен к военной службе."),
        ("sign_date", "22/11/2026",
         "Напишите день, месяц и год четырьмя цифрами, например 12.03.2022 или 2022-03-12."),
        ("applicant.personal_number", "12", "Нужно: одна или две русские буквы, дефис и шесть цифр. "
         "Например: Э-100100."),
        ("applicant.guards", "может быть", "Например: да."),
        ("reasons.0.proof.0.sheets", "1000", "Число должно быть от 1 до 999."),
        ("reasons.0.proof", [{"title": "справка"}] * 31, "Оставьте не больше 30."),
        ("applicant.force", None, "От этого зависит, какой закон применяется. "
         "Например: armed-forces (Вооружённые Силы)."),
    ],
)  # fmt: skip
def test_remedy_says_what_to_write(
    checked: Check, put: Put, case: dict[str, Any], path: str, value: object, remedy: str
) -> None:
    (problem,) = checked(put(case, path, value)).problems
    assert problem.remedy == remedy


def test_a_latin_b_is_no_fitness_category(checked: Check, put: Put, case: dict[str, Any]) -> None:
    """Latin B stands for В to the eye and for Б to a transliterator: the two are different grounds."""
    assert [problem.code for problem in checked(put(case, "health", {"category": "B"})).problems] == ["F015"]


def test_misspelt_required_fact_is_not_missing_too(checked: Check, case: dict[str, Any]) -> None:
    case["applicant"]["unit"] = {"numbr": "00000"}
    assert [problem.where for problem in checked(case).problems] == ["applicant.unit.numbr"]


def test_what_happened_today_has_happened(checked: Check, put: Put, case: dict[str, Any]) -> None:
    assert checked(put(case, "reasons.0.proof.0.date", "22.11.2026")).problems == ()
    assert [problem.code for problem in checked(put(case, "reasons.0.proof.0.date", "23.11.2026")).problems] == ["F018"]


@pytest.mark.parametrize(
    ("path", "typed", "kept"),
    [
        ("applicant.category", "по контракту", "contract"),
        ("applicant.category", "Contract", "contract"),
        ("applicant.force", "вооруженные силы", "armed-forces"),
        ("applicant.unit.number", "в/ч 41450", "41450"),
        ("applicant.unit.number", 41450, "41450"),
        ("applicant.phone", "8 (900) 123-45-67", "+79001234567"),
        ("applicant.guards", "Да", True),
        ("applicant.guards", "no", False),
        ("applicant.birth_date", "1.2.1990", "1990-02-01"),
        ("reasons.0.proof.0.sheets", "12", 12),
        ("reasons.0.proof.0.sheets", 3.0, 3),
        ("reasons.0.text", "Первый\u00a0 абзац.\n\nВторой.", "Первый абзац.\nВторой."),
        ("applicant.position", "командир {{ x }} <b>&amp;</b>", "командир {{ x }} <b>&amp;</b>"),
        ("forms", {"Ия  Кузьмина": {"dat": "Ие Кузьминой", "gen": ""}}, {"Ия Кузьмина": {"dat": "Ие Кузьминой"}}),
    ],
)
def test_value_arrives_in_its_one_form(
    checked: Check, put: Put, case: dict[str, Any], path: str, typed: object, kept: object
) -> None:
    result = checked(put(case, path, typed))
    assert result.problems == ()
    assert fact_at(result.facts, steps_of(path)) == kept


@pytest.mark.parametrize("blank", [None, "", " \u00a0", [], {}, {"name": {"last": " "}, "powers": ["", None]}])
def test_blank_is_absent(checked: Check, case: dict[str, Any], blank: object) -> None:
    whole = checked(case)
    assert checked({**case, "representative": blank}).facts == whole.facts


@pytest.mark.parametrize("path", ["applicant.phone", "service.contract.term_text", "enclosures", "requests", "forms"])
def test_skeleton_left_empty_is_no_defect(checked: Check, put: Put, case: dict[str, Any], path: str) -> None:
    assert checked(put(case, path, None)).problems == ()


def test_document_not_at_hand_needs_its_holder(checked: Check, case: dict[str, Any]) -> None:
    case["reasons"][0]["proof"][0]["have"] = "нет"
    assert [problem.where for problem in checked(case).problems] == ["reasons[0].proof[0].holder"]


def test_unit_without_a_number_needs_a_name_and_no_more(checked: Check, put: Put, case: dict[str, Any]) -> None:
    assert checked(put(case, "applicant.unit", {"name": "Управление связи"})).problems == ()


def test_name_without_patronymic_and_with_gender_is_complete(checked: Check, put: Put, case: dict[str, Any]) -> None:
    del case["applicant"]["name"]["patronymic"]
    assert checked(put(case, "applicant.gender", "мужской")).problems == ()


def test_leap_day_birthday_counts_from_the_first_of_march(checked: Check, put: Put, case: dict[str, Any]) -> None:
    case["service"]["contract"]["date"] = "2022-02-28"
    put(case, "applicant.birth_date", "29.02.2004")
    assert checked(case).problems == ()
    case["service"]["contract"]["date"] = "2020-02-29"
    assert checked(case).problems == ()
    case["service"]["contract"]["date"] = "2020-02-28"
    assert [problem.code for problem in checked(case).problems] == ["F019"]


def test_contract_ends_after_it_begins(checked: Check, put: Put, case: dict[str, Any]) -> None:
    problems = checked(put(case, "service.contract.ends", "2021-11-15")).problems
    assert [(problem.code, problem.where) for problem in problems] == [("F019", "service.contract.ends")]


def test_every_problem_is_told_at_once_in_the_order_of_the_vocabulary(checked: Check) -> None:
    result = checked(
        {
            "sign_date": "вчера",
            "reasons": [{"text": "Причина.", "proof": ["справка", {"title": "справка", "sheets": "много"}]}],
            "applicant": {"name": {"last": "Cоколов", "first": "Андрей"}, "rank": "рядовой", "колво": 1},
            "ground": "own-wish",
        }
    )
    assert [(problem.code, problem.where) for problem in result.problems] == [
        ("F011", "applicant.name.last"),
        ("F012", "applicant.category"),
        ("F012", "applicant.force"),
        ("F012", "applicant.position"),
        ("F012", "applicant.unit.number"),
        ("F013", "applicant.колво"),
        ("F012", "addressee.position"),
        ("F014", "reasons[0].proof[0]"),
        ("F014", "reasons[0].proof[1].sheets"),
        ("F016", "sign_date"),
    ]


@pytest.mark.parametrize("name", ["\x1b]0;x\x07", "reasons\x1b[2J", "a\u202eb", "\ud800"])
def test_unknown_name_is_shown_by_the_codes_of_its_odd_characters(
    checked: Check, case: dict[str, Any], name: str
) -> None:
    (problem,) = checked({**case, name: 1}).problems
    assert (problem.where + problem.what).isprintable()


def test_missing_facts_are_told_at_their_places_and_listed(checked: Check, put: Put, case: dict[str, Any]) -> None:
    del case["applicant"]["rank"], case["applicant"]["name"]["patronymic"], case["reasons"]
    result = checked(put(case, "sign_date", "вчера"))
    assert result.missing == (
        MissingFact("applicant.gender", "Заявитель: Пол"),
        MissingFact("applicant.rank", "Заявитель: Воинское звание"),
        MissingFact("reasons", "Уважительные причины"),
    )
    assert [problem.code for problem in result.problems] == ["F025", "F012", "F012", "F016"]


def test_refused_value_is_not_among_the_facts(checked: Check, put: Put, case: dict[str, Any]) -> None:
    facts = checked(put(case, "applicant.name.last", "Сoколов")).facts
    assert facts["applicant"]["name"] == {"first": "Андрей", "patronymic": "Викторович"}


def test_case_that_was_checked_is_not_changed(checked: Check, case: dict[str, Any]) -> None:
    case["applicant"]["unit"]["number"] = "в/ч 00000"
    checked(case)
    assert case["applicant"]["unit"]["number"] == "в/ч 00000"


def _own_kind(folder: Path, schema: object) -> tuple[Filing, Catalog]:
    """A lawyer's own pack with one kind, `own`, and its schema."""
    (folder / "templates").mkdir()
    (folder / "schemas").mkdir()
    (folder / "schemas" / "own.json").write_text(json.dumps(schema), encoding="utf-8")
    catalog = Catalog.load([folder])
    return replace(catalog.find("resignation"), kind="own", pack=catalog.packs[-1]), catalog


def test_pack_of_ones_own_may_want_what_no_built_in_kind_wants(tmp_path: Path) -> None:
    schema = {"allOf": [{"$ref": "case.json"}], "properties": {"kind": {"pattern": "^own$"}}}
    filing, catalog = _own_kind(tmp_path, schema)
    (problem,) = check(filing, catalog, {"kind": "resignation"}, today=date(2026, 11, 22)).problems
    assert (problem.code, problem.where) == ("F028", "kind")


@pytest.mark.parametrize("schema", [{"type": "zz"}, {"$ref": "nowhere.json"}])
def test_schema_at_fault_is_the_fault_of_its_pack(tmp_path: Path, schema: object) -> None:
    filing, catalog = _own_kind(tmp_path, schema)
    with pytest.raises(TemplateError) as refused:
        check(filing, catalog, {}, today=date(2026, 11, 22))
    assert [(problem.code, problem.where) for problem in refused.value.problems] == [("T003", "schemas/own.json")]
