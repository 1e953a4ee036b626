"""Refusal: a worker may start no processes, and says so in plain words before the kernel does."""

from __future__ import annotations

import sys
from typing import Any

__all__ = ["refuse_processes"]

_STARTS = {"os.fork", "os.forkpty", "os.posix_spawn", "subprocess.Popen"}


def refuse_processes() -> None:
    """Have this process say in plain words what it may not do; it cannot be taken back."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _STARTS:
        raise PermissionError("a submission may start no processes")
