"""Visible checks of `gradient_descent`."""

import torch

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_detached,
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


NO_STEP = Symptom("no_step", "w is still what start was: is it the stepped w that is returned?")
UPHILL = Symptom("uphill", "This is the right step in the wrong direction: the gradient points to where fn grows.")
NO_RATE = Symptom("no_rate", "The step is the whole gradient: the learning rate was not applied to it.")
OTHER_LENGTH = Symptom(
    "other_length",
    "The step has the right direction, but not the right length: it is lr times the gradient, whatever the length of "
    "that, and for the lr that is given.",
)
ALL_ALIKE = Symptom(
    "all_alike", "All elements have moved equally far: was the gradient clipped, or reduced to its signs?"
)
SHRUNK = Symptom("shrunk", "Beside the step, w itself has shrunk a little, as weight decay does; only fn counts here.")
DIFFERENCES = Symptom(
    "differences",
    "Nearly right, but not quite: that is what a quotient of differences over a small step gives, where the gradient "
    "itself is exact.",
)
ONE_MORE = Symptom("one_more", "These are two steps where one is asked for: count the updates.")
TOO_MANY = Symptom("too_many", "w has gone all the way to the minimum, at 3, where one step is asked for.")
STEP_ALONE = Symptom("step_alone", "This is the step alone, which is to be added to w.")
SLOPE_ALONE = Symptom("slope_alone", "This is the gradient; asked for is w after the step.")
ONE_NUMBER = Symptom(
    "one_number", "This is a single number, such as the value of fn; asked for is w, which has the shape of start."
)
NO_FURTHER = Symptom("no_further", "Two steps lead no further than one: does each begin at start, or is one missing?")
OLD_GRADIENT = Symptom(
    "old_gradient", "The second step is the first one again: its gradient is to be taken where the first one has led."
)
NOT_CLEARED = Symptom(
    "not_cleared",
    "The gradient of the first step is still in the second one: backward() adds to .grad, which must be cleared "
    "before every step.",
)
MOMENTUM = Symptom(
    "momentum", "A share of the first step is in the second one, as momentum has it; a step is -lr times the gradient."
)
RATE_CHANGES = Symptom(
    "rate_changes", "The second step has the right direction and another length: lr stays what it is."
)
GOES_ON = Symptom(
    "goes_on", "A second call goes on where the first one has ended: nothing may be kept from call to call."
)


def seen_in_one_step(got, expected, near):
    """Look for what is wrong with a step."""
    right, step = AFTER_ONE_STEP - START, got - START
    for made, symptom in (
        (START, NO_STEP),
        (START - right, UPHILL),
        (START + 4 * right, NO_RATE),
        (AFTER_TWO_STEPS, ONE_MORE),
        (right, STEP_ALONE),
        (-right, STEP_ALONE),
        (-4 * right, SLOPE_ALONE),
    ):
        if near(got, made):
            return symptom
    if bool(((got - 3).abs() < 1e-2).all()):
        return TOO_MANY
    factor, left = float((step / right).mean()), got - AFTER_ONE_STEP
    if factor > 0 and abs(factor - 1) > 0.01 and bool((step - factor * right).abs().max() < 1e-3 * step.abs().max()):
        return OTHER_LENGTH
    if bool((step * right > 0).all()) and bool((step.abs() - step.abs().mean()).abs().max() < 1e-3):
        return ALL_ALIKE
    shares = -left / START
    if bool((shares > 0).all()) and float(shares.max() - shares.min()) < 0.05 * float(shares.mean()):
        return SHRUNK
    return DIFFERENCES if bool((left.abs() < 0.01 * right.abs()).all()) else None


def seen_in_two_steps(got, expected, near):
    """Look for what is wrong with the second step."""
    first, second = AFTER_ONE_STEP - START, AFTER_TWO_STEPS - AFTER_ONE_STEP
    if near(got, AFTER_ONE_STEP):
        return NO_FURTHER
    if near(got, AFTER_ONE_STEP + first):
        return OLD_GRADIENT
    share, length = float(((got - expected) / first).mean()), float(((got - AFTER_ONE_STEP) / second).mean())
    # The second step is half of the first one, so what is 0.9 times as long could be explained by both.
    if share > 0 and near(got, expected + share * first):
        return NOT_CLEARED if abs(share - 1) < 1e-3 else MOMENTUM
    return RATE_CHANGES if 0 < length < 1 and near(got, AFTER_ONE_STEP + length * second) else None


def seen_in_another_call(got, expected, near):
    """Look whether a call goes on where the one before has ended."""
    return GOES_ON if near(got, AFTER_TWO_STEPS) else None


@check(points=1)
def test_one_step(student):
    """Takes one step against the gradient."""
    result = student.gradient_descent(bowl, START, 0.25, 1)
    try:
        assert_close(result, AFTER_ONE_STEP, Phrase("w after one step of (w - 3)² with lr 0.25"), look=seen_in_one_step)
    except CheckFailure as failure:
        if isinstance(result, torch.Tensor) and result.shape == ():
            failure.symptom = ONE_NUMBER
        raise


@check(points=0.5)
def test_two_steps(student):
    """Takes the second step with the gradient at the new place."""
    with require():
        result = student.gradient_descent(bowl, START, 0.25, 1)
        assert_close(result, AFTER_ONE_STEP, look=seen_in_another_call)
    result = student.gradient_descent(bowl, START, 0.25, 2)
    assert_close(result, AFTER_TWO_STEPS, Phrase("w after two steps of (w - 3)² with lr 0.25"), look=seen_in_two_steps)


@check(points=0.5)
def test_detached(student):
    """Returns a tensor that is detached from every graph."""
    result = student.gradient_descent(bowl, START, 0.25, 1)
    with require():
        assert_close(result, AFTER_ONE_STEP)
    assert_detached(result)


@check(points=0.5)
def test_leaves_start_alone(student):
    """Leaves start unmodified: its values, requires_grad and .grad."""
    for examine in (assert_untouched, assert_no_memory_shared):
        result = examine(student.gradient_descent, bowl, watched("start", START), 0.25, 1)
        with require():
            assert_close(result, AFTER_ONE_STEP)
