"""A worker is one process. Here is what makes that bearable for the code in it; seccomp is what makes it true.

Private parts of `DataLoader` are used, and of the processes that it starts; tried with torch 2.8 and 2.15.
"""

from __future__ import annotations

import copy
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch.utils.data._utils import worker
from torch.utils.data._utils.worker import WorkerInfo
from torch.utils.data.dataloader import _DatasetKind

__all__ = ["load_in_process", "refuse_processes"]

_STARTS = {"os.fork", "os.forkpty", "os.posix_spawn", "subprocess.Popen"}


def load_in_process() -> None:
    """Let every `DataLoader` do the work of its worker processes itself, one after the other: the batches are the same.

    Each has its number, its copy of the dataset and its share of what an `IterableDataset` gives, and none of the rest.
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
    workers: deque[tuple[WorkerInfo, Any]] = deque()
    for number in range(loader.num_workers):
        info = WorkerInfo(
            id=number, num_workers=loader.num_workers, seed=seed + number, dataset=copy.copy(loader.dataset)
        )
        with _in_the_place_of(info):
            if loader.worker_init_fn is not None:
                loader.worker_init_fn(number)
            how = (loader._auto_collation, loader.collate_fn, loader.drop_last)
            make: Any = _DatasetKind.create_fetcher
            workers.append((info, make(loader._dataset_kind, info.dataset, *how)))
    for index in loader._index_sampler:
        while workers:
            info, fetcher = workers.popleft()
            try:
                with _in_the_place_of(info):
                    batch = fetcher.fetch(index)
            except StopIteration:  # an IterableDataset has no more for this one
                continue
            workers.append((info, fetcher))
            yield batch
            break
        else:
            return


@contextmanager
def _in_the_place_of(info: WorkerInfo) -> Iterator[None]:
    """Have `torch.utils.data.get_worker_info` return ``info``."""
    known, worker._worker_info = worker._worker_info, info
    try:
        yield
    finally:
        worker._worker_info = known


def refuse_processes() -> None:
    """Have this process say in plain words what it may not do, before the kernel does; it cannot be taken back."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _STARTS:
        raise PermissionError("a submission may start no processes")
