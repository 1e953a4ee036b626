"""Which operators ran: how a switched-off built-in is noticed under whatever name it was called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from torch._C._profiler import _ExperimentalConfig
from torch.autograd.profiler import profile
from torch.autograd.profiler_util import FunctionEvent

__all__ = ["Trace"]

# What autograd runs by itself in a backward pass is not the student's doing.
_BACKWARD = "autograd::engine::evaluate_function"


class Trace:
    """Watches for some operators, by their dispatcher names, e.g. ``aten::sigmoid``.

    Attributes:
        ran: those of them that have run in forward computations.
    """

    def __init__(self, watched: Sequence[str]) -> None:
        self.ran: set[str] = set()
        self._watched = frozenset(watched)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch what runs in the block, if there is anything to watch for."""
        if not self._watched:
            yield
            return
        # The dispatcher sees every operator that runs, in any thread, composite ones included; Python modes do not.
        everywhere = _ExperimentalConfig(profile_all_threads=True)
        with profile(use_kineto=False, experimental_config=everywhere) as profiler:
            yield
        names = {event.name() for event in profiler.kineto_results.events()}
        if names & self._watched:  # only then is it worth finding out, at ten times the cost, what called them
            events = [event for event in profiler.function_events if event.name in self._watched]
            self.ran = {event.name for event in events if not _in_backward(event)}


def _in_backward(event: FunctionEvent) -> bool:
    parent = event.cpu_parent
    while parent is not None:
        if parent.name.startswith(_BACKWARD):
            return True
        parent = parent.cpu_parent
    return False
