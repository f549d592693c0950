"""Which court hears a claim of the first instance, and whether the court the case names is that court.

The reasons and norms are data/jurisdiction.yaml. Territory is never concluded here: the person checks it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from filings.conditions import Condition, holds, opening
from filings.days import shown_day
from filings.errors import LawError
from filings.i18n import _
from filings.law.checks.check_input import CheckInput
from filings.law.courts.directory import Court, CourtKind, confidence_title, court, is_supreme
from filings.law.courts.search import named, normal_code
from filings.law.editions import Status
from filings.law.norms.citation import cite_in_force
from filings.law.stored import load
from filings.problems import Kind, Problem, notice
from filings.quoting import quoted

_ADDRESS_WORD = re.compile(r"\d+|[^\W\d_]+")
_ADDRESS_LABELS = frozenset(
    {
        *(
            "г",
            "город",
            "обл",
            "область",
            "край",
            "республика",
            "рн",
            "район",
            "р",
            "н",
            "п",
            "с",
            "пгт",
            "россия",
            "рф",
        ),
        *("ул", "улица", "пр", "просп", "проспект", "кт", "пл", "площадь", "пер", "переулок", "наб", "ш", "шоссе"),
        *("д", "дом", "корп", "корпус", "к", "стр", "строение", "лит", "литер", "литера", "зд", "здание"),
    }
)


@dataclass(frozen=True, slots=True)
class Hearing:
    """Which court hears the case, and why.

    `rule` is a key of data/jurisdiction.yaml. `kinds` are the kinds of court of the directory that hear the case; empty
    where none of them does. `doubt` says what only a lawyer settles, `stop` why no paper may be made at all; both are
    Russian sentences, empty where there is nothing. `where` is the fact that stops the paper.
    """

    rule: str
    instance: str
    court: str
    kinds: tuple[CourtKind, ...]
    norms: tuple[str, ...]
    why: str
    doubt: str
    stop: str
    where: str
    status: Status


def hears(case: CheckInput) -> Hearing:
    """Return the court of first instance for the claim (КАС, статьи 18–22; 1-ФКЗ, статьи 7 и 22).

    A fact that is missing is taken as the usual: a serviceman against his command, nothing secret.
    """
    fitting = {name: row for name, condition, row in _rules() if holds(condition, case.facts)}
    rule, row = next(iter(fitting.items()))
    # A secret stays one before whatever court.
    stop = row.get("stop") or fitting.get("secret", {}).get("stop", "")
    return Hearing(
        rule=rule,
        instance="first",
        court=_(row["court"]),
        kinds=tuple(CourtKind(kind) for kind in row["kinds"]),
        norms=tuple(row["norms"]),
        why=_(row["why"]),
        doubt=_(row["doubt"]) if "doubt" in row else "",
        stop=_(stop) if stop else "",
        where=row.get("where", "state_secret"),
        status=Status(row["status"]),
    )


def check_court(case: CheckInput) -> list[Problem]:
    """Return what is wrong or doubtful with the fact `court`.

    Errors: L046 not named, L040 unknown, L041 ambiguous, L042 not the kind that hears the case, L043 code and name
    disagree, L044 not a case of military courts, L045 state secret. Warnings: W060 another address, W061 territory,
    W065 doubtful jurisdiction.
    """
    hearing = hears(case)
    if hearing.stop:
        return [_stopped(case, hearing)]
    return [*_doubtful(case, hearing), *_named_court(case, hearing)]


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, Condition, Mapping[str, Any]], ...]:
    """Return the rules in the order in which they are tried: name, condition, what the data say."""
    rules = load("jurisdiction")["rules"]
    return tuple((name, opening(row, f"jurisdiction.yaml: {name}"), row) for name, row in rules.items())


def _stopped(case: CheckInput, hearing: Hearing) -> Problem:
    code = "L045" if hearing.where == "state_secret" else "L044"
    return Problem(Kind.UNLAWFUL, code, hearing.where, hearing.why, hearing.stop, cite_in_force(hearing.norms, case.on))


def _doubtful(case: CheckInput, hearing: Hearing) -> Iterator[Problem]:
    if hearing.doubt:
        yield notice(
            "W065", "court.name", f"{hearing.why} {hearing.doubt}", _confirm(), cite_in_force(hearing.norms, case.on)
        )


def _confirm() -> str:
    return _("Подтвердите суд у военного юриста до подачи.")


def _named_court(case: CheckInput, hearing: Hearing) -> Iterator[Problem]:
    name = case.text("court.name")
    if is_supreme(name) != (not hearing.kinds):
        yield _wrong_kind(case, name, hearing)
    elif hearing.kinds:
        try:
            found = _chosen(case)
        except LawError as error:
            yield from error.problems
            return
        yield from _compared(case, hearing, found)


def _compared(case: CheckInput, hearing: Hearing, found: Court) -> Iterator[Problem]:
    yield from _code_differs(case, found)
    if found.kind not in hearing.kinds:
        yield _wrong_kind(case, found.name, hearing)
        return
    yield from _address_differs(case, found)
    yield _territory(case, found)


def _chosen(case: CheckInput) -> Court:
    name, code = case.text("court.name"), case.text("court.code")
    if name.strip():
        return named(name)
    if code.strip():
        return court(normal_code(code) or code)
    what = _("Суд не назван.")
    remedy = _("Найдите его командой «filings courts» по городу, области или номеру и запишите название и код.")
    raise LawError(Problem(Kind.MISSING, "L046", "court.name", what, remedy))


def _code_differs(case: CheckInput, found: Court) -> Iterator[Problem]:
    code = case.text("court.code").strip()
    if code and normal_code(code) != found.code:
        what = _("Код {code} – не код суда «{name}»: у него код {right}.").format(
            code=quoted(code), name=found.name, right=found.code
        )
        yield Problem(
            Kind.UNLAWFUL, "L043", "court.code", what, _("Исправьте код или название: они должны быть одного суда.")
        )


def _wrong_kind(case: CheckInput, name: str, hearing: Hearing) -> Problem:
    given = _("Назван суд: {name}.").format(name=quoted(name)) if name.strip() else _("Суд не назван.")
    what = _("{given} Это дело рассматривает {court}. {why}").format(given=given, court=hearing.court, why=hearing.why)
    norm = cite_in_force(hearing.norms, case.on)
    if not name.strip():
        return Problem(Kind.MISSING, "L046", "court.name", what, _("Назовите этот суд."), norm)
    remedy = _("Исправьте суд или проверьте, чьё решение оспаривается.")
    return Problem(Kind.UNLAWFUL, "L042", "court.name", what, remedy, norm)


def _address_differs(case: CheckInput, found: Court) -> Iterator[Problem]:
    given = case.text("court.address")
    if not given or not found.address or _same_address(given, found):
        return
    mark = found.marks["address"]
    what = _("Адрес суда в деле: «{given}». В справочнике: «{known}» ({day}, достоверность {sure}).").format(
        given=quoted(given, 200),
        known=found.full_address,
        day=shown_day(mark.on) if mark.on else _("день не известен"),
        sure=confidence_title(mark.confidence),
    )
    remedy = _("Сверьте адрес с сайтом суда: https://{site}").format(site=found.site)
    yield notice("W060", "court.address", what, remedy)


def _same_address(given: str, found: Court) -> bool:
    typed, known, region = (_address_words(text) for text in (given, found.address, found.region))
    indexes = {word for word in typed if word.isdecimal() and len(word) == 6}
    if indexes and found.index and found.index not in indexes:
        return False
    return known - region <= typed - indexes <= known | region


def _address_words(text: str) -> set[str]:
    words = _ADDRESS_WORD.findall(text.casefold().replace("ё", "е"))
    return {word for word in words if word not in _ADDRESS_LABELS}


def _territory(case: CheckInput, found: Court) -> Problem:
    choice = case.text("court.choice")
    if choice == "residence":
        what = _("Выбран суд по месту жительства истца: проверьте, что оно на территории этого суда.")
    elif choice == "seat":
        what = _("Выбран суд по месту нахождения ответчика: проверьте, что оно на территории этого суда.")
    else:
        what = _(
            "Не указано, почему выбран этот суд: истец вправе подать иск по своему месту жительства "
            "или по месту нахождения ответчика."
        )
    remedy = _("Территорию суд называет сам: {page}. По коду суда и по военному округу её не определяют.").format(
        page=found.territory_page
    )
    territory = load("jurisdiction")["territory"]
    norms = territory.get(choice, territory["unsaid"])
    return notice("W061", "court.choice", what, remedy, cite_in_force(norms, case.on))
