"""Values cross the wire by content; what comes back from a worker is inert data or a bad message."""

from __future__ import annotations

import contextlib
import enum
import json
import math
import struct
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.protocol import wire
from autograder.protocol.decoding import decode_value
from autograder.protocol.values import Encoder, Handle, Mapped, Name, ProbeSource, Shared, Unreadable, encode_value
from autograder.protocol.wire import BadMessage, Message

TORCH_DTYPES = (
    torch.bool, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64,
    torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.complex64, torch.complex128,
)  # fmt: skip
NUMPY_DTYPES = (
    "bool", "uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64",
    "float16", "float32", "float64", "complex64", "complex128",
)  # fmt: skip
RECORDS = (Name, ProbeSource, Handle, Shared, Mapped, Unreadable)


def _transmit(message: Message) -> Message:
    """Take a message through the bytes of the wire."""
    first, *buffers = wire.encode(message)
    prefix = struct.calcsize("<4sIQ")
    return wire.decode(bytes(first[prefix:]), b"".join(buffers))


def _round_trip(value: object) -> Any:
    return decode_value(_transmit(encode_value(value)))


def _decode(form: object, *buffers: bytes) -> Any:
    return decode_value(_transmit(Message(form, list(buffers))))


def _tensor_form(**changes: object) -> dict[str, object]:
    form = {"$": "tensor", "buffer": 0, "dtype": "uint8", "shape": [2], "requires_grad": False, "device": "cpu"}
    return form | changes


def _array_form(**changes: object) -> dict[str, object]:
    return {"$": "array", "buffer": 0, "dtype": "uint8", "shape": [2]} | changes


def _assert_same_tensor(got: Any, sent: torch.Tensor) -> None:
    """Bit for bit, so that NaN and -0.0 count; an ordinary tensor on the CPU whatever was sent."""
    assert type(got) is torch.Tensor
    assert (got.shape, got.dtype, got.device.type) == (sent.shape, sent.dtype, "cpu")
    assert got.requires_grad == sent.requires_grad
    plain = sent.detach().as_subclass(torch.Tensor).resolve_conj().resolve_neg().contiguous()
    assert torch.equal(got.detach().contiguous().reshape(-1).view(torch.uint8), plain.reshape(-1).view(torch.uint8))


class _Plain(torch.Tensor):
    """A tensor subclass as libraries have them."""


class _Refusing(torch.Tensor):
    """A tensor subclass of which every torch function fails."""

    @classmethod
    def __torch_function__(cls, function: Any, types: Any, arguments: Any = (), named: Any = None) -> Any:
        raise RuntimeError("no")


# Tensors


@pytest.mark.parametrize("dtype", TORCH_DTYPES, ids=str)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 3), (2, 3, 4)], ids=str)
def test_tensor_of_each_dtype_and_shape_returns(dtype: torch.dtype, shape: tuple[int, ...]) -> None:
    """0-d and empty ones included."""
    sent = (torch.arange(math.prod(shape)).reshape(shape) % 5).to(dtype)
    _assert_same_tensor(_round_trip(sent), sent)


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(torch.arange(6).reshape(2, 3).T, id="transposed"),
        pytest.param(torch.arange(10.0)[1::3], id="every third, with an offset"),
        pytest.param(torch.arange(3.0).expand(4, 3), id="expanded"),
        pytest.param(torch.ones(2, 3, 4, 5).to(memory_format=torch.channels_last), id="channels last"),
        pytest.param(torch.tensor([1 + 2j, 3 - 4j]).conj(), id="lazily conjugated"),
        pytest.param(torch.tensor([1 + 2j, 3 - 4j]).conj().imag, id="lazily negated"),
        pytest.param(torch.tensor([math.nan, math.inf, -math.inf, -0.0, 5e-324]), id="special floats"),
        pytest.param(torch.ones(2, requires_grad=True), id="leaf with gradient"),
        pytest.param(torch.ones(2, requires_grad=True) * 2, id="with a graph"),
        pytest.param(torch.ones(2, dtype=torch.complex64, requires_grad=True), id="complex with gradient"),
        pytest.param(torch.nn.Parameter(torch.ones(2, 3)), id="Parameter"),
        pytest.param(torch.nn.Parameter(torch.ones(2), requires_grad=False), id="frozen Parameter"),
        pytest.param(torch.nn.Buffer(torch.ones(2)), id="Buffer"),
        pytest.param(torch.arange(3.0).as_subclass(_Plain), id="subclass"),
        pytest.param(torch.zeros(1).expand(1 << 20), id="expanded, not huge"),
    ],
)
def test_tensor_of_each_kind_returns_as_an_ordinary_one(sent: torch.Tensor) -> None:
    """By content: layout, laziness, graph and class stay behind."""
    _assert_same_tensor(_round_trip(sent), sent)


