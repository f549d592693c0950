"""Finding a norm by what people type: what is understood, what is found, and which comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.law.norms.lookup import Query, find_provisions, understand
from filings.law.norms.store import provision, provisions

KEYS = {item.key for item in provisions()}


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("219 КАС", "kas 219"),
        ("ст. 219 КАС РФ", "kas 219"),
        ("ч. 1 ст. 219 КАС", "kas 219 1"),
        ("часть 1 статьи 219 кас", "kas 219 1"),
        ("ч. 1¹ ст. 124 КАС РФ", "kas 124 1.1"),
        ("кас 219 1", "kas 219 1"),
        ("п. 13 ст. 21 КАС", "kas 21 п13"),
        ("ст. 51 53-ФЗ", "fz53 51"),
        ("п. 3 ст. 51", "fz53 51 3"),
        ("подп. «в» п. 3 ст. 51 53-ФЗ", "fz53 51 3 в"),
        ("ст 51 3 в 53-фз", "fz53 51 3 в"),
        ("п. 5 указа 647", "u647 5"),
        ("Указ № 647", "u647"),
        ("пленум 8 п. 41", "pvs8 41"),
        ("1-ФКЗ", "fkz1"),
        ("ст. 152 ГК РФ", "gk 152"),
        ("подпункт 7 пункта 1 статьи 333.19 НК", "nk 333.19 1 7"),
        ("моральный вред", "gk 151"),
        ("немедленное исполнение", "kas 188"),
        ("КОНСТИТУЦИЯ", "const"),
    ],
)
def test_a_norm_is_found_as_people_name_it(query: str, first: str) -> None:
    assert find_provisions(query)[0] == first


@pytest.mark.parametrize(
    ("text", "acts", "places", "words"),
    [
        ("ч. 1 ст. 219 КАС РФ", {"kas"}, (("часть", "1"), ("статья", "219")), ()),
        ("статьи 219, части 1.1 КАС", {"kas"}, (("статья", "219"), ("часть", "1.1")), ()),
        ("219¹", set(), (("", "219.1"),), ()),
        ("пп. в п. 3 ст. 51 53-ФЗ", {"fz53"}, (("подпункт", "в"), ("пункт", "3"), ("статья", "51")), ()),
        ("53 - фз и КАС", {"fz53", "kas"}, (), ()),
        ("1-ФКЗ", {"fkz1"}, (), ()),
        ("возмещение морального вреда", set(), (), ("возмещен", "морально", "вред")),
        ("о вреде", set(), (), ("вред",)),
        ("часть вреда", set(), (), ("част", "вред")),
        ("", set(), (), ()),
        ("РФ от и", set(), (), ()),
    ],
)
def test_what_is_understood(text: str, acts: set[str], places: tuple[tuple[str, str], ...], words: tuple[str]) -> None:
    assert understand(text) == Query(frozenset(acts), places, words)


def test_an_act_that_is_named_parts_the_found_from_others() -> None:
    assert {key.split()[0] for key in find_provisions("ст. 151 ГК")} == {"gk"}
    assert {key.split()[0] for key in find_provisions("вред")} >= {"gk", "kas"}


def test_every_word_must_be_in_the_norm_or_in_the_title_of_its_act() -> None:
    assert "gk 151" in find_provisions("моральный вред")
    assert find_provisions("моральный вред чепуха") == []
    assert find_provisions("гражданский кодекс моральный") != []


def test_what_stands_at_the_place_comes_before_what_stands_deeper_or_below() -> None:
    found = find_provisions("219 КАС")
    depths = [len(provision(key).path) for key in found if key.startswith("kas 219")]
    assert len(depths) > 1
    assert found[: len(depths)] == [key for key in found if key.startswith("kas 219")]
    assert depths == sorted(depths)


@pytest.mark.parametrize("text", ["", " ", "чепуха", "рф", "ст. 9999 КАС", "КАС КАС чепуха"])
def test_where_nothing_fits_nothing_is_found(text: str) -> None:
    assert find_provisions(text) == []


@given(st.text(max_size=200))
def test_any_text_a_person_can_type_is_understood_or_not_but_never_breaks(text: str) -> None:
    assert set(find_provisions(text)) <= KEYS
