"""Which operators ran: how a switched-off built-in is noticed under whatever name it was called.

For each operator that is watched for, a kernel of ours stands in torch's dispatcher before those that compute, and
takes a note. So it is seen in any thread and under any name, and all other operators run at their full speed.

Private parts of torch's dispatcher and profiler are used; tried with torch 2.8 and 2.15.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any

import torch
from torch._C import DispatchKey
from torch._C._profiler import _ExperimentalConfig
from torch._ops import OpOverload
from torch.autograd.graph import _engine_run_backward
from torch.autograd.profiler import profile
from torch.autograd.profiler_util import FunctionEvent

__all__ = ["Watch"]

# Before the kernels of all devices, and behind autograd.
_BEFORE_DEVICES = "BackendSelect"
# Composite operators, which have no kernel for a device, do not get that far.
_BEFORE_COMPOSITES = (
    "AutogradCPU", "AutogradCUDA", "AutogradMPS", "AutogradXPU", "AutogradOther",
    "FuncTorchDynamicLayerFrontMode",
)  # fmt: skip

# RecordScope::BACKWARD_FUNCTION in torch's record_function.h. Nodes that are written in Python bear it, too, but not
# the number at the end of the name.
_BACKWARD_SCOPE = 1
_OWN_NODE = re.compile(r"\w+Backward\d+")


class Watch:
    """Notes which operators run, by their dispatcher names, e.g. ``aten::sigmoid``. It stays until it is closed.

    Attributes:
        ran: those that something in Python has called.
        unclear: those that ran where no Python was: in a backward pass, in which torch calls what it likes, or a hook.
        callers: for those that code in one of the ``files`` has called, where it has done so first.
    """

    def __init__(self, files: Container[str] = ()) -> None:
        self.ran: set[str] = set()
        self.unclear: set[str] = set()
        self.callers: dict[str, tuple[CodeType, int]] = {}
        self._files = files
        library: Any = torch.library.Library
        self._library = library("aten", "IMPL")  # what is registered lasts as long as this object
        self._watched: set[str] = set()

    @contextmanager
    def watching(self, operators: Sequence[str], *, closely: bool = False) -> Iterator[None]:
        """Watch for these operators, if any, while the block runs; the last, one of the `PROOFS`, is run at its end.

        With ``closely``, at four times the cost, the unclear ones are also among those that ran, unless a node of
        torch's own called them in its backward pass.
        """
        for operator in operators:
            if operator not in self._watched:
                self._watched.add(operator)
                self._watch_for(operator)
        self.ran.clear()
        self.unclear.clear()
        self.callers.clear()
        if closely:
            with profile(use_kineto=False, experimental_config=_ExperimentalConfig(profile_all_threads=True)) as seen:
                yield
            events = [event for event in seen.function_events if event.name in operators]
            self.ran.update(event.name for event in events if not _is_own_doing_of_autograd(event))
        else:
            yield
        if operators:
            getattr(torch.ops.aten, operators[-1].removeprefix("aten::"))(torch.zeros(()))

    def close(self) -> None:
        """Take all that has been put before the operators away again, where the process is to live on without."""
        self._library._destroy()

    def _watch_for(self, operator: str) -> None:
        packet = getattr(torch.ops.aten, operator.removeprefix("aten::"))
        stand_before = self._library.impl
        for name in packet.overloads():
            overload: Any = getattr(packet, name)
            stand_before(overload, self._kernel(operator, overload), _BEFORE_DEVICES, with_keyset=True)
            if torch._C._dispatch_has_kernel_for_dispatch_key(overload.name(), DispatchKey.CompositeImplicitAutograd):
                for key in _BEFORE_COMPOSITES:
                    stand_before(overload, self._composite_kernel(operator, overload), key)

    def _kernel(self, operator: str, overload: OpOverload[..., Any]) -> Callable[..., Any]:
        behind = torch._C._dispatch_keyset_full_after(getattr(DispatchKey, _BEFORE_DEVICES))

        def kernel(keys: Any, /, *arguments: Any, **named: Any) -> Any:
            self._note(operator)
            return overload.redispatch(keys & behind, *arguments, **named)

        return kernel

    def _composite_kernel(self, operator: str, overload: OpOverload[..., Any]) -> Callable[..., Any]:
        def kernel(*arguments: Any, **named: Any) -> Any:
            self._note(operator)
            return overload.decompose(*arguments, **named)

        return kernel

    def _note(self, operator: str) -> None:
        """Note an operator, whose kernel has called this."""
        try:
            frame: FrameType | None = sys._getframe(2)
        except ValueError:  # a thread that runs no Python
            frame = None
        caller = frame.f_code if frame is not None else None
        (self.ran if caller not in (None, _engine_run_backward.__code__) else self.unclear).add(operator)
        while frame is not None and operator not in self.callers:
            if frame.f_code.co_filename in self._files:
                self.callers[operator] = frame.f_code, frame.f_lineno
            frame = frame.f_back


def _is_own_doing_of_autograd(event: FunctionEvent) -> bool:
    """Say whether an operator is part of the backward pass of another one, of torch's own."""
    parent = event.cpu_parent
    while parent is not None:
        if parent.scope == _BACKWARD_SCOPE and _OWN_NODE.fullmatch(parent.name):
            return True
        parent = parent.cpu_parent
    return False
