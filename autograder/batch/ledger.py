"""The ledger: the durable record of a batch, one row a submission, written as each report is finished.

It is a SQLite database in the folder of the results. Whatever is killed, what was written is there: write-ahead log,
synchronised at every commit, one writer. ``results.json`` and ``grades.csv`` are views of it.
"""

from __future__ import annotations

import getpass
import os
import socket
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

import msgspec
from filelock import FileLock, Timeout

from autograder.report.verdict import Report
from autograder.submissions.submission import Cell, Submission

__all__ = ["Entry", "Ledger", "LedgerError", "Sources"]

_FORMAT = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reports (
    student BLOB PRIMARY KEY,  -- the name of the folder or file, byte for byte: two that print alike are two
    keys BLOB NOT NULL,        -- JSON: of each exercise that has been graded, what its verdict depends on
    sandbox TEXT NOT NULL,     -- the level
    device TEXT NOT NULL,      -- where training checks have trained
    report BLOB NOT NULL       -- JSON, as in results.json
);
CREATE TABLE IF NOT EXISTS sources (
    sha256 TEXT PRIMARY KEY,   -- of the file, as in its report
    cells BLOB NOT NULL        -- JSON, compressed: label and source of each cell, as they were run
);
"""


_decode_keys = msgspec.json.Decoder(dict[str, str]).decode
_decode_cells = msgspec.json.Decoder(list[tuple[str, str]]).decode
_decode_report = msgspec.json.Decoder(Report).decode


class LedgerError(Exception):
    """The ledger cannot be opened or written to; the text says what to do."""


@dataclass(frozen=True)
class Entry:
    """What the ledger knows of one submission.

    Attributes:
        keys: of each exercise that has been graded, see `autograder.batch.keys`.
        report: with these exercises; others may be still to come.
        sandbox: the level at which it was graded.
        device: where it has trained, if it has.
    """

    keys: Mapping[str, str]
    report: Report
    sandbox: str
    device: str


class Ledger:
    """The ledger of one assignment in a folder of results; a context manager that holds it, for one process at a time.

    Args:
        out: the folder, which exists.
        assignment: name of the assignment; a folder holds no other.
    """

    def __init__(self, out: Path, assignment: str) -> None:
        self._path = out / "ledger.sqlite"
        self._lock = FileLock(out / "ledger.lock")
        self._assignment = assignment

    def __enter__(self) -> Ledger:
        """Open it.

        Raises:
            LedgerError: another process holds it, it is another assignment's, or it is none of ours.
        """
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            raise LedgerError(f"{self._path.parent}: {self._holder()}; wait for it, or name another folder.") from None
        try:
            with self._explained():
                self._database = sqlite3.connect(self._path, isolation_level=None)
                self._database.execute("PRAGMA journal_mode = WAL")
                self._database.execute("PRAGMA synchronous = FULL")
                self._database.executescript(_SCHEMA)
                self._require_format()
                self._require_assignment()
                self._set("holder", _this_process())
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()
        self._lock.release()

    def entry(self, student: str) -> Entry | None:
        """Return what is known of a student's submission, or None."""
        query = "SELECT keys, report, sandbox, device FROM reports WHERE student = ?"
        with self._explained():
            row = self._database.execute(query, (os.fsencode(student),)).fetchone()
            if row is None:
                return None
            keys, report, sandbox, device = row
            return Entry(_decode_keys(keys), _decode_report(report), sandbox, device)

    def has_source(self, sha256: str) -> bool:
        """Say whether the code of the file with this hash is kept."""
        with self._explained():
            query = "SELECT 1 FROM sources WHERE sha256 = ?"
            return self._database.execute(query, (sha256,)).fetchone() is not None

    def keep(self, student: str, entry: Entry, source: Submission | None = None) -> None:
        """Write an entry, in the place of an earlier one, and the code; once this returns, they are on the disk.

        Raises:
            LedgerError: they cannot be written.
        """
        keys, report = msgspec.json.encode(entry.keys), msgspec.json.encode(entry.report)
        row = (os.fsencode(student), keys, entry.sandbox, entry.device, report)
        with self._explained(), self._transaction():
            self._database.execute("INSERT OR REPLACE INTO reports VALUES (?, ?, ?, ?, ?)", row)
            if source is not None:
                cells = zlib.compress(msgspec.json.encode([(cell.label, cell.source) for cell in source.cells]), 1)
                self._database.execute("INSERT OR IGNORE INTO sources VALUES (?, ?)", (source.sha256, cells))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN")
        try:
            yield
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk may have ended it already
                self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def _require_format(self) -> None:
        row = self._database.execute("SELECT value FROM meta WHERE name = 'format'").fetchone()
        if row is None:
            self._set("format", str(_FORMAT))
        elif row != (str(_FORMAT),):
            raise LedgerError(
                f"{self._path}: has format {row[0]}, this version of autograder writes {_FORMAT}; name another folder."
            )

    def _require_assignment(self) -> None:
        row = self._database.execute("SELECT value FROM meta WHERE name = 'assignment'").fetchone()
        if row is None:
            self._set("assignment", self._assignment)
        elif row != (self._assignment,):
            out = self._path.parent
            raise LedgerError(f"{out}: holds the results of {row[0]}; name another folder for {self._assignment}.")

    def _set(self, name: str, value: str) -> None:
        self._database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def _holder(self) -> str:
        """Say who holds the ledger."""
        unknown = "another process is grading into it"
        try:
            database = sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True, timeout=1)
            try:
                row = database.execute("SELECT value FROM meta WHERE name = 'holder'").fetchone()
            finally:
                database.close()
        except sqlite3.Error:
            return unknown
        return str(row[0]) if row else unknown

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Say what SQLite's errors mean for whoever runs the grader."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise LedgerError(
                f"{self._path}: cannot be written to ({error}); make room or mend it, and run the same command again: "
                "what was graded so far is kept."
            ) from None
        except (sqlite3.DatabaseError, msgspec.DecodeError) as error:
            raise LedgerError(f"{self._path}: is no ledger ({error}); move it away, or name another folder.") from None


