"""Hidden checks of `affine`."""

import hypothesis.strategies as st
import torch

from autograder.checking import (
    FLOATS,
    Symptom,
    assert_close,
    assert_gradients,
    assert_matches,
    check,
    for_all,
    tensors,
    together,
)

NOT_TRANSPOSED = Symptom(
    "not_transposed",
    "This is x · weight, without the transpose: where weight is square, both fit, and only one is right.",
)

# Where two sizes are equal, a mistake about the dimensions raises nothing, and where one is 1, it broadcasts.
SIZES = ((3, 3, 3), (3, 2, 3), (2, 2, 3), (2, 3, 3), (1, 3, 2), (3, 1, 2), (3, 2, 1), (1, 1, 1))


def _layer(n, features, outputs, dtype=torch.float32):
    """Return an input with other numbers everywhere."""
    shapes = {"x": (n, features), "weight": (outputs, features), "bias": (outputs,)}
    return {
        name: torch.linspace(-2, 1.5, size[0] * size[-1] ** (len(size) - 1), dtype=dtype).reshape(size) * factor
        for factor, (name, size) in enumerate(shapes.items(), 1)
    }


@st.composite
def layers(draw):
    """Draw an input of four rows at most, with numbers whose sums are exact to 1e-5 in float32."""
    n, features, outputs = (draw(st.integers(1, 4)) for _ in range(3))
    dtype = draw(st.sampled_from(FLOATS))
    return tuple(draw(tensors(size, [dtype], -2, 2)) for size in ((n, features), (outputs, features), (outputs,)))


@check(points=0.75)
@for_all(together("x", "weight", "bias", values=layers()), also=[_layer(*sizes) for sizes in SIZES])
def test_matches_definition(student, reference, x, weight, bias):
    """Matches the definition."""

    def seen(got, expected, near):
        square = len(weight) == weight.shape[1]
        return NOT_TRANSPOSED if square and near(got, x @ weight + bias) else None

    exact = reference.affine(x.double(), weight.double(), bias.double()).to(x.dtype)
    assert_close(student.affine(x, weight, bias), exact, look=seen)


@check(points=0.25)
@for_all(
    together("x", "weight", "bias", values=layers()),
    examples=5,
    also=[_layer(4, 50, 30, torch.float64), _layer(40, 7, 3)],
)
def test_exact(student, reference, x, weight, bias):
    """Is exact in float64, also for layers of some size."""
    assert_matches(student.affine, reference.affine, x.double(), weight.double(), bias.double())


@check(points=0.75)
@for_all(together("x", "weight", "bias", values=layers()), examples=10, also=[_layer(*sizes) for sizes in SIZES])
def test_differentiable(student, reference, x, weight, bias):
    """Is differentiable in all three arguments."""
    upstream = torch.linspace(1, 2, len(x) * len(weight), dtype=x.dtype).reshape(len(x), len(weight))
    assert_gradients(student.affine, reference.affine, upstream, x=x, weight=weight, bias=bias)
