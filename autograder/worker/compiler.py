"""torch's compiler, left out until somebody wants it.

Every step of an optimizer imports ``torch._dynamo``, only to tell a compiler that is not at work that there is nothing
to compile; torchvision imports it, too. That takes as long as the import of torch itself, and makes each fork dearer. A
submission may start no processes, so it cannot compile anyway. Tried with torch 2.8 and 2.15, torchvision 0.29.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import types
from typing import Any

import torch

__all__ = ["leave_out_compiler"]

_NAME, _UTILS = "torch._dynamo", "torch._dynamo.utils"


def leave_out_compiler() -> None:
    """Put a stand-in in the place of ``torch._dynamo``, unless that is imported already."""
    if _NAME not in sys.modules:
        stand_in: Any = _Compiler(_NAME)
        sys.modules[_NAME], sys.modules[_UTILS] = stand_in, _Utils(_UTILS)
        torch._dynamo = stand_in


class _StandIn(types.ModuleType):
    """Says that nothing is compiled; for whatever else is asked, the real module is imported, and takes its place."""

    lets_through = ""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != self.lets_through:  # what `import` and `inspect` ask of any module
            raise AttributeError(name)
        if isinstance(sys.modules.get(_NAME), _StandIn):
            for each in (_NAME, _UTILS):
                sys.modules.pop(each, None)
            vars(torch).pop("_dynamo", None)
        return getattr(importlib.import_module(self.__name__), name)


class _Utils(_StandIn):
    """In the place of ``torch._dynamo.utils``."""

    @staticmethod
    def is_compile_supported(_: str) -> bool:
        """Say that no device is compiled for."""
        return False


class _Compiler(_StandIn):
    """In the place of ``torch._dynamo``."""

    lets_through = "__path__"  # asked by whoever imports a module of it
    compiled_autograd = types.SimpleNamespace(_disable=contextlib.nullcontext)

    @staticmethod
    def graph_break(msg: str = "") -> None:
        """Do nothing: there is no graph to break."""

    @staticmethod
    def disable(fn: Any = None, *_: Any, **__: Any) -> Any:
        """Return a function as it is."""
        return fn
