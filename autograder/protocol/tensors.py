"""torch, where it is installed: a course that computes with NumPy or with plain Python needs none.

This is the one place that asks whether it is there. Where it is not, something stands in its place that has its types,
of which nothing is an instance, so that no value is a tensor; whoever asks it for more is told what to install.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

__all__ = ["HAS_TORCH", "Tensor", "torch"]


class _NoTorch:
    """Stands in the place of torch."""

    Tensor, dtype, device = (type(name, (), {}) for name in ("Tensor", "dtype", "device"))
    nn = SimpleNamespace(Module=type("Module", (), {}))

    def __getattr__(self, name: str) -> Any:
        raise ModuleNotFoundError(f"torch is not installed, and torch.{name} is asked for; install it", name="torch")


if TYPE_CHECKING:
    import torch as torch
    from torch import Tensor as Tensor

    HAS_TORCH: bool
else:
    try:
        import torch
    except ModuleNotFoundError as error:
        if error.name != "torch":
            raise
        torch = _NoTorch()
    HAS_TORCH = not isinstance(torch, _NoTorch)
    Tensor = torch.Tensor
