"""Fitness for service against the ground: the category, the board already held, the rank of the post."""

from collections.abc import Iterator

from filings.i18n import _
from filings.law.checks.check_input import CheckInput
from filings.law.grounds.dismissal import norms_of
from filings.law.norms.citation import cite_in_force
from filings.problems import Kind, Problem, notice
from filings.russian.ranks import rank_level

_HIGHEST_JUNIOR_OFFICER = rank_level("капитан")


def check_fitness(case: CheckInput) -> Iterator[Problem]:
    """Yield L014 and the warnings W033, W036, W038."""
    category = case.health_category
    if case.ground == "health" and category:
        yield _no_ground(case)
    if category == "Д" and case.ground != "health-unfit":
        what = _("Есть заключение о негодности к службе (категория «Д»): это самое надёжное основание.")
        remedy = _("Подумайте об основании «по состоянию здоровья».")
        yield notice("W033", "health.category", what, remedy)
    if case.ground in ("health-unfit", "health-limited") and case.value("requests.medical_board") is True:
        what = _("Рапорт основан на заключении комиссии и тут же просит направить на комиссию: заключение уже есть.")
        remedy = _("Уберите просьбу о направлении, если не просите о повторном освидетельствовании.")
        yield notice("W036", "requests.medical_board", what, remedy)
    if case.ground == "health-limited" and case.category != "conscript" and _post_may_differ(case):
        what = _("При категории «В» норма зависит от звания, предусмотренного штатом для должности, а не от личного.")
        remedy = _(
            "Узнайте штатное звание: до старшего прапорщика – подпункт «г» пункта 1, выше – подпункт «б» пункта 3."
        )
        yield notice("W038", "applicant.rank", what, remedy, cite_in_force(norms_of("post_rank"), case.on))


def _post_may_differ(case: CheckInput) -> bool:
    group = case.rank_group
    return group == "warrant" or (
        group == "officer" and rank_level(case.text("applicant.rank")) <= _HIGHEST_JUNIOR_OFFICER
    )


def _no_ground(case: CheckInput) -> Problem:
    return Problem(
        Kind.UNLAWFUL,
        "L014",
        "health.category",
        _("Категория годности «{category}» не даёт основания для увольнения по здоровью.").format(
            category=case.health_category
        ),
        _("Нужно заключение о категории «Д» или «В»; просите о направлении на военно-врачебную комиссию."),
        cite_in_force(norms_of("health"), case.on),
    )
