"""A worker is one process. Here is what makes that bearable for the code in it; seccomp is what makes it true."""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator
from typing import Any

__all__ = ["load_in_process", "refuse_processes"]

_STARTS = {"os.fork", "os.forkpty", "os.posix_spawn", "subprocess.Popen"}


def load_in_process() -> None:
    """Let every `DataLoader` load in its own process, whatever its ``num_workers`` says: the batches are the same."""
    from torch.utils.data import DataLoader

    ordinary = DataLoader.__iter__

    def iterate(loader: DataLoader[Any]) -> Iterator[Any]:
        if loader.num_workers > 0:
            loader = copy.copy(loader)
            loader.num_workers = 0
            loader.timeout = 0
        return ordinary(loader)

    DataLoader.__iter__ = iterate  # type: ignore[method-assign, assignment]


def refuse_processes() -> None:
    """Have this process say in plain words what it may not do, before the kernel does; it cannot be taken back."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _STARTS:
        raise PermissionError("a submission may start no processes")
