"""Hidden checks of `plot_predictions`."""

import numpy as np
import torch

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_unchanged,
    check,
    drawings_of,
    for_each,
    require,
)

LEFTOVERS = Symptom("leftovers", "The points of an earlier call are still there: each call needs a figure of its own.")
NOT_FOR_ARRAYS = Symptom("not_for_arrays", "Arrays and tensors have not all methods in common; matplotlib takes both.")


@check(points=0.5)
@for_each([{"size": 1, "dtype": torch.float32}, {"size": 2000, "dtype": torch.float64}])
def test_any_number_of_points(student, size, dtype):
    """Shows every point, be there one or hundreds."""
    y_true, y_pred = random_values(size, dtype)
    [drawing] = drawings_of(student.plot_predictions, [[y_true, y_pred]])
    assert_points(drawing, y_true, y_pred)


@check(points=0.5)
@for_each([{"offset": 40, "slope": 0.5}, {"offset": 0, "slope": -0.25}, {"offset": -40, "slope": 0.5}])
def test_line_goes_with_the_data(student, offset, slope):
    """Draws the line y = x where the data are, however well they are predicted."""
    noise, _ = random_values(30, torch.float64)
    y_true = noise + offset
    y_pred = slope * noise.flip(0) + offset + 0.5
    [drawing] = drawings_of(student.plot_predictions, [[y_true, y_pred]])
    with require():
        assert_points(drawing, y_true, y_pred)
    assert_line(drawing, y_true, y_pred)


@check(points=0.5)
def test_arrays(student):
    """Takes arrays as it takes tensors."""
    y_true, y_pred = random_values(20, torch.float32)
    [drawing] = drawings_of(student.plot_predictions, [[y_true, y_pred]])
    with require():
        assert_points(drawing, y_true, y_pred)
        assert_line(drawing, y_true, y_pred)
    try:
        [drawing] = drawings_of(student.plot_predictions, [[y_true.numpy(), y_pred.numpy()]])
    except AttributeError as failure:
        raise CheckFailure(str(failure), symptom=NOT_FOR_ARRAYS) from None
    assert_points(drawing, y_true, y_pred)
    assert_line(drawing, y_true, y_pred)


@check(points=0.5)
def test_new_figure(student):
    """Makes a new figure for every call, with the data of that call alone."""
    values, others = random_values(16, torch.float32)
    calls = [(values[:8], others[:8]), (values[8:], others[8:])]
    for drawing, own, other in zip(drawings_of(student.plot_predictions, calls), calls, calls[::-1], strict=True):
        with require():
            assert_points(drawing, *own)
        if points_of(drawing) & (pairs_of(*other) | pairs_of(*other[::-1])):
            raise CheckFailure(Phrase("a figure shows points of another call, too"), symptom=LEFTOVERS)


@check(points=0.5)
@for_each([{"as_arrays": False}, {"as_arrays": True}])
def test_arguments_unmodified(student, as_arrays):
    """Leaves tensors and arrays as they are."""
    y_true, y_pred = random_values(9, torch.float32)
    values = {"y_true": y_true, "y_pred": y_pred}
    shared = {name: student.share(value.numpy() if as_arrays else value) for name, value in values.items()}
    [drawing] = drawings_of(student.plot_predictions, [[*shared.values()]])
    with require():
        if not points_of(drawing):
            raise CheckFailure(Phrase("the figure shows no points"))
    for name, value in shared.items():
        assert_unchanged(value, name)


def random_values(size, dtype):
    """Return values that are exact in float32, no two alike, none of them predicted well."""
    values = (torch.randperm(4096)[: 2 * size] - 2048).to(dtype) / 256
    return values[:size], values[size:]


def pairs_of(x, y):
    """Return points as a set; in float32, as they may have been converted to that."""
    return set(zip(np.float32(x).tolist(), np.float32(y).tolist(), strict=True))


def points_of(drawing):
    """Return all points that are not joined."""
    return {pair for marks in drawing.marks if not marks.joined for pair in pairs_of(marks.x, marks.y)}


def assert_points(drawing, y_true, y_pred):
    """Fail unless all pairs are there as points, one way round."""
    both, seen = [pairs_of(y_true, y_pred), pairs_of(y_pred, y_true)], points_of(drawing)
    if not any(pairs <= seen for pairs in both):
        most = max(len(pairs & seen) for pairs in both)
        raise CheckFailure(
            Phrase(
                "of {count} points (y_true, y_pred) the figure shows {value}",
                count=len(both[0]),
                value=most or Phrase("none"),
            )
        )


def assert_line(drawing, y_true, y_pred):
    """Fail unless the line y = x is there, over a third of what both have in common, or more."""
    low = max(float(y_true.min()), float(y_pred.min()))
    high = min(float(y_true.max()), float(y_pred.max()))
    for marks in drawing.marks:
        if (marks.joined or len(marks.x) >= 20) and np.ptp(marks.x) > 0:
            diagonal = np.allclose(marks.x, marks.y, rtol=1e-5, atol=1e-5 * float(np.abs(marks.x).max()))
            if diagonal and min(high, marks.x.max()) - max(low, marks.x.min()) >= (high - low) / 3:
                return
    raise CheckFailure(
        Phrase("there is no line y = x between {low:.4g} and {high:.4g}, where the points are", low=low, high=high)
    )
