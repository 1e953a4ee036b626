"""Hidden checks of `standardize`."""

import hypothesis.extra.numpy as npst
import hypothesis.strategies as st
import torch

from autograder.checking import FLOATS, Symptom, assert_close, check, for_all, for_each

MEDIAN = Symptom("median", "The deviation is right, but what has become 0 is the median of each column, not its mean.")
LARGE_EPS = Symptom(
    "large_eps",
    "All elements are a little too small: an eps that is added to what they are divided by does that. In float64, it "
    "shows above 1e-8.",
)
SMALL_IS_CONSTANT = Symptom(
    "small_is_constant",
    "Columns of small numbers come out too small, as if they were constant: a deviation of 0.001 is small, but it is "
    "not 0.",
)
ALL_ZEROS = Symptom(
    "all_zeros", "One constant column has made zeros of the whole table; look at each column for itself."
)
SPREAD = torch.tensor([[-1.0], [2.0], [0.5], [3.0], [-2.5]], dtype=torch.float64)


@st.composite
def tables(draw):
    """Draw a table of two rows at least, of small whole numbers; some columns may be constant."""
    shape = draw(npst.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=4))
    numbers = draw(npst.arrays("int64", (shape[0] + 1, shape[1]), elements=st.integers(-5, 5), fill=st.nothing()))
    return torch.from_numpy(numbers).to(draw(st.sampled_from(FLOATS)))


def _assert_standardized(student, reference, x):
    """Compare with the reference; an eps of 1e-8 beside the deviation is accepted."""
    exact = reference.standardize(x.double())
    deviations = x.double().std(dim=0, correction=0)
    slack = 1.1e-8 * float(exact.abs().max()) / min(deviations[deviations > 0].tolist(), default=1.0)

    def look(got, expected, near):
        """Look whether what was divided by is larger than the deviation, or whether nothing is left."""
        if not bool(got.any()) and bool((deviations == 0).any()):
            return ALL_ZEROS
        varied = x.double()[:, deviations > 0]
        if near(
            got[:, deviations > 0], ((varied - varied.median(dim=0).values) / deviations[deviations > 0]).to(x.dtype)
        ):
            return MEDIAN
        share = (got.double() * exact).sum(dim=0) / exact.square().sum(dim=0)  # of each column; NaN for constant ones
        shares, was = share[deviations > 0], deviations[deviations > 0]
        if not bool(((shares > -1e-9) & (shares < 1 + 1e-6)).all()) or not near(
            got, (exact * share).nan_to_num(0).to(x.dtype)
        ):
            return None
        if bool((shares > 0.9).all()):
            return LARGE_EPS
        small = shares < 0.9
        return SMALL_IS_CONSTANT if bool(was[small].max() < 0.1) else None

    assert_close(student.standardize(x), exact.to(x.dtype), slack=slack, look=look)


@check(points=0.5)
@for_all(
    x=tables(),
    also=[
        {"x": torch.tensor([[0.0, 1.0]] * 24 + [[5.0, 1.0]])},  # one element far from the others
        {"x": torch.arange(1, 13, dtype=torch.float64).sqrt().reshape(6, 2)},  # more digits than a float32 has
    ],
)
def test_matches_definition(student, reference, x):
    """Matches the definition."""
    _assert_standardized(student, reference, x)


@check(points=0.25)
@for_each([{"dtype": dtype, "scale": scale} for dtype in FLOATS for scale in (5.1e-4, 1e-2, 1.0, 1e3, 1e5)])
def test_every_scale(student, reference, dtype, scale):
    """Is right for columns of small and of large numbers."""
    columns = [SPREAD * scale, SPREAD.flip(0) * scale * 3, SPREAD.roll(1, 0).square() * scale]
    _assert_standardized(student, reference, torch.cat(columns, dim=1).to(dtype))


@check(points=0.25)
@for_each([{"mean": mean} for mean in (100.0, -1e4, 1e5)])
def test_far_from_zero(student, reference, mean):
    """Is exact in float64 for columns far from zero."""
    _assert_standardized(student, reference, torch.cat([SPREAD + mean, SPREAD.flip(0) * 2 - mean], dim=1))


@check(points=0.25)
@for_each([{"x": torch.tensor([row], dtype=dtype)} for dtype in FLOATS for row in ([3.0, -1.0, 0.0], [7.0])])
def test_one_row(student, x):
    """Makes zeros of a single row."""
    assert_close(student.standardize(x), torch.zeros_like(x))


@check(points=0.25)
@for_each([{"rows": rows, "dtype": dtype} for dtype in FLOATS for rows in (2, 3, 7, 10)])
def test_constant_columns(student, rows, dtype):
    """Makes zeros of all kinds of constant columns."""
    x = torch.tensor([[0.0, 1.0, -7.0, 3.0, 100.0]], dtype=dtype).repeat(rows, 1)
    assert_close(student.standardize(x), torch.zeros_like(x))
