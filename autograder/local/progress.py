"""How far a check has come: what is being done, for how long, what it prints; and giving it up."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from autograder.language import tell
from autograder.sandbox.interface import SandboxError

__all__ = ["GivenUp", "Progress", "Step"]

# Of what an exercise prints so much is kept, from the beginning on: the first inputs are the simplest.
_MAX_PRINTED_BYTES = 8000


class GivenUp(SandboxError):
    """Nobody waits for this check any more: it says nothing about the submission."""


@dataclass(frozen=True)
class Step:
    """What is being done right now.

    Attributes:
        what: in words, e.g. the title of a check.
        exercise: whose check that is, or "" while the file is loaded.
        limit_s: the CPU seconds that it may take.
        since: when it has begun, on the clock of `time.monotonic`.
        epochs: how often a training has read its training set, if it is one; asked for when it is told.
    """

    what: str
    exercise: str
    limit_s: float
    since: float
    epochs: Callable[[], float] = lambda: 0.0

    @property
    def line(self) -> str:
        """What there is to say of it, in a line."""
        took_s = time.monotonic() - self.since
        epochs = self.epochs()
        what = tell("training, {n:.1f} epochs", n=epochs) if epochs else self.what
        line = tell("{what}, {took:.0f} s of at most {limit:g} s", what=what, took=took_s, limit=self.limit_s)
        return f"{self.exercise}: {line}" if self.exercise else line


class Progress:
    """Tells how far a check has come; one thread checks, others may ask.

    Attributes:
        step: what is being done, or None.
        printed: by the student's code: the beginning of it, by exercise; "" is the loading of the file.
    """

    def __init__(self) -> None:
        self.step: Step | None = None
        self.printed: dict[str, bytes] = {}
        self._title, self._exercise = "", ""
        self._loaded = False
        self._end: Callable[[str], None] | None = None
        self._given_up = False

    def heard(self, data: bytes) -> None:
        """Take note of what was printed just now."""
        step = self.step
        exercise = step.exercise if step is not None else self._exercise
        if exercise or not self._loaded:  # a worker that is started anew loads the same again
            kept = self.printed.get(exercise, b"")
            self.printed[exercise] = kept + data[: max(_MAX_PRINTED_BYTES - len(kept), 0)]

    def give_up(self) -> None:
        """End the check that is running, from any other thread: it raises `GivenUp`."""
        self._given_up = True
        end = self._end
        if end is not None:
            end("given up")

    def reset(self) -> None:
        """Get ready for the next check."""
        self._given_up, self.step, self.printed = False, None, {}
        self._title, self._exercise, self._loaded = "", "", False

    def begin_check(self, exercise: str, title: str) -> None:
        """Note whose check is run next, and what it is called."""
        self._exercise, self._title = exercise, title

    def begin(self, do: str, limit_s: float, end: Callable[[str], None] | None, epochs: Callable[[], float]) -> None:
        """Note that something is asked of a worker, which ``end`` ends; ``epochs`` says how far a training is.

        Raises:
            GivenUp: it need not be asked any more.
        """
        self._end = end
        self.require_wanted()
        what, exercise = (tell("loading the file"), "") if do == "load" else (self._title, self._exercise)
        self.step = Step(what, exercise, limit_s, time.monotonic(), epochs)

    def answered(self, do: str) -> None:
        """Note that it was answered, or never will be."""
        self._loaded |= do == "load"
        self.step = self._end = None

    def require_wanted(self) -> None:
        """Raise `GivenUp` if the check was given up."""
        if self._given_up:
            raise GivenUp("the check was given up")
