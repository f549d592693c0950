"""Cases that differ in all that a cache could remember: names, positions, units, reasons. All of it is invented."""

from collections.abc import Iterator
from copy import deepcopy
from itertools import count, cycle, product
from typing import Any

from filings.catalog import Catalog
from filings.facts import load

_BEGINNINGS = ("Бар", "Вол", "Гор", "Дуб", "Зим", "Кал", "Лап", "Мор", "Нос", "Пет", "Руд", "Сав", "Тар", "Фед", "Хол")
_MIDDLES = ("ан", "ол", "ик", "уш", "ем", "ыр", "ок", "ян", "ос", "ат", "ищ", "ун", "ет")
_SURNAMES = ["".join(parts) for parts in product(_BEGINNINGS, _MIDDLES, ("ов", "енко", "ук", "ян"))]
_GIVEN_NAMES = ("Иван", "Пётр", "Степан", "Фёдор", "Глеб", "Егор", "Игорь", "Кирилл", "Макар", "Олег", "Роман")
_PATRONYMICS = ("Иванович", "Петрович", "Степанович", "Ильич", "Глебович", "Егорович", "Олегович", "Романович")
_HEADS = ("стрелок", "наводчик", "старший водитель", "механик-водитель", "командир отделения", "начальник аппаратной")
_UNITS = ("мотострелковой роты", "танковой роты", "роты связи", "разведывательного взвода", "гаубичной батареи")
# Prime to the number of posts: whole positions are new, while their words repeat, as they do in life.
_CREWS = 97


def cases() -> Iterator[dict[str, Any]]:
    """Yield one case after another without end: the letters of resignation in turn, with people, a position, a unit and
    reasons that none of the seven hundred cases before had."""
    examples = [load(path) for path in Catalog.load().find("resignation").examples]
    posts = cycle(product(_UNITS, _HEADS))
    for number, example, surname, (unit, head) in zip(count(1), cycle(examples), cycle(_SURNAMES), posts):
        yield _varied(example, number, surname, f"{head} {number % _CREWS + 1}-го расчёта {unit}")


def _varied(example: dict[str, Any], number: int, surname: str, position: str) -> dict[str, Any]:
    case = deepcopy(example)
    for role, place in (("applicant", number), ("addressee", number * 7 + 3)):
        if "name" in case[role]:
            case[role]["name"] = _name(case[role]["name"], place)
    case["applicant"]["position"] = position
    case["applicant"]["unit"] = {"number": f"{number:05}"}
    case["addressee"]["position"] = f"командир войсковой части {number:05}"
    for told in (*case.get("reasons", ()), *case.get("breaches", ())):
        told["text"] = (
            f"{told['text'].rstrip('. ')}, о чём я {number} раз докладывал по команде, чему свидетель {surname}."
        )
    return case


def _name(given: dict[str, str], number: int) -> dict[str, str]:
    """Return another name of the same sex; a woman keeps her given name and patronymic."""
    surname = _SURNAMES[number % len(_SURNAMES)]
    if given["patronymic"].endswith("на"):
        return {**given, "last": f"{surname}а" if surname.endswith("ов") else surname}
    first, patronymic = _GIVEN_NAMES[number % len(_GIVEN_NAMES)], _PATRONYMICS[number % len(_PATRONYMICS)]
    return {"last": surname, "first": first, "patronymic": patronymic}
