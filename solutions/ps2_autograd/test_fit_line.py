"""Hidden checks of `fit_line`."""

import hypothesis.strategies as st
import torch

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_detached,
    check,
    describe,
    expect_tensor,
    for_all,
    for_each,
    require,
    tensors,
    together,
)

NOT_THE_SAME = Symptom(
    "not_the_same",
    "Called again with the same data, it gives another line. Are the samples shuffled, do w and b begin at random "
    "numbers, or is something kept from the call before?",
)
STACKED = Symptom("stacked", "One tensor of two numbers is no tuple of two tensors: `return w, b` makes a tuple.")
LISTED = Symptom("listed", "Square brackets make a list; `return w, b`, without them, makes a tuple.")
LARGE_BATCH = Symptom(
    "large_batch",
    "w and b are still 0: a batch_size larger than the data makes one batch of all samples, and a step with it.",
)


def assert_same_line(answer, expected):
    """Fail the check unless the answer is a tuple of two tensors like these."""
    if not isinstance(answer, tuple) or len(answer) != 2:
        stacked = isinstance(answer, torch.Tensor) and answer.shape == (2,)
        listed = isinstance(answer, list) and len(answer) == 2
        message = Phrase("a tuple (w, b) is expected; what came back is {value}", value=describe(answer))
        raise CheckFailure(message, symptom=STACKED if stacked else LISTED if listed else None)
    for part, value, name in zip(answer, expected, "wb", strict=True):
        assert_close(part, value, name)


def exact(reference, x, y, *arguments):
    """Return what the reference computes in float64, in the dtype of x."""
    return [part.to(x.dtype) for part in reference.fit_line(x.double(), y.double(), *arguments)]


@st.composite
def samples(draw, sizes):
    """Draw x and y of one length."""
    size, dtype = draw(sizes), draw(st.sampled_from((torch.float32, torch.float64)))
    return tuple(draw(tensors((size,), [dtype], low=-2, high=2)) for _ in "xy")


THIRDS = torch.linspace(-1, 32, 100, dtype=torch.float64) / 10


@check(points=0.5)
@for_all(
    together("x", "y", values=samples(st.integers(1, 6))),
    lr=st.sampled_from((0.05, 0.1, 0.01)),
    epochs=st.integers(1, 4),
    also=[
        {"x": torch.tensor([1.5]), "y": torch.tensor([-2.0]), "lr": 0.1, "epochs": 2},
        {"x": THIRDS[:7], "y": 100 * THIRDS[:7] + 50, "lr": 0.1, "epochs": 3},  # more digits than a float32 has
        {"x": THIRDS, "y": THIRDS + 2, "lr": 0.1, "epochs": 2},  # more samples than a usual batch
    ],
    examples=10,
)
def test_full_batch(student, reference, x, y, lr, epochs):
    """Is right for any data, learning rate and number of epochs, without batches."""
    assert_same_line(student.fit_line(x, y, lr, epochs), exact(reference, x, y, lr, epochs))


X = torch.tensor([0.5, -1.0, 2.0, 1.5, -0.5, 1.0, -2.0])
Y = torch.tensor([1.0, -3.0, 2.0, 5.0, 0.0, 2.5, -4.0])


@check(points=0.75)
@for_each(
    [
        {"x": X[:number].to(dtype), "y": Y[:number].to(dtype), "epochs": epochs, "batch_size": batch_size}
        for number, epochs, batch_size, dtype in (
            (7, 2, 3, torch.float32),
            (7, 2, 1, torch.float64),
            (6, 3, 2, torch.float32),
            (5, 2, 4, torch.float64),
            (5, 2, 5, torch.float32),
            (4, 3, 100, torch.float64),
            (1, 2, 1, torch.float32),
        )
    ]
)
def test_any_batches(student, reference, x, y, epochs, batch_size):
    """Is right for batches of any size, larger than the data included, over several epochs."""
    answer = student.fit_line(x, y, 0.1, epochs, batch_size)
    try:
        assert_same_line(answer, exact(reference, x, y, 0.1, epochs, batch_size))
    except CheckFailure as failure:
        if failure.symptom is None and is_line(answer):
            again = student.fit_line(x, y, 0.1, epochs, batch_size)
            if is_line(again) and any(one.ne(other) for one, other in zip(answer, again, strict=True)):
                failure.symptom = NOT_THE_SAME
            elif batch_size > len(x) and not any(part.any() for part in answer):
                failure.symptom = LARGE_BATCH
        raise


def is_line(answer):
    """Say whether an answer is a tuple of two finite numbers in tensors."""
    return (
        isinstance(answer, tuple)
        and len(answer) == 2
        and all(isinstance(part, torch.Tensor) and part.shape == () and part.isfinite() for part in answer)
    )


@check(points=0.25)
@for_each(
    [
        {"x": X, "batch_size": None},
        {"x": X.double(), "batch_size": 2},
    ]
)
def test_no_epochs(student, x, batch_size):
    """Returns (0, 0) of the dtype of x for no epochs, detached."""
    answer = student.fit_line(x, 2 * x, 0.1, 0, batch_size=batch_size)
    assert_same_line(answer, [torch.zeros((), dtype=x.dtype)] * 2)
    for part, name in zip(answer, "wb", strict=True):
        assert_detached(expect_tensor(part, name), name)


@check(points=0.25)
def test_finds_the_line(student, reference):
    """Finds the line after many epochs, and the same one when it is called again."""
    x = torch.linspace(-1, 1, 5, dtype=torch.float64)
    y = 3 * x - 0.5
    with require():
        assert_same_line(student.fit_line(x, y, 0.45, 1), exact(reference, x, y, 0.45, 1))
    for _ in range(2):
        assert_same_line(student.fit_line(x, y, 0.45, 40), [torch.tensor(3.0).double(), torch.tensor(-0.5).double()])
