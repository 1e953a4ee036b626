"""How long a submission takes: here, with stock nbgrader, and with a pytest process of its own."""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from autograder.course.assignments import Assignment, find_course
from benchmarks.classes import Student, make_class, write_class
from benchmarks.commands import ROOT, BenchError, Grading, grade, run
from benchmarks.figures import Measured, Topic, ratio, spread
from benchmarks.mutants import make_varied_class
from benchmarks.stock import Autograding, StockCourse

__all__ = ["ASSIGNMENTS", "Batches", "measure_batches", "small_of", "throughput"]

ASSIGNMENTS = ("ps1_tensors", "ps2_autograd", "ps3_data", "ps4_networks")
_FILES = 3  # for each of which a process is started
_CLASS = 100  # submissions, for which whole commands are compared

# The ways of grading, as the table calls them.
_OURS, _ONE_GRADER = "autograder", "autograder, one grader process"
_EQUAL, _PLAIN = "nbgrader, the same checks", "nbgrader, a few asserts"
_IMPORTED, _BY_HAND = "pytest, no sandbox", "pytest by hand"
# Those that a later run is compared on.
_COMPARED = {_EQUAL: "nbgrader", _PLAIN: "nbgrader with a few asserts", _IMPORTED: "pytest"}
# What is graded, as the table calls it: how its submissions are made, and who grades them.
_CLASSES = {
    "": (make_class, (_EQUAL, _PLAIN, _BY_HAND, _IMPORTED, _ONE_GRADER, _OURS)),
    ", no two alike": (make_varied_class, (_EQUAL, _ONE_GRADER, _OURS)),
}


@dataclass(frozen=True)
class Batches:
    """A small and a large batch of the same class: what a submission takes, and what the command takes beside it."""

    small: Grading
    large: Grading

    @property
    def each_s(self) -> float:
        """Seconds for one more submission."""
        more = len(self.large.submissions) - len(self.small.submissions)
        return (self.large.wall_s - self.small.wall_s) / more

    @property
    def start_s(self) -> float:
        """Seconds that the command takes beside its submissions."""
        return self.large.wall_s - len(self.large.submissions) * self.each_s


@dataclass
class _Times:
    """What one way of grading has taken, round by round.

    Attributes:
        each_s: seconds for one more submission.
        start_s: seconds for the command beside its submissions.
    """

    each_s: list[float] = field(default_factory=list)
    start_s: list[float] = field(default_factory=list)

    def add(self, each_s: float, start_s: float) -> None:
        """Note one round."""
        self.each_s.append(each_s)
        self.start_s.append(start_s)

    @property
    def whole_s(self) -> list[float]:
        """Seconds for a class of `_CLASS`, start-up included, computed from the two."""
        return [start + _CLASS * each for start, each in zip(self.start_s, self.each_s, strict=True)]


