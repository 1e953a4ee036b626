"""Oracles of ps5_mnist: softmax regression and its descent in NumPy, files and figures taken apart."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset

from tests.oracle.demands import (
    FLOATS,
    TOLERANCE,
    answer,
    demand,
    near,
    number,
    numbers,
    pair,
    raises,
    tensor,
    title,
    unmodified,
)

CPU = torch.device("cpu")

# --- pick_device ------------------------------------------------------------------------------------------------------


@contextmanager
def _gpus(count: int, mps: bool) -> Iterator[None]:
    """Simulate GPUs by the code of torch's functions, so that names imported from torch.cuda are simulated, too."""
    fakes: dict[Any, Callable[[], object]] = {
        torch.cuda.is_available: lambda: True,
        torch.cuda.device_count: lambda: 1,
        torch.cuda.current_device: lambda: 0,
        torch.backends.mps.is_available: lambda: True,
    }
    if not count:
        fakes |= {torch.cuda.is_available: lambda: False, torch.cuda.device_count: lambda: 0}
    if not mps:
        fakes[torch.backends.mps.is_available] = lambda: False
    functions = {inspect.unwrap(function): fake for function, fake in fakes.items()}
    codes = {function: function.__code__ for function in functions}
    try:
        for function, fake in functions.items():
            function.__code__ = fake.__code__
        _forget_answers(fakes)
        yield
    finally:
        for function, code in codes.items():
            function.__code__ = code
        _forget_answers(fakes)


def _forget_answers(functions: Iterable[Any]) -> None:
    """Clear the caches of functions that have one."""
    for function in functions:
        getattr(function, "cache_clear", lambda: None)()


def judge_pick_device(module: ModuleType) -> None:
    """With and without a simulated GPU, mps there or not."""
    for count, mps, due in ((0, False, "cpu"), (1, False, "cuda"), (0, True, "cpu"), (1, True, "cuda")):
        with _gpus(count, mps):
            device = answer(module.pick_device)
        case = f"pick_device, {count} GPUs, mps {mps}"
        demand(isinstance(device, torch.device), f"{case}: a torch.device is due", type(device).__name__)
        demand(device.type == due, f"{case}: {due} is due", device)


# --- softmax regression by hand ---------------------------------------------------------------------------------------


class Probe(nn.Module):
    """Notes for each batch the mode, whether gradients are recorded, and the batch's size."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[bool, bool, int]] = []

    def forward(self, batch: Tensor) -> Tensor:
        """Return the batch."""
        self.seen.append((self.training, torch.is_grad_enabled(), len(batch)))
        return batch


class CountedSGD(torch.optim.SGD):
    """SGD that counts its steps."""

    def __init__(self, parameters: Iterable[Tensor], lr: float) -> None:
        super().__init__(parameters, lr=lr)
        self.steps = 0

    def step(self, closure: Any = None) -> Any:
        """Take a step."""
        self.steps += 1
        return super().step(closure)


FEATURES, CLASSES, RATE = 6, 3, 0.3

Batch = tuple[Tensor, Tensor]


def make_model(rng: np.random.Generator, dtype: torch.dtype) -> nn.Sequential:
    """Make a linear model of (N, 1, 2, 3), whose parameters have gradients left from elsewhere."""
    model = nn.Sequential(Probe(), nn.Flatten(), Probe(), nn.Linear(FEATURES, CLASSES)).to(dtype)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(tensor(rng.normal(0, 1, tuple(parameter.shape)), dtype))
            parameter.grad = torch.full_like(parameter, 10)
    return model


def make_batches(rng: np.random.Generator, counts: Iterable[int], dtype: torch.dtype) -> list[Batch]:
    """Draw batches of the sizes given."""
    return [
        (tensor(rng.normal(0, 1, (count, 1, 2, 3)), dtype), tensor(rng.integers(0, CLASSES, count), torch.int64))
        for count in counts
    ]


class Regression:
    """The same model in NumPy: x·Wᵀ + b, with cross-entropy or with a squared error to the number of the class."""

    def __init__(self, model: nn.Sequential, squared: bool) -> None:
        self.weight, self.bias = (numbers(parameter) for parameter in model.parameters())
        self.squared = squared

    def loss(self, batch: Batch) -> float:
        """Return the mean loss of a batch."""
        return self._pass(batch)[0]

    def step(self, batch: Batch) -> float:
        """Take a step of the descent and return the loss before it."""
        loss, slopes, x = self._pass(batch)
        self.weight = self.weight - RATE * slopes.T @ x
        self.bias = self.bias - RATE * slopes.sum(axis=0)
        return loss

    def right(self, batch: Batch) -> int:
        """Count the samples whose largest logit is that of their class."""
        logits = self._logits(batch)[0].tolist()
        return sum(row.index(max(row)) == int(label) for row, label in zip(logits, batch[1], strict=True))

    def _logits(self, batch: Batch) -> tuple[np.ndarray, np.ndarray]:
        x = numbers(batch[0]).reshape(len(batch[0]), FEATURES)
        return x @ self.weight.T + self.bias, x

    def _pass(self, batch: Batch) -> tuple[float, np.ndarray, np.ndarray]:
        """Return the loss, its derivatives by the logits, and the input."""
        logits, x = self._logits(batch)
        slopes, losses = np.zeros_like(logits), []
        for row, (values, label) in enumerate(zip(logits.tolist(), batch[1].tolist(), strict=True)):
            if self.squared:
                losses.append(math.fsum((value - label) ** 2 for value in values) / CLASSES)
                slopes[row] = [2 * (value - label) / CLASSES for value in values]
            else:
                total = math.fsum(math.exp(value) for value in values)
                losses.append(math.log(total) - values[label])
                slopes[row] = [math.exp(value) / total - (place == label) for place, value in enumerate(values)]
        return math.fsum(losses) / len(losses), slopes / len(losses), x


def squared_error(outputs: Tensor, labels: Tensor) -> Tensor:
    """Take the mean of (output − number of the class)²; the arguments cannot be swapped."""
    return ((outputs - labels[:, None]) ** 2).mean()


def mean_loss(losses: list[float], batches: list[Batch]) -> float:
    """Weigh the loss of each batch with its size."""
    counts = [len(labels) for _, labels in batches]
    return math.fsum(loss * count for loss, count in zip(losses, counts, strict=True)) / sum(counts)


def has_parameters(model: nn.Module, twin: Regression, dtype: torch.dtype, case: str) -> None:
    """Demand the twin's weights in the model."""
    weight, bias = model.parameters()
    near(numbers(weight), twin.weight, f"{case}: weights after it", 3 * TOLERANCE[dtype])
    near(numbers(bias), twin.bias, f"{case}: bias after it", 3 * TOLERANCE[dtype])


