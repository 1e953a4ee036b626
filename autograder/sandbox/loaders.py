"""DataLoader without processes, for workers that may not start any."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from torch.utils.data import DataLoader

__all__ = ["load_in_process"]


def load_in_process() -> None:
    """Make every `DataLoader` load in its own process, whatever its ``num_workers`` says: the batches are the same."""
    ordinary = DataLoader.__iter__

    def iterate(loader: DataLoader[Any]) -> Iterator[Any]:
        if loader.num_workers > 0:
            loader = copy.copy(loader)
            loader.num_workers = 0
            loader.timeout = 0
        return ordinary(loader)

    DataLoader.__iter__ = iterate  # type: ignore[method-assign, assignment]
