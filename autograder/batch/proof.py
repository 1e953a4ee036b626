"""Proof of exercises: what their checks say of work whose worth is known beforehand.

For each exercise that is the reference, the untouched stub, correct work in odd styles, mistakes, two dozen odd values
in the place of whatever it is to return, and the misconceptions. Styles and mistakes are sections of
``tests/course/styles/<exercise>.py`` and ``tests/course/mistakes/<exercise>.py``, each under a line ``# %% name: …``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from autograder.batch.grader_process import BatchOptions, Job
from autograder.batch.pool import LocalPool
from autograder.course.assignments import Assignment, Course, CourseError
from autograder.course.building.source import find_regions, with_own_stub
from autograder.course.misconception import Misconception, read_misconceptions
from autograder.grading.checklist import Check
from autograder.grading.data import provide_data
from autograder.grading.diagnosis import Diagnosis, failures_of
from autograder.grading.grader import Grader
from autograder.grading.hints import make_entries, read_entries, text_of_entries
from autograder.grading.session import CheckSession, Outcome, run_session
from autograder.language import NOT_IMPLEMENTED
from autograder.report.verdict import ExerciseReport, Report, Verdict
from autograder.sandbox.interface import Sandbox
from autograder.sandbox.levels import open_sandbox
from autograder.sandbox.limits import Limits
from autograder.submissions.intake import Found
from autograder.submissions.submission import Submission, read_submission

__all__ = [
    "ODD_RETURNS", "Examination", "Examined", "advice_on", "begun_exercises", "examine_misconceptions", "fault_of",
    "fault_of_misconception", "grade_corpus", "grade_sources", "hints_of", "in_session", "not_passed", "sections",
    "titles_of", "unfailed",
]  # fmt: skip

# What a submission may return in place of anything, with the name `torch` at hand.
ODD_RETURNS = {
    "none": "None",
    "true": "True",
    "number": "0.5",
    "huge-number": "10**400",
    "text": "'0.5'",
    "empty-list": "[]",
    "nested-list": "[[1.0], [2.0]]",
    "dict": "{1: 2}",
    "pair-of-tensors": "(torch.zeros(2), torch.zeros(2))",
    "integer-tensor": "torch.tensor(1)",
    "nan-tensor": "torch.tensor(float('nan'))",
    "complex-tensor": "torch.ones(2, 2, dtype=torch.complex64)",
    "half-tensor": "torch.ones(2, 2, dtype=torch.float16)",
    "sparse-tensor": "torch.eye(2).to_sparse()",
    "meta-tensor": "torch.ones(2, 2, device='meta')",
    "expanded-tensor": "torch.ones(1).expand(10**12)",
    "numpy-array": "__import__('numpy').zeros(3)",
    "module": "torch.nn.Identity()",
    "function": "lambda *a, **k: None",
    "generator": "(i for i in range(3))",
    "exception": "ValueError('returned, not raised')",
    "own-class": "type('Odd', (), {'__repr__': lambda self: 1 / 0})()",
    "class": "int",
}
# So few submissions are graded sooner than a second grader process has come up.
_FEW = 150
_SECTION = re.compile(r"^# %% *([\w-]+)[^\n]*\n", re.MULTILINE)

_T = TypeVar("_T")


@dataclass(frozen=True)
class Examined:
    """How a misconception fares with the checks of its exercise.

    Attributes:
        outcomes: of each check.
        recognised: the name of the misconception that explains it, or None.
    """

    outcomes: list[tuple[Check, Outcome]]
    recognised: str | None

    @property
    def not_passed(self) -> set[str]:
        """The names of the tests that it does not pass."""
        return {*not_passed(self.outcomes)}


def sections(path: Path) -> dict[str, str]:
    """Return the submissions in a file of styles or mistakes, by name.

    Raises:
        CourseError: two have one name.
    """
    _, *parts = _SECTION.split(path.read_text(encoding="utf-8"))
    for name, times in Counter(parts[::2]).items():
        if times > 1:
            raise CourseError(f"{path}: {times} sections are called {name}; rename one.")
    return dict(zip(parts[::2], parts[1::2], strict=True))


def titles_of(course: Course, exercise: str, kind: str) -> list[str]:
    """Return the titles of the ``styles`` or ``mistakes`` of an exercise, e.g. ``styles/one-liner``."""
    return [*_written(course, exercise, kind)]


def _written(course: Course, exercise: str, kind: str) -> dict[str, str]:
    """Return the ``styles`` or ``mistakes`` of an exercise by title; none where there is no file of them."""
    path = course.root / "tests" / "course" / kind / f"{exercise}.py"
    found = sections(path) if path.is_file() else {}
    return {f"{kind}/{name}": source for name, source in found.items()}


def grade_corpus(course: Course, name: str, exercises: Sequence[str], folder: Path) -> dict[tuple[str, str], Report]:
    """Grade all of the corpus of some exercises of an assignment.

    Args:
        course: the course.
        name: the assignment.
        exercises: those of it that are to be proved.
        folder: where to write the submissions.

    Returns the reports by exercise and title: ``reference``, ``stub``, ``styles/…``, ``mistakes/…``, ``odd/…``.
    """
    assignment = course.assignment(name, with_solution=True)
    sources = {
        (exercise, title): source
        for exercise in exercises
        for title, source in _corpus(course, assignment, exercise).items()
    }
    return grade_sources(assignment, sources, folder)


def grade_sources(
    assignment: Assignment,
    sources: Mapping[tuple[str, str], str],
    folder: Path,
    graders: int = 2,
    limits: Limits | None = None,
) -> dict[tuple[str, str], Report]:
    """Grade submissions by the checks of one exercise each.

    Args:
        assignment: the assignment.
        sources: texts of submissions, by exercise and title.
        folder: where to write them.
        graders: how many grader processes to start; for few submissions it is one.
        limits: of each; the usual ones if there are none.

    Returns their reports by the same keys.
    """
    jobs: list[Job] = []
    for (exercise, title), source in sources.items():
        path = folder / str(len(jobs)) / f"{assignment.name}.py"
        path.parent.mkdir()
        path.write_text(source, encoding="utf-8")
        jobs.append(Job(len(jobs), Found(title, path, None), (exercise,)))
    graders = graders if len(jobs) >= _FEW else 1
    options = BatchOptions(graders=graders, device="cpu", limits=limits or Limits())
    with LocalPool(assignment, options) as pool:
        results = list(pool.run(jobs, started=lambda job: None))
    keys = list(sources)
    return {keys[result.job.number]: result.report for result in results}


def _corpus(course: Course, assignment: Assignment, exercise: str) -> dict[str, str]:
    assert assignment.solution is not None
    stub = course.root / "assignments" / assignment.name / f"{assignment.name}.py"
    sources = {"reference": assignment.solution.read_text(encoding="utf-8"), "stub": stub.read_text(encoding="utf-8")}
    sources |= _written(course, exercise, "styles") | _written(course, exercise, "mistakes")
    for title, value in ODD_RETURNS.items():
        sources[f"odd/{title}"] = f"import torch\ndef {exercise}(*args, **kwargs):\n    return {value}\n"
    return sources


def begun_exercises(assignment: Assignment) -> set[str]:
    """Return the exercises whose stub is code that is to be mended, and fails the checks by what it does."""
    assert assignment.solution is not None
    text = assignment.solution.read_text(encoding="utf-8")
    return with_own_stub(text, find_regions(text, assignment.solution.name))


def fault_of(exercise: str, title: str, report: Report, *, begun: bool = False) -> str:
    """Say what is wrong with the report of a submission of the corpus; an empty text, if all is as it must be.

    Args:
        exercise: the one that it was graded for.
        title: as of `grade_corpus`.
        report: of the submission.
        begun: the exercise is one of `begun_exercises`.
    """
    if report.status != "graded" or report.error is not None:
        messages = [check.message for each in report.exercises for check in each.checks]
        return "\n".join([f"{title} is {report.status}: {report.error}", *dict.fromkeys(messages)])
    mine = next(each for each in report.exercises if each.name == exercise)
    match title.split("/")[0]:
        case "reference" | "styles":
            notes = report.notes if title == "reference" else []
            return "\n".join([*notes, *(f"{title} fails: {line}" for line in _failures(mine))])
        case "stub":
            said = {check.message for check in mine.checks if check.verdict != "blocked"}
            strange = said & {NOT_IMPLEMENTED, ""} if begun else said - {NOT_IMPLEMENTED}
            return f"the stub gets {mine.score:g} points; {strange or ''}" if mine.score or strange else ""
        case "mistakes":
            if report.notes:
                return "\n".join([f"{title} does not run, so it proves nothing:", *report.notes])
            return f"{title} gets full points" if mine.score == mine.max_score else ""
    if mine.score >= mine.max_score / 2:
        return f"{title} gets {mine.score:g} of {mine.max_score:g} points"
    silent = [check.name for check in mine.checks if check.verdict != "passed" and not check.message]
    return f"{title} fails without a message: {', '.join(silent)}" if silent else ""


def _failures(report: ExerciseReport) -> Iterator[str]:
    for check in report.checks:
        if check.verdict != "passed":
            shown = f" for {check.counterexample}" if check.counterexample else ""
            yield f"{check.name}: {check.message}{shown}"


class Examination(NamedTuple):
    """What was found out about the misconceptions of some exercises.

    Attributes:
        examined: how each fares with its checks, by exercise and then by name.
        hints: what ``hints.json`` says of the exercises, see `autograder.grading.hints`.
    """

    examined: dict[str, dict[str, Examined]]
    hints: dict[str, Any]


def examine_misconceptions(assignment: Assignment, exercises: Sequence[str], *, anew: bool = False) -> Examination:
    """Run the misconceptions of some exercises against their checks.

    Args:
        assignment: with its solution.
        exercises: of it; none means all.
        anew: take what each fails from this run, and not from ``fails.json``.
    """
    chosen = [each for each in read_misconceptions(assignment.solution) if not exercises or each.exercise in exercises]

    def body(session: CheckSession, sandbox: Sandbox) -> Examination:
        grader = Grader(session, sandbox, Limits())
        outcomes = {
            each: grader.examine(Submission.of_source(f"{each.exercise}.py", each.source), {each.exercise})[0]
            for each in chosen
        }
        known = [replace(each, fails=not_passed(found)) for each, found in outcomes.items()] if anew else chosen
        diagnosis = Diagnosis(known, session, sandbox, Limits())
        examined: dict[str, dict[str, Examined]] = {check.exercise: {} for check in session.checks}
        for each, found in outcomes.items():
            named = diagnosis.explain(found)
            examined[each.exercise][each.name] = Examined(found, named.name if named is not None else None)
        return Examination(examined, make_entries(session, diagnosis, known))

    return in_session(assignment, exercises, body)


def not_passed(outcomes: Sequence[tuple[Check, Outcome]]) -> tuple[str, ...]:
    """Return the names of the tests that were not passed, in their order."""
    return tuple(check.item.name for check, outcome in outcomes if outcome.verdict is not Verdict.PASSED)


def fault_of_misconception(each: Misconception, examined: Examined) -> str:
    """Say what is wrong with a misconception; an empty text, if all is as it must be."""
    if examined.not_passed != {*each.fails}:
        more, less = sorted(examined.not_passed - {*each.fails}), sorted({*each.fails} - examined.not_passed)
        lines = [f"{each.name} does not pass what its list says:"]
        return "\n  ".join([*lines, *(f"+ {name}" for name in more), *(f"- {name}" for name in less)])
    if not examined.not_passed:
        return f"{each.name} passes every check: it is no mistake, or the checks do not see it"
    _, failed = failures_of(examined.outcomes)
    if failed and examined.recognised is None:
        return f"{each.name} fails, but is not recognised: what it does differs from run to run"
    if failed and examined.recognised != each.name:
        return f"{each.name} fails just as {examined.recognised} does, which is told in its place"
    return ""


def unfailed(examined: dict[str, Examined]) -> list[str]:
    """Return the names of the checks of an exercise that no misconception fails, and that so prove nothing."""
    outcomes = [pair for each in examined.values() for pair in each.outcomes]
    failed = {check.item.name for check, outcome in outcomes if outcome.verdict is Verdict.FAILED}
    return sorted({check.item.name for check, _ in outcomes} - failed)


def hints_of(assignment: Assignment, found: dict[str, Any]) -> str:
    """Return the text of ``hints.json`` with what was found out; what the file says of other exercises stays."""
    entries = read_entries(assignment.hints) | found
    return text_of_entries({name: entries[name] for name in assignment.order if name in entries})


def advice_on(assignment: Assignment, exercise: str) -> list[str]:
    """Return a line for each check that fails the reference just because calls for several inputs alternate."""
    assert assignment.solution is not None
    reference = read_submission(assignment.solution)

    def body(session: CheckSession, sandbox: Sandbox) -> list[str]:
        grader = Grader(session, sandbox, Limits())
        failed = _failed(grader, reference, exercise)
        for check in failed:
            if check.of is not None:
                check.of.sequential = True
                session.context.prepare(check)
        still = {check.id for check in _failed(grader, reference, exercise)}
        return [
            f"{check.item.path}: {check.item.name} fails the reference because calls for several inputs alternate; "
            "say sequential=True, and those for one input come before those for the next."
            for check in failed
            if check.id not in still
        ]

    return in_session(assignment, [exercise], body)


def _failed(grader: Grader, submission: Submission, exercise: str) -> list[Check]:
    outcomes, _ = grader.examine(submission, {exercise})
    return [check for check, outcome in outcomes if outcome.verdict is not Verdict.PASSED]


def in_session(assignment: Assignment, exercises: Sequence[str], body: Callable[[CheckSession, Sandbox], _T]) -> _T:
    """Return what ``body`` makes of the checks of some exercises and an open sandbox."""

    def with_sandbox(session: CheckSession) -> _T:
        with ExitStack() as stack:
            sandbox = open_sandbox("full", preload=assignment.imports)
            stack.callback(sandbox.close)
            provide_data(session.context, session.data_sets, sandbox, stack, {})
            return body(session, sandbox)

    return run_session(assignment, assignment.order, Limits(), with_sandbox, exercises=exercises)
