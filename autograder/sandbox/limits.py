"""What one submission may use."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.language import Phrase

__all__ = ["Budget", "Limits"]

# What sleeps uses no CPU time. So there is a limit by the clock, too, so many times as long: a submission that only
# computes does not come near it, however busy the machine is, short of being given two fifths of a core.
_PATIENCE = 2.5


@dataclass(frozen=True)
class Limits:
    """Limits of a worker; a breach ends the worker and is named in the report.

    Attributes:
        time_s: CPU seconds for loading the submission, and for each check that names no limit of its own.
        exercise_s: CPU seconds for an exercise, those of checks that name a limit of their own not counted.
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


@dataclass
class Budget:
    """Time for a few calls: CPU seconds of the worker, all its threads together, and wall-clock seconds.

    Attributes:
        limit_s: CPU seconds in all.
        cpu_s: what is left of them.
        wall_s: what is left by the clock; at the beginning 2.5 times the CPU seconds.
    """

    limit_s: float
    cpu_s: float = field(init=False)
    wall_s: float = field(init=False)

    def __post_init__(self) -> None:
        self.cpu_s = self.limit_s
        self.wall_s = self.limit_s * _PATIENCE

    @property
    def spent_s(self) -> float:
        """CPU seconds that have been used."""
        return self.limit_s - self.cpu_s

    def spend(self, cpu_s: float, wall_s: float) -> None:
        """Take something off."""
        self.cpu_s -= cpu_s
        self.wall_s -= wall_s

    @property
    def breach(self) -> Phrase | None:
        """Which of the two limits has been reached, in words; None if neither has."""
        if self.cpu_s < 0:
            return Phrase("did not finish in {seconds:g} s of computing time", seconds=self.limit_s)
        if self.wall_s <= 0:
            return Phrase("did not finish in {seconds:g} s by the clock", seconds=self.limit_s * _PATIENCE)
        return None
