"""Family grounds: who is a minor, whether the kinship named can be true, and who must be a dependant.

53-ФЗ, статья 51, пункт 3, подпункт «в»; для службы по призыву – пункт 4.
"""

from collections.abc import Iterator, Mapping

from filings.days import iso_day, years_between
from filings.i18n import _
from filings.law.checks.check_input import CheckInput
from filings.law.grounds.dismissal import norms_of
from filings.law.norms.citation import cite_in_force
from filings.problems import Kind, Problem, notice
from filings.russian.names import Gender

_ADULT = 18
_ABOUT_RELATIVE = ("family-care", "family-medical", "family-spouse", "family-guardian")
# An adopter may be a man or a woman, so the word itself says nothing of the gender.
_GENDERS: Mapping[str, Gender] = {
    **dict.fromkeys(("father", "husband", "son", "brother", "grandfather"), Gender.MALE),
    **dict.fromkeys(("mother", "wife", "daughter", "sister", "grandmother"), Gender.FEMALE),
}
_SPOUSES = ("husband", "wife")
_NEVER_MINORS = ("father", "mother", *_SPOUSES, "grandfather", "grandmother", "adopter")
_CHILDREN = ("son", "daughter")


def check_family(case: CheckInput) -> Iterator[Problem]:
    """Yield what contradicts a family ground: L017, L022, L023, L024; and the warning W037."""
    if case.ground == "family-single-parent":
        yield from _children(case)
    if case.ground not in _ABOUT_RELATIVE:
        return
    yield from _ward(case)
    yield from _genders(case)
    if case.ground == "family-medical" and _must_be_dependant(case):
        yield _dependant()


def _children(case: CheckInput) -> Iterator[Problem]:
    children = case.value("family.children")
    for index, child in enumerate(children if isinstance(children, list) else []):
        born = iso_day(child.get("birth_date")) if isinstance(child, Mapping) else None
        if born is not None and years_between(born, case.on) >= _ADULT:
            yield _grown_up(f"family.children[{index}].birth_date", case)


def _ward(case: CheckInput) -> Iterator[Problem]:
    as_minor = case.ground == "family-care" and case.text("family.care_basis") == "minor"
    if as_minor and case.text("family.relation") in _NEVER_MINORS:
        what = _(
            "Уход назван нужным, потому что родственнику нет 18 лет, а он – родитель, супруг, дед или усыновитель."
        )
        remedy = _("Проверьте, кем родственник приходится, и основание ухода.")
        yield Problem(Kind.UNLAWFUL, "L024", "family.care_basis", what, remedy, _norm(case))
        return
    if (as_minor or case.ground == "family-guardian") and _is_adult(case):
        yield _grown_up("family.relative.birth_date", case)


def _is_adult(case: CheckInput) -> bool:
    born = case.day("family.relative.birth_date")
    return born is not None and years_between(born, case.on) >= _ADULT


def _genders(case: CheckInput) -> Iterator[Problem]:
    relation = case.text("family.relation")
    wanted = _GENDERS.get(relation)
    if wanted is None:
        return
    if case.gender("family.relative") not in (None, wanted):
        what = _("Родство и пол родственника, названный в деле или видный из отчества, не сходятся.")
        remedy = _("Проверьте, кем родственник приходится, его отчество и пол.")
        told = Problem(Kind.UNLAWFUL, "L022", "family.relation", what, remedy)
        yield told.cured_by(*case.not_given("family.relative.gender"))
    if relation in _SPOUSES and case.gender("applicant") is wanted:
        what = _("Супруг и заявитель записаны одного пола.")
        remedy = _("Проверьте пол заявителя и выберите «муж» или «жена».")
        told = Problem(Kind.UNLAWFUL, "L023", "family.relation", what, remedy)
        yield told.cured_by(*case.not_given("applicant.gender"))


def _grown_up(where: str, case: CheckInput) -> Problem:
    what = _("На день рапорта тот, о ком идёт речь, уже достиг 18 лет.")
    remedy = _("Проверьте дату рождения; для совершеннолетнего нужно другое условие закона.")
    return Problem(Kind.UNLAWFUL, "L017", where, what, remedy, _norm(case))


def _norm(case: CheckInput) -> str:
    return cite_in_force(norms_of("family", case.category), case.on)


def _must_be_dependant(case: CheckInput) -> bool:
    relation = case.text("family.relation")
    return relation not in ("", *_SPOUSES, *_CHILDREN) or (relation in _CHILDREN and _is_adult(case))


def _dependant() -> Problem:
    what = _(
        "Кроме супруга и несовершеннолетних детей, родные могут не считаться членами семьи, если они не на иждивении."
    )
    remedy = _("Приложите доказательство иждивения и уточните у юриста, признают ли родственника членом семьи.")
    return notice("W037", "family.relation", what, remedy)
