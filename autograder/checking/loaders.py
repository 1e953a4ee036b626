"""Evidence about data loaders: which samples came in which batch of which epoch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from autograder.checking.comparison import describe, unreadable
from autograder.checking.failure import CheckFailure
from autograder.checking.probe import probe
from autograder.checking.student import RemoteFunction, Student
from autograder.checking.symptoms import Symptom, of_type
from autograder.language import Phrase

__all__ = ["NO_LOADER", "NO_PAIR", "Epoch", "epochs_of_loaders"]

NO_LOADER = Symptom(
    "no_loader",
    "A list of batches has the same order in every epoch, and iter(loader) is used up after one; return the DataLoader "
    "itself.",
)
NO_PAIR = Symptom("no_pair", "Write return train_loader, test_loader: the two, in this order.")

# The numbers of the samples in each batch.
Epoch = list[list[int]]


@probe
def _run_loaders(make: Any, sizes: Any, as_lists: Any, arguments: Any, epochs: Any, alone: Any) -> Any:
    """Return for each loader [inputs, labels] of its batches in each epoch, or False if it is none.

    Sample i of a dataset is ([i, i], i); the datasets are TensorDatasets or plain lists of pairs. Where one loader is
    made ``alone``, what is none is returned in a tuple.
    """
    from torch.utils.data import DataLoader, TensorDataset

    datasets = []
    for size in sizes:
        numbers = torch.arange(size)
        inputs = torch.stack([numbers, numbers], 1).float()
        datasets.append(
            list(zip(inputs, numbers.tolist(), strict=True)) if as_lists else TensorDataset(inputs, numbers)
        )
    made = make(*datasets, *arguments)
    if alone:
        if not issubclass(type(made), DataLoader):
            return (made,)
        made = [made]
    if not isinstance(made, (list, tuple)):
        return made
    # `list`, as everybody writes it, asks for the length, too, if there is one.
    return [
        issubclass(type(loader), DataLoader)
        and [[[batch[0], batch[1]] for batch in list(loader)] for _ in range(epochs)]
        for loader in made
    ]


def epochs_of_loaders(
    student: Student,
    make: RemoteFunction,
    names: Sequence[str],
    sizes: Sequence[int],
    *,
    arguments: Sequence[Any] = (),
    epochs: int = 1,
    as_lists: bool = False,
    alone: bool = False,
) -> list[list[Epoch]]:
    """Let the student make loaders of numbered samples; return what each of them yields in each epoch.

    Args:
        student: the submission.
        make: called as ``make(*datasets, *arguments)``; returns a loader for each dataset.
        names: what to call the loaders in messages.
        sizes: the number of samples in each dataset.
        arguments: what follows the datasets.
        epochs: how often to go through each loader.
        as_lists: the datasets are lists of pairs instead of TensorDatasets.
        alone: ``make`` returns one loader, not a tuple of several.
    """
    answer = student.run(_run_loaders, make, list(sizes), as_lists, list(arguments), epochs, alone)
    if alone and isinstance(answer, tuple) and len(answer) == 1:
        symptom = NO_LOADER if isinstance(answer[0], list) else of_type(answer[0])
        message = Phrase("a DataLoader is expected; what came back is {value}", value=describe(answer[0]))
        raise CheckFailure(message, symptom=symptom)
    if not isinstance(answer, list) or len(answer) != len(names):
        message = Phrase(
            "{n} loaders are expected, ({names}); what came back is {value}",
            n=len(names),
            names=", ".join(names),
            value=describe(tuple(answer) if type(answer) is list else answer),
        )
        raise CheckFailure(message, symptom=of_type(answer) or NO_PAIR)
    return [_epochs(name, part, epochs) for name, part in zip(names, answer, strict=True)]


def _epochs(name: str, part: Any, number: int) -> list[Epoch]:
    """Return the sample numbers in what one loader has yielded."""
    match part:
        case list(epochs) if len(epochs) == number and all(isinstance(epoch, list) for epoch in epochs):
            return [[_numbers(batch) for batch in epoch] for epoch in epochs]
        case False:
            raise CheckFailure(Phrase("the {name} loader is not a DataLoader", name=name), symptom=NO_LOADER)
    raise unreadable(part)


def _numbers(batch: Any) -> list[int]:
    """Return the sample numbers in a batch, having checked that inputs and labels belong together."""
    match batch:
        case [torch.Tensor() as inputs, torch.Tensor() as labels] if inputs.shape == (*labels.shape, 2):
            if (
                labels.dim() == 1
                and not labels.is_complex()
                and torch.equal(inputs, torch.stack([labels, labels], 1).float())
            ):
                numbers: list[int] = labels.to(torch.int64).tolist()
                return numbers
            raise CheckFailure(Phrase("inputs and labels in a batch do not belong together"))
    raise CheckFailure(Phrase("a batch must be the stacked inputs and the stacked labels of its samples"))
