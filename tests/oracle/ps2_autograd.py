"""Oracles of ps2_autograd: derivatives by hand, finite differences, and loops in float64."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from tests.oracle.demands import (
    FLOATS,
    TOLERANCE,
    answer,
    apart,
    close,
    demand,
    detached,
    gradients,
    near,
    numbers,
    pair,
    scattered,
    tensor,
    unmodified,
)


class Function(NamedTuple):
    """Scalar function of a tensor, and its gradient by hand."""

    name: str
    value: Callable[[Tensor], Tensor]
    slope: Callable[[np.ndarray], np.ndarray]


def _slope_of_product(x: np.ndarray) -> np.ndarray:
    """Multiply all elements but one."""
    flat = x.reshape(-1).tolist()
    return np.array([math.prod(flat[:i] + flat[i + 1 :]) for i in range(len(flat))]).reshape(x.shape)


def _slope_of_first(x: np.ndarray) -> np.ndarray:
    """Differentiate the square of the first element; the others have no say."""
    slope = np.zeros_like(x)
    slope.reshape(-1)[0] = 2 * x.reshape(-1)[0]
    return slope


# Functions may close over tensors. Whether a result has to be detached from those, too, the contract leaves open: what
# torch.func.grad returns is not, so this one requires no grad.
WEIGHT = torch.tensor(0.75, dtype=torch.float64)

FUNCTIONS = (
    Function("sum x²", lambda x: (x**2).sum(), lambda x: 2 * x),
    Function("sum x", lambda x: x.sum(), np.ones_like),
    Function("sum 10x - 1", lambda x: (10 * x - 1).sum(), lambda x: np.full_like(x, 10)),
    Function("sum sin x", lambda x: torch.sin(x).sum(), np.cos),
    Function("mean log(x² + 1)", lambda x: (x * x + 1).log().mean(), lambda x: 2 * x / (x * x + 1) / x.size),
    Function("prod x", lambda x: x.prod(), _slope_of_product),
    Function("first²", lambda x: x.reshape(-1)[0] ** 2, _slope_of_first),
    Function("sum exp(-x²)", lambda x: torch.exp(-x * x).sum(), lambda x: -2 * x * np.exp(-x * x)),
    Function("sum w·x³", lambda x: (WEIGHT.to(x.dtype) * x**3).sum(), lambda x: 2.25 * x * x),
)


def leaves(values: Tensor) -> Iterator[Tensor]:
    """Give a leaf as it is, scattered in memory, requiring a gradient, and having one."""
    yield values.clone()
    yield scattered(values)
    yield values.clone().requires_grad_()
    leaf = values.clone().requires_grad_()
    leaf.grad = torch.full_like(values, 5)
    yield leaf


# --- gradient ---------------------------------------------------------------------------------------------------------


def judge_gradient(module: ModuleType) -> None:
    """Gradients of functions with known ones, twice, for all kinds of leaves."""
    rng = np.random.default_rng(1)
    for dtype in FLOATS:
        for shape in ((), (1,), (4,), (2, 3), (2, 1, 3)):
            values = tensor(rng.uniform(0.4, 1.6, shape) * rng.choice([-1.0, 1.0], shape), dtype)
            for function in FUNCTIONS:
                for x in leaves(values):
                    _gradient(module, function, x)


def _gradient(module: ModuleType, function: Function, x: Tensor) -> None:
    """Ask twice: the second answer must be that of the first."""
    case = f"gradient of {function.name}, {tuple(x.shape)} {x.dtype}, requires_grad {x.requires_grad}"
    for call in ("first", "second"):
        with unmodified(f"{case}, {call} call", x):
            result = answer(module.gradient, function.value, x)
        close(result, function.slope(numbers(x)), x.dtype, f"{case}, {call} call")
        detached(result, case)


# --- gradient_descent -------------------------------------------------------------------------------------------------


def judge_gradient_descent(module: ModuleType) -> None:
    """Descents against the same loop in float64."""
    rng = np.random.default_rng(2)
    lecture = Function("prod(log(log(w + 7)))", lambda w: torch.log(torch.log(w + 7)).prod(), _slope_of_lecture)
    for dtype in FLOATS:
        _descent(module, lecture, tensor([[5.0, 10.0], [1.0, 2.0]], dtype), lr=0.001, steps=500)
        for shape in ((), (1,), (3,), (2, 2)):
            values = tensor(rng.uniform(0.4, 1.2, shape) * rng.choice([-1.0, 1.0], shape), dtype)
            for function in FUNCTIONS:
                for lr, steps in ((0.05, 0), (0.05, 1), (0.1, 2), (0.03, 11)):
                    _descent(module, function, values.clone(), lr, steps)
            for start in leaves(values):
                _descent(module, FUNCTIONS[0], start, lr=0.2, steps=7)
                _descent(module, FUNCTIONS[3], start, lr=0.2, steps=0)


def _slope_of_lecture(w: np.ndarray) -> np.ndarray:
    """Differentiate prod(log(log(w + 7))): all factors but one, times the derivative of that one."""
    factors = np.log(np.log(w + 7))
    return _slope_of_product(factors) / (np.log(w + 7) * (w + 7))


def _descent(module: ModuleType, function: Function, start: Tensor, lr: float, steps: int) -> None:
    """Walk in float64 and compare where both arrive."""
    case = f"gradient_descent on {function.name}, {tuple(start.shape)} {start.dtype}, lr {lr}, {steps} steps"
    w = numbers(start)
    for _ in range(steps):
        w = w - lr * function.slope(w)
    with unmodified(case, start):
        result = answer(module.gradient_descent, function.value, start, lr, steps)
    # In float32 each step rounds w to half a unit in its last place, 2⁻²⁴, which no implementation can avoid.
    rounding = steps * 2.0**-24 if start.dtype == torch.float32 else 0.0
    close(result, w, start.dtype, case, TOLERANCE[start.dtype] + rounding)
    detached(result, case)
    apart(result, start, case)


# --- CustomReLU -------------------------------------------------------------------------------------------------------


def judge_CustomReLU(module: ModuleType) -> None:
    """Values and gradients, several graphs at a time, the incoming gradient left alone."""
    rng = np.random.default_rng(3)
    relu = module.CustomReLU
    demand(isinstance(relu, type) and issubclass(relu, torch.autograd.Function), "an autograd.Function is due")
    for dtype in FLOATS:
        for shape in ((), (1,), (7,), (3, 4), (2, 3, 4)):
            values = rng.uniform(0.01, 3, shape) * rng.choice([-1.0, 1.0], shape)
            for x in leaves(tensor(values, dtype)):
                _relu_values(relu, x)
                _relu_gradient(relu, x.detach().clone(), tensor(rng.normal(0, 2, shape), dtype))
        _relu_values(relu, tensor([0.0, 1e-30, -1e-30, 1e30, -1e30], dtype))
        _relu_values(relu, tensor([1.0, 2.0], dtype))
        _relu_gradient(relu, tensor([1e-30, -1e-30, 1e30, -1e30], dtype), tensor([-1.0, 2.0, 3.0, -4.0], dtype))
        _relu_graphs(relu, dtype)


def _max_with_zero(x: Tensor) -> np.ndarray:
    """Take the larger of each element and zero."""
    return np.array([max(value, 0.0) for value in numbers(x).reshape(-1)]).reshape(tuple(x.shape))


def _relu_values(relu: type[torch.autograd.Function], x: Tensor) -> None:
    """Compare values; where a gradient is asked for, the node must be the class's own."""
    case = f"CustomReLU, {tuple(x.shape)} {x.dtype}"
    with unmodified(case, x):
        result = answer(relu.apply, x)
    close(result, _max_with_zero(x), x.dtype, case)
    if x.requires_grad:
        name = type(result.grad_fn).__name__
        demand(name.startswith(relu.__name__), f"{case}: a backward of its own is due", name)


