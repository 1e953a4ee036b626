"""Hidden checks of `MLP`."""

import hypothesis.strategies as st
import torch

from autograder.checking import (
    FLOATS,
    CheckFailure,
    Phrase,
    Symptom,
    assert_same_gradients,
    assert_same_logits,
    assert_unchanged,
    check,
    describe,
    for_all,
    for_each,
    probe,
)

CALLERS_LIST = Symptom(
    "callers_list", "insert, append, pop and += change the list of the caller; [first, *sizes] is a new one."
)


@check(points=1)
@for_all(
    inputs=st.integers(1, 4),
    hidden=st.lists(st.integers(1, 4), max_size=3),
    classes=st.integers(1, 4),
    batch=st.integers(1, 4),
    dtype=st.sampled_from(FLOATS),
    also=[
        {"inputs": 3, "hidden": [2] * layers, "classes": 2, "batch": 3, "dtype": torch.float64} for layers in (6, 12)
    ],
    examples=12,
)
def test_logits(student, reference, inputs, hidden, classes, batch, dtype):
    """Gives the right logits for any number of layers, of any size, with random weights."""
    x = torch.randn(batch, inputs, dtype=torch.float64).to(dtype)
    assert_same_logits(student.MLP, reference.MLP, (inputs, hidden, classes), x)


@check(points=0.25)
def test_flattens_pictures(student, reference):
    """Takes pictures, of shape (N, 1, height, width), row by row, and leaves them unmodified."""
    for hidden in ([], [4, 3]):
        shared = student.share(torch.randn(3, 1, 2, 5, dtype=torch.float64))
        assert_same_logits(student.MLP, reference.MLP, (10, hidden, 3), shared)
        assert_unchanged(shared, Phrase("the input"))


@check(points=0.25)
def test_eval_mode(student, reference):
    """Gives the right logits in eval mode, too, and leaves its input unmodified."""
    shared = student.share(torch.randn(5, 2, 6, dtype=torch.float64))
    assert_same_logits(student.MLP, reference.MLP, (12, [8, 4], 3), shared, training=False)
    assert_unchanged(shared, Phrase("the input"))


@probe
def shapes_for(make, kind):
    """Return the shapes of the parameters for the hidden sizes 5, 4, 3 as this kind of sequence, and those sizes."""
    sizes = {"list": [5, 4, 3], "tuple": (5, 4, 3), "range": range(5, 2, -1), "empty tuple": (), "empty list": []}[kind]
    net = make(6, sizes, 2)
    net(torch.zeros(1, 6))
    return [list(parameter.shape) for parameter in net.parameters()], list(sizes)


@check(points=0.5)
@for_each([{"kind": "list"}, {"kind": "tuple"}, {"kind": "range"}, {"kind": "empty tuple"}])
def test_any_sequence(student, kind):
    """Takes the hidden sizes as a list, a tuple or a range, and leaves them unmodified."""
    if kind == "empty tuple":
        try:
            student.run(shapes_for, student.MLP, "empty list")
        except CheckFailure:  # is told by other checks
            return
    match student.run(shapes_for, student.MLP, kind):
        case (list(shapes), list(sizes)) if kind == "empty tuple":
            if repr(shapes) != "[[2, 6], [2]]":  # as text: it may be anything
                message = Phrase("for an empty tuple the parameters have the shapes {shapes}", shapes=shapes)
                raise CheckFailure(message)
        case (list(shapes), list(sizes)):
            if repr(shapes) != "[[5, 6], [5], [4, 5], [4], [3, 4], [3], [2, 3], [2]]":
                raise CheckFailure(
                    Phrase(
                        "for hidden sizes 5, 4, 3 as a {kind} the parameters have the shapes {shapes}",
                        kind=kind,
                        shapes=shapes,
                    )
                )
            if repr(sizes) != "[5, 4, 3]":
                raise CheckFailure(
                    Phrase("the caller's list [5, 4, 3] is now {sizes}", sizes=sizes), symptom=CALLERS_LIST
                )
        case other:
            raise CheckFailure(Phrase("the network cannot be examined: {value} came back", value=describe(other)))


@check(points=0.25)
def test_gradients(student, reference):
    """Lets gradients reach every parameter."""
    assert_same_gradients(student.MLP, reference.MLP, (12, [8, 4], 3), torch.randn(5, 2, 6, dtype=torch.float64))
