"""Terms against a table counted apart from the program (terms.tsv), and what the working says of each step."""

import csv
import itertools
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.errors import LawError
from filings.law.editions import Status
from filings.law.norms.store import provision
from filings.law.stored import load
from filings.law.terms.count import term
from filings.law.terms.rules import TermRule, Unit, Who, rules, term_rule
from filings.law.terms.working_days import is_working
from tests.conftest import some

with Path(__file__).with_name("terms.tsv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file, delimiter="\t", quoting=csv.QUOTE_NONE))
COURT = [key for key, rule in rules().items() if rule.order is term_rule("kas-219").order]
# The earliest day for which every rule of the Code has an edition, and the latest from which six months still fit.
COURT_DAYS = st.dates(date(2019, 10, 1), date(2027, 6, 20))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['rule']} {row['start']}")
def test_term(row: dict[str, str]) -> None:
    counted = term(row["rule"], date.fromisoformat(row["start"]))
    assert counted.last_day.isoformat() == row["last_day"]
    assert counted.overdue_after.isoformat() == row["overdue_after"]
    assert row["why"]
    assert row["source"]


def test_the_table_covers_every_term_and_every_edition() -> None:
    covered = {(row["rule"], term_rule(row["rule"]).on(date.fromisoformat(row["start"])).starts) for row in ROWS}
    assert covered == {(key, period.starts) for key, rule in rules().items() for period in rule.periods}


# --- the working ------------------------------------------------------------------------------------------------------


def test_the_working_shows_each_step_with_its_norm() -> None:
    lines = term("kas-219", date(2025, 11, 30)).working
    wanted = [
        (r"Событие: 30\.11\.2025 – день, когда стало известно о нарушении прав\.",),
        (r"3 месяца", r"ч\. 1 ст\. 219"),
        (r"01\.12\.2025", r"ч\. 3 ст\. 92"),
        (r"нет 30-го числа", r"28\.02\.2026", r"ч\. 1 ст\. 93"),
        (r"28\.02\.2026 – суббота, нерабочий день; последний день срока – 02\.03\.2026, понедельник", r"ч\. 2 ст\. 93"),
        (r"на почту можно до 24 часов", r"ч\. 4 ст\. 93"),
        (r"до конца его рабочего дня", r"ч\. 5 ст\. 93"),
    ]
    assert len(lines) == len(wanted)
    for line, patterns in zip(lines, wanted, strict=True):
        assert all(re.search(pattern, line) for pattern in patterns), line


def test_the_working_tells_why_a_weekday_was_not_counted_and_a_saturday_was() -> None:
    text = "\n".join(term("kas-314", date(2024, 4, 17)).working)
    assert "29.04.2024 (выходной, перенесённый с 27.04.2024)" in text
    assert "01.05.2024 (праздник: Праздник Весны и Труда)" in text
    assert "Рабочие субботы считаются: 27.04.2024." in text


@pytest.mark.parametrize(
    ("rule", "start", "said"),
    [
        ("kas-219", date(2020, 2, 6), "06.05.2020 – среда, объявлен нерабочим указом Президента от 28.04.2020 № 294"),
        ("kas-219", date(2021, 8, 1), "указом Президента от 20.10.2021 № 595, но конца срока не переносит"),
        ("kas-219", date(2020, 3, 24), "переносит ли он конец срока, не выяснено"),
        ("kas-314", date(2020, 4, 20), "Объявлены указом нерабочими, но считаются: 21.04.2020, 22.04.2020"),
        ("kas-314", date(2019, 9, 16), "До 01.10.2019 в сроки, исчисляемые днями, входили и нерабочие дни"),
        ("kas-226", date(2026, 12, 1), "Календарь 2027 года известен из одного источника"),
        ("du-gl6", date(2026, 2, 1), "Не проверено"),
        ("fz152-14", date(2022, 8, 20), "До 01.09.2022 на ответ отводилось тридцать дней"),
        ("fz152-21-3", date(2026, 2, 1), "Не проверено"),
        ("fz152-21-3", date(2026, 2, 1), "(ст. 21 "),
        ("fz59-12", date(2026, 4, 1), "Закон не говорит, переносится ли конец этого срока"),
        ("fz59-12", date(2026, 4, 1), "ближайший рабочий – 04.05.2026, понедельник"),
        ("prosecutor-45", date(2026, 4, 9), "пункт 5.1 Инструкции"),
        ("kas-314", date(2026, 4, 1), "15-й рабочий день – 22.04.2026 (ч. 2 ст. 92"),
    ],
)
def test_the_working_tells_what_is_special(rule: str, start: date, said: str) -> None:
    assert said in "\n".join(term(rule, start).working)


