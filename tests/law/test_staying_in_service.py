"""No text tells a serviceman that he may go, or stop obeying, before the day on which the law lets him.

Service ends on the day of exclusion from the lists of the unit (53-ФЗ ст. 38 п. 11): not with a report, an opinion of
the medical board, or an order that is only signed. An order binds until a court has suspended it.
"""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import filings
from filings.catalog import Catalog
from filings.law.stored import load

TOO_EARLY = re.compile(
    r"\b(?:до|пока не) (?:\w+ )?(?:подпис|издан|приказ|увольнен|перевод|заключени|определени|решени)\w*"
    r"|\bпока (?:\w+ ){0,2}не (?:\w+ )?(?:подпис|издан|вынес|уволен|реш)\w*",
    re.IGNORECASE,
)
SERVING = re.compile(
    r"\b(?:служите|служб\w*|служить|оставайтесь|исполняйте|выполняйте|приказ\w* обязател\w*|покида\w+|покинуть"
    r"|уход\w+|уезжа\w+|уехать|выезжа\w+)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^.!?]+[.!?]?")


def misleading(text: str) -> list[str]:
    """Return the sentences that bound serving or obeying by something that does not end it."""
    return [part for part in SENTENCE.findall(text) if TOO_EARLY.search(part) and SERVING.search(part)]


MESSAGES = Path(filings.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "filings.po"
CATALOG = Catalog.load()
MEMOS = {filing.kind: (filing.folder / "memo.xml").read_text(encoding="utf-8") for filing in CATALOG.filings.values()}
SHARED = sorted(path for pack in CATALOG.packs for path in (pack.templates / "_shared").glob("*.xml"))


def test_no_sentence_of_the_program_or_of_the_stored_law_lets_a_man_go_too_early() -> None:
    """The catalogue holds them all (tests/test_messages.py)."""
    with MESSAGES.open("rb") as file:
        sentences = [str(message.id) for message in read_po(file, locale="en")]

    assert any("Оставайтесь на службе" in sentence for sentence in sentences)
    assert [part for sentence in sentences for part in misleading(sentence)] == []


@pytest.mark.parametrize("kind", MEMOS)
def test_no_memo_lets_a_man_go_too_early(kind: str) -> None:
    assert misleading(MEMOS[kind]) == []


@pytest.mark.parametrize("path", SHARED, ids=lambda path: path.name)
def test_no_shared_text_lets_a_man_go_too_early(path: Path) -> None:
    assert misleading(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Оставайтесь на службе, пока не подписан приказ об исключении из списков части.",
        "До увольнения исполняйте приказы и оставайтесь в части.",
        "До приказа о переводе служите здесь.",
        "До заключения комиссии исполняйте обязанности службы в обычном порядке.",
        "Исполняйте приказ, пока суд не вынес определения.",
    ],
)
def test_a_misleading_text_is_seen(text: str) -> None:
    assert misleading(text)


@pytest.mark.parametrize(
    "text",
    [
        "Оставайтесь на службе до дня исключения из списков части.",
        "Исполняйте приказ, пока суд прямо его не приостановил.",
        "Письмо отправьте до решения суда.",
    ],
)
def test_a_right_text_is_not_taken_for_one(text: str) -> None:
    assert misleading(text) == []


@pytest.mark.parametrize("code", ["W007", "W023"])
def test_the_warnings_name_the_day_of_exclusion(code: str) -> None:
    entry = load("warnings")[code]

    assert re.search(r"\bд(?:ня|ень) исключения из списков части", entry["text"] + entry["remedy"])
    assert {"fz53 38 11", "u1237 3 4"} & {*entry["norms"]}


@pytest.mark.parametrize("kind", ["resignation", "medical-board-request"])
def test_the_memos_of_papers_about_dismissal_name_the_day_of_exclusion_and_its_norm(kind: str) -> None:
    assert re.search(r'д(?:ня|ень) исключения из (?:её )?списков(?: части)? \(\{\{ law\("fz53 38 11"', MEMOS[kind])
