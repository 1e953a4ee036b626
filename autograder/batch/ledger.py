"""The ledger: the durable record of a batch, one row a submission, written as each report is finished.

It is a SQLite database in the folder of the results. Whatever is killed, what was written is there: write-ahead log,
synchronised at every commit, one writer. ``results.json`` and ``grades.csv`` are views of it.
"""

from __future__ import annotations

import getpass
import os
import socket
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

import msgspec
from filelock import FileLock, Timeout

from autograder.report.verdict import Report

__all__ = ["Entry", "Ledger", "LedgerError", "read_files"]

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
CREATE TABLE IF NOT EXISTS files (student BLOB PRIMARY KEY, path BLOB NOT NULL) WITHOUT ROWID;  -- where they lay last
"""


_decode_keys = msgspec.json.Decoder(dict[str, str]).decode
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

    def keep(self, student: str, entry: Entry) -> None:
        """Write an entry, in the place of an earlier one; once this returns, it is on the disk.

        Raises:
            LedgerError: it cannot be written.
        """
        keys, report = msgspec.json.encode(entry.keys), msgspec.json.encode(entry.report)
        row = (os.fsencode(student), keys, entry.sandbox, entry.device, report)
        with self._explained():
            self._database.execute("INSERT OR REPLACE INTO reports VALUES (?, ?, ?, ?, ?)", row)

    def note_files(self, files: Mapping[str, Path]) -> None:
        """Write down where the files of students lie; copies of them are not kept."""
        rows = [(os.fsencode(student), os.fsencode(path.absolute())) for student, path in files.items()]
        with self._explained():
            self._database.execute("BEGIN")
            self._database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?)", rows)
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


def read_files(out: Path) -> dict[str, Path]:
    """Return where the files of students lay when a batch was last graded into a folder, by student.

    Nothing is locked: it may be asked while a batch runs. A folder from before this was kept knows none.

    Raises:
        LedgerError: there is no ledger, or it is none of ours.
    """
    path = out / "ledger.sqlite"
    if not path.is_file():
        raise LedgerError(f"{path}: is not there; name the OUT folder of `autograder grade`.")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)) as database:
            if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'files'").fetchone():
                return {}
            rows = database.execute("SELECT student, path FROM files").fetchall()
    except sqlite3.Error as error:
        raise LedgerError(f"{path}: cannot be read ({error}); grade into another folder.") from None
    return {os.fsdecode(student): Path(os.fsdecode(file)) for student, file in rows}


def _this_process() -> str:
    """Say who we are, for whoever finds the folder taken."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container may run as somebody who has no name
        user = f"user {os.getuid()}"
    since = datetime.now().astimezone().isoformat(" ", "seconds")
    return f"process {os.getpid()} of {user} on {socket.gethostname()} has been grading into it since {since}"
