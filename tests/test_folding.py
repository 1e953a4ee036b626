"""One cause is told once; what could not be looked at is no accusation; what is right is said, too."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import torch
from rich.console import Console

from autograder.grading.contrast import contrast
from autograder.report.batch import print_batch
from autograder.report.cell import as_html, as_text
from autograder.report.console import print_report
from autograder.report.folding import fold
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Status, Verdict

from .small_course import checks_of, grade, small_course

RAISED = "raised ValueError: {}\n  a.py:3 in f: g(x)\n  a.py:7 in g: raise ValueError(x)"


def _check(name: str, message: str, verdict: Verdict = Verdict.FAILED, hint: str = "") -> CheckReport:
    return CheckReport(name, False, verdict, 0.0, 1.0, message, None, None, hint)


def _printed(*checks: CheckReport, error: str | None = None, width: int = 80, hidden: float = 0) -> list[str]:
    out = io.StringIO()
    exercise = ExerciseReport("f", 0.0, float(len(checks)), list(checks))
    report = Report("s", "a.py", "00", Status.GRADED, error, 0.0, 1.0, 0.1, [exercise])
    print_report(Console(file=out, width=width), report, hidden_points=hidden)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_the_same_exception_at_the_same_line_is_one_block() -> None:
    """Whatever its message says of the input; at another line it is another one."""
    checks = [
        _check("One", RAISED.format("1")),
        _check("Two", "wrong"),
        _check("Three", RAISED.format("[2]\nof two lines")),
        _check("Four", RAISED.format("1").replace("a.py:7", "a.py:8")),
        _check("Five", RAISED.format("1").replace("ValueError:", "TypeError:")),
        _check("Six", "wrong"),
        _check("Seven", "", Verdict.PASSED),
        _check("Eight", "", Verdict.PASSED),
        _check("Nine", RAISED.format("3") + "\nwhere KeyError is expected for x"),
    ]
    blocks = [[check.name for check in block] for block in fold(checks)]
    assert blocks == [["One", "Three", "Nine"], ["Two", "Six"], ["Four"], ["Five"], ["Seven"], ["Eight"]]


def test_a_block_lists_its_titles_and_tells_its_cause_once() -> None:
    """So does what blocks others; a hint is told where it comes first."""
    blocked = "checked only once “One” passes"
    lines = _printed(
        _check("One", "wrong", hint="Look here."),
        _check("Two", blocked, Verdict.BLOCKED),
        _check("Three", "wrong", hint="Look here."),
        _check("Four", blocked, Verdict.BLOCKED),
        _check("Five", "else", hint="Look here."),
    )
    assert lines == [
        "f  0 of 5  ──────────",
        "  ✗ One",
        "  ✗ Three (same reason)",
        "  ✗ Five (same reason)",
        "    wrong",
        "    hint: Look here.",
        "  – Two",
        "  – Four",
        f"    {blocked}",
        "0 of 1 points",
    ]


def test_lines_that_are_too_long_go_on_below_themselves() -> None:
    """In a narrow terminal, too, it is seen what belongs together."""
    lines = _printed(_check("One", "word " * 12), width=30)
    assert [line[:6] for line in lines[2:5]] == ["    wo", "    wo", "    wo"]


def test_syntax_error_is_two_lines_with_a_caret_and_nothing_else() -> None:
    """No list of checks that cannot be run."""
    error = "a.py:2: SyntaxError: invalid syntax, at the caret: y = 'ж' ^5"
    assert _printed(_check("One", "the submission cannot be run"), error=error) == [
        "a.py:2: SyntaxError: invalid syntax",
        "    y = 'ж' 5",
        "            ^",
        "0 of 1 points",
    ]
    error = "a.py:2: SyntaxError: invalid syntax, at the caret: y = x^2 ^5"
    assert _printed(_check("One", ""), error=error) == [error, "0 of 1 points"]


def test_what_is_still_to_come_is_said_at_the_end() -> None:
    """By the command that students have."""
    assert _printed(_check("One", "wrong"), hidden=4)[-1] == "0 of 1 points; 4 more are graded after you hand in"


def test_notebooks_tell_it_once_too() -> None:
    """As text and as HTML; of hidden checks there is no message."""
    checks = [_check("One", "wrong <b>"), _check("Two", "wrong <b>"), _check("Three", "blocked", Verdict.BLOCKED)]
    text = as_text(checks, None)
    assert text.splitlines() == [
        "✗ One  0 of 1", "✗ Two  0 of 1", "  wrong <b>", "– Three  0 of 1", "  blocked",
    ]  # fmt: skip
    html = as_html(checks, None)
    assert html.count("wrong &lt;b&gt;") == 1
    assert html.count("✗") == 2


def test_the_table_of_a_batch_names_a_cause() -> None:
    """Never what was merely blocked."""
    out = io.StringIO()
    checks = [_check("One", "not looked at", Verdict.BLOCKED), _check("Two", "the cause")]
    report = Report("s", "a.py", "00", Status.GRADED, None, 0.0, 2.0, 0.1, [ExerciseReport("f", 0, 2, checks)])
    print_batch(Console(file=out, width=100), [report], 1)
    assert "f: the cause" in out.getvalue()


BLOCKING = {
    "f": """
        @check(points=1)
        def test_value(student):
            '''Gives two.'''
            assert_close(student.f(X), X * 2)

        @check(points=1)
        def test_untouched(student):
            '''Leaves x alone.'''
            result = assert_untouched(student.f, watched("x", X))
            with require():
                assert_close(result, X * 2)

        X = torch.tensor([1.0, 2.0])
    """
}
RIGHT = "def f(x):\n    return x * 2\n"


@pytest.mark.parametrize(
    ("source", "verdicts"),
    [
        (RIGHT, ["passed", "passed"]),
        ("def f(x):\n    return x * 3\n", ["failed", "blocked"]),
        ("def f(x):\n    return x.mul_(2)\n", ["passed", "failed"]),
        ("def f(x):\n    return x.mul_(3)\n", ["failed", "failed"]),
        ("def f(x):\n    return None\n", ["failed", "blocked"]),
        (
            "calls = []\ndef f(x):\n    calls.append(1)\n    return x * (2 if len(calls) < 2 else 3)\n",
            ["passed", "failed"],
        ),
    ],
)
def test_a_check_whose_requirement_does_not_hold_is_blocked(tmp_path: Path, source: str, verdicts: list[str]) -> None:
    """Unless nothing else says what is wrong: then it does so itself."""
    assignment = small_course(tmp_path, BLOCKING, RIGHT)
    [report] = grade(assignment, source)
    assert [check.verdict for check in checks_of(report).values()] == verdicts
    for check in checks_of(report).values():
        assert bool(check.message) == (check.verdict != "passed")
        if check.verdict == "blocked":
            assert check.message == "checked only once “Gives two” passes"
            assert (check.points, check.hint, check.counterexample) == (0, "", None)


ONE, TWO = torch.ones(3), torch.ones(2, 2)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ([{"x": ONE}, {"x": TWO}], [{"x": ONE.double()}, {"x": TWO.double()}], "right for float32, wrong for float64"),
        ([{"x": ONE}, {"x": TWO}], [{"x": torch.ones(())}] * 2, "right for 1-d and 2-d, wrong for 0-d"),
        ([{"x": ONE}, {"x": ONE[:2]}], [{"x": ONE[:0]}] * 2, "wrong only for empty tensors"),
        ([{"x": ONE[:1]}] * 2, [{"x": ONE}, {"x": ONE[:0]}], "right only for tensors of one element"),
        ([{"n": n} for n in (1, 2, 3, 5)], [{"n": 10}, {"n": 9}], "wrong only for n = 9 and 10"),
        ([{"n": 0}, {"n": 0}], [{"n": 1}, {"n": 2}], "right for n = 0, wrong for n = 1 and 2"),
        ([{"x": ONE, "n": 1}] * 2, [{"x": ONE, "n": 2}] * 2, "right for n = 1, wrong for n = 2"),
        ([{"x": ONE}], [{"x": TWO}], ""),
        ([{"x": ONE}, {"x": TWO}], [{"x": TWO}, {"x": ONE}], ""),
        ([{"n": 5}, {"n": 6}], [{"n": 1}, {"n": 2}, {"n": 3}, {"n": 4}], ""),
        ([], [{"x": TWO}] * 3, ""),
    ],
)
def test_contrast(right: list[dict[str, object]], wrong: list[dict[str, object]], said: str) -> None:
    """What tells the inputs apart for which it is right from the others, where something does."""
    assert contrast(right, wrong) == said
