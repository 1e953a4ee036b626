"""Slots: what starts workers. The levels ``full`` and ``landlock`` lie in `zygote_slot`, ``none`` in `process_slot`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from autograder.sandbox.limits import Limits

if TYPE_CHECKING:  # imports torch, for which the commands' own start need not wait
    from autograder.sandbox.connection import AnyWorker

__all__ = ["ARENA_BYTES", "START_TIMEOUT_S", "SandboxError", "Slot"]

# What a worker shares with the grader, see `autograder.sandbox.arena`.
ARENA_BYTES = 1 << 24
# For starting an interpreter that imports torch, on a loaded machine.
START_TIMEOUT_S = 120.0


class SandboxError(Exception):
    """The sandbox cannot be set up or has failed: a matter for whoever runs the grader, never a student's."""


class Slot(Protocol):
    """Starts one worker after the other.

    Attributes:
        training: a file of training images for workers to map, if there is one.
    """

    training: Path | None

    def spawn(self, limits: Limits, threads: int = 1) -> AnyWorker:
        """Start a worker that computes with so many threads.

        Raises:
            SandboxError: no worker can be started.
        """

    def close(self) -> None:
        """End everything that the slot has started."""
