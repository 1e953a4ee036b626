"""Oracles of ps3_data: pixels one by one, samples counted one by one, chances with thresholds beyond 1e-9."""

from __future__ import annotations

import ctypes
import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from types import ModuleType

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from tests.oracle.demands import answer, close, demand, near, number, pair, raises, tensor, unmodified

MEAN, DEVIATION = 0.1307, 0.3081


# --- mnist_transform --------------------------------------------------------------------------------------------------


def judge_mnist_transform(module: ModuleType) -> None:
    """All grey levels, dark and constant pictures, twice."""
    rng = np.random.default_rng(1)
    transform = answer(module.mnist_transform)
    demand(callable(transform), "mnist_transform: a callable is due", type(transform).__name__)
    pictures = [rng.integers(0, 256, (28, 28)) for _ in range(3)]
    pictures += [np.arange(784).reshape(28, 28) % 256, rng.integers(0, 60, (28, 28))]
    pictures += [np.full((28, 28), level) for level in (0, 1, 128, 255)]
    for pixels in pictures:
        image = Image.fromarray(pixels.astype(np.uint8))
        due = np.zeros((1, 28, 28))
        for row, column in np.ndindex(28, 28):
            due[0, row, column] = (int(pixels[row, column]) / 255 - MEAN) / DEVIATION
        for call in ("first", "second"):
            result = answer(transform, image)
            close(result, due, torch.float32, f"mnist_transform, {call} call")
        demand(image.mode == "L" and np.array_equal(np.asarray(image), pixels), "the image must be unmodified")


# --- DigitsDataset ----------------------------------------------------------------------------------------------------


def judge_DigitsDataset(module: ModuleType) -> None:
    """Items, lengths, ends, transforms and the constructor's error."""
    rng = np.random.default_rng(2)
    demand(issubclass(module.DigitsDataset, Dataset), "DigitsDataset: a torch Dataset is due")
    for count in (1, 2, 7):
        images = tensor(rng.integers(0, 256, (count, 28, 28)), torch.uint8)
        labels = tensor(rng.integers(0, 10, count), torch.int64)
        with unmodified("DigitsDataset", images, labels):
            _items(module, images, labels)
            _transformed(module, images, labels)
            _ends(module, images, labels)
    _items(module, tensor(np.arange(2 * 784).reshape(2, 28, 28) % 70, torch.uint8), torch.tensor([3, 0]))
    for first, second in ((3, 4), (4, 3), (1, 2), (28, 1)):
        images, labels = torch.zeros(first, 28, 28, dtype=torch.uint8), torch.zeros(second, dtype=torch.int64)
        case = f"DigitsDataset of {first} images and {second} labels"
        raises(ValueError, module.DigitsDataset, images, labels, case=case)


def _pixels(images: Tensor, index: int) -> np.ndarray:
    """Divide each pixel by 255."""
    rows = images[index].tolist()
    return np.array([[[pixel / 255 for pixel in row] for row in rows]])


def _items(module: ModuleType, images: Tensor, labels: Tensor) -> None:
    """Compare items, in and against the order, and batches of the default collation."""
    dataset = answer(module.DigitsDataset, images, labels)
    count = len(images)
    demand(answer(len, dataset) == count, f"DigitsDataset: length {count} is due", len(dataset))
    for index in (*range(count), *reversed(range(count))):
        image, label = pair(answer(dataset.__getitem__, index), f"DigitsDataset, item {index}", lists=True)
        close(image, _pixels(images, index), torch.float32, f"DigitsDataset, image {index}")
        _is_label(label, int(labels[index]), index)
    for index, item in enumerate(answer(list, DataLoader(dataset, batch_size=1))):
        close(item[0], _pixels(images, index)[None], torch.float32, f"DigitsDataset, batch {index}")


def _is_label(label: object, due: int, index: int) -> None:
    """Demand a Python int."""
    demand(type(label) is int, f"DigitsDataset, label {index}: a Python int is due", type(label).__name__)
    demand(label == due, f"DigitsDataset, label {index}: {due} is due", label)


def _transformed(module: ModuleType, images: Tensor, labels: Tensor) -> None:
    """Demand that a transform sees each image at every access, and that its answer is the item's first half."""
    seen: list[Tensor] = []

    def transform(image: Tensor) -> object:
        close(image, _pixels(images, index), torch.float32, f"DigitsDataset: what transform gets for item {index}")
        seen.append(image)
        return ("transformed", len(seen))

    index = 0
    dataset = answer(module.DigitsDataset, images, labels, transform=transform)
    for index in (*range(len(images)), 0, 0):
        before = len(seen)
        image, label = pair(
            answer(dataset.__getitem__, index), f"DigitsDataset with transform, item {index}", lists=True
        )
        demand(len(seen) > before, f"DigitsDataset: transform must run at every access, not for item {index}")
        demand(image == ("transformed", len(seen)), f"DigitsDataset: what transform returns is due for item {index}")
        _is_label(label, int(labels[index]), index)
    positional = answer(module.DigitsDataset, images, labels, lambda image: image + 1)
    close(answer(positional.__getitem__, 0)[0], _pixels(images, 0) + 1, torch.float32, "DigitsDataset with transform")


