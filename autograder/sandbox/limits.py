"""What one submission may use."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True)
class Limits:
    """Limits of a worker; a breach ends the worker and is named in the report.

    Attributes:
        time_s: wall-clock seconds for loading the submission, and for each check that names no limit of its own.
        exercise_s: wall-clock seconds for an exercise, those of checks that name a limit of their own not counted.
        memory_mib: memory beyond what the worker starts with, in MiB.
        output_mib: what one worker may print, in MiB.
        threads: threads at once.
        disk_mib: size of its private temporary folder, in MiB.
    """

    time_s: float = 10.0
    exercise_s: float = 60.0
    memory_mib: int = 4096
    output_mib: int = 16
    threads: int = 128
    disk_mib: int = 256
