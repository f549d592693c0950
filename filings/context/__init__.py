"""Everything a template may name, made from the facts of one case for one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from filings.context import enclosures, functions
from filings.context.derive import Deriver
from filings.context.values import Ledger, PrintedForm
from filings.facts import Checked
from filings.facts.vocabulary import Schema
from filings.law.answers import Answers
from filings.law.grounds.matrix import Assessment

__all__ = ["Context", "Ledger", "PrintedForm", "derive"]

# What needs neither the case nor its day.
_FUNCTIONS = {
    "key": enclosures.key,
    "by": functions.by,
    "missing": functions.missing,
    "day": functions.day,
    "capital": functions.capital,
    "bare": functions.bare,
    "flowing": functions.flowing,
    "lines": functions.lines,
    "phone": functions.phone,
    "into": functions.into,
    "money": functions.money,
    "count": functions.counted,
    "count_in_words": functions.counted_in_words,
}


@dataclass(frozen=True, slots=True)
class Context:
    """What a template sees (`names`) and what it turned out to print of declined texts (`ledger`)."""

    names: Mapping[str, Any]
    ledger: Ledger


def derive(
    vocabulary: Schema,
    checked: Checked,
    *,
    on: date,
    answers: Answers,
    own_copy: bool = False,
    assessment: Assessment | None = None,
) -> Context:
    """Make the context of one paper.

    `vocabulary` is schemas/case.json without references; `checked.missing` become gaps. `on` is the day at which law
    and ages are taken; `answers` are what the law says of the case on that day, `assessment` its word on the ground
    that the case names, where its kind has grounds. Facts of other papers of the case are not named.
    """
    ledger = Ledger()
    gaps = {missing.path: missing.title for missing in checked.missing}
    deriver = Deriver(vocabulary, ledger, gaps, checked.own.get("forms", {}))
    facts = deriver.case(checked.own)
    papers = enclosures.Enclosures(deriver.places)
    names = {
        **facts,
        "on": on,
        "own_copy": own_copy,
        "assessment": assessment,
        "answers": answers,
        "law": functions.law_on(on),
        "enclosed": papers.enclosed,
        "withheld": papers.withheld,
        "agree": functions.agree_with(getattr(facts["applicant"], "gender", None)),
        "age": functions.age_on(on),
        "in_force": functions.in_force_on(on),
        **_FUNCTIONS,
    }
    return Context(names, ledger)
