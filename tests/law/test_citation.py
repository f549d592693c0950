"""References to the law in six cases, long and short, joined, and refused where they must not be printed."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.errors import LawError
from filings.law.editions import Status
from filings.law.norms.citation import Citations, cite
from filings.law.norms.store import acts, provisions
from filings.law.norms.units import CASES

DAY = date(2026, 11, 1)
LINES = (Path(__file__).parent / "citations.tsv").read_text(encoding="utf-8").splitlines()
TABLE = list(csv.DictReader(LINES[1:], delimiter="\t"))
IN_FORCE = [item for item in provisions() if item.in_force(DAY)]
ENDED = {key for key, act in acts().items() if act.ends is not None and act.ends < DAY}
FZ53 = "Федерального закона от 28 марта 1998 г. № 53-ФЗ «О воинской обязанности и военной службе»"
FZ53_SHORT = "Федерального закона «О воинской обязанности и военной службе»"
U647 = (
    "Указа Президента Российской Федерации от 21 сентября 2022 г. № 647 "
    "«Об объявлении частичной мобилизации в Российской Федерации»"
)
U1237 = (
    "Положения о порядке прохождения военной службы, утверждённого Указом Президента Российской Федерации "
    "от 16 сентября 1999 г. № 1237 «Вопросы прохождения военной службы»"
)
DU = (
    "Дисциплинарного устава Вооружённых Сил Российской Федерации, утверждённого Указом Президента "
    "Российской Федерации от 10 ноября 2007 г. № 1495"
)
PP565 = "о военно-врачебной экспертизе, {} постановлением Правительства Российской Федерации от 4 июля 2013 г. № 565"

LONG = [
    *[
        ("fz53 51 3 в", case, f"{head} «в» пункта 3 статьи 51 {FZ53}")
        for case, head in zip(
            CASES, ("подпункт", "подпункта", "подпункту", "подпункт", "подпунктом", "подпункте"), strict=True
        )
    ],
    *[
        ("u647 5", case, f"{head} 5 {U647}")
        for case, head in zip(CASES, ("пункт", "пункта", "пункту", "пункт", "пунктом", "пункте"), strict=True)
    ],
    *[
        ("du 106", case, f"{head} 106 {DU}")
        for case, head in zip(CASES, ("статья", "статьи", "статье", "статью", "статьёй", "статье"), strict=True)
    ],
    *[
        ("du гл6", case, f"{head} 6 {DU}")
        for case, head in zip(CASES, ("глава", "главы", "главе", "главу", "главой", "главе"), strict=True)
    ],
    *[
        ("const 46 2", case, f"{head} 2 статьи 46 Конституции Российской Федерации")
        for case, head in zip(CASES, ("часть", "части", "части", "часть", "частью", "части"), strict=True)
    ],
    *[
        ("fz53 51 3 в абз4", case, f"{head} подпункта «в» пункта 3 статьи 51 {FZ53}")
        for case, head in zip(
            CASES,
            (
                "абзац четвёртый",
                "абзаца четвёртого",
                "абзацу четвёртому",
                "абзац четвёртый",
                "абзацем четвёртым",
                "абзаце четвёртом",
            ),
            strict=True,
        )
    ],
    *[
        ("pp565", case, f"{head} {PP565.format(participle)}")
        for case, head, participle in (
            ("nom", "Положение", "утверждённое"),
            ("gen", "Положения", "утверждённого"),
            ("dat", "Положению", "утверждённому"),
            ("acc", "Положение", "утверждённое"),
            ("ins", "Положением", "утверждённым"),
            ("prep", "Положении", "утверждённом"),
        )
    ],
    ("u1237 34 16", "gen", f"пункта 16 статьи 34 {U1237}"),
    ("u1237 29 16", "ins", f"пунктом 16 статьи 29 {U1237}"),
    ("fz53 51 3 в абз2", "dat", f"абзацу второму подпункта «в» пункта 3 статьи 51 {FZ53}"),
    ("fz53 51 3 в абз3", "gen", f"абзаца третьего подпункта «в» пункта 3 статьи 51 {FZ53}"),
    ("uk 332 2.1", "ins", "частью 2.1 статьи 332 Уголовного кодекса Российской Федерации"),
    ("koap 20.3.3", "acc", "статью 20.3.3 Кодекса Российской Федерации об административных правонарушениях"),
    ("kas 219 1", "gen", "части 1 статьи 219 Кодекса административного судопроизводства Российской Федерации"),
    ("fz53", "ins", FZ53.replace("Федерального закона", "Федеральным законом")),
    ("uk", "dat", "Уголовному кодексу Российской Федерации"),
]
SHORT = [
    ("fz53 51 3 в", "gen", f"подп. «в» п. 3 ст. 51 {FZ53_SHORT}"),
    ("fz53 51 6", "ins", f"п. 6 ст. 51 {FZ53_SHORT}"),
    ("fz53 51 3 в абз4", "nom", f"абз. 4 подп. «в» п. 3 ст. 51 {FZ53_SHORT}"),
    ("u1237 34 16", "gen", "п. 16 ст. 34 Положения о порядке прохождения военной службы"),
    ("u647 5", "ins", "п. 5 Указа Президента Российской Федерации от 21 сентября 2022 г. № 647"),
    ("du гл6", "ins", "гл. 6 Дисциплинарного устава Вооружённых Сил Российской Федерации"),
    ("const 46 2", "nom", "ч. 2 ст. 46 Конституции Российской Федерации"),
    ("fz76 11 5", "dat", "п. 5 ст. 11 Федерального закона «О статусе военнослужащих»"),
    ("fz53", "prep", "Федеральном законе «О воинской обязанности и военной службе»"),
]
JOINED = [
    ("fz53 51 1 а; fz53 51 1 б", "dat", True, f"подпунктам «а» и «б» пункта 1 статьи 51 {FZ53}"),
    ("fz53 51 1 а; fz53 51 1 б; fz53 51 1 в", "nom", False, f"подп. «а», «б» и «в» п. 1 ст. 51 {FZ53_SHORT}"),
    ("fz53 51 1 г; fz53 51 3 б", "gen", True, f"подпункта «г» пункта 1 и подпункта «б» пункта 3 статьи 51 {FZ53}"),
    ("fz53 51 1 а; fz53 49", "ins", True, f"подпунктом «а» пункта 1 статьи 51 и статьёй 49 {FZ53}"),
    ("fz53 51 1 в; u647 5", "ins", True, f"подпунктом «в» пункта 1 статьи 51 {FZ53} и пунктом 5 {U647}"),
    ("u647 4; u647 5", "prep", True, f"пунктах 4 и 5 {U647}"),
    ("du 106; du 107", "acc", True, f"статьи 106 и 107 {DU}"),
    (
        "fz53 51 3 в абз2; fz53 51 3 в абз3",
        "gen",
        True,
        f"абзацев второго и третьего подпункта «в» пункта 3 статьи 51 {FZ53}",
    ),
    # The participle of an approved act is closed by a comma before what follows.
    ("u1237 34 16; fz53 51 6", "gen", True, f"пункта 16 статьи 34 {U1237}, и пункта 6 статьи 51 {FZ53}"),
    (
        "du 106; const 33; fz53 51 6",
        "nom",
        True,
        f"статья 106 {DU}, статья 33 Конституции Российской Федерации и пункт 6 статьи 51 {FZ53}",
    ),
    (
        "u1237 34 16; fz53 51 6",
        "gen",
        False,
        f"п. 16 ст. 34 Положения о порядке прохождения военной службы и п. 6 ст. 51 {FZ53_SHORT}",
    ),
    ("const 33; const 46 2", "dat", False, "ст. 33 и ч. 2 ст. 46 Конституции Российской Федерации"),
]


def test_the_examples_cover_every_act_that_may_be_cited_and_all_six_cases() -> None:
    cited = {key.split()[0] for row in TABLE for key in row["keys"].split(";")}
    assert len(TABLE) >= 60
    assert cited | ENDED >= {key for key, act in acts().items() if act.status is not Status.UNCHECKED} - {"bk"}
    assert {row["case"] for row in TABLE} == set(CASES)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['keys']} {row['case']} {row['form']}")
def test_references_read_as_a_lawyer_writes_them(row: dict[str, str]) -> None:
    assert cite(row["keys"], row["case"], on=DAY, long=row["form"] == "long") == row["expected"]


@pytest.mark.parametrize(("key", "case", "expected"), LONG)
def test_long_form(key: str, case: str, expected: str) -> None:
    assert cite(key, case, on=DAY, long=True) == expected


@pytest.mark.parametrize(("key", "case", "expected"), SHORT)
def test_short_form(key: str, case: str, expected: str) -> None:
    assert cite(key, case, on=DAY) == expected


@pytest.mark.parametrize(("keys", "case", "long", "expected"), JOINED)
def test_joined(keys: str, case: str, long: bool, expected: str) -> None:
    assert cite(keys, case, on=DAY, long=long) == expected


def test_first_mention_of_an_act_is_long_and_later_ones_short() -> None:
    law = Citations(DAY)
    assert law("fz53 51 6", "ins") == f"пунктом 6 статьи 51 {FZ53}"
    assert law("u1237 34 16", "gen") == f"пункта 16 статьи 34 {U1237}"
    assert law("fz53 51 1 в; u647 5") == f"подп. «в» п. 1 ст. 51 {FZ53_SHORT} и пункт 5 {U647}"
    assert law("u1237 34 16") == "п. 16 ст. 34 Положения о порядке прохождения военной службы"
    assert law.cited == ("fz53 51 6", "u1237 34 16", "fz53 51 1 в", "u647 5")


def test_the_first_mention_of_a_code_announces_its_abbreviation_and_later_ones_use_it() -> None:
    law = Citations(DAY)
    assert law("kas 219 1", "gen") == (
        "части 1 статьи 219 Кодекса административного судопроизводства Российской Федерации (далее – КАС РФ)"
    )
    assert law("gk 151; kas 124 1.1", "ins") == (
        "статьёй 151 Гражданского кодекса Российской Федерации (далее – ГК РФ) и ч. 1.1 ст. 124 КАС РФ"
    )
    assert law("gk 1101", "dat") == "ст. 1101 ГК РФ"


def test_each_paper_counts_its_own_mentions() -> None:
    assert Citations(DAY)("fz53 51 6") == Citations(DAY)("fz53 51 6")


@pytest.mark.parametrize("spelling", ["fz53  51 3 в", " fz53 51 3 в ", "fz53\t51 3 в"])
def test_spaces_in_a_key_do_not_matter(spelling: str) -> None:
    assert cite(spelling, on=DAY) == cite("fz53 51 3 в", on=DAY)


@pytest.mark.parametrize("key", ["fz53 999", "fz99", "", "fz53 51 3 в;", "статья 51"])
def test_unknown_key(key: str) -> None:
    with pytest.raises(LawError) as caught:
        cite(key, on=DAY)
    assert caught.value.problems[0].code == "L001"


@pytest.mark.parametrize("case", ["", "genitive", "род", "GEN"])
def test_unknown_case(case: str) -> None:
    with pytest.raises(LawError) as caught:
        cite("fz53 51 6", case, on=DAY)
    assert caught.value.problems[0].code == "L004"


@pytest.mark.parametrize(
    ("key", "first"),
    [
        ("u647 5", date(2022, 9, 21)),
        ("uk 332 2.1", date(2022, 9, 24)),
        ("uk 280.3", date(2022, 3, 4)),
        ("fz152 14 3", date(2022, 9, 1)),
        ("fz53 36 2.1", date(2022, 2, 24)),
        ("pvs11", date(2023, 5, 18)),
        ("du 106", date(2008, 1, 1)),
        ("kas 219 1", date(2015, 9, 15)),
        ("kas 219 1.1", date(2019, 10, 1)),
        ("kas 124 1.1", date(2023, 8, 4)),
        ("kas 55 1.1", date(2023, 8, 4)),
        ("pvs21", date(2022, 6, 28)),
    ],
)
def test_a_provision_is_cited_from_its_first_day(key: str, first: date) -> None:
    assert cite(key, on=first)
    with pytest.raises(LawError) as caught:
        cite(key, on=first - timedelta(days=1))
    (problem,) = caught.value.problems
    assert problem.code == "L002"
    assert f"{first:%d.%m.%Y}" in problem.remedy


@pytest.mark.parametrize(
    ("key", "instead"),
    [
        ("u647 5 б", "u647 5"),
        ("du 116", "du гл6"),
        ("u1237 34 14", "u1237 34"),
        ("fz53 51 3 г", "fz53 51 3"),
        ("fz53 51 3 в абз6", "fz53 51 3 в"),
        ("uvs 20", "uvs"),
    ],
)
def test_an_unchecked_provision_names_the_checked_level_above(key: str, instead: str) -> None:
    with pytest.raises(LawError) as caught:
        cite(key, on=DAY)
    (problem,) = caught.value.problems
    assert problem.code == "L003"
    assert instead in problem.remedy
    assert cite(instead, on=DAY) in problem.remedy


@given(
    st.sampled_from([item.key for item in IN_FORCE if item.status is Status.UNCHECKED]),
    st.sampled_from(CASES),
    st.booleans(),
)
def test_no_unchecked_citation_is_printable(key: str, case: str, long: bool) -> None:
    for keys in (key, f"fz53 51 6; {key}"):
        with pytest.raises(LawError) as caught:
            cite(keys, case, on=DAY, long=long)
        assert caught.value.problems[0].code == "L003"


@given(
    st.sampled_from([item.key for item in IN_FORCE if item.printable]),
    st.sampled_from(CASES),
    st.booleans(),
)
def test_every_checked_citation_reads_as_one_line_of_russian(key: str, case: str, long: bool) -> None:
    text = cite(key, case, on=DAY, long=long)
    assert text == " ".join(text.split())
    assert text.count("«") == text.count("»")
