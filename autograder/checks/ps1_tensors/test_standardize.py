"""Visible checks of `standardize`."""

import torch

from autograder.checking import (
    CheckFailure,
    Symptom,
    assert_close,
    assert_finite,
    assert_like,
    assert_untouched,
    check,
    for_each,
    require,
    watched,
)

X = torch.tensor([[0.0, 10.0, 3.0], [2.0, 30.0, 1.0], [0.0, 10.0, 1.0], [2.0, 30.0, 3.0]])
Z = torch.tensor([[-1.0, -1.0, 1.0], [1.0, 1.0, -1.0], [-1.0, -1.0, -1.0], [1.0, 1.0, 1.0]])
CONSTANT = torch.tensor([[3.0, 0.0, -1.0], [3.0, 2.0, -1.0], [3.0, 0.0, -1.0], [3.0, 2.0, -1.0]])
TABLES = {
    "square": torch.tensor([[1.0, 2.0, 4.0], [3.0, -1.0, 0.0], [8.0, 5.0, -4.0]]),
    "wide": torch.tensor([[1.0, 2.0, 5.0, -3.0], [2.0, 0.0, 1.0, 9.0]]),
    "one column": torch.tensor([[1.0], [2.0], [4.0], [8.0], [16.0]], dtype=torch.float64),
}
ZERO_DIVIDED = Symptom(
    "zero_divided", "In this column all differences from the mean are 0, and so is the deviation: 0 / 0 is NaN."
)


@check(points=0.5)
def test_known_values(student):
    """Gives the values that can be computed by hand."""
    assert_close(student.standardize(X), Z)


@check(points=0.5)
@for_each([{"table": table} for table in TABLES])
def test_mean_and_deviation(student, table):
    """Gives every column the mean 0 and the population standard deviation 1."""
    x = TABLES[table]
    z = assert_like(student.standardize(x), x)
    for what, found, wanted in (("mean", z.mean(dim=0), 0), ("standard deviation", z.std(dim=0, correction=0), 1)):
        for column, value in enumerate(found.tolist()):
            if not abs(value - wanted) < 1e-4:
                raise CheckFailure(f"column {column} of the result has {what} {value:.4g}, expected {wanted}")


@check(points=0.5)
def test_constant_column(student):
    """Makes zeros of a constant column, never NaN."""
    z = assert_like(student.standardize(CONSTANT), CONSTANT)
    assert_finite(z, symptom=ZERO_DIVIDED)
    assert_close(z[:, [0, 2]], torch.zeros(4, 2), "what has become of the constant columns")
    with require():
        assert_close(z[:, 1], Z[:, 0], "the other column", tolerance=1e-4)


@check(points=0.25)
def test_leaves_x_alone(student):
    """Leaves its argument unmodified."""
    result = assert_untouched(student.standardize, watched("x", X))
    with require():
        assert_close(result, Z)
