"""The training loop of the reference solution on tensors in memory, without a grader: prints its seconds.

``python -m benchmarks.bare_training tensors`` takes batches by indexing the tensors, the fastest that there is;
``… dataset`` leaves the solution's own DataLoader in place, over a TensorDataset.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Iterator
from types import ModuleType

import torch
from torch import Tensor
from torch.utils.data import TensorDataset

from autograder.course.assignments import find_course
from autograder.course.data import load_mnist
from autograder.course.mnist import normalised
from benchmarks.commands import ROOT

__all__ = ["TensorBatches", "solution"]

_THREADS = 2  # as many as the check lets a submission have


class TensorBatches:
    """Takes the place of a DataLoader: random batches of a TensorDataset, each by one indexing."""

    def __init__(self, dataset: TensorDataset, batch_size: int, shuffle: bool) -> None:
        self._tensors = dataset.tensors
        self._batch_size = batch_size
        self._shuffle = shuffle

    def __len__(self) -> int:
        return -(-len(self._tensors[0]) // self._batch_size)

    def __iter__(self) -> Iterator[list[Tensor]]:
        size = len(self._tensors[0])
        order = torch.randperm(size) if self._shuffle else torch.arange(size)
        for start in range(0, size, self._batch_size):
            indices = order[start : start + self._batch_size]
            yield [tensor[indices] for tensor in self._tensors]


def solution(assignment: str) -> ModuleType:
    """Import the reference solution of an assignment."""
    path = find_course(ROOT).assignment(assignment, with_solution=True).solution
    assert path is not None
    spec = importlib.util.spec_from_file_location("solution", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Train once and print the seconds, without those for loading the data."""
    torch.set_num_threads(_THREADS)
    module = solution("ps5_mnist")
    if sys.argv[1] == "tensors":
        module.__dict__["DataLoader"] = TensorBatches
    images, labels = load_mnist(train=True)
    dataset = TensorDataset(normalised(images), labels)
    started = time.perf_counter()
    module.__dict__["train_mnist"](dataset, torch.device("cpu"))
    print(time.perf_counter() - started)


if __name__ == "__main__":
    main()