@pytest.mark.parametrize("rule", ["kas-127", "kas-226", "kas-177", "fz59-12", "du-gl6", "fz152-14"])
def test_the_post_office_concerns_only_what_the_citizen_files_in_court(rule: str) -> None:
    assert "почту" not in "\n".join(term(rule, date(2026, 4, 1)).working)


@pytest.mark.parametrize(
    ("rule", "today", "left", "missed", "said"),
    [
        ("kas-219", date(2026, 3, 1), 1, False, "На 01.03.2026 осталось дней: 1."),
        ("kas-219", date(2026, 3, 2), 0, False, "На 02.03.2026 осталось дней: 0."),
        ("kas-219", date(2026, 3, 3), -1, True, "На 03.03.2026 срок истёк, прошло дней: 1."),
    ],
)
def test_what_is_left(rule: str, today: date, left: int, missed: bool, said: str) -> None:
    counted = term(rule, date(2025, 11, 30), today=today)
    assert (counted.days_left(today), counted.missed(today)) == (left, missed)
    assert counted.working[-1] == said


def test_an_authority_is_not_called_late_before_the_working_day_has_passed() -> None:
    for today, missed in ((date(2026, 5, 1), False), (date(2026, 5, 4), False), (date(2026, 5, 5), True)):
        counted = term("fz59-12", date(2026, 4, 1), today=today)
        assert counted.missed(today) is missed
    assert "подождите до 04.05.2026" in term("fz59-12", date(2026, 4, 1), today=date(2026, 5, 2)).working[-1]


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "start", "code"),
    [
        ("kas-219", date(2027, 10, 1), "L031"),  # ends on 01.01.2028
        ("kas-219", date(2027, 9, 30), None),  # ends on Thursday 30.12.2027, the last working day of the table
        ("kas-298", date(2027, 11, 30), None),
        ("kas-298", date(2027, 12, 1), "L031"),
        ("kas-318", date(2027, 6, 30), None),
        ("kas-318", date(2027, 7, 1), "L031"),
        ("kas-226", date(2027, 11, 30), None),
        ("fz59-8", date(2027, 12, 28), "L031"),  # ends on 31.12.2027, a day off; the working day after it is unknown
        ("fz59-12", date(2027, 12, 10), "L031"),
        ("kas-314", date(2027, 12, 9), None),
        ("kas-314", date(2027, 12, 10), "L031"),
        ("kas-219", date.max, "L031"),
        ("kas-219", date(2015, 9, 14), "L033"),  # the Code is in force from 15.09.2015
        ("kas-219", date.min, "L033"),
        ("kas-219-1.1", date(2019, 9, 30), "L033"),  # the part was added by 451-ФЗ
        ("kas-177", date(2019, 9, 30), "L033"),
        ("fz59-12", date(2014, 12, 31), "L033"),
    ],
)
def test_the_edges_of_what_is_known(rule: str, start: date, code: str | None) -> None:
    if code is None:
        term(rule, start)
        return
    with pytest.raises(LawError) as refused:
        term(rule, start)
    (problem,) = refused.value.problems
    assert (problem.code, problem.where) == (code, "")
    assert problem.remedy


