"""Where the pages end: what a clerk would send back (a signature alone on its sheet) must not be printed."""

import re
import subprocess
from collections.abc import Callable

import pytest

from filings.document import (
    Block,
    Caption,
    Cell,
    Document,
    Emphasis,
    Entry,
    Heading,
    Inlines,
    Item,
    List,
    PageBreak,
    Paragraph,
    Registration,
    Resolutions,
    Row,
    Signature,
    Strong,
    Table,
    Text,
)
from filings.writers.pdf import write_pdf
from filings.writers.style import CLAIM, LETTER, PageStyle
from tests.conftest import some

Pages = Callable[[bytes], list[str]]

SIGNATURE = Signature(
    (Text("Стрелок 3 роты"),), (Text("гвардии рядовой"),), (Text("И.И. Иванов"),), (Text("«15» июля 2026 г."),)
)
SIGNATURE_PARTS = ("Стрелок", "гвардии рядовой", "И.И. Иванов", "2026 г.")


def paper(*blocks: Block) -> Document:
    return Document("kind", "Рапорт", blocks)


def lines(count: int) -> tuple[Block, ...]:
    return tuple(Paragraph((Text(f"Строка {number}."),)) for number in range(count))


def long_paragraph(count: int) -> tuple[Block, ...]:
    return (Paragraph((Text("Строка, которую читают до конца и затем ещё раз. " * count),)),)


def items(count: int) -> tuple[Block, ...]:
    return (List(True, tuple(Item((Text("Строка"),), f"{number}.") for number in range(1, count + 1))),)


def rows(count: int) -> tuple[Block, ...]:
    return (Table(tuple(Row((Cell((Text("Строка"),)),)) for _ in range(count))),)


# Body, and how much of it fills from somewhat less than one page to somewhat more.
FILLINGS = [(lines, range(36, 44)), (long_paragraph, range(48, 62, 2)), (items, range(36, 44)), (rows, range(28, 44))]


@pytest.mark.parametrize(("body", "amounts"), FILLINGS)
def test_the_signature_is_never_alone_and_never_split(
    body: Callable[[int], tuple[Block, ...]], amounts: range, pdf_pages: Pages
) -> None:
    printed = [pdf_pages(write_pdf(paper(*body(amount), SIGNATURE))) for amount in amounts]
    assert {len(pages) for pages in printed} == {1, 2}, "the amounts stand on both sides of a full page"
    for pages in printed:
        last = re.sub(r"\s+", " ", pages[-1])
        assert all(part in last for part in SIGNATURE_PARTS)
        assert re.search("Строка|которую|ещё раз", last), "something of the body stands over the signature"


@pytest.mark.parametrize("between", [(), (Resolutions(),)], ids=["at once", "after the room for resolutions"])
def test_the_mark_of_the_receiver_is_never_on_a_sheet_of_its_own(between: tuple[Block, ...], pdf_pages: Pages) -> None:
    mark = Registration((Entry((Text("Экземпляр принят"),)), Entry((Text("Вх. № ________"),))))
    printed = [pdf_pages(write_pdf(paper(*lines(amount), SIGNATURE, *between, mark))) for amount in range(32, 42)]
    assert {len(pages) for pages in printed} == {1, 2}
    for pages in printed:
        assert all(part in pages[-1] for part in (*SIGNATURE_PARTS, "Экземпляр принят", "Строка"))


def test_a_heading_is_never_the_last_line_of_a_page(pdf_pages: Pages) -> None:
    for amount in range(36, 44):
        heading = Heading("section", (Text("ПРОШУ:"),))
        pages = pdf_pages(write_pdf(paper(*lines(amount), heading, *lines(3))))
        assert not pages[0].strip().endswith("ПРОШУ:")


def test_the_words_that_open_a_list_are_never_the_last_line_of_a_page(pdf_pages: Pages) -> None:
    for amount in range(36, 44):
        opening = Paragraph((Text("Приложение:"),))
        pages = pdf_pages(write_pdf(paper(*lines(amount), opening, *items(3))))
        assert not pages[0].strip().endswith("Приложение:")


