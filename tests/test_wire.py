"""Whatever the far side sends becomes a message or one of the wire's own errors, in time and in little memory."""

from __future__ import annotations

import json
import math
import socket
import struct
import threading
import time
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.protocol import wire
from autograder.protocol.wire import BadMessage, Closed, Late, Message, WireError, decode, encode, receive, send

PREFIX = struct.Struct("<4sIQ")
Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    """Two connected sockets."""
    near, far = socket.socketpair()
    with near, far:
        yield near, far


def _raw(header: bytes, body: bytes = b"") -> bytes:
    return PREFIX.pack(b"AGW1", len(header), len(body)) + header + body


def _plain(message: Message) -> tuple[object, list[bytes]]:
    return message.value, [bytes(buffer) for buffer in message.buffers]


def _soon() -> float:
    return time.monotonic() + 10


# What is sent arrives


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(Message(None, []), id="nothing"),
        pytest.param(Message({"a": [1, -2.5, True, None, "ф\n\0"]}, []), id="value alone"),
        pytest.param(Message(0, [b""]), id="an empty buffer"),
        pytest.param(Message([0, 1, 2], [b"a", b"", bytes(range(256))]), id="several buffers"),
        pytest.param(Message(0, [bytearray(b"ab"), memoryview(b"cd")]), id="buffers of each type"),
        pytest.param(Message("\ud800", []), id="half a character"),
        pytest.param(Message(10**300, []), id="a large integer"),
    ],
)
def test_message_arrives_as_it_was_sent(pair: Pair, message: Message) -> None:
    """Value and buffers come out of the other end of a real connection unchanged."""
    near, far = pair
    send(near, message, _soon())
    assert _plain(receive(far, _soon())) == _plain(message)


def test_large_message_arrives_in_pieces(pair: Pair) -> None:
    """Buffers that no socket takes at once arrive whole, and their borders are kept."""
    near, far = pair
    message = Message("x" * 300_000, [bytes(range(256)) * 8192, b"end"])
    sender = threading.Thread(target=send, args=(near, message, _soon()))
    sender.start()
    received = receive(far, _soon())
    sender.join()
    assert _plain(received) == _plain(message)


def test_messages_do_not_run_into_each_other(pair: Pair) -> None:
    """Reading one message takes nothing away from the next."""
    near, far = pair
    for number in range(3):
        send(near, Message(number, [b"x" * number]))
    assert [_plain(receive(far, _soon())) for _ in range(3)] == [(0, [b""]), (1, [b"x"]), (2, [b"xx"])]


def test_non_finite_numbers_are_values() -> None:
    """A student's nan and inf travel like any other float; what they mean is not the wire's business."""
    value = decode(b"".join(encode(Message([math.nan, math.inf, -math.inf], [])))[PREFIX.size :], b"").value
    assert math.isnan(value[0])
    assert value[1:] == [math.inf, -math.inf]


# What ends early or late


def test_connection_that_closes_early_is_closed() -> None:
    """Wherever in a message the connection ends: in its prefix, its header or its body."""
    data = _raw(b'["value",[3]]', b"abc")
    for length in range(len(data)):
        near, far = socket.socketpair()
        with far:
            with near:
                near.sendall(data[:length])
            with pytest.raises(Closed, match="bytes had come"):
                receive(far, _soon())


def test_connection_shut_down_by_another_thread_is_closed(pair: Pair) -> None:
    """What wakes up a reader when a submission prints without end: not a timeout, and at once."""
    _, far = pair
    waker = threading.Thread(target=far.shutdown, args=(socket.SHUT_RDWR,))
    waker.start()
    with pytest.raises(Closed):
        receive(far, _soon())
    waker.join()


def test_silence_is_late_at_the_deadline(pair: Pair) -> None:
    """With nothing to read, the deadline ends the wait, not much earlier and not much later."""
    start = time.monotonic()
    with pytest.raises(Late, match="0 of 16 bytes had come"):
        receive(pair[1], start + 0.05)
    assert 0.04 < time.monotonic() - start < 5


def test_past_deadline_is_late_though_a_message_is_there(pair: Pair) -> None:
    """An answer that is read after its deadline is no answer."""
    send(pair[0], Message(1, []))
    with pytest.raises(Late):
        receive(pair[1], time.monotonic() - 1)


class _Clock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


