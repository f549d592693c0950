"""Groups of ranks and age limits by day (53-ФЗ, статьи 46 и 49; 64-ФЗ 2014 года, 269-ФЗ 2023 года)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.days import years_between
from filings.law.grounds.age import AgeLimit, age_limit, rank_group


@pytest.mark.parametrize(
    ("rank", "group"),
    [
        ("рядовой", "soldier"),
        ("Главный корабельный старшина", "soldier"),
        ("гвардии старший сержант", "soldier"),
        ("старший прапорщик", "warrant"),
        ("мичман", "warrant"),
        ("капитан 3 ранга", "officer"),
        ("капитан-лейтенант", "officer"),
        ("гвардии майор медицинской службы", "officer"),
        ("полковник юстиции", "officer"),
        ("контр-адмирал", "general"),
        ("Маршал Российской Федерации", "general"),
        ("генерал-майор юстиции", "general"),
        ("курсант", None),
        ("слушатель", None),
        ("полковника", None),
        ("", None),
    ],
)
def test_group_of_a_rank(rank: str, group: str | None) -> None:
    assert rank_group(rank) == group


@pytest.mark.parametrize(
    ("rank", "day", "limit"),
    [
        ("рядовой", "2022-05-01", AgeLimit(50, None)),
        ("подполковник", "2023-06-23", AgeLimit(50, None)),
        ("полковник", "2023-06-23", AgeLimit(55, None)),
        ("капитан 1 ранга", "2022-05-01", AgeLimit(55, None)),
        ("генерал-лейтенант", "2022-05-01", AgeLimit(60, None)),
        ("адмирал флота", "2022-05-01", AgeLimit(65, None)),
        ("рядовой", "2023-06-24", AgeLimit(50, 65)),
        ("полковник", "2026-01-01", AgeLimit(55, 65)),
        ("генерал-майор", "2026-01-01", AgeLimit(60, 70)),
        ("курсант", "2026-01-01", None),
        ("гвардии полковник медицинской службы", "2022-05-01", AgeLimit(55, None)),
        ("рядовой", "2014-04-30", None),
    ],
)
def test_age_limit(rank: str, day: str, limit: AgeLimit | None) -> None:
    assert age_limit(rank, date.fromisoformat(day)) == limit


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        ("1972-05-01", "2022-04-30", 49),
        ("1972-05-01", "2022-05-01", 50),
        ("2004-02-29", "2022-02-28", 17),
        ("2004-02-29", "2022-03-01", 18),
    ],
)
def test_full_years(born: str, on: str, years: int) -> None:
    assert years_between(date.fromisoformat(born), date.fromisoformat(on)) == years


@given(st.dates(date(1940, 1, 1), date(2020, 12, 31)), st.integers(0, 30000))
def test_years_never_fall_as_days_pass(born: date, days: int) -> None:
    later = date.fromordinal(born.toordinal() + days)
    assert 0 <= years_between(born, later) <= years_between(born, date.fromordinal(later.toordinal() + 1))
