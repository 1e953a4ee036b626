"""Evidence about training: what becomes of a small network of the check's when the student's code trains or tests it.

Network, loss, optimizer and loader are made in the worker, by probes; what they are made of is the check's. So the
evidence, above all the parameters afterwards, is what only the right steps lead to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

from autograder.checking.comparison import assert_close, describe, unreadable
from autograder.checking.devices import elsewhere, from_a_loader, simulated_gpu
from autograder.checking.failure import CheckFailure
from autograder.checking.probe import as_probe, probe
from autograder.checking.reference import derived
from autograder.checking.student import RemoteFunction, student_of
from autograder.checking.symptoms import Symptom, of_type
from autograder.language import Phrase
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

_NUMBER_IS_TEXT = Symptom(
    "number_is_text", "This is text: format a number where it is printed, and keep the number itself."
)
_NUMBER_IS_NUMPYS = Symptom("number_is_numpys", "This number is NumPy's; float(x) makes a Python float of it.")
_NUMBER_IS_INT = Symptom("number_is_int", "This is an int, as //, int(x) and round(x) give one; / gives a float.")
_NUMBERS_ARE_MANY = Symptom(
    "numbers_are_many", "One number is asked for; this holds several, or it is one with a comma after it: a tuple."
)
# To fewer digits a wrong number may seem to be rounded by chance.
_DIGITS = range(2, 7)
_ROUNDED = Symptom("rounded", "The number is rounded: do that where it is printed, and keep the number itself in full.")

_Batches = Sequence[tuple[Tensor, Tensor]]


class Forward(NamedTuple):
    """One forward pass of the network: was it in train mode, and were gradients enabled?"""

    training: bool
    gradients: bool


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
        moved: of a simulated device, whether the inputs of each forward pass had been moved to it, and whether the
            labels of each loss lay where the outputs did.
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
    gpu, bring, arrived, leave = (
        simulate or (lambda: (nullcontext(), plain, lambda value, beside=None: True, plain))
    )()

    class Network(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layers = make(weights)

        def forward(self, inputs: Any) -> Any:
            moved.append(arrived(inputs))
            outputs = self.layers(leave(inputs))
            forwards.append([self.training, torch.is_grad_enabled()])
            return bring(outputs)

    def loss_of(outputs: Any, labels: Any) -> Any:
        moved.append(arrived(labels, outputs))
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
    if simulate:  # before the call nothing has been moved; where that cannot be seen, no move can
        moved += [not arrived(part) for part in things["loader"][0]]
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
def _as_they_are(batches: Any) -> Any:
    return batches


@probe
def network_with_modes(weights: Any) -> Any:
    """Return a network for ``random_network()``: in train mode it doubles what it notes the mean of for eval mode."""
    first, bias, noted, second, shift = (weight.clone() for weight in weights)

    class Modes(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.register_buffer("mean", noted)

        def forward(self, inputs: Any) -> Any:
            mean = self.get_buffer("mean")
            if not self.training:
                return inputs - mean
            mean.mul_(0.9).add_(0.1 * inputs.detach().mean(dim=0))
            return 2 * inputs

    with torch.random.fork_rng(devices=[]):
        layers = torch.nn.Sequential(torch.nn.Linear(1, 1), Modes(), torch.nn.Tanh(), torch.nn.Linear(1, 1))
    for layer, weight, each in ((layers[0], first, bias), (layers[3], second, shift)):
        layer.weight, layer.bias = torch.nn.Parameter(weight), torch.nn.Parameter(each)
    return layers


def random_network(inputs: int, hidden: int, classes: int) -> list[Tensor]:
    """Return weights for `network_with_modes`, float64."""
    shapes = [(hidden, inputs), (hidden,), (hidden,), (classes, hidden), (classes,)]
    return [torch.randn(shape, dtype=torch.float64) for shape in shapes]


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
    of_net, of_batches = [made[0], [*weights], *made[1:]], [[*batches], [*test_batches]]
    arguments = [[*takes], calls, *of_net, *of_batches, epochs, training, leftover]
    simulate = simulated_gpu if loader is from_a_loader else None
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
        moved = trained(function, takes, loader=from_a_loader, **setup).moved
        fine = bool(moved) and all(moved)
    except (
        CheckFailure
    ):  # a GPU can be simulated only in part; so it is the device of the network, and batches elsewhere
        try:
            fine = _agree(_numbers(trained(function, takes, loader=elsewhere, **setup).results), expected)
        except CheckFailure:
            fine = False
    if not fine:
        message = Phrase("batches that are not on the device of the network were not moved there, inputs and labels")
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
        message = Phrase("{what} is {value}, not a Python float", what=what, value=describe(value))
        raise CheckFailure(message, symptom=_of_no_float(value))
    try:
        assert_close(torch.tensor(value, dtype=torch.float64), torch.tensor(expected, dtype=torch.float64), what,
                     tolerance=tolerance)  # fmt: skip
    except CheckFailure as failure:
        if any(value == round(value, digits) and abs(value - expected) < 0.51 / 10**digits for digits in _DIGITS):
            failure.symptom = _ROUNDED
        raise


def _of_no_float(value: Any) -> Symptom | None:
    """Return the symptom of a value that is no Python float where one is asked for."""
    match value:
        case Tensor():
            return _NUMBER_IS_TENSOR
        case str():
            return _NUMBER_IS_TEXT
        case int():
            return _NUMBER_IS_INT
        case np.ndarray() | np.generic():
            return _NUMBER_IS_NUMPYS
        case list() | tuple():
            return _NUMBERS_ARE_MANY
    return of_type(value)


def assert_parameters_after(found: Trained, expected: Trained, when: str, *, tolerance: float | None = None) -> None:
    """Fail the check unless the network has the expected parameters afterwards.

    Args:
        found: what came of the student's function.
        expected: what came of the reference.
        when: completes "parameter 0 …", e.g. ``after the epoch``.
        tolerance: as of `assert_close`.
    """
    if len(found.parameters) != len(expected.parameters):
        got, wanted = len(found.parameters), len(expected.parameters)
        message = Phrase("the network has {got} parameters {when}, not {wanted}", got=got, when=when, wanted=wanted)
        raise CheckFailure(message)
    for index, (one, other) in enumerate(zip(found.parameters, expected.parameters, strict=True)):
        assert_close(one, other, Phrase("parameter {index} {when}", index=index, when=when), tolerance=tolerance)


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
            passes = [Forward(training, _is_true(gradients)) for training, gradients in _pairs(forwards)]
            if len(results) == len(types) == calls:
                names = [str(name) for name in types]
                arrived = [_is_true(each) for each in moved]
                return Trained(results, names, parameters, buffers, _pairs(states), passes, arrived, batches)
    raise unreadable(answer)


def _pairs(value: Any) -> list[tuple[bool, Any]]:
    """Return a list of pairs whose first part is a bool."""
    if type(value) is list and all(type(each) is list and len(each) == 2 for each in value):
        return [(_is_true(one), other) for one, other in value]
    raise unreadable(value)


def _is_true(value: Any) -> bool:
    """Return a bool that has come from the worker."""
    if type(value) is bool:
        return value
    raise unreadable(value)


def _numbers(value: Any) -> list[float]:
    """Return the numbers in what a function has returned."""
    match value:
        case bool():
            return []
        case int() | float() if abs(value) < 2**63:
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
