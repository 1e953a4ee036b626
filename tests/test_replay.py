"""Replay: the body of a check runs again and again, and nobody can tell; where somebody could, its author is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.course.assignments import CourseError

from .small_course import checks_of, grade, line_of, small_course

SAME = "def f(x=0): return x\n"


def _error(folder: Path, check: str, submission: str = SAME, solution: str = "") -> tuple[str, str]:
    """Return the place that is blamed where the only check of a course is not as it must be, and the rest of the line.

    The line to be blamed ends in ``# here``.
    """
    assignment = small_course(folder, {"f": check}, solution)
    with pytest.raises(CourseError) as caught:
        grade(assignment, submission)
    place = line_of(assignment, "f", "# here")
    assert str(caught.value).startswith(f"{place}: "), str(caught.value)
    assert "\n" not in str(caught.value)
    return place, str(caught.value).removeprefix(f"{place}: ")


# Bodies that do not do the same again


@pytest.mark.parametrize(
    ("before", "asks"),
    [
        pytest.param("import random", "random.random()", id="random"),
        pytest.param("import numpy as np", "np.random.rand()", id="NumPy"),
        pytest.param("import time", "time.perf_counter_ns()", id="time"),
        pytest.param("import itertools\ncounter = itertools.count()", "next(counter)", id="state"),
    ],
)
@pytest.mark.parametrize("inputs", ["", "@for_all(n=st.integers(), examples=5)\n"], ids=["plain", "for_all"])
def test_body_that_asks_something_else_is_the_authors_error(
    tmp_path: Path, before: str, asks: str, inputs: str
) -> None:
    """Its answers would be those to other questions; said with file and line, and with what to do."""
    argument = ", n" if inputs else ""
    check = (
        f"{before}\n@check(points=1)\n{inputs}def test_f(student{argument}):\n"
        f'    """Asks."""\n    student.f({asks})  # here\n    student.f(1)\n'
    )
    _, text = _error(tmp_path, check)
    assert text.startswith("the body was run again with the same answers, and asked the submission something else;")
    assert "draw random numbers from torch" in text
    assert text.endswith("or say @check(…, replay=False).")


def test_body_that_shares_something_else_is_the_authors_error(tmp_path: Path) -> None:
    """What lies in shared memory is asked about, too."""
    check = """
        import random
        @check(points=1)
        def test_f(student):
            '''Shares.'''
            shared = student.share(torch.full((2,), random.random()))  # here
            student.f(shared)
            student.f(1)
    """
    assert _error(tmp_path, check)[1].startswith("the body was run again")


def test_body_may_draw_from_torch(tmp_path: Path) -> None:
    """It draws the same in each run; and so does it of a check that is not replayed, which may draw from anything."""
    checks = """
        import random
        @check(points=1)
        def test_replayed(student):
            '''From torch.'''
            x, y = torch.randn(3), torch.randn(3)
            assert_close(student.f(x), x)
            assert_close(student.f(y), y)

        @check(points=1, replay=False)
        def test_once(student):
            '''From anything.'''
            for _ in range(3):
                number = random.random()
                assert student.f(number) == number
    """
    [report] = grade(small_course(tmp_path, {"f": checks}), SAME)
    assert report.score == 2, checks_of(report)


@pytest.mark.parametrize(
    "handler",
    [
        "try:\n        student.f(1)\n    except:\n        pass",
        "try:\n        student.f(1)\n    except BaseException:\n        return",
        "try:\n        student.f(1)\n    finally:\n        return",
        "import contextlib\n    with contextlib.suppress(BaseException):\n        student.f(1)",
    ],
)
def test_body_that_catches_everything_is_the_authors_error(tmp_path: Path, handler: str) -> None:
    """It would swallow the end of a run, and pass whatever the submission answers."""
    check = f'@check(points=1)  # here\ndef test_f(student):\n    """Catches."""\n    {handler}\n'
    _, text = _error(tmp_path, check)
    assert text == (
        "test_f catches every exception, also the one that ends a run of it until there is an answer; "
        "name what it is to catch."
    )


@pytest.mark.parametrize("kind", ["Exception", "ValueError", "CheckFailure"])
def test_body_may_catch_exceptions(tmp_path: Path, kind: str) -> None:
    """Those of the submission, by their type."""
    check = f"""
        @check(points=1)
        def test_f(student):
            '''Catches.'''
            try:
                student.f(1)
            except {kind}:
                return
            assert False, "it must raise"
    """
    right, wrong = grade(small_course(tmp_path, {"f": check}), "def f(x): raise ValueError", SAME)
    assert right.score == 1
    assert [check.message for check in checks_of(wrong).values()] == ["it must raise"]


# Other mistakes of authors


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("1 / 0", "test_f raises ZeroDivisionError: division by zero"),
        ("assert False, 'why'", "test_f fails before it has called anything of the submission's: why"),
        ("student.run(p, timeout_s=3)", "timeout_s= is for checks that are not replayed; say @check(…, replay=False)."),
        ("test_other(student)", "a property cannot be asked for inside of another one."),
    ],
)
def test_mistake_before_the_first_call_is_found_before_anybody_is_graded(
    tmp_path: Path, statement: str, text: str
) -> None:
    """It says where and what, and nobody's submission is blamed for it."""
    check = f"""
        @probe
        def p():
            return 1
        @check(points=1)
        def test_other(student):
            '''Other.'''
            student.f(1)
        @check(points=1)
        def test_f(student):
            '''Fails.'''
            {statement}  # here
    """
    assert _error(tmp_path, check)[1] == text


