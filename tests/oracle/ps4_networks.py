"""Oracles of ps4_networks: forward and backward passes in NumPy, with weights of our own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from types import ModuleType
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from tests.oracle.demands import FLOATS, answer, close, demand, gradients, near, numbers, tensor, unmodified


class Layer(NamedTuple):
    """Weights of x·Wᵀ + b, and the slope that negative results are multiplied with (1: no activation)."""

    weight: np.ndarray
    bias: np.ndarray | None
    slope: float


def draw_layers(
    rng: np.random.Generator, sizes: Sequence[int], slopes: Sequence[float], biases: Sequence[bool]
) -> list:
    """Draw layers between the sizes given."""
    layers = []
    for inputs, outputs, slope, biased in zip(sizes, sizes[1:], slopes, biases, strict=False):
        weight = rng.normal(0, 1 / math.sqrt(inputs), (outputs, inputs))
        layers.append(Layer(weight, rng.normal(0, 0.5, outputs) if biased else None, slope))
    return layers


def put(model: nn.Module, layers: list[Layer], dtype: torch.dtype, case: str) -> list[Layer]:
    """Write weights into the model's parameters, in their order, and return them as they were rounded there."""
    due = [weights for layer in layers for weights in layer[:2] if weights is not None]
    parameters = list(model.to(dtype).parameters())
    shapes = [tuple(parameter.shape) for parameter in parameters]
    demand(
        shapes == [weights.shape for weights in due], f"{case}: parameters of {[w.shape for w in due]} are due", shapes
    )
    with torch.no_grad():
        for parameter, weights in zip(parameters, due, strict=True):
            parameter.copy_(torch.from_numpy(weights))
    rounded = iter([numbers(parameter) for parameter in parameters])
    return [Layer(next(rounded), None if layer.bias is None else next(rounded), layer.slope) for layer in layers]


def forward(layers: list[Layer], x: np.ndarray) -> list[np.ndarray]:
    """Return the flattened input and what each layer makes of it."""
    passed = [x.reshape(len(x), -1)]
    for layer in layers:
        sums = passed[-1] @ layer.weight.T + (0 if layer.bias is None else layer.bias)
        passed.append(np.where(sums > 0, sums, layer.slope * sums))
    return passed


def backward(layers: list[Layer], passed: list[np.ndarray], above: np.ndarray) -> list[np.ndarray]:
    """Return the gradients of the parameters, in their order."""
    found: list[np.ndarray] = []
    for layer, before, after in reversed(list(zip(layers, passed, passed[1:], strict=False))):
        above = above * np.where(after > 0, 1.0, layer.slope)
        found = [above.T @ before, *([] if layer.bias is None else [above.sum(axis=0)]), *found]
        above = above @ layer.weight
    return found


def same_logits(model: nn.Module, layers: list[Layer], shapes: Sequence[tuple[int, ...]], case: str) -> None:
    """Demand the logits and the gradients of the hand-made net, in both dtypes and the mode that the model is in."""
    rng = np.random.default_rng(9)
    for dtype in FLOATS:
        rounded = put(model, layers, dtype, case)
        for shape in shapes:
            x = tensor(rng.normal(0, 1, shape), dtype)
            passed = forward(rounded, numbers(x))
            for call in ("first", "second"):
                with unmodified(case, x):
                    logits = answer(model, x)
                close(logits, passed[-1], dtype, f"{case}, input {shape} {dtype}, {call} call")
            _same_gradients(model, rounded, logits, passed, rng, f"{case}, input {shape} {dtype}")


def _same_gradients(
    model: nn.Module, layers: list[Layer], logits: Tensor, passed: list[np.ndarray], rng: np.random.Generator, case: str
) -> None:
    """Demand that every parameter gets its gradient: a net is there to be trained."""
    upstream = tensor(rng.normal(0, 1, tuple(logits.shape)), logits.dtype)
    came = gradients(logits, upstream, list(model.parameters()), f"{case}, gradients")
    due = backward(layers, passed, numbers(upstream))
    for index, (gradient, expected) in enumerate(zip(came, due, strict=True)):
        close(gradient, expected, logits.dtype, f"{case}, gradient of parameter {index}")


def build(kind: type, *arguments: object, **named: object) -> nn.Module:
    """Make a model."""
    model = answer(kind, *arguments, **named)
    demand(isinstance(model, nn.Module), f"{kind.__name__}: an nn.Module is due", type(model).__name__)
    if any(map(nn.parameter.is_lazy, model.parameters())):  # layers that learn their size from the first input
        model(torch.zeros(2, 784 if kind.__name__ == "MNISTClassifier" else arguments[0]))  # type: ignore[call-overload]
    return model


# --- TwoLayerNet ------------------------------------------------------------------------------------------------------


def judge_TwoLayerNet(module: ModuleType) -> None:
    """Linear, ReLU, Linear on flattened inputs."""
    rng = np.random.default_rng(1)
    for inputs, hidden, classes in ((12, 5, 3), (12, 3, 5), (1, 1, 1), (12, 1, 2), (784, 16, 10)):
        model = build(module.TwoLayerNet, inputs, hidden, classes)
        layers = draw_layers(rng, (inputs, hidden, classes), (0.0, 1.0), (True, True))
        for mode in (True, False):
            same_logits(model.train(mode), layers, _flat_shapes(inputs), f"TwoLayerNet({inputs}, {hidden}, {classes})")


