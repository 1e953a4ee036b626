"""Oracles of ps1_tensors: Python loops, math.fsum and formulas by hand."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from types import ModuleType

import numpy as np
import torch
from torch import Tensor

from tests.oracle.demands import (
    FLOATS,
    TOLERANCE,
    answer,
    apart,
    close,
    cpu_limit,
    demand,
    gradients,
    near,
    numbers,
    raises,
    scattered,
    switched_off,
    tensor,
    unmodified,
)

INTEGERS = (torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64)


def layouts(values: Tensor) -> Iterator[Tensor]:
    """Give a tensor as it is, scattered in memory, and as a leaf that requires a gradient and has one."""
    yield values.clone()
    yield scattered(values)
    leaf = values.clone().requires_grad_()
    leaf.grad = torch.full_like(values, 3)
    yield leaf


# --- sum_of_squares ---------------------------------------------------------------------------------------------------


def judge_sum_of_squares(module: ModuleType) -> None:
    """Exact sums, added up one by one, and ValueError below zero."""
    wanted = {*range(200), 1290, 1291, 10_000, 46_340, 46_341, 65_536, 99_999, 208_064, 208_065, 999_999, 1_000_000}
    total = 0
    for n in range(1_000_001):
        total += n * n
        if n in wanted:
            _exact_sum(module, n, total)
    _exact_sum(module, 10_000, 333383335000)
    for n in (-1, -2, -10_000):
        raises(ValueError, module.sum_of_squares, n, case=f"n = {n}")


def _exact_sum(module: ModuleType, n: int, total: int) -> None:
    """Demand a 0-d int64 tensor."""
    result = answer(module.sum_of_squares, n)
    demand(isinstance(result, Tensor), f"n = {n}: a Tensor is due", type(result).__name__)
    demand(result.dtype == torch.int64, f"n = {n}: int64 is due", result.dtype)
    demand(result.dim() == 0, f"n = {n}: a 0-d tensor is due", tuple(result.shape))
    demand(int(result) == total, f"n = {n}: {total} is due", int(result))


# --- sigmoid ----------------------------------------------------------------------------------------------------------

SIGMOIDS = ("sigmoid", "sigmoid_", "special_expit", "expit")
EXTREMES = (0, 1e-30, -1e-30, 1e-5, 1, -1, 15, -15, 20, -20, 36, -36, 88, -88, 89, -89, 104, 700, -700, 710, -750, 1000)


def judge_sigmoid(module: ModuleType) -> None:
    """Values for all shapes and sizes of numbers, gradients between 0.01 and 20, no built-in sigmoid."""
    rng = np.random.default_rng(1)
    for dtype in FLOATS:
        for shape in ((), (1,), (0,), (3, 0), (7,), (1, 5), (2, 3, 4), (4, 1, 2, 3)):
            _sigmoid_values(module, tensor(rng.normal(0, 8, shape), dtype))
        for value in (*EXTREMES, -1000):
            _sigmoid_values(module, tensor(value, dtype))
        _sigmoid_values(module, tensor([*EXTREMES, -1000], dtype))
        _sigmoid_values(module, tensor(rng.uniform(-1000, 1000, (50, 10)), dtype))
        for shape in ((), (40,), (5, 8)):
            _sigmoid_gradients(module, _moderate(rng, shape, dtype), rng)
        _sigmoid_in_a_graph(module, dtype)


def _logistic(value: float) -> float:
    """Return 1/(1+e⁻ˣ) of one number."""
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    return math.exp(value) / (1 + math.exp(value))


def _elementwise(function: Callable[[float], float], values: Tensor) -> np.ndarray:
    """Apply a function of one number to each."""
    flat = numbers(values).reshape(-1).tolist()
    return np.array([function(value) for value in flat], dtype=np.float64).reshape(tuple(values.shape))


def _sigmoid_values(module: ModuleType, values: Tensor) -> None:
    """Compare with the formula, element by element."""
    for x in layouts(values):
        case = f"sigmoid, {tuple(x.shape)} {x.dtype}"
        with unmodified(case, x), switched_off(*SIGMOIDS):
            result = answer(module.sigmoid, x)
        close(result, _elementwise(_logistic, x), x.dtype, case)


def _moderate(rng: np.random.Generator, shape: tuple[int, ...], dtype: torch.dtype) -> Tensor:
    """Draw numbers of 0.0101 ≤ abs(x) ≤ 19.99, each sign, small ones as often as large ones."""
    sizes = np.exp(rng.uniform(math.log(0.0101), math.log(19.99), shape))
    return tensor(sizes * rng.choice([-1.0, 1.0], shape), dtype)


def _sigmoid_gradients(module: ModuleType, values: Tensor, rng: np.random.Generator) -> None:
    """Compare with s·(1 − s) times what comes from above."""
    case = f"gradient of sigmoid, {tuple(values.shape)} {values.dtype}"
    for x in (values.clone().requires_grad_(), scattered(values).requires_grad_()):
        upstream = tensor(rng.normal(0, 1, tuple(x.shape)), x.dtype)
        with switched_off(*SIGMOIDS):
            result = answer(module.sigmoid, x)
        with switched_off(*SIGMOIDS), unmodified(case, x):
            (gradient,) = gradients(result, upstream, [x], case)
        slope = _elementwise(lambda value: _logistic(value) * _logistic(-value), x)
        close(gradient, slope * numbers(upstream), x.dtype, case)


def _sigmoid_in_a_graph(module: ModuleType, dtype: torch.dtype) -> None:
    """Backward through what made x must work: exp looks at its result, which nobody may have overwritten."""
    start = tensor([-3.0, -1.0, 0.5, 2.0], dtype).requires_grad_()
    x = start.exp()
    result = answer(module.sigmoid, x)
    (gradient,) = gradients(result, torch.ones_like(start), [start], "sigmoid(exp(z))")
    due = _elementwise(lambda z: _logistic(math.exp(z)) * _logistic(-math.exp(z)) * math.exp(z), start)
    close(gradient, due, dtype, "gradient of sigmoid(exp(z))")


# --- mse --------------------------------------------------------------------------------------------------------------

UNEQUAL = (
    ((4,), (4, 1)),
    ((4, 1), (4,)),
    ((4,), (1, 4)),
    ((3,), (4,)),
    ((4,), (1,)),
    ((), (1,)),
    ((1,), ()),
    ((5,), ()),
    ((2, 3), (3, 2)),
    ((2, 3), (3,)),
    ((2, 3), (6,)),
    ((2, 3), (1, 3)),
    ((2, 2), (4,)),
    ((1, 1), (1,)),
    ((2, 3, 4), (3, 4)),
)


def judge_mse(module: ModuleType) -> None:
    """Values and both gradients, ValueError for unequal shapes, no built-in."""
    rng = np.random.default_rng(2)
    for dtype in FLOATS:
        for shape in ((), (1,), (5,), (5, 1), (1, 5), (2, 3), (2, 3, 4), (97,)):
            _mse_values(module, tensor(rng.normal(1, 2, shape), dtype), tensor(rng.normal(0, 2, shape), dtype))
            _mse_gradients(module, tensor(rng.normal(1, 2, shape), dtype), tensor(rng.normal(0, 2, shape), dtype))
        equal = tensor(rng.normal(0, 1, (3, 2)), dtype)
        _mse_values(module, equal, equal.clone())
        _mse_values(module, tensor(rng.normal(0, 300, 20), dtype), tensor(rng.normal(0, 300, 20), dtype))
        for one, other in UNEQUAL:
            y_true, y_pred = tensor(np.ones(one), dtype), tensor(np.ones(other), dtype)
            raises(ValueError, module.mse, y_true, y_pred, case=f"mse of shapes {one} and {other}")


def _mean_square(y_true: Tensor, y_pred: Tensor) -> float:
    """Add up squares one by one."""
    pairs = zip(numbers(y_true).reshape(-1).tolist(), numbers(y_pred).reshape(-1).tolist(), strict=True)
    return math.fsum((true - pred) ** 2 for true, pred in pairs) / y_true.numel()


def _mse_values(module: ModuleType, true: Tensor, pred: Tensor) -> None:
    """Compare the mean."""
    for y_true, y_pred in zip(layouts(true), layouts(pred), strict=True):
        case = f"mse, {tuple(true.shape)} {true.dtype}"
        with unmodified(case, y_true, y_pred), switched_off("mse_loss"):
            result = answer(module.mse, y_true, y_pred)
        close(result, _mean_square(y_true, y_pred), true.dtype, case)


def _mse_gradients(module: ModuleType, true: Tensor, pred: Tensor) -> None:
    """Compare with 2·(difference)/n, for both arguments and for one alone."""
    slope = 2 * (numbers(true) - numbers(pred)) / true.numel()
    for asks in ((True, True), (True, False), (False, True)):
        case = f"gradient of mse, {tuple(true.shape)} {true.dtype}"
        arguments = [true.clone().requires_grad_(asks[0]), pred.clone().requires_grad_(asks[1])]
        with switched_off("mse_loss"):
            result = answer(module.mse, *arguments)
        inputs = [argument for argument in arguments if argument.requires_grad]
        with switched_off("mse_loss"), unmodified(case, *arguments):
            found = gradients(result, torch.full_like(result, 1.5), inputs, case)
        due = [1.5 * slope, -1.5 * slope]
        for gradient, expected in zip(found, [due[i] for i in (0, 1) if asks[i]], strict=True):
            close(gradient, expected, true.dtype, case)


# --- replace_last_row -------------------------------------------------------------------------------------------------


def judge_replace_last_row(module: ModuleType) -> None:
    """Exact values of every dtype, a fresh tensor."""
    rng = np.random.default_rng(3)
    for dtype in (*FLOATS, *INTEGERS, torch.bool):
        for n, m in ((1, 1), (1, 4), (2, 1), (2, 3), (5, 4)):
            x, row = _draw(rng, (n, m), dtype), _draw(rng, (m,), dtype)
            _replaced(module, x, row)
            _replaced(module, scattered(x), scattered(row))
            if n > 1:  # else the row itself, which may come back, is memory of x
                _replaced(module, x, x[0])
    large = torch.tensor([[2**62 + 1, -(2**62) - 1], [3, 4]])
    _replaced(module, large, torch.tensor([2**53 + 1, -1]))
    for dtype in FLOATS:
        leaf = _draw(rng, (3, 2), dtype).requires_grad_()
        leaf.grad = torch.ones_like(leaf)
        _replaced(module, leaf, _draw(rng, (2,), dtype))
        _replaced(module, leaf, _draw(rng, (2,), dtype).requires_grad_())
        _replaced(module, _draw(rng, (3, 2), dtype), _draw(rng, (2,), dtype).requires_grad_())


def _draw(rng: np.random.Generator, shape: tuple[int, ...], dtype: torch.dtype) -> Tensor:
    """Draw values that fit a dtype."""
    if dtype in FLOATS:
        return tensor(rng.normal(0, 100, shape), dtype)
    low, high = (0, 2) if dtype == torch.bool else (0 if dtype == torch.uint8 else -128, 120)
    return tensor(rng.integers(low, high, shape), dtype)


def _replaced(module: ModuleType, x: Tensor, row: Tensor) -> None:
    """Compare element by element, then write to the result."""
    case = f"replace_last_row, {tuple(x.shape)} {x.dtype}"
    due = [*x.detach().tolist()[:-1], row.detach().tolist()]
    with unmodified(case, x, row):
        result = answer(module.replace_last_row, x, row)
    demand(isinstance(result, Tensor), f"{case}: a Tensor is due", type(result).__name__)
    demand(result.dtype == x.dtype, f"{case}: the dtype of x is due", result.dtype)
    demand(result.shape == x.shape, f"{case}: the shape of x is due", tuple(result.shape))
    demand(result.tolist() == due, f"{case}: x but for its last row is due, other values came")
    apart(result, x, case)
    with unmodified(f"{case}, a write to the result", x):
        result.detach().fill_(1).logical_not_()


# --- as_shared_tensor -------------------------------------------------------------------------------------------------

KINDS = ("float32", "float64", "float16", "int8", "int16", "int32", "int64", "uint8", "uint16", "bool", "complex64")


def judge_as_shared_tensor(module: ModuleType) -> None:
    """Every element written from either side must show on the other."""
    for kind in KINDS:
        whole = np.arange(48).reshape(4, 6, 2) % 2 if kind == "bool" else np.arange(48).reshape(4, 6, 2)
        for view in (
            lambda a: a,
            lambda a: a[:, :, 0],
            lambda a: a[1::2, ::3],
            lambda a: a.transpose(2, 0, 1),
            lambda a: a[2, 3:, 1],
            lambda a: np.asfortranarray(a),
            lambda a: a[0, 0, :1],
            lambda a: np.array(a[1, 2, 1]),
        ):
            _shared(module, view(whole.astype(kind)))


def _shared(module: ModuleType, array: np.ndarray) -> None:
    """Write from both sides, element by element."""
    case = f"as_shared_tensor, {array.shape} {array.dtype}"
    with unmodified(case, array):
        result = answer(module.as_shared_tensor, array)
    demand(isinstance(result, Tensor), f"{case}: a Tensor is due", type(result).__name__)
    demand(str(result.dtype) == f"torch.{array.dtype}", f"{case}: dtype {array.dtype} is due", result.dtype)
    demand(tuple(result.shape) == array.shape, f"{case}: shape {array.shape} is due", tuple(result.shape))
    demand(result.tolist() == array.tolist(), f"{case}: equal values are due")
    # Of a 0-d array NumPy makes a scalar at every turn; who loses its memory by that has shared all that one writes to.
    for place in np.ndindex(array.shape) if array.ndim else ():
        array[place] = not array[place]
        demand(result.tolist() == array.tolist(), f"{case}: a write to the array at {place} must show in the tensor")
        result.detach()[place] = not array[place]
        demand(result.tolist() == array.tolist(), f"{case}: a write to the tensor at {place} must show in the array")


# --- images_to_batch --------------------------------------------------------------------------------------------------


def judge_images_to_batch(module: ModuleType) -> None:
    """All 256 grey levels, dark images, all layouts, no images at all."""
    rng = np.random.default_rng(4)
    for shape in ((0, 28, 28), (0, 3, 5), (1, 1, 1), (1, 28, 28), (3, 4, 5), (2, 7, 1), (1, 2, 9)):
        _batched(module, rng.integers(0, 256, shape).astype(np.uint8))
    _batched(module, np.arange(256, dtype=np.uint8).reshape(4, 8, 8))
    _batched(module, np.zeros((2, 3, 3), np.uint8))
    _batched(module, np.ones((2, 3, 3), np.uint8))
    _batched(module, rng.integers(3, 90, (2, 5, 4)).astype(np.uint8))
    wide = rng.integers(0, 256, (6, 8, 10)).astype(np.uint8)
    for view in (wide[::2], wide[:, 1:4, ::3], wide.transpose(2, 0, 1), wide.transpose(0, 2, 1), wide[2:5, :, :7]):
        _batched(module, view)
    _batched(module, np.asfortranarray(wide))


def _batched(module: ModuleType, images: np.ndarray) -> None:
    """Compare with a division of each pixel by 255."""
    case = f"images_to_batch, {images.shape}"
    count, height, width = images.shape
    due = np.zeros((count, 1, height, width))
    for n, row, column in np.ndindex(images.shape):
        due[n, 0, row, column] = int(images[n, row, column]) / 255
    with unmodified(case, images):
        result = answer(module.images_to_batch, images)
    close(result, due, torch.float32, case)
    demand(bool(((result >= 0) & (result <= 1)).all()), f"{case}: values in [0, 1] are due")
    with unmodified(f"{case}, a write to the result", images):
        result.detach().fill_(0.5)


# --- affine -----------------------------------------------------------------------------------------------------------


def judge_affine(module: ModuleType) -> None:
    """Values and all three gradients, no built-in."""
    rng = np.random.default_rng(5)
    for dtype in FLOATS:
        for n, inputs, outputs in ((1, 1, 1), (1, 3, 2), (4, 1, 3), (3, 4, 1), (5, 3, 2), (3, 3, 3), (2, 20, 7)):
            shapes = ((n, inputs), (outputs, inputs), (outputs,))
            arguments = [tensor(rng.normal(0, 1, shape), dtype) for shape in shapes]
            for x, weight, bias in zip(*map(layouts, arguments), strict=True):
                _affine_values(module, x, weight, bias)
            _affine_gradients(module, arguments, rng)


def _affine_by_hand(x: Tensor, weight: Tensor, bias: Tensor) -> np.ndarray:
    """Compute each element of x·weightᵀ + bias as a sum of products."""
    rows, columns, offsets = numbers(x), numbers(weight), numbers(bias)
    due = np.zeros((len(rows), len(columns)))
    for i, o in np.ndindex(due.shape):
        due[i, o] = math.fsum([*(rows[i] * columns[o]), offsets[o]])
    return due


def _affine_values(module: ModuleType, x: Tensor, weight: Tensor, bias: Tensor) -> None:
    """Compare the result."""
    case = f"affine, x {tuple(x.shape)}, weight {tuple(weight.shape)} {x.dtype}"
    with unmodified(case, x, weight, bias), switched_off("linear"):
        result = answer(module.affine, x, weight, bias)
    close(result, _affine_by_hand(x, weight, bias), x.dtype, case)


def _affine_gradients(module: ModuleType, values: list[Tensor], rng: np.random.Generator) -> None:
    """Compare with sums over the other index, for all arguments and for each alone."""
    n, outputs = len(values[0]), len(values[1])
    upstream = tensor(rng.normal(0, 1, (n, outputs)), values[0].dtype)
    x, weight, above = numbers(values[0]), numbers(values[1]), numbers(upstream)
    to_x = sum(np.outer(above[:, o], weight[o]) for o in range(outputs))
    to_weight = sum(np.outer(above[i], x[i]) for i in range(n))
    to_bias = sum(above[i] for i in range(n))
    for asked in ((0, 1, 2), (0,), (1,), (2,)):
        arguments = [value.clone().requires_grad_(index in asked) for index, value in enumerate(values)]
        case = f"gradient of affine, {tuple(x.shape)} {upstream.dtype}"
        with switched_off("linear"):
            result = answer(module.affine, *arguments)
        with switched_off("linear"), unmodified(case, *arguments):
            found = gradients(result, upstream, [arguments[index] for index in asked], case)
        for index, gradient in zip(asked, found, strict=True):
            close(gradient, (to_x, to_weight, to_bias)[index], upstream.dtype, f"{case}, argument {index}")


# --- standardize ------------------------------------------------------------------------------------------------------


def judge_standardize(module: ModuleType) -> None:
    """Columns of all scales, constant ones, one row."""
    rng = np.random.default_rng(6)
    for dtype in FLOATS:
        for n, d in ((2, 1), (2, 3), (3, 3), (7, 4), (100, 2)):
            for scale in (1.0, 30.0, 1e-2, 300.0):
                _standardized(module, tensor(_spread_out(rng, n, d, scale), dtype))
        small = np.array([[-1.0], [1.0], [-1.0], [1.0], [0.0]]) * np.array([1.2e-3, 2e-3, 5e-3])
        _standardized(module, tensor(small, dtype))
        constants = np.array([0.0, 3.0, -7.0, 1.0, 100.0])
        for n in (1, 2, 5, 7, 10, 64):
            _standardized(module, tensor(np.tile(constants, (n, 1)), dtype))
            _standardized(module, tensor(np.tile(constants[:1], (n, 1)), dtype))
        mixed = np.column_stack([np.full(6, 4.0), rng.normal(0, 1, 6), np.zeros(6), rng.normal(5, 2, 6)])
        _standardized(module, tensor(mixed, dtype))
        _standardized(module, tensor(rng.normal(0, 9, (1, 4)).round(), dtype))
        _standardized(module, tensor([[2.0]], dtype))


def _spread_out(rng: np.random.Generator, n: int, d: int, scale: float) -> np.ndarray:
    """Draw columns whose deviation is not small beside their mean: float32 could not tell them from constant ones."""
    while True:
        columns = rng.normal(scale, scale, (n, d))
        if (columns.std(axis=0) > 0.3 * scale).all():
            return columns


def _standardized(module: ModuleType, values: Tensor) -> None:
    """Compare with mean and deviation of each column, added up one by one."""
    case = f"standardize, {tuple(values.shape)} {values.dtype}"
    for x in (values.clone(), scattered(values)):
        with unmodified(case, x):
            result = answer(module.standardize, x)
        _is_standard(result, x, case)
    leaf = values.clone().requires_grad_()
    with unmodified(f"{case}, requires_grad", leaf):
        try:
            result = module.standardize(leaf)
        except RuntimeError:  # it need not be differentiable, so NumPy may refuse
            return
    _is_standard(result, leaf, case)


def _is_standard(result: object, x: Tensor, case: str) -> None:
    """Compare; an eps of 1e-8 beside the deviation is accepted."""
    values = numbers(x)
    due, slack = np.zeros_like(values), np.zeros_like(values)
    for column in range(values.shape[1]):
        entries = values[:, column].tolist()
        mean = math.fsum(entries) / len(entries)
        deviation = math.sqrt(math.fsum((entry - mean) ** 2 for entry in entries) / len(entries))
        if len(set(entries)) > 1:
            due[:, column] = [(entry - mean) / deviation for entry in entries]
            slack[:, column] = 1.01e-8 / deviation
    close(result, due, x.dtype, case, tolerance=math.inf)
    assert isinstance(result, Tensor)
    demand(not result.isnan().any(), f"{case}: NaN must not come")
    near(numbers(result), due, case, TOLERANCE[x.dtype] + slack)


# --- pairwise_distances -----------------------------------------------------------------------------------------------

TIME_LIMIT_S = 2.0


def judge_pairwise_distances(module: ModuleType) -> None:
    """Distances by math.dist, never NaN, and the time that they take."""
    rng = np.random.default_rng(7)
    with switched_off("cdist", "_cdist_forward"):
        for dtype in FLOATS:
            for n, m, d in ((1, 1, 1), (1, 4, 2), (4, 1, 3), (3, 3, 3), (5, 3, 1), (6, 9, 10), (2, 3, 50)):
                for scale, shift in ((1.0, 0.0), (100.0, 5.0), (1e-2, 0.0), (1.0, 1000.0)):
                    a = tensor(rng.normal(shift, scale, (n, d)), dtype)
                    _distances(module, a, tensor(rng.normal(shift, scale, (m, d)), dtype))
                    _distances(module, a, a.clone())
                    _distances(module, a, a)
                    _distances(module, a, a * (1 + 1e-6))
            _distances(module, tensor(np.zeros((2, 3)), dtype), tensor(np.zeros((4, 3)), dtype))
            _distances(module, tensor([[0.0, 0.0]], dtype), tensor([[3.0, 4.0]], dtype))
        _fast_distances(module, rng)


def _distances(module: ModuleType, one: Tensor, other: Tensor) -> None:
    """Compare each pair."""
    case = f"pairwise_distances, {tuple(one.shape)}, {tuple(other.shape)} {one.dtype}"
    for a, b in ((one, other), (scattered(one), scattered(other))):
        with unmodified(case, a, b):
            result = answer(module.pairwise_distances, a, b)
        _are_distances(result, a, b, case)
    leaves = (one.clone().requires_grad_(), other.clone().requires_grad_())
    with unmodified(f"{case}, requires_grad", *leaves):
        try:
            result = module.pairwise_distances(*leaves)
        except RuntimeError:  # differentiability is not demanded, so NumPy may refuse
            return
    _are_distances(result, *leaves, case)


def _are_distances(result: object, a: Tensor, b: Tensor, case: str) -> None:
    """Compare; an error of 1e-3 of the largest norm is accepted, and at zeros what the eps of torch's own makes."""
    rows, columns = numbers(a).tolist(), numbers(b).tolist()
    due = np.array([[math.dist(row, column) for column in columns] for row in rows])
    close(result, due, a.dtype, case, tolerance=math.inf)
    assert isinstance(result, Tensor)
    came = numbers(result)
    demand(not np.isnan(came).any(), f"{case}: NaN must not come")
    norm = max(math.hypot(*vector) for vector in rows + columns)
    error = float(np.abs(came - due).max())
    allowed = max(1e-3 * norm, 1e-5)
    demand(error <= allowed, f"{case}: an error of at most {allowed:.2g} is due", f"{error:.2g}")


def _fast_distances(module: ModuleType, rng: np.random.Generator) -> None:
    """Take the best CPU time of three."""
    a, b = tensor(rng.normal(0, 1, (10_000, 10)), torch.float32), tensor(rng.normal(0, 1, (100, 10)), torch.float32)
    rule = f"10 000 × 100 distances in {TIME_LIMIT_S:g} s are due"
    times = []
    for _ in range(3):
        with cpu_limit(3 * TIME_LIMIT_S, rule):
            start = time.process_time()
            result = answer(module.pairwise_distances, a, b)
            times.append(time.process_time() - start)
        if times[-1] < TIME_LIMIT_S:
            break
    demand(min(times) < TIME_LIMIT_S, rule, f"{min(times):.1f} s")
    demand(tuple(result.shape) == (10_000, 100), "shape (10000, 100) is due", tuple(result.shape))
    _are_distances(result[-50:], a[-50:], b, "the last 50 of 10 000 × 100 distances")
