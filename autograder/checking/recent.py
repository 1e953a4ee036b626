"""What was asked for lately: a mapping that forgets what nobody has asked for the longest."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import TypeVar

__all__ = ["Recent"]

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Recent(OrderedDict[_Key, _Value]):
    """Keeps so many values; `recall` and `keep` count as being asked for, other access does not."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def recall(self, key: _Key) -> _Value | None:
        """Return what is kept under this key, or None."""
        if key not in self:
            return None
        self.move_to_end(key)
        return self[key]

    def keep(self, key: _Key, value: _Value) -> _Value:
        """Keep a value, and return it."""
        self[key] = value
        self.move_to_end(key)
        if len(self) > self._limit:
            self.popitem(last=False)
        return value