def _flat_shapes(inputs: int) -> list[tuple[int, ...]]:
    """Give shapes of inputs that flatten to a number of features."""
    shapes: list[tuple[int, ...]] = [(1, inputs), (4, inputs), (3, 1, inputs)]
    if inputs == 12:
        shapes += [(12, 12), (2, 3, 4), (1, 1, 3, 4), (5, 2, 2, 3)]
    return [*shapes, (2, 1, 28, 28), (1, 28, 28)] if inputs == 784 else shapes


# --- NeuralNet --------------------------------------------------------------------------------------------------------


def judge_NeuralNet(module: ModuleType) -> None:
    """Three layers, the second without bias, ReLU and LeakyReLU(0.1) between them."""
    rng = np.random.default_rng(2)
    for inputs, classes, hidden in ((6, 3, 4), (6, 4, 3), (1, 1, 1), (5, 2, 1), (784, 10, 20)):
        model = build(module.NeuralNet, inputs, classes, hidden)
        layers = draw_layers(rng, (inputs, hidden, hidden, classes), (0.0, 0.1, 1.0), (True, False, True))
        for mode in (True, False):
            case = f"NeuralNet({inputs}, {classes}, {hidden})"
            same_logits(model.train(mode), layers, [(1, inputs), (7, inputs)], case)


# --- MLP --------------------------------------------------------------------------------------------------------------


def judge_MLP(module: ModuleType) -> None:
    """Any sequence of hidden sizes, which is not modified."""
    rng = np.random.default_rng(3)
    for hidden in ([], (), [5], (4,), [3, 4], (4, 3, 2), [1, 1], [6, 5, 4, 3, 2], range(2, 5), torch.Size([3, 2])):
        for inputs, classes in ((12, 3), (2, 5), (1, 1)):
            before = list(hidden)
            model = build(module.MLP, inputs, hidden, classes)
            demand(list(hidden) == before, f"MLP: hidden_sizes {before} must be unmodified", hidden)
            count = len(before)
            layers = draw_layers(rng, (inputs, *before, classes), [0.0] * count + [1.0], [True] * (count + 1))
            for mode in (True, False):
                same_logits(model.train(mode), layers, _flat_shapes(inputs), f"MLP({inputs}, {before}, {classes})")
    large = build(module.MLP, 784, [512, 256, 128, 32], 10)
    total = sum(parameter.numel() for parameter in large.parameters())
    demand(total == 570_602, "MLP(784, [512, 256, 128, 32], 10): 570 602 parameters are due", total)
    demand(answer(large, torch.zeros(2, 1, 28, 28)).shape == (2, 10), "MLP: logits of shape (2, 10) are due")


# --- MNISTClassifier --------------------------------------------------------------------------------------------------

HIDDEN, ROWS = 128, 2000


def judge_MNISTClassifier(module: ModuleType) -> None:
    """Logits in eval mode; in train mode the units that were dropped, read off the logits."""
    rng = np.random.default_rng(4)
    layers = draw_layers(rng, (784, HIDDEN, 10), (0.0, 1.0), (True, True))
    shapes = [(1, 1, 28, 28), (5, 1, 28, 28), (3, 784), (2, 28, 28)]
    for rate, options in ((0.2, {}), (0.5, {"dropout": 0.5}), (0.9, {"dropout": 0.9}), (0.0, {"dropout": 0.0})):
        model = build(module.MNISTClassifier, **options)
        case = f"MNISTClassifier, dropout {rate}"
        same_logits(model.eval(), layers, shapes, f"{case}, eval mode")
        _dropped(model.train(), rate, case)
        same_logits(model.eval(), layers, shapes, f"{case}, eval mode again")
    same_logits(build(module.MNISTClassifier, 0.0).train(), layers, shapes, "MNISTClassifier, dropout 0, train mode")
    _dropped(build(module.MNISTClassifier, 0.4).train(), 0.4, "MNISTClassifier(0.4)")


def _dropped(model: nn.Module, rate: float, case: str) -> None:
    """Compare the share of dropped units with the rate: over all, in each row, in each column; none may depend."""
    masks = [_read_mask(model, rate, case) for _ in range(2)]
    if rate == 0:
        demand(all(mask.all() for mask in masks), f"{case}: nothing is dropped")
        return
    demand((masks[0] != masks[1]).any(), f"{case}: another choice at every call is due")
    for mask in masks:
        for axis, count in ((None, mask.size), (0, ROWS), (1, HIDDEN)):
            _has_rate(1 - mask.mean(axis=axis), rate, count, f"{case}: dropped units along axis {axis}")
        for lag in (1, 2, 64):
            together = (~mask[:, lag:] & ~mask[:, :-lag]).mean()
            _has_rate(together, rate**2, mask[:, lag:].size, f"{case}: units dropped together, {lag} apart")
    both = (~masks[0] & ~masks[1]).mean()
    _has_rate(both, rate**2, masks[0].size, f"{case}: units dropped in both calls")


