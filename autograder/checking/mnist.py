"""MNIST as a training task: class numbers renamed in secret, test images that nobody has had.

A submission trains on the training images with its class numbers permuted, then answers for test images that are
slightly perturbed and in an order of the grader's. Permutation, perturbation and order depend on the submission's
bytes and on a key that nobody has but the grader, so they are the same whenever it is graded.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import torch
from torch import Tensor

from autograder.data import load_mnist
from autograder.values import Mapped

__all__ = ["MEAN", "STD", "TRAIN_SHAPE", "Mnist", "MnistTask", "normalised"]

# Of all pixels of the training images scaled to [0, 1]; the course contract uses these four digits.
MEAN, STD = 0.1307, 0.3081
TRAIN_SHAPE = (60_000, 1, 28, 28)

# Standard deviation of what is added to the test images, in units of a normalised pixel: too little to see, and
# enough that no image is found in a table of the well-known ones.
_PERTURBATION = 0.02


def normalised(images: Tensor) -> Tensor:
    """Turn uint8 images (N, 28, 28) into float32 (N, 1, 28, 28), scaled to [0, 1] and normalised."""
    return images.unsqueeze(1).float().div_(255).sub_(MEAN).div_(STD)


@dataclass(frozen=True)
class MnistTask:
    """What one submission is trained and tested on.

    Attributes:
        images: stands for the 60 000 training images, which the worker has mapped.
        labels: their class numbers, int64, renamed.
        test_images: float32 (10 000, 1, 28, 28), perturbed and shuffled.
        test_labels: their class numbers, int64, renamed alike. These never leave the grader.
    """

    images: Mapped
    labels: Tensor
    test_images: Tensor
    test_labels: Tensor


class Mnist:
    """The data set, and the key from which the tasks are made.

    Args:
        solution: the reference solution, whose folder only instructors have; None on a student's own machine,
            where there is nobody to keep a secret from.
    """

    def __init__(self, solution: Path | None) -> None:
        self._key = _digest_of(solution.parent) if solution is not None else b"own machine"

    def task(self, sha256: str) -> MnistTask:
        """Return the task of the submission with this hash."""
        seed = int.from_bytes(hmac.digest(self._key, sha256.encode(), "sha256")[:8], "little", signed=True)
        generator = torch.Generator().manual_seed(seed)
        renamed = torch.randperm(10, generator=generator)
        (_, labels), (test_images, test_labels) = self._sets
        order = torch.randperm(len(test_images), generator=generator)
        images = normalised(test_images[order])
        images += _PERTURBATION * torch.randn(images.shape, generator=generator)
        return MnistTask(Mapped(TRAIN_SHAPE), renamed[labels], images, renamed[test_labels[order]])

    @cached_property
    def _sets(self) -> tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
        return load_mnist(train=True), load_mnist(train=False)


def _digest_of(folder: Path) -> bytes:
    """Return a hash of what the folder's Python files hold."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()
