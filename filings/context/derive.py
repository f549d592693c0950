"""The walk over a case: each fact becomes what its place in the vocabulary says.

The places are marked in schemas/case.json by `x-derive` and `format`; no fact is known here by its own name,
but for the parts of a person.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from filings.context.values import Gap, Ledger, Record, Word
from filings.russian.forms import override
from filings.russian.names import Gender, decline_name
from filings.russian.phrases import decline_phrase
from filings.russian.ranks import decline_rank

Schema = Mapping[str, Any]
Facts = Mapping[str, Any]
# Where a step of a path ends: before the next one, or at the end («applicant.unit», «reasons[0]»).
_STEP = re.compile(r"[.\[]|$")


class Deriver:
    """Turns plain facts into what templates hold.

    `vocabulary` is schemas/case.json without references; `gaps` maps the path of each required fact that is missing
    to its title; `overrides` are the case's own `forms`, by the text as typed. `places` are the objects of the walk by
    their paths.
    """

    def __init__(
        self, vocabulary: Schema, ledger: Ledger, gaps: Mapping[str, str], overrides: Mapping[str, Mapping[str, str]]
    ) -> None:
        self._vocabulary = vocabulary
        self._ledger = ledger
        self._gaps = gaps
        self._with_gap = frozenset(gap[: step.start()] for gap in gaps for step in _STEP.finditer(gap))
        self._overrides = overrides
        self.places: dict[str, Record | Gap] = {}

    def case(self, facts: Facts) -> dict[str, Any]:
        """Return every fact of the vocabulary under its top-level name; None where the case lacks it."""
        return self._properties(self._vocabulary, facts, "")

    def _properties(self, schema: Schema, facts: Facts, where: str) -> dict[str, Any]:
        parts = schema["properties"]
        values: dict[str, Any] = dict.fromkeys(parts)
        for key in parts if self._with_gap else facts:
            part = parts[key]
            path = f"{where}.{key}" if where else key
            if key not in facts and path not in self._with_gap:
                continue
            if part.get("x-derive") == "name" and key in facts and path not in self._with_gap:
                values[key] = self._name(facts[key], facts.get("gender"), path)
            elif part.get("x-derive") == "party" and key in facts:
                kind = "position" if facts.get("kind") == "official" else "organisation"
                values[key] = self._phrase(kind, facts[key], path)
            else:
                values[key] = self._value(part, facts.get(key), path)
        return values

    def _value(self, part: Schema, value: Any, where: str) -> Any:
        if where in self._gaps:
            return self._placed(Gap(self._gaps[where], where), where)
        if value is None and where not in self._with_gap:
            return None
        match part.get("x-derive"):
            case "name":
                return Gap(part["title"])
            case "holder":
                return self._holder(part, value or {}, where)
            case ("position" | "organisation") as kind:
                return self._phrase(kind, value, where)
        if "properties" in part:
            return self._placed(Record(self._properties(part, value or {}, where), where), where)
        if part.get("type") == "array":
            return [self._value(part["items"], one, f"{where}[{i}]") for i, one in enumerate(value or ())]
        return date.fromisoformat(value) if part.get("format") == "date" else value

    def _placed(self, value: Record | Gap, where: str) -> Record | Gap:
        self.places[where] = value
        return value

    def _holder(self, part: Schema, facts: Facts, where: str) -> Record:
        """Return a person with his rank in full («гвардии сержант медицинской службы») and his gender told."""
        values = self._properties(part, facts, where)
        if isinstance(values.get("rank"), str):
            rank = decline_rank(
                values["rank"],
                guards=bool(facts.get("guards")),
                service=facts.get("rank_suffix"),
                status=facts.get("rank_status"),
            )
            values["rank"] = Word(rank, f"{where}.rank", self._ledger)
        if isinstance(values.get("name"), Record):
            values["gender"] = values["name"].gender
        return Record(values)

    def _name(self, facts: Facts, gender: str | None, where: str) -> Record:
        """Return a name: `full`, `short` («Иванов И.И.») and `signed` («И.И. Иванов»), each in six cases."""
        forms = decline_name(
            facts["last"],
            facts["first"],
            facts.get("patronymic", ""),
            Gender(gender) if gender else None,
            self._overrides,
        )
        doubted = next((part for part in (forms.last, forms.first, forms.patronymic) if part.doubt), None)
        return Record(
            {
                **facts,
                "full": Word(forms.full, where, self._ledger, doubted),
                "short": Word(forms.surname_initials, where, self._ledger, doubted),
                "signed": Word(forms.initials_surname, where, self._ledger, doubted),
                "gender": str(forms.gender),
            }
        )

    def _phrase(self, kind: str, text: str, where: str) -> Word:
        forms = decline_phrase(text, animate=kind == "position")
        return Word(override(forms, self._overrides.get(text, {})), where, self._ledger)
