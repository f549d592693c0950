"""The journal of a folder of results: which cases are done, from which facts, and the digest of every file made.

A file is planned in the journal before it appears on the disk, so that after any interruption each file found there is
known to be ours, whole, or a stranger's. SQLite keeps the journal (write-ahead log, every commit forced to the disk)
and holds the lock that lets one run only into a folder.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filings.batch.result_names import folded
from filings.errors import OutputError
from filings.i18n import _
from filings.problems import Kind, Problem

PLACE = ".filings"
_FILE = "journal.sqlite"
_VERSION = 1
_TABLES = """
    CREATE TABLE cases (
        kind TEXT, number TEXT, fingerprint TEXT NOT NULL, done INTEGER NOT NULL, warnings TEXT NOT NULL,
        PRIMARY KEY (kind, number)
    ) WITHOUT ROWID;
    CREATE TABLE warnings (id INTEGER PRIMARY KEY, told TEXT NOT NULL UNIQUE);
    CREATE TABLE files (
        kind TEXT, name TEXT, path TEXT, digest TEXT, number TEXT NOT NULL, planned INTEGER NOT NULL,
        PRIMARY KEY (kind, name, path, digest)
    ) WITHOUT ROWID;
    CREATE INDEX files_of_a_case ON files (kind, number);