def small_of(number: int) -> int:
    """Return the size of a smaller class for which just as many grader processes are started, if possible."""
    return max(min(max(number // 10, 2 * (os.cpu_count() or 1)), number // 2), 1)


def measure_batches(assignment: str, submitted: Sequence[Path], *options: str) -> Batches:
    """Grade two folders, the smaller one first."""
    small, large = (grade(assignment, folder, *options) for folder in submitted)
    return Batches(small, large)


def throughput(assignments: Sequence[str], rounds: int, submissions: int, stock_submissions: int) -> Topic:
    """Measure every way of grading in turns, so that whatever else the machine does disturbs all alike.

    Args:
        assignments: their names.
        rounds: how often to measure everything.
        submissions: size of the class that we grade.
        stock_submissions: how many of the same class the others grade, at least 2.
    """
    topic = Topic(["assignment, graded by", "s a submission", "start-up, s", f"{_CLASS} submissions, s", "times ours"])
    course = find_course(ROOT)
    for name, (kind, (make, graders)) in product(assignments, _CLASSES.items()):
        assignment = course.assignment(name, with_solution=True)
        students = make(assignment, max(submissions, stock_submissions))
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            match_up = _MatchUp(Path(folder), assignment, students[:submissions], students[:stock_submissions])
            for _ in range(rounds):
                match_up.run_round(graders)
        _report(topic, name + kind, match_up.times)
    return topic


class _MatchUp:
    """One assignment, one class, and everybody who grades it.

    Args:
        folder: where to write what is handed in.
        assignment: with its solution.
        students: the class that we grade.
        few: those that the others grade.

    Attributes:
        times: what each way of grading has taken.
    """

    def __init__(
        self, folder: Path, assignment: Assignment, students: Sequence[Student], few: Sequence[Student]
    ) -> None:
        self.times: dict[str, _Times] = {}
        self._assignment = assignment
        self._submitted = [folder / "small", folder / "large"]
        write_class(students[: small_of(len(students))], self._submitted[0])
        write_class(students, self._submitted[1])
        write_class(few, folder / "few")
        self._files = [folder / "few" / f"{student.name}.py" for student in few[:_FILES]]
        graded = grade(assignment.name, folder / "few").submissions
        self._scores = {student: float(report["score"]) for student, report in graded.items()}
        for student in few:
            if student.all_right and self._scores[student.name] < graded[student.name]["max_score"]:
                raise BenchError(f"{assignment.name}: {student.name} has everything right, and loses points.")
        [first, *_] = graded.values()
        points = {exercise["name"]: exercise["max_score"] for exercise in first["exercises"]}
        self._stock = {
            who: StockCourse(folder / str(number), assignment, few, points, plain=who == _PLAIN)
            for number, who in enumerate((_EQUAL, _PLAIN))
        }

    def run_round(self, graders: Sequence[str]) -> None:
        """Let each of them grade once, in turns."""
        for who in graders:
            if who in self._stock:
                graded = self._stock[who].autograde()
                if who == _EQUAL:
                    self._require_equal(graded.scores, "nbgrader")
                self._note(who, graded)
            elif who in (_BY_HAND, _IMPORTED):
                self._note(who, statistics.mean(map(self._by_hand if who == _BY_HAND else self._imported, self._files)))
            else:
                options = ("-j", "1") if who == _ONE_GRADER else ()
                self._note(who, measure_batches(self._assignment.name, self._submitted, *options))

    def _note(self, who: str, taken: Autograding | Batches | float) -> None:
        times = self.times.setdefault(who, _Times())
        if isinstance(taken, float):
            times.add(taken, 0.0)  # every submission starts everything anew
        else:
            times.add(taken.each_s, taken.start_s)

    def _by_hand(self, file: Path) -> float:
        """Run the checks on one file as an instructor does; return the seconds."""
        which = ["--submission", str(file), "--assignment", self._assignment.name]
        command = ["pytest", "autograder/checks", "solutions", "-q", "-p", "no:cacheprovider", *which]
        return run(command, codes=(0, 1))[0]

    def _imported(self, file: Path) -> float:
        """Run the checks in the process that runs the submission; return the seconds."""
        wall_s, output = run(["python", "-m", "benchmarks.in_process", self._assignment.name, str(file)])
        points = sum(float(line.split()[1]) for line in output.splitlines())
        self._require_equal({file.stem: points}, "pytest")
        return wall_s

    def _require_equal(self, scores: Mapping[str, float], who: str) -> None:
        """Make sure that others have checked what we have checked."""
        ours = {student: self._scores[student] for student in scores}
        if scores != ours:
            raise BenchError(f"{self._assignment.name}: {who} gives {scores}, we give {ours}.")


def _report(topic: Topic, what: str, times: dict[str, _Times]) -> None:
    """Add the rows of one class to the table, and its ratios to those that later runs are compared on."""
    ours = times[_OURS].each_s
    for who in (who for who in (_OURS, _ONE_GRADER, _EQUAL, _PLAIN, _IMPORTED, _BY_HAND) if who in times):
        taken = times[who]
        name = f"{what} against {_COMPARED.get(who, who)}"
        against = ratio(name, ours, taken.each_s, more_is_better=True)
        start, whole = (f"{Measured.of(values).median:.1f}" for values in (taken.start_s, taken.whole_s))
        if who == _EQUAL:
            topic.ratios.append(ratio(f"{name}, {_CLASS}", times[_OURS].whole_s, taken.whole_s, more_is_better=True))
        times_ours = "" if who == _OURS else spread(against, 0 if against.median >= 10 else 1)
        topic.rows.append([f"{what}, {who}", spread(Measured.of(taken.each_s), 3), start, whole, times_ours])
        if who in _COMPARED:
            topic.ratios.append(against)
