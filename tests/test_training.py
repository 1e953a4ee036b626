"""Evidence about training: functions of a test's own train a small network here, without a worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch.nn import functional as F

from autograder.checking import (
    CheckFailure,
    Trained,
    assert_moves_batches,
    assert_number,
    assert_parameters_after,
    network_with_modes,
    probe,
    random_batches,
    random_network,
    trained,
)
from autograder.checking.training import _read

ARGUMENTS = ["model", "loader", "loss_fn", "optimizer", "device"]
torch.manual_seed(0)
WEIGHTS, BATCHES = random_network(3, 4, 2), random_batches([4, 3], 3, 2)


@probe
def sgd(parameters):  # type: ignore[no-untyped-def]
    """Return the optimizer."""
    return torch.optim.SGD(parameters, lr=0.1)


SETUP: dict[str, Any] = {
    "net": network_with_modes, "weights": WEIGHTS, "batches": BATCHES, "loss_fn": F.cross_entropy, "optimizer": sgd
}  # fmt: skip


def loop(move_inputs: Callable[..., Any], move_labels: Callable[..., Any]) -> Callable[..., float]:
    """Return a training loop that moves the parts of a batch as it is told."""

    def train(model: Any, loader: Any, loss_fn: Any, optimizer: Any, device: Any) -> float:
        total = 0.0
        for inputs, labels in loader:
            optimizer.zero_grad()
            loss = loss_fn(model(move_inputs(inputs, device, model)), move_labels(labels, device, model))
            loss.backward()
            optimizer.step()
            total += loss.item() * len(labels)
        return total / 7

    return train


def to_device(tensor: Any, device: Any, model: Any) -> Any:
    """As the course says it."""
    return tensor.to(device)


def stay(tensor: Any, device: Any, model: Any) -> Any:
    """As it should not be."""
    return tensor


EXPECTED = trained(loop(to_device, to_device), ARGUMENTS, **SETUP)
MOVES: dict[str, Callable[..., Any]] = {
    "to": to_device,
    "named": lambda tensor, device, model: tensor.to(device=device, non_blocking=True),
    "text": lambda tensor, device, model: tensor.to(str(device)),
    "of the model": lambda tensor, device, model: tensor.to(next(model.parameters()).device),
    "only a GPU": lambda tensor, device, model: tensor.cuda() if device.type == "cuda" else tensor,
    "only elsewhere": lambda tensor, device, model: tensor if tensor.device == device else tensor.to(device),
    "with dtype": lambda tensor, device, model: tensor.to(device, tensor.dtype),
    "as_tensor": lambda tensor, device, model: torch.as_tensor(tensor, device=device),
    "into another": lambda tensor, device, model: torch.empty(tensor.shape, dtype=tensor.dtype, device=device).copy_(
        tensor
    ),
    "after a change": lambda tensor, device, model: tensor.clone().to(device),
    "the model, too": lambda tensor, device, model: (model.to(device), tensor.to(device))[1],
}


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_whatever_moves_a_batch_does(move: Callable[..., Any]) -> None:
    """A batch can be moved in many ways."""
    assert_moves_batches(loop(move, move), ARGUMENTS, EXPECTED.results, **SETUP)


STAYS: dict[str, Callable[..., Any]] = {
    "stays": stay,
    "never asks": lambda tensor, device, model: tensor.to("cpu"),
    "asks torch": lambda tensor, device, model: tensor.to("cuda" if torch.cuda.is_available() else "cpu"),
    "forgets what it has made": lambda tensor, device, model: (tensor.to(device), tensor)[1],
}


@pytest.mark.parametrize("move", STAYS.values(), ids=STAYS)
@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_batch_that_stays_where_it_was_is_found(move: Callable[..., Any], part: int) -> None:
    """Inputs, labels, or both."""
    function = loop(*[(move, to_device), (to_device, move), (move, move)][part])
    with pytest.raises(CheckFailure, match="were not moved there"):
        assert_moves_batches(function, ARGUMENTS, EXPECTED.results, **SETUP)


def test_outputs_may_come_back_to_the_labels() -> None:
    """Where a loader gives its batches on the CPU, the loss can be computed there."""

    def on_the_cpu(model: Any, loader: Any, loss_fn: Any, optimizer: Any, device: Any) -> float:
        pairs = [(model(inputs.to(device)).cpu(), labels) for inputs, labels in loader]
        outputs, labels = (torch.cat(parts) for parts in zip(*pairs, strict=True))
        return loss_fn(outputs, labels).item()  # type: ignore[no-any-return]

    assert_moves_batches(on_the_cpu, ARGUMENTS, EXPECTED.results, **SETUP)


def test_parameters_and_numbers_are_compared() -> None:
    """They say what is wrong in words."""
    assert_parameters_after(EXPECTED, EXPECTED, "after the epoch")
    other = trained(lambda *_: None, ARGUMENTS, **SETUP)
    with pytest.raises(CheckFailure, match="parameter 0 after the epoch"):
        assert_parameters_after(other, EXPECTED, "after the epoch")
    assert_number(1.0, 1.0, "the loss")
    with pytest.raises(CheckFailure, match="the loss is a Tensor, not a Python float"):
        assert_number(torch.tensor(1.0), 1.0, "the loss")
    with pytest.raises(CheckFailure, match="the loss is 1, expected 2"):
        assert_number(1.0, 2.0, "the loss")


def test_what_happens_on_the_way_is_noted() -> None:
    """Modes, graphs, gradients left over, and how often it is called."""

    def test_twice(model: Any, loader: Any) -> float:
        model.eval()
        with torch.no_grad():
            return sum(float(model(inputs).sum()) for inputs, _ in loader)

    found = trained(test_twice, ["model", "loader"], **SETUP, calls=2, leftover=True)
    assert found.forwards == [(False, False)] * 4
    assert found.types == ["float", "float"]
    assert all(grad is not None for _, grad in found.states)
    assert [forward.training for forward in EXPECTED.forwards] == [True, True]
    assert EXPECTED.forwards[0].gradients


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        [[1.0], ["float"], [], [], [[1, 2]], [], [], []],
        [[1.0], ["float"], [], [], [], [[True, torch.ones(2)]], [], []],
        [[1.0], ["float"], [], [], [], [], [None], []],
        [[], [], *[[]] * 6],
    ],
)
def test_an_answer_that_is_none_is_a_failure(answer: Any) -> None:
    """What a worker sends may be anything."""
    with pytest.raises(CheckFailure, match="cannot be read"):
        _read(answer, 1)


def test_the_evidence_has_names() -> None:
    """So that checks can take it apart."""
    assert isinstance(EXPECTED, Trained)
