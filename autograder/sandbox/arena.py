"""The arena: memory that the grader and one worker both map.

Where memory itself is the question (is the argument untouched, does the result share its memory?) a tensor is
placed here. The grader then looks at the bytes with its own eyes instead of asking the worker about them.
The first eight bytes say which statement or call the worker is at, so that a hang or a crash can be located.
"""

from __future__ import annotations

import math
import mmap
from contextlib import suppress
from typing import Any

import numpy as np
import torch

from autograder.sandbox.slot import ARENA_BYTES
from autograder.values import Shared

__all__ = ["Arena"]

_START = 64
_ALIGNMENT = 64


class Arena:
    """Shared memory of `ARENA_BYTES` over a file descriptor; the same class serves both sides."""

    def __init__(self, descriptor: int) -> None:
        self._memory = mmap.mmap(descriptor, ARENA_BYTES)
        self._free = _START

    @property
    def progress(self) -> int:
        """Index of the statement or call that the worker is at; whatever a hostile worker has written."""
        return int.from_bytes(self._memory[:8], "little", signed=True)

    @progress.setter
    def progress(self, index: int) -> None:
        self._memory[:8] = index.to_bytes(8, "little", signed=True)

    def clear(self) -> None:
        """Give all space back; what was placed before must not be used again."""
        self._free = _START

    def place(self, value: torch.Tensor | np.ndarray[Any, Any]) -> Shared:
        """Copy a strided tensor or an array into the arena, keeping dtype, shape and strides.

        Raises:
            ValueError: the arena is full.
        """
        tensor = torch.from_numpy(value) if isinstance(value, np.ndarray) else value.detach()
        shape, strides = tuple(tensor.shape), tensor.stride()
        extent = 1 + sum((size - 1) * stride for size, stride in zip(shape, strides, strict=True))
        size = tensor.element_size() * (extent if tensor.numel() else 0)
        if self._free + size > ARENA_BYTES:
            raise ValueError(f"{size} bytes do not fit into the arena; share less in one check.")
        kind = "array" if isinstance(value, np.ndarray) else "tensor"
        shared = Shared(kind, self._free, str(tensor.dtype).removeprefix("torch."), shape, strides)
        self._free += -(-size // _ALIGNMENT) * _ALIGNMENT
        self._tensor(shared).copy_(tensor)
        return shared

    def view(self, shared: Shared) -> torch.Tensor | np.ndarray[Any, Any]:
        """Return the tensor or array itself, over the arena's bytes."""
        tensor = self._tensor(shared)
        return tensor.numpy() if shared.kind == "array" else tensor

    def read(self, shared: Shared) -> torch.Tensor:
        """Return a copy of what the bytes are now, as a tensor."""
        return self._tensor(shared).clone()

    def close(self) -> None:
        """Unmap the memory, unless a tensor over it is still alive; then it goes when that goes."""
        with suppress(BufferError):
            self._memory.close()

    def _tensor(self, shared: Shared) -> torch.Tensor:
        dtype: torch.dtype = getattr(torch, shared.dtype)
        if math.prod(shared.shape) == 0:
            return torch.empty(shared.shape, dtype=dtype)
        extent = 1 + sum((size - 1) * stride for size, stride in zip(shared.shape, shared.strides, strict=True))
        flat = torch.frombuffer(self._memory, dtype=dtype, count=extent, offset=shared.offset)
        return flat.as_strided(shared.shape, shared.strides)
