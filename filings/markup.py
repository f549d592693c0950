"""The markup that templates are written in, read into the tree. Its vocabulary is closed: an unknown tag is an error.

No colour, font or size belongs here; the look of a paper is writers/style.py.
"""

import re
from collections.abc import Callable, Iterator
from typing import Literal
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from filings.document import (
    Blank,
    Block,
    Caption,
    Cell,
    Document,
    Emphasis,
    Entry,
    Heading,
    Inline,
    Inlines,
    Item,
    LineBreak,
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
from filings.errors import TemplateError
from filings.i18n import _
from filings.problems import Kind, Problem

# Only the white space of the source collapses; a no-break space is a character of the text, and a single plain space
# needs no change.
_SPACE = re.compile(r" [ \t\r\n]+|[\t\r\n][ \t\r\n]*")


class _MarkupBuilder(TreeBuilder):
    def doctype(self, name: str, _pubid: str | None, _system: str | None) -> None:
        raise _fault("T011", name, _("В шаблоне стоит объявление DOCTYPE."), _("Уберите его: оно не нужно."))


def read(source: str, *, kind: str, title: str, law: Callable[[str, str], str] | None = None) -> Document:
    """Read the rendered markup `source` into a document.

    `law` words the provisions (keys, case) that the paper mentions, and is asked in the order of print.

    Raises `TemplateError` (T010 not well-formed, T011 outside the vocabulary, T012 empty where text is due, T013 an
    enclosure that the list of enclosures lacks).
    """
    parser = XMLParser(target=_MarkupBuilder())  # noqa: S314 - our own templates; values in them are escaped, DOCTYPE refused
    try:
        parser.feed(source)
        root: Element = parser.close()
    except ParseError as error:
        line, column = error.position
        raise _fault(
            "T010",
            f"{line}:{column}",
            _("Разметка шаблона нарушена в строке {line} готового текста.").format(line=line),
            _("Проверьте, что каждый открытый тег закрыт."),
        ) from error
    if root.tag != "filing":
        raise _unknown(root.tag, "filing")
    _know_attributes(root)
    _number_enclosures(root)
    _word_provisions(root, law)
    carries = dict.fromkeys(name for element in root.iter() for name in element.get("carries", "").split())
    return Document(kind, title, tuple(_blocks(root)), tuple(carries))


def _know_attributes(root: Element) -> None:
    """Refuse an attribute outside the vocabulary. `carries`, which any tag may have, names elements of the law."""
    for element in root.iter():
        if element.attrib:
            allowed = {"carries", *_ATTRIBUTES.get(element.tag, ())}
            for name in sorted(element.attrib.keys() - allowed):
                raise _unknown(f"{element.tag} {name}", ", ".join(sorted(allowed)))


def _number_enclosures(root: Element) -> None:
    """Give each mention of an enclosed paper the number that the paper has in the list of enclosures."""
    lists = ([item.get("paper") for item in each.iter("li")] for each in root.iter("ol"))
    numbers = {paper: number for papers in lists for number, paper in enumerate(papers, 1) if paper}
    for mention in root.iter("enclosure"):
        paper = mention.get("paper", "")
        if paper not in numbers:
            raise _fault(
                "T013",
                paper,
                _("Текст называет приложение, которого нет в перечне приложений."),
                _("Передайте перечню весь текст документа."),
            )
        mention.text = str(numbers[paper])


def _word_provisions(root: Element, law: Callable[[str, str], str] | None) -> None:
    for mention in root.iter("law"):
        if law is None:
            raise _unknown("law", "–")
        mention.text = law(mention.get("keys", ""), mention.get("case", ""))


def _blocks(root: Element) -> Iterator[Block]:
    for element in _children(root, *_BLOCKS):
        yield _BLOCKS[element.tag](element)


def _caption(element: Element) -> Caption:
    return Caption(_entries(element))


def _registration(element: Element) -> Registration:
    return Registration(_entries(element))


def _entries(element: Element) -> tuple[Entry, ...]:
    entries = tuple(Entry(_inlines(entry)) for entry in _children(element, "entry"))
    return entries or _empty(element)


def _heading(level: Literal["title", "subtitle", "section"]) -> Callable[[Element], Heading]:
    return lambda element: Heading(level, _inlines(element))


def _paragraph(element: Element) -> Paragraph:
    return Paragraph(_inlines(element))


def _list(element: Element) -> List:
    items = tuple(Item(_inlines(item)) for item in _children(element, "li"))
    return List(element.tag == "ol", items or _empty(element))


def _table(element: Element) -> Table:
    rows = tuple(_row(row) for row in _children(element, "row"))
    if len({len(row.cells) for row in rows}) > 1:
        raise _fault("T011", "table", _("В строках таблицы разное число ячеек."), _("Уравняйте число ячеек."))
    return Table(rows or _empty(element))


def _row(element: Element) -> Row:
    cells = tuple(Cell(_inlines(cell, may_be_empty=True)) for cell in _children(element, "cell"))
    return Row(cells or _empty(element), header=element.get("header") == "yes")


def _signature(element: Element) -> Signature:
    parts = {part.tag: _inlines(part, may_be_empty=True) for part in _children(element, *_SIGNATURE)}
    return Signature(**{name: parts.get(name, ()) for name in _SIGNATURE})


def _resolutions(element: Element) -> Resolutions:
    _must_be_hollow(element)
    return Resolutions()


def _page_break(element: Element) -> PageBreak:
    _must_be_hollow(element)
    return PageBreak()


_SIGNATURE = ("position", "rank", "name", "date")
_ATTRIBUTES = {
    "row": ("header",),
    "blank": ("hint", "fact"),
    "li": ("paper",),
    "enclosure": ("paper",),
    "withheld": ("paper",),
    "law": ("keys", "case"),
}
# These leave no trace in the tree but their text: a number, nothing, a reference.
_SPOKEN = ("enclosure", "withheld", "law")
_BLOCKS: dict[str, Callable[[Element], Block]] = {
    "caption": _caption,
    "title": _heading("title"),
    "subtitle": _heading("subtitle"),
    "h": _heading("section"),
    "p": _paragraph,
    "ol": _list,
    "ul": _list,
    "table": _table,
    "signature": _signature,
    "resolutions": _resolutions,
    "registration": _registration,
    "pagebreak": _page_break,
}


def _inlines(element: Element, *, may_be_empty: bool = False) -> Inlines:
    """Return the running text of a block; white space of the source collapses and is trimmed at line edges."""
    if len(element):
        content = tuple(_trimmed(list(_runs(element))))
    else:
        text = _SPACE.sub(" ", element.text or "").strip(" ")
        content = (Text(text),) if text else ()
    if not content and not may_be_empty:
        return _empty(element)
    return content


def _runs(element: Element) -> Iterator[Inline]:
    text = element.text or ""
    for child in element:
        if child.tag in _SPOKEN:
            text += (child.text or "") + (child.tail or "")
            continue
        if text:
            yield Text(_SPACE.sub(" ", text))
        yield _inline(child)
        text = child.tail or ""
    if text:
        yield Text(_SPACE.sub(" ", text))


def _inline(element: Element) -> Inline:
    match element.tag:
        case "b":
            return Strong(_nested(element))
        case "i":
            return Emphasis(_nested(element))
        case "br":
            return LineBreak()
        case "blank":
            return Blank(element.get("hint", ""), element.get("fact", ""))
        case _:
            raise _unknown(str(element.tag), "b, i, br, blank, enclosure, withheld, law")


def _nested(element: Element) -> Inlines:
    return tuple(_runs(element)) or _empty(element)


def _trimmed(runs: list[Inline]) -> Iterator[Inline]:
    for index, run in enumerate(runs):
        if not isinstance(run, Text):
            yield run
            continue
        text = run.text
        if index == 0 or isinstance(runs[index - 1], LineBreak):
            text = text.lstrip(" ")
        if index == len(runs) - 1 or isinstance(runs[index + 1], LineBreak):
            text = text.rstrip(" ")
        if text:
            yield Text(text)


def _children(element: Element, *allowed: str) -> Iterator[Element]:
    """Yield the elements inside a container; text of its own or a tag not `allowed` is an error."""
    for text in (element.text, *(child.tail for child in element)):
        if text and text.strip():
            raise _fault(
                "T011",
                str(element.tag),
                _("В теге <{tag}> стоит текст вне вложенных тегов.").format(tag=element.tag),
                _("Заключите текст в тег из перечня: {allowed}.").format(allowed=", ".join(allowed)),
            )
    for child in element:
        if child.tag not in allowed:
            raise _unknown(str(child.tag), ", ".join(allowed))
        yield child


def _must_be_hollow(element: Element) -> None:
    for child in _children(element):
        raise _unknown(str(child.tag), "—")


def _unknown(found: str, allowed: str) -> TemplateError:
    return _fault(
        "T011",
        found,
        _("В разметке нет тега или свойства «{found}».").format(found=found),
        _("Здесь можно: {allowed}.").format(allowed=allowed),
    )


def _empty(element: Element) -> tuple[()]:
    raise _fault(
        "T012",
        str(element.tag),
        _("Тег <{tag}> пуст или заполнен неверно.").format(tag=element.tag),
        _("Уберите его условием, когда писать нечего, или дайте ему содержание."),
    )


def _fault(code: str, where: str, what: str, remedy: str) -> TemplateError:
    return TemplateError(Problem(Kind.TEMPLATE, code, where, what, remedy))
