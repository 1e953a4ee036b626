"""What the slots of one machine have found out that is true for every submission: each finds it for all of them.

Such are the steps of a search for a smaller input, and how a misconception fails. They lie in a file without a name,
which all slots have open: eight bytes say how far it is valid, then come the findings, pickled. A slot that is killed
while it writes has not changed what is valid.
"""

from __future__ import annotations

import io
import os
import pickle
import struct
import tempfile
from typing import Any

__all__ = ["Findings", "open_file"]

_VALID = struct.Struct("<Q")


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
        self._descriptor = descriptor
        self._read = _VALID.size

    def tell(self, finding: Any) -> None:
        """Pass on what this slot has found out."""
        import fcntl  # slots run where it is

        try:
            data = pickle.dumps((os.getpid(), finding))
        except (pickle.PicklingError, AttributeError, TypeError):  # an author's inputs may be anything:
            return  # then the others have to find it out themselves
        fcntl.lockf(self._descriptor, fcntl.LOCK_EX)  # goes with the process
        try:
            end = self._valid()
            data = _VALID.pack(len(data)) + data
            os.pwrite(self._descriptor, data, end)
            os.pwrite(self._descriptor, _VALID.pack(end + len(data)), 0)
        finally:
            fcntl.lockf(self._descriptor, fcntl.LOCK_UN)

    def hear(self) -> list[Any]:
        """Return what other slots have found out since this was last asked."""
        end = self._valid()
        data = os.pread(self._descriptor, end - self._read, self._read)
        self._read = end
        heard = []
        start = 0
        while start < len(data):
            (length,) = _VALID.unpack_from(data, start)
            start += _VALID.size
            teller, finding = pickle.loads(data[start : start + length])  # noqa: S301 (a slot of ours wrote it)
            start += length
            if teller != os.getpid():
                heard.append(finding)
        return heard

    def _valid(self) -> int:
        end: int = _VALID.unpack(os.pread(self._descriptor, _VALID.size, 0))[0]
        return end
