"""MNIST as a training task: class numbers renamed in secret, images that nobody has had.

A submission trains on the training images with its class numbers permuted, then answers for test images that are
slightly perturbed and in an order of the grader's. Permutation, perturbation and order depend on the submission's
bytes and on a key that nobody has but the grader, so they are the same whenever it is graded.

Who knows MNIST can find the permutation out, and then answer from what was learned elsewhere. Two things that depend on
the key alone, and cost honest training nothing, make that dearer:

- All images are *bent*: turned and displaced a little, all in the same way. A small network from elsewhere is at a loss
  with them, while one that is trained here never knew them otherwise.
- One training image in a hundred is no digit but one of ten *figures*, a class each, which exist nowhere else.

See docs/security.md for what remains.
"""

from __future__ import annotations

import hashlib
import hmac
import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from autograder.course.data import load_mnist
from autograder.course.key import read_key

__all__ = ["MEAN", "STD", "TRAIN_SHAPE", "Mnist", "MnistTask", "normalised"]

# Of all pixels of the training images scaled to [0, 1]; the course contract uses these four digits.
MEAN, STD = 0.1307, 0.3081
TRAIN_SHAPE = (60_000, 1, 28, 28)

# Standard deviation of what is added to the test images, in units of a normalised pixel: too little to see, and
# enough that no image is found in a table of the well-known ones.
_PERTURBATION = 0.02

# Images are turned by an angle between these, in degrees, to one side or the other: too far for a network that has seen
# digits as they are written, not so far that they could not be read.
_LEAST_TURN, _MOST_TURN = 20.0, 40.0
# A lattice of so many points each way is displaced by so many pixels, each point to a side of its own, and what lies
# between them follows; the border stays. With more of either, strokes are torn or run into one another, and honest
# training has worse images to learn from.
_POINTS, _DISPLACEMENT = 3, 2.0

# Figures, of so many squares each way, in the training and in the test set.
_SQUARES = 7
_TRAINING_FIGURES, _TEST_FIGURES = 600, 100


def normalised(images: Tensor) -> Tensor:
    """Turn uint8 images (N, 28, 28) into float32 (N, 1, 28, 28), scaled to [0, 1] and normalised."""
    return images.unsqueeze(1).float().div_(255).sub_(MEAN).div_(STD)


@dataclass(frozen=True)
class MnistTask:
    """What one submission is trained and tested on.

    Attributes:
        images: what stands for the 60 000 training images, which the worker has mapped.
        labels: their class numbers, int64, renamed.
        test_images: float32 (10 100, 1, 28, 28), the digits perturbed, with figures among them.
        test_labels: their class numbers, int64, renamed alike. These never leave the grader.
        is_figure: bool, which of the test images are figures.
        pictures: uint8 (10 100, 28, 28), the test images as everybody knows them: neither bent nor perturbed. Figures
            are blank.
        digits: int64 (10,), which digit each class number stands for.
    """

    images: object
    labels: Tensor
    test_images: Tensor
    test_labels: Tensor
    is_figure: Tensor
    pictures: Tensor
    digits: Tensor


