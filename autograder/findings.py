"""What the slots of one machine have found out that is true for every submission: each finds it for all of them.

Such are the steps of a search for a smaller input, and how a misconception fails. They lie in a file without a name,
which all slots have open: eight bytes say how far it is valid, then come the findings, each with who tells it. A slot
that is killed while it writes has not changed what is valid. A finding is pickled, and only slots can read it, for they
alone have collected the checks; between machines it travels as it is.
"""

from __future__ import annotations

import io
import os
import pickle
import struct
import tempfile
import threading
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

__all__ = ["Findings", "Relay", "Told", "open_file"]

# Of the file: how far it is valid. Of a finding: who tells it, and how long it is.
_VALID = struct.Struct("<Q")
_HEAD = struct.Struct("<16sQ")

# Who tells it, and the pickled finding.
Told = tuple[bytes, bytes]


def open_file() -> io.BufferedRandom:
    """Open a file for findings; it goes when all who have it open have closed it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the caller closes it)
    file.write(_VALID.pack(_VALID.size))
    file.flush()
    return file


class Findings:
    """Exchanges findings with the other slots.

    Args:
        descriptor: of a file from `open_file`. What stands in it is unpickled; no submission can reach it.
    """

    def __init__(self, descriptor: int) -> None:
        self._name = uuid.uuid4().bytes
        self._log = _Log(descriptor)

    def tell(self, finding: Any) -> None:
        """Pass on what this slot has found out."""
        try:
            data = pickle.dumps(finding)
        except (pickle.PicklingError, AttributeError, TypeError):  # an author's inputs may be anything:
            return  # then the others have to find it out themselves
        self._log.append([(self._name, data)])

    def hear(self) -> list[Any]:
        """Return what other slots have found out since this was last asked."""
        return [pickle.loads(data) for teller, data in self._log.news() if teller != self._name]  # noqa: S301 (a slot of ours wrote it)


class Relay:
    """Carries findings from the slots of this machine to those of others, and back; of one file, one process has it.

    Args:
        descriptor: of a file from `open_file`.
    """

    def __init__(self, descriptor: int) -> None:
        self._log = _Log(descriptor)
        self._elsewhere: set[bytes] = set()
        self._lock = threading.Lock()  # that of the file is the process's, for all its threads

    def collect(self) -> list[Told]:
        """Return what the slots of this machine have found out since this was last asked."""
        with self._lock:
            return [told for told in self._log.news() if told[0] not in self._elsewhere]

    def pass_on(self, findings: Sequence[Told]) -> None:
        """Let the slots of this machine hear what those of others have found out."""
        with self._lock:
            self._elsewhere.update(teller for teller, _ in findings)
            self._log.append(findings)


class _Log:
    """The file, to which many processes append."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._read = _VALID.size

    def append(self, findings: Sequence[Told]) -> None:
        import fcntl  # slots run where it is

        new = b"".join(_HEAD.pack(teller, len(data)) + data for teller, data in findings)
        fcntl.lockf(self._descriptor, fcntl.LOCK_EX)  # goes with the process
        try:
            end = self._valid()
            os.pwrite(self._descriptor, new, end)
            os.pwrite(self._descriptor, _VALID.pack(end + len(new)), 0)
        finally:
            fcntl.lockf(self._descriptor, fcntl.LOCK_UN)

    def news(self) -> Iterator[Told]:
        """Yield what has been appended since this was last asked."""
        end = self._valid()
        data = os.pread(self._descriptor, end - self._read, self._read)
        self._read = end
        start = 0
        while start < len(data):
            teller, length = _HEAD.unpack_from(data, start)
            start += _HEAD.size + length
            yield teller, data[start - length : start]

    def _valid(self) -> int:
        end: int = _VALID.unpack(os.pread(self._descriptor, _VALID.size, 0))[0]
        return end
