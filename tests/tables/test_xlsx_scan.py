"""Workbooks made to do harm, or broken: each is refused in words, before the library could die of it."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from filings.errors import FactsError
from filings.tables import xlsx_scan
from filings.tables.rows import CaseTable

Refused = Callable[[str, bytes], list[tuple[str, str]]]
RawBook = Callable[..., bytes]
OpenTable = Callable[[str, bytes], CaseTable]

HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>court.name</t></is></c></row>'
ONE = '<row r="2"><c r="A2"><v>1</v></c></row>'
ENTITIES = '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
SHEET = "xl/worksheets/sheet1.xml"


def test_a_plain_workbook_passes(raw_book: RawBook, table: OpenTable) -> None:
    (row,) = table("дела.xlsx", raw_book(HEAD + ONE))
    assert row.facts == {"court": {"name": "1"}}


def test_prefixed_names_and_cells_without_addresses_are_read(raw_book: RawBook, table: OpenTable) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = "<x:row><x:c/><x:c t='s'><x:v>0</x:v></x:c></x:row><x:row><x:c/><x:c t='e'><x:v>#N/A</x:v></x:c></x:row>"
    sheet = f"<x:worksheet xmlns:x='{main}'><x:sheetData>{rows}</x:sheetData></x:worksheet>"
    (row,) = table("дела.xlsx", raw_book(shared="<si><t>court.name</t></si>", **{SHEET: sheet}))
    assert [(problem.code, problem.where) for problem in row.problems] == [
        ("B016", "лист «Дела», ячейка B2 («court.name»)")
    ]


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="2"><c r="A0"><v>1</v></c></row>',
        '<row r="2"><c r="1A"><v>1</v></c></row>',
        '<row r="2"><c r="ZZZZZ99999999999"><v>1</v></c></row>',
        '<row r="2"><c r="XFE2"><v>1</v></c></row>',
        '<row r="2"><c r="A1048577"><v>1</v></c></row>',
        '<row r="99999999"><c><v>1</v></c></row>',
        '<row r="-5"><c><v>1</v></c></row>',
        '<row r="x"><c><v>1</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>0</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>-1</v></c></row>',
        '<row r="2"><c r="A2" t="wrong"><v>-1</v></c></row>',
        '<row r="2"><c r="A2"><v>1</c></row>',
        '<row r="2"><c r="A2"><v>&nope;</v></c></row>',
    ],
)
def test_impossible_cells_are_a_damaged_file(cells: str, raw_book: RawBook, refused: Refused) -> None:
    assert refused("дела.xlsx", raw_book(HEAD + cells)) == [("B006", "")]


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        ('<row r="2"><c r="A1048576"><v>1</v></c><c r="E5"><v>1</v></c></row>', "лист «Дела», ячейка E5"),
        (
            '<row r="2"><c r="XFD2"><v>1</v></c></row><row r="300"><c r="A300"><v>1</v></c></row>',
            "лист «Дела», ячейка A300",
        ),
    ],
)
def test_a_cell_too_far_away_is_named(cells: str, where: str, raw_book: RawBook, refused: Refused) -> None:
    assert refused("дела.xlsx", raw_book(HEAD + cells)) == [("B007", where)]


def test_blank_cells_with_a_look_only_do_not_count(raw_book: RawBook, table: OpenTable) -> None:
    styled = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert len(list(table("дела.xlsx", raw_book(HEAD + ONE + styled)))) == 1


def test_a_shared_text_is_counted_as_often_as_it_is_named(
    raw_book: RawBook, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_scan, "LARGEST_TEXT", 1000)
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(2, 13))
    content = raw_book(HEAD + rows, shared=f"<si><t>{'я' * 100}</t></si>")
    assert refused("дела.xlsx", content) == [("B007", "лист «Дела», ячейка A12")]


def test_the_number_of_shared_texts_is_not_believed(raw_book: RawBook, refused: Refused) -> None:
    shared = '<sst uniqueCount="99999999999"><si><t>a</t></si></sst>'
    assert refused("дела.xlsx", raw_book(HEAD + ONE, **{"xl/sharedStrings.xml": shared})) == [("B007", "")]


def test_too_many_cells_and_texts_are_refused(
    raw_book: RawBook, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_scan, "MOST_CELLS", 3)
    again = '<row r="2">' + '<c r="A2"><v>1</v></c>' * 3 + "</row>"
    assert refused("дела.xlsx", raw_book(HEAD + again)) == [("B007", "лист «Дела», ячейка A2")]
    assert refused("дела.xlsx", raw_book(HEAD + ONE, shared="<si/>" * 4)) == [("B007", "")]


def test_a_zip_bomb_is_not_unpacked(raw_book: RawBook, refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_scan, "LARGEST_CONTENT", 100_000)
    assert refused("дела.xlsx", raw_book(HEAD + ONE + " " * 100_000)) == [("B007", "")]


def test_the_size_that_the_file_tells_of_itself_is_not_believed(
    raw_book: RawBook, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_scan, "LARGEST_CONTENT", 100_000)
    content = bytearray(raw_book(HEAD + ONE + " " * 100_000))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        size = book.getinfo(SHEET).file_size.to_bytes(4, "little")
    while (place := content.find(size)) >= 0:
        content[place : place + 4] = (10).to_bytes(4, "little")
    assert refused("дела.xlsx", bytes(content)) == [("B007", "")]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels", SHEET])
def test_entities_of_xml_are_refused(part: str, raw_book: RawBook, refused: Refused) -> None:
    whole = raw_book(HEAD + ONE)
    with zipfile.ZipFile(io.BytesIO(whole)) as book:
        text = book.read(part).decode()
    assert refused("дела.xlsx", raw_book(HEAD + ONE, **{part: ENTITIES + text})) == [("B006", "")]


def test_the_part_looked_at_is_the_part_read(raw_book: RawBook, refused: Refused) -> None:
    whole = raw_book(HEAD + ONE)
    with zipfile.ZipFile(io.BytesIO(whole)) as book:
        relations = book.read("_rels/.rels").decode()
        workbook = book.read("xl/workbook.xml").decode()
        inner = book.read("xl/_rels/workbook.xml.rels").decode()
    other = {"_rels/.rels": relations.replace("xl/workbook.xml", "xl/other.xml"), "xl/other.xml": workbook}
    assert refused("дела.xlsx", raw_book(HEAD + ONE, **other)) == [("B006", "")]
    other = {"xl/_rels/workbook.xml.rels": inner.replace("sharedStrings.xml", "other.xml"), "xl/other.xml": "<sst/>"}
    assert refused("дела.xlsx", raw_book(HEAD + ONE, **other)) == [("B006", "")]
    sheet = '<sheet name="Дела" sheetId="1" r:id="rId1"/>'
    twice = {"xl/workbook.xml": workbook.replace(sheet, sheet * 2)}
    assert refused("дела.xlsx", raw_book(HEAD + ONE, **twice)) == [("B006", "")]


def test_a_part_that_stands_twice_is_refused(raw_book: RawBook, refused: Refused) -> None:
    content = io.BytesIO(raw_book(HEAD + ONE))
    with zipfile.ZipFile(content, "a") as book:
        book.writestr(SHEET.upper(), "<worksheet/>")
    assert refused("дела.xlsx", content.getvalue()) == [("B006", "")]


def test_other_compressions_are_not_unpacked(refused: Refused) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_LZMA) as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    assert refused("дела.xlsx", content.getvalue()) == [("B006", "")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "B006"),
        (b"PK", "B006"),
        ("Дата рождения;1".encode(), "B006"),
        (b"PK\5\6" + b"\0" * 18, "B006"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "B002"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "B005"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, code: str, refused: Refused) -> None:
    assert refused("дела.xlsx", content) == [(code, "")]


def test_a_zip_with_a_password_is_refused(raw_book: RawBook, refused: Refused) -> None:
    content = bytearray(raw_book(HEAD + ONE))
    for sign, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = content.find(sign)
        while place >= 0:
            content[place + flags] |= 1
            place = content.find(sign, place + 1)
    assert refused("дела.xlsx", bytes(content)) == [("B005", "")]


def test_a_large_file_is_not_read(refused: Refused, raw_book: RawBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filings.tables.xlsx_table.LARGEST_FILE", 100)
    assert refused("дела.xlsx", raw_book(HEAD + ONE)) == [("B007", "")]


def damaged(content: bytes, chance: random.Random) -> Iterator[bytes]:
    """Yield workbooks with a few bytes changed inside their parts, or of the archive itself."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    pieces = [
        b"",
        b"9",
        b"99999999999",
        b"-1",
        b"<",
        b'"',
        b"</c>",
        b"<v>",
        b"XFD1048576",
        b"\0",
        b"\xff",
        b"t=",
        b"A1",
    ]
    while True:
        name = chance.choice(list(parts))
        start = chance.randrange(len(parts[name]) + 1)
        cut = parts[name][:start] + chance.choice(pieces) + parts[name][start + chance.choice([0, 1, 5, 50]) :]
        output = io.BytesIO()
        with zipfile.ZipFile(output, "w") as book:
            for each, whole in parts.items():
                book.writestr(each, cut if each == name else whole)
        whole = bytearray(output.getvalue())
        if chance.random() < 0.2:
            whole[chance.randrange(len(whole))] = chance.randrange(256)
        yield bytes(whole)


def test_no_damage_does_more_than_refuse_the_table(raw_book: RawBook, table: OpenTable) -> None:
    content = raw_book(HEAD + ONE + '<row r="3"><c r="A3" t="s"><v>0</v></c></row>', shared="<si><t>a</t></si>")
    read = 0
    for _turn, spoilt in zip(range(300), damaged(content, random.Random(5)), strict=False):  # noqa: S311
        with suppress(FactsError):
            read += len(list(table("дела.xlsx", spoilt)))
    assert read