class Elsewhere(torch.Tensor):
    """Tensor that behaves as if it lay on another device until it is moved."""

    @classmethod
    def __torch_function__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Refuse to mix with tensors that lie here; moving makes a plain tensor."""
        named = kwargs or {}
        if func == Tensor.device.__get__:  # type: ignore[attr-defined]
            return torch.device("cuda", 0)
        values = [*args, *named.values()]
        here = any(isinstance(value, Tensor) and type(value) is not cls and value.dim() > 0 for value in values)
        moves = func is Tensor.cpu or any(
            str(value) == "cpu" for value in values if isinstance(value, str | torch.device)
        )
        moves = moves or (func is Tensor.to and here)
        if here and not moves:
            raise RuntimeError("Expected all tensors to be on the same device, but found cuda:0 and cpu")
        result = super().__torch_function__(func, types, args, named)
        return result.as_subclass(Tensor) if moves and isinstance(result, Tensor) else result


def elsewhere(batches: list[Batch]) -> list[tuple[Tensor, Tensor]]:
    """Give the batches as if they lay on another device."""
    return [(inputs.as_subclass(Elsewhere), labels.as_subclass(Elsewhere)) for inputs, labels in batches]


def loaders(batches: list[Batch]) -> Iterator[Iterable]:
    """Give batches as a list, as lists that come once, and as if from another device."""
    yield batches
    yield iter([list(batch) for batch in batches])
    yield elsewhere(batches)


def modes(model: nn.Sequential) -> list[tuple[bool, bool, int]]:
    """Return what both probes have seen, and forget it."""
    seen = [entry for part in model if isinstance(part, Probe) for entry in part.seen]
    for part in model:
        if isinstance(part, Probe):
            part.seen.clear()
    return seen


COUNTS = ((1,), (4, 4), (4, 4, 1), (5, 2, 7, 3))


# --- train_epoch ------------------------------------------------------------------------------------------------------


def judge_train_epoch(module: ModuleType) -> None:
    """Loss and weights of an epoch, from either mode, with gradients left over and batches from elsewhere."""
    rng = np.random.default_rng(1)
    for dtype in FLOATS:
        for counts in COUNTS:
            batches = make_batches(rng, counts, dtype)
            for loss_fn in (functional.cross_entropy, nn.CrossEntropyLoss(), squared_error):
                for loader in loaders(batches):
                    model = make_model(rng, dtype).train(bool(rng.integers(2)))
                    case = f"train_epoch, batches of {counts} {dtype}, {title(loss_fn)}"
                    tensors = [part for batch in batches for part in batch]
                    with unmodified(f"{case}, batches", *tensors):
                        _trained(module, model, loader, batches, loss_fn, case)


def _trained(
    module: ModuleType, model: nn.Sequential, loader: Iterable, batches: list[Batch], loss_fn: Any, case: str
) -> None:
    """Compare with an epoch in NumPy."""
    dtype = batches[0][0].dtype
    twin, optimizer = Regression(model, loss_fn is squared_error), CountedSGD(model.parameters(), RATE)
    loss = answer(module.train_epoch, model, loader, loss_fn, optimizer, CPU)
    due = mean_loss([twin.step(batch) for batch in batches], batches)
    number(loss, due, f"{case}: mean loss per sample", 3 * TOLERANCE[dtype])
    has_parameters(model, twin, dtype, case)
    demand(optimizer.steps == len(batches), f"{case}: {len(batches)} steps are due", optimizer.steps)
    demand(all(training for training, _, _ in modes(model)), f"{case}: train mode is due during the pass")


# --- evaluate ---------------------------------------------------------------------------------------------------------


def judge_evaluate(module: ModuleType) -> None:
    """Loss and accuracy, from either mode, with nothing of the model changed."""
    rng = np.random.default_rng(2)
    for dtype in FLOATS:
        for counts in COUNTS:
            batches = make_batches(rng, counts, dtype)
            for loss_fn in (functional.cross_entropy, nn.CrossEntropyLoss(), squared_error):
                for loader in loaders(batches):
                    model = make_model(rng, dtype).train(bool(rng.integers(2)))
                    case = f"evaluate, batches of {counts} {dtype}, {title(loss_fn)}"
                    tensors = [part for batch in batches for part in batch]
                    with unmodified(f"{case}, batches", *tensors), unmodified(f"{case}, model", *model.parameters()):
                        _evaluated(module, model, loader, batches, loss_fn, case)
    _extreme_accuracies(module, rng)
    _buffers_stay(module)


def _evaluated(
    module: ModuleType, model: nn.Sequential, loader: Iterable, batches: list[Batch], loss_fn: Any, case: str
) -> None:
    """Compare with NumPy, and look at modes and graphs."""
    dtype, twin = batches[0][0].dtype, Regression(model, loss_fn is squared_error)
    loss, accuracy = pair(answer(module.evaluate, model, loader, loss_fn, CPU), case)
    number(loss, mean_loss([twin.loss(batch) for batch in batches], batches), f"{case}: loss", 3 * TOLERANCE[dtype])
    total = sum(len(labels) for _, labels in batches)
    number(accuracy, sum(twin.right(batch) for batch in batches) / total, f"{case}: accuracy", 1e-6)
    seen = modes(model)
    demand(not any(training for training, _, _ in seen), f"{case}: eval mode is due during the pass")
    demand(not any(recorded for _, recorded, _ in seen), f"{case}: the forward pass must run with gradients disabled")


def _extreme_accuracies(module: ModuleType, rng: np.random.Generator) -> None:
    """All right is 1.0, all wrong 0.0."""
    for shift, due in ((0, 1.0), (1, 0.0)):
        model = make_model(rng, torch.float32)
        batches = make_batches(rng, (4, 1), torch.float32)
        best = [model(inputs).argmax(dim=1) for inputs, _ in batches]
        loader = [(batch[0], (place + shift) % CLASSES) for batch, place in zip(batches, best, strict=True)]
        _, accuracy = pair(answer(module.evaluate, model, loader, functional.cross_entropy, CPU), "evaluate")
        number(accuracy, due, "evaluate: accuracy", 1e-9)


def _buffers_stay(module: ModuleType) -> None:
    """Running statistics of a batch norm stay as they are, and are what is used; dropout is off."""
    model = nn.Sequential(nn.Flatten(), nn.BatchNorm1d(FEATURES), nn.Dropout(0.5), nn.Linear(FEATURES, CLASSES)).train()
    batches = make_batches(np.random.default_rng(3), (4, 1), torch.float32)
    with unmodified("evaluate, parameters and buffers", *model.parameters(), *model.buffers()):
        first = answer(module.evaluate, model, batches, functional.cross_entropy, CPU)
        model.train()
        second = answer(module.evaluate, model, batches, functional.cross_entropy, CPU)
    demand(first == second, "evaluate: the same figures twice are due", (first, second))


# --- fit --------------------------------------------------------------------------------------------------------------


class Counted:
    """Loader that counts how often it was gone through."""

    def __init__(self, batches: list[Batch]) -> None:
        self._batches = batches
        self.passes = 0

    def __iter__(self) -> Iterator[Batch]:
        self.passes += 1
        return iter(self._batches)


def judge_fit(module: ModuleType) -> None:
    """Histories of several calls, each starting anew, with the weights that they are of."""
    rng = np.random.default_rng(4)
    for dtype in FLOATS:
        for epochs in (0, 1, 4):
            for loss_fn in (functional.cross_entropy, squared_error):
                model = make_model(rng, dtype)
                sets = make_batches(rng, (4, 4, 2), dtype), make_batches(rng, (5, 1), dtype)
                optimizer = CountedSGD(model.parameters(), RATE)
                for call in ("first", "second"):
                    case = f"fit, {epochs} epochs {dtype}, {title(loss_fn)}, {call} call"
                    given = sets if call == "first" else (elsewhere(sets[0]), elsewhere(sets[1]))
                    _fitted(module, model, sets, given, loss_fn, optimizer, epochs, case)


def _fitted(
    module: ModuleType,
    model: nn.Sequential,
    sets: tuple[list[Batch], list[Batch]],
    given: tuple[list[Batch], list[Batch]],
    loss_fn: Any,
    optimizer: torch.optim.Optimizer,
    epochs: int,
    case: str,
) -> None:
    """Compare with the same epochs in NumPy; the sets are given from here, or as if from another device."""
    dtype, twin = sets[0][0][0].dtype, Regression(model, loss_fn is squared_error)
    train, test = Counted(given[0]), Counted(given[1])
    modes(model)
    history = answer(module.fit, model, train, test, loss_fn, optimizer, epochs, CPU)
    due = _history(twin, sets, epochs)
    demand(isinstance(history, dict), f"{case}: a dict is due", type(history).__name__)
    demand(set(history) == set(due), f"{case}: the keys {sorted(due)} are due", sorted(map(str, history)))
    for key, values in due.items():
        demand(isinstance(history[key], list), f"{case}: {key}: a list is due", type(history[key]).__name__)
        demand(len(history[key]) == epochs, f"{case}: {key}: {epochs} values are due", len(history[key]))
        for epoch, (came, expected) in enumerate(zip(history[key], values, strict=True), 1):
            number(came, expected, f"{case}: {key} of epoch {epoch}", 10 * TOLERANCE[dtype])
    if epochs:
        has_parameters(model, twin, dtype, case)
    demand(train.passes == epochs, f"{case}: {epochs} passes over the training set are due", train.passes)
    _right_modes(model, sets, case)


def _history(twin: Regression, sets: tuple[list[Batch], list[Batch]], epochs: int) -> dict[str, list[float]]:
    """Train the twin and note its figures."""
    history: dict[str, list[float]] = {"train_loss": [], "test_loss": [], "test_accuracy": []}
    train, test = sets
    for _ in range(epochs):
        history["train_loss"].append(mean_loss([twin.step(batch) for batch in train], train))
        history["test_loss"].append(mean_loss([twin.loss(batch) for batch in test], test))
        right = sum(twin.right(batch) for batch in test)
        history["test_accuracy"].append(right / sum(len(labels) for _, labels in test))
    return history


def _right_modes(model: nn.Sequential, sets: tuple[list[Batch], list[Batch]], case: str) -> None:
    """Batches of the training set (of 4 and 2) pass in train mode, those of the test set (of 5 and 1) in eval mode."""
    sizes = {len(labels) for _, labels in sets[0]}
    for training, recorded, size in modes(model):
        demand(training == (size in sizes), f"{case}: training in train mode, testing in eval mode is due")
        demand(size in sizes or not recorded, f"{case}: testing must run with gradients disabled")


# --- save_model, load_model -------------------------------------------------------------------------------------------


def rich_model(seed: int) -> nn.Sequential:
    """Make a model with buffers, a frozen parameter, and parameters of several dtypes."""
    torch.manual_seed(seed)
    norm = nn.BatchNorm1d(4)
    model = nn.Sequential(nn.Linear(3, 4), norm, nn.Dropout(0.5), nn.Linear(4, 2), nn.Linear(2, 2).double())
    model.append(nn.Linear(2, 2).to(torch.bfloat16))
    with torch.no_grad():
        norm(torch.randn(5, 4))
    next(model.parameters()).requires_grad_(False)
    return model


def same_state(came: dict[str, Tensor], due: dict[str, Tensor], case: str) -> None:
    """Compare keys, dtypes and values exactly."""
    demand(set(came) == set(due), f"{case}: the keys {sorted(due)} are due", sorted(map(str, came)))
    for key, value in due.items():
        other = came[key]
        demand(isinstance(other, Tensor), f"{case}: {key}: a tensor is due", type(other).__name__)
        same = other.dtype == value.dtype and other.shape == value.shape and torch.equal(other, value)
        demand(same, f"{case}: {key} is due unchanged, with dtype {value.dtype}", other.dtype)


def judge_save_model(module: ModuleType) -> None:
    """Files of several names, read again; an existing one is replaced."""
    folder = Path("saved").absolute()
    folder.mkdir()
    for name in ("model.pt", "weights", "a.b.bin", "model.pth"):
        for path in (folder / name, str(folder / f"text-{name}")):
            for seed in (1, 2):  # the second replaces the first
                _saved(module, rich_model(seed).train(seed == 1), path)
    (folder / "old").write_bytes(b"x" * 100_000)
    _saved(module, nn.Linear(2, 1), folder / "old")
    _saved(module, nn.Linear(2, 1), "relative.pt")


def _saved(module: ModuleType, model: nn.Module, path: Path | str) -> None:
    """Save and read."""
    case = f"save_model to {Path(path).name!r}"
    before = {key: value.clone() for key, value in model.state_dict().items()}
    with unmodified(case, *model.parameters(), *model.buffers()):
        answer(module.save_model, model, path)
    demand(Path(path).is_file(), f"{case}: a file of exactly this name is due")
    try:
        state = torch.load(path, weights_only=True)
    except Exception as error:
        demand(False, f"{case}: torch.load(path, weights_only=True) must read it", f"{type(error).__name__}: {error}")
    demand(isinstance(state, dict), f"{case}: the state_dict is due", type(state).__name__)
    same_state(state, before, case)


class Far(nn.Parameter):
    """Parameter that says it lies on a GPU."""

    device = property(lambda self: torch.device("cuda", 0))  # type: ignore[assignment]


class FarModel(nn.Module):
    """Model that says it lies on a GPU until it is moved to the CPU."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = Far(torch.zeros(3))
        self.register_buffer("table", torch.zeros(2))
        self.moved = False

    def _apply(self, fn: Callable[[Tensor], Tensor], recurse: bool = True) -> FarModel:
        moved = fn(torch.zeros(1).as_subclass(Elsewhere))
        if type(moved) is Tensor and not self.moved:
            self.moved = True
            self.weight = nn.Parameter(self.weight.detach())
        return super()._apply(fn, recurse)


