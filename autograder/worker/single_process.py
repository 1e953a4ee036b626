"""A worker is one process. Here is what makes that bearable for data loaders; seccomp is what makes it true.

Private parts of `DataLoader` are used, and of the processes that it starts; tried with torch 2.8 and 2.15.
"""

from __future__ import annotations

import copy
import random
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from torch.utils.data._utils import worker
from torch.utils.data._utils.worker import WorkerInfo
from torch.utils.data.dataloader import _DatasetKind

__all__ = ["load_in_process"]


def load_in_process() -> None:
    """Let every `DataLoader` do the work of its worker processes itself, one after the other: the batches are the same.

    Each has its number, its copy of the dataset, its random numbers and its share of what an `IterableDataset` gives;
    and none of the rest.
    """
    from torch.utils.data import DataLoader

    ordinary = DataLoader.__iter__

    def iterate(loader: DataLoader[Any]) -> Iterator[Any]:
        if loader.num_workers == 0:
            return ordinary(loader)
        seed = int(torch.empty((), dtype=torch.int64).random_(generator=loader.generator))
        return _batches(loader, seed)

    DataLoader.__iter__ = iterate  # type: ignore[method-assign, assignment]
    # What workers collate batches into, to hand them over; here nobody is to share them with.
    storage: Any = torch.UntypedStorage
    storage._new_shared = classmethod(lambda cls, size, *, device="cpu": cls(size, device=device))


def _batches(loader: Any, seed: int) -> Iterator[Any]:
    """Yield the batches that worker processes would send, in the order in which their loader hands them on."""
    workers: deque[tuple[_Place, Any]] = deque()
    for number in range(loader.num_workers):
        info = WorkerInfo(
            id=number, num_workers=loader.num_workers, seed=seed + number, dataset=copy.copy(loader.dataset)
        )
        place = _Place(info)
        with place.taken():
            if loader.worker_init_fn is not None:
                loader.worker_init_fn(number)
            how = (loader._auto_collation, loader.collate_fn, loader.drop_last)
            make: Any = _DatasetKind.create_fetcher
            workers.append((place, make(loader._dataset_kind, info.dataset, *how)))
    for index in loader._index_sampler:
        while workers:
            place, fetcher = workers.popleft()
            try:
                with place.taken():
                    batch = fetcher.fetch(index)
            except StopIteration:  # an IterableDataset has no more for this one
                continue
            workers.append((place, fetcher))
            yield batch
            break
        else:
            return


class _Place:
    """What a worker process would have for itself: its `WorkerInfo`, and its random numbers, seeded as torch does."""

    def __init__(self, info: WorkerInfo) -> None:
        self._info = info
        own = _random_states()
        random.seed(info.seed)
        torch.default_generator.manual_seed(info.seed)
        np.random.seed(info.seed % 2**32)
        self._states = _random_states()
        _set_random_states(own)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Be in this worker's place: `torch.utils.data.get_worker_info`, and what is drawn, are its own."""
        known, worker._worker_info = worker._worker_info, self._info
        own = _random_states()
        _set_random_states(self._states)
        try:
            yield
        finally:
            self._states = _random_states()
            _set_random_states(own)
            worker._worker_info = known


def _random_states() -> tuple[Any, ...]:
    return random.getstate(), np.random.get_state(), torch.default_generator.get_state()


def _set_random_states(states: tuple[Any, ...]) -> None:
    of_python, of_numpy, of_torch = states
    random.setstate(of_python)
    np.random.set_state(of_numpy)
    torch.default_generator.set_state(of_torch)
