"""What a spreadsheet keeps in a cell, and the text that a person meant: the same, or a refusal."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.facts import Field
from filings.tables.cells import ERROR, LONGEST, UNCOUNTED, EatenError, as_text, as_typed
from tests.conftest import some

TEXT = Field("applicant.position", "Должность", "", (), "text", required=False, when=(), labels={}, derive="")
IDENTIFIER = replace(TEXT, path="applicant.unit.number", identifier="unit_number")
PAPER = replace(TEXT, path="enclosures[].number")
DATE, NUMBER, YES_NO = replace(TEXT, type="date"), replace(TEXT, type="number"), replace(TEXT, type="yes-no")
CHOICE, PROSE, LIST = replace(TEXT, type="choice"), replace(TEXT, type="prose"), replace(TEXT, type="list")
EVERY = (TEXT, IDENTIFIER, PAPER, DATE, NUMBER, YES_NO, CHOICE, PROSE, LIST, None)


@pytest.mark.parametrize(
    ("value", "field", "text"),
    [
        ("01234", IDENTIFIER, "01234"),
        ("  два  слова\nи строка ", PROSE, "  два  слова\nи строка "),
        ("12.03.2022", DATE, "12.03.2022"),
        ("12.03.2022", TEXT, "12.03.2022"),
        ("12.03", IDENTIFIER, "12.03"),
        ("2Е5", IDENTIFIER, "2Е5"),
        ("1E5", TEXT, "1E5"),
        ("# 5", TEXT, "# 5"),
        ("март-22 года", TEXT, "март-22 года"),
        ("с 12.03.2022 10:00 ждал приёма", PROSE, "с 12.03.2022 10:00 ждал приёма"),
        (date(2022, 3, 12), DATE, "2022-03-12"),
        (True, YES_NO, "да"),
        (" ЛОЖЬ", YES_NO, "нет"),
        (False, YES_NO, "нет"),
        (3.0, NUMBER, "3"),
        (3.5, NUMBER, "3,5"),
        (12.0, TEXT, "12"),
        (12, PROSE, "12"),
        (999999999999999.0, None, "999999999999999"),
        (1.0, CHOICE, "1"),
        ("я" * LONGEST, PROSE, "я" * LONGEST),
    ],
)
def test_what_was_typed_is_read(value: Any, field: Field | None, text: str) -> None:
    assert as_text(value, field) == text


@pytest.mark.parametrize(
    ("value", "fields", "code"),
    [
        (1234.0, (IDENTIFIER, PAPER), "B015"),
        (44632.0, (DATE,), "B015"),
        (1.23e15, (TEXT, PROSE, LIST, NUMBER, CHOICE, YES_NO, None), "B015"),
        (45.1, (TEXT, PROSE, LIST, CHOICE, YES_NO, None), "B015"),
        (float("nan"), (TEXT,), "B015"),
        (float("inf"), EVERY, "B015"),
        (True, [field for field in EVERY if field is not YES_NO], "B015"),
        ("ИСТИНА", [field for field in EVERY if field is not YES_NO], "B015"),
        (" FALSE ", [field for field in EVERY if field is not YES_NO], "B015"),
        (date(2022, 3, 12), [field for field in EVERY if field is not DATE], "B015"),
        (datetime(2022, 3, 12, 10), EVERY, "B015"),
        (time(10, 0), EVERY, "B015"),
        (timedelta(hours=30), EVERY, "B015"),
        ("1,23E+15", EVERY, "B015"),
        (" 8.00839E+13 ", EVERY, "B015"),
        ("12.мар", EVERY, "B015"),
        ("мар.26", EVERY, "B015"),
        ("12.мар.26", EVERY, "B015"),
        ("12-Mar", EVERY, "B015"),
        ("Mar-2026", EVERY, "B015"),
        ("2022-03-12 00:00:00", EVERY, "B015"),
        ("12.03.2022 0:00", EVERY, "B015"),
        ("2022-03-12", (IDENTIFIER, PAPER), "B015"),
        ("12.03.2022", (IDENTIFIER, PAPER), "B015"),
        (ERROR, EVERY, "B016"),
        (UNCOUNTED, EVERY, "B016"),
        ("#N/A", EVERY, "B016"),
        ("#ДЕЛ/0!", EVERY, "B016"),
        ("#ССЫЛКА!", EVERY, "B016"),
        ("#ИМЯ?", EVERY, "B016"),
        ("########", EVERY, "B016"),
        ("я" * (LONGEST + 1), EVERY, "B017"),
    ],
)
def test_what_a_spreadsheet_spoilt_is_refused(value: Any, fields: tuple[Field | None, ...], code: str) -> None:
    for field in some(fields):
        with pytest.raises(EatenError) as caught:
            as_text(value, field)
        assert caught.value.code == code
        assert caught.value.what
        assert caught.value.remedy
        assert str(value) not in f"{caught.value} {caught.value.what} {caught.value.remedy}" or value in (
            True,
            "ИСТИНА",
        )


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        ("как есть ", "как есть "),
        (14.0, "14"),
        (12.5, "12,5"),
        (1.23e15, "1230000000000000"),
        (True, "ИСТИНА"),
        (date(2022, 3, 2), "02.03.2022"),
        (datetime(2022, 3, 2), "02.03.2022"),
        (datetime(2022, 3, 2, 10, 5), "02.03.2022 10:05:00"),
        (time(10, 5), "10:05:00"),
        (float("inf"), "inf"),
    ],
)
def test_a_cell_is_given_back_as_typed(value: Any, typed: str) -> None:
    assert as_typed(value) == typed


@given(st.text(), st.sampled_from(EVERY))
def test_a_text_is_read_as_it_is_or_refused(text: str, field: Field | None) -> None:
    with suppress(EatenError):
        assert as_text(text, field) == text
