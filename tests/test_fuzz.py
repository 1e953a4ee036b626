"""A hundred thousand broken answers: whatever a worker sends is a value, or a bad message, and never anything else."""

from __future__ import annotations

import json
import struct
from random import Random
from typing import Any

import numpy as np
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.checking.comparison import assert_close, assert_like, describe
from autograder.checking.failure import CheckFailure, value_of
from autograder.protocol import wire
from autograder.protocol.decoding import decode_value
from autograder.protocol.results import from_form
from autograder.protocol.values import Handle, Unreadable, encode_value

EXAMPLES, MUTANTS = 2200, 50  # more than 100 000 in all
PREFIX = struct.calcsize("<4sIQ")
EXPECTED = torch.linspace(0, 1, 6).reshape(2, 3)

_leaves = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8),
    st.sampled_from([
        torch.ones(2, 3), torch.zeros(0, dtype=torch.int64), torch.tensor(True), torch.ones(2, dtype=torch.complex64),
        np.arange(6.0).reshape(2, 3), np.float32(1), torch.float32, torch.device("cpu"),
        Handle(0, "Net"), Unreadable("Tensor", "sparse"),
    ]),
)  # fmt: skip
_values = st.recursive(
    _leaves,
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner, inner) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
_results = st.one_of(
    st.tuples(st.just("returned"), _values).map(list),
    st.just(["raised", "ValueError", ["ValueError", "Exception"], "text", ["line"], False]),
    st.sampled_from([["missing", "f"], ["misfit", "f()"], ["unsendable", "why"], ["breach", "what"]]),
)
# What is worth putting in the place of some part of a message.
_ODD = [
    None, True, -1, 0, 1 << 63, 1e308, float("nan"), "", "$", "tensor", "returned", "é\ud800", [], [[]], {}, {"$": 1},
    {"$": "tensor"}, {"$": "probe", "name": "f", "source": "1/0"}, {"$": "dict", "items": [[[], 1]]},
    {"$": "handle", "id": -1, "type": "x"}, {"$": "shared", "kind": [], "offset": 0, "dtype": "x", "shape": 3},
    {"$": "subclass", "value": [1]}, [0] * 70, "x" * 10_000,
]  # fmt: skip


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(_results, st.integers(0, 1 << 32))
def test_no_answer_breaks_the_grader(result: Any, seed: int) -> None:
    """Decoding, taking and comparing a broken answer raise `BadMessage` or `CheckFailure`, and nothing else."""
    random = Random(seed)
    first, *buffers = wire.encode(encode_value(result))
    header, body = bytes(first[PREFIX:]), b"".join(bytes(buffer) for buffer in buffers)
    for _ in range(MUTANTS):
        mutate = random.choice((_other_bytes, _other_bytes, _other_part, _other_part, _other_part, _other_body))
        _examine(*mutate(header, body, random))


def _examine(header: bytes, body: bytes) -> None:
    """Do with an answer what the grader does."""
    try:
        value = value_of(from_form(decode_value(wire.decode(header, body))))
        assert isinstance(describe(value), str)
        assert_like(value, EXPECTED)
        assert_close(value, EXPECTED)
    except (wire.BadMessage, CheckFailure):
        pass


def _other_bytes(header: bytes, body: bytes, random: Random) -> tuple[bytes, bytes]:
    """Change, drop, double or swap bytes of the header."""
    data = bytearray(header)
    for _ in range(random.randint(1, 4)):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.choice((0, 1, 1, 2, 8)))
        data[start:end] = random.choice(
            (b"", bytes([random.randrange(256)]), data[start:end] * 2, b"[", b'"', b"9" * 30)
        )
    return bytes(data), body


def _other_part(header: bytes, body: bytes, random: Random) -> tuple[bytes, bytes]:
    """Replace a part of the JSON by another part of it, or by something odd."""
    document = json.loads(header)
    parts = list(_parts(document))
    holder, key = random.choice(parts)
    other_holder, other_key = random.choice(parts)
    holder[key] = random.choice([*_ODD, other_holder[other_key], [holder[key]]])
    try:
        return json.dumps(document).encode(), body
    except (ValueError, RecursionError):  # it contains itself now
        return header, body


def _other_body(header: bytes, body: bytes, random: Random) -> tuple[bytes, bytes]:
    """Change the bytes of the tensors, or their number."""
    noise = random.randbytes(random.choice((len(body), len(body), len(body) + 1, 3)))
    return header, noise


def _parts(node: Any) -> Any:
    for key, item in node.items() if isinstance(node, dict) else enumerate(node):
        yield node, key
        if isinstance(item, (dict, list)):
            yield from _parts(item)
