"""GitHub Classroom: the result that `classroom-resources/autograding-grading-reporter` reads, in base64."""

from __future__ import annotations

import base64
import json

from autograder.report.plain import one_line
from autograder.report.telling import facts
from autograder.report.verdict import Report, Status, Verdict

__all__ = ["as_classroom"]

_STATUS = {Verdict.PASSED: "pass", Verdict.FAILED: "fail", Verdict.BLOCKED: "fail", Verdict.NOT_GRADED: "error"}


def as_classroom(report: Report) -> str:
    """Return a line for the output of a step; points are those of the checks that were run."""
    checks = [(exercise.name, check) for exercise in report.exercises for check in exercise.checks]
    statuses = {_STATUS[check.verdict] for _, check in checks}
    if report.status is Status.NOT_GRADED:
        statuses.add("error")
    document = {
        "version": 1,
        "status": next((each for each in ("error", "fail") if each in statuses), "pass"),
        "max_score": round(report.max_score, 4),
        "tests": [
            {
                "name": one_line(f"{exercise}: {check.name}"),
                "status": _STATUS[check.verdict],
                "score": round(check.points, 4),
                "message": facts(check),
                "test_code": "",
                "filename": one_line(report.file),
                "line_no": 0,
                "duration": 0,
            }
            for exercise, check in checks
        ],
    }
    return base64.b64encode(json.dumps(document).encode()).decode() + "\n"
