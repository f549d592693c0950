"""What is remembered of one visitor between two requests."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from filings.interview.questionnaire import Responses


@dataclass(frozen=True, slots=True)
class Slip:
    """An answer that could not be taken: the id of its page, and what was typed, to be shown with what is wrong."""

    page: str
    typed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor: the answers to the questions about what happened (`trail`, the number of each), the kind of paper,
    the responses; the signs by which he confirmed the words (`words`); the kinds he has papers of (`made`), the
    passphrase he was given."""

    trail: tuple[int, ...] = ()
    kind: str = ""
    responses: Responses = field(default_factory=Responses)
    slip: Slip | None = None
    words: str = ""
    made: tuple[str, ...] = ()
    passphrase: str = ""

    def answered(self, responses: Responses) -> "Visit":
        """Return the visit with other responses."""
        return replace(self, responses=responses, slip=None)

    def to_bytes(self) -> bytes:
        """Return the visit as it is kept."""
        responses = self.responses
        slip = None if self.slip is None else [self.slip.page, dict(self.slip.typed)]
        value = {
            "trail": self.trail,
            "kind": self.kind,
            "facts": responses.facts,
            "state": responses.state(),
            "slip": slip,
            "words": self.words,
            "made": self.made,
            "passphrase": self.passphrase,
        }
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")

    @classmethod
    def from_bytes(cls, content: bytes) -> "Visit":
        """Return what `to_bytes` was called of."""
        value: dict[str, Any] = json.loads(content.decode("utf-8", "surrogatepass"))
        slip = value["slip"]
        return cls(
            trail=tuple(value["trail"]),
            kind=value["kind"],
            responses=Responses(value["facts"]).with_state(value["state"]),
            slip=None if slip is None else Slip(slip[0], slip[1]),
            words=value["words"],
            made=tuple(value["made"]),
            passphrase=value["passphrase"],
        )
