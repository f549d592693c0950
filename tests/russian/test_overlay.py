"""The tables of exceptions: each rule has a known paradigm, a worded doubt and a reason, and no word has two rules."""

from collections import Counter

import pytest

from filings.russian.overlay import Gender, Part, apply_ending, doubt_text, find_rule, read_table
from tests.conftest import some

PARADIGMS = {row["name"] for row in read_table("paradigms.tsv")}


@pytest.mark.parametrize("part", list(Part))
def test_every_rule_is_whole(part: Part) -> None:
    for row in some(read_table(f"{part}_rules.tsv")):
        assert row["gender"] in {*Gender, "*"}
        assert row["paradigm"] in {*PARADIGMS, "-"}
        assert row["reason"]
        assert not row["doubt"] or doubt_text(row["doubt"])


@pytest.mark.parametrize("part", list(Part))
def test_no_pattern_has_two_rules(part: Part) -> None:
    patterns = Counter(
        (pattern, gender, row["syllables"])
        for row in read_table(f"{part}_rules.tsv")
        for pattern in row["pattern"].split()
        for gender in (list(Gender) if row["gender"] == "*" else [row["gender"]])
    )
    assert [pattern for pattern, times in patterns.items() if times > 1] == []


@pytest.mark.parametrize(
    ("word", "instrumental", "why"),
    [
        ("плач", "ем", "a whole word goes before the ending -ач"),
        ("ткач", "ом", "the ending -ач"),
        ("шток", "ом", "an ending counted for one syllable goes before the same uncounted"),
        ("цой", "-ем", "the same, for -ой"),
    ],
)
def test_the_more_exact_rule_goes_first(word: str, instrumental: str, why: str) -> None:
    rule = find_rule(Part.SURNAME, word, Gender.MALE)
    assert rule is not None, why
    assert rule.paradigm is not None, why
    assert rule.paradigm[3] == instrumental, why


@pytest.mark.parametrize(
    ("change", "word", "expected"),
    [
        (".", "дюма", "дюма"),
        ("а", "ткач", "ткача"),
        ("-я", "гусь", "гуся"),
        ("--{1}а", "орёл", "орла"),
        ("---{2}я", "пень", "пня"),
    ],
)
def test_endings_are_applied_letter_by_letter(change: str, word: str, expected: str) -> None:
    assert apply_ending(change, word) == expected
