"""What the terminal shows: the points whatever the names are, and in every encoding."""

from __future__ import annotations

import io
import sys
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from autograder.commands.output import use_what_can_be_written
from autograder.course.lateness import Lateness
from autograder.report.batch import print_batch, print_skipped, print_summary, print_unknown_lateness
from autograder.report.console import print_report
from autograder.report.statistics import summarize
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Status, Verdict


def _report(student: str) -> Report:
    """A report with one check that has failed."""
    check = CheckReport("Is right", False, Verdict.FAILED, 0.0, 1.0, "wrong … for x ≤ 0", "x = tensor([0.])", None, "é")
    exercises = [ExerciseReport(name, 0.5, 1.0, [check]) for name in ("sigmoid", "mse", "replace_last_row")]
    return Report(student, "a.py", "00", Status.GRADED, None, 1.5, 3.0, 0.1, exercises)


def _printed(*students: str, width: int = 80) -> list[str]:
    out = io.StringIO()
    print_batch(Console(file=out, width=width), map(_report, students), len(students))
    return out.getvalue().splitlines()


@pytest.mark.parametrize(
    "name",
    [
        "Константинопольская-Преображенская Александра Константиновна_1234567_assignsubmission_file_",
        "x" * 250,
        "漢字" * 60,
        "short",
    ],
)
@pytest.mark.parametrize("width", [80, 120])
def test_long_names_leave_the_score_where_it_is(name: str, width: int) -> None:
    """The points in their columns, what is wrong whole, no line longer than the terminal; both ends are shown."""
    lines = _printed(name, "s2", width=width)
    line = lines[1]
    assert "1.5/3" in line
    assert "\n".join(lines).count("sigmoid: wrong … for x ≤ 0") == 2
    assert max(map(cell_len, lines)) <= width
    assert line.startswith(name[:2])  # wide characters take two columns
    assert name[-4:] in line.split("1.5/3")[0]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_points_of_many_exercises_are_shown_whole(width: int) -> None:
    """Headings give way; no number does, if the line must be longer than the terminal."""
    out = io.StringIO()
    exercises = [ExerciseReport(f"an_exercise_number_{number}", 0.25, 3.25) for number in range(9)]
    report = replace(_report("s1"), exercises=exercises, score=2.25, max_score=29.25)
    print_batch(Console(file=out, width=width), [report], 1)
    _, line = out.getvalue().splitlines()
    assert line.split()[:11] == ["s1", "2.25/29.25", *["0.25"] * 9]


def test_reasons_are_shown_whole() -> None:
    """Beside the points where there is room, in as many lines as they need; below them where there is not."""
    reason = "a long story " * 12
    report = replace(_report("s1"), error=reason.strip())
    for width in (60, 130):
        out = io.StringIO()
        print_batch(Console(file=out, width=width), [report], 1)
        header, *lines = out.getvalue().splitlines()
        assert ("what is wrong first" in header) == (width == 130)
        assert " ".join(" ".join(lines).split()).endswith(reason.strip())
        assert max(map(cell_len, lines)) <= width


def test_summary_answers_what_is_asked_first() -> None:
    """The mean, the hardest exercises, the commonest causes in words with how many have them, and who needs a look."""
    broken = replace(_report("s9"), error="a.py:1: SyntaxError: no", score=0.0)
    right = replace(_report("s8"), score=3.0, exercises=[ExerciseReport("mse", 1.0, 1.0)])
    out = io.StringIO()
    print_summary(Console(file=out, width=80), summarize([*map(_report, "abc"), broken, right]))
    assert out.getvalue().strip().splitlines() == [
        "scores  mean 1.5 of 3 (50%), median 1.5; 1 of 5 have all points",
        "hardest  sigmoid 50%, replace_last_row 50%, mse 62% of the points",
        "commonest causes",
        "  3 ×  é (sigmoid, mse, replace_last_row)",
        "needs a look",
        "  cannot be run  s9: a.py:1: SyntaxError: no",
    ]


@pytest.mark.parametrize("width", [40, 80])
def test_what_counts_stands_beside_the_score(width: int) -> None:
    """How much lateness has taken, and "?" where nobody knows, with a line that says of whom and what to do."""
    out = io.StringIO()
    console = Console(file=out, width=width)
    late = [
        Lateness(0.0, 1.0, 1.5, "in time"),
        Lateness(9.0, 0.9, 1.35, "9 s late, 0.9 of the score counts"),
        Lateness(None, None, None, "not known when it was handed in"),
    ]
    reports = [replace(_report(f"s{number}"), late=each) for number, each in enumerate(late)]
    print_batch(console, reports, 3)
    print_unknown_lateness(console, reports)
    header, *lines, last = out.getvalue().splitlines()
    rows = [line for line in lines if line.startswith("s")]  # what is wrong stands below each
    assert header.split()[:3] == ["student", "score", "counts"]
    assert [row.split()[1:4] for row in rows] == [
        ["1.5/3", "1.5", "0.5"],
        ["1.5/3", "1.35", "−10%"],
        ["1.5/3", "?", "0.5"],
    ]
    assert last == (
        "not known when it was handed in: s2; late_score is empty; a column handed_in in the --roster says when"
    )


def test_skipped_are_named_by_reason() -> None:
    """A line for each reason, the first ten by name."""
    out = io.StringIO()
    skipped = [{"path": f"{number}.md", "reason": "no .py or .ipynb file"} for number in range(12)]
    print_skipped(Console(file=out, width=20), [*skipped, {"path": "s1/PS1", "reason": "a folder"}])
    first, second = out.getvalue().splitlines()
    assert first.startswith("not graded, no .py or .ipynb file: 0.md, 1.md,")
    assert first.endswith("9.md and 2 more, see results.json")
    assert second == "not graded, a folder: s1/PS1"


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "koi8-r"])
def test_every_encoding_gets_something_legible(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Verdicts stay apart, and nothing raises, whatever names and messages hold."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding)
    use_what_can_be_written(stream)
    monkeypatch.setattr(sys, "stdout", stream)
    report = _report("Ян")
    print_report(Console(), report)
    print_batch(Console(), [report], 1)
    print("✓✗–…×", "Ян \udcff")
    stream.flush()
    text = raw.getvalue().decode(encoding)
    assert "x Is right" in text
    assert "hint: " in text
    assert "\\udcff" in text
    assert "?" not in text