def _relu_gradient(relu: type[torch.autograd.Function], values: Tensor, upstream: Tensor) -> None:
    """Compare gradients, for an incoming one that lies side by side, scattered, or is one number repeated."""
    for above in (upstream, scattered(upstream), upstream.reshape(-1)[0].expand(upstream.shape)):
        case = f"gradient of CustomReLU, {tuple(values.shape)} {values.dtype}"
        x = values.clone().requires_grad_()
        result = answer(relu.apply, x)
        with unmodified(f"{case}, the incoming gradient", above, x):
            (gradient,) = gradients(result, above, [x], case)
        due = np.where(numbers(x) > 0, numbers(above), 0.0)
        close(gradient, due, x.dtype, case)
        demand(bool((gradient == tensor(due, x.dtype)).all()), f"{case}: exactly the incoming gradient or 0 is due")


def _relu_graphs(relu: type[torch.autograd.Function], dtype: torch.dtype) -> None:
    """Two graphs at once, an argument that another node needs, and an incoming gradient that two nodes share."""
    one = tensor([-1.0, 2.0, -3.0], dtype).requires_grad_()
    other = tensor([1.0, -2.0, 3.0], dtype).requires_grad_()
    first, second = answer(relu.apply, one), answer(relu.apply, other)
    close(gradients(first, torch.ones_like(one), [one], "first graph")[0], [0, 1, 0], dtype, "first of two graphs")
    close(gradients(second, torch.ones_like(one), [other], "second graph")[0], [1, 0, 1], dtype, "second of two graphs")
    z = tensor([-1.0, 0.5], dtype).requires_grad_()
    result = answer(relu.apply, z.exp() - 1)
    (gradient,) = gradients(result, torch.ones_like(z), [z], "CustomReLU(exp(z) - 1)")
    close(gradient, [0, math.exp(0.5)], dtype, "gradient of CustomReLU(exp(z) - 1)")
    both = answer(relu.apply, one) + one  # the sum hands the same gradient to both
    (gradient,) = gradients(both, torch.full_like(one, 2), [one], "CustomReLU(x) + x")
    close(gradient, [2, 4, 2], dtype, "gradient of CustomReLU(x) + x")
    twice = answer(relu.apply, answer(relu.apply, one))
    close(gradients(twice, torch.ones_like(one), [one], "nested")[0], [0, 1, 0], dtype, "CustomReLU of CustomReLU")


