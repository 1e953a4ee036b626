"""What the reference answers is computed once; nothing shows that it was remembered."""

# ruff: noqa: D103 (what is asked here explains itself)

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
import torch

from autograder.checking import remembering
from autograder.checking.probe import probe
from autograder.checking.recent import Recent
from autograder.checking.remembering import Reference, remember

CALLS: list[str] = []


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    CALLS.clear()
    monkeypatch.setattr(remembering, "_answers", Recent(remembering._MAX_ANSWERS))


def double(x: torch.Tensor) -> torch.Tensor:
    CALLS.append("double")
    return 2 * x


def noisy(x: torch.Tensor) -> torch.Tensor:
    CALLS.append("noisy")
    return x + torch.randn(3)


def in_place(x: torch.Tensor) -> float:
    CALLS.append("in_place")
    x += 1
    return float(x.sum())


def view(x: torch.Tensor) -> torch.Tensor:
    CALLS.append("view")
    return x[0]


@probe
def bowl(w: Any) -> Any:
    """Be an argument."""
    return (w**2).sum()


def slope(fn: Any, options: Any) -> Any:
    CALLS.append("slope")
    return [fn(options[0])]


def test_same_question_is_answered_from_memory() -> None:
    """Equal values, not the same objects; the answer cannot be changed through what was handed out."""
    first = remember(double, torch.tensor([1.0, 2.5]))
    first += 100
    again = remember(double, torch.tensor([1.0, 2.5]))
    again += 100
    assert remember(double, torch.tensor([1.0, 2.5])).tolist() == [2.0, 5.0]
    assert CALLS == ["double"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (torch.tensor([1.0]), torch.tensor([1.0], dtype=torch.float64)),
        (torch.tensor([1.0, 2.0]), torch.tensor([[1.0, 2.0]])),
        (torch.tensor([1.0, 2.0]), torch.tensor([1.0, -2.0])),
        (torch.tensor([0.0]), torch.tensor([-0.0])),
        (1, 1.0),
        (1, True),
    ],
)
def test_another_question_is_asked(one: Any, other: Any) -> None:
    """Dtype, shape, value and type all count."""
    remember(double, one)
    remember(double, other)
    assert CALLS == ["double", "double"]


def test_probes_and_lists_are_data() -> None:
    """As in gradient_descent(fn, …)."""
    for _ in range(2):
        assert remember(slope, bowl, [torch.tensor([3.0]), "cpu", None])[0].item() == 9.0
    assert CALLS == ["slope"]


@pytest.mark.parametrize("function", [noisy, in_place, view])
def test_what_might_differ_is_not_remembered(function: Any) -> None:
    """Random numbers, changed arguments, and memory that the answer shares with an argument."""
    for _ in range(2):
        remember(function, torch.ones(3))
    assert len(CALLS) == 2


def test_graphs_are_not_remembered() -> None:
    """Who asks for a gradient gets one, every time."""
    for _ in range(2):
        x = torch.ones(2, requires_grad=True)
        remember(double, x).sum().backward()
        assert x.grad is not None
        assert x.grad.tolist() == [2.0, 2.0]
    assert len(CALLS) == 2


def test_reference_remembers_functions_and_passes_on_the_rest() -> None:
    """Classes and constants are what they are."""
    module = ModuleType("solution")
    vars(module).update(double=double, Net=torch.nn.Linear, LR=0.1)
    reference = Reference(module)
    for _ in range(2):
        reference.double(torch.ones(7))
    assert CALLS == ["double"]
    assert reference.Net is torch.nn.Linear
    assert reference.LR == 0.1
    with pytest.raises(AttributeError):
        _ = reference.absent
