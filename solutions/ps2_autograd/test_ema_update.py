"""Hidden checks of `ema_update`."""

import hypothesis.strategies as st
import torch

from autograder.checking import (
    FLOATS,
    CheckFailure,
    Phrase,
    assert_close,
    check,
    for_all,
    for_each,
    probe,
    require,
    shapes,
    tensors_alike,
    unreadable,
)


@probe
def update(ema_update, average, value, decay):
    """Call it; what it returns is not looked at."""
    ema_update(average, value, decay)


def mean_of(average, value, decay):
    """Return what the average must become, computed in float64."""
    return (decay * average.double() + (1 - decay) * value.double()).to(average.dtype)


ROOTS = torch.arange(2, 6, dtype=torch.float64).sqrt()


@check(points=0.75)
@for_all(
    tensors_alike("average", "value", shape=shapes(min_side=1)),
    decay=st.sampled_from((0.9, 0.5, 0.99, 0.1)),
    also=[
        {"average": torch.full(shape, 2.0, dtype=dtype), "value": torch.full(shape, -1.5, dtype=dtype), "decay": 0.9}
        for dtype in FLOATS
        for shape in ((), (3,), (2, 1, 2))
    ]
    + [{"average": ROOTS, "value": 10 * ROOTS.flip(0), "decay": 0.1}],  # more digits than a float32 has
    examples=15,
)
def test_any_tensor(student, average, value, decay):
    """Works for every shape and dtype, also for 0-d tensors."""
    shared = student.share(average)
    student.run(update, student.ema_update, shared, value, decay)
    assert_close(shared.now(), mean_of(average, value, decay), Phrase("average after the call"))


@check(points=0.25)
@for_each([{"decay": 0.0}, {"decay": 1.0}])
def test_all_or_nothing(student, decay):
    """Takes over the value for decay = 0, and keeps the average for decay = 1."""
    average = torch.tensor([1.5, -2.0, 100.0], dtype=torch.float64)
    value = torch.tensor([-3.0, 4.0, 0.25], dtype=torch.float64)
    with require():
        shared = student.share(average)
        student.run(update, student.ema_update, shared, value, 0.5)
        assert_close(shared.now(), (average + value) / 2)
    shared = student.share(average)
    student.run(update, student.ema_update, shared, value, decay)
    assert_close(shared.now(), value if decay == 0 else average, Phrase("average after the call"))


@probe
def update_part(ema_update, table, value, decay):
    """Update some columns of a table, in which the elements do not lie side by side."""
    ema_update(table[:, 1:], value, decay)


@check(points=0.5)
def test_part_of_a_table(student):
    """Updates a view of a larger tensor in its place, and nothing beside it."""
    table = torch.arange(1.0, 7.0).reshape(2, 3)
    value = torch.tensor([[-1.0, 5.0], [1.0, -2.0]])
    shared = student.share(table)
    student.run(update_part, student.ema_update, shared, value, 0.5)
    expected = torch.cat([table[:, :1], (table[:, 1:] + value) / 2], dim=1)
    assert_close(shared.now(), expected, Phrase("the table whose last two columns were to be updated"))


@probe
def follow(ema_update, average, weight, decay):
    """Let an average follow values that are computed from a parameter; return flags, and what the graph then gives."""
    leaf = weight.clone().requires_grad_()
    total = 0
    for step in range(1, 4):
        value = leaf * step
        ema_update(average, value, decay)
        total = total + (value**2).sum()
    return [average.requires_grad, average.is_leaf, value.requires_grad, torch.autograd.grad(total, leaf)[0]]


@check(points=0.25)
def test_follows(student):
    """Follows a parameter from step to step, without a graph of its own and without harm to that of the value."""
    weight = torch.tensor([1.0, -2.0, 0.5], dtype=torch.float64)
    expected = torch.zeros_like(weight)
    for step in range(1, 4):
        expected = 0.9 * expected + 0.1 * step * weight
    shared = student.share(torch.zeros_like(weight))
    with require():
        once = student.share(torch.zeros_like(weight))
        student.run(update, student.ema_update, once, weight, 0.9)
        assert_close(once.now(), 0.1 * weight)
    answer = student.run(follow, student.ema_update, shared, weight, 0.9)
    match answer:
        case [bool(requires_grad), bool(is_leaf), bool(value_requires_grad), slope]:
            pass
        case _:
            raise unreadable(answer)
    assert_close(shared.now(), expected, Phrase("average after three calls"))
    if requires_grad or not is_leaf:
        raise CheckFailure(Phrase("average requires grad after three calls: a graph was recorded"))
    if not value_requires_grad:
        raise CheckFailure(Phrase("the call has cut value off from its graph"))
    assert_close(slope, 2 * 14 * weight, Phrase("the gradient of a loss that uses the same values"))