def judge_load_model(module: ModuleType) -> None:
    """Files from here and as if from a GPU, models as if on one, and keys that do not match."""
    for seed, remote in ((1, False), (2, True), (3, False)):
        source = rich_model(seed)
        for path in (Path(f"state-{seed}.pt"), str(Path(f"text-{seed}").absolute())):
            _write(source.state_dict(), path, remote)
            model = rich_model(seed + 10).train()
            case = "load_model" + (" of a file from a GPU" if remote else "")
            result = answer(module.load_model, model, path, CPU)
            demand(result is model, f"{case}: the same object is due")
            same_state(model.state_dict(), source.state_dict(), case)
            demand(not any(part.training for part in model.modules()), f"{case}: eval mode is due")
    _moved(module)
    _keys_must_match(module)


def _write(state: dict[str, Tensor], path: Path | str, remote: bool) -> None:
    """Write a state_dict, with the mark of a GPU if asked to."""
    if not remote:
        torch.save(state, path)
        return
    with mock.patch("torch.serialization.location_tag", return_value="cuda:0"):
        torch.save(state, path)


def _moved(module: ModuleType) -> None:
    """The model itself is moved, too."""
    torch.save({"weight": torch.ones(3), "table": torch.ones(2)}, "far.pt")
    model = FarModel()
    result = answer(module.load_model, model, "far.pt", CPU)
    demand(result is model, "load_model: the same object is due")
    demand(model.moved, "load_model: the model itself must be moved to the device")
    near(numbers(model.weight), np.ones(3), "load_model, parameters", 0.0)
    near(numbers(model.table), np.ones(2), "load_model, buffers", 0.0)


