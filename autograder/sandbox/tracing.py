"""Which operators ran: how a switched-off built-in is noticed under whatever name it was called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch
from torch._C._profiler import _ExperimentalConfig
from torch.autograd.profiler import profile

__all__ = ["PROOFS", "Trace"]

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
        self.ran = {event.name() for event in profiler.kineto_results.events()}.intersection(self._watched)
