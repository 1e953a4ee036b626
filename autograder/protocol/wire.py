"""The message format between grader and worker.

A message is one JSON value and any number of byte buffers::

    magic "AGW1" | u32 length of the header | u64 length of the body | header | body

all little-endian. The header is the JSON array ``[value, [length of buffer 0, length of buffer 1, ...]]`` in
UTF-8, the body the buffers one after the other. Nothing in it is ever unpickled, evaluated or imported, in
either direction; what the values mean is the business of `autograder.protocol.values`.

The far side may be hostile: every length is checked before memory is allocated for it, and one deadline covers
the whole message, so a slow drip is as late as silence.
"""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

__all__ = [
    "SHARED_MEMORY_BYTES",
    "BadMessage",
    "Closed",
    "Late",
    "Message",
    "WireError",
    "carried",
    "decode",
    "encode",
    "receive",
    "send",
    "to_json",
]

# What a worker shares with the grader beside the connection, see `autograder.protocol.shared_memory`.
SHARED_MEMORY_BYTES = 1 << 24

_MAGIC = b"AGW1"
_PREFIX = struct.Struct("<4sIQ")
_MAX_BUFFERS = 65_536
_ENCODER = json.JSONEncoder(separators=(",", ":"))


class WireError(Exception):
    """No message came; the three subclasses say why."""


class BadMessage(WireError):
    """What came is not a message."""


class Closed(WireError):
    """The far side closed the connection before a whole message had come."""


class Late(WireError):
    """The deadline passed before a whole message had come."""


class Message(NamedTuple):
    """A JSON value, or its text, see `to_json`; and the buffers that it refers to by their index."""

    value: Any
    buffers: Sequence[bytes | bytearray | memoryview]


def encode(message: Message) -> list[bytes | bytearray | memoryview]:
    """Return the message as chunks to be written one after the other."""
    lengths = [len(buffer) for buffer in message.buffers]
    value = message.value if isinstance(message.value, bytes) else to_json(message.value)
    header = b"[%b,%b]" % (value, to_json(lengths))
    prefix = _PREFIX.pack(_MAGIC, len(header), sum(lengths))
    return [prefix + header, *message.buffers]


def carried(message: Message) -> tuple[bytearray, bytearray]:
    """Return what arrives of a message: its header and its body, copies of all that it has."""
    first, *buffers = encode(message)
    return bytearray(memoryview(first)[_PREFIX.size :]), bytearray().join(buffers)


def to_json(value: Any) -> bytes:
    """Return a value as it stands in a message."""
    return _ENCODER.encode(value).encode()


def send(sock: socket.socket, message: Message, deadline: float | None = None) -> None:
    """Write one message; raise `Late` past ``deadline`` (`time.monotonic` seconds), `Closed` without a reader."""
    chunks = encode(message)
    if sum(len(chunk) for chunk in chunks) <= 1 << 16:
        chunks = [b"".join(chunks)]  # one system call for the common small message
    for chunk in chunks:
        _set_timeout(sock, deadline)
        try:
            sock.sendall(chunk)
        except TimeoutError:
            raise Late("the message was not read in time") from None
        except OSError as error:
            raise Closed(str(error)) from None


def receive(
    sock: socket.socket,
    deadline: float | None = None,
    *,
    max_header: int = 1 << 24,
    max_body: int = 1 << 28,
    wait: Callable[[], None] | None = None,
) -> Message:
    """Read one message of at most ``max_header`` and ``max_body`` bytes.

    Args:
        sock: where from.
        deadline: in `time.monotonic` seconds.
        max_header: the most bytes of a header.
        max_body: the most bytes of all buffers together.
        wait: called before each piece is read; waits until there is one, or raises `Late` by a rule of its own.

    Raises:
        BadMessage: what came is no message, or one that is too large.
        Closed: the connection ended first.
        Late: ``deadline`` passed first.
    """
    magic, header_length, body_length = _PREFIX.unpack(_read(sock, _PREFIX.size, deadline, wait))
    if magic != _MAGIC:
        raise BadMessage(f"it begins with {bytes(magic)!r}")
    if header_length > max_header:
        raise BadMessage(f"its header of {header_length} bytes is over the limit of {max_header}")
    if body_length > max_body:
        raise BadMessage(f"its body of {body_length} bytes is over the limit of {max_body}")
    header = _read(sock, header_length, deadline, wait)
    return decode(header, _read(sock, body_length, deadline, wait))


def decode(header: bytes | bytearray, body: bytes | bytearray) -> Message:
    """Take a header and a body apart; raise `BadMessage` where they do not fit together."""
    try:
        parts = json.loads(header)
    except (ValueError, RecursionError) as error:
        raise BadMessage(f"its header is no JSON ({type(error).__name__})") from None
    if not (isinstance(parts, list) and len(parts) == 2 and isinstance(parts[1], list)):
        raise BadMessage("its header is not a value and a list of lengths")
    value, lengths = parts
    if len(lengths) > _MAX_BUFFERS or not all(type(length) is int and 0 <= length < 1 << 40 for length in lengths):
        raise BadMessage("its buffer lengths are no lengths")
    if sum(lengths) != len(body):
        raise BadMessage(f"its buffers of {sum(lengths)} bytes do not fill its body of {len(body)}")
    view, start, buffers = memoryview(body), 0, []
    for length in lengths:
        buffers.append(view[start : start + length])
        start += length
    return Message(value, buffers)


def _read(
    sock: socket.socket, length: int, deadline: float | None, wait: Callable[[], None] | None = None
) -> bytearray:
    """Read exactly ``length`` bytes, growing with what really comes, not with what was announced."""
    data = bytearray()
    while len(data) < length:
        if wait is not None:
            wait()
        _set_timeout(sock, deadline)
        try:
            chunk = sock.recv(min(length - len(data), 1 << 20))
        except TimeoutError:
            raise Late(f"{len(data)} of {length} bytes had come") from None
        except OSError as error:
            raise Closed(str(error)) from None
        if not chunk:
            raise Closed(f"{len(data)} of {length} bytes had come")
        data += chunk
    return data


def _set_timeout(sock: socket.socket, deadline: float | None) -> None:
    """Give the next socket operation what is left until ``deadline``."""
    if deadline is None:
        sock.settimeout(None)
        return
    left_s = deadline - time.monotonic()
    if left_s <= 0:
        raise Late("the deadline had passed")
    sock.settimeout(left_s)
