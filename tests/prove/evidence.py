"""What is known of one exercise at the end of a proof, and how it is found out."""

from __future__ import annotations

import difflib
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from autograder.batch.proof import fault_of, grade_sources, in_session, sections
from autograder.checking.drawing import other_inputs
from autograder.course.assignments import Assignment, Course
from autograder.course.misconception import read_misconceptions, source_of
from autograder.grading.diagnosis import failures_of
from autograder.grading.grader import Grader
from autograder.grading.session import CheckSession
from autograder.report.verdict import Report
from autograder.sandbox.interface import Sandbox
from autograder.sandbox.limits import Limits
from autograder.sandbox.run import LoadError
from autograder.submissions.submission import Submission

from ..oracle.judge import Judge
from .mutants import mutants_of

__all__ = ["Proof", "prove"]

# Many a mutant never ends.
_OF_MUTANTS = Limits(time_s=2, exercise_s=4)
# Inputs of another draw than the usual one: what is named by the usual inputs is to be true for these, too.
_OTHER_INPUTS = 20_261_130


@dataclass
class Proof:
    """What came of one exercise.

    Attributes:
        exercise: its name.
        points: what it is worth.
        checks: how many it has.
        styles: how many correct submissions got full points, and how many there are.
        mutants: how many lost points, and how many there are.
        equivalent: how many got full points, and deserve them by the second judge.
        survivors: differences of mutants that got full points, and should not by the second judge.
        harsh: differences of mutants that lost points, and should not by the second judge.
        disputed: correct submissions that are wrong by the second judge.
        false_fails: correct submissions that lost points.
        unstable: titles of submissions whose report differed when it was made again, beside others.
        named: how many wrong mutants a misconception was named for, and how many of them fail as it does for
            inputs that neither has met.
        explained: how many wrong submissions of the corpus are explained, and how many there are.
        lies: mutants for which a misconception was named that other inputs tell from them.
    """

    exercise: str
    points: float = 0
    checks: int = 0
    styles: tuple[int, int] = (0, 0)
    mutants: tuple[int, int] = (0, 0)
    equivalent: int = 0
    survivors: list[str] = field(default_factory=list)
    harsh: list[str] = field(default_factory=list)
    disputed: list[str] = field(default_factory=list)
    false_fails: list[str] = field(default_factory=list)
    unstable: list[str] = field(default_factory=list)
    named: tuple[int, int] = (0, 0)
    explained: tuple[int, int] = (0, 0)
    lies: list[str] = field(default_factory=list)

    @property
    def disagreements(self) -> int:
        """How often the checks and the second judge disagree."""
        return len(self.survivors) + len(self.harsh) + len(self.disputed)


@dataclass(frozen=True)
class _Candidate:
    """A submission to be graded: a mutant of another one, or that itself."""

    origin: str
    source: str

    def difference(self, origins: Mapping[str, str]) -> str:
        """Return the lines in which it differs from its origin."""
        lines = difflib.unified_diff(origins[self.origin].splitlines(), self.source.splitlines(), lineterm="", n=0)
        changed = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
        return "\n".join([self.origin, *(f"    {line}" for line in changed)])


def prove(course: Course, assignment: Assignment, exercise: str, *, pairs: int, judged: int) -> Proof:
    """Prove the checks of one exercise.

    Args:
        course: the course.
        assignment: whose exercise it is, with its solution.
        exercise: its name.
        pairs: how many mutants of the reference with two changes.
        judged: how many of the mutants that lose points the second judge is asked about.
    """
    origins = _origins(course, assignment, exercise)
    mutants = _mutants(origins, pairs)
    wrong = _mistakes(course, exercise)
    written = {(exercise, title): source for title, source in (*origins.items(), *wrong.items())}
    changed = {(exercise, title): each.source for title, each in mutants.items()}
    again = {(exercise, f"{title}, again"): source for (_, title), source in reversed(written.items())}
    reports = _graded(assignment, written | again) | _graded(assignment, changed, _OF_MUTANTS)
    proof = Proof(exercise)
    first = reports[exercise, "reference"].exercises[0]
    proof.points, proof.checks = first.max_score, len(first.checks)
    proof.unstable = [
        title for _, title in written if _said(reports[exercise, title]) != _said(reports[exercise, f"{title}, again"])
    ]
    proof.false_fails = [fault for title in origins if (fault := fault_of(exercise, title, reports[exercise, title]))]
    proof.styles = len(origins) - len(proof.false_fails), len(origins)
    explained = [title for title in wrong if _is_explained(reports[exercise, title])]
    proof.explained = len(explained), len(wrong)
    with Judge() as judge:
        _judge_mutants(proof, assignment, origins, mutants, reports, judge, judged)
    _look_at_names(proof, assignment, mutants, reports)
    return proof


