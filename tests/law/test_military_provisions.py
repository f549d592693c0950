"""The military and administrative provisions: what each says on a day, where it was read, what may not be printed."""

from datetime import date
from itertools import pairwise

import pytest

from filings.errors import LawError
from filings.law.editions import Status
from filings.law.norms.citation import cite
from filings.law.norms.store import acts, editions, provision, provisions

MILITARY = (
    *("const", "fz53", "fz76", "fz31", "fz59", "fz152", "fz2202", "u1237", "u647", "du", "uvs", "uk", "koap"),
    *("fz306", "fz52", "u98", "pp91", "pp828", "mo700", "mo150", "mo444", "gp45"),
)
STARTED = date(2022, 9, 21)
TODAY = date(2026, 11, 22)

# Key, day, in force that day, words of `about`, a part of the address where it was read.
ROWS = [
    ("const 21 2", TODAY, True, "запрет пыток", "102027595"),
    ("const 22 2", TODAY, True, "48 часов", "102027595"),
    ("const 46 2", TODAY, True, "обжаловать в суд", "102027595"),
    ("const 54 1", TODAY, True, "обратной силы не имеет", "102027595"),
    ("fz53 38 11", STARTED, True, "день исключения из списков", "edu-pro.narod.ru"),
    ("fz53 38 12", date(2025, 6, 1), True, "дольше десяти суток", "edu-pro.narod.ru"),
    ("fz53 38 12", date(2025, 12, 31), False, "дольше десяти суток", "edu-pro.narod.ru"),
    ("fz53 38 12", TODAY, True, "дольше двух суток", "проверить"),
    ("fz53 49", STARTED, True, "предельный возраст", "garant.ru"),
    ("fz53 49", date(2023, 6, 24), True, "70 лет", "thisnews.ru"),
    ("fz53 50 1", TODAY, True, "кто увольняет", "vsezakoni-rf.ru"),
    ("fz53 51 2 в", STARTED, True, "невыполнением им условий контракта", "consultant.ru"),
    ("fz53 51 2.1", TODAY, True, "два дня контракта", "gist.github.com"),
    ("fz53 51 6", STARTED, True, "собственному желанию", "edu-pro.narod.ru"),
    ("fz76 5 2", TODAY, True, "честь и достоинство", "garant.ru"),
    ("fz76 16 2", TODAY, True, "медицинскую помощь", "garant.ru"),
    ("fz76 18 5", TODAY, True, "морального вреда", "consultant.ru"),
    ("fz76 23 2", TODAY, True, "восстановление на службе", "doblest-chest.ru"),
    ("fz76 28.2 2", TODAY, True, "установлена вина", "garant.ru"),
    ("fz76 28.4 2", TODAY, True, "перечень дисциплинарных взысканий", "lp24.ru"),
    ("fz76 28.5 2", TODAY, True, "грубых", "docs.cntd.ru"),
    ("fz76 28.8 1", TODAY, True, "по каждому факту", "vsezakoni-rf.ru"),
    ("fz76 28.8 3", TODAY, True, "30 суток", "epubbooks.ru"),
    ("u1237 29 16", STARTED, True, "отпуска", "tutkrabov.net"),
    ("u1237 31 11", STARTED, True, "до 10 суток", "law4free.ru"),
    ("u1237 34 4 в", STARTED, True, "невыполнением им условий контракта", "5162547"),
    ("u1237 34 16", STARTED, True, "до полного расчёта", "adminpz.ru"),
    ("u647 3", date(2022, 9, 20), False, "денежное содержание", "m.vn.ru"),
    ("u647 5", TODAY, True, "здоровье (не годен)", "smi24.net"),
    ("du 106", TODAY, True, "в форме рапорта", "minjust-irk.ru"),
    ("du 103", TODAY, True, "служебная карточка", "studfile.net"),
    ("uvs 41", TODAY, True, "соответствовать законам", "loft-cafe.ru"),
    ("fz59 7 3", date(2025, 3, 29), True, "электронной почты", "ivcrb.ru"),
    ("fz59 7 3", date(2025, 3, 30), True, "не по электронной почте", "gosuslugi.ru"),
    ("fz59 8 2", TODAY, True, "трёх дней", "kkcson.3dn.ru"),
    ("fz59 8 3", TODAY, True, "за семь дней", "chernadmin.ru"),
    ("fz59 11 1", TODAY, True, "ответ не дают", "ivcrb.ru"),
    ("fz59 12 1", TODAY, True, "30 дней", "gos.redsign.ru"),
    ("fz59 12 2", TODAY, True, "продлевают", "gos.redsign.ru"),
    ("fz152 1 2 4", TODAY, True, "государственной тайне", "shyza.ru"),
    ("fz152 14 1", TODAY, True, "уничтожения", "legalacts.ru"),
    ("fz152 14 3", date(2022, 8, 31), False, "десяти рабочих дней", "legalacts.ru"),
    ("fz152 20 1", date(2022, 8, 31), True, "тридцати дней", "admin-pravo.ru"),
    ("fz152 20 1", date(2022, 9, 1), True, "десяти рабочих дней", "art-nto.ru"),
    ("fz152 21 1", TODAY, True, "блокирует", "5150981"),
    ("fz2202 10", TODAY, True, "заявлений, жалоб", "shemur.cap.ru"),
    ("fz2202 23 2", TODAY, True, "за десять дней", "5157017"),
    ("fz2202 27 1", TODAY, True, "проверяет жалобы", "zakonbase.ru"),
    ("fz2202 46 1", TODAY, True, "гарнизонные", "wikisource.org"),
    ("fz2202 47 1", TODAY, True, "независимы от командования", "zakonrf.info"),
    ("gp45 5.1", TODAY, True, "30 дней", "voenset.ru"),
    ("uk 42 2", TODAY, True, "исключает ответственность", "102041891"),
    ("uk 128.1", STARTED, True, "клевета", "102041891"),
    ("uk 286 1", STARTED, True, "за пределы его полномочий", "102041891"),
    ("uk 306", STARTED, True, "ложный донос", "102041891"),
    ("uk 332 2.1", date(2022, 9, 23), False, "отказ участвовать", "102041891"),
    ("uk 332 2.1", date(2022, 9, 24), True, "от двух до трёх лет", "102041891"),
    ("uk 332 2.2", TODAY, True, "от трёх до десяти лет", "102041891"),
    ("uk 337 2.1", TODAY, True, "строже", "klerk.ru"),
    ("uk 337 5", date(2026, 1, 8), True, "от пяти до десяти лет", "102041891"),
    ("uk 338 3", date(2026, 1, 9), True, "строже", "klerk.ru"),
    ("uk 339 3", date(2025, 1, 1), True, "от пяти до десяти лет", "102041891"),
    ("uk 352.1", date(2022, 9, 23), False, "сдача в плен", "vzsar.ru"),
    ("mo700 1", date(2022, 1, 7), False, "замены", "docs.cntd.ru"),
    ("mo700 8 2", STARTED, True, "форма № 1", "mebel-go.ru"),
    ("mo150 12", date(2016, 12, 31), True, "штампы", "businesspravo.ru"),
    ("mo150 12", STARTED, False, "штампы", "businesspravo.ru"),
    ("mo444 1 абз2", STARTED, True, "ежегодно", "LAW_206241"),
    ("pp91 2", STARTED, True, "прапорщикам", "LAW_41022"),
    ("pp828", date(2024, 1, 5), True, "", "dzen.ru"),
    ("pp828", date(2024, 1, 6), False, "", "dzen.ru"),
    ("pp2267", date(2024, 1, 6), True, "", "dzen.ru"),
    ("fz52 5 2", TODAY, True, "страховых сумм", "zakonrf.info"),
    ("fz306 3 8", TODAY, True, "военной травмы", "LAW_430558"),
    ("u98 4", TODAY, True, "Министерство обороны", "1310708506"),
]

