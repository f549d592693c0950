"""One question has one answer everywhere: what papers and memos say of a term is what `filings deadlines` says."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jinja2 import Environment, nodes

from filings.catalog import Catalog
from filings.commands.deadlines import command
from filings.days import shown_day
from filings.examination import Request, examine
from filings.facts import load
from filings.law.answers import Answers, answers
from filings.law.terms.count import term
from filings.papers import Wanted, make
from filings.writers.text import to_text

ROOT = Path(__file__).parent.parent
CATALOG = Catalog.load()
TODAY = date(2026, 11, 22)
JINJA = Environment()  # noqa: S701 - nothing is rendered
CASES = [
    path
    for filing in CATALOG.filings.values()
    for folder in ("examples", "counterexamples")
    for path in sorted((filing.folder / folder).glob("*.yaml"))
]

MONTHS = re.findall(r"\w+", "января февраля марта апреля мая июня июля августа сентября октября ноября декабря")
NO_BREAK = "\u00a0"
DAY = r"(\d{1,2})(?:\.(\d\d)\.| (" + "|".join(MONTHS) + r") )(\d{4})"
# A contract of service ends as well, but on the day that the person gives.
TERM = re.compile(
    r"(?:не позднее|не позже|в срок до|последний день(?: срока)?(?: –| был)?|(?<!контракта )истека?[её]т|"
    rf"(?<!контракта )ист[её]к(?:ла|ло|ли)?(?: не позднее)?) {DAY}"
)
# What a paper says of somebody who had to answer and did not.
TOO_LATE = re.compile(r"в установленный срок не рассмотрен|Нерассмотрение жалобы|срок его рассмотрения истёк")


def days_of_terms(text: str) -> set[str]:
    """Return the days that `text` names as the end of a term: «02.03.2026»."""
    found = TERM.findall(text)
    return {
        shown_day(date(int(year), int(number) if number else MONTHS.index(month) + 1, int(day)))
        for day, number, month, year in found
    }


def of_deadlines(path: Path, kind: str, on: date) -> set[str]:
    """Return the days that `filings deadlines` names as the end of a term, as a person reads them."""
    words = [str(path), "--kind", kind, "--on", on.isoformat()]
    result = CliRunner().invoke(command, words, standalone_mode=False)
    assert result.exception is None
    heads = {line[:10] for line in result.stdout.splitlines() if line[:1].isdigit()}
    return heads | days_of_terms(result.stdout)


def day_of(raw: Mapping[str, Any]) -> date:
    """Return the day of a paper; a counter-example may have none that can be read."""
    given = raw.get("sign_date")
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        return TODAY


def texts(path: Path, facts: Mapping[str, Any], today: date) -> list[str]:
    """Return the paper and the memo made of `facts` for the kind of `path`, as a draft where facts are wanting; none
    where the paper is refused."""
    filing = CATALOG.find(path.parts[-3])
    made = make(CATALOG, filing, facts, Request(today, draft=True), Wanted(formats=(), memo=True))
    return [to_text(document).replace(NO_BREAK, " ") for document in made.report.documents.values()]


@cache
def terms_told(path: Path) -> frozenset[str]:
    """Return the days that the paper and the memo of a case name as the end of a term."""
    facts = load(path)
    return frozenset(day for text in texts(path, facts, day_of(facts)) for day in days_of_terms(text))


def named(path: Path) -> str:
    return "-".join(path.parts[-3:]).removesuffix(".yaml")


@pytest.mark.parametrize("path", CASES, ids=named)
def test_a_term_in_a_paper_or_a_memo_is_one_of_the_command_deadlines(path: Path) -> None:
    typed = days_of_terms(path.read_text(encoding="utf-8"))

    assert terms_told(path) - typed <= of_deadlines(path, path.parts[-3], day_of(load(path)))


def test_the_papers_do_name_terms() -> None:
    """Else the comparison above would hold of nothing."""
    naming = [path.parts[-3] for path in CASES if terms_told(path)]

    assert len(naming) > 100
    assert {*["stamp-claim", "inaction-claim", "reinstatement-claim", "inaction-complaint"]} <= {*naming}
    assert {*["appeal", "cassation", "private-complaint", "motion-term-restoration", "resignation"]} <= {*naming}


@pytest.mark.parametrize(
    ("kind", "note"),
    [
        ("stamp-claim", "Считается, что иск поступил в суд в день, которым он подписан."),
        ("stamp-complaint", "Считается, что бумага поступила в день, которым она подписана."),
    ],
)
def test_a_memo_says_on_what_assumption_a_term_rests(kind: str, note: str) -> None:
    path = next(path for path in CATALOG.find(kind).examples if "sign_date" in load(path))
    facts = load(path)

    _paper, memo = texts(path, facts, day_of(facts))

    assert note in memo


def test_a_memo_says_on_what_assumption_somebody_is_called_late() -> None:
    path = next(path for path in CATALOG.find("inaction-complaint").examples if path.stem == "minimal")

    paper, memo = texts(path, load(path), TODAY)

    assert TOO_LATE.search(paper)
    assert "последний день был 7 сентября 2026 г." in memo
    assert "Считается, что бумага подана лично: иное в деле не сказано." in memo


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("истёк не позднее 13 апреля 2026 г.", "13.04.2026"),
        ("срок обращения в суд истекает 4 февраля 2027 г. и не пропущен", "04.02.2027"),
        ("Ответ на обращение: последний день – 14 декабря 2026 г.", "14.12.2026"),
        ("регистрация обращения: не позднее 13.11.2026, если", "13.11.2026"),
    ],
)
def test_a_term_is_seen_in_a_text(text: str, day: str) -> None:
    assert days_of_terms(text) == {day}


# --- nobody is called late before he is -------------------------------------------------------------------------------

CONTINUING = [
    path
    for kind in ("inaction-claim", "inaction-complaint")
    for path in CATALOG.find(kind).examples
    if "ended_on" not in load(path).get("inaction", {"ended_on": ""})
]
ENDED = [path for path in CATALOG.find("inaction-claim").examples if path not in CONTINUING]
OF_SUPERIOR = [
    ROOT / "templates" / "stamp-claim" / "examples" / "superior-unanswered.yaml",
    ROOT / "templates" / "motion-term-restoration" / "examples" / "claim-woman-advocate.yaml",
]
AROUND = (-2, -1, 0, 1, 2)


def law_of(path: Path) -> Answers:
    """Return what the law answers on the case, as a paper is told."""
    filing = CATALOG.find(path.parts[-3])
    return answers(examine(CATALOG, filing, load(path), Request(TODAY)).checked.facts, TODAY, filing.nature)


def signed(facts: Mapping[str, Any], on: date, **others: Any) -> dict[str, Any]:
    """Return `facts` of a paper signed on the day `on`; what has to be done before that is done on it."""
    paid = {"fee": {**facts["fee"], "date": on.isoformat()}} if "fee" in facts else {}
    return {**facts, **paid, "sign_date": on.isoformat(), **others}


@pytest.mark.parametrize("path", CONTINUING, ids=named)
@pytest.mark.parametrize("shift", AROUND)
def test_a_paper_about_an_inaction_is_made_from_the_day_after_the_term(path: Path, shift: int) -> None:
    facts, last_day = load(path), law_of(path).report.last_day
    assert last_day is not None
    on = last_day + timedelta(days=shift)
    begun = {**facts["inaction"], "since": on.isoformat()}

    found = texts(path, signed(facts, on, inaction=begun, superior_complaint={"lodged": False}), TODAY)

    assert bool(found) is any(map(TOO_LATE.search, found)) is (shift > 0)


@pytest.mark.parametrize("path", ENDED, ids=named)
@pytest.mark.parametrize("shift", AROUND)
def test_an_inaction_that_has_ended_began_the_day_after_the_term(path: Path, shift: int) -> None:
    facts, last_day = load(path), law_of(path).report.last_day
    assert last_day is not None
    since = (last_day + timedelta(days=shift)).isoformat()

    found = texts(path, {**facts, "inaction": {**facts["inaction"], "since": since}}, TODAY)

    assert bool(found) is (shift > 0)


@pytest.mark.parametrize("path", OF_SUPERIOR, ids=named)
@pytest.mark.parametrize("days", range(30, 45))
def test_a_superior_is_called_late_from_the_day_after_the_term(path: Path, days: int) -> None:
    facts = load(path)
    signed_on = date.fromisoformat(facts["sign_date"])
    lodged_on = signed_on - timedelta(days=days)
    registered_by = term("fz59-8", lodged_on).overdue_after
    late = signed_on > term("fz59-12", registered_by).overdue_after
    complaint = {**facts["superior_complaint"], "date": lodged_on.isoformat()}

    found = texts(path, {**facts, "superior_complaint": complaint}, TODAY)

    assert found
    assert any(map(TOO_LATE.search, found)) is late


@pytest.mark.parametrize("path", OF_SUPERIOR, ids=named)
def test_of_a_complaint_sent_by_post_nothing_is_said_until_its_coming_is_known(path: Path) -> None:
    facts = load(path)
    posted = {**facts["superior_complaint"], "way": "post"}

    found = texts(path, {**facts, "superior_complaint": posted}, TODAY)

    assert found
    assert not any(map(TOO_LATE.search, found))


def test_no_template_reckons_with_days() -> None:
    reckoning = [
        f"{path.parts[-2]}/{path.name}:{node.lineno}"
        for path in sorted((ROOT / "templates").rglob("*.xml"))
        for node in JINJA.parse(path.read_text(encoding="utf-8")).find_all(nodes.Sub)
    ]

    assert reckoning == []
