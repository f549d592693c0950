"""What the law answers a paper about one case on one day: what is due when, who is late, who pays, who hears.

Papers, memos and conditions ask here and reckon nothing themselves; docs/templates.md lists the questions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from filings.days import iso_day, months_between
from filings.fact_path import fact_at
from filings.law.duty import exemption_words
from filings.law.grounds.dismissal import has_guardian, service_is_over
from filings.law.nature import Nature
from filings.law.parties import costs_payer, paymaster, treasury
from filings.law.stored import load
from filings.law.terms.case_terms import CaseTerm, State, asked


@dataclass(frozen=True, slots=True)
class TermAnswer:
    """How one term stands on the day of the paper; a term that the case does not open has `rule` empty.

    `norm` are keys of the store. `last_day` is the last day on which who has to act is still in time; None where the
    case does not show it, `running` where there is none yet. `in_time`: that day is not past; `over`: it is; `overdue`:
    it is and nothing was done; `kept`, `late`: it was done by that day, or after it. `registered_by` is the last day
    for registering an application whose registration the case does not show. `number` is the place of the application
    in its list. Where `certain` is False an assumed day stands for the exact one, and nothing is said to be over.
    """

    rule: str = ""
    norm: str = ""
    number: int = 0
    last_day: date | None = None
    registered_by: date | None = None
    running: bool = False
    in_time: bool = False
    over: bool = False
    overdue: bool = False
    kept: bool = False
    late: bool = False
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Restoration:
    """What can be said of the obstacle that made the applicant late.

    `soon`: he acts soon after it was gone; `within_limit`: it arose within the time in which a missed term of cassation
    can be restored (КАС ст. 318 ч. 3).
    """

    soon: bool = False
    within_limit: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """All the answers. `report` is the one of `reports` that was due first, of those not answered in time;
    `inaction_from` is the first day of an inaction that the reports admit, None where they show none.

    `payer` (of the costs), `paymaster` (of a serviceman's pay) and `treasury` (who speaks for it) are numbers among
    `respondents`. `exemption` is how a paper names the ground on which no duty is paid, `supreme` whether a cassation
    complaint goes to the Supreme Court. `service_over`: the term of service is over; `guardian`: the relative of the
    case is young enough to have a guardian, not a trustee.
    """

    claim: TermAnswer
    exclusion: TermAnswer
    appeal: TermAnswer
    private_complaint: TermAnswer
    cassation: TermAnswer
    superior_complaint: TermAnswer
    reports: tuple[TermAnswer, ...]
    report: TermAnswer
    inaction_from: date | None
    restoration: Restoration
    payer: int | None
    paymaster: int | None
    treasury: int | None
    exemption: str
    supreme: bool
    service_over: bool
    guardian: bool

    def as_facts(self) -> dict[str, Any]:
        """Return the answers as plain JSON values, dates in ISO form, for conditions that name a dotted path."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def answers(facts: Mapping[str, Any], on: date, paper: Nature) -> Answers:
    """Return what the law says of `facts` (plain JSON values, ISO dates) in `paper` of the day `on`."""
    return answers_of(asked(facts, on, paper), facts, on)


def answers_of(terms: tuple[CaseTerm, ...], facts: Mapping[str, Any], on: date) -> Answers:
    """Return the same as `answers`, where the `terms` that the paper asks for have been counted already."""
    single = {one.answer: _answer(one) for one in terms if one.answer != "reports"}
    reports = [one for one in terms if one.answer == "reports"]
    due = [one for one in reports if one.term and not one.kept] or [one for one in reports if one.term]
    born = iso_day(fact_at(facts, "family.relative.birth_date"))
    no_term = TermAnswer()
    return Answers(
        claim=single.get("claim", no_term),
        exclusion=single.get("exclusion", no_term),
        appeal=single.get("appeal", no_term),
        private_complaint=single.get("private_complaint", no_term),
        cassation=single.get("cassation", no_term),
        superior_complaint=single.get("superior_complaint", no_term),
        reports=tuple(_answer(one) for one in sorted(reports, key=lambda one: one.number)),
        report=_answer(min(due, key=lambda one: one.deadline or date.max)) if due else no_term,
        inaction_from=_inaction_from(reports, facts),
        restoration=_restoration(facts, on),
        payer=costs_payer(facts),
        paymaster=paymaster(facts),
        treasury=treasury(facts),
        exemption=exemption_words(_text(facts, "fee.exemption")),
        supreme=to_supreme_court(facts),
        service_over=service_is_over(facts, on),
        guardian=born is not None and has_guardian(born, on),
    )


def to_supreme_court(facts: Mapping[str, Any]) -> bool:
    """Tell whether a cassation complaint goes to the Supreme Court: no other court of cassation is called so."""
    return "верховн" in (_text(facts, "appeal.court") or _text(facts, "court.name")).casefold()


def _answer(one: CaseTerm) -> TermAnswer:
    return TermAnswer(
        rule=one.rule,
        norm="; ".join(one.norms),
        number=one.number,
        last_day=one.deadline,
        registered_by=one.registered_by,
        running=one.state is State.RUNNING,
        in_time=one.state is State.RUNNING or (one.certain and one.term is not None and not one.over),
        over=one.certain and one.over,
        overdue=one.certain and one.state is State.MISSED,
        kept=one.kept,
        late=one.done_late,
        certain=one.certain,
    )


def _inaction_from(reports: list[CaseTerm], facts: Mapping[str, Any]) -> date | None:
    """Return the first day after the earliest term; None where one of the reports shows no term: it may be that one."""
    given = facts.get("report_history")
    if not isinstance(given, list) or len(given) != len(reports) or not all(one.begins for one in reports):
        return None
    days = [one.begins for one in reports if one.begins and not one.kept]
    return min(days, default=None)


def _restoration(facts: Mapping[str, Any], on: date) -> Restoration:
    rule: Mapping[str, Any] = load("deadlines")["restoration"]
    gone = iso_day(fact_at(facts, "term_restoration.ended_on"))
    in_force = iso_day(fact_at(facts, "judgment.in_force_on"))
    return Restoration(
        soon=gone is not None and 0 <= (on - gone).days <= rule["soon_days"],
        within_limit=(
            gone is not None and in_force is not None and months_between(in_force, gone) < rule["cassation_months"]
        ),
    )


def _text(facts: Mapping[str, Any], path: str) -> str:
    found = fact_at(facts, path)
    return found if isinstance(found, str) else ""


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
