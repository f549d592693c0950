"""`filings deadlines` as people call it, and the calendar file it writes, read back by a calendar library."""

import json
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

from filings.commands.calendar_file import calendar_file
from filings.commands.deadlines import command
from filings.errors import FilingsError
from filings.law.terms.count import term
from filings.law.terms.rules import rules

CASE = """\
kind: stamp-claim
applicant: {name: {last: Соколов, first: Олег, patronymic: Ильич}, unit: {number: "00000"}}
court: {name: Томский гарнизонный военный суд}
known: {date: 15.09.2026, how: увидел запись}
report_history: [{date: 2026-11-01, addressee: командир войсковой части 00000}]
sign_date: 2026-11-20
"""
HOSTILE = ["", " ", "a" * 10000, "\x01\x02", "'; DROP TABLE filings; --", "🦊", "../../etc/passwd", "%s%n"]


def call(*words: str | Path) -> Result:
    """Call the command as the group does: an expected error comes out as an exception with its exit status."""
    return CliRunner().invoke(command, [str(word) for word in words], standalone_mode=False)


def status(result: Result) -> int:
    """Return the exit status that the process would end with; 70 for a bug."""
    if isinstance(result.exception, FilingsError):
        return int(result.exception.exit_code)
    if result.exception is not None:
        return int(getattr(result.exception, "exit_code", 70))
    return int(result.return_value or 0)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A claim whose term still runs on 22.11.2026."""
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


def test_one_term_without_a_case_as_json() -> None:
    result = call("--rule", "kas-219", "--from", "2025-11-30", "--json")
    value = json.loads(result.stdout)
    assert list(value)[:2] == ["last_day", "working"]
    assert value["last_day"] == "2026-03-02"
    assert value["rule"] == "kas-219"
    assert value["from"] == "2025-11-30"
    assert any("28.02.2026" in line for line in value["working"])


def test_one_term_without_a_case_for_people() -> None:
    result = call("--rule", "kas-219", "--from", "30.11.2025", "--on", "01.03.2026")
    assert result.stdout.startswith("02.03.2026  обращение в суд")
    assert "осталось дней: 1" in result.stdout


def test_the_terms_of_a_case_with_their_working(case: Path) -> None:
    result = call(case, "--on", "2026-11-22")
    assert status(result) == 0
    heads = [line for line in result.stdout.splitlines() if not line.startswith(" ")]
    assert heads == [
        "25.11.2026  суд решает, принять ли иск (sign_date)",
        "07.12.2026  ответ на обращение (report_history[0].date)",
        "15.12.2026  обращение в суд с административным иском о решении или действии (known.date)",
        "21.12.2026  суд рассматривает иск (sign_date)",
    ]


def test_what_is_done_assumed_or_not_known_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(
        """
kind: resignation
sign_date: 2026-03-02
superior_complaint: {lodged: true, date: 2026-03-02, way: in-person, answer_date: 2026-04-06}
report_history:
  - {date: 2026-03-02, way: in-person, answer: отказано, answer_date: 2026-04-07}
  - {date: 2026-03-02, way: post}
  - {date: 2026-03-02}
