"""Golden files: what the terminal shows of twenty typical mistakes.

Beside each mistake, ``<assignment>/<mistake>.py``, lies its report, ``<mistake>.txt``: wide, narrow, and in colour with
the escape codes of a terminal. Of some there is one in Russian, too, ``<mistake>.ru.txt``. ``python -m tests.golden``
writes all of them anew; read the difference before you commit it.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from autograder.course.key import KEY
from autograder.language import ENGLISH, speak
from autograder.report.console import print_report
from autograder.report.results import read_results
from autograder.report.verdict import Report

__all__ = ["HERE", "IN_RUSSIAN", "MISTAKES", "golden", "golden_in_russian", "reports"]

HERE = Path(__file__).parent
# What the mistakes are about.
_ABOUT = {"sigmoid", "mse", "replace_last_row", "gradient_descent", "make_loaders", "TwoLayerNet", "NeuralNet"}
# The titles, e.g. ``ps1_tensors/nothing_fits``.
MISTAKES = [path.relative_to(HERE).with_suffix("").as_posix() for path in sorted(HERE.glob("*/*.py"))]
# Those that are told in Russian, too.
IN_RUSSIAN = [path.relative_to(HERE).as_posix().removesuffix(".ru.txt") for path in sorted(HERE.glob("*/*.ru.txt"))]


def reports(assignment: str, language: str = ENGLISH) -> dict[str, Report]:
    """Grade the mistakes of an assignment; return the report of each by its title."""
    titles = MISTAKES if language == ENGLISH else IN_RUSSIAN
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in [HERE / f"{title}.py" for title in titles if title.startswith(f"{assignment}/")]:
            (folder / "submitted" / path.stem).mkdir(parents=True)
            (folder / "submitted" / path.stem / f"{assignment}.py").write_bytes(path.read_bytes())
        # A course without a key: what it has hidden checks draw would show.
        solution = HERE.parents[1] / "solutions" / assignment
        shutil.copytree(solution, folder / "solutions" / assignment, ignore=shutil.ignore_patterns(KEY))
        grade = [sys.executable, "-m", "autograder.commands.main", "grade", "submitted"]
        command = [*grade, "-a", assignment, "-o", "out", "--lang", language]
        subprocess.run(command, check=True, capture_output=True, cwd=folder)
        results = read_results(folder / "out" / "results.json")
    for report in results.submissions:
        _leave_what_they_are_about(report)
    return {f"{assignment}/{report.student}": report for report in results.submissions}


def _leave_what_they_are_about(report: Report) -> None:
    """Take away exercises that are nobody's work here: they came later."""
    report.exercises = [each for each in report.exercises if each.name in _ABOUT]
    report.score = sum(each.score for each in report.exercises)
    report.max_score = sum(each.max_score for each in report.exercises)


def golden(report: Report) -> str:
    """Return the text of a golden file."""
    parts = [
        ("100 columns", _printed(report, width=100)),
        ("60 columns", _printed(report, width=60)),
        ("in colour", _printed(report, width=100, colour=True).replace("\x1b", "\\e")),
    ]
    return "".join(f"=== {title}\n{text}" for title, text in parts)


def golden_in_russian(report: Report) -> str:
    """Return the text of a golden file in Russian."""
    speak("ru")
    try:
        return _printed(report, width=100)
    finally:
        speak(ENGLISH)


def _printed(report: Report, *, width: int, colour: bool = False) -> str:
    file = io.StringIO()
    system = "standard" if colour else None
    print_report(
        Console(file=file, width=width, force_terminal=colour, color_system=system, no_color=False),
        replace(report, seconds=0),
    )
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())