def _has_rate(share: np.ndarray | float, rate: float, count: int, case: str) -> None:
    """Allow eight standard deviations, and a little for the long tail of few draws with a small chance."""
    allowed = 8 * math.sqrt(rate * (1 - rate) / count) + 6 / count
    worst = float(np.abs(np.asarray(share) - rate).max())
    demand(worst <= allowed, f"{case}: a share of {rate:.3g} ± {allowed:.2g} is due", f"{worst:.2g} beside it")


def _read_mask(model: nn.Module, rate: float, case: str) -> np.ndarray:
    """Return which hidden units were kept, (rows, units).

    All units are 1 before dropout. A logit adds up 13 of them with weights 1, 2, 4, …, so that its digits tell them
    apart; that it is a whole number tells that what is kept was scaled by 1/(1 − rate), and that inputs and logits
    were not dropped.
    """
    code = np.zeros((10, HIDDEN))
    for unit in range(HIDDEN):
        code[unit // 13, unit] = 2.0 ** (unit % 13)
    layers = [Layer(np.full((HIDDEN, 784), 1 / 784), np.zeros(HIDDEN), 0.0), Layer(code, np.zeros(10), 1.0)]
    put(model, layers, torch.float64, case)
    came = numbers(answer(model, torch.ones(ROWS, 1, 28, 28, dtype=torch.float64))) * (1 - rate)
    demand(came.shape == (ROWS, 10), f"{case}: logits of shape {(ROWS, 10)} are due", came.shape)
    whole = np.round(came)
    near(came, whole, f"{case}: kept units scaled by 1/(1 - {rate}), and only hidden ones dropped", 1e-6)
    demand((whole >= 0).all() and (whole < 2**13).all(), f"{case}: kept units scaled by 1/(1 - {rate}) are due")
    mask = np.zeros((ROWS, HIDDEN), dtype=bool)
    for unit in range(HIDDEN):
        mask[:, unit] = (whole[:, unit // 13] // 2.0 ** (unit % 13)) % 2 == 1
    return mask


# --- count_parameters -------------------------------------------------------------------------------------------------


class Tied(nn.Module):
    """Two layers with one weight, a table that is no parameter, and a parameter of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(4, 4)
        self.second = nn.Linear(4, 4)
        self.second.weight = self.first.weight
        self.again = self.first
        self.scale = nn.Parameter(torch.ones(()))
        self.register_buffer("table", torch.zeros(100))
        self.plain = torch.zeros(50, requires_grad=True)


def _frozen(model: nn.Module, *names: str) -> nn.Module:
    """Freeze parameters by name, all of them where there are no names."""
    for name, parameter in model.named_parameters():
        if not names or name in names:
            parameter.requires_grad_(False)
    return model


def judge_count_parameters(module: ModuleType) -> None:
    """Models whose parameters can be counted on paper."""
    shared = nn.Linear(3, 3)
    cases = (
        ("Linear(3, 2)", nn.Linear(3, 2), 8),
        ("Linear without bias", nn.Linear(3, 2, bias=False), 6),
        ("Linear with frozen bias", _frozen(nn.Linear(3, 2), "bias"), 6),
        ("frozen Linear", _frozen(nn.Linear(3, 2)), 0),
        ("ReLU", nn.ReLU(), 0),
        ("empty Sequential", nn.Sequential(), 0),
        ("BatchNorm1d(5), whose buffers do not count", nn.BatchNorm1d(5), 10),
        ("Conv2d(2, 3, 5)", nn.Conv2d(2, 3, 5), 2 * 3 * 25 + 3),
        ("a layer used twice", nn.Sequential(shared, nn.ReLU(), shared), 12),
        ("tied weights", Tied(), 16 + 4 + 4 + 1),
        ("tied weights, frozen", _frozen(Tied(), "first.weight"), 4 + 4 + 1),
        ("nested", nn.Sequential(nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2)), nn.Linear(2, 1)), 6 + 6 + 3),
        ("equal layers", nn.ModuleList([nn.Linear(2, 2, dtype=torch.float64) for _ in range(3)]), 18),
        ("a list of parameters", nn.ParameterList([torch.zeros(2, 3), torch.zeros(())]), 7),
        ("784 × 128", nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.Linear(128, 10)), 101_770),
    )
    for name, model, due in cases:
        flags = [parameter.requires_grad for parameter in model.parameters()]
        modes = [part.training for part in model.modules()]
        with unmodified(f"count_parameters, {name}", *model.parameters(), *model.buffers()):
            result = answer(module.count_parameters, model)
        demand(type(result) is int, f"count_parameters, {name}: a Python int is due", type(result).__name__)
        demand(result == due, f"count_parameters, {name}: {due} is due", result)
        demand(flags == [parameter.requires_grad for parameter in model.parameters()], "the model must be unmodified")
        demand(modes == [part.training for part in model.modules()], "the mode of the model must be unmodified")
