"""Where the pages end: what a clerk would send back (a signature alone on its sheet) must not be printed."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace

import pytest

from filings.document import Document
from filings.writers.pdf import write_pdf
from filings.writers.style import CLAIM, LETTER, PageStyle
from tests.conftest import some
from tests.writers.conftest import tree

Pages = Callable[[bytes], list[str]]

SIGNATURE = (
    "<signature><position>Стрелок 3 роты</position><rank>гвардии рядовой</rank>"
    "<name>И.И. Иванов</name><date>«15» июля 2026 г.</date></signature>"
)
SIGNATURE_PARTS = ("Стрелок", "гвардии рядовой", "И.И. Иванов", "2026 г.")


def lines(count: int) -> str:
    return "".join(f"<p>Строка {number}.</p>" for number in range(count))


def long_paragraph(count: int) -> str:
    return f"<p>{'Строка, которую читают до конца и затем ещё раз. ' * count}</p>"


def items(count: int) -> str:
    return f"<ol>{'<li>Строка</li>' * count}</ol>"


def rows(count: int) -> str:
    return f"<table>{'<row><cell>Строка</cell></row>' * count}</table>"


# Body, and how much of it fills from somewhat less than one page to somewhat more.
FILLINGS = [(lines, range(36, 44)), (long_paragraph, range(48, 62, 2)), (items, range(36, 44)), (rows, range(28, 44))]


@pytest.mark.parametrize(("body", "amounts"), FILLINGS)
def test_the_signature_is_never_alone_and_never_split(
    body: Callable[[int], str], amounts: range, pdf_pages: Pages
) -> None:
    printed = [pdf_pages(write_pdf(tree(body(amount) + SIGNATURE))) for amount in amounts]
    assert {len(pages) for pages in printed} == {1, 2}, "the amounts stand on both sides of a full page"
    for pages in printed:
        last = re.sub(r"\s+", " ", pages[-1])
        assert all(part in last for part in SIGNATURE_PARTS)
        assert re.search("Строка|которую|ещё раз", last), "something of the body stands over the signature"


@pytest.mark.parametrize("between", ["", "<resolutions/>"], ids=["at once", "after the room for resolutions"])
def test_the_mark_of_the_receiver_is_never_on_a_sheet_of_its_own(between: str, pdf_pages: Pages) -> None:
    mark = "<registration><entry>Экземпляр принят</entry><entry>Вх. № ________</entry></registration>"
    printed = [pdf_pages(write_pdf(tree(lines(amount) + SIGNATURE + between + mark))) for amount in range(32, 42)]
    assert {len(pages) for pages in printed} == {1, 2}
    for pages in printed:
        assert all(part in pages[-1] for part in (*SIGNATURE_PARTS, "Экземпляр принят", "Строка"))


def test_a_heading_is_never_the_last_line_of_a_page(pdf_pages: Pages) -> None:
    for amount in range(36, 44):
        pages = pdf_pages(write_pdf(tree(f"{lines(amount)}<h>ПРОШУ:</h>{lines(3)}")))
        assert not pages[0].strip().endswith("ПРОШУ:")


def test_the_words_that_open_a_list_are_never_the_last_line_of_a_page(pdf_pages: Pages) -> None:
    for amount in range(36, 44):
        pages = pdf_pages(write_pdf(tree(f"{lines(amount)}<p>Приложение:</p>{items(3)}")))
        assert not pages[0].strip().endswith("Приложение:")


@pytest.mark.parametrize("amount", range(30, 44, 2))
def test_the_room_for_resolutions_never_costs_a_page(amount: int, pdf_pages: Pages) -> None:
    with_room = pdf_pages(write_pdf(tree(f"{lines(amount)}{SIGNATURE}<resolutions/>")))
    without = pdf_pages(write_pdf(tree(lines(amount) + SIGNATURE)))
    assert with_room == without


def test_a_paper_of_one_page_leaves_60_mm_for_resolutions(report: Document) -> None:
    short = replace(report, blocks=(*report.blocks[:4], *tree(f"{SIGNATURE}<resolutions/>").blocks))
    assert LETTER.height - _lowest(write_pdf(short)) - LETTER.bottom >= LETTER.resolutions


ENDLESS = ["Ъ" * 400, f"{'а' * 20}<b>{'б' * 400}</b>{'в' * 20}<i>{'г' * 40}{'_' * 40}</i>"]


@pytest.mark.parametrize("endless", ENDLESS, ids=["plain", "partly bold"])
@pytest.mark.parametrize("style", [LETTER, CLAIM])
def test_nothing_stands_outside_the_margins(style: PageStyle, endless: str) -> None:
    document = tree(f"""
        <caption><entry>{endless}</entry></caption>
        <title>{endless}</title>
        <p>{endless}</p>
        <ol>{f"<li>{endless}</li>" * 10}</ol>
        <table><row><cell>{endless}</cell><cell>1</cell><cell>{endless}</cell></row></table>
        <signature>
          <position>{endless}</position><rank>{endless}</rank><name>{endless}</name><date>{endless}</date>
        </signature>
    """)
    letter = style.size / 2 * 25.4 / 72  # where bold begins inside a word, one letter may hang over the edge
    for left, _top, right, bottom in some(_boxes(write_pdf(document, style))):
        assert left >= style.left - 0.5
        assert right <= style.width - style.right + letter
        assert bottom <= style.height - style.bottom + 0.5


def test_the_first_page_has_no_number_and_the_others_have_it_over_the_text(pdf_pages: Pages) -> None:
    content = write_pdf(tree(lines(100)))
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
    body = "".join(f"<row><cell>выписка {number}</cell></row>" for number in range(60))
    pages = pdf_pages(write_pdf(tree(f'<table><row header="yes"><cell>Документ</cell></row>{body}</table>')))
    assert len(pages) == 2
    assert all("Документ" in page for page in pages)


def test_a_page_break_starts_a_page_and_makes_no_empty_one(pdf_pages: Pages) -> None:
    pages = pdf_pages(write_pdf(tree(f"{lines(2)}<pagebreak/>{lines(1)}")))
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