class Mnist:
    """The data set, see `autograder.course.data_sets.DataSet`, and the key from which the tasks are made.

    Args:
        solution: the reference solution, in whose folder the key is; if there is none, what else that folder holds
            stands for it, which only instructors have. None on a student's own machine, where there is nobody to keep a
            secret from.
    """

    shape: tuple[int, ...] = TRAIN_SHAPE

    def __init__(self, solution: Path | None) -> None:
        self._key = read_key(solution) or (_digest_of(solution.parent) if solution is not None else b"own machine")

    def shared(self) -> Tensor:
        """Return the training images, float32 `TRAIN_SHAPE`."""
        (digits, _), _ = self._sets
        images = self._bent(normalised(digits[self._order]))
        images[self._places] = self._draw_figures(_TRAINING_FIGURES, self._generator("train"))
        return images

    def task(self, sha256: str, images: object) -> MnistTask:
        """Return the task of the submission with this hash; ``images`` stands for the training images in calls."""
        generator = self._generator(sha256)
        renamed = torch.randperm(10, generator=generator)
        (_, labels), (digits, test_labels) = self._sets
        labels = labels[self._order]
        labels[self._places] = torch.arange(_TRAINING_FIGURES) % 10
        test_images = self._bent(normalised(digits))
        test_images += _PERTURBATION * torch.randn(test_images.shape, generator=generator)
        test_images = torch.cat([test_images, self._draw_figures(_TEST_FIGURES, generator)])
        test_labels = torch.cat([test_labels, torch.arange(_TEST_FIGURES) % 10])
        order = torch.randperm(len(test_images), generator=generator)
        is_figure = order >= len(digits)
        pictures = torch.cat([digits, digits.new_zeros(_TEST_FIGURES, *digits.shape[1:])])
        return MnistTask(
            images,
            renamed[labels],
            test_images[order],
            renamed[test_labels[order]],
            is_figure,
            pictures[order],
            renamed.argsort(),
        )

    def _bent(self, images: Tensor) -> Tensor:
        """Return normalised images (N, 1, 28, 28), turned and displaced as the key says."""
        generator = self._generator("bend")
        share, side = torch.rand(2, generator=generator).tolist()
        turn = math.copysign(math.radians(_LEAST_TURN + share * (_MOST_TURN - _LEAST_TURN)), side - 0.5)
        rotation = torch.tensor([[math.cos(turn), -math.sin(turn), 0], [math.sin(turn), math.cos(turn), 0]])
        directions = 2 * math.pi * torch.rand(_POINTS, _POINTS, generator=generator)
        points = F.pad(torch.stack([directions.cos(), directions.sin()]), (1, 1, 1, 1))
        size = images.shape[-2:]
        displacement = F.interpolate(points.unsqueeze(0), size, mode="bicubic", align_corners=True).permute(0, 2, 3, 1)
        # For every pixel the place in the original that it shows; an image reaches from -1 to 1.
        grid = F.affine_grid(rotation.unsqueeze(0), [1, 1, *size], align_corners=False)
        grid += 2 * _DISPLACEMENT / size[-1] * displacement
        return F.grid_sample(images, grid.expand(len(images), -1, -1, -1), padding_mode="border", align_corners=False)

    def _draw_figures(self, number: int, generator: torch.Generator) -> Tensor:
        """Return figures of class 0, 1, … 9, 0, …: float32 (number, 1, 28, 28), each a little different."""
        plans = torch.rand(10, 1, _SQUARES, _SQUARES, generator=self._generator("figures"))
        side = TRAIN_SHAPE[-1] // _SQUARES
        figures = (plans > 0.5).float().repeat_interleave(side, 2).repeat_interleave(side, 3)
        figures = figures[torch.arange(number) % 10]
        figures = figures * (0.7 + 0.3 * torch.rand(number, 1, 1, 1, generator=generator))
        figures += 0.1 * torch.randn(figures.shape, generator=generator)
        return figures.clamp_(0, 1).sub_(MEAN).div_(STD)

    @cached_property
    def _order(self) -> Tensor:
        """The order of the training images. In the usual one, everybody knows which is which."""
        return torch.randperm(TRAIN_SHAPE[0], generator=self._generator("order"))

    @cached_property
    def _places(self) -> Tensor:
        """The training images that are figures."""
        return torch.randperm(TRAIN_SHAPE[0], generator=self._generator("places"))[:_TRAINING_FIGURES]

    def _generator(self, purpose: str) -> torch.Generator:
        """Return a generator that gives the same numbers for the same key and purpose."""
        seed = hmac.digest(self._key, purpose.encode(), "sha256")[:8]
        return torch.Generator().manual_seed(int.from_bytes(seed, "little", signed=True))

    @cached_property
    def _sets(self) -> tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
        return load_mnist(train=True), load_mnist(train=False)


def _digest_of(folder: Path) -> bytes:
    """Return a hash of what the folder's Python files hold."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()
