"""Numbers of people, units and papers. The last column names where the example or the rule was published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.facts.identifiers import RULES, uid_disagrees

PRACTICE = "usual practice"
STUDFILES = "studfiles.ru/preview/2805906: одна или две прописные буквы и шестизначное число"
TAX_SERVICE = "docs.cntd.ru/document/901836064: ББ 0999999, ББ 999999"
COURT_ACT = "lawnotes.ru: decision of a garrison court, 05.04.2019"
COURT_CASES = "sudact.ru, lawnotes.ru: numbers of published cases"
COURT_DIRECTORY = "dadata.ru/api/suggest/court: 61GV0006"

READ = [
    ("personal_number", "Э-100100", "Э-100100", STUDFILES),
    ("personal_number", "аб 200200", "АБ-200200", STUDFILES),
    ("personal_number", "AB-200200", "АВ-200200", "Latin look-alikes"),
    ("personal_number", "У–123456", "У-123456", "a dash for a hyphen"),
    ("military_id", "АК 1234567", "АК 1234567", TAX_SERVICE),
    ("military_id", "AK№123456", "АК 123456", TAX_SERVICE),
    ("officer_id", "аа123456", "АА 123456", TAX_SERVICE),
    ("unit_number", "41450", "41450", PRACTICE),
    ("unit_number", "в/ч 41450", "41450", PRACTICE),
    ("unit_number", "В/Ч № 41450", "41450", PRACTICE),
    ("unit_number", "войсковая часть 6752", "6752", "four digits: national guard"),
    ("unit_number", "войсковой части пп 41450", "41450", PRACTICE),
    ("unit_number", "00000-a", "00000-А", "Latin look-alike"),
    ("unit_number", "00000Б", "00000-Б", PRACTICE),
    ("order_number", "№ 45-лс", "45-лс", PRACTICE),
    ("order_number", "45 л/с", "45 л/с", PRACTICE),
    ("order_number", "N 205дсп", "205дсп", PRACTICE),
    ("order_number", "б/н", "б/н", PRACTICE),
    ("case_number", "2а-1467/2024", "2а-1467/2024", COURT_CASES),
    ("case_number", "№ 2a-1467/2024 ~ M-1366/2024", "2а-1467/2024~М-1366/2024", COURT_CASES),
    ("case_number", "88А-16282/2023", "88а-16282/2023", COURT_CASES),
    ("case_number", "1-15/2023", "1-15/2023", COURT_CASES),
    ("case_number", "3/1-12/2022", "3/1-12/2022", PRACTICE),
    ("case_uid", "27GV0008-01-2019-000081-20", "27GV0008-01-2019-000081-20", COURT_ACT),
    ("case_uid", "27gv0008—01—2019—000081—20", "27GV0008-01-2019-000081-20", COURT_ACT),
    ("court_code", "61GV0006", "61GV0006", COURT_DIRECTORY),
    ("court_code", "61ОV0006", "61OV0006", "Cyrillic look-alike"),
    ("tracking", "800839 12 34567 8", "80083912345678", PRACTICE),
    ("phone", "8 (900) 123-45-67", "+79001234567", "E.164"),
    ("phone", "+7 900 123 45 67", "+79001234567", "E.164"),
    ("phone", "9001234567", "+79001234567", "E.164"),
    ("phone", "+995 555 12 34 56", "+995555123456", "E.164"),
    ("email", "Sokolov.A@Example.ORG", "Sokolov.A@example.org", "RFC 5321: only the domain ignores case"),
    ("email", "sokolov@почта.рф", "sokolov@почта.рф", "RFC 6531"),
    ("address", "634 000, г. Томск", "634000, г. Томск", "six digits of a post index"),
    ("address", "г. Томск, ул. Садовая, д. 1", "г. Томск, ул. Садовая, д. 1", "an index is not required"),
    ("address", "1-я Садовая, д. 2", "1-я Садовая, д. 2", "a number that is part of a name"),
]

REFUSED = [
    ("personal_number", "Э-10010"),
    ("personal_number", "АБВ-200200"),
    ("personal_number", "R-100100"),
    ("military_id", "А 123456"),
    ("officer_id", "АА 1234567"),
    ("unit_number", "123"),
    ("unit_number", "414500"),
    ("unit_number", "полк связи"),
    ("order_number", "1" * 31),
    ("case_number", "1467/2024"),
    ("case_uid", "27GV0008-01-2019-81-20"),
    ("court_code", "61GV006"),
    ("tracking", "8008391234567"),
    ("phone", "123-45-67"),
    ("phone", "+7 900 123-45-6"),
    ("phone", "8 900 123-45-67 доб. 5"),
    ("email", "sokolov"),
    ("email", "соколов@example.org"),
    ("email", "sokolov@exаmple.org"),
    ("address", "63400, г. Томск"),
    ("address", "6340000, г. Томск"),
]


@pytest.mark.parametrize(("rule", "typed", "written", "_source"), READ)
def test_number_is_read_and_written_in_its_one_form(rule: str, typed: str, written: str, _source: str) -> None:
    assert RULES[rule].read(typed) == written


@pytest.mark.parametrize(("rule", "typed"), REFUSED)
def test_wrong_number_is_refused(rule: str, typed: str) -> None:
    assert RULES[rule].read(typed) is None


@pytest.mark.parametrize("rule", RULES)
def test_example_of_a_rule_obeys_it(rule: str) -> None:
    assert RULES[rule].read(RULES[rule].example) == RULES[rule].example
    assert not RULES[rule].doubtful(RULES[rule].example)
    assert RULES[rule].shape()


@pytest.mark.parametrize(
    ("uid", "disagrees"),
    [
        ("27GV0008-01-2019-000081-20", False),
        ("27GV0008-01-2019-000081-21", True),
        ("27GV0008-01-2019-000018-20", True),
        ("72GV0008-01-2019-000081-20", True),
    ],
)
def test_check_digits_of_a_uid_find_slips(uid: str, disagrees: bool) -> None:
    assert uid_disagrees(uid) is disagrees


@given(st.sampled_from(sorted(RULES)), st.text(max_size=80))
def test_what_is_read_stays_as_it_is_when_read_again(rule: str, text: str) -> None:
    number = RULES[rule].read(text)
    assert number is None or RULES[rule].read(number) == number
