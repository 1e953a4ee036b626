"""Enclosures: what surrounds a zygote. At level ``full`` that is a `Container`, at level ``landlock`` a `Fence`."""

from __future__ import annotations

import subprocess
from typing import Any, Protocol

__all__ = ["ENVIRONMENT", "ONE_THREAD", "Enclosure", "end_process"]

# Has the libraries that compute do so in one thread, from the beginning.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")

# What a zygote finds in its environment, and nothing else.
# One thread each until a worker asks for more: a pool of threads would not survive the fork.
# GOMP_SPINCOUNT: how long threads spin before they sleep. A short while: training on two free cores takes half the
# time that it takes without, and two trainings on two cores still end (with the default they take forty times as long).
# KINETO_LOG_LEVEL keeps torch's profiler from writing to the submission's stderr.
# MPLBACKEND: figures are drawn into memory, as there is no screen.
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1",
    **ONE_THREAD,
    "GOMP_SPINCOUNT": "1000", "KINETO_LOG_LEVEL": "99",
    "MPLBACKEND": "agg",
}  # fmt: skip


class Enclosure(Protocol):
    """Starts a zygote and says how its workers are to be confined.

    Attributes:
        process: the zygote, or what it runs in; its stderr is a pipe.
    """

    process: subprocess.Popen[bytes]

    def next_worker(self) -> dict[str, Any]:
        """Return ``uid`` (None: no other than the zygote's) and ``scratch`` (its folder) of a worker to be forked."""

    def clean_up(self, scratch: str) -> None:
        """Remove what a worker has left in its folder; it has ended."""

    def close(self) -> None:
        """End the zygote and all that it has started."""


def end_process(process: subprocess.Popen[bytes]) -> None:
    """Kill a process, if it has not ended, and wait for its end."""
    process.kill()
    process.wait()
    if process.stderr is not None:
        process.stderr.close()