@pytest.mark.parametrize("rule", ["", "kas", "KAS-219", "kas219", "'; DROP TABLE", "я" * 10000, "\x00\n\x1b[31m", "🦊"])
def test_an_unknown_term_is_told_in_short_and_printable(rule: str) -> None:
    with pytest.raises(LawError) as refused:
        term(rule, date(2026, 1, 1))
    (problem,) = refused.value.problems
    assert problem.code == "L032"
    assert problem.what.isprintable()
    assert len(problem.what) < 400


@pytest.mark.parametrize("rule", ["KAS-219", "kas219", "kas-29"])
def test_a_mistyped_term_names_the_nearest(rule: str) -> None:
    with pytest.raises(LawError) as refused:
        term(rule, date(2026, 1, 1))
    assert "kas-2" in refused.value.problems[0].remedy


# --- for any day ------------------------------------------------------------------------------------------------------


@given(st.sampled_from(COURT), COURT_DAYS)
def test_a_term_in_court_never_ends_on_a_day_off(rule: str, start: date) -> None:
    counted = term(rule, start)
    assert is_working(counted.last_day)
    assert counted.overdue_after == counted.last_day > start


@given(st.sampled_from(COURT), COURT_DAYS, COURT_DAYS)
def test_a_later_event_never_ends_a_term_earlier(rule: str, one: date, other: date) -> None:
    assert term(rule, min(one, other)).last_day <= term(rule, max(one, other)).last_day


@given(
    st.sampled_from([key for key, rule in rules().items() if rule.order is not term_rule("kas-219").order]), COURT_DAYS
)
def test_an_authority_has_the_whole_term_and_not_more_than_the_next_working_day(rule: str, start: date) -> None:
    counted = term(rule, start)
    assert counted.last_day <= counted.overdue_after
    assert is_working(counted.overdue_after)
    if counted.unit is Unit.CALENDAR_DAYS and not term_rule(rule).order.moves:
        assert (counted.last_day - start).days == counted.amount


# --- the data ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.key)
def test_a_term_is_dated_sourced_and_says_its_length_in_words(rule: TermRule) -> None:
    for before, after in itertools.pairwise(rule.periods):
        assert before.ends is not None
        assert (after.starts - before.ends).days == 1
    assert rule.periods[-1].ends is None
    for period in rule.periods:
        assert period.source
        assert period.status is Status.UNCHECKED or period.source.startswith(("http://", "https://"))
        assert period.span.startswith(str(period.amount))
        assert ("рабоч" in period.span) is (period.unit is Unit.WORKING_DAYS)
        assert ("месяц" in period.span) is (period.unit is Unit.MONTHS)
    assert rule.missed
    assert bool(rule.restoration) is (rule.who is Who.CITIZEN)


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.key)
def test_the_norms_of_a_term_are_stored(rule: TermRule) -> None:
    order = rule.order
    steps = (order.next_day, order.months, order.working_days, order.moved, order.posted, order.in_person)
    keys = {*rule.restoration, *itertools.chain.from_iterable(period.norms for period in rule.periods)}
    assert all(provision(key) for key in some(keys | {step for step in steps if step}))


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.key)
def test_a_checked_term_rests_on_a_norm_that_may_be_printed(rule: TermRule) -> None:
    for period in some(rule.periods):
        printable = any(provision(key, rule.checked_on).printable for key in period.norms)
        assert printable or period.status is Status.UNCHECKED


def test_the_label_for_a_calendar_names_no_person_unit_or_court() -> None:
    for rule in some(rules().values()):
        assert not re.search(r"\d{5}|войсков|гарнизон|\bв/ч\b|№ (?!\d+-ФЗ)", rule.label), rule.label


def test_every_binding_names_a_stored_term() -> None:
    for binding in some(load("deadlines")["bindings"]):
        assert term_rule(binding["rule"])
        assert not binding.get("after") or term_rule(binding["after"])
