"""Which operators ran: how a switched-off built-in is noticed under whatever name it was called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch
from torch._C._profiler import _ExperimentalConfig
from torch.autograd.profiler import profile
from torch.autograd.profiler_util import FunctionEvent

__all__ = ["PROOFS", "Trace"]

# RecordScope::BACKWARD_FUNCTION in torch's record_function.h. Nodes that are written in Python bear it, too, but not
# the number at the end of the name.
_BACKWARD_SCOPE = 1
_OWN_NODE = re.compile(r"\w+Backward\d+")

# One of these runs at the end of every watch. Where it is not seen, somebody has stopped the watch.
PROOFS = ("aten::digamma", "aten::erfinv", "aten::exp2", "aten::i0", "aten::lgamma", "aten::sinc")


class Trace:
    """Watches for some operators, by their dispatcher names, e.g. ``aten::sigmoid``.

    Args:
        watched: the operators; the last one, one of `PROOFS`, is run at the end.

    Attributes:
        ran: those of them that have run.
    """

    def __init__(self, watched: Sequence[str]) -> None:
        self.ran: set[str] = set()
        self._watched = list(watched)

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
            getattr(torch.ops.aten, self._watched[-1].removeprefix("aten::"))(torch.zeros(()))
        names = {event.name() for event in profiler.kineto_results.events()}.intersection(self._watched)
        if names <= {self._watched[-1]}:
            self.ran = names
        else:  # only then is it worth finding out, at ten times the cost, what called them
            events = [event for event in profiler.function_events if event.name in names]
            self.ran = {event.name for event in events if not _is_own_doing_of_autograd(event)}


def _is_own_doing_of_autograd(event: FunctionEvent) -> bool:
    """Say whether an operator is part of the backward pass of another one, of torch's own."""
    parent = event.cpu_parent
    while parent is not None:
        if parent.scope == _BACKWARD_SCOPE and _OWN_NODE.fullmatch(parent.name):
            return True
        parent = parent.cpu_parent
    return False