def test_tensor_whose_torch_functions_all_fail_returns() -> None:
    """What a subclass overrides in ``__torch_function__`` is not asked."""
    got = _round_trip(torch.arange(3.0).as_subclass(_Refusing))
    assert type(got) is torch.Tensor
    assert got.tolist() == [0, 1, 2]


def test_what_returns_can_be_written_to() -> None:
    """And two tensors that shared memory do not share it here."""
    sent = torch.zeros(2)
    first, second = _round_trip([sent, sent])
    first += 1
    assert (first.tolist(), second.tolist(), sent.tolist()) == ([1, 1], [0, 0], [0, 0])


@pytest.mark.filterwarnings("ignore")  # some of these kinds are deprecated or prototypes
@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(lambda: torch.eye(2).to_sparse(), "sparse", id="sparse COO"),
        pytest.param(lambda: torch.eye(2).to_sparse_csr(), "sparse", id="sparse CSR"),
        pytest.param(lambda: torch.eye(2, device="meta"), "meta", id="meta"),
        pytest.param(
            lambda: torch.quantize_per_tensor(torch.ones(2), 1.0, 0, torch.quint8), "quantized", id="quantized"
        ),
        pytest.param(lambda: torch.nested.nested_tensor([torch.ones(2)]), "nested", id="nested"),
        pytest.param(lambda: torch.ones(2).to(torch.float8_e4m3fn), "float8_e4m3fn", id="8-bit float"),
        pytest.param(lambda: torch.zeros(1).expand(1 << 40), f"{4 << 40} bytes", id="expanded to 4 TiB"),
    ],
)
def test_tensor_without_sendable_bytes_is_unreadable(make: Callable[[], torch.Tensor], reason: str) -> None:
    """The reason is in the record; the rest of the value arrives all the same."""
    before, unreadable, after = _round_trip([1, make(), torch.ones(1)])
    assert isinstance(unreadable, Unreadable)
    assert unreadable.type == "Tensor"
    assert reason in unreadable.reason
    assert (before, after.tolist()) == (1, [1])


# Arrays


@pytest.mark.parametrize("dtype", NUMPY_DTYPES)
@pytest.mark.parametrize("shape", [(), (0,), (2, 3)], ids=str)
def test_array_of_each_dtype_and_shape_returns(dtype: str, shape: tuple[int, ...]) -> None:
    """As an array, not as a tensor."""
    sent = np.asarray(np.arange(math.prod(shape)).reshape(shape) % 5, dtype)
    got = _round_trip(sent)
    assert type(got) is np.ndarray
    assert (got.dtype, got.shape, got.tolist()) == (sent.dtype, sent.shape, sent.tolist())


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(np.arange(6).reshape(2, 3).T, id="Fortran order"),
        pytest.param(np.arange(10)[::-3], id="negative stride"),
        pytest.param(np.broadcast_to(np.arange(3), (2, 3)), id="broadcast"),
        pytest.param(np.ma.masked_array([1, 2]), id="subclass"),
        pytest.param(np.array([1, 2], dtype=">i4"), id="big-endian"),
    ],
)
def test_array_of_each_layout_returns(sent: np.ndarray[Any, Any]) -> None:
    """By content, whatever its strides and byte order."""
    got = _round_trip(sent)
    assert type(got) is np.ndarray
    assert got.tolist() == sent.tolist()


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        pytest.param(np.array([object()]), "object", id="objects"),
        pytest.param(np.array(["ab"]), "str", id="text"),
        pytest.param(np.zeros(1, [("a", "i4")]), "void", id="structured"),
        pytest.param(np.zeros(1, "M8[s]"), "datetime64", id="dates"),
        pytest.param(np.broadcast_to(np.zeros(1), (1 << 40,)), f"{8 << 40} bytes", id="broadcast to 8 TiB"),
    ],
)
def test_array_without_sendable_bytes_is_unreadable(sent: np.ndarray[Any, Any], reason: str) -> None:
    """An array of objects would have to be pickled, which nothing here ever is."""
    got = _round_trip(sent)
    assert isinstance(got, Unreadable)
    assert (got.type, reason in got.reason) == ("ndarray", True)


