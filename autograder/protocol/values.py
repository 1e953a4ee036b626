"""Python values as wire messages: plain data, tensors and arrays by content, everything else by reference."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.protocol.tensors import HAS_TORCH, torch
from autograder.protocol.wire import Message

__all__ = [
    "DTYPES",
    "MAX_DEPTH",
    "MAX_ITEMS",
    "MAX_KEYS",
    "NUMPY_DTYPES",
    "RECORDS",
    "Encoder",
    "Handle",
    "Mapped",
    "Name",
    "ProbeSource",
    "Shared",
    "Unencodable",
    "Unreadable",
    "bytes_of",
    "copied",
    "encode_value",
    "plain",
]

_MAX_TENSOR_BYTES = 1 << 27
MAX_DEPTH = 32
MAX_ITEMS = 200_000
# Of one mapping: keys can be chosen such that each is compared with all others.
MAX_KEYS = 2000

NUMPY_DTYPES = (
    "bool", "uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64",
    "float16", "float32", "float64", "complex64", "complex128",
)  # fmt: skip
DTYPES: dict[str, torch.dtype] = {name: getattr(torch, name) for name in (*NUMPY_DTYPES, "bfloat16") if HAS_TORCH}
_DTYPE_NAMES = {dtype: name for name, dtype in DTYPES.items()}


@dataclass(frozen=True)
class Name:
    """Something that the submission defines, by its name."""

    name: str


@dataclass(frozen=True)
class ProbeSource:
    """Grader code to run beside the student's: a function as source text."""

    name: str
    source: str


@dataclass(frozen=True)
class Handle:
    """An object that stays in the worker: a model, a loader, anything that is not plain data."""

    id: int
    type: str


@dataclass(frozen=True)
class Shared:
    """A tensor (or array) whose bytes lie in the shared memory, the memory that grader and worker both map.

    ``offset`` is in bytes, ``strides`` are in elements.
    """

    kind: str  # "tensor" or "array"
    offset: int
    dtype: str
    shape: tuple[int, ...]
    strides: tuple[int, ...]


@dataclass(frozen=True)
class Mapped:
    """A float32 tensor of this shape, in read-only memory that every worker of a batch maps."""

    name: str
    shape: tuple[int, ...]


@dataclass(frozen=True)
class Unreadable:
    """A value that cannot be sent: its type and, in a few words, the reason."""

    type: str
    reason: str


RECORDS: dict[str, type] = {
    "name": Name, "probe": ProbeSource, "handle": Handle, "shared": Shared, "mapped": Mapped, "unreadable": Unreadable,
}  # fmt: skip
_TAGS = {record: tag for tag, record in RECORDS.items()}


class Unencodable(ValueError):
    """There is far too much of a value, or it is nested too deep."""


def encode_value(value: object) -> Message:
    """Encode plain data; raise TypeError for anything else and `Unencodable` for far too much of it."""
    encoder = Encoder()
    return Message(encoder.encode(value), encoder.buffers)


