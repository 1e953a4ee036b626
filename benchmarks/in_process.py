"""All checks of an exercise in the very process that runs the submission: what stock tools do.

It serves to give others the same work as `autograder grade`: the same check files, visible and hidden, collected by
pytest with as few plugins, the same inputs, the same search for a smaller one after a failure. There is no sandbox and
no other process: the functions are called here, as `check("sigmoid")` in a notebook calls them.

``python -m benchmarks.in_process ASSIGNMENT FILE`` prints the points of a ``.py`` file.
"""

from __future__ import annotations

import sys
import warnings
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from autograder.course.assignments import find_course
from autograder.local.check import check_in_sandbox
from autograder.local.live_sandbox import LiveSandbox, Namespace
from autograder.local.process_state import left_as_it_was
from autograder.submissions.submission import Submission

__all__ = ["points"]

_ROOT = Path(__file__).resolve().parent.parent


def points(assignment: str, exercise: str, names: dict[str, Any]) -> float:
    """Return the points that an exercise earns.

    Args:
        assignment: its name.
        exercise: the function or class.
        names: what the submission defines, e.g. ``globals()`` of a notebook.
    """
    target = find_course(_ROOT).assignment(assignment, with_solution=True)
    loaded = Submission(Path(f"{assignment}.py"), "", ())
    # nbgrader gives no points where there is a line on stderr
    with warnings.catch_warnings(action="ignore"), left_as_it_was() as state:
        report, _ = check_in_sandbox(
            target,
            target.order,
            [exercise],
            "cpu",
            LiveSandbox(Namespace(names, lambda file: file, nullcontext), state),
            lambda grader: grader.grade_submission("", loaded),
        )
    return report.score


def main() -> None:
    """Print the points of each exercise of a file."""
    assignment, file = sys.argv[1:]
    names: dict[str, Any] = {"__name__": assignment}
    exec(compile(Path(file).read_bytes(), file, "exec"), names)  # noqa: S102 (made by `benchmarks.classes`)
    for exercise in sorted(find_course(_ROOT).assignment(assignment, with_solution=True).exercises):
        print(exercise, points(assignment, exercise, names))


if __name__ == "__main__":
    main()