def test_check_of_what_differs_from_submission_to_submission_is_not_replayed(tmp_path: Path) -> None:
    """Said where it is defined."""
    check = "@check(points=1)  # here\ndef test_f(student, once):\n    '''Uses once.'''\n    student.f(once)\n"
    assert _error(tmp_path, check)[1] == "test_f uses once; say @check(…, replay=False)."


def test_input_that_the_body_has_no_argument_for(tmp_path: Path) -> None:
    """Be it drawn, or one of the author's own."""
    check = "@check(points=1)  # here\n@for_all(number=st.integers())\ndef test_f(student, n):\n    '''Misspelt.'''\n"
    assert "test_f has no argument number, which its inputs have" in _error(tmp_path, check)[1]


# Neighbours


COUNTS = """
    @check(points=1)
    @for_all(n=st.integers(0, 40), also=[{"n": 1}, {"n": 10}, {"n": 20}, {"n": 10}])
    def test_f(student, n):
        '''Is the identity.'''
        got = student.f(n)
        assert got == n, f"it is {got}, not {n}"
"""
HONEST_AND_WRONG = "def f(n): return n if n < 15 else 0\n"
STATEFUL = "seen = []\ndef f(n):\n    seen.append(n)\n    return n if seen.count(n) < 2 else -1\n"


def test_report_is_the_same_beside_anybody(tmp_path: Path) -> None:
    """A submission that fails at the second of two equal inputs leaves nothing behind that a neighbour's would find."""
    assignment = small_course(tmp_path, {"f": COUNTS})
    [alone] = grade(assignment, HONEST_AND_WRONG)
    _, beside, _, again = grade(assignment, STATEFUL, HONEST_AND_WRONG, STATEFUL, HONEST_AND_WRONG)
    assert beside == again == alone
    [check] = checks_of(alone).values()
    assert re.fullmatch(r"it is 0, not \d\d", check.message)
    assert check.counterexample == f"n = {check.message[-2:]}"


# Functions that are made in the body


def test_reference_takes_functions_that_are_made_in_the_body(tmp_path: Path) -> None:
    """They live as long as a run of the body does; another may get their place in memory, and its own answer."""
    solution = """
        import torch
        def descend(loss, w):
            w = w.clone().requires_grad_()
            (gradient,) = torch.autograd.grad(loss(w), w)
            return (w - 0.1 * gradient).detach()
    """
    check = """
        @check(points=1)
        @for_each([{"k": float(k)} for k in range(1, 40)])
        def test_f(student, reference, k):
            '''Descends.'''
            w = torch.ones(2)
            for _ in range(3):
                expected = reference.descend(lambda w: (k * w * w).sum(), w)
                assert_close(student.f(k, w), expected)
                w = expected
    """
    right = "def f(k, w): return w - 0.1 * 2 * k * w\n"
    [report] = grade(small_course(tmp_path, {"f": check}, solution), right)
    assert [check.message for check in checks_of(report).values()] == [""]
    assert report.score == 1


# Objects with a state


COUNTER = """
count = 0
def reset():
    global count
    count = 0
def add(x):
    global count
    count += x
    return count
"""
RUNNING_MEAN = """
numbers = []
def reset(): numbers.clear()
def add(x):
    numbers.append(x)
    return sum(numbers) / len(numbers)
"""
GENERATOR = """
import torch
generator = torch.Generator()
def reset(): generator.manual_seed(0)
def add(x): return x + torch.rand((), generator=generator).item()
"""


@pytest.mark.parametrize("state", [COUNTER, RUNNING_MEAN, GENERATOR], ids=["counter", "running mean", "generator"])
def test_sequential_inputs_come_one_after_the_other(tmp_path: Path, state: str) -> None:
    """What has a state sees all calls for one input before those for the next; without, even the reference fails."""
    check = """
        @check(points=1)
        @for_all(xs=st.lists(st.integers(1, 9), min_size=2, max_size=5), examples=10{sequential})
        def test_add(student, reference, xs):
            '''Adds.'''
            student.reset()
            reference.reset()
            for x in xs:
                got, expected = student.add(x), reference.add(x)
                assert got == expected, f"add({{x}}) is {{got}}, expected {{expected}}"
    """
    one = small_course(tmp_path / "one", {"add": check.format(sequential=", sequential=True")}, state)
    together = small_course(tmp_path / "together", {"add": check.format(sequential="")}, state)
    [report] = grade(one, state)
    assert [check.message for check in checks_of(report).values()] == [""]
    [report] = grade(together, state)
    assert report.score == 0
