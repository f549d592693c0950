"""The covering letter of a batch: its register is filled from the cases whose papers are done."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from filings.batch.plan import Plan
from filings.catalog import Catalog, Filing
from filings.errors import FactsError, UsageError
from filings.i18n import _
from filings.papers import Papers, make
from filings.problems import Kind, Problem
from filings.tables.rows import CaseRow

KIND = "collective-letter"
_OF_THE_APPLICANT = ("name", "gender", "rank", "guards", "rank_suffix", "rank_status")
# Who a paper goes to, and what tells one from another.
_ADDRESSEES = {"addressee": "position", "prosecutor": "position", "commissariat": "name"}
_NAMED = 10  # numbers of cases told in one problem


def check_kind(filing: Filing) -> None:
    """Raise `UsageError` (B033) where papers of the kind `filing` are no appeals for an organisation to hand over."""
    if not filing.nature.is_application:
        what = _("«{title}» письмом организации не передают.").format(title=filing.title)
        remedy = _(
            "Уберите ключ --letter. Бумаги для суда каждый подаёт в суд сам или через своего представителя; письмом"
            " передают обращения в прокуратуру, военный комиссариат, министерство."
        )
        raise UsageError(Problem(Kind.MISUSE, "B033", "--letter", what, remedy))


def make_letter(
    catalog: Catalog, plan: Plan, raw: Mapping[str, Any], rows: Iterable[CaseRow], done: Collection[str]
) -> Papers:
    """Make the letter of the raw case `raw` with a register of those of `rows` whose number is among `done`.

    Raises `FactsError` (B034) where some of them are addressed to another than the letter.
    """
    cases = {row.number: plan.facts(row) for row in rows if row.number in done}
    astray = [number for number, facts in cases.items() if _goes_elsewhere(raw, facts)]
    if astray:
        raise FactsError(_astray(astray))
    register = [register_item(plan.filing, facts) for facts in cases.values()]
    facts = {**raw, "register": register}
    wanted = replace(plan.order.wanted, own_copy=False, memo=False)
    return make(catalog, catalog.find(KIND), facts, plan.order.request, wanted)


def register_item(filing: Filing, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entry of `register` for a case whose paper is of the kind `filing`, as raw facts.

    The unit stays out: names and ranks beside numbers of units are what a list of troops is made of (W141), and each
    paper tells its own. The paper has its short name: the title of a kind lists all that such papers may be about,
    which this man's need not be («на угрозы, удержание, насилие»).
    """
    applicant = _group(facts, "applicant")
    item: dict[str, Any] = {key: applicant[key] for key in _OF_THE_APPLICANT if key in applicant}
    item["paper"] = filing.file_name
    item["paper_date"] = facts.get("sign_date")
    item["authority"] = _group(facts, "representative").get("authority")
    return item


def _goes_elsewhere(letter: Mapping[str, Any], case: Mapping[str, Any]) -> bool:
    told = [(_group(letter, key).get(name), _group(case, key).get(name)) for key, name in _ADDRESSEES.items()]
    return any(ours and theirs and _plain(ours) != _plain(theirs) for ours, theirs in told)


def _plain(text: Any) -> str:
    return " ".join(str(text).split()).casefold()


def _astray(numbers: list[str]) -> Problem:
    told = ", ".join(numbers[:_NAMED]) + (" …" if len(numbers) > _NAMED else "")
    what = _("Адресат письма и адресат дела названы по-разному: {numbers}. Письмо не составлено.").format(numbers=told)
    remedy = _(
        "Разделите таблицу по адресатам или назовите адресата везде одинаково. Реестр раскрыл бы людей тому, к кому они"
        " не обращались."
    )
    return Problem(Kind.WRONG, "B034", "--letter", what, remedy)


def _group(facts: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    group = facts.get(key)
    return group if isinstance(group, Mapping) else {}