class Encoder:
    """Values on their way out: each becomes JSON, the bytes of all of them gather in ``buffers``.

    Objects that are no plain data go through ``keep``, which returns a record for them.
    """

    def __init__(self, keep: Callable[[object], Handle] | None = None) -> None:
        self.buffers: list[bytes | bytearray | memoryview] = []
        self._keep = keep
        self._items = 0

    def encode(self, value: object, depth: int = 0) -> Any:
        """Return the JSON form of ``value`` as it is now.

        Raises:
            TypeError: the value is no plain data and there is no ``keep``.
            Unencodable: it is nested too deep, or too many items have come in all.
        """
        self._items += 1
        if depth > MAX_DEPTH or self._items > MAX_ITEMS:
            raise Unencodable(f"more than {MAX_DEPTH} levels or {MAX_ITEMS} items")
        # Never isinstance, `==` or `in`: a student's __class__ may lie, and a metaclass may answer for the class.
        kind: Any = type(value)
        if kind is int or kind is float or kind is str or kind is bool or value is None:
            return value
        if issubclass(kind, torch.Tensor):
            return self._tensor(value)  # type: ignore[arg-type]
        if issubclass(kind, (list, tuple, dict)):  # namedtuples and the like as what they are derived from
            return self._container(value, kind, depth + 1)
        for record, tag in _TAGS.items():
            if kind is record:
                return {"$": tag, **vars(value)}
        if issubclass(kind, np.ndarray):
            return self._array(value)  # type: ignore[arg-type]
        if issubclass(kind, (np.number, np.bool_)) and not issubclass(kind, float):  # no number of Python's
            return self._array(np.ndarray((), kind, np.generic.tobytes(value)))  # type: ignore[arg-type]
        if kind is torch.device:
            return {"$": "device", "text": str(value)}
        if kind is torch.dtype:
            text = str(value).removeprefix("torch.")
            return {"$": "dtype", "text": text} if text in DTYPES else self.encode(Unreadable("dtype", text))
        if issubclass(kind, (int, float, str)):  # e.g. NumPy's float64
            return {"$": "subclass", "value": _base_value(value)}
        if self._keep is None:
            raise TypeError(f"a {kind.__name__} cannot be sent")
        return self.encode(self._keep(value))

    def _container(self, value: Any, kind: type, depth: int) -> Any:
        if issubclass(kind, dict):
            if dict.__len__(value) > MAX_KEYS:
                raise Unencodable(f"more than {MAX_KEYS} keys")
            pairs = [[self.encode(key, depth), self.encode(item, depth)] for key, item in dict.items(value)]
            return {"$": "dict", "items": pairs}
        if issubclass(kind, list):
            return [self.encode(item, depth) for item in list.__iter__(value)]
        return {"$": "tuple", "items": [self.encode(item, depth) for item in tuple.__iter__(value)]}

    def _tensor(self, value: torch.Tensor) -> Any:
        tensor = plain(value)
        with torch._C.DisableTorchFunctionSubclass():
            reason = _unsendable(tensor)
            if reason:
                return self.encode(Unreadable("Tensor", reason))
            # Every operator costs a message that watches for some: none that is not needed.
            data = tensor.detach() if tensor.requires_grad else tensor
            if not data.is_cpu or data.is_conj() or data.is_neg():
                data = data.cpu().resolve_conj().resolve_neg()
            data = data.contiguous()
            size = data.numel() * data.element_size()
            self.buffers.append(ctypes.string_at(data.data_ptr(), size) if size else b"")
            return {
                "$": "tensor",
                "buffer": len(self.buffers) - 1,
                "dtype": _DTYPE_NAMES[tensor.dtype],
                "shape": list(tensor.shape),
                "requires_grad": tensor.requires_grad,
                "device": tensor.device.type,
            }

    def _array(self, array: np.ndarray[Any, Any]) -> Any:
        if array.dtype.name not in NUMPY_DTYPES:
            return self.encode(Unreadable("ndarray", f"its dtype is {array.dtype.name[:40]}"))
        if array.nbytes > _MAX_TENSOR_BYTES:
            return self.encode(Unreadable("ndarray", f"it has {array.nbytes} bytes"))
        self.buffers.append(np.ndarray.astype(array, array.dtype.newbyteorder("=")).tobytes())
        shape = list(array.shape)
        return {"$": "array", "buffer": len(self.buffers) - 1, "dtype": array.dtype.name, "shape": shape}


def plain(value: Any) -> Any:
    """Return a tensor of whatever class as a `torch.Tensor` of the same memory and graph; anything else as it is.

    What a class says of its instances (their shape, that they are detached) is its own affair.
    """
    if type(value) is torch.Tensor or not issubclass(type(value), torch.Tensor):
        return value
    with torch._C.DisableTorchFunctionSubclass(), suppress(RuntimeError):  # a sparse one has no alias
        return torch.Tensor.as_subclass(value, torch.Tensor)
    return value


def copied(value: Any) -> Any:
    """Return a copy of tensors, arrays and containers of these, so that whoever gets it may change it."""
    if isinstance(value, torch.Tensor):
        return value.clone()
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, (list, tuple)):
        return type(value)([copied(item) for item in value])
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    return value


def bytes_of(tensor: torch.Tensor) -> bytes:
    """Return the elements of a dense tensor on the CPU as they lie in memory, one after the other."""
    if not tensor.numel():
        return b""
    dense = tensor.detach().resolve_conj().resolve_neg()
    if dense.dtype is torch.bfloat16:  # NumPy has none
        dense = dense.contiguous().view(torch.int16)
    return dense.numpy().tobytes()


def _unsendable(tensor: torch.Tensor) -> str:
    """Say in a few words why this tensor has no bytes that could be sent, or return an empty string."""
    if tensor.layout != torch.strided or tensor.is_quantized or tensor.is_meta or tensor.is_nested:
        return "it is sparse, quantized, nested or on the meta device, not an ordinary tensor"
    if tensor.dtype not in _DTYPE_NAMES:
        return f"its dtype is {tensor.dtype}"
    size = tensor.numel() * tensor.element_size()  # of what it shows: an expanded tensor has little memory
    return f"it has {size} bytes" if size > _MAX_TENSOR_BYTES else ""


def _base_value(value: Any) -> bool | int | float | str:
    """Return an instance of a subclass of a plain type as the plain type."""
    if issubclass(type(value), int):
        return int.__int__(value)
    return float.__float__(value) if issubclass(type(value), float) else str.__str__(value)