# --- second_derivative ------------------------------------------------------------------------------------------------

CURVES = (
    ("x³", lambda x: x**3, lambda x: 6 * x),
    ("x²", lambda x: x**2, lambda x: 2.0),
    ("x·x/2 - x", lambda x: x * x / 2 - x, lambda x: 1.0),
    ("sin x", torch.sin, lambda x: -math.sin(x)),
    ("exp 2x", lambda x: torch.exp(2 * x), lambda x: 4 * math.exp(2 * x)),
    ("log(x² + 1)", lambda x: torch.log(x * x + 1), lambda x: (2 - 2 * x * x) / (x * x + 1) ** 2),
    ("1/(x + 3)", lambda x: 1 / (x + 3), lambda x: 2 / (x + 3) ** 3),
    ("sum of powers", lambda x: torch.stack([x**2, x**4]).sum(), lambda x: 2 + 12 * x * x),
    ("w·x²", lambda x: WEIGHT.to(x.dtype) * x * x, lambda x: 1.5),
    ("3x - 1", lambda x: 3 * x - 1, lambda x: 0.0),
    ("x + 1", lambda x: x + 1, lambda x: 0.0),
    ("-x", lambda x: -x, lambda x: 0.0),
    ("x/4", lambda x: x / 4, lambda x: 0.0),
    ("2(x + 1) - x", lambda x: 2 * (x + 1) - x, lambda x: 0.0),
    ("w·x", lambda x: WEIGHT.to(x.dtype) * x, lambda x: 0.0),
)


def judge_second_derivative(module: ModuleType) -> None:
    """Curves and lines with known second derivatives, twice, for all kinds of leaves."""
    for dtype in FLOATS:
        for value in (-1.5, -0.3, 0.0, 0.7, 2.0):
            for name, function, bend in CURVES:
                for x in leaves(tensor(value, dtype)):
                    case = f"second_derivative of {name} at {value} {dtype}, requires_grad {x.requires_grad}"
                    for _ in range(2):
                        with unmodified(case, x):
                            result = answer(module.second_derivative, function, x)
                        close(result, bend(float(x)), dtype, case)
                        detached(result, case)


# --- fit_line ---------------------------------------------------------------------------------------------------------


def judge_fit_line(module: ModuleType) -> None:
    """Descents against the same loop in float64, for all sizes of batches."""
    rng = np.random.default_rng(4)
    for dtype in FLOATS:
        for n in (1, 2, 5, 12):
            x = tensor(rng.normal(0, 1, n), dtype)
            y = tensor(2 * numbers(x) - 1 + rng.normal(0, 0.3, n), dtype)
            for epochs in (0, 1, 10):
                for size in (None, 1, 2, 3, 5, 12, 30):
                    _line(module, x, y, 0.05, epochs, size)
            _line(module, scattered(x), scattered(y), 0.1, 3, 2)
            _line(module, x, y, 0.01, 7, None)
        x = tensor(np.linspace(-1, 1, 50), dtype)
        _line(module, x, 3 * x + 0.5, 0.1, 200, None)


