"""Evidence about training: what becomes of a small network of the check's when the student's code trains or tests it.

Network, loss, optimizer and loader are made in the worker, by probes; what they are made of is the check's. So the
evidence, above all the parameters afterwards, is what only the right steps lead to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import torch
from torch import Tensor

from autograder.checking.comparison import assert_close, describe
from autograder.checking.failure import CheckFailure
from autograder.checking.probe import as_probe, probe
from autograder.checking.reference import derived
from autograder.checking.student import RemoteFunction, student_of
from autograder.checking.symptoms import Symptom, of_type
from autograder.protocol.values import plain

__all__ = [
    "Forward",
    "Trained",
    "assert_moves_batches",
    "assert_number",
    "assert_parameters_after",
    "network_with_modes",
    "random_batches",
    "random_network",
    "trained",
]

# What was not moved is wherever the loader has left it.
_NOT_MOVED = Symptom(
    "not_moved",
    "Not every loader gives batches where the model is: each batch, inputs and labels, has to be moved to the device.",
    apart=True,
)

_NUMBER_IS_TENSOR = Symptom(
    "number_is_tensor",
    "This is still a tensor, and where it has a graph it keeps the whole graph alive; item() takes the number out.",
    apart=True,
)

_Batches = Sequence[tuple[Tensor, Tensor]]


class Forward(NamedTuple):
    """One forward pass of the network: was it in train mode, and was a graph built?"""

    training: bool
    graph: bool


@dataclass(frozen=True)
class Trained:
    """What came of some calls of one function with one network. The tensors are whatever the worker has sent.

    Attributes:
        results: what each call has returned.
        types: the names of their types.
        parameters: of the network, afterwards.
        buffers: the same of its buffers.
        states: of each parameter, requires_grad and .grad.
        forwards: the forward passes, in order.
        moved: whether the inputs of each forward pass, and the labels of each loss, had been moved to the device; of
            a simulated device only.
        batches: inputs and labels of all batches, one after the other.
    """

    results: list[Any]
    types: list[str]
    parameters: list[Any]
    buffers: list[Any]
    states: list[tuple[bool, Any]]
    forwards: list[Forward]
    moved: list[bool]
    batches: list[Any]


@probe
def _run(
    function: Any,
    takes: Any,
    calls: Any,
    make: Any,
    weights: Any,
    loss_fn: Any,
    optimize: Any,
    load: Any,
    batches: Any,
    test_batches: Any,
    epochs: Any,
    training: Any,
    leftover: Any,
    simulate: Any,
) -> Any:
    """Call ``function`` with the arguments that it takes; return the fields of `Trained`."""
    from contextlib import nullcontext

    forwards, moved = [], []
    gpu, bring, arrived, leave = (simulate or (lambda: (nullcontext(), plain, lambda value: True, plain)))()

    class Network(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layers = make(weights)

        def forward(self, inputs: Any) -> Any:
            moved.append(arrived(inputs))
            outputs = self.layers(leave(inputs))
            forwards.append([self.training, outputs.requires_grad])
            return bring(outputs)

    def loss_of(outputs: Any, labels: Any) -> Any:
        moved.append(arrived(labels))
        return bring(loss_fn(leave(outputs), leave(labels)))

    with torch.random.fork_rng(devices=[]):
        model = Network()
    model.train(training)
    parameters = list(model.parameters())
    for parameter in parameters if leftover else ():
        parameter.grad = torch.ones_like(parameter)
    things = {
        "model": model,
        "loader": load(batches),
        "test_loader": load(test_batches) if test_batches else [],
        "loss_fn": loss_of if simulate else loss_fn,
        "optimizer": optimize(parameters),
        "epochs": epochs,
        "device": torch.device("cuda" if simulate else "cpu"),
    }
    results = []
    with gpu:
        for call in range(calls):
            things["inputs"], things["labels"] = batches[call % len(batches)]
            results.append(function(*[things[name] for name in takes]))
    return [
        results,
        [type(result).__name__ for result in results],
        [plain(parameter.detach()) for parameter in model.parameters()],
        [plain(buffer) for buffer in model.buffers()],
        [
            [parameter.requires_grad, None if parameter.grad is None else plain(parameter.grad)]
            for parameter in model.parameters()
        ],
        forwards,
        moved,
        [plain(part) for batch in [*batches, *test_batches] for part in batch],
    ]


@probe
def _simulated_gpu() -> Any:
    """Return a mode in which tensors can be moved to a GPU; and functions: put one there, is it there, take it away.

    Parameters and buffers count as being there. What a loader gives is marked by `_from_a_loader`.
    """
    from torch.overrides import TorchFunctionMode

    class OnGpu(torch.Tensor):
        pass

    def is_raw(value: Any) -> Any:
        return type(value).__name__ == "FromALoader"

    def leave(value: Any) -> Any:
        with torch._C.DisableTorchFunction():
            return value.as_subclass(torch.Tensor)

    def bring(value: Any) -> Any:
        with torch._C.DisableTorchFunction():
            return value.as_subclass(OnGpu)

    def names(value: Any, kind: Any) -> Any:
        return isinstance(value, (str, torch.device)) and str(value).startswith(kind)

    class Gpu(TorchFunctionMode):
        def __torch_function__(self, called: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            named, name = dict(kwargs or {}), getattr(called, "__name__", "")
            first, rest = (args[0], [*args[1:], *named.values()]) if args else (None, [*named.values()])
            asked = getattr(called, "__self__", None)
            if asked is torch.Tensor.device:
                return torch.device("cpu") if is_raw(first) else torch.device("cuda", 0)
            if asked is torch.Tensor.is_cuda:
                return not is_raw(first)
            if name in ("to", "cuda", "cpu", "type_as", "as_tensor") and isinstance(first, torch.Tensor):
                there = any(isinstance(each, torch.Tensor) and not is_raw(each) for each in rest)
                there = there or name == "cuda" or any(names(each, "cuda") for each in rest)
                here = name == "cpu" or any(names(each, "cpu") for each in rest)
                dtypes = [each.dtype if isinstance(each, torch.Tensor) else each for each in rest]
                dtypes = [each for each in dtypes if isinstance(each, torch.dtype)]
                result = called(first, dtypes[0]) if dtypes and name == "to" else first
                if there and is_raw(first):
                    return bring(leave(result).clone())
                return leave(result) if here and isinstance(first, OnGpu) else result
            parts = [part for each in [*args, *rest] for part in (each if isinstance(each, (list, tuple)) else [each])]
            parts = [part for part in parts if isinstance(part, torch.Tensor) and part.dim()]
            if name == "copy_":  # from the one to the other
                called(leave(first), *[leave(each) if isinstance(each, torch.Tensor) else each for each in args[1:]])
                return first
            if any(map(is_raw, parts)) and any(isinstance(part, OnGpu) for part in parts):
                raise RuntimeError("Expected all tensors to be on the same device, but found cuda:0 and cpu!")
            if any(names(each, "cuda") for each in rest):  # something new is made there
                args = [each for each in args if not names(each, "cuda")]
                named = {key: each for key, each in named.items() if not names(each, "cuda")}
                return bring(called(*args, **named))
            return called(*args, **named)

    return Gpu(), bring, lambda value: not is_raw(value), leave


@probe
def _from_a_loader(batches: Any) -> Any:
    """Return the batches as a loader gives them: not on the simulated GPU."""

    class FromALoader(torch.Tensor):
        pass

    return [(inputs.as_subclass(FromALoader), labels.as_subclass(FromALoader)) for inputs, labels in batches]


@probe
def _as_they_are(batches: Any) -> Any:
    return batches


@probe
def _elsewhere(batches: Any) -> Any:
    """Return the batches as on another device: they can be moved, and compute with nothing that is on this one."""
    from torch.utils._pytree import tree_leaves, tree_map

    class Elsewhere(torch.Tensor):
        __torch_function__ = torch._C._disabled_torch_function_impl  # type: ignore[assignment]

        @staticmethod
        def __new__(cls: Any, inner: Any) -> Any:
            made = torch.Tensor._make_wrapper_subclass(
                cls, inner.shape, strides=inner.stride(), dtype=inner.dtype, device=torch.device("meta")
            )
            made.inner = inner
            return made

        @classmethod
        def __torch_dispatch__(  # type: ignore[override]
            cls, called: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            named = dict(kwargs or {})
            leaves = str(named.get("device", "meta")) != "meta"
            if not leaves:
                named.pop("device", None)
            copies = called is torch.ops.aten.copy_.default  # from one device to the other, as it may
            arrives = leaves or (copies and not isinstance(args[0], cls))
            tensors = [each for each in tree_leaves([args, named]) if isinstance(each, torch.Tensor) and each.dim()]
            if not arrives and not copies and not all(isinstance(each, cls) for each in tensors):
                raise RuntimeError("Expected all tensors to be on the same device, but found at least two devices!")
            args, named = tree_map(lambda each: each.inner if isinstance(each, cls) else each, (args, named))
            result = called(*args, **named)
            return tree_map(lambda each: cls(each) if type(each) is torch.Tensor and not arrives else each, result)

    return [(Elsewhere(inputs), Elsewhere(labels)) for inputs, labels in batches]


@probe
def network_with_modes(weights: Any) -> Any:
    """Return a network for ``random_network()``: linear, batch normalisation, tanh, linear."""
    first, scale, shift, mean, variance, second, bias = (weight.clone() for weight in weights)
    with torch.random.fork_rng(devices=[]):
        layers = torch.nn.Sequential(
            torch.nn.Linear(first.shape[1], first.shape[0], bias=False),
            torch.nn.BatchNorm1d(first.shape[0]),
            torch.nn.Tanh(),
            torch.nn.Linear(second.shape[1], second.shape[0]),
        )
    for place, weight in ((0, first), (1, scale), (3, second)):
        layers[place].weight = torch.nn.Parameter(weight)
    for place, weight in ((1, shift), (3, bias)):
        layers[place].bias = torch.nn.Parameter(weight)
    layers[1].running_mean, layers[1].running_var = mean, variance
    return layers


def random_network(inputs: int, hidden: int, classes: int) -> list[Tensor]:
    """Return weights for `network_with_modes`, float64: what it does in train mode is far from what in eval mode."""
    shapes = [(hidden, inputs), (hidden,), (hidden,), (hidden,), (hidden,), (classes, hidden), (classes,)]
    weights = [torch.randn(shape, dtype=torch.float64) for shape in shapes]
    weights[1], weights[4] = 1 + weights[1].abs(), 0.5 + weights[4].abs()
    return weights


def random_batches(sizes: Sequence[int], inputs: int, classes: int) -> list[tuple[Tensor, Tensor]]:
    """Return batches of so many samples each, inputs in float64, and labels that are class numbers."""
    return [(torch.randn(size, inputs, dtype=torch.float64), torch.randint(classes, (size,))) for size in sizes]


def trained(
    function: RemoteFunction | Callable[..., Any],
    takes: Sequence[str],
    *,
    net: Callable[..., Any],
    weights: Sequence[Tensor],
    batches: _Batches,
    loss_fn: Callable[..., Any],
    optimizer: Callable[..., Any],
    loader: Callable[..., Any] = _as_they_are,
    test_batches: _Batches = (),
    epochs: int = 1,
    calls: int = 1,
    training: bool = True,
    leftover: bool = False,
) -> Trained:
    """Have a function train or test a network, and return what came of it.

    Args:
        function: the student's; or the reference, for what is expected.
        takes: names of its arguments, in order: of ``model``, ``loader``, ``test_loader``, ``loss_fn``, ``optimizer``,
            ``epochs``, ``device``, and ``inputs`` and ``labels``, of which every call gets the next batch.
        net: makes the network of its weights. This and the other callables are probes, or can be made some.
        weights: see ``net``.
        batches: of inputs and labels.
        loss_fn: the loss.
        optimizer: makes it, of the parameters.
        loader: makes it, of the batches; by default a list of them.
        test_batches: those of the test loader, which is made as the other one.
        epochs: the argument.
        calls: how often to call the function, with one network.
        training: the network is in train mode at the first call.
        leftover: every parameter has a .grad then, 1 everywhere.
    """
    made = [as_probe(each) or each for each in (net, loss_fn, optimizer, loader)]
    arguments = [
        [*takes],
        calls,
        made[0],
        [*weights],
        *made[1:],
        [*batches],
        [*test_batches],
        epochs,
        training,
        leftover,
    ]
    simulate = _simulated_gpu if loader is _from_a_loader else None
    if isinstance(function, RemoteFunction):
        return _read(student_of(function).run(_run, function, *arguments, simulate), calls)
    return _read(derived(_run, function, *arguments, simulate), calls)


def assert_moves_batches(
    function: RemoteFunction | Callable[..., Any], takes: Sequence[str], expected: Sequence[float], **setup: Any
) -> None:
    """Fail the check unless a function moves each batch to the device, wherever the batch was.

    Args:
        function: the student's.
        takes: as of `trained`.
        expected: the numbers that its results hold where the batches are on the device of the network.
        setup: as of `trained`.
    """
    try:
        moved = trained(function, takes, loader=_from_a_loader, **setup).moved
        fine = bool(moved) and all(moved)
    except (
        CheckFailure
    ):  # a GPU can be simulated only in part; so it is the device of the network, and batches elsewhere
        try:
            fine = _agree(_numbers(trained(function, takes, loader=_elsewhere, **setup).results), expected)
        except CheckFailure:
            fine = False
    if not fine:
        message = "batches that are not on the device of the network were not moved there, inputs and labels"
        raise CheckFailure(message, symptom=_NOT_MOVED)


def assert_number(value: Any, expected: float, what: str, *, tolerance: float = 1e-6) -> None:
    """Fail the check unless a value is a Python float, and this one.

    Args:
        value: what the student's code returned.
        expected: the exact number.
        what: what to call the value in the message.
        tolerance: largest difference, relative or absolute, whichever is looser. Who adds up losses in float32 keeps
            the default.
    """
    if not isinstance(value, float):
        symptom = _NUMBER_IS_TENSOR if isinstance(value, Tensor) else of_type(value)
        raise CheckFailure(f"{what} is {describe(value)}, not a Python float", symptom=symptom)
    assert_close(torch.tensor(value, dtype=torch.float64), torch.tensor(expected, dtype=torch.float64), what,
                 tolerance=tolerance)  # fmt: skip


def assert_parameters_after(found: Trained, expected: Trained, when: str, *, tolerance: float | None = None) -> None:
    """Fail the check unless the network has the expected parameters afterwards.

    Args:
        found: what came of the student's function.
        expected: what came of the reference.
        when: completes "parameter 0 …", e.g. ``after the epoch``.
        tolerance: as of `assert_close`.
    """
    if len(found.parameters) != len(expected.parameters):
        raise CheckFailure(f"the network has {len(found.parameters)} parameters {when}, not {len(expected.parameters)}")
    for index, (one, other) in enumerate(zip(found.parameters, expected.parameters, strict=True)):
        assert_close(one, other, f"parameter {index} {when}", tolerance=tolerance)


def _read(answer: Any, calls: int) -> Trained:
    """Return the evidence; it comes from the worker, so it may be anything."""
    match answer:
        case [
            list(results),
            list(types),
            list(parameters),
            list(buffers),
            states,
            forwards,
            list(moved),
            list(batches),
        ]:
            if len(results) == len(types) == calls and all(type(each) is bool for each in moved):
                read_states = [(bool(grad), rest) for grad, rest in _pairs(states)]
                passes = [Forward(bool(training), bool(graph)) for training, graph in _pairs(forwards)]
                names = [str(name) for name in types]
                return Trained(results, names, parameters, buffers, read_states, passes, moved, batches)
    raise CheckFailure(f"sent an answer that cannot be read: {describe(answer)}")


def _pairs(value: Any) -> list[tuple[bool, Any]]:
    """Return a list of pairs whose first part is a bool."""
    if type(value) is list and all(type(each) is list and len(each) == 2 and type(each[0]) is bool for each in value):
        return [(one, other) for one, other in value]
    raise CheckFailure(f"sent an answer that cannot be read: {describe(value)}")


def _numbers(value: Any) -> list[float]:
    """Return the numbers in what a function has returned."""
    match value:
        case bool():
            return []
        case int() | float():
            return [float(value)]
        case Tensor() if value.numel() == 1 and not value.is_complex():
            return [float(value.detach())]
        case list() | tuple():
            return [number for item in value for number in _numbers(item)]
        case dict():
            return [number for item in value.values() for number in _numbers(item)]
    return []


def _agree(found: Sequence[float], expected: Sequence[float]) -> bool:
    """Say whether these are the same numbers, to a few digits; in any order."""
    pairs = zip(sorted(found), sorted(expected), strict=False)
    return len(found) == len(expected) and all(abs(one - other) <= 1e-4 * max(1.0, abs(other)) for one, other in pairs)