def _ends(module: ModuleType, images: Tensor, labels: Tensor) -> None:
    """Demand IndexError outside, so that `for` ends."""
    dataset = answer(module.DigitsDataset, images, labels)
    count = len(images)
    for index in (count, count + 1, count + 100, 10**6, -count - 1, -count - 2, -(10**6)):
        raises(IndexError, dataset.__getitem__, index, case=f"DigitsDataset of {count}, item {index}")
    items = 0
    for items, _ in enumerate(dataset, 1):
        demand(items <= count, f"DigitsDataset: `for` must end after {count} items")
    demand(items == count, f"DigitsDataset: `for` must give {count} items", items)


# --- make_loaders -----------------------------------------------------------------------------------------------------


class Numbered(Dataset):
    """Samples that carry their number: (a float tensor, the number + 1000)."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        if not 0 <= index < self._count:
            raise IndexError(index)
        return torch.full((1, 2), float(index)), int(index) + 1000


def judge_make_loaders(module: ModuleType) -> None:
    """Epochs of loaders of several sizes, the order of the training samples last."""
    for train, test, size in ((10, 7, 3), (12, 8, 4), (1, 1, 1), (1, 5, 8), (5, 1, 100)):
        loaders = _loaders(module, train, test, batch_size=size)
        _epochs(loaders, (train, test), size)
    _epochs(_loaders(module, 150, 129), (150, 129), 64)
    _epochs(_loaders(module, 64, 63), (64, 63), 64)
    for options in ({}, {"batch_size": 10}):
        _shuffled(_loaders(module, 200, 100, **options)[0])


def _loaders(module: ModuleType, train: int, test: int, **options: int) -> tuple[DataLoader, DataLoader]:
    """Make both loaders."""
    result = answer(module.make_loaders, Numbered(train), Numbered(test), **options)
    train_loader, test_loader = pair(result, "make_loaders", lists=True)
    demand(isinstance(train_loader, DataLoader), "make_loaders: DataLoaders are due", type(train_loader).__name__)
    demand(isinstance(test_loader, DataLoader), "make_loaders: DataLoaders are due", type(test_loader).__name__)
    return train_loader, test_loader


def epoch(loader: Iterable, case: str) -> list[list[int]]:
    """Go through a loader once and return the numbers of the samples, batch by batch."""
    batches = []
    for inputs, labels in answer(list, loader):
        numbers = [int(label) - 1000 for label in labels]
        due = [[[float(sample)] * 2] for sample in numbers]
        demand(inputs.tolist() == due, f"{case}: inputs and labels must belong together")
        batches.append(numbers)
    return batches


def sizes(batches: list[list[int]]) -> list[int]:
    """Count the samples of each batch."""
    return [len(batch) for batch in batches]


def due_sizes(count: int, size: int) -> list[int]:
    """Cut a number of samples into batches, the last of which may be short."""
    return [min(size, count - first) for first in range(0, count, size)]


def _epochs(loaders: tuple[DataLoader, DataLoader], counts: tuple[int, int], size: int) -> None:
    """Look at two epochs of each."""
    for name, loader, count in zip(("train", "test"), loaders, counts, strict=True):
        case = f"make_loaders, {name}, {count} samples, batch_size {size}"
        for _ in range(2):
            batches = epoch(loader, case)
            demand(
                sizes(batches) == due_sizes(count, size),
                f"{case}: batches of {due_sizes(count, size)} are due",
                sizes(batches),
            )
            samples = [sample for batch in batches for sample in batch]
            demand(sorted(samples) == list(range(count)), f"{case}: every sample exactly once is due")
            if name == "test":
                demand(samples == list(range(count)), f"{case}: the samples in order are due", samples[:10])


def _shuffled(loader: DataLoader) -> None:
    """Demand orders of 200 samples that neither keep neighbours nor batches together, new ones every epoch."""
    case = "make_loaders, train, 200 samples"
    epochs = [epoch(loader, case) for _ in range(4)]
    orders = [[sample for batch in batches for sample in batch] for batches in epochs]
    demand(len({tuple(order) for order in orders}) == len(orders), f"{case}: a new order every epoch is due")
    for order in orders:
        # Neighbours that stay neighbours are about Poisson(2); each half keeps 50 of its 100, give or take 3.5.
        kept = sum(abs(one - other) == 1 for one, other in itertools.pairwise(order))
        demand(kept < 25, f"{case}: a shuffled order is due, {kept} neighbours stayed together")
        stayed = sum(sample < 100 for sample in order[:100])
        demand(24 < stayed < 76, f"{case}: a shuffled order is due, {stayed} of the first 100 stayed in front")
    together = [frozenset(batch) for batches in epochs for batch in batches if len(batch) > 8]
    demand(len(set(together)) == len(together), f"{case}: other batches every epoch are due, not only another order")
    changes = itertools.pairwise(orders)
    fixed = max(sum(a == b for a, b in zip(one, other, strict=True)) for one, other in changes)
    demand(fixed < 25, f"{case}: a new order every epoch is due, {fixed} samples kept their places")


# --- bootstrap_loader -------------------------------------------------------------------------------------------------


def judge_bootstrap_loader(module: ModuleType) -> None:
    """Sizes of epochs, then the chances of draws and of pairs of draws."""
    for count, size, draws in ((5, 2, 7), (5, 2, 8), (5, 3, 2), (1, 1, 1), (1, 2, 5), (3, 100, 50), (50, 4, 1)):
        loader = _bootstrap(module, count, size, draws)
        for _ in range(3):
            _drawn(loader, count, size, draws)
    for size in (50, 7, 1):
        _with_replacement(_bootstrap(module, 50, size, 50), size)
    _uniform(_bootstrap(module, 10, 64, 1000))
    _uniform(_bootstrap(module, 10, 1000, 1000))


def _bootstrap(module: ModuleType, count: int, size: int, draws: int) -> DataLoader:
    """Make a loader."""
    loader = answer(module.bootstrap_loader, Numbered(count), size, draws)
    demand(isinstance(loader, DataLoader), "bootstrap_loader: a DataLoader is due", type(loader).__name__)
    return loader


def _drawn(loader: DataLoader, count: int, size: int, draws: int) -> list[int]:
    """Go through one epoch, whose batches must have the right sizes."""
    case = f"bootstrap_loader, {count} samples, batch_size {size}, num_samples {draws}"
    batches = epoch(loader, case)
    due = due_sizes(draws, size)
    demand(sizes(batches) == due, f"{case}: batches of {due[:9]} are due", sizes(batches)[:9])
    samples = [sample for batch in batches for sample in batch]
    demand(all(0 <= sample < count for sample in samples), f"{case}: samples of the dataset are due")
    return samples


def _with_replacement(loader: DataLoader, size: int) -> None:
    """Draw 50 of 50: all different ones come with probability 50!/50⁵⁰ < 1e-20, as do two equal epochs."""
    epochs = [_drawn(loader, 50, size, 50) for _ in range(8)]
    for samples in epochs:
        demand(len(set(samples)) < 50, "bootstrap_loader: draws with replacement are due, each sample came once")
    demand(len({tuple(samples) for samples in epochs}) == 8, "bootstrap_loader: new draws every epoch are due")
    if size == 50:
        return
    # In a batch of 7 of 50 some sample comes twice with probability 0.36; in 56 batches never: 1e-11.
    repeats = sum(len(set(s[i : i + 7])) < len(s[i : i + 7]) for s in epochs for i in range(0, 50, 7))
    demand(repeats > 0, "bootstrap_loader: draws with replacement are due, also within a batch")


def _uniform(loader: DataLoader) -> None:
    """Demand that single draws and pairs, within an epoch and between epochs, are uniform by chi-square."""
    epochs = [[sample for batch in epoch(loader, "bootstrap_loader") for sample in batch] for _ in range(20)]
    singles = Counter(sample for samples in epochs for sample in samples)
    _is_uniform(singles, 10, "draws")
    for lag in (1, 2, 10):
        pairs = Counter(two for samples in epochs for two in zip(samples, samples[lag:], strict=False))
        _is_uniform(pairs, 100, f"pairs of draws {lag} apart")
    between = itertools.pairwise(epochs)
    _is_uniform(Counter(two for a, b in between for two in zip(a, b, strict=True)), 100, "pairs between epochs")
    for samples in epochs:
        # Of 997 fours in 10 000 cells about 48 ± 7 come again.
        again = 997 - len({tuple(samples[first : first + 4]) for first in range(997)})
        demand(4 < again < 120, "bootstrap_loader: independent draws are due, not repeated sequences", again)


def _is_uniform(counts: Counter, cells: int, what: str) -> None:
    """Compare chi-square with its mean plus 14 standard deviations (for 9 and 99 degrees: p < 1e-10)."""
    due = sum(counts.values()) / cells
    square = sum((count - due) ** 2 / due for count in counts.values()) + (cells - len(counts)) * due
    limit = cells - 1 + 14 * math.sqrt(2 * (cells - 1))
    demand(square < limit, f"bootstrap_loader: uniform {what} are due, chi-square < {limit:.0f}", f"{square:.0f}")


# --- mean_and_std -----------------------------------------------------------------------------------------------------


class Once:
    """Batches that can be gone through once; there is neither a length nor a dataset."""

    def __init__(self, batches: Iterable) -> None:
        self._batches = batches
        self._started = False

    def __iter__(self) -> Iterator:
        demand(not self._started, "mean_and_std: the loader may be iterated once, a second pass came")
        self._started = True
        return iter(self._batches)


def judge_mean_and_std(module: ModuleType) -> None:
    """Batches of unequal sizes and brightness, constant ones, and more than may be kept."""
    rng = np.random.default_rng(3)
    for dtype in (torch.float32, torch.float64):
        for counts in ((1,), (4, 4), (4, 4, 1), (1, 5), (3, 2, 7, 1), (64, 64, 3)):
            for shape in ((1, 28, 28), (3, 2, 5), (1, 1, 2)):
                batches = [_bright(rng, (count, *shape), level, dtype) for level, count in enumerate(counts)]
                _moments(module, batches)
        for level in (0.0, 1.0, 0.1, 0.3, 0.7, 1 / 3, -0.4242):
            _moments(module, [torch.full((count, 1, 28, 28), level, dtype=dtype) for count in (5, 5, 2)])
        _moments(module, [torch.full((1, 1, 1, 1), 0.5, dtype=dtype)])
    images = _bright(rng, (37, 1, 4, 4), 1, torch.float32)
    samples = [(image, index) for index, image in enumerate(images)]
    loader = DataLoader(samples, batch_size=8)  # type: ignore[arg-type]
    _are_moments(answer(module.mean_and_std, loader), [images], "mean_and_std of a DataLoader")
    _streamed(module)


def _bright(rng: np.random.Generator, shape: tuple[int, ...], level: int, dtype: torch.dtype) -> Tensor:
    """Draw images that are the brighter the higher the level."""
    return tensor(rng.normal(0.3 * level, 0.2 + 0.2 * level, shape), dtype)


def _moments(module: ModuleType, batches: list[Tensor]) -> None:
    """Compare for batches in a list and for those that come once."""
    case = f"mean_and_std of batches of {[len(batch) for batch in batches]} {batches[0].dtype}"
    labelled = [(batch, torch.zeros(len(batch), dtype=torch.int64)) for batch in batches]
    with unmodified(case, *batches):
        for loader in (labelled, Once([list(two) for two in labelled]), Once(two for two in labelled)):
            _are_moments(answer(module.mean_and_std, loader), batches, case)


def _are_moments(result: object, batches: list[Tensor], case: str) -> None:
    """Add up all pixels and all squares of differences."""
    pixels = [pixel for batch in batches for pixel in batch.double().reshape(-1).tolist()]
    mean = math.fsum(pixels) / len(pixels)
    deviation = math.sqrt(math.fsum((pixel - mean) ** 2 for pixel in pixels) / len(pixels))
    came = pair(result, case)
    number(came[0], mean, f"{case}: mean", 1e-4)
    # Where all pixels are alike, float32 leaves of 0 what the root makes of its last digits.
    number(came[1], deviation, f"{case}: std", 1e-4 if deviation > 1e-6 else 5e-4)


BATCHES, PIXELS = 40, 1_000_000


class _Mallinfo(ctypes.Structure):
    """glibc's struct mallinfo2; its fourth and seventh field, from 0, are hblkhd and uordblks."""

    _fields_ = [("of", ctypes.c_size_t * 10)]


def _allocated_mib() -> float:
    """Return how much memory is allocated, without what has been freed and kept for later."""
    mallinfo = ctypes.CDLL(None).mallinfo2
    mallinfo.restype = _Mallinfo
    found = mallinfo().of
    return float(found[4] + found[7]) / 2**20


def _streamed(module: ModuleType) -> None:
    """Give 40 batches of 3.8 MiB: kept ones would show in what is allocated, long sums in the figures."""
    allocated: list[float] = []
    ramp = torch.linspace(0, 1, PIXELS).reshape(10, 1, 250, 400)

    def batches() -> Iterator[tuple[Tensor, Tensor]]:
        for _ in range(BATCHES):
            allocated.append(_allocated_mib())
            yield ramp.clone(), torch.zeros(10, dtype=torch.int64)

    mean, deviation = pair(answer(module.mean_and_std, Once(batches())), "mean_and_std of 40 million pixels")
    near([mean, deviation], [0.5, math.sqrt(1 / 12)], "mean_and_std of 40 million pixels", 1e-4)
    growth, batch = allocated[-1] - allocated[5], PIXELS * 4 / 2**20
    demand(growth < 12 * batch, "mean_and_std: memory of one batch is due", f"{growth / batch:.0f} batches more")
