"""Comparison of a case's facts with the ground it names: is the ground open, and do the man's own facts fit it.

Family, fitness and dates of service are compared in kinship.py, fitness.py and service_term.py.
"""

import re
from collections.abc import Iterator
from datetime import date

from filings.days import years_between
from filings.i18n import _
from filings.law.checks.check_input import CheckInput
from filings.law.checks.findings import disputed, old_check
from filings.law.checks.fitness import check_fitness
from filings.law.checks.kinship import check_family
from filings.law.checks.service_term import check_term
from filings.law.grounds.age import age_limit, assumed_group, mobilisation_limit_since
from filings.law.grounds.dismissal import in_mobilisation, norms_of
from filings.law.grounds.matrix import MATRIX_CATEGORIES, Assessment, GroundState, assess
from filings.law.norms.citation import cite_in_force
from filings.problems import Kind, Problem, notice
from filings.russian.names import Gender

# Release on parole («условно-досрочно») follows a real term; only a sentence that is itself conditional is meant.
_CONDITIONAL = re.compile(r"условн(?!о\s*[-–—]?\s*досрочн)|испытательн\w* срок", re.IGNORECASE)


def check_ground(case: CheckInput) -> list[Problem]:
    """Return every contradiction between the ground of the letter, the day and the facts.

    A closed ground is an error that names the alternatives. A disputed one is an error too, and becomes a warning when
    the fact `lawyer_confirmed` is true. Facts that are missing are not judged.
    """
    if not case.ground:
        return []
    if case.category and case.category not in (*MATRIX_CATEGORIES, "discharged"):
        return [_no_letter()]
    rules = (_matrix, _force, _woman_conscript, _age, _sentence, check_family, check_fitness, check_term)
    found = (problem for rule in rules for problem in rule(case))
    # Another ground rids of all that is said of this one.
    return [*(one.cured_by(*one.facts, "ground") for one in found), *old_check("grounds", case.on)]


def _no_letter() -> Problem:
    return Problem(
        Kind.UNLAWFUL,
        "L025",
        "applicant.category",
        _("Рапорта для этой категории программа не составляет: в проверенных нормах её правил нет."),
        _("Обратитесь к военному юристу. Если служба идёт по контракту, мобилизации или призыву, исправьте категорию."),
    )


def _matrix(case: CheckInput) -> Iterator[Problem]:
    group = case.rank_group
    if group is None and case.text("applicant.rank") and case.category in ("contract", "mobilised"):
        yield _unknown_rank()
    # Only the health row depends on the rank; without a rank the others can be judged all the same.
    elif case.category and case.ground != "health" and (group or not _by_rank(case)):
        yield from _judged(case, assumed_group(case.text("applicant.rank")))


def _by_rank(case: CheckInput) -> bool:
    return case.ground.startswith("health") and case.category in ("contract", "mobilised")


def _judged(case: CheckInput, group: str) -> Iterator[Problem]:
    found = assess(case.ground, case.category, group, case.on)
    if found.state is GroundState.OPEN:
        return
    if not found.known_day:
        remedy = _("Проверьте дату; основание для такого дня должен назвать военный юрист.")
        yield Problem(Kind.UNLAWFUL, "L013", "sign_date", found.why, remedy)
    elif found.state is GroundState.LAWYER:
        yield _lawyer(case, found)
    else:
        code = "L010" if found.state is GroundState.REFUSED else "L012"
        yield Problem(
            Kind.UNLAWFUL, code, "ground", _closed(found), _instead(found), cite_in_force(found.norms, case.on)
        )


def _closed(found: Assessment) -> str:
    return _("Основание закрыто ({title}). {why}").format(title=_(found.title), why=found.why)


def _lawyer(case: CheckInput, found: Assessment) -> Problem:
    what = _("Основание спорно ({title}). {why}").format(title=_(found.title), why=found.why)
    further = _instead(found)
    if in_mobilisation(case.category, case.on) and not {*found.norms} & {*norms_of("mobilisation")}:
        added = _("Рапорт назовёт только закон; норму, действующую в период мобилизации, юрист должен дописать сам.")
        further = f"{added} {further}"
    return disputed(case, "ground", what, found.norms, further=further)


