"""Papers to write, and ways to read what was written with other people's programs."""

import re
import subprocess
from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import count
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from filings.document import Document
from filings.markup import read
from filings.transforms import with_numbers

Read = Callable[[bytes], str]

REPORT = """
<caption>
  <entry>Командиру войсковой части 00000<br/>полковнику Петрову П.П.</entry>
  <entry>от стрелка 3 мотострелковой роты гвардии сержанта Иванова И.И.</entry>
</caption>
<title>РАПОРТ</title>
<subtitle>об увольнении с военной службы по семейным обстоятельствам</subtitle>
<p>Прохожу военную службу по контракту с 15 марта 2022 г. в войсковой части 00000.</p>
<p>Моя мать нуждается в постоянном постороннем уходе, справка № <blank hint="care.certificate"/>; других лиц,
  обязанных её содержать, <b>нет и <i>не было</i></b>.</p>
<h>ПРОШУ:</h>
<ol><li>Ходатайствовать об увольнении меня с военной службы.</li><li>Направить меня на комиссию.</li></ol>
<p>Приложение:</p>
<ol><li>Справка, на 1 л. в 1 экз.</li><li>Свидетельство о рождении (копия), на 1 л. в 1 экз.</li></ol>
<signature>
  <position>Стрелок 3 мотострелковой роты войсковой части 00000</position>
  <rank>гвардии сержант</rank><name>И.И. Иванов</name><date>«__» ____________ 20__ г.</date>
</signature>
<resolutions/>
<registration><entry>Экземпляр принят:</entry><entry>вх. № ______</entry></registration>
"""
OTHERS = """
<pagebreak/>
<table>
  <row header="yes"><cell>№</cell><cell>Документ</cell></row>
  <row><cell>1</cell><cell>Выписка<br/>из приказа</cell></row>
  <row><cell>2</cell><cell/></row>
</table>
<ul><li>довод &lt;первый&gt; &amp; «второй»</li><li>довод третий</li></ul>
<signature><position>Административный истец</position><name>И.И. Иванов</name></signature>
"""


def tree(markup: str, title: str = "Рапорт") -> Document:
    """Return the document that a template with this markup gives."""
    return with_numbers(read(f"<filing>{markup}</filing>", kind="kind", title=title))


@pytest.fixture(scope="session")
def report() -> Document:
    """A рапорт as a serviceman hands it in, on the copy that he keeps."""
    return tree(REPORT, "Рапорт об увольнении с военной службы")


@pytest.fixture(scope="session")
def every_node() -> Document:
    """Every node of the tree at least once: the рапорт, and what stands in other papers."""
    return tree(REPORT + OTHERS, "Всё сразу")


@pytest.fixture(scope="session")
def read_docx() -> Read:
    """Read a DOCX with python-docx: its words in their order, with the numbers that Word counts out."""

    def read(content: bytes) -> str:
        document = docx.Document(BytesIO(content))
        marker = _marker(document)
        blocks = []
        for block in document.iter_inner_content():
            if hasattr(block, "rows"):
                blocks += [cell.text for row in block.rows for cell in row.cells]
            else:
                blocks.append(f"{marker(block)} {block.text}")
        return "\n".join(blocks)

    return read


def _marker(document: docx.document.Document) -> Callable[[docx.text.paragraph.Paragraph], str]:
    root = document.part.numbering_part.element
    patterns = {
        abstract.get(qn("w:abstractNumId")): next(abstract.iter(qn("w:lvlText"))).get(qn("w:val"))
        for abstract in root.iter(qn("w:abstractNum"))
    }
    lists = {num.get(qn("w:numId")): num for num in root.iter(qn("w:num"))}
    counters = {key: count(1) for key, num in lists.items() if list(num.iter(qn("w:startOverride")))}

    def marker(paragraph: docx.text.paragraph.Paragraph) -> str:
        number = next(paragraph._p.iter(qn("w:numId")), None)
        if number is None:
            return ""
        key = number.get(qn("w:val"))
        pattern = patterns[next(lists[key].iter(qn("w:abstractNumId"))).get(qn("w:val"))]
        return pattern.replace("%1", str(next(counters[key]))) if "%1" in pattern else pattern

    return marker


@pytest.fixture(scope="session")
def pdf_pages() -> Callable[[bytes], list[str]]:
    """Read a PDF with poppler: the words of each page, without the number that stands over the second and later."""

    def read(content: bytes) -> list[str]:
        command = ["pdftotext", "-raw", "-", "-"]
        shown = subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()
        pages = shown.removesuffix("\f").split("\f")
        return [_without_number(page, number) for number, page in enumerate(pages, 1)]

    return read


def _without_number(page: str, number: int) -> str:
    lines = page.strip().splitlines()
    if number == 1:
        return page
    assert str(number) in (lines[0], lines[-1]), "the page carries its number"
    return "\n".join(lines[1:] if lines[0] == str(number) else lines[:-1])


@pytest.fixture(scope="session")
def read_pdf(pdf_pages: Callable[[bytes], list[str]]) -> Read:
    """Read a PDF as one text; a word that a line ends within, after its hyphen, is put together again."""
    return lambda content: re.sub(r"(?<=\S)([-–])\n", r"\1", "\n".join(pdf_pages(content)))


@pytest.fixture(scope="session")
def pdf_facts() -> Callable[[bytes, str], str]:
    """Ask poppler's `pdfinfo` or `pdffonts` what a PDF says of itself."""

    def ask(content: bytes, program: str) -> str:
        return subprocess.run([program, "-"], input=content, capture_output=True, check=True).stdout.decode()

    return ask


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[bytes]], list[bytes]]:
    """Print each DOCX by LibreOffice, with a profile of its own, and return the PDFs."""
    folder = tmp_path_factory.mktemp("libreoffice")

    def print_all(papers: Sequence[bytes]) -> list[bytes]:
        sources = [folder / f"{number}.docx" for number in range(len(papers))]
        for source, paper in zip(sources, papers, strict=True):
            source.write_bytes(paper)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, sources)]
        subprocess.run(command, capture_output=True, check=True, timeout=240)
        return [source.with_suffix(".pdf").read_bytes() for source in sources]

    return print_all


@pytest.fixture(scope="session")
def words() -> Callable[[str], list[str]]:
    """Split a text into words: where lines end is the business of each format."""
    return lambda content: re.sub(r"\s+", " ", content).strip().split(" ")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to write into."""
    return tmp_path / "out"