def _keys_must_match(module: ModuleType) -> None:
    """Too few keys, too many, others."""
    full = nn.Linear(3, 2).state_dict()
    for name, state in (
        ("too few", {"weight": full["weight"]}),
        ("too many", full | {"more": torch.zeros(1)}),
        ("other", {f"module.{key}": value for key, value in full.items()}),
        ("no", {}),
    ):
        torch.save(state, "keys.pt")
        raises(Exception, module.load_model, nn.Linear(3, 2), "keys.pt", CPU, case=f"load_model, {name} keys")


# --- plot_history, plot_predictions -----------------------------------------------------------------------------------


def _figure(function: Callable[..., object], known: list[Any], *arguments: object) -> Any:
    """Plot; a figure must come that is none of the known ones."""
    from matplotlib.figure import Figure

    result = answer(function, *arguments)
    demand(isinstance(result, Figure), f"{title(function)}: a Figure is due", type(result).__name__)
    new = all(result is not figure for figure in known)
    demand(new, f"{title(function)}: a new Figure on every call is due")
    known.append(result)
    try:
        result.canvas.draw()
    except Exception as error:
        demand(False, f"{title(function)}: the Figure must be drawable", f"{type(error).__name__}: {error}")
    return result


def _labelled(figure: Any, axes: Any, case: str) -> None:
    """Demand text on both axes, of panels in one column or row, or that share the axis, on one of them."""
    box = axes.get_position()
    shares_x, shares_y = axes.get_shared_x_axes(), axes.get_shared_y_axes()
    labels_x = [
        other.get_xlabel()
        for other in figure.axes
        if np.allclose(other.get_position().intervalx, box.intervalx) or shares_x.joined(axes, other)
    ]
    labels_y = [
        other.get_ylabel()
        for other in figure.axes
        if np.allclose(other.get_position().intervaly, box.intervaly) or shares_y.joined(axes, other)
    ]
    shown_x = "".join([*labels_x, figure.get_supxlabel()]).strip()
    shown_y = "".join([*labels_y, figure.get_supylabel()]).strip()
    demand(shown_x and shown_y, f"{case}: labelled axes are due", f"{labels_x} and {labels_y}")


