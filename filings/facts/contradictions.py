"""Facts that cannot all be true: dates out of order or not yet come, a name whose gender is not told, doubtful numbers.

What the law makes of the facts must NOT be judged here.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from filings.days import birthday
from filings.fact_path import Path, fact_at, spelled, steps
from filings.facts.identifiers import RULES
from filings.facts.normalise import NormalisedFacts
from filings.facts.vocabulary import Place, Schema, schema_at, titled
from filings.i18n import _
from filings.problems import Kind, Problem
from filings.russian.gender import gender_of, propose_gender, surname_shows

Found = tuple[Path, Problem]


def disagreements(
    tree: Schema, asked: Schema, places: Sequence[Place], reading: NormalisedFacts, today: date
) -> Iterator[Found]:
    """Yield the problems F018, F019, F024, F025 and F026 of the normalised facts, by path.

    `asked` is what a kind of paper takes of the vocabulary `tree`, `places` the facts as it knows them (`visited`):
    facts of other papers are not its matter, and a day that disagrees with one of theirs only warns. `today` is the day
    after which nothing has happened yet.
    """
    for path, schema, value in places:
        if reading.has_settled(path):
            continue
        if schema.get("x-past"):
            if date.fromisoformat(value) > today:
                what = _("«{title}»: эта дата ещё не наступила.")
                yield path, _wrong("F018", tree, path, what, _("Проверьте год, месяц и день."))
        elif "x-identifier" in schema:
            if RULES[schema["x-identifier"]].doubtful(value):
                what = _("«{title}»: контрольные цифры не сходятся.")
                remedy = _("Сверьте номер с документом: скорее всего, в нём опечатка.")
                yield path, _wrong("F024", tree, path, what, remedy).softened()
        elif schema.get("x-derive") == "holder" and "name" in value and not reading.touches((*path, "name")):
            yield from _gender(tree, value, path)
    for order in tree.get("x-order", ()):
        earlier = steps(order["earlier"])
        first = fact_at(reading.facts, earlier)
        if not first:
            continue
        later = steps(order["later"])
        second = fact_at(reading.facts, later)
        if second and schema_at(asked, later) and not _in_order(first, second, order):
            problem = _out_of_order(tree, earlier, later, order)
            yield later, problem if schema_at(asked, earlier) else problem.softened()


def _wrong(code: str, tree: Schema, path: Path, what: str, remedy: str) -> Problem:
    return Problem(Kind.WRONG, code, spelled(path), what.format(title=titled(tree, path)), remedy)


def _gender(tree: Schema, holder: dict[str, Any], path: Path) -> Iterator[Found]:
    name, where = holder["name"], (*path, "gender")
    patronymic = name.get("patronymic", "")
    told = gender_of(name.get("last", ""), name.get("first", ""), patronymic) if patronymic else None
    given = holder.get("gender")
    if given is None and told is None and not _shown_by_surname(name):
        what = _("Пол не виден из отчества: «{title}».").format(title=titled(tree, where))
        yield where, Problem(Kind.MISSING, "F025", spelled(where), what, _("Укажите пол: m (мужской) или f (женский)."))
    elif given and told and given != told:
        what = _("«{title}»: указанный пол не подходит к отчеству.")
        remedy = _("Проверьте пол и отчество: от них зависят окончания слов.")
        yield where, _wrong("F026", tree, where, what, remedy).softened()


def _shown_by_surname(name: dict[str, Any]) -> bool:
    """Tell whether a surname beside initials is a man's or a woman's only: «Петров П.П.», but not «Дзюба И.И.»."""
    last, first = name.get("last", ""), name.get("first", "")
    proposed = propose_gender(last, first) if first.endswith(".") else None
    return proposed is not None and surname_shows(proposed, last, first)


def _in_order(first: str, second: str, order: Schema) -> bool:
    """Tell whether the day `second` comes at least `years` and `days` after `first`, as a rule of `x-order` wants."""
    start = birthday(date.fromisoformat(first), order.get("years", 0))
    return date.fromisoformat(second) >= start + timedelta(days=order.get("days", 0))


def _out_of_order(tree: Schema, earlier: Path, later: Path, order: Schema) -> Problem:
    titles = {"later": titled(tree, later), "earlier": titled(tree, earlier)}
    if order.get("years"):
        what = _("Лет между «{earlier}» и «{later}» меньше, чем {years}.").format(years=order["years"], **titles)
    elif order.get("days"):
        what = _("«{later}» должна быть позже, чем «{earlier}».").format(**titles)
    else:
        what = _("«{later}» раньше, чем «{earlier}».").format(**titles)
    return Problem(Kind.WRONG, "F019", spelled(later), what, _("Проверьте обе даты по документам."))