class Sources:
    """The code that was graded into a folder; a context manager. Nothing is locked: a batch may be running.

    Args:
        out: the folder.
    """

    def __init__(self, out: Path) -> None:
        self._path = out / "ledger.sqlite"

    def __enter__(self) -> Sources:
        """Open it.

        Raises:
            LedgerError: there is no ledger, or it is none of ours.
        """
        if not self._path.is_file():
            raise LedgerError(f"{self._path}: is not there; name the OUT folder of `autograder grade`.")
        with self._explained():
            self._database = sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)
            tables = "SELECT 1 FROM sqlite_master WHERE name = 'sources'"
            self._has_any = self._database.execute(tables).fetchone() is not None
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def cells(self, sha256: str) -> tuple[Cell, ...] | None:
        """Return the code of the file with this hash, or None if it was not kept."""
        if not self._has_any:
            return None
        with self._explained():
            query = "SELECT cells FROM sources WHERE sha256 = ?"
            row = self._database.execute(query, (sha256,)).fetchone()
            return (
                tuple(Cell(source, label) for label, source in _decode_cells(zlib.decompress(row[0]))) if row else None
            )

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, zlib.error, msgspec.DecodeError) as error:
            raise LedgerError(f"{self._path}: cannot be read ({error}); grade into another folder.") from None


def _this_process() -> str:
    """Say who we are, for whoever finds the folder taken."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container may run as somebody who has no name
        user = f"user {os.getuid()}"
    since = datetime.now().astimezone().isoformat(" ", "seconds")
    return f"process {os.getpid()} of {user} on {socket.gethostname()} has been grading into it since {since}"
