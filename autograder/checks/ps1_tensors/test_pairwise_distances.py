"""Visible checks of `pairwise_distances`."""

import torch

from autograder.checking import (
    FLOATS,
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_like,
    assert_untouched,
    check,
    expect_tensor,
    for_each,
    probe,
    require,
    switched_off,
    watched,
)

pytestmark = switched_off(
    "the built-in distance of all pairs", "aten::cdist", "aten::_cdist_forward", "aten::_euclidean_dist"
)

A = torch.tensor([[0.0, 0.0], [3.0, 4.0], [0.0, 8.0]])
B = torch.tensor([[0.0, 0.0], [6.0, 8.0]])
DISTANCES = torch.tensor([[0.0, 10.0], [5.0, 5.0], [8.0, 6.0]])
# What the docstring accepts: 1e-3 times the largest norm.
SLACK = 1e-2

MANY = torch.rand(10_000, 10, generator=torch.Generator().manual_seed(1)) * 2 - 1
FEW = torch.rand(100, 10, generator=torch.Generator().manual_seed(2)) * 2 - 1
FAR = torch.cdist(MANY, FEW, compute_mode="donot_use_mm_for_euclid_dist")


SQUARES = Symptom("squares", "These are the squares of the distances.")
SUMS = Symptom("sums", "These are sums of absolute differences; the distance is the root of the sum of their squares.")
LARGEST = Symptom(
    "largest",
    "These are the largest differences of a coordinate; all coordinates count.",
)
AVERAGED = Symptom("averaged", "The squares are averaged over the coordinates; they are to be added up.")
PRODUCT_ONCE = Symptom("product_once", "(a - b)² is a² - 2ab + b²: the product in the middle comes twice.")
PRODUCT_ADDED = Symptom("product_added", "(a - b)² is a² - 2ab + b²: the product is subtracted, not added.")
EPS = Symptom("eps", "All distances are a little too large, those of equal rows most: an eps under the root does that.")
COSINE = Symptom("cosine", "These lie between -1 and 1, as cosines of angles do; distances know no such limit.")
ONE_NUMBER = Symptom("one_number", "Everything was added up to one number; only the coordinates are to vanish.")
TOO_SLOW = Symptom(
    "too_slow",
    "A loop over all pairs in Python takes 10 000 · 100 steps; functions of torch on whole tensors take one.",
)


def seen_in_values(got, expected, near):
    """Look for what was computed in place of the distances."""
    a, b = A.unsqueeze(1), B.unsqueeze(0)
    sizes, products = a.square().sum(dim=2) + b.square().sum(dim=2), A @ B.T
    for made, symptom in (
        (DISTANCES.square(), SQUARES),
        ((a - b).abs().sum(dim=2), SUMS),
        ((a - b).abs().amax(dim=2), LARGEST),
        (DISTANCES / 2**0.5, AVERAGED),
        ((sizes - products).clamp(min=0).sqrt(), PRODUCT_ONCE),
        ((sizes + 2 * products).sqrt(), PRODUCT_ADDED),
        ((DISTANCES.square() + got[0, 0].square()).sqrt(), EPS),
    ):
        if near(got, made):
            return symptom
    return COSINE if bool((got.abs() <= 1.001).all()) else None


@probe
def means_of_distances(fn, a, b):
    """Return the mean distance of each row of ``a``, and of each row of ``b``, which is less to send than all."""
    result = plain(fn(a, b))  # noqa: F821 (probes have it)
    if not isinstance(result, torch.Tensor) or result.shape != (len(a), len(b)):
        return result, None
    return result.mean(dim=1), result.mean(dim=0)


@check(points=0.75)
def test_known_values(student):
    """Gives the values that can be computed by hand."""
    found = student.pairwise_distances(A, B)
    try:
        assert_close(found, DISTANCES, slack=SLACK, look=seen_in_values)
    except CheckFailure as failure:
        if isinstance(found, torch.Tensor) and found.shape == ():
            failure.symptom = ONE_NUMBER
        raise


@check(points=0.25)
@for_each(
    [
        {"n": n, "m": m, "d": d, "dtype": dtype}
        for dtype in FLOATS
        for n, m, d in ((2, 3, 4), (4, 2, 3), (1, 3, 2), (3, 1, 2), (3, 2, 1), (1, 1, 1))
    ]
)
def test_shape_and_dtype(student, n, m, d, dtype):
    """Makes (N, M) of (N, D) and (M, D), in the dtype of the arguments, also where a size is 1."""
    a, b = torch.ones(n, d, dtype=dtype), torch.zeros(m, d, dtype=dtype)
    assert_like(student.pairwise_distances(a, b), torch.zeros(n, m, dtype=dtype))


@check(points=0.25)
def test_leaves_arguments_alone(student):
    """Leaves its arguments unmodified."""
    result = assert_untouched(student.pairwise_distances, watched("a", A), watched("b", B))
    with require():
        assert_close(result, DISTANCES, slack=SLACK)


@check(points=1, timeout_s=2, replay=False)
def test_fast(student):
    """Takes less than 2 s for 10 000 rows against 100 rows of 10 numbers."""
    with require():
        assert_close(student.pairwise_distances(A, B), DISTANCES, slack=SLACK)
    try:
        answer = student.run(means_of_distances, student.pairwise_distances, MANY, FEW)
    except CheckFailure as failure:
        if failure.lost_at is not None and "did not finish" in failure.message:
            failure.symptom = TOO_SLOW
        raise
    match answer:
        case (first, second):
            found = first, second
        case _:
            found = answer, None
    wanted = FAR.mean(dim=1), FAR.mean(dim=0)
    with require():
        expect_tensor(found[0])
        assert_close(found[0], wanted[0], Phrase("the mean distance of each row of a"), slack=SLACK)
        assert_close(found[1], wanted[1], Phrase("the mean distance of each row of b"), slack=SLACK)
