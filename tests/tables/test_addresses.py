"""An address is what a person looks for, and keeps what it is made of."""

import copy

import pytest

from filings.tables.addresses import Address, letters


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (Address("Дела", 14, 3, "Пол"), "лист «Дела», ячейка D14 («Пол»)"),
        (Address("Дела", 14, 3), "лист «Дела», ячейка D14"),
        (Address("", 14, 3, "Пол"), "строка 14, столбец D («Пол»)"),
        (Address("События", 14), "лист «События», строка 14"),
        (Address("", 14), "строка 14"),
        (Address("Я», ячейка A1 («Б", 2, 0, "В» («Г"), "лист «Я», ячейка A1 («Б», ячейка A2 («В» («Г»)"),
    ],
)
def test_an_address_reads_as_a_person_says_it(address: Address, words: str) -> None:
    assert address == words
    assert f"{address}" == words


def test_an_address_keeps_its_parts_in_a_copy_too() -> None:
    address = Address("Дела", 14, 3, "Пол")

    for each in (address, copy.copy(address)):
        assert (each.page, each.row, each.column, each.heading) == ("Дела", 14, 3, "Пол")
        assert each == address


@pytest.mark.parametrize(
    ("position", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_are_called_as_spreadsheets_call_them(position: int, name: str) -> None:
    assert letters(position) == name
