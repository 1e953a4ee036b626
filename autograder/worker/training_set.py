"""The training set as a submission sees it: shared by all workers of a batch, at next to no cost a batch.

The table of torch's collate functions is private; tried with torch 2.8 and 2.15.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.utils.data import Dataset, default_collate
from torch.utils.data._utils.collate import default_collate_fn_map

from autograder.worker import status

__all__ = ["TrainingSet", "map_tensor"]


def map_tensor(descriptor: int, shape: Sequence[int]) -> Tensor:
    """Map a float32 tensor of ``shape``; what a submission writes to it stays in its own worker."""
    memory = mmap.mmap(descriptor, 4 * int(torch.Size(shape).numel()), access=mmap.ACCESS_COPY)
    return torch.frombuffer(memory, dtype=torch.float32).reshape(*shape)


class _Sample(tuple[Tensor, int]):
    """An item (image, class number); its own type, so that the DataLoader's collate finds `_collate`."""

    __slots__ = ()


class _Batch(Sequence[_Sample]):
    """The items at some indices, as a list would hold them; stacked already, for a DataLoader."""

    def __init__(self, images: Tensor, labels: Tensor) -> None:
        self.images, self.labels = images, labels

    def __len__(self) -> int:
        return len(self.images)

    def __getitem__(self, position: Any) -> Any:
        if isinstance(position, slice):
            return [self[index] for index in range(len(self))[position]]
        return _Sample((self.images[position], int(self.labels[position])))

    def __iter__(self) -> Iterator[_Sample]:
        return map(_Sample, zip(self.images, self.labels.tolist(), strict=True))


class TrainingSet(Dataset[tuple[Tensor, int]]):
    """Items (image, class number) of a tensor of images (N, 1, 28, 28) and an int64 tensor of N class numbers."""

    def __init__(self, images: Tensor, labels: Tensor) -> None:
        self._images, self._labels = images, labels
        self._numbers: list[int] = labels.tolist()

    def __len__(self) -> int:
        return len(self._images)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        status.note_read(1 / len(self))
        return _Sample((self._images[index], self._numbers[index]))

    def __getitems__(self, indices: list[int]) -> _Batch:
        """Fetch a whole batch at once: DataLoader calls this instead of ``__getitem__`` where it exists."""
        status.note_read(len(indices) / len(self))
        where = torch.as_tensor(indices)
        return _Batch(self._images[where], self._labels[where])


def _collate(batch: Any, *, collate_fn_map: Any = None) -> list[Any]:
    """Collate items as `default_collate` does, without stacking one by one what is stacked already."""
    if type(batch) is _Batch:
        return [batch.images, batch.labels]
    return default_collate([tuple(sample) for sample in batch])  # type: ignore[no-any-return]


default_collate_fn_map[_Sample] = _collate
