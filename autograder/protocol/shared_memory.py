"""Shared memory: what the grader and one worker both map.

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

from autograder.protocol.values import Shared
from autograder.protocol.wire import SHARED_MEMORY_BYTES

__all__ = ["EMPTY", "SharedMemory", "lay_out", "read_shared"]

_START = 64
_ALIGNMENT = 64

# What shared memory holds, see `SharedMemory.content`, before something is placed in it.
EMPTY = bytes(_START)


class SharedMemory:
    """Shared memory of `SHARED_MEMORY_BYTES` over a file descriptor; the same class serves both sides."""

    def __init__(self, descriptor: int) -> None:
        self._memory = mmap.mmap(descriptor, SHARED_MEMORY_BYTES)
        self._end = _START

    @property
    def progress(self) -> int:
        """Index of the statement or call that the worker is at; whatever a hostile worker has written."""
        return int.from_bytes(self._memory[:8], "little", signed=True)

    @progress.setter
    def progress(self, index: int) -> None:
        self._memory[:8] = index.to_bytes(8, "little", signed=True)

    def clear(self) -> None:
        """Give all space back; what was placed before must not be used again."""
        self._end = _START

    def place(self, value: torch.Tensor | np.ndarray[Any, Any]) -> Shared:
        """Copy a strided tensor or an array into the shared memory, keeping dtype, shape and strides.

        Raises:
            ValueError: the shared memory is full.
        """
        shared, data = lay_out(value, self._end)
        self.write(shared.offset, data)
        return shared

    def write(self, offset: int, data: bytes | bytearray) -> None:
        """Place bytes that have been laid out already, see `lay_out`."""
        self._memory[offset : offset + len(data)] = data
        self._end = offset + len(data)

    def content(self) -> bytearray:
        """Return a copy of the shared memory as far as something has been placed in it, without the progress."""
        return bytearray(EMPTY) + self._memory[_START : self._end]

    def view(self, shared: Shared) -> torch.Tensor | np.ndarray[Any, Any]:
        """Return the tensor or array itself, over the shared memory's bytes."""
        tensor = _tensor_over(self._memory, shared)
        return tensor.numpy() if shared.kind == "array" else tensor

    def read(self, shared: Shared) -> torch.Tensor:
        """Return a copy of what the bytes are now, as a tensor."""
        return read_shared(self._memory, shared)

    def close(self) -> None:
        """Unmap the memory, unless a tensor over it is still alive; then it goes when that goes."""
        with suppress(BufferError):
            self._memory.close()


def lay_out(value: torch.Tensor | np.ndarray[Any, Any], offset: int) -> tuple[Shared, bytearray]:
    """Return the record of a strided tensor or an array that lies at this offset, and its bytes, up to the next one.

    Raises:
        ValueError: the shared memory ends before.
    """
    tensor = torch.from_numpy(value) if isinstance(value, np.ndarray) else value.detach()
    shape, strides = tuple(tensor.shape), tensor.stride()
    extent = 1 + sum((size - 1) * stride for size, stride in zip(shape, strides, strict=True))
    size = tensor.element_size() * (extent if tensor.numel() else 0)
    if offset + size > SHARED_MEMORY_BYTES:
        raise ValueError(f"{size} bytes do not fit into the shared memory; share less in one check.")
    kind = "array" if isinstance(value, np.ndarray) else "tensor"
    shared = Shared(kind, offset, str(tensor.dtype).removeprefix("torch."), shape, strides)
    data = bytearray(-(-size // _ALIGNMENT) * _ALIGNMENT)
    _tensor_over(data, shared, offset).copy_(tensor)
    return shared, data


def read_shared(memory: bytearray | mmap.mmap, shared: Shared) -> torch.Tensor:
    """Return a copy of what these bytes of shared memory are, as a tensor."""
    return _tensor_over(memory, shared).clone()


def _tensor_over(memory: bytearray | mmap.mmap, shared: Shared, start: int = 0) -> torch.Tensor:
    """Return the tensor itself, over memory of shared memory that begins at ``start``."""
    dtype: torch.dtype = getattr(torch, shared.dtype)
    if math.prod(shared.shape) == 0:
        return torch.empty(shared.shape, dtype=dtype)
    extent = 1 + sum((size - 1) * stride for size, stride in zip(shared.shape, shared.strides, strict=True))
    flat = torch.frombuffer(memory, dtype=dtype, count=extent, offset=shared.offset - start)
    return flat.as_strided(shared.shape, shared.strides)
