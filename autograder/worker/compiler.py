"""torch's compiler, left out until somebody wants it.

Every step of an optimizer imports ``torch._dynamo``, only to tell a compiler that is not at work that there is nothing
to compile. That import takes as long as that of torch itself, and makes each fork dearer. A submission may start no
processes, so it cannot compile anyway. Tried with torch 2.8 and 2.15.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import types
from typing import Any

import torch

__all__ = ["leave_out_compiler"]

_NAME = "torch._dynamo"


def leave_out_compiler() -> None:
    """Put a stand-in in the place of ``torch._dynamo``, unless that is imported already."""
    if _NAME not in sys.modules:
        stand_in: Any = _StandIn(_NAME)
        sys.modules[_NAME] = stand_in
        torch._dynamo = stand_in


class _StandIn(types.ModuleType):
    """Says that nothing is compiled; for whatever else is asked, the real module is imported, and takes its place."""

    compiled_autograd = types.SimpleNamespace(_disable=contextlib.nullcontext)

    @staticmethod
    def graph_break(msg: str = "") -> None:
        """Do nothing: there is no graph to break."""

    @staticmethod
    def disable(fn: Any = None, *_: Any, **__: Any) -> Any:
        """Return a function as it is."""
        return fn

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(_NAME) is self:
            del sys.modules[_NAME]
            vars(torch).pop("_dynamo", None)
        return getattr(importlib.import_module(_NAME), name)
