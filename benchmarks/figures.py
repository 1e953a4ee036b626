"""What was measured, how it is written down, and how it compares with what was committed."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.commands import ROOT, BenchError

__all__ = ["Measured", "Ratio", "Topic", "machine", "ratio", "slower_than_committed", "spread", "write_down"]

_FIGURES = Path(__file__).with_name("figures.json")
_DOCUMENT = ROOT / "docs" / "performance.md"
# How much worse a ratio may be than the committed one: what remains of a machine's moods in a ratio.
_TOLERANCE = 0.20


@dataclass(frozen=True)
class Measured:
    """The median of some measurements, the least and the greatest of them."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Measured:
        """Sum up some measurements of one thing."""
        listed = list(values)
        return cls(statistics.median(listed), min(listed), max(listed))


@dataclass(frozen=True)
class Ratio:
    """How one thing compares with another, measured in one run on one machine.

    Attributes:
        name: e.g. ``ps1_tensors against nbgrader``.
        median: of the rounds' ratios; low and high are the least and the greatest.
        more_is_better: it says how many times faster we are, not how many times slower.
    """

    name: str
    median: float
    low: float
    high: float
    more_is_better: bool

    def worse_than(self, committed: float) -> float:
        """Return by how much it is worse than another: 0.24 for 24 %, negative if it is better."""
        return 1 - self.median / committed if self.more_is_better else self.median / committed - 1


@dataclass
class Topic:
    """What a row of benchmarks has found.

    Attributes:
        columns: headings of the table; the first column is text, the others are numbers.
        rows: the table.
        ratios: what later runs are compared with.
        notes: what the table does not say, a paragraph each.
    """

    columns: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)
    ratios: list[Ratio] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def ratio(name: str, ours: Sequence[float], other: Sequence[float], *, more_is_better: bool) -> Ratio:
    """Compare times of ours with times of something else, round by round.

    With ``more_is_better`` the ratio is how many times the other's time ours goes into, else the reverse.
    """
    pairs = zip(ours, other, strict=True)
    values = Measured.of(theirs / own if more_is_better else own / theirs for own, theirs in pairs)
    return Ratio(name, values.median, values.low, values.high, more_is_better)


def spread(values: Measured | Ratio, digits: int = 2) -> str:
    """Write a median and its range, ``2.41 (2.38–2.60)``."""
    return f"{values.median:.{digits}f} ({values.low:.{digits}f}–{values.high:.{digits}f})"


def machine() -> str:
    """Describe this machine and its software in words."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    packages = ", ".join(f"{name} {_version(name)}" for name in ("torch", "nbgrader", "pytest"))
    return f"{cores} cores ({_cpu()}), {platform.system()}, Python {platform.python_version()}, {packages}"


def slower_than_committed(ratios: Sequence[Ratio]) -> list[str]:
    """Return a line for each ratio that is worse than the committed one by more than the tolerance."""
    committed = _committed()
    lines = []
    for each in ratios:
        if each.name in committed and each.worse_than(committed[each.name].median) > _TOLERANCE:
            before = committed[each.name].median
            percent = 100 * each.worse_than(before)
            lines.append(f"{each.name}: {each.median:.3g} x, committed {before:.3g} x: {percent:.0f} % worse")
    return lines


def write_down(topics: dict[str, Topic]) -> None:
    """Put the tables into the document, and the ratios into the committed figures; what was not measured stays."""
    text = _DOCUMENT.read_text(encoding="utf-8")
    committed = _committed()
    for name, topic in topics.items():
        text = _replace(text, name, f"{_table(topic)}\n\nMeasured on {machine()}.")
        committed.update((each.name, each) for each in topic.ratios)
    _DOCUMENT.write_text(text, encoding="utf-8")
    figures = {name: asdict(each) for name, each in sorted(committed.items())}
    _FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _committed() -> dict[str, Ratio]:
    if not _FIGURES.is_file():
        return {}
    return {name: Ratio(**each) for name, each in json.loads(_FIGURES.read_text(encoding="utf-8")).items()}


def _replace(text: str, name: str, content: str) -> str:
    """Return the document with other content between the two markers of a topic."""
    begin, end = f"<!-- bench {name} -->\n", "<!-- end -->"
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise BenchError(f"{_DOCUMENT.name}: the markers of {name} are missing; add {begin.strip()} and {end}.")
    return f"{before}{begin}\n{content}\n\n{end}{after}"


def _table(topic: Topic) -> str:
    lines = [topic.columns, ["---", *["---:"] * (len(topic.columns) - 1)], *topic.rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return "\n\n".join([table, *topic.notes])


def _cpu() -> str:
    """Return the name of the processor, as far as the system tells."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"
