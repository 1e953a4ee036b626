"""Where to train."""

from __future__ import annotations

from autograder.course import CourseError

__all__ = ["DEVICES", "resolve_device"]

DEVICES = ("auto", "cpu", "cuda")


def resolve_device(device: str) -> str:
    """Return ``cpu`` or ``cuda`` for one of `DEVICES`; ``auto`` is ``cuda`` where torch finds a GPU.

    Raises:
        CourseError: ``cuda`` is asked for and not available.
    """
    if device == "cpu":
        return device
    import torch

    available = torch.cuda.is_available()
    if device == "cuda" and not available:
        raise CourseError("--device cuda: torch finds no GPU here; `autograder doctor` says more.")
    return "cuda" if available else "cpu"