def judge_plot_history(module: ModuleType) -> None:
    """Curves of several histories, one after the other, each figure with its own data only."""
    histories = [
        {"train_loss": [0.9, 0.5, 0.4], "test_loss": [0.8, 0.6, 0.55], "test_accuracy": [0.7, 0.8, 0.85]},
        {"train_loss": [2.5, 0.25], "test_loss": [2.25, 0.5], "test_accuracy": [0.125, 0.5]},
        {"train_loss": [1.5], "test_loss": [1.25], "test_accuracy": [0.5]},
        {"train_loss": [0.1] * 12, "test_loss": [0.2] * 12, "test_accuracy": [0.9] * 12},
        {"train_loss": [0.3, 0.2], "test_loss": [0.3, 0.2], "test_accuracy": [0.9, 0.91]},
    ]
    known: list[Any] = []
    for history in histories:
        before = {key: list(values) for key, values in history.items()}
        figure = _figure(module.plot_history, known, history)
        demand(history == before, "plot_history: history must be unmodified")
        _has_curves(figure, history)


def _series(figure: Any) -> list[tuple[Any, Any, np.ndarray]]:
    """List all curves and clouds: (axes, artist, points of shape (n, 2)); single points that look alike are a cloud."""
    from matplotlib.collections import LineCollection

    found = []
    for axes in figure.axes:
        single: dict[object, list[Any]] = {}
        for line in axes.lines:
            x, y = (np.asarray(values, dtype=float) for values in line.get_data())
            if len(x) == 1:
                single.setdefault(_look(line), []).append((line, [x[0], y[0]]))
            else:
                found.append((axes, line, np.column_stack([x, y])))
        found += [(axes, points[0][0], np.array([place for _, place in points])) for points in single.values()]
        for cloud in axes.collections:
            if isinstance(cloud, LineCollection):
                found += [(axes, cloud, np.asarray(path.vertices, dtype=float)) for path in cloud.get_paths()]
            offsets = np.asarray(cloud.get_offsets(), dtype=float).reshape(-1, 2)
            found.append((axes, cloud, offsets))
    return [(axes, artist, _as_ticked(axes, points)) for axes, artist, points in found]


