"""The watch for operators: whatever way leads to one, it is seen, and what torch itself does is told apart."""

from __future__ import annotations

import _thread
import sys
import threading
import time
from collections.abc import Callable

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from autograder.protocol.results import PROOFS
from autograder.worker.tracing import Watch

pytestmark = pytest.mark.slow

WATCHED = ("aten::sigmoid", "aten::sigmoid_", "aten::mse_loss", "aten::linear", "aten::cdist")
WEIGHT = torch.arange(9.0).reshape(3, 3)


@pytest.fixture(scope="module")
def watch() -> Watch:
    """It is taken out of torch's dispatcher in the end."""
    return Watch()


def seen(watch: Watch, way: Callable[[torch.Tensor], object], *, closely: bool = False) -> tuple[set[str], set[str]]:
    """Return what ran, and what may have, when something was done with a tensor."""
    x = torch.tensor([-1.0, 0.5, 2.0], requires_grad=True)
    with watch.watching([*WATCHED, PROOFS[0]], closely=closely):
        way(x)
    assert PROOFS[0] in watch.ran
    return watch.ran - {PROOFS[0]}, set(watch.unclear)


def in_thread_without_python(x: torch.Tensor) -> None:
    """Call it where there is no Python frame."""
    references = sys.getrefcount(x)
    _thread.start_new_thread(torch.sigmoid, (x,))
    while sys.getrefcount(x) > references:  # the thread's, until it has ended
        time.sleep(0.01)


def hook(x: torch.Tensor, called: Callable[..., object]) -> None:
    """Run a backward pass with this hook."""
    y = x * 1
    y.register_hook(called)  # type: ignore[no-untyped-call]
    y.sum().backward()  # type: ignore[no-untyped-call]


@torch.inference_mode()
def inferring(x: torch.Tensor, called: Callable[..., object]) -> None:
    """Call it with a tensor that knows nothing of autograd."""
    called(x.clone())


def linear(x: torch.Tensor) -> torch.Tensor:
    """Return x Wᵀ, by the built-in."""
    return F.linear(x, WEIGHT)


WAYS: dict[str, tuple[str, Callable[[torch.Tensor], object]]] = {
    "function": ("aten::sigmoid", torch.sigmoid),
    "functional": ("aten::sigmoid", F.sigmoid),
    "special": ("aten::sigmoid", torch.special.expit),
    "method": ("aten::sigmoid", lambda x: x.sigmoid()),
    "in place": ("aten::sigmoid_", lambda x: x.clone().sigmoid_()),
    "out": ("aten::sigmoid", lambda x: torch.sigmoid(x.detach(), out=torch.empty(3))),
    "module": ("aten::sigmoid", nn.Sigmoid()),
    "ops": ("aten::sigmoid", lambda x: torch.ops.aten.sigmoid(x)),
    "overload": ("aten::sigmoid", lambda x: torch.ops.aten.sigmoid.default(x)),
    "torchscript": ("aten::sigmoid", lambda x: torch.jit.trace(lambda y: y.sigmoid(), x)(x)),
    "vmap": ("aten::sigmoid", lambda x: torch.func.vmap(torch.sigmoid)(x)),
    "inference": ("aten::sigmoid", lambda x: inferring(x, torch.sigmoid)),
    "thread": ("aten::sigmoid", lambda x: run_in_thread(torch.sigmoid, x)),
    "hook in Python": ("aten::sigmoid", lambda x: hook(x, lambda gradient: gradient.sigmoid())),
    "loss": ("aten::mse_loss", lambda x: F.mse_loss(x, x * 2)),
    "loss module": ("aten::mse_loss", lambda x: nn.MSELoss(reduction="sum")(x, x * 2)),
    "composite": ("aten::linear", linear),
    "composite module": ("aten::linear", nn.Linear(3, 2)),
    "composite without grad": ("aten::linear", torch.no_grad()(linear)),
    "composite in inference": ("aten::linear", lambda x: inferring(x, linear)),
    "composite under vmap": ("aten::linear", lambda x: torch.func.vmap(linear)(x[None])),
    "composite under grad": ("aten::linear", lambda x: torch.func.grad(lambda y: linear(y).sum())(x)),
    "composite under jvp": ("aten::linear", lambda x: torch.func.jvp(linear, (x.detach(),), (WEIGHT[0],))),
    "composite under autocast": ("aten::linear", lambda x: torch.autocast("cpu")(linear)(x)),
    "distances": ("aten::cdist", lambda x: torch.cdist(x[None], WEIGHT)),
}


def run_in_thread(called: Callable[..., object], x: torch.Tensor) -> None:
    """Call it in another thread."""
    thread = threading.Thread(target=called, args=(x,))
    thread.start()
    thread.join()


@pytest.mark.parametrize("way", WAYS)
def test_every_way_is_seen(watch: Watch, way: str) -> None:
    """What runs is looked at, not what it is called."""
    operator, call = WAYS[way]
    assert operator in seen(watch, call)[0]


@pytest.mark.parametrize("call", [torch.exp, lambda x: 1 / (1 + torch.exp(-x)), lambda x: x @ WEIGHT.T, torch.tanh])
def test_nothing_else_is_seen(watch: Watch, call: Callable[[torch.Tensor], object]) -> None:
    """An operator that nobody watches for is nobody's business."""
    assert seen(watch, call) == (set(), set())


@pytest.mark.parametrize(
    "call",
    [
        lambda x: F.binary_cross_entropy_with_logits(x, WEIGHT[0]).backward(),
        lambda x: torch.autograd.grad(F.silu(x).sum(), x, create_graph=True),
        lambda x: nn.functional.softplus(x).sum().backward(),
    ],
)
def test_what_torch_does_in_a_backward_pass_is_told_apart(watch: Watch, call: Callable[[torch.Tensor], object]) -> None:
    """At first sight it is unclear, at a closer look it is nobody's doing."""
    assert seen(watch, call)[0] == set()
    assert seen(watch, call, closely=True)[0] == set()


@pytest.mark.parametrize("call", [lambda x: hook(x, torch.sigmoid), in_thread_without_python])
def test_what_no_python_calls_is_unclear_at_first(watch: Watch, call: Callable[[torch.Tensor], object]) -> None:
    """A built-in as a hook, or as all that a thread does: a closer look tells."""
    assert seen(watch, call) == (set(), {"aten::sigmoid"})
    assert seen(watch, call, closely=True)[0] == {"aten::sigmoid"}


@pytest.mark.parametrize("call", [torch.sigmoid, lambda x: F.mse_loss(x, x.detach() * 2), linear])
def test_results_are_those_of_torch(call: Callable[[torch.Tensor], torch.Tensor]) -> None:
    """Values and gradients are the same, to the bit, with the watch and without."""
    x = torch.tensor([-1.0, 0.5, 2.0], requires_grad=True)
    alone = _value_and_gradient(call, x)
    with Watch().watching([*WATCHED, PROOFS[0]]):
        watched = _value_and_gradient(call, x)
    assert all(torch.equal(one, other) for one, other in zip(alone, watched, strict=True))


def _value_and_gradient(call: Callable[[torch.Tensor], torch.Tensor], x: torch.Tensor) -> tuple[torch.Tensor, ...]:
    value = call(x)
    (gradient,) = torch.autograd.grad(value.sum(), x, create_graph=True)
    return value, gradient