@pytest.mark.parametrize("amount", range(30, 44, 2))
def test_the_room_for_resolutions_never_costs_a_page(amount: int, pdf_pages: Pages) -> None:
    with_room = pdf_pages(write_pdf(paper(*lines(amount), SIGNATURE, Resolutions())))
    without = pdf_pages(write_pdf(paper(*lines(amount), SIGNATURE)))
    assert with_room == without


def test_a_paper_of_one_page_leaves_60_mm_for_resolutions(report: Document) -> None:
    short = paper(*report.blocks[:4], SIGNATURE, Resolutions())
    assert LETTER.height - _lowest(write_pdf(short)) - LETTER.bottom >= LETTER.resolutions


ENDLESS = [
    (Text("Ъ" * 400),),
    (Text("а" * 20), Strong((Text("б" * 400),)), Text("в" * 20), Emphasis((Text("г" * 40), Text("_" * 40)))),
]


@pytest.mark.parametrize("endless", ENDLESS, ids=["plain", "partly bold"])
@pytest.mark.parametrize("style", [LETTER, CLAIM])
def test_nothing_stands_outside_the_margins(style: PageStyle, endless: Inlines) -> None:
    document = paper(
        Caption((Entry(endless),)),
        Heading("title", endless),
        Paragraph(endless),
        List(True, (Item(endless, "1."), Item(endless, "10."))),
        Table((Row((Cell(endless), Cell((Text("1"),)), Cell(endless))),)),
        Signature(endless, endless, endless, endless),
    )
    letter = style.size / 2 * 25.4 / 72  # where bold begins inside a word, one letter may hang over the edge
    for left, _top, right, bottom in some(_boxes(write_pdf(document, style))):
        assert left >= style.left - 0.5
        assert right <= style.width - style.right + letter
        assert bottom <= style.height - style.bottom + 0.5


def test_the_first_page_has_no_number_and_the_others_have_it_over_the_text(pdf_pages: Pages) -> None:
    content = write_pdf(paper(*lines(100)))
    assert len(pdf_pages(content)) == 3  # the reader itself insists on the numbers of the second and the third
    numbers = [box for box in _words(content) if box[0] in ("2", "3") and box[2] < LETTER.top]
    assert [word for word, *_ in numbers] == ["2", "3"]
    for _word, left, top, right, _bottom in numbers:
        assert top >= LETTER.page_number_edge
        assert abs((left + right) / 2 - (LETTER.left + LETTER.text_width / 2)) < 1


def test_the_caption_stands_in_the_right_half(report: Document) -> None:
    word = next(box for box in _words(write_pdf(report)) if box[0] == "Командиру")
    assert round(word[1]) == round(LETTER.left + LETTER.caption_left)
    assert word[1] > LETTER.width / 2


def test_the_head_of_a_table_is_repeated_on_every_page(pdf_pages: Pages) -> None:
    head = Row((Cell((Text("Документ"),)),), header=True)
    body = tuple(Row((Cell((Text(f"выписка {number}"),)),)) for number in range(60))
    pages = pdf_pages(write_pdf(paper(Table((head, *body)))))
    assert len(pages) == 2
    assert all("Документ" in page for page in pages)


def test_a_page_break_starts_a_page_and_makes_no_empty_one(pdf_pages: Pages) -> None:
    pages = pdf_pages(write_pdf(paper(*lines(2), PageBreak(), *lines(1))))
    assert ["Строка 1" in page for page in pages] == [True, False]
    assert len(pages) == 2


def _words(content: bytes) -> list[tuple[str, float, float, float, float]]:
    """Each word with its box: left, top, right, bottom in millimetres from the corner of the page."""
    command = ["pdftotext", "-bbox", "-", "-"]
    shown = subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()
    box = r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</word>'
    return [(word, *(float(edge) * 25.4 / 72 for edge in edges)) for *edges, word in re.findall(box, shown)]


def _boxes(content: bytes) -> list[tuple[float, float, float, float]]:
    return [edges for _word, *edges in _words(content)]


def _lowest(content: bytes) -> float:
    return max(bottom for *_, bottom in _boxes(content))