# Plain data and records


class _Level(enum.IntEnum):
    LOW = 3


class _Word(str):
    def __str__(self) -> str:
        raise RuntimeError("hostile")


@pytest.mark.parametrize(
    "value",
    [
        None, True, 0, -(10**300), 0.1, -0.0, math.inf, -math.inf, "", "ф\0\n\ud800",
        [], (), {}, [()], ([],), {"a": 1}, {1: {2.5: (3, [4, (5,)])}}, {None: 0, True: 1, (1, "a"): 2},
        {"$": "tensor"}, {"$": "handle", "id": 0},
        torch.device("cpu"), torch.device("cuda", 1), *TORCH_DTYPES,
        Name("sigmoid"), ProbeSource("p", "def p(): pass"), Handle(3, "Net"), Mapped("mnist", (60_000, 1, 28, 28)),
        Shared("tensor", 64, "float32", (2, 3), (3, 1)), Shared("array", 0, "bool", (), ()),
        Unreadable("Tensor", "it is sparse"),
        [Name("a"), {"b": Handle(0, "c")}],
    ],
    ids=repr,
)  # fmt: skip
def test_plain_value_returns_as_it_was(value: object) -> None:
    """Types included: a tuple is no list, True is no 1, a dict that looks like a record is none."""
    got = _round_trip(value)
    assert (type(got), repr(got)) == (type(value), repr(value))


def test_nan_returns() -> None:
    """As a number of its own, of which it cannot be said that it is equal."""
    assert math.isnan(_round_trip(math.nan))


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (np.float64(2.5), 2.5),
        (_Level.LOW, 3),
        (_Word("abc"), "abc"),
        (np.str_("abc"), "abc"),
    ],
    ids=["np.float64", "IntEnum", "str with a hostile __str__", "np.str_"],
)
def test_subclass_of_a_plain_type_returns_as_that_type(value: object, plain: object) -> None:
    """NumPy's float64 is a float; nothing of the subclass is asked or comes along."""
    got = _round_trip(value)
    assert type(got) is type(plain)
    assert got == plain


@pytest.mark.parametrize("value", [np.int64(3), np.float32(2.5), np.bool_(True), np.complex64(1j)], ids=repr)
def test_number_of_numpys_returns_as_an_array(value: np.generic) -> None:
    """None of Python's types has it among its subclasses: where an int is asked for, np.int64 is another thing."""
    got = _round_trip(value)
    assert isinstance(got, np.ndarray)
    assert (got.shape, got.dtype, got.item()) == ((), value.dtype, value.item())


def test_dtype_that_no_tensor_can_be_sent_in_does_not_end_the_conversation() -> None:
    """A student who returns torch.uint16 has returned a wrong value, not a broken answer."""
    assert _round_trip(torch.uint16) != torch.float32


# What is nothing to send


class _Liar:
    """Claims to be whatever it is told to."""

    def __init__(self, claim: type) -> None:
        self._claim = claim

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return self._claim


class _Mine:
    """Every question that can be asked of it is an error."""

    def _refuse(self, *arguments: object) -> Any:
        raise RuntimeError("hostile")

    __repr__ = __str__ = __eq__ = __hash__ = __bool__ = __len__ = __iter__ = __float__ = _refuse
    __index__ = __getattr__ = __reduce_ex__ = __array__ = _refuse  # type: ignore[assignment]


class _Everything(type):
    """The type of a class that is equal to every type."""

    def __eq__(cls, other: object) -> bool:
        return True

    def __hash__(cls) -> int:
        return hash(int)


class _EqualToInt(metaclass=_Everything):
    pass


class _MyDict(dict):  # type: ignore[type-arg]
    pass


