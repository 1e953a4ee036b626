"""Sandbox: what starts workers. Levels ``full`` and ``landlock``: `ZygoteSandbox`; ``none``: `ProcessSandbox`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from autograder.sandbox.limits import Limits

if TYPE_CHECKING:  # imports torch, for which the commands' own start need not wait
    from autograder.sandbox.connection import AnyWorker

__all__ = ["START_TIMEOUT_S", "Sandbox", "SandboxError"]

# For starting an interpreter that imports torch, on a loaded machine.
START_TIMEOUT_S = 120.0


class SandboxError(Exception):
    """The sandbox cannot be set up or has failed: a matter for whoever runs the grader, never a student's."""


class Sandbox(Protocol):
    """Starts one worker after the other.

    Attributes:
        read_only: float32 tensors for workers to map, by name: where they are to be opened.
    """

    read_only: dict[str, Path]

    def wait_until_ready(self) -> None:
        """Wait until workers can be started; `spawn` does so, too.

        Raises:
            SandboxError: it does not come up.
        """

    def spawn(self, limits: Limits, threads: int = 1) -> AnyWorker:
        """Start a worker that computes with so many threads.

        Raises:
            SandboxError: no worker can be started.
        """

    def close(self) -> None:
        """End everything that the sandbox has started."""