def _as_ticked(axes: Any, points: np.ndarray) -> np.ndarray:
    """Return the points with the numbers that are written at their places on x, if there are any."""
    ticks = zip(axes.get_xticks(), axes.get_xticklabels(), strict=False)
    written = {round(place, 6): text.get_text() for place, text in ticks}
    try:
        x = [float(written[round(place, 6)]) for place in points[:, 0].tolist()]
    except (KeyError, ValueError):
        return points
    return np.column_stack([x, points[:, 1]]) if len(points) else points


def _has_curves(figure: Any, history: dict[str, list[float]]) -> None:
    """Find both losses against 1, 2, …; nothing else but the accuracy may be there."""
    epochs = range(1, len(history["train_loss"]) + 1)
    due = {key: np.column_stack([epochs, values]) for key, values in history.items()}
    series = _series(figure)
    for key in ("train_loss", "test_loss"):
        axes = [axes for axes, _, points in series if _equal(points, due[key])]
        demand(axes, f"plot_history: {key} against the epoch 1, 2, … is due, {len(series)} curves are others")
        _labelled(figure, axes[0], "plot_history")
    for _, _, points in series:
        long = len(points) == len(epochs) and np.allclose(points[:, 0], list(epochs))
        known = any(_equal(points, curve) or _equal(points, curve * [1, 100]) for curve in due.values())
        demand(not long or known, "plot_history: this call's data only is due, another curve came")
    _has_legend(figure, series, due)


