"""Simulated machines: what torch says of GPUs there, without a worker."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from autograder.checking.machines import Machine, _call_on


def pick(*kinds: str) -> Any:
    """Return the first of these devices that there is, else the CPU."""
    there = {
        "cuda": torch.cuda.is_available() and torch.cuda.device_count() > 0,
        "mps": torch.backends.mps.is_available(),
    }
    return torch.device(next((kind for kind in kinds if there[kind]), "cpu"))


IS_AVAILABLE = torch.cuda.is_available


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (lambda: pick("cuda"), ["cpu", "cuda", "cuda", "cpu"]),
        (lambda: pick("cuda", "mps"), ["cpu", "cuda", "cuda", "mps"]),
        (lambda: torch.device("cuda" if IS_AVAILABLE() else "cpu"), ["cpu", "cuda", "cuda", "cpu"]),
        (lambda: torch.device(f"cuda:{torch.cuda.device_count() - 1}" if IS_AVAILABLE() else "cpu"),
         ["cpu", "cuda:0", "cuda:1", "cpu"]),
        (lambda: torch.accelerator.current_accelerator() or torch.device("cpu"), ["cpu", "cuda", "cuda", "mps"]),
    ],
    ids=["attribute", "with mps", "imported by another name", "the last one", "accelerator"],
)  # fmt: skip
def test_torch_says_what_there_is(function: Any, expected: list[str]) -> None:
    """Under whatever name it is asked; and the truth again afterwards."""
    before = torch.cuda.is_available(), torch.cuda.device_count(), torch.backends.mps.is_available()
    found = _call_on(function, [Machine(), Machine(1), Machine(2), Machine(mps=True)])
    assert [str(device) for device in found] == expected
    assert before == (torch.cuda.is_available(), torch.cuda.device_count(), torch.backends.mps.is_available())
