"""Visible checks of `gradient_descent`."""

import torch

from autograder.checking import (
    CheckFailure,
    assert_close,
    assert_no_memory_shared,
    assert_untouched,
    check,
    probe,
    require,
    watched,
)


@probe
def bowl(w):
    """Smallest at 3; the gradient at w is 2 (w - 3)."""
    return ((w - 3) ** 2).sum()


START = torch.tensor([[5.0, 10.0], [1.0, 2.0]])
AFTER_ONE_STEP = torch.tensor([[4.0, 6.5], [2.0, 2.5]])
AFTER_TWO_STEPS = torch.tensor([[3.5, 4.75], [2.5, 2.75]])


@check(points=1)
def test_one_step(student):
    """Takes one step against the gradient."""
    result = student.gradient_descent(bowl, START, 0.25, 1)
    assert_close(result, AFTER_ONE_STEP, "w after one step of (w - 3)² with lr 0.25")


@check(points=0.5)
def test_two_steps(student):
    """Takes the second step with the gradient at the new place."""
    with require():
        assert_close(student.gradient_descent(bowl, START, 0.25, 1), AFTER_ONE_STEP)
    result = student.gradient_descent(bowl, START, 0.25, 2)
    assert_close(result, AFTER_TWO_STEPS, "w after two steps of (w - 3)² with lr 0.25")


@check(points=0.5)
def test_detached(student):
    """Returns a tensor that is detached from every graph."""
    result = student.gradient_descent(bowl, START, 0.25, 1)
    with require():
        assert_close(result, AFTER_ONE_STEP)
    if result.requires_grad:
        raise CheckFailure("the result requires grad; detach it")


@check(points=0.5)
def test_leaves_start_alone(student):
    """Leaves start unmodified: its values, requires_grad and .grad."""
    for examine in (assert_untouched, assert_no_memory_shared):
        result = examine(student.gradient_descent, bowl, watched("start", START), 0.25, 1)
        with require():
            assert_close(result, AFTER_ONE_STEP)
