"""The normalised training images in memory that every worker of a batch maps: filled once, sealed, never copied."""

from __future__ import annotations

import os
import struct
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from autograder.course.mnist import Mnist

__all__ = ["TrainingImages"]

# include/uapi/linux/fs.h
_FS_IOC_SETFLAGS, _FS_NOATIME = 0x40086602, 0x80


class TrainingImages:
    """A context manager: the memory exists inside the block.

    Args:
        solution: see `Mnist`.

    Attributes:
        path: what workers (or whoever hands them a descriptor) open, while this process holds the memory.
    """

    path: Path

    def __init__(self, solution: Path | None) -> None:
        self._solution = solution

    def __enter__(self) -> TrainingImages:
        """Load the images and write them.

        Raises:
            DataError: MNIST is not there.
        """
        data = Mnist(self._solution).training_images().numpy().tobytes()
        if hasattr(os, "memfd_create"):
            self._descriptor = os.memfd_create("training-images", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
            self.path = Path(f"/proc/{os.getpid()}/fd/{self._descriptor}")
        else:
            self._descriptor, name = tempfile.mkstemp(prefix="autograder-training-")
            self.path = Path(name)
        with os.fdopen(os.dup(self._descriptor), "wb") as file:
            file.write(data)
        _seal(self._descriptor)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)
        if not self.path.is_relative_to("/proc"):
            with suppress(PermissionError):  # Windows keeps a file that something in this process still maps
                self.path.unlink(missing_ok=True)


def _seal(descriptor: int) -> None:
    """Make the memory unchangeable for everybody, where the system can."""
    try:
        import fcntl

        seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, seals)
        os.fchmod(descriptor, 0o444)  # else workers could leave each other notes in its attributes
        fcntl.ioctl(descriptor, _FS_IOC_SETFLAGS, struct.pack("l", _FS_NOATIME))  # and in when it was read; Linux 6.6
    except (ImportError, AttributeError, OSError):  # no Linux: the file is ours alone, that must do
        pass