def _line_by_hand(x: list[float], y: list[float], lr: float, epochs: int, size: int) -> tuple[float, float]:
    """Descend on the mean of (w·x + b − y)² of each batch."""
    w = b = 0.0
    for _ in range(epochs):
        for first in range(0, len(x), size):
            batch = list(zip(x[first : first + size], y[first : first + size], strict=True))
            slope_w = math.fsum(2 * (w * u + b - v) * u for u, v in batch) / len(batch)
            slope_b = math.fsum(2 * (w * u + b - v) for u, v in batch) / len(batch)
            w, b = w - lr * slope_w, b - lr * slope_b
    return w, b


def _line(module: ModuleType, x: Tensor, y: Tensor, lr: float, epochs: int, size: int | None) -> None:
    """Compare w and b."""
    case = f"fit_line, {len(x)} points {x.dtype}, {epochs} epochs, batch_size {size}"
    named = {} if size is None else {"batch_size": size}
    with unmodified(case, x, y):
        result = answer(module.fit_line, x, y, lr, epochs, **named)
    due = _line_by_hand(numbers(x).tolist(), numbers(y).tolist(), lr, epochs, len(x) if size is None else size)
    for name, came, expected in zip("wb", pair(result, case), due, strict=True):
        close(came, expected, x.dtype, f"{case}: {name}")
        detached(came, f"{case}: {name}")


# --- saliency ---------------------------------------------------------------------------------------------------------


class FourDimensional(nn.Module):
    """Lets only batches of images pass, and notes the mode in which it is used."""

    def __init__(self) -> None:
        super().__init__()
        self.modes: list[bool] = []

    def forward(self, batch: Tensor) -> Tensor:
        """Return the batch, three times as large in train mode."""
        if batch.dim() != 4:
            raise ValueError(f"the model takes (N, C, H, W), not {tuple(batch.shape)}")
        self.modes.append(self.training)
        return batch * 3 if self.training else batch


def judge_saliency(module: ModuleType) -> None:
    """Finite differences of smooth models, in both modes, parameters with and without gradients or frozen."""
    rng = np.random.default_rng(5)
    torch.manual_seed(5)
    for dtype in FLOATS:
        for shape in ((1, 4, 3), (2, 2, 3)):
            for kind in ("flat", "convolution", "batch norm"):
                for mode in ("train", "eval", "mixed"):
                    image = tensor(rng.normal(0, 1, shape), dtype)
                    _saliency(module, _smooth_model(kind, mode, shape).to(dtype), image, rng)


def _smooth_model(kind: str, mode: str, shape: tuple[int, ...]) -> nn.Module:
    """Build a net of four classes that finite differences suit."""
    channels, height, width = shape
    first: list[nn.Module] = [FourDimensional()]
    if kind == "convolution":
        first += [nn.Conv2d(channels, 2, 3, padding=1), nn.Tanh()]
        channels = 2
    if kind == "batch norm":
        norm = nn.BatchNorm2d(channels)
        assert norm.running_mean is not None
        norm.running_mean.normal_()
        first += [norm, nn.Tanh()]
    hidden = [nn.Flatten(), nn.Linear(channels * height * width, 6), nn.Tanh(), nn.Linear(6, 4)]
    model = nn.Sequential(*first, *hidden).train(mode == "train")
    if mode == "mixed":
        model.training = True  # the net as a whole, but none of its parts
    return model


def _saliency(module: ModuleType, model: nn.Module, image: Tensor, rng: np.random.Generator) -> None:
    """Compare for the first and the last class."""
    for label in (0, 3):
        for parameter in model.parameters():
            parameter.grad = torch.full_like(parameter, 2) if label == 0 else None
            parameter.requires_grad_(bool(rng.integers(0, 4)))
        case = f"saliency, {tuple(image.shape)} {image.dtype}, label {label}"
        due = _slopes(model, image, label)
        for picture in (image.clone(), scattered(image)):
            with _same_model(model, case), unmodified(case, picture):
                result = answer(module.saliency, model, picture, label)
            close(result, due, image.dtype, case)
            detached(result, case)


