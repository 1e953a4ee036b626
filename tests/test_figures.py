"""What a check learns about the figures that a submission draws."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from autograder.checking import figures
from autograder.checking.failure import CheckFailure
from autograder.checking.figures import Drawing, drawings_of


class _Student:
    """Runs probes here."""

    def run(self, probe: Callable[..., Any], *arguments: Any) -> Any:
        return probe(*arguments)


@pytest.fixture(autouse=True)
def run_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have probes run in this process."""
    monkeypatch.setattr(figures, "student_of", lambda _: _Student())


def _drawing(draw: Callable[[Any], object]) -> Drawing:
    """Return what a figure shows into whose Axes something is drawn."""

    def make() -> Figure:
        figure = Figure()
        draw(figure.add_subplot())
        return figure

    [drawing] = drawings_of(make, [[]])  # type: ignore[arg-type]
    return drawing


def _points(drawing: Drawing, number: int = 0) -> list[tuple[float, float]]:
    marks = drawing.marks[number]
    return list(zip(marks.x.tolist(), marks.y.tolist(), strict=True))


@pytest.mark.parametrize(
    ("draw", "joined"),
    [
        (lambda axes: axes.plot([1, 2], [3, 5]), True),
        (lambda axes: axes.plot([1, 2], [3, 5], "o"), False),
        (lambda axes: axes.scatter([1, 2], [3, 5]), False),
        (lambda axes: axes.errorbar([1, 2], [3, 5]), True),
        (lambda axes: axes.add_collection(LineCollection([[(1, 3), (2, 5)]])), True),
        (lambda axes: [axes.plot(1, 3, "bo"), axes.plot(2, 5, "bo")], False),
    ],
)
def test_whatever_draws_points(draw: Callable[[Any], object], joined: bool) -> None:
    """Curves and clouds are told with their points, by whatever call they were drawn."""
    drawing = _drawing(draw)
    assert _points(drawing) == [(1, 3), (2, 5)]
    assert drawing.marks[0].joined is joined


@pytest.mark.parametrize(
    "draw",
    [
        lambda axes: axes.plot([1, 2], [3, 5], visible=False),
        lambda axes: axes.plot([1, 2], [3, 5], alpha=0),
        lambda axes: axes.plot([1, 2], [3, 5], linestyle=""),
        lambda axes: axes.plot([1, 2], [3, 5], linewidth=0),
    ],
)
def test_what_cannot_be_seen_is_not_there(draw: Callable[[Any], object]) -> None:
    """What is hidden, or drawn by nothing, is left out."""
    assert _drawing(draw).marks == ()


def test_other_coordinates() -> None:
    """Lines that are given in parts of the axes, or without end, are told in the coordinates of the axes."""

    def draw(axes: Any) -> None:
        axes.set(xlim=(2, 6), ylim=(2, 6))
        axes.plot([0, 1], [0, 1], transform=axes.transAxes)
        axes.axline((0, 0), slope=1)

    drawing = _drawing(draw)
    for number in (0, 1):
        assert np.allclose(_points(drawing, number), [(2, 2), (6, 6)])


def test_ticks_with_numbers_of_their_own() -> None:
    """Where other numbers are written than the places, they are told; names are not."""
    assert _drawing(lambda axes: axes.plot([0, 1], [1, 1])).panels[0].ticks == {}
    assert _drawing(lambda axes: axes.plot(["4", "7"], [1, 1])).panels[0].ticks == {0: 4, 1: 7}
    assert _drawing(lambda axes: axes.set_xticks([0, 1], ["one", "2"])).panels[0].ticks == {1: 2}


def test_legends() -> None:
    """The entries of a legend have the style of what they stand for."""

    def draw(axes: Any) -> None:
        axes.plot([1, 2], [3, 5], "k--", label="first")
        axes.scatter([1, 2], [4, 4], color="red", label="second")
        axes.legend()

    drawing = _drawing(draw)
    assert [text for text, _ in drawing.legend] == ["first", "second"]
    assert {marks.label: marks.style for marks in drawing.marks} == dict(drawing.legend)
    assert _drawing(lambda axes: [axes.plot(1, label="x"), axes.legend().set_visible(False)]).legend == ()


def test_labels_that_panels_have_in_common() -> None:
    """A label counts for a column, a row, or all; that of a twin counts for the axis that both share alone."""

    def draw() -> Figure:
        figure, ((top, other), (bottom, _)) = plt.subplots(2, 2)
        bottom.set_xlabel("time")
        top.set_ylabel("height")
        other.twinx().set_ylabel("speed")
        return figure

    [drawing] = drawings_of(draw, [[]])  # type: ignore[arg-type]
    assert [drawing.axis_label(panel, 0) for panel in range(5)] == ["time", "", "time", "", ""]
    assert [drawing.axis_label(panel, 1) for panel in range(5)] == ["height", "height", "", "", "speed"]
    hidden = _drawing(lambda axes: [axes.set(xlabel="x", ylabel=" "), axes.axis("off")])
    assert [hidden.axis_label(0, axis) for axis in (0, 1)] == ["", ""]


def test_figures_of_several_calls() -> None:
    """What figures show is told when all calls have been made; one figure for two calls is a failure."""

    def draw(value: float) -> Figure:
        figure, axes = plt.subplots()
        axes.plot([value, value + 1])
        return figure

    plt.plot([7, 7])  # a figure that is open before
    drawings = drawings_of(draw, [[1], [2]])  # type: ignore[arg-type]
    assert [_points(drawing) for drawing in drawings] == [[(0, 1), (1, 2)], [(0, 2), (1, 3)]]
    with pytest.raises(CheckFailure, match="very figure"):
        drawings_of(lambda _: plt.gcf(), [[1], [2]])  # type: ignore[arg-type]


@pytest.mark.parametrize("other", [None, 1.5, [], [[], [], 3], ([1], [], []), ([], [], [("a", None)]), "figure"])
def test_what_is_no_figure_is_described(other: Any) -> None:
    """Whatever else comes back is a failure, also what looks like the evidence of a figure."""
    with pytest.raises(CheckFailure, match=r"not a Figure|cannot be read"):
        drawings_of(lambda: other, [[]])  # type: ignore[arg-type]