def _equal(points: np.ndarray, due: np.ndarray) -> bool:
    """Compare points in their order."""
    return points.shape == due.shape and bool(np.allclose(points, due, rtol=1e-6, atol=1e-9))


def _has_legend(figure: Any, series: list[tuple[Any, Any, np.ndarray]], due: dict[str, np.ndarray]) -> None:
    """Demand a legend naming both, with the colours of the curves that it names."""
    legends = [axes.get_legend() for axes in figure.axes if axes.get_legend() is not None] + list(figure.legends)
    entries = [
        (_look(handle), text.get_text().lower())
        for legend in legends
        for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=False)
    ]
    texts = [text for _, text in entries]
    named = all(any(word in text for text in texts) for word in ("train", "test"))
    demand(named, 'plot_history: a legend with "train" and "test" is due', texts)
    looks = {}
    for word in ("train", "test"):
        looks[word] = [_look(artist) for _, artist, points in series if _equal(points, due[f"{word}_loss"])][:1]
    if looks["train"] == looks["test"] or _equal(due["train_loss"], due["test_loss"]):
        return
    for word, own in looks.items():
        seen = [look for look, text in entries if word in text and look is not None]
        demand(own[0] in seen or not seen, f"plot_history: the entry with {word!r} must be at the curve of {word}_loss")


def _look(artist: Any) -> tuple[object, ...] | None:
    """Return what tells lines apart, None for what is no line."""
    if not hasattr(artist, "get_linestyle") or not hasattr(artist, "get_marker"):
        return None
    from matplotlib.colors import to_rgba

    return (to_rgba(artist.get_color()), artist.get_linestyle(), str(artist.get_marker()).lower())


def judge_plot_predictions(module: ModuleType) -> None:
    """Clouds of tensors and arrays, with the diagonal."""
    rng = np.random.default_rng(6)
    known: list[Any] = []
    kinds = (torch.float32, torch.float64, None)
    for kind, count, shift in zip(kinds * 2, (2, 3, 40, 40, 12, 2), (0.0, 50.0, -3.0, 0.0, -20.0, 5.0), strict=True):
        true = shift + rng.normal(0, 2, count)
        pred = true + rng.normal(0.5, 1, count)
        given = (true, pred) if kind is None else (tensor(true, kind), tensor(pred, kind))
        with unmodified("plot_predictions", *given):
            figure = _figure(module.plot_predictions, known, *given)
        _has_cloud(figure, np.column_stack([true, pred]))


def _has_cloud(figure: Any, due: np.ndarray) -> None:
    """Find the points, in either orientation and any order, without a line between them."""
    clouds = []
    for axes, artist, points in _series(figure):
        joined = hasattr(artist, "get_marker") and artist.get_linestyle() not in ("None", "", " ")
        unseen = hasattr(artist, "get_marker") and artist.get_marker() in ("None", None, "", " ")
        if not joined and not unseen and any(_same_points(points, way) for way in (due, due[:, ::-1])):
            clouds.append(axes)
    demand(clouds, "plot_predictions: a scatter of y_true and y_pred is due")
    _labelled(figure, clouds[0], "plot_predictions")
    diagonal = any(_is_diagonal(axes, path) for axes in clouds for path in _paths(axes))
    demand(diagonal, "plot_predictions: the line y = x is due")


def _same_points(points: np.ndarray, due: np.ndarray) -> bool:
    """Compare points in any order."""
    if points.shape != due.shape:
        return False
    order, other = np.lexsort(points.T), np.lexsort(due.T)
    return bool(np.allclose(points[order], due[other], rtol=1e-5, atol=1e-5))


def _paths(axes: Any) -> Iterator[np.ndarray]:
    """Give the corners of all lines that are drawn, in coordinates of the data, however the lines were made."""
    from matplotlib.collections import LineCollection

    back = axes.transData.inverted()
    for line in axes.lines:
        if line.get_linestyle() not in ("None", "", " "):
            yield back.transform(line.get_transform().transform_path(line.get_path()).vertices)
    for collection in axes.collections:
        if isinstance(collection, LineCollection):
            for path in collection.get_paths():
                yield back.transform(collection.get_transform().transform_path(path).vertices)


