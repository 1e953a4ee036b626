"""Shared memory: what the grader and one worker both map.

Where memory itself is the question (is the argument untouched, does the result share its memory?) a tensor is
placed here. The grader then looks at the bytes with its own eyes instead of asking the worker about them.
The first eight bytes say which statement or call the worker is at, so that a hang or a crash can be located; the next
eight how often it has read its training set, for whoever waits.
"""

from __future__ import annotations

import math
import mmap
import struct
from contextlib import suppress
from typing import Any

import numpy as np

from autograder.protocol.tensors import HAS_TORCH, torch
from autograder.protocol.values import Shared
from autograder.protocol.wire import SHARED_MEMORY_BYTES

__all__ = ["EMPTY", "SharedMemory", "lay_out", "read_shared"]

_EPOCHS, _EPOCHS_AT = struct.Struct("<d"), 8
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

    @property
    def epochs(self) -> float:
        """How often a training set was read, the present time in part; whatever a hostile worker has written."""
        [epochs] = _EPOCHS.unpack_from(self._memory, _EPOCHS_AT)
        return float(epochs)

    @epochs.setter
    def epochs(self, epochs: float) -> None:
        _EPOCHS.pack_into(self._memory, _EPOCHS_AT, epochs)

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
        """Return a copy of the shared memory as far as something has been placed in it, without what is before that."""
        return bytearray(EMPTY) + self._memory[_START : self._end]

    def view(self, shared: Shared) -> Any:
        """Return the tensor or array itself, over the shared memory's bytes."""
        return _array_over(self._memory, shared) if shared.kind == "array" else _tensor_over(self._memory, shared)

    def read(self, shared: Shared) -> torch.Tensor:
        """Return a copy of what the bytes are now, as a tensor; as an array where there is no torch."""
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
    if isinstance(value, np.ndarray):
        itemsize = value.itemsize
        kind, dtype, strides = "array", value.dtype.name, tuple(stride // itemsize for stride in value.strides)
    else:
        itemsize = value.element_size()
        kind, dtype, strides = "tensor", str(value.dtype).removeprefix("torch."), value.stride()
    shared = Shared(kind, offset, dtype, tuple(value.shape), strides)
    size = itemsize * _extent(shared)
    if min(strides, default=0) < 0:
        raise ValueError("an array with negative strides cannot lie in the shared memory; share a copy of it.")
    if offset + size > SHARED_MEMORY_BYTES:
        raise ValueError(f"{size} bytes do not fit into the shared memory; share less in one check.")
    data = bytearray(-(-size // _ALIGNMENT) * _ALIGNMENT)
    if isinstance(value, np.ndarray):
        _array_over(data, shared, offset)[...] = value
    else:
        _tensor_over(data, shared, offset).copy_(value.detach())
    return shared, data


def read_shared(memory: bytearray | mmap.mmap, shared: Shared) -> torch.Tensor:
    """Return a copy of what these bytes of shared memory are, as a tensor; as an array where there is no torch."""
    if HAS_TORCH:
        return _tensor_over(memory, shared).clone()
    return _array_over(memory, shared).copy()  # type: ignore[return-value]


def _tensor_over(memory: bytearray | mmap.mmap, shared: Shared, start: int = 0) -> torch.Tensor:
    """Return the tensor itself, over memory of shared memory that begins at ``start``."""
    dtype: torch.dtype = getattr(torch, shared.dtype)
    extent = _extent(shared)
    if not extent:
        return torch.empty(shared.shape, dtype=dtype)
    flat = torch.frombuffer(memory, dtype=dtype, count=extent, offset=shared.offset - start)
    return flat.as_strided(shared.shape, shared.strides)


def _array_over(memory: bytearray | mmap.mmap, shared: Shared, start: int = 0) -> np.ndarray[Any, Any]:
    """Return the array itself, as `_tensor_over` does."""
    dtype = np.dtype(shared.dtype)
    if not _extent(shared):
        return np.empty(shared.shape, dtype)
    strides = [stride * dtype.itemsize for stride in shared.strides]
    return np.ndarray(shared.shape, dtype, memory, shared.offset - start, strides)


def _extent(shared: Shared) -> int:
    """Return how many elements there are from the first one to the last in memory."""
    if math.prod(shared.shape) == 0:
        return 0
    return 1 + sum((size - 1) * stride for size, stride in zip(shared.shape, shared.strides, strict=True))
