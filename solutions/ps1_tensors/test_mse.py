"""Hidden checks of `mse`."""

import torch

from autograder.checking import (
    Phrase,
    assert_gradients,
    assert_like,
    assert_matches,
    check,
    edges,
    for_all,
    for_each,
    must_raise,
    require,
    shapes,
    tensors_alike,
)

EDGES = edges("y_true", "y_pred", shapes=[(), (1,), (1, 1), (2, 3)])
# What is drawn has no more digits than a float32.
MANY_DIGITS = {
    "y_true": torch.tensor([[10 / 3, -20 / 3]], dtype=torch.float64),
    "y_pred": torch.tensor([[-10 / 3, 20 / 3]], dtype=torch.float64),
}
# What is drawn has few elements.
LONG = {"y_true": torch.arange(37.0), "y_pred": torch.arange(37.0).flip(0)}
VECTORS = shapes(min_dims=1, max_dims=1, min_side=1)
HINT = Phrase(
    "Compare the whole shapes, and raise where they differ: (N,) and (N, 1) broadcast, and so do (N,) and (1,)."
)
UNEQUAL = [
    ((3, 1), (3,)),
    ((2, 3), (3,)),
    ((4,), (1,)),
    ((1,), ()),
    ((), (1,)),
    ((2, 3), (3, 2)),
    ((2, 3), (6,)),
]


@check(points=0.5)
@for_all(tensors_alike("y_true", "y_pred", shape=shapes(min_side=1)), also=[*EDGES, MANY_DIGITS, LONG])
def test_matches_definition(student, reference, y_true, y_pred):
    """Matches the definition."""
    assert_matches(student.mse, reference.mse, y_true, y_pred)


@check(points=0.25)
@for_each([{"y_true": torch.ones(first), "y_pred": torch.ones(second)} for first, second in [((3,), (3,)), *UNEQUAL]])
def test_unequal_shapes(student, y_true, y_pred):
    """Raises ValueError for all kinds of unequal shapes."""
    if y_true.shape == y_pred.shape:
        with require():
            assert_like(student.mse(y_true, y_pred), torch.zeros(()), Phrase("the result for equal shapes"))
    else:
        with must_raise(
            ValueError,
            Phrase("for shapes {one} and {other}", one=tuple(y_true.shape), other=tuple(y_pred.shape)),
            hint=HINT,
        ):
            student.mse(y_true, y_pred)


@check(points=0.25)
@for_all(tensors_alike("y_true", "y_pred", shape=VECTORS, dtypes=[torch.float32], low=-1, high=1), examples=10)
def test_large_and_close(student, reference, y_true, y_pred):
    """Is exact for large values that are close to each other."""
    assert_matches(student.mse, reference.mse, y_true + 1000, y_pred + 1000)


@check(points=0.25)
@for_all(tensors_alike("y_true", "y_pred", shape=shapes(min_side=1)), also=EDGES)
def test_differentiable(student, reference, y_true, y_pred):
    """Is differentiable in both arguments."""
    upstream = torch.tensor(3.0, dtype=y_true.dtype)
    assert_gradients(student.mse, reference.mse, upstream, y_true=y_true, y_pred=y_pred)