HOSTILE = [
    *(pytest.param(_Liar(claim), id=f"claims {claim.__name__}") for claim in (int, dict, torch.Tensor, Handle)),
    pytest.param(_Mine(), id="every method fails"),
    pytest.param(lambda: 0, id="function"),
    pytest.param(int, id="class"),
    pytest.param(_EqualToInt(), id="metaclass equal to everything"),
]


@pytest.mark.parametrize("value", HOSTILE)
def test_object_that_is_no_plain_data_cannot_be_sent(value: object) -> None:
    """The real type decides, found without asking the object."""
    with pytest.raises(TypeError, match=rf"^a {type(value).__name__} cannot be sent$"):
        encode_value([value])


@pytest.mark.parametrize("value", HOSTILE)
def test_object_that_is_no_plain_data_is_kept(value: object) -> None:
    """In the worker it becomes a handle, and what stands beside it is sent."""
    kept: list[object] = []

    def keep(value: object) -> Handle:
        kept.append(value)
        return Handle(len(kept), "thing")

    encoder = Encoder(keep)
    form = encoder.encode([1, value, torch.ones(1)])
    first, handle, tensor = decode_value(_transmit(Message(form, encoder.buffers)))
    assert (first, handle, tensor.tolist()) == (1, Handle(1, "thing"), [1])
    assert len(kept) == 1
    assert kept[0] is value


def _nested(depth: int, kind: str = "list") -> Any:
    value: Any = 0
    for _ in range(depth):
        value = {"list": [value], "tuple": (value,), "dict": {0: value}}[kind]
    return value


@pytest.mark.parametrize("kind", ["list", "tuple", "dict"])
def test_too_deep_a_value_is_refused(kind: str) -> None:
    """32 levels are sent, 33 are not; neither is a list that contains itself."""
    assert repr(_round_trip(_nested(32, kind))) == repr(_nested(32, kind))
    with pytest.raises(ValueError, match="more than 32 levels"):
        encode_value(_nested(33, kind))


def test_value_that_contains_itself_is_refused() -> None:
    """Without overflowing the stack."""
    circle: list[object] = []
    circle.append(circle)
    with pytest.raises(ValueError, match="more than 32 levels"):
        encode_value(circle)


def test_too_many_items_are_refused() -> None:
    """All values of one message count together."""
    encoder = Encoder()
    encoder.encode([0] * 150_000)
    with pytest.raises(ValueError, match="200000 items"):
        encoder.encode([0] * 60_000)


# What comes back from a worker


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"a": 1},
        {"$": None},
        {"$": []},
        {"$": {}},
        {"$": "unknown"},
        {"$": "tuple"},
        {"$": "tuple", "items": 3},
        {"$": "dict", "items": [[1]]},
        {"$": "dict", "items": [[1, 2, 3]]},
        {"$": "dict", "items": [[[], 0]]},
        {"$": "device", "text": "cpu:-1"},
        {"$": "device", "text": "toaster"},
        {"$": "device", "text": "c" * 100},
        {"$": "device", "text": 3},
        {"$": "dtype", "text": "Tensor"},
        {"$": "dtype", "text": []},
        {"$": "subclass", "type": "int"},
        {"$": "name"},
        {"$": "name", "name": 1.5},
        {"$": "name", "name": "a", "extra": 1},
        {"$": "name", "name": {"$": "name", "name": "a"}},
        {"$": "handle", "id": True, "type": "Net"},
        {"$": "mapped", "name": "mnist", "shape": [1.5]},
        {"$": "mapped", "name": "mnist", "shape": [[1]]},
    ],
    ids=json.dumps,
)
def test_form_that_describes_no_value_is_refused(form: object) -> None:
    """Alone and inside of something else."""
    for value in (form, [form], {"$": "tuple", "items": [0, form]}, {"$": "dict", "items": [[0, form]]}):
        with pytest.raises(BadMessage, match=r"^it describes no value \(\w+\)$"):
            _decode(value)