def _instead(found: Assessment) -> str:
    if not found.instead:
        return _("Выберите другое основание.")
    return _("Что можно сделать вместо этого: {list}.").format(list="; ".join(found.instead))


def _unknown_rank() -> Problem:
    return Problem(
        Kind.UNLAWFUL,
        "L006",
        "applicant.rank",
        _("Воинское звание не распознано, поэтому основание проверить нельзя."),
        _("Запишите звание в именительном падеже: «старший сержант», «капитан 3 ранга»."),
    )


def _force(case: CheckInput) -> Iterator[Problem]:
    force = case.text("applicant.force")
    if force == "national-guard-police":
        what = _("Сотрудник войск национальной гвардии со специальным званием полиции увольняется не по этому закону.")
        remedy = _("Для сотрудников действует закон о службе в органах внутренних дел; обратитесь к юристу.")
        yield Problem(Kind.UNLAWFUL, "L016", "applicant.force", what, remedy)
    elif force not in ("", "armed-forces"):
        what = _("Таблица оснований сверена для Вооружённых Сил; для других войск и органов возможны отличия.")
        remedy = _("Проверьте основание и того, кто вправе уволить, у юриста вашего ведомства.")
        yield notice("W034", "applicant.force", what, remedy)


def _woman_conscript(case: CheckInput) -> Iterator[Problem]:
    if case.category == "conscript" and case.gender("applicant") is Gender.FEMALE:
        what = _("Женщин на военную службу по призыву не призывают.")
        remedy = _("Проверьте пол заявителя и то, как проходит служба: по контракту или по призыву.")
        yield Problem(
            Kind.UNLAWFUL,
            "L026",
            "applicant.category",
            what,
            remedy,
            cite_in_force(norms_of("woman_conscript"), case.on),
        ).cured_by(*case.not_given("applicant.gender"))


def _age(case: CheckInput) -> Iterator[Problem]:
    born = case.day("applicant.birth_date")
    limit = age_limit(case.text("applicant.rank"), case.on)
    if case.ground != "age" or born is None or limit is None:
        return
    if case.gender("applicant") is Gender.FEMALE:
        what = _("Для женщин предельный возраст установлен отдельно; в хранилище он не проверен.")
        yield disputed(case, "applicant.birth_date", what, norms_of("age"))
        return
    years = years_between(born, case.on)
    if years >= (limit.mobilisation or limit.ordinary):
        return
    signed = case.day("service.contract.date")
    sure = case.category == "contract" and signed is not None and signed >= mobilisation_limit_since()
    if years < limit.ordinary or sure:
        yield _too_young(case.on, limit.mobilisation if sure and limit.mobilisation else limit.ordinary)
        return
    what = _("Возраст между прежним ({old}) и новым ({new}) пределом; какой из них действует для вас, спорно.")
    text = what.format(old=limit.ordinary, new=limit.mobilisation)
    yield disputed(case, "applicant.birth_date", text, norms_of("age"))


def _too_young(on: date, limit: int) -> Problem:
    return Problem(
        Kind.UNLAWFUL,
        "L015",
        "applicant.birth_date",
        _("На день рапорта предельный возраст ({limit}) не достигнут.").format(limit=limit),
        _("Проверьте дату рождения и звание или выберите другое основание."),
        cite_in_force(norms_of("age"), on),
    )


def _sentence(case: CheckInput) -> Iterator[Problem]:
    if case.ground != "sentence":
        return
    effective = case.day("sentence.in_force_on")
    if effective is not None and effective > case.on:
        what = _("На день рапорта приговор ещё не вступил в силу.")
        remedy = _("Проверьте дату вступления приговора в силу.")
        yield Problem(Kind.UNLAWFUL, "L018", "sentence.in_force_on", what, remedy)
    if _CONDITIONAL.search(case.text("sentence.term")):
        what = _("Наказание назначено условно, а это основание – только для приговора к реальному лишению свободы.")
        remedy = _(
            "Проверьте приговор. По условному приговору уволить может командование; с рапортом обратитесь к юристу."
        )
        norms = norms_of("sentence", "mobilisation" if in_mobilisation(case.category, case.on) else "norms")
        yield Problem(Kind.UNLAWFUL, "L021", "sentence.term", what, remedy, cite_in_force(norms, case.on))
