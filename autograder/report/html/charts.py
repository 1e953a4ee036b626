"""Charts as SVG that takes its colours and fonts from the page, so that it is at home in dark mode and on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import matplotlib
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from autograder.language import tell

__all__ = ["Point", "histogram", "scatter"]

# Colours that stand for those of the page; no chart has any others.
_PAGE = {"#010101": "var(--ink)", "#020202": "var(--muted)", "#030303": "var(--line)", "#040404": "var(--accent)"}
_INK, _MUTED, _LINE, _ACCENT = _PAGE
_STYLE: Any = {
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "autograder",  # the same chart, the same bytes
    "axes.edgecolor": _LINE,
    "axes.labelcolor": _MUTED,
    "xtick.labelcolor": _MUTED,
    "ytick.labelcolor": _MUTED,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "font.size": 9,
}


@dataclass(frozen=True)
class _Shape:
    """Shape of a chart: the class that it has in the page, its width in inches, and how many bars it has room for."""

    name: str
    width: float
    bins: int


_SHAPES = (_Shape("wide", 11.5, 27), _Shape("narrow", 4.6, 12))


@dataclass(frozen=True)
class Point:
    """One mark of a chart: where it is, and what is said of it when somebody points at it."""

    x: float
    y: float
    says: str


def histogram(scores: Sequence[float], max_score: float, mean: float) -> Markup:
    """Return how many students have how many points, with the mean: for wide screens and for narrow ones."""
    return Markup("").join(_histogram(scores, max_score, mean, shape) for shape in _SHAPES)


def scatter(points: Sequence[Point]) -> Markup:
    """Return checks by their difficulty (the share that passes) and discrimination, for both kinds of screens."""
    return Markup("").join(_scatter(points, shape) for shape in _SHAPES)


def _histogram(scores: Sequence[float], max_score: float, mean: float, shape: _Shape) -> Markup:
    bins = min(shape.bins, max(5, int(max_score)))
    width = (max_score or 1) / bins
    counts = [0] * bins
    for score in scores:
        counts[min(bins - 1, int(score / width))] += 1
    with matplotlib.rc_context(_STYLE):
        figure, axes = _axes(shape.width, 2.3)
        bars = axes.bar(
            [index * width for index in range(bins)], counts, width * 0.86, align="edge", color=_ACCENT, clip_on=False
        )
        says = {}
        for index, (bar, count) in enumerate(zip(bars, counts, strict=True)):
            bar.set_gid(f"bar-{index}")
            says[f"bar-{index}"] = tell(
                "{low:.3g} to {high:.3g} points: {n} student",
                "{low:.3g} to {high:.3g} points: {n} students",
                n=count,
                low=index * width,
                high=(index + 1) * width,
            )
        top = max(counts, default=0) or 1
        axes.plot([mean, mean], [0, top * 1.08], color=_INK, linewidth=1.2, linestyle=(0, (2, 2)), clip_on=False)
        axes.text(mean, top * 1.12, tell("mean {mean:.4g}", mean=mean), ha="center", color=_INK)
        axes.set(xlim=(0, max_score or 1), ylim=(0, top * 1.2), xlabel=tell("points"), ylabel=tell("students"))
        axes.yaxis.set_major_locator(MaxNLocator(3, integer=True))
        said = "; ".join(text for text, count in zip(says.values(), counts, strict=True) if count)
        label = tell("Scores of {n} submissions. {said}", n=len(scores), said=said)
        return _svg(figure, shape, label, says)


def _scatter(points: Sequence[Point], shape: _Shape) -> Markup:
    with matplotlib.rc_context(_STYLE):
        figure, axes = _axes(shape.width, 2.7)
        says = {}
        for index, point in enumerate(points):
            [mark] = axes.plot(point.x, point.y, "o", color=_ACCENT, alpha=0.6, markersize=7, clip_on=False)
            mark.set_gid(f"check-{index}")
            says[f"check-{index}"] = point.says
        lowest = min([-0.05, *(point.y - 0.05 for point in points)])
        axes.axhline(0, color=_LINE, linewidth=1)
        axes.axhline(0.2, color=_MUTED, linewidth=0.8, linestyle=(0, (2, 3)))
        axes.text(1.0, 0.225, tell("above: tells strong from weak work"), ha="right", color=_MUTED)
        axes.set(xlim=(0, 1), ylim=(lowest, 1), xlabel=tell("share that passes"), ylabel=tell("discrimination"))
        axes.xaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))
        axes.yaxis.set_major_locator(MaxNLocator(4))
        label = tell("Difficulty and discrimination of {n} checks, as in the table below", n=len(points))
        return _svg(figure, shape, label, says)


def _axes(width: float, height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width, height), layout="constrained")
    figure.patch.set_visible(False)
    axes = figure.subplots()
    axes.patch.set_visible(False)
    axes.spines[["top", "right", "left"]].set_visible(False)
    return figure, axes


def _svg(figure: Figure, shape: _Shape, label: str, says: dict[str, str]) -> Markup:
    """Return a figure as an element of the page, with what is said of its parts."""
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    svg = file.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    view = re.search(r'viewBox="[^"]*"', svg)
    assert view is not None
    head = f'<svg class="chart {shape.name}" role="img" aria-label="{escape(label)}" {view[0]}>'
    svg = re.sub(r"<svg[^>]*>", lambda _: head, svg, count=1)
    svg = re.sub(r"font: (?:\w+ )*?([\d.]+px) [^;\"]+", r"font-size: \1", svg)
    for colour, variable in _PAGE.items():
        svg = svg.replace(colour, variable)
    for identity, text in says.items():
        svg = svg.replace(f'<g id="{identity}">', f'<g class="mark"><title>{escape(text)}</title>')
    return Markup(svg)