@pytest.mark.parametrize("kind", [_tensor_form, _array_form])
@pytest.mark.parametrize(
    "changes",
    [
        {"buffer": 1},
        {"buffer": -1},
        {"buffer": True},
        {"buffer": 0.0},
        {"buffer": None},
        {"buffer": "0"},
        {"dtype": "float32"},
        {"dtype": "quint8"},
        {"dtype": "Tensor"},
        {"dtype": "object"},
        {"dtype": "O"},
        {"dtype": None},
        {"dtype": ["uint8"]},
        {"shape": [1]},
        {"shape": [3]},
        {"shape": []},
        {"shape": [-1]},
        {"shape": [-1, -2]},
        {"shape": [2.0]},
        {"shape": [True, 2]},
        {"shape": ["2"]},
        {"shape": "ab"},
        {"shape": {}},
        {"shape": 2},
        {"shape": None},
        {"shape": [1 << 40]},
        {"shape": [1] * 65 + [2]},
    ],
    ids=str,
)
def test_tensor_or_array_that_does_not_fit_its_bytes_is_refused(
    kind: Callable[..., dict[str, object]], changes: dict[str, object]
) -> None:
    """Index, dtype, shape and length are each checked before a byte is looked at."""
    assert len(_decode(kind(), b"ab")) == 2
    with pytest.raises(BadMessage):
        _decode(kind(**changes), b"ab")


@pytest.mark.parametrize("kind", [_tensor_form, _array_form])
def test_shape_without_its_bytes_is_refused(kind: Callable[..., dict[str, object]]) -> None:
    """Else the memory of such a tensor would be whatever the grader had in it before."""
    with pytest.raises(BadMessage):
        _decode(kind(), b"")


@pytest.mark.parametrize("kind", [_tensor_form, _array_form])
def test_empty_tensor_of_absurd_shape_takes_no_memory(kind: Callable[..., dict[str, object]]) -> None:
    """No elements, but dimensions of 2 ** 39 each: data without bytes, or a bad message."""
    for dimensions in (1, 2, 40, 63):
        with contextlib.suppress(BadMessage):
            assert math.prod(_decode(kind(shape=[0] + [1 << 39] * dimensions), b"").shape) == 0


def test_bool_tensor_holds_zeros_and_ones_alone() -> None:
    """Any other byte would be a bool that is neither equal to True nor to False."""
    got = _decode(_tensor_form(dtype="bool", shape=[3]), b"\0\1\xff")
    assert got.dtype == torch.bool
    assert got.view(torch.uint8).tolist() == [0, 1, 1]


def test_bool_array_holds_zeros_and_ones_alone() -> None:
    """The same holds for NumPy, from which a check may make a tensor."""
    got = _decode(_array_form(dtype="bool", shape=[3]), b"\0\1\xff")
    assert got.view(np.uint8).tolist() == [0, 1, 1]


def test_gradient_is_required_where_it_can_be() -> None:
    """A worker that asks for the gradient of an integer gets a tensor all the same."""
    assert _decode(_tensor_form(requires_grad=True), b"ab").requires_grad is False
    assert _decode(_tensor_form(requires_grad=True, dtype="float16", shape=[]), b"ab").requires_grad is True


def test_small_message_takes_little_memory() -> None:
    """One buffer that a hundred tensors name is not a hundred buffers: 256 MiB times 100 000 fit into no grader."""
    message = _transmit(Message([_tensor_form(shape=[1 << 20])] * 100, [bytes(1 << 20)]))
    tracemalloc.start()
    try:
        with contextlib.suppress(BadMessage):
            decode_value(message)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 8 << 20


@pytest.mark.parametrize("depth", [40, 200, 20_000])
def test_too_deep_an_answer_is_refused(depth: int) -> None:
    """What no encoder sends is no answer: whoever walks through it later would overflow the grader's stack."""
    with pytest.raises(BadMessage):
        decode_value(Message(_nested(depth), []))


def test_too_many_items_in_an_answer_are_refused() -> None:
    """What no encoder sends is no answer: 16 MiB of `[],[],…` are some hundred MiB of lists."""
    with pytest.raises(BadMessage):
        decode_value(Message([0] * 300_000, []))


# Anything at all


_PLAIN = st.none() | st.booleans() | st.integers(-2, 9) | st.integers() | st.floats() | st.text(max_size=3)
_SHAPES = st.lists(st.integers(0, 3), max_size=3)
_DTYPE_NAMES = st.sampled_from(["bool", "uint8", "float16", "bfloat16", "int32", "complex64", "object"])


