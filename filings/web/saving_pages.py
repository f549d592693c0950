"""The answers as a sealed file: saved by a passphrase, opened again, handed to a lawyer."""

from collections.abc import Iterator
from dataclasses import replace

from filings.errors import FilingsError
from filings.facts import load_source
from filings.i18n import _
from filings.kit.passphrases import new_words, readings
from filings.kit.saved_case import case_file, case_name, responses_of
from filings.problems import Problem
from filings.sealing import SUFFIX, wants_passphrase
from filings.web.desk import Desk, Download, Later, Moved, Outcome, Shown
from filings.web.surroundings import Workshop
from filings.web.visit import Visit

_SEALED = "sealed"


def saving(desk: Desk) -> Outcome:
    """Offer to save the answers, or give what was saved with its passphrase."""
    if not desk.visit.kind:
        return Moved(desk.next_url())
    ready = desk.vault.get(desk.key, _SEALED) is not None
    names = {"ready": ready, "passphrase": desk.visit.passphrase, "back": desk.next_url(), "busy": desk.busy}
    return Shown("save.html", {**names, "lawyer": bool(desk.world.recipients.keys)})


def save(desk: Desk) -> Outcome:
    """Seal the answers by a new passphrase, the same for the whole visit."""
    if not desk.visit.kind:
        return Moved(desk.next_url())
    passphrase = desk.visit.passphrase or new_words(desk.world.choose)
    content, workshop = case_file(desk.visit.kind, desk.visit.responses), desk.world.workshop

    def then(later: Desk, sealed: bytes) -> Outcome:
        return Moved(later.url("save"), replace(later.visit, passphrase=passphrase), {_SEALED: sealed})

    return Later(lambda: workshop.seal(content, passphrase), then, desk.url("save", "busy"))


def saved(desk: Desk) -> Outcome:
    """Give the sealed answers."""
    content = desk.vault.get(desk.key, _SEALED)
    return Moved(desk.url("save")) if content is None else Download(content, case_name())


def for_lawyer(desk: Desk) -> Outcome:
    """Tell how the answers come to a lawyer who reads them alone."""
    if not desk.visit.kind:
        return Moved(desk.next_url())
    return Shown("lawyer.html", {"lawyer": bool(desk.world.recipients.keys), "back": desk.next_url()})


def lawyer_file(desk: Desk) -> Outcome:
    """Give the answers and a note, sealed to the lawyer's key."""
    if not desk.visit.kind or not desk.world.recipients.keys:
        return Moved(desk.url("lawyer"))
    files = {
        f"{_('дело')}.json": case_file(desk.visit.kind, desk.visit.responses),
        f"{_('записка')}.txt": "\n".join(_note(desk)).encode(),
    }
    return Download(desk.world.recipients.bundle(files), f"{_('юристу')}.zip{SUFFIX}")


def resuming(desk: Desk, problem: Problem | None = None) -> Outcome:
    """Ask for a sealed file and its passphrase."""
    return Shown("resume.html", {"problem": problem, "back": "/", "busy": desk.busy}, 422 if problem else 200)


def resume(desk: Desk) -> Outcome:
    """Open a sealed file and go on where its answers end."""
    content, passphrases, workshop = desk.file, readings(desk.typed("passphrase")), desk.world.workshop
    try:
        # Whoever sends another kind of file is told at once.
        wants_passphrase(content, _("Файл"))
    except FilingsError as error:
        return resuming(desk, error.problems[0])
    return Later(lambda: _opened(workshop, content, passphrases), _resumed, "/resume/busy")


def _opened(workshop: Workshop, content: bytes, passphrases: tuple[str, ...]) -> bytes | Problem:
    found: bytes | Problem = b""
    for passphrase in passphrases:
        try:
            return workshop.unseal(content, passphrase)
        except FilingsError as error:
            found = error.problems[0]
    return found


def _resumed(desk: Desk, opened: bytes | Problem) -> Outcome:
    if isinstance(opened, Problem):
        return resuming(desk, opened)
    try:
        facts = load_source("case.json" if opened.lstrip().startswith(b"{") else "case.yaml", opened)
        filing = desk.world.catalog.find(str(facts.get("kind", "")))
    except FilingsError as error:
        return resuming(desk, error.problems[0])
    key = desk.vault.open()
    visit = Visit(kind=filing.kind, responses=responses_of(facts))
    return Moved(f"/i/{key.link}", visit, key=key)


def _note(desk: Desk) -> Iterator[str]:
    """Yield the lines of the note for the lawyer: what is written, what stops it, what is not answered yet."""
    yield _("Вид документа: {title} ({kind}).").format(title=desk.filing.title, kind=desk.filing.kind)
    course = desk.course
    for problem in (*((course.stop.problem,) if course.stop else ()), *course.problems, *course.warnings):
        yield f"{problem.code} {problem.what} {problem.norm}".rstrip()
    if course.ahead:
        yield _("Ещё не отвечено:")
        yield from (f"– {page.heading}" for page in course.ahead)