def _is_diagonal(axes: Any, path: np.ndarray) -> bool:
    """Tell whether a line lies on y = x and has a length."""
    scale = max(float(np.abs(np.array([axes.get_xlim(), axes.get_ylim()])).max()), 1e-9)
    lies = bool((np.abs(path[:, 0] - path[:, 1]) < 1e-5 * scale).all())
    return lies and len(path) > 1 and float(np.ptp(path[:, 0])) > 1e-5 * scale


# --- train_mnist ------------------------------------------------------------------------------------------------------


class Blobs(Dataset):
    """Pictures with a bright spot at one of ten places; they have a length and items, nothing else."""

    def __init__(self, count: int, seed: int) -> None:
        rng = np.random.default_rng(seed)
        names = np.random.default_rng(8).permutation(10)  # classes are renamed, alike for all
        places = rng.integers(0, 10, count)
        rows, columns = np.mgrid[0:28, 0:28]
        centres = [(14 + 8 * math.sin(math.tau * k / 10), 14 + 8 * math.cos(math.tau * k / 10)) for k in range(10)]
        spots = np.stack([np.exp(-((rows - r) ** 2 + (columns - c) ** 2) / 12) for r, c in centres])
        pixels = np.clip(spots[places] * rng.uniform(0.8, 1, (count, 1, 1)) + rng.normal(0, 0.1, (count, 28, 28)), 0, 1)
        self._images = tensor((pixels[:, None] - 0.1307) / 0.3081, torch.float32)
        self._labels = [int(names[place]) for place in places]

    def __len__(self) -> int:
        return len(self._labels)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return self._images[index].clone(), self._labels[index]


def judge_train_mnist(module: ModuleType) -> None:
    """Small synthetic data only, not MNIST: 3000 pictures of ten easy classes, of which 90 % must be told apart.

    Neither the 97 % nor the 240 s of the contract are looked at.
    """
    model = answer(module.train_mnist, Blobs(3000, seed=1), CPU)
    demand(isinstance(model, nn.Module), "train_mnist: an nn.Module is due", type(model).__name__)
    model.eval()
    images, labels = next(iter(DataLoader(Blobs(1000, seed=2), batch_size=1000)))
    with torch.no_grad():
        whole = _logits(model, images)
        for count in (1, 2, 7, 300):
            part = _logits(model, images[:count])
            near(numbers(part), numbers(whole[:count]), "train_mnist: answers that depend on the image alone", 1e-3)
        near(numbers(_logits(model, images)), numbers(whole), "train_mnist: the same answers again", 1e-3)
    values = numbers(whole)
    sums = np.exp(values).sum(axis=1)
    demand(np.abs(sums - 1).max() > 1e-3, "train_mnist: raw logits are due, log-probabilities came")
    probabilities = values.min() >= 0 and np.abs(values.sum(axis=1) - 1).max() < 1e-3
    demand(not probabilities, "train_mnist: raw logits are due, probabilities came")
    right = sum(row.index(max(row)) == int(label) for row, label in zip(values.tolist(), labels, strict=True))
    demand(right >= 900, "train_mnist: 900 of 1000 easy pictures told apart are due", right)


def _logits(model: nn.Module, images: Tensor) -> Tensor:
    """Ask the net."""
    with unmodified("the returned net, its input", images):
        result = answer(model, images)
    demand(isinstance(result, Tensor), "train_mnist: logits are due", type(result).__name__)
    due = (len(images), 10)
    demand(tuple(result.shape) == due, f"train_mnist: logits of shape {due} are due", tuple(result.shape))
    demand(result.is_floating_point() and bool(result.isfinite().all()), "train_mnist: finite logits are due")
    return result


# --- repaired_training_step -------------------------------------------------------------------------------------------


def judge_repaired_training_step(module: ModuleType) -> None:
    """Two steps in a row from either mode, with gradients left over."""
    rng = np.random.default_rng(7)
    for dtype in FLOATS:
        for counts in ((1, 1), (4, 3), (8, 8)):
            for training in (True, False):
                model = make_model(rng, dtype).train(training)
                twin, optimizer = Regression(model, squared=False), CountedSGD(model.parameters(), RATE)
                for index, batch in enumerate(make_batches(rng, counts, dtype), 1):
                    case = f"repaired_training_step {index} {dtype}"
                    with unmodified(case, *batch):
                        loss = answer(module.repaired_training_step, model, *batch, optimizer)
                    demand(type(loss) is float, f"{case}: a Python float is due", type(loss).__name__)
                    number(loss, twin.step(batch), f"{case}: loss before the step", 3 * TOLERANCE[dtype])
                    has_parameters(model, twin, dtype, case)
                    demand(optimizer.steps == index, f"{case}: one step is due", optimizer.steps - index + 1)
                demand(all(mode for mode, _, _ in modes(model)), "repaired_training_step: train mode is due")
