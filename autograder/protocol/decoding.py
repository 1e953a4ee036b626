"""Messages as values again: inert data only, whatever a worker sends.

That is tensors, arrays, numbers, text, containers and the records of `autograder.protocol.values`. In the worker, what
the records stand for is put in their place afterwards.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograder.protocol.tensors import torch
from autograder.protocol.values import DTYPES, MAX_DEPTH, MAX_ITEMS, MAX_KEYS, NUMPY_DTYPES, RECORDS
from autograder.protocol.wire import BadMessage, Message

__all__ = ["decode_value"]

# What requests and answers wrap around the values themselves: levels, and items for each of so many calls.
_WRAPPING, _MAX_CALLS = 7, 1000


def decode_value(message: Message) -> Any:
    """Decode a message.

    Raises:
        BadMessage: the message does not describe a value.
    """
    try:
        return _Decoder(message.buffers).decode(message.value)
    except (
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        OverflowError,
        RecursionError,
        RuntimeError,
    ) as error:
        raise BadMessage(f"it describes no value ({type(error).__name__})") from None


class _Decoder:
    """One message on its way in. Whatever is wrong raises one of the types that `decode_value` translates."""

    def __init__(self, buffers: Any) -> None:
        self._buffers = dict(enumerate(buffers))
        self._items = 0

    def decode(self, form: Any, depth: int = 0) -> Any:
        self._items += 1
        if depth > MAX_DEPTH + _WRAPPING or self._items > MAX_ITEMS + _WRAPPING * _MAX_CALLS:
            raise ValueError("too much")
        if not isinstance(form, (list, dict)):
            return form
        if isinstance(form, list):
            return [self.decode(item, depth + 1) for item in form]
        tag = form["$"]
        if tag == "tensor":
            return self._tensor(form)
        if tag == "tuple":
            return tuple(self.decode(item, depth + 1) for item in form["items"])
        if tag == "dict":
            if len(form["items"]) > MAX_KEYS:
                raise ValueError("too many keys")
            return {self.decode(key, depth + 1): self.decode(value, depth + 1) for key, value in form["items"]}
        if tag == "array":
            return self._array(form)
        if tag == "device":
            return torch.device(_text(form["text"]))
        if tag == "dtype":
            return DTYPES[form["text"]]
        if tag == "subclass":
            return form["value"] if isinstance(form["value"], (bool, int, float, str)) else None
        kinds = RECORDS[tag].__annotations__
        return RECORDS[tag](**{key: _field(item, kinds[key]) for key, item in form.items() if key != "$"})

    def _array(self, form: dict[str, Any]) -> np.ndarray[Any, Any]:
        dtype = np.dtype(_known(form["dtype"], NUMPY_DTYPES))
        data = self._bytes(form, dtype.itemsize)
        array = np.frombuffer(data, np.uint8 if dtype.kind == "b" else dtype)
        if dtype.kind == "b":  # any byte but 0 and 1 would be an impossible bool
            array = array != 0
        return array.reshape(form["shape"])

    def _tensor(self, form: dict[str, Any]) -> torch.Tensor:
        dtype = DTYPES[form["dtype"]]
        data = self._bytes(form, dtype.itemsize)
        if not data:
            tensor = torch.empty(form["shape"], dtype=dtype)
        elif dtype is torch.bool:  # as above
            tensor = torch.frombuffer(data, dtype=torch.uint8).ne(0).reshape(form["shape"])
        else:
            tensor = torch.frombuffer(data, dtype=dtype).reshape(form["shape"])
        if form["requires_grad"] and (dtype.is_floating_point or dtype.is_complex):
            tensor.requires_grad_()
        return tensor

    def _bytes(self, form: dict[str, Any], itemsize: int) -> bytearray:
        """Return a writable copy of the buffer, having checked that it is as long as the shape says."""
        shape, index = form["shape"], form["buffer"]
        if not all(type(size) is int and 0 <= size < 1 << 40 for size in shape) or len(shape) > 64:
            raise ValueError("shape")
        if type(index) is not int or index < 0:
            raise ValueError("buffer")
        data = bytearray(self._buffers.pop(index))  # for one value only: many would multiply what was sent
        if len(data) != math.prod(shape) * itemsize:
            raise ValueError("length")
        return data


def _field(item: Any, kind: str) -> int | str | tuple[int, ...]:
    """Return a field of a record, having checked that it is of its type: ``int``, ``str`` or a tuple of integers."""
    if type(item).__name__ == kind:
        return item  # type: ignore[no-any-return]
    if kind.startswith("tuple") and isinstance(item, list) and all(type(size) is int for size in item):
        return tuple(item)
    raise ValueError("field")


def _known(name: Any, names: tuple[str, ...]) -> str:
    if name not in names:
        raise ValueError("dtype")
    return str(name)


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 20:
        raise ValueError("text")
    return value