def _forms(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Forms that are right, or nearly so."""
    tags = ["tuple", "dict", "tensor", "array", "device", "dtype", "subclass"]
    tags += ["name", "probe", "handle", "shared", "mapped", "unreadable"]
    fields = {
        "items": st.lists(inner, max_size=3) | st.lists(st.tuples(_PLAIN, inner), max_size=3) | inner,
        "buffer": st.integers(0, 2) | inner,
        "dtype": _DTYPE_NAMES | inner,
        "shape": _SHAPES | inner,
        "strides": _SHAPES | inner,
        "text": st.sampled_from(["cpu", "cuda:1", "meta", "float32", "bool"]) | inner,
        "requires_grad": st.booleans() | inner,
        **dict.fromkeys(["value", "type", "name", "source", "kind", "reason", "id", "offset"], inner),
    }
    whole = st.fixed_dictionaries({"$": st.sampled_from(tags)}, optional=fields)
    return st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=2) | whole


def _assert_inert(value: Any) -> None:
    """Fail unless ``value`` is data of the types that the grader knows, all the way down."""
    if type(value) in (list, tuple):
        for item in value:
            _assert_inert(item)
    elif type(value) is dict:
        for key, item in value.items():
            _assert_inert(key)
            _assert_inert(item)
    elif type(value) in RECORDS:
        for item in vars(value).values():
            _assert_inert(item)
    elif type(value) is torch.Tensor:
        assert value.dtype in TORCH_DTYPES
        assert value.device.type == "cpu"
        assert value.grad_fn is None
        if value.dtype == torch.bool:
            assert value.view(torch.uint8).le(1).all()
    elif type(value) is np.ndarray:
        assert value.dtype.name in NUMPY_DTYPES
    else:
        assert value is None or type(value) in (bool, int, float, str, torch.device, torch.dtype)


@given(st.recursive(_PLAIN, _forms, max_leaves=12), st.lists(st.binary(max_size=4), max_size=3))
@example(_tensor_form(dtype="bool"), [b"\2\3"])
@example(_tensor_form(shape=""), [b"a"])
@example({"$": "tuple", "items": "abc"}, [])
def test_anything_decodes_to_inert_data_or_is_a_bad_message(form: Any, buffers: list[bytes]) -> None:
    """No form and no buffers raise another exception or become anything that could act."""
    try:
        value = _decode(form, *buffers)
    except BadMessage:
        return
    _assert_inert(value)


@st.composite
def _byte_forms(draw: st.DrawFn) -> tuple[dict[str, Any], bytes]:
    """A tensor or an array and its bytes: as many as it needs, or nearly so."""
    tensors = [("tensor", str(dtype).removeprefix("torch.")) for dtype in TORCH_DTYPES]
    tag, dtype = draw(st.sampled_from([*tensors, *(("array", dtype) for dtype in NUMPY_DTYPES)]))
    shape = draw(_SHAPES)
    itemsize = 2 if dtype == "bfloat16" else np.dtype(dtype).itemsize
    size = math.prod(shape) * itemsize + draw(st.sampled_from([0, 0, 0, 0, 1]))
    form = {"$": tag, "buffer": 0, "dtype": dtype, "shape": shape, "requires_grad": draw(st.booleans())}
    return form, draw(st.binary(min_size=size, max_size=size))


@given(_byte_forms())
def test_any_bytes_decode_to_an_inert_tensor_or_are_a_bad_message(drawn: tuple[dict[str, Any], bytes]) -> None:
    """What is decoded has just these bytes, apart from bools."""
    form, data = drawn
    try:
        value = _decode(form, data)
    except BadMessage:
        return
    _assert_inert(value)
    assert list(value.shape) == form["shape"]
    if form["dtype"] != "bool":
        raw = value.detach().reshape(-1).view(torch.uint8).numpy() if form["$"] == "tensor" else value
        assert raw.tobytes() == data


_SENDABLE = st.recursive(
    _PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=2) | st.integers() | st.booleans() | st.none(), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(_SENDABLE)
def test_any_plain_data_returns_as_it_was(value: Any) -> None:
    """Numbers, text and containers, however nested."""
    assert repr(_round_trip(value)) == repr(value)
