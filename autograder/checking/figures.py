"""Evidence about figures: what matplotlib has been told to draw, as numbers and texts; no pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.checking.comparison import describe, unreadable
from autograder.checking.failure import CheckFailure
from autograder.checking.probe import probe
from autograder.checking.student import RemoteFunction, RemoteObject, student_of
from autograder.checking.symptoms import Symptom, of_type
from autograder.language import Phrase

__all__ = ["NO_FIGURE", "SAME_FIGURE", "Drawing", "Marks", "Panel", "Style", "drawings_of"]

NO_FIGURE = Symptom(
    "no_figure", "fig, ax = plt.subplots() gives both: ax draws, and fig is what to return; plt.show() returns nothing."
)
SAME_FIGURE = Symptom(
    "same_figure",
    "plt.plot and plt.scatter draw into the current figure, if there is one; plt.subplots() makes a new one.",
)

# Checks compare what is drawn point by point, and ask for some thousand points.
_MOST_PANELS, _MOST_MARKS, _MOST_POINTS = 100, 20_000, 200_000

# How something is drawn: colour, line style, marker.
Style = tuple[str, str, str]


@dataclass(frozen=True)
class Panel:
    """An Axes of a figure.

    Attributes:
        box: left, bottom, right and top edge, as parts of the figure.
        labels: of the x axis and of the y axis, empty where none can be seen; the figure's own count for all.
        shared: for x and y, the numbers of the panels that share this axis.
        ticks: of the x axis, the numbers that are written at its places; those that are just the places are left out.
    """

    box: tuple[float, ...]
    labels: tuple[str, str]
    shared: tuple[frozenset[int], frozenset[int]]
    ticks: dict[float, float]


@dataclass(frozen=True)
class Marks:
    """A curve, or a cloud of points, that can be seen.

    Attributes:
        panel: the number of the panel that it is in.
        x: where the points are, in the coordinates of the axes, whatever they were given in.
        y: likewise.
        joined: the points are joined by a line.
        style: how it is drawn.
        label: what a legend would call it.
    """

    panel: int
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    joined: bool
    style: Style
    label: str


@dataclass(frozen=True)
class Drawing:
    """What a figure shows.

    Attributes:
        panels: its Axes.
        marks: the curves and points in these; single points of one style in one panel are told as one cloud.
        legend: the entries of all legends, and how what they stand for is drawn.
    """

    panels: tuple[Panel, ...]
    marks: tuple[Marks, ...]
    legend: tuple[tuple[str, Style], ...]

    def axis_label(self, panel: int, axis: int) -> str:
        """Return the label of an axis (0: x, 1: y) of a panel, or that of a panel that has it in common.

        Panels have it in common if they share the axis, or are aligned in one column (x) or one row (y).
        """
        here = self.panels[panel]
        edges = ((0, 2), (1, 3))

        def aligned(other: Panel, along: int) -> bool:
            return all(abs(here.box[edge] - other.box[edge]) < 1e-6 for edge in edges[along])

        in_line = [
            number
            for number, other in enumerate(self.panels)
            if aligned(other, axis) and not aligned(other, 1 - axis)  # a twin has axes of its own
        ]
        for number in (panel, *sorted(here.shared[axis]), *in_line):
            if self.panels[number].labels[axis]:
                return self.panels[number].labels[axis]
        return ""


def drawings_of(draw: RemoteFunction, calls: Sequence[Sequence[Any]]) -> list[Drawing]:
    """Have figures drawn by several calls; return what each of them shows when all have been made.

    No figure is open before the first call. Fails the check if what a call returns is not a figure, or if a figure is
    returned twice.

    Args:
        draw: the student's function; returns a figure.
        calls: the arguments of each call.
    """
    match student_of(draw).run(_figures, draw, [list(arguments) for arguments in calls]):
        case (list(figures), int(different)) if len(figures) == len(calls):
            found = [_drawing(figure) for figure in figures]
            if different != len(calls):
                message = Phrase("a second call returned the very figure that the first one had")
                raise CheckFailure(message, symptom=SAME_FIGURE)
            return found
        case other:
            raise unreadable(other)


@probe
def _figures(draw: Any, calls: Any) -> Any:
    """Return for each call what its figure shows in the end, or what it has returned instead; how many are different.

    Numbers are in the coordinates of the axes, where lines given in others are, too.
    """
    import matplotlib.pyplot as plt
    from matplotlib.collections import LineCollection, PathCollection
    from matplotlib.colors import to_hex, to_rgba
    from matplotlib.figure import Figure
    from matplotlib.legend import Legend
    from matplotlib.lines import Line2D
    from matplotlib.ticker import ScalarFormatter

    def color_of(colors: Any, number: int = 0) -> str:
        return to_hex(colors[number % len(colors)]) if len(colors) else ""

    def style_of(artist: Any) -> tuple[str, str, str]:
        if isinstance(artist, Line2D):
            return to_hex(artist.get_color()), str(artist.get_linestyle()), str(artist.get_marker())[:40]
        if isinstance(artist, LineCollection):
            return color_of(artist.get_colors()), "-", "None"
        if isinstance(artist, PathCollection):
            return color_of(artist.get_facecolor()) or color_of(artist.get_edgecolor()), "None", "points"
        return "", "", ""

    def pieces_of(artist: Any) -> Iterator[Any]:
        """Yield points that an artist draws, the transform that they are given in, whether they are joined, how."""
        if isinstance(artist, Line2D):
            joined = str(artist.get_linestyle()) not in ("None", " ", "") and artist.get_linewidth() > 0
            joined = joined and to_rgba(artist.get_color())[3] > 0
            marked = str(artist.get_marker()) not in ("None", " ", "") and artist.get_markersize() > 0
            if joined or marked:
                yield artist.get_xydata(), artist.get_transform(), joined, style_of(artist)
        elif isinstance(artist, LineCollection):
            for number, segment in enumerate(artist.get_segments()):
                style = color_of(artist.get_colors(), number), "-", "None"
                yield segment, artist.get_transform(), True, style
        elif isinstance(artist, PathCollection):
            yield artist.get_offsets(), artist.get_offset_transform(), False, style_of(artist)

    def marks_of(axes: Any, number: int) -> Iterator[Any]:
        axes.apply_aspect()
        axes.get_xlim(), axes.get_ylim()  # what is given in other coordinates depends on them
        for artist in [*axes.lines, *axes.collections]:
            if not artist.get_visible() or artist.get_alpha() == 0:
                continue
            for points, transform, joined, style in pieces_of(artist):
                points = np.ma.filled(np.ma.asarray(points, dtype=np.float64), np.nan).reshape(-1, 2)
                if transform != axes.transData:
                    points = axes.transData.inverted().transform(transform.transform(points))
                label = str(artist.get_label())
                yield number, points[:, 0].copy(), points[:, 1].copy(), joined, style, label

    def label_of(axes: Any, axis: Any, of_figure: str) -> str:
        seen = axes.axison and axis.get_visible() and axis.label.get_visible()
        return (axis.label.get_text() if seen else "") or of_figure

    def ticks_of(axes: Any) -> list[Any]:
        if isinstance(axes.xaxis.get_major_formatter(), ScalarFormatter):
            return []  # writes the places themselves
        places, texts = axes.get_xticks(), axes.get_xticklabels()
        return [(float(place), text.get_text()) for place, text in zip(places, texts)]  # noqa: B905

    def take_apart(figure: Any) -> Any:
        panels = []
        for axes in figure.axes:
            panels += [axes, *axes.child_axes]
        panels = [axes for axes in panels if axes.get_visible()]
        described: list[Any] = []
        marks: list[Any] = []
        for number, axes in enumerate(panels):
            labels = (
                label_of(axes, axes.xaxis, axes.figure.get_supxlabel() or figure.get_supxlabel()),
                label_of(axes, axes.yaxis, axes.figure.get_supylabel() or figure.get_supylabel()),
            )
            shared = [
                [other for other, each in enumerate(panels) if group.joined(axes, each)]
                for group in (axes.get_shared_x_axes(), axes.get_shared_y_axes())
            ]
            marks += marks_of(axes, number)
            box = [float(edge) for edge in axes.get_position(original=True).extents]
            described.append((box, labels, shared, ticks_of(axes)))
        legends = [legend for part in (figure, *figure.subfigs) for legend in part.legends]
        for axes in panels:
            legends += [axes.get_legend(), *[each for each in axes.artists if isinstance(each, Legend)]]
        entries: list[Any] = []
        for legend in legends:
            if legend is not None and legend.get_visible():
                pairs = zip(legend.get_texts(), legend.legend_handles)  # noqa: B905
                entries += [(text.get_text(), style_of(handle)) for text, handle in pairs]
        return described, marks, entries

    plt.close("all")
    results = [draw(*arguments) for arguments in calls]
    different = len(set(map(id, results)))
    found = [take_apart(each) if issubclass(type(each), Figure) else each for each in results]
    plt.close("all")
    return found, different


def _drawing(figure: Any) -> Drawing:
    """Return what a figure shows, having checked that it is one, and can be read."""
    match figure:
        case (list(panels), list(marks), list(legend)):
            seen = [_marks(each, len(panels)) for each in marks[: _MOST_MARKS + 1]]
            if (
                len(panels) > _MOST_PANELS
                or len(seen) > _MOST_MARKS
                or sum(len(each.x) for each in seen) > _MOST_POINTS
            ):
                raise CheckFailure(Phrase("the figure has far more panels, curves or points than there are data"))
            return Drawing(
                tuple(_panel(panel, len(panels)) for panel in panels),
                tuple(_together(seen)),
                tuple((_text(text), _style(style)) for text, style in map(_pair, legend)),
            )
    is_axes = isinstance(figure, RemoteObject) and figure.handle.type == "Axes"
    shown = Phrase("an Axes") if is_axes else describe(figure)
    symptom = NO_FIGURE if figure is None or isinstance(figure, RemoteObject) else of_type(figure)
    raise CheckFailure(Phrase("the result is {shown}, not a Figure", shown=shown), symptom=symptom)


def _panel(panel: Any, count: int) -> Panel:
    match panel:
        case (list(box), (str(x), str(y)), list(shared), list(ticks)) if len(box) == 4 and len(shared) == 2:
            if all(type(edge) is float for edge in box) and all(map(_is_numbers, shared)):
                across, up = (frozenset(other for other in others if 0 <= other < count) for others in shared)
                return Panel(tuple(box), (x.strip(), y.strip()), (across, up), dict(_written(ticks)))
    raise unreadable(panel)


def _is_numbers(others: Any) -> bool:
    return isinstance(others, list) and all(type(other) is int for other in others)


def _written(ticks: Sequence[Any]) -> Iterator[tuple[float, float]]:
    """Yield the places of ticks and the numbers that are written there."""
    for place, text in map(_pair, ticks):
        if type(place) is not float:
            raise unreadable(place)
        try:
            yield place, float(_text(text))
        except ValueError:
            continue


def _marks(marks: Any, count: int) -> Marks:
    match marks:
        case (int(panel), np.ndarray() as x, np.ndarray() as y, bool(joined), style, str(label)) if (
            x.dtype == y.dtype == np.float64 and x.ndim == y.ndim == 1 and len(x) == len(y) and 0 <= panel < count
        ):
            seen = np.isfinite(x) & np.isfinite(y)
            return Marks(panel, x[seen], y[seen], joined, _style(style), label)
    raise unreadable(marks)


def _together(marks: Sequence[Marks]) -> Iterator[Marks]:
    """Yield marks, single points of one style in one panel as those of one cloud: they were drawn one by one."""
    singles: dict[object, list[Marks]] = {}
    for each in marks:
        if not len(each.x):  # an entry of the legend, often
            continue
        if len(each.x) == 1 and each.style[2] not in ("None", " ", ""):  # without a marker, none of them is seen
            singles.setdefault((each.panel, each.style, each.joined), []).append(each)
        else:
            yield each
    for group in singles.values():
        x, y = (np.concatenate([getattr(each, name) for each in group]) for name in ("x", "y"))
        named = [each.label for each in group if not each.label.startswith("_")]
        # A line to nowhere joins nothing.
        yield Marks(group[0].panel, x, y, False, group[0].style, named[0] if named else "")


def _style(style: Any) -> Style:
    match style:
        case (str(color), str(line), str(marker)):
            return color, line, marker
    raise unreadable(style)


def _text(text: Any) -> str:
    if type(text) is not str:
        raise unreadable(text)
    return text


def _pair(pair: Any) -> tuple[Any, Any]:
    match pair:
        case (first, second):
            return first, second
    raise unreadable(pair)
