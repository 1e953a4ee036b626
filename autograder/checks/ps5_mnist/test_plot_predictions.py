"""Visible checks of `plot_predictions`."""

import numpy as np
import torch

from autograder.checking import CheckFailure, Phrase, Symptom, check, drawings_of, require

Y_TRUE = torch.tensor([-2.0, -1.25, 0.5, 1.0, 2.75, 3.0])
Y_PRED = torch.tensor([-0.5, -1.0, 0.75, 0.25, 1.5, 2.25])

JOINED = Symptom("joined", "plot(x, y) joins the points by lines; scatter(x, y), or plot with 'o', does not.")
OVER_INDEX = Symptom(
    "over_index", "Each is drawn against the number of the sample; a point is to be a pair (true, predicted)."
)
OTHER_LINE = Symptom(
    "other_line",
    "On the line y = x both coordinates of a point are equal. A line fitted to the points, or drawn from corner to "
    "corner, is another one.",
)
NO_LINE = Symptom("no_line", "Two points make a line: (a, a) and (b, b), with a and b the ends of what is to be seen.")
ELSEWHERE = Symptom("elsewhere", "The line y = x runs beside the points: its ends should come from the data.")
NO_LABEL = Symptom(
    "no_label", "ax.set_xlabel and ax.set_ylabel, or plt.xlabel and plt.ylabel, say what is on the axes."
)


@check(points=1)
def test_scatter(student):
    """Shows a point for each pair (y_true, y_pred)."""
    [drawing] = drawings_of(student.plot_predictions, [[Y_TRUE, Y_PRED]])
    assert_points(drawing, Y_TRUE, Y_PRED)


@check(points=1)
def test_line(student):
    """Shows the line y = x where the points are."""
    [drawing] = drawings_of(student.plot_predictions, [[Y_TRUE, Y_PRED]])
    with require():
        assert_points(drawing, Y_TRUE, Y_PRED)
    assert_line(drawing, Y_TRUE, Y_PRED)


@check(points=0.5)
def test_axis_labels(student):
    """Labels both axes."""
    [drawing] = drawings_of(student.plot_predictions, [[Y_TRUE, Y_PRED]])
    with require():
        assert_points(drawing, Y_TRUE, Y_PRED)
    for axis, letter in enumerate("xy"):
        if not any(drawing.axis_label(marks.panel, axis) for marks in clouds(drawing, Y_TRUE, Y_PRED)):
            raise CheckFailure(Phrase("the {letter} axis has no label", letter=letter), symptom=NO_LABEL)


def pairs_of(x, y):
    """Return points as a set; in float32, as they may have been converted to that."""
    return set(zip(np.float32(x).tolist(), np.float32(y).tolist(), strict=True))


def clouds(drawing, y_true, y_pred):
    """Return the points that are not joined and are pairs of the data, or nothing if some pairs are not there."""
    for x, y in ((y_true, y_pred), (y_pred, y_true)):
        expected = pairs_of(x, y)
        found = [marks for marks in drawing.marks if not marks.joined and pairs_of(marks.x, marks.y) & expected]
        if expected <= {pair for marks in found for pair in pairs_of(marks.x, marks.y)}:
            return found
    return []


def assert_points(drawing, y_true, y_pred):
    """Fail unless all pairs are there as points."""
    if clouds(drawing, y_true, y_pred):
        return
    both = [pairs_of(y_true, y_pred), pairs_of(y_pred, y_true)]
    if any(marks.joined and pairs in both for marks in drawing.marks for pairs in [pairs_of(marks.x, marks.y)]):
        raise CheckFailure(Phrase("the points (y_true, y_pred) are joined by lines"), symptom=JOINED)
    heights = [marks.y.tolist() for marks in drawing.marks]
    over_index = all(values.tolist() in heights for values in (y_true, y_pred))
    seen = {pair for marks in drawing.marks if not marks.joined for pair in pairs_of(marks.x, marks.y)}
    most = max(len(seen & pairs) for pairs in both)
    message = Phrase(
        "of {count} points (y_true, y_pred) the figure shows {value}", count=len(both[0]), value=most or Phrase("none")
    )
    raise CheckFailure(message, symptom=OVER_INDEX if over_index else None)


def assert_line(drawing, y_true, y_pred):
    """Fail unless the line y = x is there, over a third of what both have in common, or more."""
    low = max(float(y_true.min()), float(y_pred.min()))
    high = min(float(y_true.max()), float(y_pred.max()))
    lines = [marks for marks in drawing.marks if marks.joined or len(marks.x) >= 20]
    diagonals = [marks for marks in lines if np.ptp(marks.x) > 0 and is_diagonal(marks)]
    for marks in diagonals:
        if min(high, marks.x.max()) - max(low, marks.x.min()) >= (high - low) / 3:
            return
    if diagonals:
        a, b = diagonals[0].x.min(), diagonals[0].x.max()
        message = Phrase(
            "the line y = x runs from {a:.4g} to {b:.4g}, the points lie between {low:.4g} and {high:.4g}",
            a=a,
            b=b,
            low=low,
            high=high,
        )
        raise CheckFailure(message, symptom=ELSEWHERE)
    straight = [marks for marks in lines if np.ptp(marks.x) > 0]
    if not straight:
        raise CheckFailure(Phrase("there is no line y = x"), symptom=NO_LINE)
    marks = straight[0]
    first, last = np.argmin(marks.x), np.argmax(marks.x)
    ends = [f"({marks.x[place]:.4g}, {marks.y[place]:.4g})" for place in (first, last)]
    raise CheckFailure(
        Phrase("the line is not y = x: it runs from {end} to {other_end}", end=ends[0], other_end=ends[1]),
        symptom=OTHER_LINE,
    )


def is_diagonal(marks):
    """Say whether all points of a curve lie on y = x."""
    return np.allclose(marks.x, marks.y, rtol=1e-5, atol=1e-5 * float(np.abs(marks.x).max()))