""",
        encoding="utf-8",
    )
    result = call(path, "--on", "2026-11-22")
    heads = [line.partition("  ответ")[0] for line in result.stdout.splitlines() if not line.startswith(" ")]
    assert heads == [
        "06.04.2026, исполнено",
        "06.04.2026, исполнено с опозданием",
        "06.04.2026, истёк",
        "06.04.2026, возможно, истёк",
        "срок не сосчитан",
    ]
    assert "received_on" in result.stdout
    assert "подана лично" in result.stdout


def test_a_case_as_json_and_several_as_a_list(case: Path) -> None:
    value = json.loads(call(case, "--on", "2026-11-22", "--json").stdout)
    assert value["case"] == str(case)
    assert [one["rule"] for one in value["deadlines"]] == ["kas-127", "fz59-12", "kas-219", "kas-226"]
    assert value["problems"] == []
    assert len(json.loads(call(case, case, "--json").stdout)) == 2


def test_the_kind_chooses_the_terms(case: Path) -> None:
    path = case.with_name("other.yaml")
    path.write_text("sign_date: 2026-11-20\n", encoding="utf-8")
    value = json.loads(call(path, "--kind", "resignation", "--on", "2026-11-22", "--json").stdout)
    assert [one["rule"] for one in value["deadlines"]] == ["fz59-12"]


def test_a_case_without_dates_says_so(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("kind: resignation\n", encoding="utf-8")
    result = call(path)
    assert status(result) == 0
    assert result.stdout == ""
    assert "дат, от которых считаются сроки, в деле нет" in result.stderr


def test_a_date_that_cannot_be_read_is_told_and_the_others_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("known: {date: 31.02.2026}\njudgment: {date: 2026-11-02}\n", encoding="utf-8")
    result = call(path, "--on", "2026-11-22")
    assert status(result) == 1
    assert "known.date" in result.stderr
    assert "02.12.2026" in result.stdout


def test_an_unreadable_case_does_not_stop_the_others(case: Path) -> None:
    result = call("nosuch.yaml", case, "--on", "2026-11-22")
    assert status(result) == 1
    assert "F001" in result.stderr
    assert "15.12.2026" in result.stdout


def test_the_list_of_terms() -> None:
    listed = call("--list").stdout
    assert all(key in listed for key in rules())
    values = json.loads(call("--list", "--json").stdout)
    assert [value["rule"] for value in values] == list(rules())


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--rule", "kas-219"],
        ["--from", "2026-01-01"],
        ["case.yaml", "--rule", "kas-219", "--from", "2026-01-01"],
        ["--rule", "kas-219", "--from", "31.02.2026"],
        ["--rule", "kas-219", "--from", ""],
    ],
)
def test_a_wrong_call_is_status_two(words: list[str]) -> None:
    assert status(call(*words)) == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_refused_and_are_no_bug(text: str) -> None:
    assert status(call("--rule", text, "--from", "2026-01-01")) == 1
    assert status(call("--rule", "kas-219", "--from", text)) == 2
    assert status(call("--on", text, "--list")) == 2


@pytest.mark.parametrize("text", ["", "- 1\n", "known: [", "known: {date: [1]}\n", "known: {date: '🦊'}\n", "\x01"])
def test_hostile_cases_are_refused_and_are_no_bug(tmp_path: Path, text: str) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    assert status(call(path)) in (0, 1)


# --- the calendar file ------------------------------------------------------------------------------------------------


def test_the_calendar_reads_back_with_days_alarms_and_norms(case: Path, tmp_path: Path) -> None:
    target = tmp_path / "terms.ics"
    assert status(call(case, "--on", "2026-11-22", "--ics", target)) == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    read = Calendar.from_ical(target.read_bytes())
    events = {event.start: event for event in read.events}
    assert list(events) == [date(2026, 11, 25), date(2026, 12, 7), date(2026, 12, 15), date(2026, 12, 21)]
    court = events[date(2026, 12, 15)]
    assert court.summary == "Срок: обращение в суд (ст. 219 КАС)"
    assert court.end == date(2026, 12, 16)
    assert "ч. 1 ст. 219" in court.description
    triggers = [alarm.TRIGGER for alarm in court.walk("VALARM")]
    assert triggers == [timedelta(hours=9) - timedelta(days=days) for days in (14, 7, 3, 1)]
    assert {str(alarm["ACTION"]) for alarm in read.walk("VALARM")} == {"DISPLAY"}
    assert "По словам закона срок кончается 05.12.2026, в нерабочий день." in events[date(2026, 12, 7)].description


def test_the_calendar_says_of_a_term_that_it_was_not_checked(tmp_path: Path) -> None:
    target = tmp_path / "terms.ics"
    call("--rule", "du-gl6", "--from", "2026-11-02", "--ics", target)
    (event,) = Calendar.from_ical(target.read_bytes()).events
    assert "Длина срока не проверена." in event.description


def test_the_calendar_holds_nothing_of_the_case(case: Path, tmp_path: Path) -> None:
    target = tmp_path / "terms.ics"
    call(case, "--on", "2026-11-22", "--ics", target)
    text = str(Calendar.from_ical(target.read_bytes()))
    for private in (
        "Соколов",
        "Олег",
        "00000",
        "Томск",
        "гарнизон",
        "стрелок",
        "case.yaml",
        "2026-09-15",
        "15.09.2026",
    ):
        assert private not in text


def test_the_calendar_leaves_out_what_is_over(case: Path, tmp_path: Path) -> None:
    target = tmp_path / "terms.ics"
    call(case, "--on", "2026-12-16", "--ics", target)
    assert [event.start for event in Calendar.from_ical(target.read_bytes()).events] == [date(2026, 12, 21)]
    target.unlink()
    result = call(case, "--on", "2027-06-01", "--ics", target)
    assert status(result) == 1
    assert "не записан" in result.stderr
    assert not target.exists()


def test_an_existing_calendar_is_left_alone_unless_told(tmp_path: Path) -> None:
    target = tmp_path / "terms.ics"
    words = ["--rule", "kas-219", "--from", "2026-11-20", "--ics", target]
    assert status(call(*words)) == 0
    first = target.read_bytes()
    target.write_bytes(b"mine")
    assert status(call(*words)) == 4
    assert target.read_bytes() == b"mine"
    assert status(call(*words, "--overwrite")) == 0
    assert target.read_bytes() == first


def test_the_same_terms_give_the_same_bytes_and_equal_terms_one_event() -> None:
    one, other = term("kas-219", date(2026, 9, 15)), term("fz59-12", date(2026, 11, 2))
    assert calendar_file([one, other]) == calendar_file([one, other])
    assert calendar_file([one, one, other]) == calendar_file([one, other])
    uids = {event.uid for event in Calendar.from_ical(calendar_file([one, other])).events}
    assert len(uids) == 2


@pytest.mark.parametrize("rule", rules())
def test_every_term_makes_a_valid_event(rule: str) -> None:
    content = calendar_file([term(rule, date(2026, 4, 1))])
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    (event,) = Calendar.from_ical(content).events
    assert event.classification == "PRIVATE"
    assert event.DTSTAMP.isoformat() == "2026-11-22T00:00:00+00:00"
