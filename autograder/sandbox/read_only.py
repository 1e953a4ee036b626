"""Tensors that every worker of a batch maps: written once, sealed, never copied."""

from __future__ import annotations

import os
import struct
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

__all__ = ["keep_open", "write_read_only"]

# include/uapi/linux/fs.h
_FS_IOC_SETFLAGS, _FS_NOATIME = 0x40086602, 0x80


def write_read_only(tensor: Tensor, cleanup: ExitStack) -> Path:
    """Write a tensor to memory that nobody can change, where the system has such; else to a file of our own.

    Returns what workers (or whoever hands them a descriptor) open, until ``cleanup`` is closed or this process ends.
    """
    data = tensor.numpy().tobytes()
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("read-only", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        path = _path_of(descriptor)
    else:
        descriptor, name = tempfile.mkstemp(prefix="autograder-data-")
        path = Path(name)
        cleanup.callback(_remove, path)
    cleanup.callback(os.close, descriptor)
    with os.fdopen(os.dup(descriptor), "wb") as file:
        file.write(data)
    _seal(descriptor)
    return path


def keep_open(paths: Mapping[str, Path], cleanup: ExitStack) -> dict[str, Path]:
    """Keep memory of another process, whatever becomes of that; return where it is to be opened from now on.

    Where that process is gone already, nothing is kept: the next one writes it anew.
    """
    kept = {}
    with suppress(OSError):
        for name, path in paths.items():
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            cleanup.callback(os.close, descriptor)
            kept[name] = _path_of(descriptor)
    return kept


def _path_of(descriptor: int) -> Path:
    return Path(f"/proc/{os.getpid()}/fd/{descriptor}")


def _remove(path: Path) -> None:
    with suppress(PermissionError):  # Windows keeps a file that something in this process still maps
        path.unlink(missing_ok=True)


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
