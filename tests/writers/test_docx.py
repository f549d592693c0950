"""The DOCX: real Word styles, real numbering, nothing in it about who made it and when."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt

from filings.document import Document, Item, List, Text
from filings.writers.docx import write_docx
from filings.writers.style import CLAIM, LETTER, PageStyle
from filings.writers.text import to_text
from tests.writers.conftest import tree

_MARK = "<registration><entry>Экземпляр принят</entry><entry>Вх. № ____</entry></registration>"
_SIGNATURE = (
    "<signature><position>Стрелок 3 роты</position><rank>рядовой</rank>"
    "<name>И.И. Иванов</name><date>«15» июля 2026 г.</date></signature>"
)


@pytest.fixture(scope="module")
def paper(every_node: Document) -> bytes:
    return write_docx(every_node)


@pytest.fixture(scope="module")
def parts(paper: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(paper)) as package:
        assert package.testzip() is None
        return {name: package.read(name).decode() for name in package.namelist()}


def test_the_page_is_a4_with_room_to_stitch(paper: bytes) -> None:
    section = docx.Document(BytesIO(paper)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(margin.mm) for margin in margins] == [30, 15, 20, 20]


def test_the_page_number_is_a_field_in_the_header_from_page_two(paper: bytes) -> None:
    section = docx.Document(BytesIO(paper)).sections[0]
    assert section.different_first_page_header_footer
    field = next(section.header._element.iter(qn("w:fldSimple")))
    assert field.get(qn("w:instr")).strip() == "PAGE"
    assert section.header.paragraphs[0].style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert section.header_distance >= Mm(9.9)


STYLES = [
    ("РАПОРТ", "Title"),
    ("об увольнении с военной службы по семейным обстоятельствам", "Subtitle"),
    ("ПРОШУ:", "Heading 1"),
    ("Приложение:", "Body Text"),
    ("Направить меня на комиссию.", "List Number"),
    ("довод третий", "List Bullet"),
    ("от стрелка 3 мотострелковой роты гвардии сержанта Иванова И.И.", "Шапка"),
    ("Экземпляр принят:", "Отметка о приёме"),
]


@pytest.mark.parametrize(("words", "style"), STYLES)
def test_each_paragraph_has_a_word_style(words: str, style: str, paper: bytes) -> None:
    paragraph = next(one for one in docx.Document(BytesIO(paper)).paragraphs if one.text == words)
    assert paragraph.style.name == style


def test_the_look_is_in_the_styles_and_not_in_the_paragraphs(parts: dict[str, str]) -> None:
    document = parse_xml(parts["word/document.xml"].encode())
    assert not list(document.iter(qn("w:sz"))) + list(document.iter(qn("w:rFonts"))) + list(document.iter(qn("w:jc")))


def test_the_language_is_russian_and_the_face_is_times(parts: dict[str, str]) -> None:
    defaults = next(parse_xml(parts["word/styles.xml"].encode()).iter(qn("w:rPrDefault")))
    assert next(defaults.iter(qn("w:lang"))).get(qn("w:val")) == "ru-RU"
    assert next(defaults.iter(qn("w:rFonts"))).get(qn("w:ascii")) == "Times New Roman"


@pytest.mark.parametrize(("style", "size"), [(LETTER, Pt(14)), (CLAIM, Pt(13))])
def test_a_letter_is_set_in_14_points_and_a_claim_in_13(style: PageStyle, size: Pt, every_node: Document) -> None:
    body = docx.Document(BytesIO(write_docx(every_node, style))).styles["Body Text"]
    assert body.font.size == size
    assert round(body.paragraph_format.first_line_indent.mm, 1) == 12.5
    assert body.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY


def test_each_ordered_list_is_a_numbering_of_its_own_that_begins_at_one(paper: bytes) -> None:
    document = docx.Document(BytesIO(paper))
    used = [
        number.get(qn("w:val"))
        for paragraph in document.paragraphs
        for number in paragraph._p.iter(qn("w:numId"))
        if paragraph.style.name == "List Number"
    ]
    assert [used.count(key) for key in dict.fromkeys(used)] == [2, 2]
    nums = {num.get(qn("w:numId")): num for num in document.part.numbering_part.element.iter(qn("w:num"))}
    assert [next(nums[key].iter(qn("w:startOverride"))).get(qn("w:val")) for key in dict.fromkeys(used)] == ["1", "1"]


def test_markers_that_word_would_not_count_to_are_written_out() -> None:
    items = (Item((Text("первый"),), "а)"), Item((Text("второй"),), "б)"))
    shown = docx.Document(BytesIO(write_docx(Document("kind", "title", (List(True, items),)))))
    assert [paragraph.text for paragraph in shown.paragraphs] == ["а) первый", "б) второй"]


def test_the_signature_stays_whole_and_with_the_text_before_it(report: Document) -> None:
    body = docx.Document(BytesIO(write_docx(report))).paragraphs
    place = next(number for number, paragraph in enumerate(body) if "________________\tИ.И. Иванов" in paragraph.text)
    before, position, signing, date, mark = body[place - 2 : place + 3]
    assert mark.text == "Экземпляр принят:"
    for paragraph in (before, signing, date):
        assert paragraph.paragraph_format.keep_with_next
    assert position.style.paragraph_format.keep_with_next
    for paragraph in (position, signing, date, mark):
        assert paragraph.style.paragraph_format.keep_together


def test_a_signature_that_ends_the_paper_is_not_parted_from_its_date() -> None:
    signing, date = docx.Document(BytesIO(write_docx(tree(_SIGNATURE)))).paragraphs[-2:]

    assert "И.И. Иванов" in signing.text
    assert signing.paragraph_format.keep_with_next
    assert date.text == "«15» июля 2026 г."
    assert not date.paragraph_format.keep_with_next


def test_the_head_of_a_table_is_repeated_and_no_row_is_split(paper: bytes) -> None:
    table = docx.Document(BytesIO(paper)).tables[0]
    assert [bool(list(row._tr.iter(qn("w:tblHeader")))) for row in table.rows] == [True, False, False]
    assert all(list(row._tr.iter(qn("w:cantSplit"))) for row in table.rows)


def test_the_file_says_nothing_of_its_author_program_and_time(paper: bytes, parts: dict[str, str]) -> None:
    properties = docx.Document(BytesIO(paper)).core_properties
    assert properties.title == "Всё сразу"
    assert properties.language == "ru-RU"
    told = (properties.author, properties.last_modified_by, properties.comments, properties.keywords)
    assert not any((*told, properties.created, properties.modified, properties.last_printed))
    assert not [name for name in parts if "thumbnail" in name or "app.xml" in name or "custom" in name.lower()]
    assert not [name for name, content in parts.items() if "rsid" in content or "python-docx" in content]
    assert "removePersonalInformation" in parts["word/settings.xml"]
    assert "attachedTemplate" not in parts["word/settings.xml"]


def test_every_part_carries_the_first_date_a_zip_knows(paper: bytes) -> None:
    with ZipFile(BytesIO(paper)) as package:
        assert {datetime(*part.date_time) for part in package.infolist()} == {datetime(1980, 1, 1)}


_AGAIN = """
import sys
from filings.document import Document, Paragraph, Text
from filings.writers import WRITERS
document = Document("kind", "Рапорт", (Paragraph((Text("Прошу уволить меня."),)),))
sys.stdout.buffer.write(WRITERS[sys.argv[1]](document))
"""


@pytest.mark.parametrize("name", ["docx", "pdf", "html"])
def test_the_same_document_gives_the_same_bytes_in_every_process(name: str) -> None:
    written = {
        subprocess.run(
            [sys.executable, "-c", _AGAIN, name],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Kamchatka"))
    }
    assert len(written) == 1
    assert written.pop()


@pytest.mark.slow
def test_libreoffice_prints_the_numbers_and_the_text_of_the_tree(
    every_node: Document,
    libreoffice: Callable[[Sequence[bytes]], list[bytes]],
    read_pdf: Callable[[bytes], str],
    words: Callable[[str], list[str]],
) -> None:
    (printed,) = libreoffice([write_docx(every_node)])
    assert words(read_pdf(printed)) == words(to_text(every_node))


@pytest.mark.slow
@pytest.mark.parametrize("after", ["", f"<resolutions/>{_MARK}"], ids=["signature", "signature and mark"])
def test_libreoffice_never_leaves_the_end_alone(
    after: str,
    libreoffice: Callable[[Sequence[bytes]], list[bytes]],
    pdf_pages: Callable[[bytes], list[str]],
) -> None:
    bodies = ["".join(f"<p>Строка {number}.</p>" for number in range(lines)) for lines in range(31, 44)]
    papers = [tree(body + _SIGNATURE + after) for body in bodies]
    printed = [pdf_pages(pdf) for pdf in libreoffice([write_docx(paper) for paper in papers])]
    assert {len(pages) for pages in printed} == {1, 2}
    for pages in printed:
        assert all(part in pages[-1] for part in ("Строка", "Стрелок", "рядовой", "И.И. Иванов", "2026 г."))
        assert ("принят" in pages[-1]) == bool(after)
