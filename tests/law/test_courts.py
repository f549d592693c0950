"""The directory of military courts: nothing lost, every court found by what people type, doubtful fields told."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.errors import LawError
from filings.law.courts.directory import (
    Confidence,
    Court,
    CourtKind,
    court,
    courts,
    field_notes,
    quoted,
    regions,
)
from filings.law.courts.search import find_courts, named, normal_code
from filings.law.stored import load
from filings.russian.decline import decline
from filings.russian.forms import CASES
from tests.conftest import some

ON = date(2026, 11, 22)
COURTS = [pytest.param(item, id=item.code) for item in courts()]

with Path(__file__).with_name("courts_queries.tsv").open(encoding="utf-8", newline="") as _file:
    QUERIES = list(csv.DictReader(_file, delimiter="\t", quoting=csv.QUOTE_NONE))


def refusal(name: str) -> LawError:
    with pytest.raises(LawError) as refused:
        named(name)
    return refused.value


def test_every_court_is_there() -> None:
    assert Counter(item.kind for item in courts()) == {
        CourtKind.GARRISON: 104,
        CourtKind.DISTRICT: 6,
        CourtKind.NAVAL: 3,
        CourtKind.APPEAL: 1,
        CourtKind.CASSATION: 1,
    }
    assert len({item.code for item in courts()}) == len({item.name for item in courts()}) == 115


@pytest.mark.parametrize("found", COURTS)
def test_a_court_is_whole_and_every_known_field_has_its_mark_and_source(found: Court) -> None:
    assert re.fullmatch(r"\d\d[GOAK]V\d{4}", found.code)
    assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+\.ru", found.site)
    assert found.index == "" or re.fullmatch(r"\d{6}", found.index)
    fields = ("name", "address", "index", "email", "site", "above", "territory")
    assert set(found.marks) == {field for field in fields if getattr(found, field)}
    assert all(mark.on is None or mark.on <= ON for mark in found.marks.values())
    assert found.sources
    assert set(found.sources) <= load("court_sources")["sources"].keys()
    assert found.region in {region.name for region in regions()}


@pytest.mark.parametrize("found", COURTS)
def test_appeals_go_up_to_a_court_of_the_next_kind(found: Court) -> None:
    above = court(found.above) if found.above else None
    if found.kind is CourtKind.GARRISON:
        assert above is not None
        assert above.kind in (CourtKind.DISTRICT, CourtKind.NAVAL)
    elif found.kind in (CourtKind.DISTRICT, CourtKind.NAVAL):
        assert above is court("50AV0000")
    else:
        assert above is None


@pytest.mark.parametrize(
    ("superior", "count"),
    [
        ("25OV0000", 6),
        ("27OV0000", 11),
        ("61OV0000", 23),
        ("51OV0000", 8),
        ("39OV0000", 2),
        ("78OV0000", 8),
        ("75OV0000", 11),
        ("66OV0001", 13),
        ("77OV0000", 22),
    ],
)
def test_the_garrison_courts_under_each_superior_court_are_as_many_as_the_second_directory_counts(
    superior: str, count: int
) -> None:
    assert sum(item.above == superior for item in courts()) == count


def test_the_court_of_cassation_is_in_novosibirsk() -> None:
    assert [item.town for item in courts() if item.kind is CourtKind.CASSATION] == ["Новосибирск"]


@pytest.mark.parametrize("found", COURTS)
def test_a_court_is_found_by_its_name_code_number_and_town(found: Court) -> None:
    assert find_courts(found.code)[0].court == found
    assert find_courts(found.name)[0].court == found
    number = re.match(r"\d+", found.name)
    if number and found.kind is CourtKind.GARRISON:
        assert find_courts(number[0])[0].court == found
    if found.town:
        assert found in [match.court for match in find_courts(found.town)]
        assert find_courts(f"{found.town} {found.name}")[0].court == found


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query["query"])
def test_what_people_type(query: dict[str, str]) -> None:
    codes = [match.court.code for match in find_courts(query["query"])]
    assert codes[:1] == [query["first"]], query["why"]
    assert set(query["also"].split()) <= set(codes)


@pytest.mark.parametrize(
    "query", ["", "   ", "аааа", "🙂", "0", "999", "суд", "военный суд", "и", "'; DROP TABLE--", "\x00"]
)
def test_nothing_is_found_where_nothing_is_meant(query: str) -> None:
    assert find_courts(query) == ()


@given(st.text(max_size=300))
def test_any_text_can_be_searched(text: str) -> None:
    matches = find_courts(text, 5)
    assert len(matches) <= 5
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)


@given(st.sampled_from(courts()), st.data())
def test_one_wrong_letter_in_a_long_word_still_finds_the_court(found: Court, data: st.DataObject) -> None:
    words = [word for word in re.findall(r"[а-яё]+", found.name.split(" ")[0].casefold()) if len(word) >= 10]
    if words:
        place = data.draw(st.integers(1, len(words[0]) - 4))
        typed = words[0][:place] + data.draw(st.sampled_from("абвгдежз")) + words[0][place + 1 :]
        assert found in [match.court for match in find_courts(typed)]


@pytest.mark.parametrize("found", COURTS)
def test_a_full_name_is_recognised_in_every_case(found: Court) -> None:
    forms = decline(found.name, "organisation")
    for case in some(CASES):
        assert named(forms[case]) == found


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ВОЛГОГРАДСКИЙ ГАРНИЗОННЫЙ ВОЕННЫЙ СУД", "61GV0006"),
        ("«Будённовский гарнизонный военный суд»", "61GV0005"),
        ("35-й гарнизонный военный суд", "25GV0004"),
        ("1 Западный окружной военный суд", "78OV0000"),
        ("Комсомольский на Амуре гарнизонный военный суд", "27GV0002"),
    ],
)
def test_spelling_that_does_not_matter(typed: str, code: str) -> None:
    assert named(typed).code == code


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Балтийский военный суд", ("39GV0004", "39OV0000")),
        ("Восточный окружной военный суд", ("27OV0000", "75OV0000")),
        ("Западный окружной военный суд", ("77OV0000", "78OV0000")),
    ],
)
def test_a_name_that_fits_two_courts_is_refused_and_both_are_named(typed: str, codes: tuple[str, ...]) -> None:
    (problem,) = refusal(typed).problems
    assert problem.code == "L041"
    assert all(code in problem.what for code in codes)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Волгоградский военный суд", "Волгоградский гарнизонный военный суд"),
        ("Ростовский гарнизонный военный суд", "Ростовский-на-Дону гарнизонный военный суд"),
        ("Волгаградский гарнизонный военный суд", "Волгоградский гарнизонный военный суд"),
    ],
)
def test_an_incomplete_or_wrong_name_is_refused_and_the_nearest_is_told(typed: str, near: str) -> None:
    (problem,) = refusal(typed).problems
    assert problem.code == "L040"
    assert near in problem.remedy


@pytest.mark.parametrize(
    "typed", ["", "Ленинский районный суд города Томска", "Верховный Суд Российской Федерации", "\x1b[31m"]
)
def test_a_name_of_no_military_court_is_refused(typed: str) -> None:
    (problem,) = refusal(typed).problems
    assert problem.code == "L040"
    assert problem.what.isprintable()


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(LawError, match="L040"):
        court("77GV9999")


@given(st.text(max_size=30))
def test_a_code_is_normal_or_nothing(text: str) -> None:
    code = normal_code(text)
    assert code == "" or normal_code(code) == code


@given(st.text())
def test_a_quotation_of_typed_text_is_short_and_printable(text: str) -> None:
    assert quoted(text).isprintable()
    assert len(quoted(text)) <= 81


def test_a_field_is_told_when_it_is_doubtful_old_or_missing() -> None:
    notes = field_notes(court("61GV0006"), ON)
    assert "Электронная почта: сведения на 08.02.2019, достоверность низкая; проверьте на сайте суда." in notes
    assert not any(note.startswith("Адрес") for note in notes)
    a_year_later = field_notes(court("61GV0006"), date(2027, 7, 14))
    assert any(note.startswith("Адрес: сведения на 13.07.2026") for note in a_year_later)
    assert not any(note.startswith("Адрес") for note in field_notes(court("61GV0006"), date(2027, 7, 13)))
    assert "Адрес: в справочнике нет, возьмите на сайте суда." in field_notes(court("61GV0023"), ON)
    assert any("день сведений не известен" in note for note in field_notes(court("78GV0001"), ON))


def test_the_least_sure_field_that_a_paper_needs_is_the_confidence_of_the_court() -> None:
    assert court("61GV0006").confidence is Confidence.HIGH
    assert court("54GV0003").confidence is Confidence.MEDIUM
    assert court("61GV0020").confidence is Confidence.LOW
    assert court("61GV0023").confidence is Confidence.LOW


def test_the_address_carries_the_index_where_it_is_known() -> None:
    assert court("61GV0006").full_address == "400010, Волгоградская обл., г. Волгоград, ул. Качинцев, д. 108в"
    assert court("61GV0020").full_address == "г. Донецк, ул. Артёма, д. 157"
    assert court("61GV0023").full_address == ""


def test_territory_is_known_only_where_the_law_was_read_and_never_for_ordinary_garrison_courts() -> None:
    assert {item.code for item in courts() if item.territory and item.kind is CourtKind.GARRISON} == {"39GV0005"}
    page = court("61GV0006").territory_page
    assert page == "https://vgvs.vol.sudrf.ru/modules.php?name=terr"


def test_the_code_of_a_court_tells_neither_its_place_nor_its_region() -> None:
    in_petersburg = court("39GV0005")
    numbers = {region.number: region.name for region in regions()}
    assert in_petersburg.region == "г. Санкт-Петербург"
    assert numbers[in_petersburg.code[:2]] == "Калининградская область"
