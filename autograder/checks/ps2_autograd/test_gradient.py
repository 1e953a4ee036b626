"""Visible checks of `gradient`."""

import torch

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_detached,
    assert_untouched,
    check,
    expect_tensor,
    for_each,
    of_slopes,
    probe,
    require,
    watched,
)

ADDS_UP = Symptom(
    "adds_up",
    "backward() adds to the .grad that is there already: what the first call has left behind counts in the second one.",
)


@probe
def cubes(x):
    """Have the gradient 3 x²."""
    return (x**3).sum()


X = torch.tensor([[1.0, 2.0], [-1.0, 3.0]])
SLOPES = torch.tensor([[3.0, 12.0], [3.0, 27.0]])


@check(points=1)
@for_each(
    [
        {"fn": lambda x: 10 * x - 1, "x": torch.tensor(2.0), "slope": torch.tensor(10.0)},
        {"fn": torch.sin, "x": torch.tensor(0.0), "slope": torch.tensor(1.0)},
        {"fn": torch.log, "x": torch.tensor(4.0), "slope": torch.tensor(0.25)},
    ]
)
def test_known_slopes(student, fn, x, slope):
    """Gives the derivatives of 10x - 1, sin x and log x."""
    assert_close(student.gradient(fn, x), slope, Phrase("the derivative"), look=of_slopes)


@check(points=0.5)
def test_every_element(student):
    """Gives one slope for each element, in the shape of x."""
    assert_close(student.gradient(cubes, X), SLOPES, Phrase("the gradient of (x**3).sum()"), look=of_slopes)


@check(points=0.5)
def test_leaves_x_alone(student):
    """Leaves x unmodified: its values, requires_grad and .grad."""
    # Of thirds something is lost where something is added and subtracted again.
    result = assert_untouched(student.gradient, cubes, watched("x", X / 3))
    with require():
        assert_close(result, SLOPES / 9)


@probe
def call_twice(gradient, fn, x):
    """Ask for the same gradient twice; only then look at the answers."""
    return [gradient(fn, x), gradient(fn, x)]


@check(points=0.25)
def test_second_call(student):
    """Gives the same answer when it is called a second time."""
    with require():
        assert_close(student.gradient(cubes, X), SLOPES)
    answers = student.run(call_twice, student.gradient, cubes, X)
    if not isinstance(answers, list) or len(answers) != 2:
        raise CheckFailure(Phrase("sent an answer that cannot be read"))
    for answer, what in zip(
        answers, (Phrase("the first answer, after a second call,"), Phrase("the second answer")), strict=True
    ):
        assert_close(answer, SLOPES, what, look=twice_as_much)


def twice_as_much(got, expected, near):
    """Look for a gradient that was added to another one."""
    return ADDS_UP if near(got / 2, expected) else None


@check(points=0.25)
def test_detached(student):
    """Returns a tensor that is detached from every graph."""
    result = expect_tensor(student.gradient(cubes, X))
    with require():
        assert_close(result, SLOPES)
    assert_detached(result)