class _Drip:
    """A socket from which one byte comes in half a second of the clock."""

    def __init__(self, data: bytes, clock: _Clock) -> None:
        self.timeouts: list[float | None] = []
        self._data = iter(data)
        self._clock = clock

    def settimeout(self, timeout_s: float | None) -> None:
        self.timeouts.append(timeout_s)

    def recv(self, size: int) -> bytes:
        self._clock.now += 0.5
        return bytes([next(self._data)])


def test_slow_drip_is_as_late_as_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """One deadline covers the whole message: no byte gives the sender more time."""
    clock = _Clock()
    monkeypatch.setattr(wire, "time", clock)
    drip = _Drip(_raw(b'["' + b"x" * 1000 + b'",[]]'), clock)
    with pytest.raises(Late):
        receive(drip, 110.0)  # type: ignore[arg-type]
    assert drip.timeouts == [10.0 - 0.5 * count for count in range(20)]


def test_message_that_nobody_reads_is_late(pair: Pair) -> None:
    """A worker that does not read cannot keep the grader waiting either."""
    with pytest.raises(Late):
        send(pair[0], Message(0, [bytes(1 << 24)]), time.monotonic() + 0.05)


def test_message_without_a_reader_is_closed(pair: Pair) -> None:
    """Writing to a worker that is gone says so, whether the message is small or large."""
    near, far = pair
    far.close()
    for size in (1, 1 << 22):
        with pytest.raises(Closed):
            send(near, Message(0, [bytes(size)]), _soon())


# What lies about its length


def _peak_bytes(pair: Pair, data: bytes) -> int:
    """Return how much memory Python took at most for reading ``data``, which is no whole message."""
    near, far = pair
    near.sendall(data)
    near.shutdown(socket.SHUT_WR)
    tracemalloc.start()
    try:
        with pytest.raises(WireError):
            receive(far, _soon())
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("header", "body"),
    [
        pytest.param((1 << 32) - 1, 0, id="header over the limit"),
        pytest.param(1 << 24, 0, id="header at the limit"),
        pytest.param(2, (1 << 64) - 1, id="body over the limit"),
        pytest.param(2, 1 << 28, id="body at the limit"),
    ],
)
def test_announced_length_takes_no_memory(pair: Pair, header: int, body: int) -> None:
    """Memory grows with what comes, not with what is announced."""
    assert _peak_bytes(pair, PREFIX.pack(b"AGW1", header, body) + b"[]") < 4 << 20


@pytest.mark.parametrize(
    ("header", "body", "message"),
    [
        ((1 << 32) - 1, 0, "its header of 4294967295 bytes is over the limit of 16777216"),
        ((1 << 24) + 1, 0, "its header of 16777217 bytes is over the limit of 16777216"),
        (6, (1 << 64) - 1, "its body of 18446744073709551615 bytes is over the limit of 268435456"),
        (6, (1 << 28) + 1, "its body of 268435457 bytes is over the limit of 268435456"),
    ],
)
def test_length_over_the_limit_is_refused_unread(pair: Pair, header: int, body: int, message: str) -> None:
    """The prefix alone is enough: nothing that it announces is waited for."""
    pair[0].sendall(PREFIX.pack(b"AGW1", header, body))
    with pytest.raises(BadMessage, match=message):
        receive(pair[1], _soon())


def test_limits_are_what_the_caller_says(pair: Pair) -> None:
    """A message of exactly the limits is read, one byte more is not."""
    near, far = pair
    send(near, Message("x", [b"abc"]))
    assert receive(far, _soon(), max_header=9, max_body=3).value == "x"
    for limits in ({"max_header": 8}, {"max_body": 2}):
        near, far = socket.socketpair()
        with near, far:
            send(near, Message("x", [b"abc"]))
            with pytest.raises(BadMessage, match="over the limit"):
                receive(far, _soon(), **limits)


# What is no message


