"""Where to train."""

from __future__ import annotations

import os
import sys

from autograder.course.assignments import CourseError

__all__ = ["DEVICES", "resolve_device"]

# Where Linux shows GPUs of NVIDIA: a driver, that of Tegra, and that of Windows around it.
_GPUS = ("/dev/nvidiactl", "/dev/nvhost-ctrl", "/dev/dxg")

DEVICES = ("auto", "cpu", "cuda")


def resolve_device(device: str) -> str:
    """Return ``cpu`` or ``cuda`` for one of `DEVICES`; ``auto`` is ``cuda`` where torch finds a GPU.

    Raises:
        CourseError: ``cuda`` is asked for and not available.
    """
    if device == "cpu" or (device == "auto" and sys.platform == "linux" and not any(map(os.path.exists, _GPUS))):
        return "cpu"
    import torch  # takes a second

    available = torch.cuda.is_available()
    if device == "cuda" and not available:
        raise CourseError("--device cuda: torch finds no GPU here; `autograder doctor` says more.")
    return "cuda" if available else "cpu"
