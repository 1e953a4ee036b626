"""What code that runs beside a student's is told of the process: do checks run it, and who counts epochs?

In a worker checks have student code run always, on a live namespace at times. Then `autograder.check` does nothing, so
that a notebook with such cells can be graded, and no check begins another one. What student code makes of this concerns
nobody but itself.
"""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["checking", "count_nothing", "note_read"]

checking = False


def count_nothing(share: float) -> None:
    """Let nobody know."""


# Told which further share of its training set a training has read, for whoever waits for its end.
note_read: Callable[[float], None] = count_nothing
