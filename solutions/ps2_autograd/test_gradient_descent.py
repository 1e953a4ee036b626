"""Hidden checks of `gradient_descent`."""

import hypothesis.strategies as st
import torch

from autograder.checking import (
    FLOATS,
    Symptom,
    assert_close,
    assert_detached,
    assert_matches,
    assert_no_memory_shared,
    check,
    expect_tensor,
    for_all,
    probe,
    require,
    shapes,
    tensors,
    watched,
)

ADDED = Symptom(
    "added", "The .grad that start had already is in the step: backward() adds to it, and a deep copy copies it."
)
STEPPED = Symptom("stepped", "w was changed although no step is asked for: steps may be 0.")


@probe
def lecture(w):
    """Compute the lecture's example, prod(log(log(w + 7)))."""
    return torch.log(torch.log(w + 7)).prod()


@probe
def waves(w):
    """Have another slope everywhere."""
    return torch.sin(w).sum() + 0.1 * (w**2).sum()


@probe
def valley(w):
    """Tie the elements of a row together, so that the shape matters."""
    return ((w.sum(dim=-1) - 1) ** 2).sum() + 0.01 * (w**4).sum()


@probe
def plain(w):
    """Be nearly flat: the steps are small, and still steps."""
    return 1e-4 * (w**2).sum()


@probe
def steep(w):
    """Have a large slope: w goes far, and what lr lacks shows."""
    return 100 * w.sum()


@check(points=0.5)
def test_lecture_case(student, reference):
    """Ends where the lecture's example does after 500 steps."""
    start = torch.tensor([[5.0, 10.0], [1.0, 2.0]], dtype=torch.float64)
    assert_matches(student.gradient_descent, reference.gradient_descent, lecture, start, 0.001, 500)


@check(points=0.5)
@for_all(
    fn=st.sampled_from((waves, valley, plain)),
    start=tensors(shapes(min_side=1, max_side=3), low=-2, high=2),
    lr=st.sampled_from((0.1, 0.01, 1.5)),  # the last one leads uphill
    steps=st.integers(1, 4),
    also=[
        {"fn": fn, "start": torch.full(size, 0.5, dtype=dtype), "lr": lr, "steps": 3}
        for fn, lr in ((waves, 0.1), (valley, 1.5), (plain, 0.1))
        for dtype in FLOATS
        for size in ((), (2, 3))
    ]
    # More digits than a float32 has, in what is given and in what comes out.
    + [
        {"fn": waves, "start": torch.arange(1, 7, dtype=torch.float64).sqrt().reshape(2, 3), "lr": 0.1, "steps": 2},
        {"fn": steep, "start": torch.tensor([101.0, -3.0], dtype=torch.float64), "lr": 0.1, "steps": 10},
    ],
    examples=40,
)
def test_any_function(student, reference, fn, start, lr, steps):
    """Works for any function, shape, dtype, learning rate and number of steps."""
    assert_matches(student.gradient_descent, reference.gradient_descent, fn, start, lr, steps)


@check(points=0.25)
def test_no_steps(student):
    """Returns a copy of start for no steps, detached and with memory of its own."""
    start = torch.tensor([1.5, -2.0], dtype=torch.float64)
    result = expect_tensor(student.gradient_descent(waves, start.clone().requires_grad_(), 0.1, 0))
    assert_close(result, start, look=lambda got, expected, near: STEPPED)
    assert_detached(result)
    assert_no_memory_shared(student.gradient_descent, waves, watched("start", start), 0.1, 0)


@probe
def descend_from_used_leaf(fn, descend, start, lr, steps):
    """Begin at a leaf that requires grad and already has one."""
    start = start.clone().requires_grad_()
    start.grad = torch.full_like(start, 100.0)
    return descend(fn, start, lr, steps)


@check(points=0.25)
def test_start_with_gradient(student, reference):
    """Is not misled by a start that already has a gradient."""
    start = torch.tensor([1.5, -2.0], dtype=torch.float64)
    expected = reference.gradient_descent(waves, start, 0.1, 1)
    with require():
        assert_close(student.gradient_descent(waves, start, 0.1, 1), expected)

    def seen(got, expected, near):
        return ADDED if near(got, expected - 0.1 * 100) else None

    result = student.run(descend_from_used_leaf, waves, student.gradient_descent, start, 0.1, 1)
    assert_close(result, expected, look=seen)
