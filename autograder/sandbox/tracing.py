"""Which operators ran: how a switched-off built-in is noticed under whatever name it was called."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from torch.autograd.profiler import profile
from torch.autograd.profiler_util import FunctionEvent

__all__ = ["Trace"]

# What autograd runs by itself in a backward pass is not the student's doing.
_BACKWARD = "autograd::engine::evaluate_function"


class Trace:
    """The operators that ran while it was on, by their dispatcher names, e.g. ``aten::sigmoid``."""

    def __init__(self) -> None:
        self.operators: set[str] = set()

    @contextmanager
    def of_request(self, wanted: bool) -> Iterator[None]:
        """Record the operators of the block, if ``wanted``; forget those of earlier blocks."""
        self.operators = set()
        if not wanted:
            yield
            return
        # The dispatcher sees every operator that runs, composite ones included, which Python modes do not.
        with profile(use_kineto=False) as profiler:
            yield
        self.operators = {event.name for event in profiler.function_events if not _in_backward(event)}


def _in_backward(event: FunctionEvent) -> bool:
    parent = event.cpu_parent
    while parent is not None:
        if parent.name.startswith(_BACKWARD):
            return True
        parent = parent.cpu_parent
    return False
