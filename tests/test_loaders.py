"""What a check learns about the loaders that a submission makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch.utils.data import DataLoader

from autograder.checking.failure import CheckFailure
from autograder.checking.loaders import epochs_of_loaders


class _Student:
    """Runs probes here."""

    def run(self, probe: Callable[..., Any], *arguments: Any) -> Any:
        return probe(*arguments)


def _epochs(make: Callable[..., Any], **options: Any) -> Any:
    student: Any = _Student()
    return epochs_of_loaders(student, make, ["own"], [5], **options)  # type: ignore[arg-type]


def _one(dataset: Any, *_: Any) -> Any:
    return DataLoader(dataset, batch_size=2)


@pytest.mark.parametrize("as_lists", [False, True])
def test_one_loader_alone(as_lists: bool) -> None:
    """Of a function that returns one loader, not a tuple, the batches of each epoch are told."""
    assert _epochs(_one, alone=True, epochs=2, as_lists=as_lists) == [[[[0, 1], [2, 3], [4]]] * 2]


@pytest.mark.parametrize("other", [None, [], [torch.ones(2)], ({},), (False,), "loader"])
def test_what_is_no_loader_is_described(other: Any) -> None:
    """Whatever else comes back is a failure, also what looks like the evidence of a loader."""
    with pytest.raises(CheckFailure, match="a DataLoader is expected; what came back is "):
        _epochs(lambda *_: other, alone=True)


def test_several_loaders_in_a_tuple() -> None:
    """Without `alone` a tuple is expected, as ever."""
    assert _epochs(lambda dataset: (_one(dataset),)) == [[[[0, 1], [2, 3], [4]]]]
    with pytest.raises(CheckFailure, match="1 loaders are expected"):
        _epochs(_one)
