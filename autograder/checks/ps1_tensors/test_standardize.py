"""Visible checks of `standardize`."""

import torch

from autograder.checking import (
    CheckFailure,
    Phrase,
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


NEGATED = Symptom("negated", "Every element has the wrong sign: the mean is subtracted from x, not x from the mean.")
ALL_ZEROS = Symptom(
    "all_zeros", "One constant column has made zeros of the whole table; look at each column for itself."
)
CONSTANTS_DROPPED = Symptom(
    "constants_dropped", "The constant columns are gone; they stay in their places and become zeros."
)
CONSTANTS_KEPT = Symptom(
    "constants_kept", "The constant columns are what they were; at its own mean, an element becomes 0."
)
CONSTANTS_ONES = Symptom("constants_ones", "A constant column lies at its mean, which the shift takes to 0, not to 1.")
NEARLY_ZERO = Symptom(
    "nearly_zero",
    "These are not quite 0: what rounding has left of the difference from the mean was divided by a tiny number.",
)

# What is true of a result says how it was made.
SAMPLE = Symptom(
    "sample", "This has the standard deviation of a sample, which divides by N - 1; that of a population divides by N."
)
MEAN_ABSOLUTE = Symptom(
    "mean_absolute", "Divided by the mean distance from the mean; a standard deviation is the root of the mean square."
)
ONLY_CENTRED = Symptom("only_centred", "The mean is 0 now; the deviation is still what it was.")
NOT_CENTRED = Symptom("not_centred", "The deviation is right, but the mean is to become 0.")
DIVIDED_BY_VARIANCE = Symptom(
    "divided_by_variance", "Divided by the variance, it seems, which is the square of the standard deviation."
)
TIMES_DEVIATION = Symptom("times_deviation", "Multiplied by the deviation, where division by it makes it 1.")
FROM_MIN_TO_MAX = Symptom(
    "from_min_to_max", "Scaled from the smallest to the largest element; asked for are the mean 0 and the deviation 1."
)
BY_RANGE = Symptom("by_range", "Divided by the distance from the smallest to the largest element, not the deviation.")
BY_LARGEST = Symptom(
    "by_largest", "Divided by the largest difference from the mean, which becomes 1; divide by the deviation."
)
BY_LENGTH = Symptom(
    "by_length", "Each column has the length 1: that is the root of the sum of the squares, where their mean is meant."
)
MEDIAN = Symptom("median", "The deviation is right, but what has become 0 is the median of each column, not its mean.")
FROM_ZERO = Symptom(
    "from_zero", "Divided by the root of the mean square of x itself; a deviation is of the differences from the mean."
)
ROWS = Symptom(
    "rows", "Here every row has the mean 0. dim is the dimension that vanishes; one mean for each column is asked for."
)
WHOLE_TABLE = Symptom(
    "whole_table", "This takes one mean and one deviation for the whole table; every column has its own."
)
PARENTHESES = Symptom("parentheses", "Division comes before subtraction: x - a / b is x - (a / b).")
LARGE_EPS = Symptom(
    "large_eps", "All elements are a little too small: an eps that is added to what they are divided by does that."
)


def seen_in_table(x, z):
    """Look for how a table was made of another one by what is true of its columns; return all that fits."""
    x, z = x.double(), z.double()
    mean, deviation = z.mean(dim=0), z.std(dim=0, correction=0)
    was, spread = x.std(dim=0, correction=0), z.amax(dim=0) - z.amin(dim=0)
    centred, from_zero = _all(mean, 0), not _all(mean, 0)
    return {
        symptom
        for fits, symptom in (
            (centred and _all(z.std(dim=0, correction=1), 1), SAMPLE),
            (centred and _all(z.abs().mean(dim=0), 1), MEAN_ABSOLUTE),
            (centred and _all(deviation, was), ONLY_CENTRED),
            (centred and _all(deviation * was, 1), DIVIDED_BY_VARIANCE),
            (centred and _all(deviation, was.square()), TIMES_DEVIATION),
            (centred and _all(spread, 1), BY_RANGE),
            (centred and _all(z.abs().amax(dim=0), 1), BY_LARGEST),
            (centred and _all(deviation, was / x.square().mean(dim=0).sqrt()), FROM_ZERO),
            (_all(z.norm(dim=0), 1), BY_LENGTH),
            (from_zero and _all(deviation, 1) and _all(z.median(dim=0).values, 0), MEDIAN),
            (from_zero and _all(deviation, 1) and _all(mean, x.mean(dim=0) / was), NOT_CENTRED),
            (_all(z.amax(dim=0), 1) and (_all(z.amin(dim=0), 0) or _all(z.amin(dim=0), -1)), FROM_MIN_TO_MAX),
            (_all(x - z, x.mean(dim=0) / was), PARENTHESES),
            (from_zero and _all(z.mean(dim=1), 0), ROWS),
            (from_zero and not _all(z.mean(dim=1), 0) and _all(z.mean(), 0), WHOLE_TABLE),
        )
        if fits
    }


def _all(found, wanted):
    """Say whether all these numbers are about as large as wanted."""
    return bool(((found - wanted).abs() <= 1e-4 * torch.as_tensor(wanted).abs().clamp(min=1)).all())


def seen_in_values(got, expected, near):
    """Look for what the known values tell by themselves."""
    shares = got.double() / expected.double()
    if bool(((shares < 1) & (shares > 0.99)).all()) and _all(shares.amax(dim=0), shares.amin(dim=0)):
        return LARGE_EPS
    return NEGATED if near(-got, expected) else None


@check(points=0.5)
def test_known_values(student):
    """Gives the values that can be computed by hand."""
    z = student.standardize(X)
    try:
        assert_close(z, Z, look=seen_in_values)
    except CheckFailure as failure:
        if failure.symptom is None and _is_like(z, X):  # a table of more different numbers tells more
            another = student.standardize(TABLES["square"])
            if _is_like(another, TABLES["square"]):
                fits = seen_in_table(X, z) & seen_in_table(TABLES["square"], another)
                failure.symptom = fits.pop() if len(fits) == 1 else None
        raise


def _is_like(z, x):
    return isinstance(z, torch.Tensor) and z.shape == x.shape and z.is_floating_point()


@check(points=0.5)
@for_each([{"table": table} for table in TABLES])
def test_mean_and_deviation(student, table):
    """Gives every column the mean 0 and the population standard deviation 1."""
    x = TABLES[table]
    z = assert_like(student.standardize(x), x)
    for what, found, wanted in (
        (Phrase("mean"), z.mean(dim=0), 0),
        (Phrase("standard deviation"), z.std(dim=0, correction=0), 1),
    ):
        for column, value in enumerate(found.tolist()):
            if not abs(value - wanted) < 1e-4:
                message = Phrase(
                    "column {column} of the result has {what} {value:.4g}, expected {wanted}",
                    column=column,
                    what=what,
                    value=value,
                    wanted=wanted,
                )
                fits = seen_in_table(x, z)
                raise CheckFailure(message, symptom=fits.pop() if len(fits) == 1 else None)


def seen_in_constants(got, expected, near):
    """Look for what has become of the constant columns."""
    if near(got, CONSTANT[:, [0, 2]]):
        return CONSTANTS_KEPT
    if near(got, torch.ones(4, 2)):
        return CONSTANTS_ONES
    return NEARLY_ZERO if bool((got.abs() < 0.01).all()) else None


def seen_beside_constants(got, expected, near):
    """Look for what has become of a column beside constant ones."""
    return None if bool(got.any()) else ALL_ZEROS


@check(points=0.5)
def test_constant_column(student):
    """Makes zeros of a constant column, never NaN."""
    z = student.standardize(CONSTANT)
    if isinstance(z, torch.Tensor) and z.shape == (4, 1):
        raise CheckFailure(Phrase("the result has shape (4, 1), expected (4, 3)"), symptom=CONSTANTS_DROPPED)
    assert_like(z, CONSTANT)
    assert_finite(z, symptom=ZERO_DIVIDED)
    assert_close(
        z[:, [0, 2]], torch.zeros(4, 2), Phrase("what has become of the constant columns"), look=seen_in_constants
    )
    with require():
        assert_close(z[:, 1], Z[:, 0], Phrase("the other column"), tolerance=1e-4, look=seen_beside_constants)


@check(points=0.25)
def test_leaves_x_alone(student):
    """Leaves its argument unmodified."""
    result = assert_untouched(student.standardize, watched("x", X))
    with require():
        assert_close(result, Z)
    # What guards against 0 / 0 writes to constant columns only.
    for x in (CONSTANT, X[:1]):
        assert_untouched(student.standardize, watched("x", x))
