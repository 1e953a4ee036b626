"""The training that the course's lecture shows, with the functions of the course: the row ``lecture``.

``python -m benchmarks.lecture SEED`` trains once and prints a line an epoch: test loss and accuracy.
"""

from __future__ import annotations

import sys

from benchmarks.commands import run
from benchmarks.figures import Measured, Topic, ratio, spread

__all__ = ["lecture"]

# Test loss and accuracy after each epoch, as the lecture has published them.
_PUBLISHED = ((0.2227, 0.9364), (0.1540, 0.9557), (0.1134, 0.9674), (0.0942, 0.9715), (0.0862, 0.9741))
_BATCH_SIZE, _LEARNING_RATE = 4, 0.01


def lecture(rounds: int) -> Topic:
    """Train as the lecture does, from so many seeds, and compare with its figures.

    Args:
        rounds: number of seeds, 0 and on.
    """
    runs = [_run(seed) for seed in range(rounds)]
    topic = Topic(["after epoch", "test loss", "the lecture's", "accuracy", "the lecture's"])
    for epoch, (loss, accuracy) in enumerate(_PUBLISHED):
        losses, accuracies = (Measured.of(values) for values in zip(*(each[epoch] for each in runs), strict=True))
        topic.rows.append([str(epoch + 1), spread(losses, 4), f"{loss:.4f}", spread(accuracies, 4), f"{accuracy:.4f}"])
    ours = [1 - each[-1][1] for each in runs]
    published = [1 - _PUBLISHED[-1][1]] * rounds
    against = ratio(
        "test errors after the lecture's training against the lecture's", ours, published, more_is_better=False
    )
    topic.ratios.append(against)
    topic.notes.append(f"In the end there are {spread(against)} times as many errors as the lecture has.")
    return topic


def _run(seed: int) -> list[tuple[float, float]]:
    """Return (test loss, accuracy) after each epoch, from a process that trains with one thread."""
    one_thread = {"OMP_NUM_THREADS": "1"}  # so small a batch has no work for two
    printed = run(["python", "-m", "benchmarks.lecture", str(seed)], environment=one_thread)[1]
    lines = [line.split() for line in printed.splitlines()[-len(_PUBLISHED) :]]
    return [(float(loss), float(accuracy)) for loss, accuracy in lines]


def main() -> None:
    """Train once, on pixels scaled to [0, 1], with the solution's own `fit`."""
    import torch
    from torch import nn
    from torch.utils.data import TensorDataset

    from autograder.course.data import load_mnist
    from benchmarks.bare_training import TensorBatches, solution

    torch.manual_seed(int(sys.argv[1]))
    train, test = (
        TensorDataset(images.unsqueeze(1).float() / 255, labels)
        for images, labels in (load_mnist(train=True), load_mnist(train=False))
    )
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    history = solution("ps5_mnist").fit(
        model,
        TensorBatches(train, _BATCH_SIZE, shuffle=True),
        TensorBatches(test, 1000, shuffle=False),
        nn.functional.cross_entropy,
        torch.optim.SGD(model.parameters(), lr=_LEARNING_RATE),
        len(_PUBLISHED),
        torch.device("cpu"),
    )
    for loss, accuracy in zip(history["test_loss"], history["test_accuracy"], strict=True):
        print(loss, accuracy)


if __name__ == "__main__":
    main()