@pytest.mark.parametrize("magic", [b"AGW0", b"\0\0\0\0", b"HTTP", b"\x80\x04\x95\x00"])
def test_other_magic_is_refused(pair: Pair, magic: bytes) -> None:
    """Another protocol, another version or a pickle is told from its first four bytes."""
    pair[0].sendall(magic + PREFIX.pack(b"AGW1", 6, 0)[4:] + b"[0,[]]")
    with pytest.raises(BadMessage, match="it begins with"):
        receive(pair[1], _soon())


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\xfe\xfd", id="no text"),
        pytest.param(b"[0,[]", id="cut off"),
        pytest.param(b"[0,[]]]", id="something behind"),
        pytest.param(b"[0,[]]\0", id="NUL behind"),
        pytest.param(b"{'a': 1}", id="Python, not JSON"),
        pytest.param(b"\x80\x04\x95\x05\x00\x00\x00\x00\x00\x00\x00", id="a pickle"),
        pytest.param(b"[" * 100_000, id="deep, open"),
        pytest.param(b"[" * 100_000 + b"]" * 100_000, id="deep, closed"),
        pytest.param(b'{"a":' * 100_000 + b"0" + b"}" * 100_000, id="deep objects"),
        pytest.param(b"[" + b"9" * 5000 + b",[]]", id="a number of 5000 digits"),
    ],
)
def test_header_that_is_no_json_is_refused(header: bytes) -> None:
    """The reason is given without a byte of what was sent."""
    with pytest.raises(BadMessage, match=r"^its header is no JSON \(\w+\)$"):
        decode(header, b"")


@pytest.mark.parametrize(
    "header",
    [b"0", b"null", b'"ab"', b"{}", b"[]", b"[0]", b"[0,[],0]", b"[0,{}]", b"[0,0]", b"[[],null]", b'[0,"ab"]'],
)
def test_header_of_another_form_is_refused(header: bytes) -> None:
    """JSON that is not a value and a list of lengths is no header."""
    with pytest.raises(BadMessage, match="not a value and a list of lengths"):
        decode(header, b"")


@pytest.mark.parametrize(
    "lengths",
    ["-1", "-1,4", "true,2", "3.0", "3e0", '"3"', "null,3", "[3]", "{}", "NaN", "Infinity"],
)
def test_length_that_is_none_is_refused(lengths: str) -> None:
    """Negative numbers, bools and floats are no lengths, even where they would add up."""
    with pytest.raises(BadMessage, match="its buffer lengths are no lengths"):
        decode(f"[0,[{lengths}]]".encode(), b"abc")


def test_too_many_buffers_are_refused() -> None:
    """Empty buffers cost nothing to send; so many of them are no honest message."""
    assert len(decode(json.dumps([0, [0] * 65_536]).encode(), b"").buffers) == 65_536
    with pytest.raises(BadMessage, match="its buffer lengths are no lengths"):
        decode(json.dumps([0, [0] * 65_537]).encode(), b"")


@pytest.mark.parametrize("lengths", [[], [2], [4], [1, 1], [3, 1], [1 << 39], [0, 0]])
def test_lengths_that_do_not_add_up_are_refused(lengths: list[int]) -> None:
    """Buffers fill the body exactly: nothing is left over, nothing is missing."""
    with pytest.raises(BadMessage, match="bytes do not fill its body of 3"):
        decode(json.dumps([0, lengths]).encode(), b"abc")


def test_lengths_whose_sum_cannot_be_printed_are_refused() -> None:
    """Python prints no integer of more than 4300 digits, which is no reason for another exception."""
    header = b"[0,[" + b",".join([b"9" * 4300] * 20) + b"]]"
    with pytest.raises(BadMessage):
        decode(header, b"")


def test_key_that_comes_twice_counts_once() -> None:
    """There is one parser, so nobody can read the one and somebody else the other: the last counts."""
    assert decode(b'[{"a":1,"a":2},[]]', b"").value == {"a": 2}


# Anything at all


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=20,
)
_LENGTHS = st.lists(st.integers(-1, 8) | _VALUES, max_size=4)
_HEADERS = st.binary(max_size=64) | st.tuples(_VALUES, _LENGTHS).map(lambda pair: json.dumps(pair).encode())


@given(_HEADERS, st.binary(max_size=16))
@example(b"[0,[1,2]]", b"abc")
@example(b"\xef\xbb\xbf[0,[]]", b"")
@example("[0,[]]".encode("utf-16"), b"")
def test_anything_decodes_or_is_a_bad_message(header: bytes, body: bytes) -> None:
    """No header and body raise another exception; buffers are always the body's own bytes, in order."""
    try:
        message = decode(header, body)
    except BadMessage:
        return
    assert b"".join(message.buffers) == body


@given(st.binary(max_size=80), st.booleans())
def test_any_bytes_are_received_or_refused(data: bytes, behind_a_prefix: bool) -> None:
    """Through a connection, too: a message, or one of the three errors."""
    near, far = socket.socketpair()
    with far:
        with near:
            near.sendall(_raw(data) if behind_a_prefix else data)
        try:
            receive(far, _soon())
        except (BadMessage, Closed):
            return
    assert behind_a_prefix or data[:4] == b"AGW1"
