"""The papers that are measured, the usual tools beside ours, and how two things are compared.

Variants take turns; a figure is the median of the ratios within one turn, so that a machine which changes its speed
does not change the figure. docxtpl is needed here only.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import docx
from docxtpl import DocxTemplate

from filings.document import (
    Block,
    Caption,
    Cell,
    Document,
    Entry,
    Heading,
    Inlines,
    Item,
    List,
    Paragraph,
    Resolutions,
    Row,
    Signature,
    Table,
    Text,
)
from filings.writers.text import to_text

TURNS = 25
_PAGE_SIZE = 4096
_FACT = (
    "О нарушении моих прав мне стало известно при ознакомлении с выпиской из приказа командира войсковой части "
    "00000, в которой указано основание, не предусмотренное законом для моей категории военнослужащих. "
)

Make = Callable[[], bytes]


def _text(words: str) -> Inlines:
    return (Text(words),)


def _ordered(words: str, count: int) -> List:
    return List(True, tuple(Item(_text(f"{words} {number}."), f"{number}.") for number in range(1, count + 1)))


def _paper(body: tuple[Block, ...], number: int, title: str) -> Document:
    caption = Caption((Entry(_text("Командиру войсковой части 00000")), Entry(_text(f"от рядового Иванова {number}"))))
    signature = Signature(_text("Стрелок"), _text("рядовой"), _text("И.И. Иванов"), _text("«15» июля 2026 г."))
    return Document("benchmark", title, (caption, Heading("title", _text(title)), *body, signature, Resolutions()))


def report(number: int = 0) -> Document:
    """Return a рапорт of one page."""
    body = tuple(Paragraph(_text(f"{number} {_FACT}")) for _ in range(5))
    return _paper((*body, Heading("section", _text("ПРОШУ:")), _ordered("Уволить меня по пункту", 3)), number, "РАПОРТ")


def claim(number: int = 0) -> Document:
    """Return a claim of four pages with a table and two lists."""
    body = tuple(Paragraph(_text(f"{number} {_FACT * 3}")) for _ in range(11))
    rows = tuple(Row(tuple(Cell(_text(f"ячейка {row}-{column}")) for column in range(4))) for row in range(15))
    lists = (Heading("section", _text("ПРОШУ:")), _ordered(_FACT, 4), _ordered("Приложение", 8))
    return _paper((*body, Table(rows), *lists), number, "АДМИНИСТРАТИВНОЕ ИСКОВОЕ ЗАЯВЛЕНИЕ")


def word_template(document: Document) -> bytes:
    """Return a Word template with the words of `document`, one placeholder in each paragraph."""
    template = docx.Document()
    for line in to_text(document).splitlines():
        template.add_paragraph(f"{line} {{{{ name }}}}")
    content = BytesIO()
    template.save(content)
    return content.getvalue()


def fill_by_docxtpl(template: bytes) -> bytes:
    """Return the Word file that docxtpl makes of `template`."""
    filled = DocxTemplate(BytesIO(template))
    filled.render({"name": "Иванов"})
    content = BytesIO()
    filled.save(content)
    return content.getvalue()


def ratios(reference: Make, *others: Make) -> Iterator[tuple[float, float]]:
    """Take turns; yield for the reference and each of `others` its median time in ms and its median ratio."""
    makes = (reference, *others)
    for make in makes:
        make()
    turns = [[_seconds(make) for make in makes] for _ in range(TURNS)]
    for number in range(len(makes)):
        milliseconds = 1000 * statistics.median(turn[number] for turn in turns)
        yield milliseconds, statistics.median(turn[number] / turn[0] for turn in turns)


def _seconds(make: Make) -> float:
    start = time.perf_counter()
    make()
    return time.perf_counter() - start


def resident() -> int:
    """Return how many bytes of memory this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE_SIZE
