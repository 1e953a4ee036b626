"""The key of an assignment: what hidden checks draw depends on it, and nothing that a student can run does."""

from __future__ import annotations

import stat
from pathlib import Path

from autograder.course.key import KEY, make_key, read_key
from autograder.grading.session import run_session
from autograder.sandbox.limits import Limits
from tests.small_course import grade, small_course

CHECK = '''
@check(points=1)
@for_all(x=st.integers(0, 10**9), examples=5)
def test_drawn_{kind}(student, x):
    """Draws."""
    assert student.echo(x) == x

@check(points=1)
def test_random_{kind}(student):
    """Is random."""
    assert student.echo(torch.randint(10**9, ()).item()) == -1
'''


def _drawn(folder: Path, key: str = "") -> dict[str, str]:
    """Return what each check asks."""
    checks = [{"echo": CHECK.format(kind=kind)} for kind in ("visible", "hidden")]
    assignment = small_course(folder, checks[0], "def echo(x):\n    return x\n", checks[1])
    assert assignment.solution is not None
    if key:
        assignment.solution.with_name(KEY).write_text(key)
    [report] = grade(assignment, "def echo(x):\n    return x\n")
    random = {f"{check.name} {check.hidden}": check.message for check in report.exercises[0].checks if check.message}
    inputs = run_session(
        assignment,
        assignment.order,
        Limits(),
        lambda session: {check.id: repr(check.of.examples) for check in session.checks if check.of and check.of.names},
    )
    return random | inputs


def test_hidden_inputs_depend_on_the_key(tmp_path: Path) -> None:
    """Those of visible checks, which students run themselves, do not; and one key gives the same inputs each time."""
    without, one, other = (_drawn(tmp_path / key, key) for key in ("", "one", "other"))
    for what in without:
        hidden = "hidden" in what or what.endswith("True")
        assert len({without[what], one[what], other[what]}) == (3 if hidden else 1), what
    assert _drawn(tmp_path / "again", "one") == one


def test_key_is_made_once(tmp_path: Path) -> None:
    """For the owner alone; a file that was left empty by an interrupted build is no key."""
    (tmp_path / KEY).touch()
    assert make_key(tmp_path) == tmp_path / KEY
    key = read_key(tmp_path / "ps.py")
    assert len(key) >= 32
    assert make_key(tmp_path) is None
    assert read_key(tmp_path / "ps.py") == key
    (tmp_path / KEY).unlink()
    assert make_key(tmp_path) is not None
    assert stat.S_IMODE((tmp_path / KEY).stat().st_mode) == 0o600
    assert read_key(tmp_path / "ps.py") not in (b"", key)


def test_student_has_none() -> None:
    """Where there is no solution, there is no key."""
    assert read_key(None) == b""
