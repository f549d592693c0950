"""The markup of templates: a closed vocabulary, read exactly, refused with a place otherwise."""

from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.document import (
    Blank,
    Caption,
    Cell,
    Document,
    Emphasis,
    Entry,
    Heading,
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
from filings.markup import read


def blocks(markup: str) -> tuple[object, ...]:
    return read(f"<filing>{markup}</filing>", kind="kind", title="Название").blocks


def refusal(markup: str) -> tuple[str, str]:
    with pytest.raises(TemplateError) as caught:
        blocks(markup)
    (problem,) = caught.value.problems
    return problem.code, problem.where


def test_a_filing_carries_its_kind_and_title() -> None:
    assert read("<filing/>", kind="resignation", title="Рапорт") == Document("resignation", "Рапорт", ())


@pytest.mark.parametrize(
    ("markup", "node"),
    [
        ("<title>РАПОРТ</title>", Heading("title", (Text("РАПОРТ"),))),
        ("<subtitle>об увольнении</subtitle>", Heading("subtitle", (Text("об увольнении"),))),
        ("<h>Приложение:</h>", Heading("section", (Text("Приложение:"),))),
        ("<p>Прошу.</p>", Paragraph((Text("Прошу."),))),
        ("<ol><li>раз</li><li>два</li></ol>", List(True, (Item((Text("раз"),)), Item((Text("два"),))))),
        ("<ul><li>раз</li></ul>", List(False, (Item((Text("раз"),)),))),
        ("<caption><entry>Командиру</entry></caption>", Caption((Entry((Text("Командиру"),)),))),
        ("<registration><entry>Вх. №</entry></registration>", Registration((Entry((Text("Вх. №"),)),))),
        ("<resolutions/>", Resolutions()),
        ("<pagebreak/>", PageBreak()),
        (
            '<table><row header="yes"><cell>№</cell></row><row><cell/></row></table>',
            Table((Row((Cell((Text("№"),)),), header=True), Row((Cell(()),)))),
        ),
        (
            "<signature><position>Стрелок</position><rank>рядовой</rank><name>А.В. Соколов</name></signature>",
            Signature((Text("Стрелок"),), (Text("рядовой"),), (Text("А.В. Соколов"),), ()),
        ),
        (
            '<p>а <b>б</b> <i>в</i><br/><blank hint="дата"/></p>',
            Paragraph(
                (Text("а "), Strong((Text("б"),)), Text(" "), Emphasis((Text("в"),)), LineBreak(), Blank("дата"))
            ),
        ),
    ],
)
def test_each_tag_becomes_its_node(markup: str, node: object) -> None:
    assert blocks(markup) == (node,)


def test_white_space_of_the_source_collapses_and_goes_at_line_edges() -> None:
    assert blocks("<p>\n  раз\n  два <br/>\n три </p>") == (Paragraph((Text("раз два"), LineBreak(), Text("три"))),)


def test_a_no_break_space_is_a_character_of_the_text() -> None:
    assert blocks("<p>№\u00a0 5</p>") == (Paragraph((Text("№\u00a0 5"),)),)


@pytest.mark.parametrize(
    ("markup", "code", "where"),
    [
        ("<foo/>", "T011", "foo"),
        ("<p>а<u>б</u></p>", "T011", "u"),
        ("текст", "T011", "filing"),
        ("<ol>текст</ol>", "T011", "ol"),
        ("<ol><p>а</p></ol>", "T011", "p"),
        ("<p></p>", "T012", "p"),
        ("<p> </p>", "T012", "p"),
        ("<p>а<b></b></p>", "T012", "b"),
        ("<ol></ol>", "T012", "ol"),
        ("<resolutions><p>а</p></resolutions>", "T011", "p"),
        ('<p><blank hont="а"/></p>', "T011", "blank hont"),
        ("<table><row><cell/></row><row><cell/><cell/></row></table>", "T011", "table"),
        ("<p>а", "T010", "1:14"),
        ("<p>&nosuch;</p>", "T010", "1:11"),
    ],
)
def test_what_is_outside_the_vocabulary_is_refused_with_its_place(markup: str, code: str, where: str) -> None:
    assert refusal(markup) == (code, where)


def test_provisions_are_worded_in_the_order_of_print_and_become_part_of_the_sentence() -> None:
    asked: list[tuple[str, str]] = []

    def law(keys: str, case: str) -> str:
        asked.append((keys, case))
        return f"ст. {len(asked)}"

    markup = '<filing><p>по <law keys="kas 219" case="dat"/>, <b><law keys="kas 1" case="nom"/></b></p></filing>'

    (paragraph,) = read(markup, kind="kind", title="Название", law=law).blocks

    assert paragraph == Paragraph((Text("по ст. 1, "), Strong((Text("ст. 2"),))))
    assert asked == [("kas 219", "dat"), ("kas 1", "nom")]


def test_who_reads_without_the_law_cannot_have_provisions() -> None:
    assert refusal('<p><law keys="kas 219" case="nom"/></p>') == ("T011", "law")


def test_a_document_type_is_refused_so_that_no_entity_can_be_declared() -> None:
    with pytest.raises(TemplateError):
        read('<!DOCTYPE filing [<!ENTITY a "b">]><filing><p>&a;</p></filing>', kind="k", title="t")


printable = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cn"), exclude_characters="\ufffe\uffff"),
    min_size=1,
)


@given(printable)
def test_any_escaped_text_arrives_as_it_is(text: str) -> None:
    assert blocks(f"<p>{escape(text)}</p>") == (Paragraph((Text(text),)),)


def test_a_tag_may_say_which_element_of_the_law_it_carries_and_prints_nothing_of_it() -> None:
    source = '<filing><p carries="kas-220-2-9 kas-220-2-6">а</p><ol><li carries="kas-220-2-9">б</li></ol></filing>'
    document = read(source, kind="kind", title="Название")
    assert document.carries == ("kas-220-2-9", "kas-220-2-6")
    assert document.blocks == blocks("<p>а</p><ol><li>б</li></ol>")


@pytest.mark.parametrize("markup", ['<p style="color: red">а</p>', '<title id="x">а</title>', '<row cols="2"/>'])
def test_an_attribute_outside_the_vocabulary_is_refused(markup: str) -> None:
    assert refusal(markup)[0] == "T011"
