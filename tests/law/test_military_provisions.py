"""The military and administrative provisions: on which day each changed, and what may not be printed."""

from datetime import date, timedelta

import pytest

from filings.errors import LawError
from filings.law.norms.citation import cite
from filings.law.norms.store import Provision, acts, checked_above, provision, provisions

MILITARY = (
    *("const", "fz53", "fz76", "fz31", "fz59", "fz152", "fz2202", "u1237", "u647", "du", "uvs", "uk", "koap"),
    *("fz306", "fz52", "u98", "pp91", "pp828", "mo700", "mo150", "mo444", "gp45"),
)
TODAY = date(2026, 11, 22)

# Provision, the first day of a change, what it says the day before and on that day; None where it is not in force.
CHANGES = [
    ("u647 5", date(2022, 9, 21), None, "здоровье (не годен)"),
    ("u647 3", date(2022, 9, 21), None, "денежное содержание"),
    ("fz53 49", date(2023, 6, 24), "предельный возраст", "70 лет"),
    ("fz53 38 12", date(2025, 12, 1), "дольше десяти суток", None),
    ("fz53 38 12", date(2026, 2, 16), None, "дольше двух суток"),
    ("fz59 7 3", date(2025, 3, 30), "электронной почты", "портал"),
    ("fz152 14 3", date(2022, 9, 1), None, "десяти рабочих дней"),
    ("fz152 20 1", date(2022, 9, 1), "тридцати дней", "десяти рабочих дней"),
    ("uk 332 2.1", date(2022, 9, 24), None, "от двух до трёх лет"),
    ("uk 352.1", date(2022, 9, 24), None, "сдача в плен"),
    ("uk 337 5", date(2022, 9, 24), None, "от пяти до десяти лет"),
    ("uk 337 5", date(2026, 1, 9), "от пяти до десяти лет", "строже"),
    ("uk 338 3", date(2026, 1, 9), "от пяти до пятнадцати лет", "строже"),
    ("uk 339 3", date(2026, 1, 9), "от пяти до десяти лет", "строже"),
    ("mo700 1", date(2022, 1, 8), None, "замены"),
    ("mo150 12", date(2017, 1, 1), "штампы", None),
    ("pp828", date(2024, 1, 6), "", None),
    ("pp2267", date(2024, 1, 6), None, ""),
]


@pytest.mark.parametrize(("key", "first", "before", "after"), CHANGES)
def test_a_provision_changes_on_its_day(key: str, first: date, before: str | None, after: str | None) -> None:
    for day, words in ((first - timedelta(days=1), before), (first, after)):
        item = provision(key, day)
        assert item.in_force(day) is (words is not None)
        assert words is None or words in item.about


@pytest.mark.parametrize(
    "item",
    [item for item in provisions() if item.act.key in MILITARY and not item.printable and item.in_force(TODAY)],
    ids=lambda item: item.key,
)
def test_a_number_whose_text_was_not_found_is_never_printed_and_a_level_above_is_named(item: Provision) -> None:
    with pytest.raises(LawError) as refused:
        cite(item.key, on=TODAY)

    (problem,) = refused.value.problems
    above = checked_above(item)
    assert problem.code == "L003"
    assert f"«{above.key}»" in problem.remedy
    assert above.printable


def test_the_military_acts_are_all_there() -> None:
    assert set(MILITARY) <= set(acts())


@pytest.mark.parametrize(
    ("keys", "case", "expected"),
    [
        ("fz76 28.8 3", "ins", "п. 3 ст. 28.8 Федерального закона «О статусе военнослужащих»"),
        ("u1237 31 11", "gen", "п. 11 ст. 31 Положения о порядке прохождения военной службы"),
        ("uk 337 2.1; uk 337 5", "ins", "ч. 2.1 и 5 ст. 337"),
        ("gp45 5.1", "nom", "п. 5.1 Инструкции о порядке рассмотрения обращений и приёма граждан"),
        ("mo700 8 2", "prep", "подп. 2 п. 8 Инструкции"),
    ],
)
def test_how_a_paper_names_them(keys: str, case: str, expected: str) -> None:
    assert cite(keys, case, on=TODAY).startswith(expected)


def test_the_unpublished_decree_is_not_in_the_store() -> None:
    assert "u580" not in acts()