def _slopes(model: nn.Module, image: Tensor, label: int) -> np.ndarray:
    """Take central differences of one logit in float64, Richardson's way, pixel by pixel."""
    probe = model.double()

    def logit(pixels: Tensor) -> float:
        with torch.no_grad():
            return float(probe(pixels[None])[0, label])

    slopes = np.zeros(tuple(image.shape))
    for place in np.ndindex(slopes.shape):
        coarse, fine = (_difference(logit, image.double(), place, step) for step in (2e-3, 1e-3))
        slopes[place] = abs((4 * fine - coarse) / 3)
    model.to(image.dtype)
    for part in model.modules():
        if isinstance(part, FourDimensional):
            part.modes.clear()
    return slopes


def _difference(logit: Callable[[Tensor], float], image: Tensor, place: tuple[int, ...], step: float) -> float:
    """Return (f(x + h) − f(x − h)) / 2h in one pixel."""
    up, down = image.clone(), image.clone()
    up[place] += step
    down[place] -= step
    return (logit(up) - logit(down)) / (2 * step)


class _same_model:
    """Context that demands the model's parameters, their gradients, buffers and modes as before, and modes used."""

    def __init__(self, model: nn.Module, case: str) -> None:
        self._model, self._case = model, case
        self._tensors = unmodified(f"{case}, parameters and buffers", *model.parameters(), *model.buffers())

    def __enter__(self) -> None:
        self._modes = [part.training for part in self._model.modules()]
        self._tensors.__enter__()

    def __exit__(self, *error: object) -> None:
        if error[0] is not None:
            return
        self._tensors.__exit__(None, None, None)
        modes = [part.training for part in self._model.modules()]
        demand(modes == self._modes, f"{self._case}: the model's mode must not change")
        for part in self._model.modules():
            if isinstance(part, FourDimensional):
                used = set(part.modes)
                demand(used <= {part.training}, f"{self._case}: the mode that the model is in is due, another came")


# --- graph_nodes ------------------------------------------------------------------------------------------------------


class Doubled(torch.autograd.Function):
    """A node of the grader's own."""

    @staticmethod
    def forward(ctx: object, x: Tensor) -> Tensor:
        """Return twice x."""
        return 2 * x

    @staticmethod
    def backward(ctx: object, gradient: Tensor) -> Tensor:
        """Return twice the gradient."""
        return 2 * gradient


def judge_graph_nodes(module: ModuleType) -> None:
    """Graphs whose nodes are known, and graphs that are walked here, too."""
    for case, y, first, others in _known_graphs():
        _nodes(module, f"graph_nodes of {case}", y, first, others)
    for case, y in (*_deep_graphs(), *_random_graphs()):
        nodes = _walk(y.grad_fn)
        names = [type(node).__name__ for node in nodes]
        _nodes(module, f"graph_nodes of {case}", y, names[0], names[1:])
    for plain in (torch.ones(3), torch.ones(3, requires_grad=True), torch.ones(2, requires_grad=True).detach()):
        result = answer(module.graph_nodes, plain)
        demand(result == [], "graph_nodes: an empty list is due for a tensor without a graph", result)


def _known_graphs() -> Iterator[tuple[str, Tensor, str, list[str]]]:
    """Give small graphs with the names of their nodes."""
    a, b = torch.ones(3, requires_grad=True), torch.ones(3, requires_grad=True)
    leaf = "AccumulateGrad"
    yield "sin a", a.sin(), "SinBackward0", [leaf]
    yield "a·b", a * b, "MulBackward0", [leaf, leaf]
    yield "a·a", a * a, "MulBackward0", [leaf]
    yield "a·constant", a * torch.ones(3), "MulBackward0", [leaf]
    yield "sin sin a", a.sin().sin(), "SinBackward0", ["SinBackward0", leaf]
    yield "sin a + sin b", a.sin() + b.sin(), "AddBackward0", ["SinBackward0", "SinBackward0", leaf, leaf]
    yield "sin a + sin a", a.sin() + a.sin(), "AddBackward0", ["SinBackward0", "SinBackward0", leaf]
    shared = a.exp()
    yield "e·e for e = exp a", shared * shared, "MulBackward0", ["ExpBackward0", leaf]
    yield (
        "sin e + cos e",
        shared.sin() + shared.cos(),
        "AddBackward0",
        [
            "SinBackward0",
            "CosBackward0",
            "ExpBackward0",
            leaf,
        ],
    )
    one, two, _ = a.unbind()
    yield "two outputs of a node", one * two, "MulBackward0", ["UnbindBackward0", leaf]
    yield "sum(a·b + a)", (a * b + a).sum(), "SumBackward0", ["AddBackward0", "MulBackward0", leaf, leaf]
    yield "a custom node", Doubled.apply(a).sum(), "SumBackward0", ["DoubledBackward", leaf]


