"""Dates of service against the ground: the term of the contract, the term by call-up, earlier reports and orders."""

from collections.abc import Iterator, Mapping
from datetime import date

from filings.days import iso_day, months_between, shown_day
from filings.i18n import _
from filings.law.checks.check_input import CheckInput
from filings.law.grounds.dismissal import mobilisation_began, months_of, norms_of
from filings.law.norms.citation import cite_in_force
from filings.problems import Kind, Problem, notice


def check_term(case: CheckInput) -> Iterator[Problem]:
    """Yield L019 and L020 and the warnings W016, W018, W030, W031, W032."""
    yield from _dismissed(case)
    yield from (_conscript if case.category == "conscript" else _contract)(case)
    yield from _old_reports(case)


def _dismissed(case: CheckInput) -> Iterator[Problem]:
    dismissed = case.day("service.dismissed_on")
    if dismissed is not None and dismissed <= case.on:
        what = _("По фактам дела приказ об увольнении издан раньше дня рапорта.")
        remedy = _("Проверьте даты. Если приказ есть, вместо рапорта нужна выписка из приказа или его обжалование.")
        yield Problem(Kind.UNLAWFUL, "L019", "service.dismissed_on", what, remedy)


def _contract(case: CheckInput) -> Iterator[Problem]:
    ends = case.day("service.contract.ends")
    if ends is None:
        return
    if case.on >= mobilisation_began():
        if ends <= case.on:
            yield _term_does_not_help()
    elif case.ground == "end-of-term" and ends > case.on:
        what = _("Срок контракта ещё не истёк; рапорт подают заранее, но уволят не раньше этого дня.")
        remedy = _("Назовите в рапорте день окончания контракта.")
        yield notice("W030", "service.contract.ends", what, remedy)
    elif case.ground != "end-of-term" and ends <= case.on:
        what = _("Срок контракта истёк: есть основание, по которому уволить обязаны.")
        remedy = _("Подумайте об основании «по истечении срока контракта».")
        yield notice("W031", "service.contract.ends", what, remedy)


def _term_does_not_help() -> Problem:
    what = _("Срок контракта истёк, но в период частичной мобилизации контракт продолжает действовать.")
    remedy = _("Не стройте рапорт на истечении срока; обязанности службы сохраняются.")
    return notice("W018", "service.contract.ends", what, remedy)


def _conscript(case: CheckInput) -> Iterator[Problem]:
    called = case.day("service.called_up_on")
    if case.ground != "end-of-term" or called is None:
        return
    served = months_between(called, case.on)
    full = months_of("conscript_service")
    if served < full - months_of("conscript_service", "ahead"):
        yield _far_from_the_end(case.on)
    elif served < full:
        what = _("С призыва не прошло двенадцати месяцев: срок службы по призыву не истёк, а только истекает.")
        remedy = _(
            "Рапорт подают заранее, но уволят не раньше истечения срока. Проверьте в военном билете день призыва."
        )
        norms = norms_of("conscript_service")
        yield notice("W032", "service.called_up_on", what, remedy, cite_in_force(norms, case.on))


def _far_from_the_end(on: date) -> Problem:
    what = _(
        "До истечения двенадцати месяцев службы по призыву больше трёх месяцев: сказать, что срок истекает, нельзя."
    )
    remedy = _("Подайте рапорт ближе к концу срока или выберите другое основание; проверьте день призыва.")
    norms = norms_of("conscript_service")
    return Problem(Kind.UNLAWFUL, "L020", "service.called_up_on", what, remedy, cite_in_force(norms, on))


def _old_reports(case: CheckInput) -> Iterator[Problem]:
    history = case.value("report_history")
    entries = history if isinstance(history, list) else []
    days = [iso_day(entry.get("date")) for entry in entries if isinstance(entry, Mapping)]
    began = mobilisation_began()
    early = any(day is not None and day < began for day in days)
    if early and case.on >= began and case.category in ("contract", "mobilised"):
        what = _("Прежний рапорт подан до {day}, но приказа по нему не было; суды в таких делах отказывали.").format(
            day=shown_day(began)
        )
        remedy = _("Ссылайтесь на прежний рапорт как на факт, а основание берите действующее сегодня.")
        yield notice("W016", "report_history", what, remedy)