# Numbers and terms no text was found for, each with the level a paper names instead of it.
DOUBTFUL = [
    ("fz53 51 1 д.1", "fz53 51 1"),
    ("fz53 51 2.2", "fz53 51 2 в"),
    ("fz53 51 3 г", "fz53 51 3"),
    ("fz76 23 5", "fz76"),
    ("fz76 11 10", "fz76 11"),
    ("u1237 2 3", "u1237"),
    ("u1237 15 2", "u1237"),
    ("u1237 27", "u1237"),
    ("u1237 34 11", "u1237 34"),
    ("u1237 34 14", "u1237 34"),
    ("u1237 34 24", "u1237 34"),
    ("u647 5 б", "u647 5"),
    ("du 54", "du"),
    ("du 83", "du"),
    ("du 105", "du"),
    *((f"du {number}", "du гл6") for number in (108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119)),
    ("uvs 20", "uvs"),
    ("fz59 8 6", "fz59 8"),
    ("fz59 9 1", "fz59 9"),
    ("fz152 20 3", "fz152 20"),
    ("fz152 21 2", "fz152 21"),
    ("fz152 21 3", "fz152 21"),
    ("fz2202 24 1", "fz2202 24"),
    ("fz306 3 12", "fz306 3"),
    ("u98 1", "u98"),
    ("uk 285", "uk"),
]


@pytest.mark.parametrize(("key", "day", "in_force", "words", "source"), ROWS)
def test_what_a_provision_says_on_a_day(key: str, day: date, in_force: bool, words: str, source: str) -> None:
    item = provision(key, day)
    assert item.in_force(day) is in_force
    assert words in item.about
    assert source in item.source


@pytest.mark.parametrize(("key", "above"), DOUBTFUL)
def test_a_doubtful_number_is_never_printed_and_the_level_above_is_named(key: str, above: str) -> None:
    assert provision(key).status is Status.UNCHECKED
    with pytest.raises(LawError) as caught:
        cite(key, on=TODAY)
    (problem,) = caught.value.problems
    assert problem.code == "L003"
    assert f"«{above}»" in problem.remedy


@pytest.mark.parametrize("key", sorted({item.key for item in provisions() if item.act.key in MILITARY}))
def test_editions_follow_one_another_and_never_share_a_day(key: str) -> None:
    for earlier, later in pairwise(editions(key)):
        assert earlier.ends is not None
        assert earlier.ends < later.starts


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
