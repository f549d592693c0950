"""One request of one visitor, as the pages see it, and what a page may answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from typing import Any, TypeAlias

from filings.catalog import Filing
from filings.examination import Request
from filings.interview.planning import case_of, plan
from filings.interview.questionnaire import Course, Page
from filings.papers import Papers as Made
from filings.papers import Wanted, make
from filings.sealing import LinkKey
from filings.web.surroundings import Surroundings
from filings.web.vault import Vault
from filings.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its template and what it names."""

    template: str
    names: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper itself, to be read in its frame."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Download:
    """A file to be saved under a name that says nothing of the person."""

    content: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The visitor is sent on to another page of his; what is given of `visit` and `parts` is kept, of `key` if he had
    none before."""

    to: str
    visit: Visit | None = None
    parts: Mapping[str, bytes] = field(default_factory=dict)
    key: LinkKey | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """What is answered after `job`, which takes its time, by `then`; `busy` is where to go if nobody can do it now."""

    job: Callable[[], Any]
    then: Callable[["Desk", Any], "Outcome"]
    busy: str


Outcome: TypeAlias = Shown | Paper | Download | Moved | Later


@dataclass
class Desk:
    """A request: the visitor's key, what he has answered, the form he sent (name → values) and the file with it.

    `busy` tells that he was just sent back because nobody was free.
    """

    world: Surroundings
    vault: Vault
    key: LinkKey
    visit: Visit
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    file: bytes = b""
    busy: bool = False

    def typed(self, name: str) -> str:
        """Return what was sent under `name`: several values as lines, nothing as an empty text."""
        return "\n".join(value.replace("\r\n", "\n").replace("\0", "") for value in self.form.get(name, ()))

    def url(self, *parts: object) -> str:
        """Return the address of a page of this visit."""
        return "/".join(("/i", self.key.link, *map(str, parts)))

    @property
    def filing(self) -> Filing:
        """The kind of paper that is being written."""
        return self.world.catalog.find(self.visit.kind)

    @cached_property
    def course(self) -> Course:
        """Where the interview stands."""
        return plan(self.world.catalog, self.filing, self.visit.responses, self.world.today())

    @property
    def case(self) -> dict[str, Any]:
        """The facts from which the papers are made."""
        return case_of(self.world.catalog, self.filing, self.visit.responses, self.world.today())

    def made(self, formats: tuple[str, ...] = (), *, memo: bool = False) -> Made:
        """Return the papers of the case as they stand, made here: documents in a few milliseconds, files in more."""
        wanted = Wanted(formats, memo=memo)
        return make(self.world.catalog, self.filing, self.case, Request(self.world.today()), wanted)

    def name_of(self, page: Page) -> str:
        """Return the name of a page in an address: the id would tell whoever reads the history what the matter is."""
        return self.sign_of(page.id)

    def sign_of(self, text: str) -> str:
        """Return a short sign for `text` that tells nothing of it to who has not the link."""
        return blake2b(text.encode(), key=self.key.link.encode(), digest_size=5).hexdigest()

    def page_url(self, page: Page) -> str:
        """Return the address of a page of the interview."""
        return self.url("q", self.name_of(page))

    def next_url(self) -> str:
        """Return the address of what comes next."""
        if not self.visit.kind:
            return self.url("s", len(self.visit.trail))
        if self.course.stop:
            return self.url("stop")
        if self.course.ahead:
            return self.page_url(self.course.ahead[0])
        return self.url("words")

    def with_visit(self, visit: Visit) -> "Desk":
        """Return the desk after an answer."""
        return replace(self, visit=visit)

    def moved_on(self, visit: Visit) -> Moved:
        """Keep `visit` and go to what comes next."""
        return Moved(self.with_visit(visit).next_url(), visit)