"""


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """What the journal holds of a case: from which facts its papers were made, whether they are complete (`done`), the
    `warnings` of the check (at paths of facts), and the digests under which each file (path below the folder) may be
    found."""

    fingerprint: str
    done: bool
    warnings: tuple[Problem, ...]
    files: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Intent:
    """What is about to be on the disk for a case: its files (path below the folder → digest)."""

    number: str
    fingerprint: str
    warnings: tuple[Problem, ...]
    files: Mapping[str, str]


class Journal:
    """The journal of one kind of paper in a folder; one process holds it at a time.

    Every method raises `OutputError` where the disk or SQLite fails: O003, O004, or B041 for a damaged journal.
    """

    def __init__(self, folder: Path, kind: str) -> None:
        """Open the journal in `folder`, making both where they are missing.

        Raises `OutputError`: B040 another run has it, B041 it is damaged or of a later version of the program, or what
        the disk says (O002–O007).
        """
        self._kind = kind
        with _told():
            place = folder / PLACE
            # The names of the folders are people's names: they, too, are for the owner only.
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.mkdir(mode=0o700, exist_ok=True)
            # SQLite gives its own files the mode of this one.
            os.close(os.open(place / _FILE, os.O_CREAT | os.O_RDWR, 0o600))
            self._database = sqlite3.connect(place / _FILE, isolation_level=None, timeout=0.2)
            try:
                self._prepare()
            except sqlite3.Error:
                self._database.close()
                raise

    def _prepare(self) -> None:
        self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        with self._transaction():
            version = self._database.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                for statement in filter(str.strip, _TABLES.split(";")):
                    self._database.execute(statement)
                self._database.execute(f"PRAGMA user_version = {_VERSION}")
        if version not in (0, _VERSION):
            raise sqlite3.DatabaseError("version")

    def close(self) -> None:
        """Give the folder free for another run."""
        self._database.close()

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def numbers(self) -> frozenset[str]:
        """Return the numbers of all cases of this kind that were ever begun here."""
        with _told():
            rows = self._database.execute("SELECT number FROM cases WHERE kind = ?", (self._kind,))
            return frozenset(number for (number,) in rows)

    def unfinished(self) -> frozenset[str]:
        """Return the paths of files that were planned, and perhaps not written: leftovers may lie beside them."""
        with _told():
            return frozenset(path for (path,) in self._database.execute("SELECT path FROM files WHERE planned"))

    def find(self, number: str) -> CaseRecord | None:
        """Return what is known of the case `number`."""
        key = (self._kind, number)
        with _told():
            case = self._database.execute(
                "SELECT fingerprint, done, warnings FROM cases WHERE kind = ? AND number = ?", key
            ).fetchone()
            if case is None:
                return None
            found = self._database.execute("SELECT path, digest FROM files WHERE kind = ? AND number = ?", key)
            files: dict[str, frozenset[str]] = {}
            for path, digest in found:
                files[path] = files.get(path, frozenset()) | {digest}
            return CaseRecord(case[0], bool(case[1]), tuple(map(self._warning, json.loads(case[2]))), files)

    def digests(self, path: str) -> frozenset[str]:
        """Return the digests under which a file of ours may be found at `path`, whichever case it was made for; names
        that differ in letter case only are one."""
        key = (self._kind, folded(path))
        with _told():
            found = self._database.execute("SELECT digest FROM files WHERE kind = ? AND name = ?", key)
            return frozenset(digest for (digest,) in found)

    def plan(self, intents: Iterable[Intent]) -> None:
        """Note what is going to be written. A path that was another case's (the table was sorted anew) is taken over,
        and that case is to be done again."""
        with _told(), self._transaction():
            for intent in intents:
                self._database.execute(
                    "INSERT INTO cases VALUES (?, ?, ?, 0, '[]') ON CONFLICT DO UPDATE SET done = 0",
                    (self._kind, intent.number, intent.fingerprint),
                )
                for path in intent.files:
                    self._take_over(path, intent.number)
                self._note(intent, planned=True)

    def _take_over(self, path: str, number: str) -> None:
        key = (self._kind, folded(path))
        self._database.execute(
            "UPDATE cases SET done = 0 WHERE (kind, number) IN"
            " (SELECT kind, number FROM files WHERE kind = ? AND name = ?)",
            key,
        )
        self._database.execute("UPDATE files SET number = ? WHERE kind = ? AND name = ?", (number, *key))

    def done(self, intents: Iterable[Intent]) -> None:
        """Note that the files of `intents`, and they alone, are on the disk."""
        with _told(), self._transaction():
            for intent in intents:
                key = (self._kind, intent.number)
                self._database.execute("DELETE FROM files WHERE kind = ? AND number = ?", key)
                self._note(intent, planned=False)
                self._database.execute(
                    "UPDATE cases SET fingerprint = ?, done = 1, warnings = ? WHERE kind = ? AND number = ?",
                    (intent.fingerprint, json.dumps([self._id(warning) for warning in intent.warnings]), *key),
                )

    def _note(self, intent: Intent, *, planned: bool) -> None:
        self._database.executemany(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)",
            [(self._kind, folded(path), path, digest, intent.number, planned) for path, digest in intent.files.items()],
        )

    def _id(self, warning: Problem) -> int:
        """Return under which number `warning` is kept: most cases have the same ones, so each text is kept once."""
        told = json.dumps(warning.as_json(), ensure_ascii=False)
        self._database.execute("INSERT OR IGNORE INTO warnings (told) VALUES (?)", (told,))
        return int(self._database.execute("SELECT id FROM warnings WHERE told = ?", (told,)).fetchone()[0])

    def _warning(self, number: int) -> Problem:
        (told,) = self._database.execute("SELECT told FROM warnings WHERE id = ?", (number,)).fetchone()
        # The first journals did not note the kind: all they kept were warnings.
        return Problem.from_json({"kind": Kind.NOTICE} | json.loads(told))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        except sqlite3.Error:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise


@contextmanager
def _told() -> Iterator[None]:
    """Tell in a person's words what SQLite and the disk say of the journal."""
    try:
        yield
    except sqlite3.Error as error:
        raise OutputError(_problem(error)) from None
    except OSError as error:
        raise OutputError(
            Problem(
                Kind.UNWRITTEN,
                "O002",
                PLACE,
                _("Папку для результатов создать не удалось: {reason}.").format(reason=error.strerror),
                _("Проверьте путь, право писать в эту папку и место на диске."),
            )
        ) from None


def _problem(error: sqlite3.Error) -> Problem:
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:  # without what SQLite adds to the code of the sort
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Problem(
                Kind.UNWRITTEN,
                "B040",
                PLACE,
                _("В этой папке уже работает другой запуск программы."),
                _("Дождитесь его конца или выберите другую папку. Запись об этом снимется сама, когда он закончится."),
            )
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return Problem(
                Kind.FULL,
                "O004",
                PLACE,
                _("Журнал запуска не записывается: на диске нет места, или диск неисправен."),
                _("Освободите место и запустите ту же команду с --resume: сделанное не пропадёт."),
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return Problem(
                Kind.DENIED,
                "O003",
                PLACE,
                _("Записать журнал в эту папку нельзя: нет прав."),
                _("Выберите папку, в которую вам можно писать."),
            )
        case _:
            return Problem(
                Kind.UNWRITTEN,
                "B041",
                f"{PLACE}/{_FILE}",
                _("Журнал прошлых запусков не читается: он повреждён или записан более новой версией программы."),
                _("Возьмите новую папку для результатов; документы в прежней целы."),
            )