def _deep_graphs() -> Iterator[tuple[str, Tensor]]:
    """Give graphs of many levels; going down every path of the diamonds would take for ever."""
    y = torch.ones(2, requires_grad=True)
    for _ in range(190):
        y = y + 1
    yield "a chain of 190", y
    y = torch.ones(2, requires_grad=True)
    for _ in range(60):
        y = y.sin() + y.cos()
    yield "60 diamonds", y
    y = torch.ones(2, requires_grad=True)
    for _ in range(190):
        y = y * y
    yield "190 squares", y


def _random_graphs() -> Iterator[tuple[str, Tensor]]:
    """Give graphs in which each node takes two earlier ones."""
    rng = np.random.default_rng(6)
    for index in range(20):
        made = [torch.ones(2, requires_grad=True) for _ in range(3)]
        for _ in range(25):
            one, other = made[rng.integers(len(made))], made[rng.integers(len(made))]
            made.append((one + other, one * other, one.tanh(), one.exp(), one - other)[rng.integers(5)])
        yield f"random graph {index}", made[-1]


def _walk(start: object) -> list[object]:
    """List each node once, the first first; nodes are compared by identity while all of them are held."""
    found = [start]
    for node in found:  # grows while it is walked
        for following, _ in node.next_functions:  # type: ignore[attr-defined]
            if following is not None and not any(following is known for known in found):
                found.append(following)
    return found


def _nodes(module: ModuleType, case: str, y: Tensor, first: str, others: list[str]) -> None:
    """Compare the first name and, in any order, the rest."""
    result = answer(module.graph_nodes, y)
    demand(isinstance(result, list), f"{case}: a list is due", type(result).__name__)
    demand(all(type(name) is str for name in result), f"{case}: names are due", result[:3])
    demand(result[:1] == [first], f"{case}: {first} is due first", result[:1])
    due, came = sorted(others), sorted(result[1:])
    demand(came == due, f"{case}: {len(due)} further nodes {due[:8]} are due", f"{len(came)} {came[:8]}")


# --- ema_update -------------------------------------------------------------------------------------------------------


def judge_ema_update(module: ModuleType) -> None:
    """Updates in place, seen through views, without a graph."""
    rng = np.random.default_rng(7)
    for dtype in FLOATS:
        for shape in ((), (1,), (4,), (2, 3)):
            for decay in (0.0, 1.0, 0.5, 0.9, 0.999):
                start, step = tensor(rng.normal(0, 2, shape), dtype), tensor(rng.normal(0, 2, shape), dtype)
                for value in leaves(step):
                    _average(module, start.clone(), value, decay)
                    _average(module, scattered(start), value, decay)
                base = step.clone().requires_grad_()
                _average(module, start.clone(), base * 1.0, decay)
        _row_of_a_table(module, dtype)


def _average(module: ModuleType, average: Tensor, value: Tensor, decay: float) -> None:
    """Compare element by element, through the tensor and through a view of it."""
    case = f"ema_update, {tuple(average.shape)} {average.dtype}, decay {decay}"
    view, place = average.view(average.shape), average.data_ptr()
    due = decay * numbers(average) + (1 - decay) * numbers(value)
    with unmodified(f"{case}, value", value):
        answer(module.ema_update, average, value, decay)
    close(average, due, value.dtype, case)
    close(view, due, value.dtype, f"{case}, a view of average")
    demand(average.data_ptr() == place, f"{case}: the same memory is due")
    detached(average, case)


def _row_of_a_table(module: ModuleType, dtype: torch.dtype) -> None:
    """A row of a larger tensor is updated, the others are not."""
    table = tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], dtype)
    for _ in range(2):
        answer(module.ema_update, table[1], torch.zeros(2, dtype=dtype).requires_grad_(), 0.5)
    near(numbers(table), [[1, 2], [0.75, 1], [5, 6]], "ema_update of a row, twice", 1e-8)