def _origins(course: Course, assignment: Assignment, exercise: str) -> dict[str, str]:
    assert assignment.solution is not None
    text = source_of(exercise, assignment.solution.read_text(encoding="utf-8"))
    return {"reference": text} | _sections(course, "styles", exercise)


def _mistakes(course: Course, exercise: str) -> dict[str, str]:
    return _sections(course, "mistakes", exercise)


def _sections(course: Course, kind: str, exercise: str) -> dict[str, str]:
    path = course.root / "tests" / "course" / kind / f"{exercise}.py"
    return {f"{kind}/{name}": source for name, source in sections(path).items()} if path.is_file() else {}


def _mutants(origins: Mapping[str, str], pairs: int) -> dict[str, _Candidate]:
    return {
        f"{title} mutant {number}": _Candidate(title, mutant)
        for title, source in origins.items()
        for number, mutant in enumerate(mutants_of(source, pairs=pairs if title == "reference" else 0))
    }


def _graded(
    assignment: Assignment, sources: Mapping[tuple[str, str], str], limits: Limits | None = None
) -> dict[tuple[str, str], Report]:
    with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
        return grade_sources(assignment, sources, Path(folder), graders=1, limits=limits)


def _said(report: Report) -> object:
    return asdict(report) | {"student": None, "seconds": None}


def _is_explained(report: Report) -> bool:
    return any(check.hint or "which is switched off" in check.message for check in report.exercises[0].checks)


def _is_right(report: Report) -> bool:
    return report.error is None and report.exercises[0].score == report.exercises[0].max_score


def _judge_mutants(
    proof: Proof,
    assignment: Assignment,
    origins: Mapping[str, str],
    mutants: Mapping[str, _Candidate],
    reports: Mapping[tuple[str, str], Report],
    judge: Judge,
    judged: int,
) -> None:
    """Compare verdicts with those of the second judge: on correct work, all mutants that pass, some that do not."""
    for title, source in origins.items():
        if said := judge.judge(assignment.name, proof.exercise, source):
            proof.disputed.append(f"{title}\n    second judge: {said}")
    right = [title for title in mutants if _is_right(reports[proof.exercise, title])]
    wrong = [title for title in mutants if title not in {*right}]
    proof.mutants = len(wrong), len(mutants)
    for title in right:
        said = judge.judge(assignment.name, proof.exercise, mutants[title].source)
        if said:
            proof.survivors.append(f"{mutants[title].difference(origins)}\n    second judge: {said}")
    proof.equivalent = len(right) - len(proof.survivors)
    step = max(1, len(wrong) // judged) if judged else 1
    for title in wrong[::step] if judged else ():
        if not judge.judge(assignment.name, proof.exercise, mutants[title].source):
            messages = {check.message for check in reports[proof.exercise, title].exercises[0].checks if check.message}
            proof.harsh.append("\n    ".join([mutants[title].difference(origins), *sorted(messages)]))


def _look_at_names(
    proof: Proof,
    assignment: Assignment,
    mutants: Mapping[str, _Candidate],
    reports: Mapping[tuple[str, str], Report],
) -> None:
    """See whether mutants for which a misconception is named fail as it does for other inputs."""
    named = {
        title: name
        for title in mutants
        for name in {check.misconception for check in reports[proof.exercise, title].exercises[0].checks} - {None}
    }
    if not named:
        return
    known = {each.name: each.source for each in read_misconceptions(assignment.solution)}

    def body(session: CheckSession, sandbox: Sandbox) -> list[str]:
        grader = Grader(session, sandbox, Limits())
        as_named = {name: _failures(grader, proof.exercise, known[name]) for name in {*named.values()}}
        return [
            f"{mutants[title].origin}: {name} is named for\n{mutants[title].source}"
            for title, name in named.items()
            if _failures(grader, proof.exercise, mutants[title].source) != as_named[name]
        ]

    with other_inputs(_OTHER_INPUTS):
        proof.lies = in_session(assignment, [proof.exercise], body)
    proof.named = len(named) - len(proof.lies), len(named)


def _failures(grader: Grader, exercise: str, source: str) -> object:
    try:
        outcomes, _ = grader.examine(Submission.of_source(f"{exercise}.py", source), {exercise})
    except LoadError as error:
        return str(error)
    return failures_of(outcomes)


def faults(proofs: Sequence[Proof]) -> list[str]:
    """Return what is not as it must be."""
    return [
        f"{proof.exercise}: {kind}: {each}"
        for proof in proofs
        for kind, found in (
            ("correct work fails", proof.false_fails),
            ("survives, and should not", proof.survivors),
            ("fails, and should not", proof.harsh),
            ("is held to be correct, and should not", proof.disputed),
            ("its report differs when it is made again", proof.unstable),
        )
        for each in found
    ]
