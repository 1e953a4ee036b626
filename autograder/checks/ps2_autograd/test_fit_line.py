"""Visible checks of `fit_line`."""

import torch

from autograder.checking import (
    CheckFailure,
    Symptom,
    assert_close,
    assert_detached,
    assert_unchanged,
    check,
    describe,
    expect_tensor,
    probe,
    require,
)

FACTOR_TWO = Symptom(
    "factor_two", "Both are half of what they should be: the square in the loss brings a factor 2 into its gradient."
)
SUM_FOR_MEAN = Symptom(
    "sum_for_mean",
    "The step is as many times too long as the batch has samples: the loss is the mean over these, not the sum.",
)
SWAPPED = Symptom("swapped", "w and b have changed places: the slope w comes first.")
ONE_BATCH = Symptom("one_batch", "This is what one step an epoch with all samples gives: the batches were not used.")
SHORT_BATCH = Symptom("short_batch", "The last batch, which is smaller, was left out; it is a batch like the others.")

X = torch.tensor([1.0, 2.0, 3.0])
Y = torch.tensor([3.0, 5.0, 10.0])
ONE_STEP = (8.6 / 3, 1.2)  # -lr times the gradient at (0, 0): 0.1 * 2 * (3 + 10 + 30) / 3 and 0.1 * 2 * 18 / 3

# Where an epoch in batches of two leads: from (0, 0) to (1.3, 0.8), where the third sample is missed by 5.3, and on.
TWO_THEN_ONE = (1.3 + 0.2 * 3 * 5.3, 0.8 + 0.2 * 5.3)


def assert_line(answer, expected, what, *, look=None):
    """Fail the check unless the answer is a tuple of two 0-d tensors with these values."""
    if not isinstance(answer, tuple) or len(answer) != 2:
        raise CheckFailure(f"{what}: a tuple (w, b) is expected; what came back is {describe(answer)}")
    found = [expect_tensor(part, name) for part, name in zip(answer, "wb", strict=True)]
    try:
        for part, value, name in zip(found, expected, "wb", strict=True):
            assert_close(part, torch.tensor(value), f"{what}: {name}")
    except CheckFailure as failure:
        if look is not None and all(part.shape == () for part in found):
            failure.symptom = look([part.item() for part in found]) or failure.symptom
        raise


def near(found, expected):
    """Say whether two pairs of numbers are alike; the found ones may be of any type."""
    pairs = zip(found, expected, strict=True)
    return all(isinstance(one, (int, float)) and abs(one - other) < 1e-4 for one, other in pairs)


def seen_in_one_step(found):
    """Look for what is wrong with a single step over all samples."""
    w, b = ONE_STEP
    for made, symptom in (((w / 2, b / 2), FACTOR_TWO), ((3 * w, 3 * b), SUM_FOR_MEAN), ((b, w), SWAPPED)):
        if near(found, made):
            return symptom
    return None


def seen_in_batches(found):
    """Look for what is wrong with an epoch of two batches."""
    for made, symptom in ((ONE_STEP, ONE_BATCH), ((1.3, 0.8), SHORT_BATCH)):
        if near(found, made):
            return symptom
    return None


@check(points=1)
def test_one_step(student):
    """Takes one step with all samples, from w = b = 0."""
    answer = student.fit_line(X, Y, 0.1, 1)
    assert_line(answer, ONE_STEP, "after one epoch with lr 0.1", look=seen_in_one_step)


@check(points=0.5)
def test_two_steps(student):
    """Takes the second step from where the first one has led."""
    with require():
        assert_line(student.fit_line(X, Y, 0.1, 1), ONE_STEP, "after one epoch")
    w, b = ONE_STEP
    errors = [w * x + b - y for x, y in zip(X.tolist(), Y.tolist(), strict=True)]
    second = w - 0.2 * sum(e * x for e, x in zip(errors, X.tolist(), strict=True)) / 3, b - 0.2 * sum(errors) / 3
    assert_line(student.fit_line(X, Y, 0.1, 2), second, "after two epochs with lr 0.1")


@check(points=0.75)
def test_batches(student):
    """Takes one step a batch, in order; the last batch may be smaller."""
    answer = student.fit_line(X, Y, 0.1, 1, batch_size=2)
    assert_line(answer, TWO_THEN_ONE, "after one epoch in batches of 2 and 1", look=seen_in_batches)


@check(points=0.25)
def test_detached(student):
    """Returns two tensors that are detached from every graph."""
    answer = student.fit_line(X, Y, 0.1, 1)
    with require():
        assert_line(answer, ONE_STEP, "after one epoch")
    for part, name in zip(answer, "wb", strict=True):
        assert_detached(part, name)


@probe
def flags_after(fit_line, x, y):
    """Return the answer, and whether x and y require grad or have one afterwards."""
    answer = fit_line(x, y, 0.1, 1)
    return [answer, [x.requires_grad, x.grad, y.requires_grad, y.grad]]


@check(points=0.25)
def test_leaves_data_alone(student):
    """Leaves x and y unmodified."""
    x, y = student.share(X), student.share(Y)
    sent = student.run(flags_after, student.fit_line, x, y)
    assert_unchanged(x, "x")
    assert_unchanged(y, "y")
    match sent:
        case [answer, [bool(x_requires), x_grad, bool(y_requires), y_grad]]:
            pass
        case _:
            raise CheckFailure(f"sent an answer that cannot be read: {describe(sent)}")
    with require():
        assert_line(answer, ONE_STEP, "after one epoch")
    for name, requires, grad in (("x", x_requires, x_grad), ("y", y_requires, y_grad)):
        if requires or grad is not None:
            raise CheckFailure(f"the call set {name}.requires_grad or {name}.grad: {name} is data, no parameter")
