"""Gradescope: ``results.json`` as its autograders write it.

Every text is declared as plain. The total stands for itself, as the sum of the tests would be that of rounded numbers.
"""

from __future__ import annotations

import json
from typing import Any

from autograder.language import tell
from autograder.report.feedback.outline import outline
from autograder.report.plain import one_line
from autograder.report.telling import facts
from autograder.report.verdict import CheckReport, Report, Verdict

__all__ = ["as_gradescope"]

# A check that is blocked has no status: it has not failed, it was not looked at.
_STATUS = {Verdict.PASSED: {"status": "passed"}, Verdict.FAILED: {"status": "failed"}}


def as_gradescope(report: Report, assignment: str) -> str:
    """Return the file for a submission that was graded; of hidden checks it has what the report tells."""
    about = outline(report, assignment)
    document = {
        "score": round(report.score, 4),
        "execution_time": round(report.seconds, 3),
        "output": "\n".join(
            [*([about.error] if about.error else []), *(tell("note: {note}", note=note) for note in about.notes)]
        ),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "tests": [
            _test(f"{number}.{position}", exercise.name, check, told=not report.is_of_all)
            for number, exercise in enumerate(report.exercises, start=1)
            for position, check in enumerate(exercise.checks, start=1)
        ],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _test(number: str, exercise: str, check: CheckReport, *, told: bool) -> dict[str, Any]:
    return {
        "number": number,
        "name": one_line(f"{exercise}: {check.name}"),
        "score": round(check.points, 4),
        "max_score": round(check.max_points, 4),
        **_STATUS.get(check.verdict, {}),
        "output": facts(check) if told else "",
        "visibility": "visible",
        "extra_data": {"verdict": check.verdict.value, "hidden": check.hidden},
    }
