"""Many submissions: whether the thousandth takes what the hundredth did, in time, in memory and on the disk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from autograder.course.assignments import find_course
from benchmarks.classes import make_class, write_class
from benchmarks.commands import ROOT, Grading, MemorySample, grade
from benchmarks.figures import Measured, Ratio, Topic, ratio, spread
from benchmarks.throughput import Batches, measure_batches, small_of

__all__ = ["scale"]

_ASSIGNMENT = "ps1_tensors"
_FEW = 100


def scale(many: int, rounds: int) -> Topic:
    """Grade a class of many, at least 3, once, and its beginning in some rounds, and compare."""
    few = min(_FEW, many // 2)
    students = make_class(find_course(ROOT).assignment(_ASSIGNMENT, with_solution=True), many)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        tiny, small, large = (Path(folder, str(number)) for number in (small_of(few), few, many))
        for submitted in (tiny, small, large):
            write_class(students[: int(submitted.name)], submitted)
        at_few = [measure_batches(_ASSIGNMENT, [tiny, small]) for _ in range(rounds)]
        last = at_few[-1].large
        at_many = Batches(last, grade(_ASSIGNMENT, large))
    begun, done = _at_share(at_many, 0.1), _last(at_many.large)
    time = ratio(
        f"time of one of {many} against one of {few}",
        [at_many.each_s] * rounds,
        [batches.each_s for batches in at_few],
        more_is_better=False,
    )
    grown = _total(done) / _total(begun)
    memory = Ratio(f"memory at the end of {many} against a tenth done", grown, grown, grown, more_is_better=False)
    return Topic(
        [
            "submissions of ps1_tensors",
            "ms a submission",
            "grader, MiB",
            "its grader processes, MiB",
            "ledger, bytes a submission",
        ],
        [
            [f"{few}", _in_ms(batches.each_s for batches in at_few), *_memory(_last(last)), _ledger(last)],
            [f"{many}, a tenth done", "", *_memory(begun), ""],
            [f"{many}", _in_ms([at_many.each_s]), *_memory(done), _ledger(at_many.large)],
        ],
        [time, memory],
        [
            f"One of {many} takes {spread(time)} times what one of {few} does; memory at the end is {grown:.2f} times "
            f"that with a tenth done. The grader's own peak is {_peak_mib(at_many.large):.0f} MiB."
        ],
    )


def _at_share(batches: Batches, share: float) -> MemorySample:
    """Return the first sample of the large batch after such a share of it was done, going by the time."""
    at_s = batches.start_s + share * (batches.large.wall_s - batches.start_s)
    samples = batches.large.samples
    return next((sample for sample in samples if sample.at_s >= at_s), samples[-1])


def _last(grading: Grading) -> MemorySample:
    """Return the last sample with all grader processes at work."""
    most = max(sample.graders_mib for sample in grading.samples)
    return [sample for sample in grading.samples if sample.graders_mib > 0.8 * most][-1]


def _total(sample: MemorySample) -> float:
    return sample.batch_mib + sample.graders_mib


def _peak_mib(grading: Grading) -> float:
    return max(sample.batch_mib for sample in grading.samples)


def _in_ms(seconds: Iterable[float]) -> str:
    return spread(Measured.of(1000 * each for each in seconds), 1)


def _memory(sample: MemorySample) -> list[str]:
    return [f"{sample.batch_mib:.0f}", f"{sample.graders_mib:.0f}"]


def _ledger(grading: Grading) -> str:
    return f"{grading.ledger_bytes / len(grading.submissions):.0f}" if grading.ledger_bytes else ""
