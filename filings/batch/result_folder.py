"""The results of a batch on the disk: written whole, never over a stranger's file, never over one mended by hand.

What is ours is known from the journal: each file is planned there, with its digest, before it is written.
"""

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath

from filings.batch.journal import Intent, Journal
from filings.batch.result_names import folded
from filings.disk.output import clean, settle, telling_os_errors, write
from filings.errors import OutputError
from filings.i18n import _
from filings.problems import Kind, Problem


@dataclass(frozen=True, slots=True)
class Case:
    """The files of one case, ready to be written: path below the folder → content; the `warnings` of its check."""

    number: str
    fingerprint: str
    files: Mapping[str, bytes]
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptPapers:
    """What became of a case: the files that stand there for it, the `problems` of keeping them there, the `warnings`
    that its check gave when they were made."""

    papers: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


class _State(Enum):
    ABSENT = "absent"
    OURS = "ours"
    EDITED = "edited"
    STRANGE = "strange"


class Results:
    """The folder of results with its journal."""

    def __init__(self, folder: Path, journal: Journal) -> None:
        """Take the `folder` over, removing what an interrupted run may have left there half-made."""
        self._folder, self._journal = folder, journal
        clean({folder, *((folder / path).parent for path in journal.unfinished())})

    def standing(self, number: str, fingerprint: str) -> KeptPapers | None:
        """Return what stands there for a case that is done from the facts of `fingerprint`; None where it is to be made
        (again): it is new, its facts changed, a file of it is gone or cannot be read."""
        record = self._journal.find(number)
        if record is None or not record.done or record.fingerprint != fingerprint:
            return None
        try:
            states = {path: self._state(path, digests) for path, digests in record.files.items()}
        except OutputError:  # told when it is to be written
            return None
        if _State.ABSENT in states.values():
            return None
        edited = [path for path, state in states.items() if state is not _State.OURS]
        return KeptPapers(
            tuple(sorted(record.files)), tuple(_edited(path, _left()) for path in edited), record.warnings
        )

    def leftovers(self, number: str) -> tuple[str, ...]:
        """Return the files that an earlier run made for the case `number` and that are still there."""
        record = self._journal.find(number)
        return tuple(path for path in record.files if os.path.lexists(self._folder / path)) if record else ()

    def others(self, numbers: Collection[str]) -> int:
        """Return how many cases beside those of `numbers` have papers here."""
        return sum(bool(self.leftovers(number)) for number in self._journal.numbers() if number not in numbers)

    def put(self, cases: Sequence[Case]) -> list[KeptPapers | OutputError]:
        """Write the files of `cases` and note them in the journal; return what became of each, in their order.

        A case that cannot be written comes back with its error and stays to be done. Raises `OutputError` where the
        journal itself cannot be written: then nothing of `cases` counts as done.
        """
        outcomes: dict[str, KeptPapers | OutputError] = {}
        intents: dict[str, Intent] = {}
        edited: dict[str, list[str]] = {}
        for case in cases:
            intent = _intent(case)
            try:
                edited[case.number] = self._edited(intent)
                intents[case.number] = intent
            except OutputError as error:
                outcomes[case.number] = error
        self._journal.plan(intents.values())
        for case in cases:
            if case.number in intents:
                try:
                    outcomes[case.number] = self._publish(case, edited[case.number])
                except OutputError as error:
                    outcomes[case.number] = error
        done = [intent for number, intent in intents.items() if isinstance(outcomes[number], KeptPapers)]
        # The folders between, too: a folder has its name in the one above it.
        above = {parent for intent in done for path in intent.files for parent in PurePosixPath(path).parents}
        settle({self._folder / parent for parent in above})
        self._journal.done(done)
        return [outcomes[case.number] for case in cases]

    def _edited(self, intent: Intent) -> list[str]:
        """Return those files that a person has changed; `OutputError` (B044) where others are not ours at all."""
        states = {path: self._state(path, self._journal.digests(path), digest) for path, digest in intent.files.items()}
        strange = [path for path, state in states.items() if state is _State.STRANGE]
        if strange:
            raise OutputError(*map(_strange, strange))
        return [path for path, state in states.items() if state is _State.EDITED]

    def _publish(self, case: Case, edited: Sequence[str]) -> KeptPapers:
        """Write what is not there yet, take away what is no more; return what became of it."""
        wanted = {self._folder / path: content for path, content in case.files.items() if path not in edited}
        fresh = {target: content for target, content in wanted.items() if not _holds(target, content)}
        write(fresh, overwrite=True, settled=False)
        problems = [_edited(path, _rename()) for path in edited]
        # Asked now: what another case took over when it was planned is no more this one's to remove.
        record = self._journal.find(case.number)
        for path, digests in record.files.items() if record else ():
            if path not in case.files and not self._is_one_of(path, case):
                problems += self._remove(path, digests)
        return KeptPapers(tuple(sorted(case.files)), tuple(problems), case.warnings)

    def _is_one_of(self, path: str, case: Case) -> bool:
        """Tell whether `path` leads to a file of `case`, its name being another in letter case only."""
        here = self._folder / path
        twins = [self._folder / each for each in case.files if folded(each) == folded(path)]
        with telling_os_errors(here):
            return any(here.exists() and twin.exists() and here.samefile(twin) for twin in twins)

    def _remove(self, path: str, digests: frozenset[str]) -> Iterator[Problem]:
        """Take away a paper that the changed case has no more, and the folders which that empties."""
        target = self._folder / path
        if self._state(path, digests) not in (_State.OURS, _State.ABSENT):
            yield _edited(path, _left())
            return
        with telling_os_errors(target):
            target.unlink(missing_ok=True)
        with suppress(OSError):  # it holds something else, or is gone
            for parent in PurePosixPath(path).parents[:-1]:
                (self._folder / parent).rmdir()

    def _state(self, path: str, known: frozenset[str], digest: str = "") -> _State:
        """Tell what stands at `path`, where files of ours have the `known` digests and would get `digest`."""
        target = self._folder / path
        if not Path(os.path.realpath(target.parent)).is_relative_to(os.path.realpath(self._folder)):
            return _State.STRANGE  # a link in the place of a folder leads elsewhere
        if not os.path.lexists(target):
            return _State.ABSENT
        with telling_os_errors(target):
            if target.is_file() and digest_of(target.read_bytes()) in known | {digest}:
                return _State.OURS
        return _State.EDITED if known else _State.STRANGE


def digest_of(content: bytes) -> str:
    """Return the digest by which the journal knows a file."""
    return hashlib.sha256(content).hexdigest()


def _holds(target: Path, content: bytes) -> bool:
    with telling_os_errors(target):
        return target.is_file() and target.read_bytes() == content


def _intent(case: Case) -> Intent:
    digests = {path: digest_of(content) for path, content in case.files.items()}
    return Intent(case.number, case.fingerprint, case.warnings, digests)


def _edited(path: str, remedy: str) -> Problem:
    what = _("Этот файл изменён вручную после того, как программа его составила; он оставлен как есть.")
    return Problem(Kind.EDITED, "B043", path, what, remedy).softened()


def _left() -> str:
    return _("Если нужен документ заново, уберите этот файл в другую папку и запустите команду с --resume.")


def _rename() -> str:
    return _("Факты дела изменились: чтобы получить новый документ, уберите этот файл и запустите команду с --resume.")


def _strange(path: str) -> Problem:
    return Problem(
        Kind.FOREIGN,
        "B044",
        path,
        _("В папке результатов уже лежит файл с таким именем, и составила его не эта команда; он не тронут."),
        _("Уберите этот файл или выберите для результатов другую папку."),
    )
