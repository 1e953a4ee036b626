"""What an instructor makes and releases: `autograder nbgrader init`, and changes after students have handed in."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from traitlets.config import Config

from autograder.course.building.leaks import find_leaks, telling_lines
from autograder.course.building.source import STUB, find_regions
from autograder.nbgrader.cells import metadata
from autograder.nbgrader.config import configure
from autograder.nbgrader.courses import parse_due
from autograder.nbgrader.release import ClearSolutions
from tests.nbgrader.courses import POINTS, PS1, ROOT, TOTAL, NbCourse, Person, cell_of, filled_in, read, solutions
from tests.test_cli import autograder

pytestmark = pytest.mark.slow

HIDDEN_CHECK = '''
"""More hidden checks."""

from autograder.checking import assert_close, check
import torch


@check(points=2)
def test_more(student):
    """Is right for one more number"""
    assert_close(student.sigmoid(torch.tensor(0.0)), torch.tensor(0.5))
'''


def test_release_is_the_stub_and_its_checks(generated: NbCourse) -> None:
    """Students get the notebook of assignments/ with a cell to check each exercise, and the .py."""
    stub = read(ROOT / "assignments" / PS1 / f"{PS1}.ipynb")["cells"]
    released = generated.released()
    ours = [cell for cell in released["cells"] if not cell["metadata"].get("nbgrader", {}).get("grade")]
    assert ["".join(cell["source"]) for cell in ours] == ["".join(cell["source"]) for cell in stub]
    assert "".join(cell_of(released, "sigmoid-checks")["source"]) == 'from autograder import check\n\ncheck("sigmoid")'
    assert cell_of(released, "sigmoid-hidden")["metadata"]["editable"] is False
    there = generated.root / "release" / PS1
    assert (there / f"{PS1}.py").read_bytes() == (ROOT / "assignments" / PS1 / f"{PS1}.py").read_bytes()


def test_release_in_another_language(tmp_path: Path) -> None:
    """Under the same names, so that it is graded like any other; nothing of the English text is in it."""
    course = NbCourse(tmp_path, "--lang", "ru")
    course.nbgrader("generate_assignment", PS1)
    stub = read(ROOT / "assignments" / PS1 / "ru" / f"{PS1}.ipynb")["cells"]
    ours = [cell for cell in course.released()["cells"] if not cell["metadata"].get("nbgrader", {}).get("grade")]
    assert ["".join(cell["source"]) for cell in ours] == ["".join(cell["source"]) for cell in stub]
    assert {cell["metadata"]["lang"] for cell in ours if cell["cell_type"] == "markdown"} == {"ru"}
    there = course.root / "release" / PS1
    assert (there / f"{PS1}.py").read_bytes() == (ROOT / "assignments" / PS1 / "ru" / f"{PS1}.py").read_bytes()
    course.submit("ada", course.released(solutions()))
    course.submit("bob")
    both = course.submit("eve").parent
    (both / "ru").mkdir()
    (both / "ru" / f"{PS1}.ipynb").write_text(json.dumps(course.released(solutions())))
    course.nbgrader("autograde", PS1)
    assert [course.total(student) for student in ("ada", "bob", "eve")] == [TOTAL, 0, TOTAL]
    assert (
        cell_of(course.autograded("eve"), "sigmoid")["source"] == cell_of(course.autograded("ada"), "sigmoid")["source"]
    )


def test_solution_may_leave_a_stub_of_its_own() -> None:
    """In the release as in the course's own folder; all other solutions leave the usual one."""
    config = Config()
    configure(config, ROOT)
    own = "def f(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### STUB\n    # return 3 * x\n    ### END SOLUTION"
    usual = own.replace("    ### STUB\n    # return 3 * x\n", "")
    cells = [new_code_cell(text, metadata={"nbgrader": metadata("f", solution=True)}) for text in (own, usual)]
    notebook = new_notebook(
        cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}}
    )
    notebook, _ = ClearSolutions(config=config).preprocess(notebook, {})
    raises = "\n".join(f"    {line}" for line in STUB)
    assert [cell.source for cell in notebook.cells] == ["def f(x):\n    return 3 * x", f"def f(x):\n{raises}"]


def test_nothing_secret_is_released(generated: NbCourse) -> None:
    """No line of a solution, and nothing of a hidden check or a misconception."""
    source = (ROOT / "solutions" / PS1 / f"{PS1}.py").read_text()
    secrets = telling_lines(find_regions(source, PS1))
    hidden = [path.read_text() for path in (ROOT / "solutions" / PS1).glob("*.py") if path.stem != PS1]
    for path in (generated.root / "release").rglob("*.*"):
        text = path.read_text()
        assert list(find_leaks(text, secrets)) == []
        for line in "\n".join(hidden).splitlines():
            assert len(line.strip()) < 40 or line.strip() not in text


def test_second_init_keeps_what_is_the_instructors(generated: NbCourse) -> None:
    """The configuration stays; a new roster and a new date are added."""
    config = generated.root / "course_config.py"
    config.write_text(config.read_text() + "# mine\n")
    roster = generated.root / "more.csv"
    roster.write_text("id,last_name,email\nada,Лавлейс,ada@example.org\n")
    generated.init("--roster", roster, "--due", f"{PS1}=2026-12-01T23:59+03:00")
    assert config.read_text().endswith("# mine\n")
    with Gradebook(f"sqlite:///{generated.root}/gradebook.db") as gradebook:
        assert gradebook.find_student("ada").last_name == "Лавлейс"
        assert gradebook.find_assignment(PS1).duedate.isoformat() == "2026-12-01T20:59:00"


@pytest.mark.parametrize(
    ("roster", "said"),
    [
        ("name\nada\n", "1: wrong columns"),
        ("id,shoe_size\nada,5\n", "1: wrong columns"),
        ("id\nada\n\nada\n", "4: ada is there twice"),
        ("id,email\n,a@b\n", "2: no usable id"),
        ("id\na+b\n", "2: no usable id"),
        ("id\na/b\n", "2: no usable id"),
    ],
)
def test_roster_that_cannot_be_used_is_one_clear_line(tmp_path: Path, roster: str, said: str) -> None:
    """Before anything is written."""
    (tmp_path / "students.csv").write_text(roster)
    done = autograder("nbgrader", "init", tmp_path / "course", "--roster", tmp_path / "students.csv")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert f"students.csv:{said}" in done.stderr
    assert not (tmp_path / "course").exists()


def test_due_dates() -> None:
    """With an offset or without; anything else is refused."""
    name, date = parse_due("ps1 = 2026-12-01T23:59+03:00")
    assert (name, date.isoformat()) == ("ps1", date.isoformat())
    assert date.utctimetuple()[3:5] == (20, 59)
    assert parse_due("ps1=2026-12-01")[1].tzinfo is not None
    with pytest.raises(ValueError):
        parse_due("ps1")


@pytest.fixture
def own_course(tmp_path: Path) -> Path:
    """A copy of the course whose checks a test may change."""
    for name in ("solutions", "assignments"):
        shutil.copytree(ROOT / name, tmp_path / "own" / name)
    return tmp_path / "own"


def test_check_added_after_collecting(own_course: Path, tmp_path: Path) -> None:
    """A new hidden check, and the first hidden cell of an exercise: all is graded again, manual grades are kept."""
    (own_course / "solutions" / PS1 / "test_mse.py").rename(tmp_path / "test_mse.py")
    course = NbCourse(tmp_path, root=own_course)
    course.nbgrader("generate_assignment", PS1)
    course.submit("ada", course.released(solutions()))
    course.nbgrader("autograde", PS1)
    assert course.total("ada") == TOTAL - POINTS["mse"].hidden
    assert "mse-hidden" not in course.scores("ada")
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        gradebook.find_grade("replace_last_row-checks", PS1, PS1, "ada").manual_score = 0.25
        gradebook.db.commit()

    (tmp_path / "test_mse.py").rename(own_course / "solutions" / PS1 / "test_mse.py")
    with (own_course / "solutions" / PS1 / "test_sigmoid.py").open("a") as file:
        file.write(HIDDEN_CHECK.split('"""\n', 1)[1])
    course.nbgrader("autograde", PS1, "--force")
    assert course.grades("ada")["sigmoid-hidden"][0] is None, "the gradebook knows fewer points: nobody guesses"
    assert course.grades("ada")["sigmoid-hidden"][2]

    course.init()
    course.nbgrader("generate_assignment", PS1, "--force")
    course.nbgrader("autograde", PS1, "--force")
    by_machine = POINTS["replace_last_row"].visible
    assert course.scores("ada")["sigmoid-hidden"] == POINTS["sigmoid"].hidden + 2
    assert course.scores("ada")["mse-hidden"] == POINTS["mse"].hidden
    assert course.grades("ada")["replace_last_row-checks"] == (by_machine, 0.25, True)
    assert course.total("ada") == TOTAL + 2 - (by_machine - 0.25)
    course.nbgrader("generate_feedback", PS1)
    assert "Is right for one more number" in (course.root / "feedback" / "ada" / PS1 / f"{PS1}.html").read_text()


def test_make_targets(tmp_path: Path) -> None:
    """`make release`, `autograde`, `feedback` and `export` are the instructor's commands, in the folder COURSE."""
    course, exchange = tmp_path / "course", tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    instructor = Person(tmp_path / "instructor", ROOT)
    for target in ("release", "autograde", "feedback", "export"):
        options = f"ARGS=--exchange {exchange}" if target == "release" else "ARGS="
        instructor.run("make", "-o", ".venv/.setup", target, f"COURSE={course}", options)
        if target == "release":
            assert (exchange / "pytorch" / "outbound" / PS1 / f"{PS1}.ipynb").is_file()
            shutil.copytree(course / "release" / PS1, course / "submitted" / "ada" / PS1)
            (course / "submitted" / "ada" / PS1 / "timestamp.txt").write_text("2026-11-20 12:00:00 UTC")
            (course / "submitted" / "ada" / PS1 / "submission_secret.txt").write_text("secret")
    assert (course / "feedback" / "ada" / PS1 / f"{PS1}.html").is_file()
    assert ",ada," in (course / "grades.csv").read_text()


def test_instructors_own_cells_are_graded_by_hand(generated: NbCourse) -> None:
    """A question in words, and a test of nbgrader's kind: nothing is run, and nobody gets points for it unseen."""
    path = generated.root / "source" / PS1 / f"{PS1}.ipynb"
    before = path.read_text()
    notebook = json.loads(before)
    own = {"schema_version": 3, "task": False, "points": 4}
    words = {"grade_id": "why", "grade": True, "solution": True, "locked": False, **own}
    test = {"grade_id": "own-test", "grade": True, "solution": False, "locked": True, **own}
    notebook["cells"] += [
        {"cell_type": "markdown", "id": "w", "metadata": {"nbgrader": words}, "source": "Why?"},
        {"cell_type": "code", "id": "t", "metadata": {"nbgrader": test}, "execution_count": None, "outputs": [],
         "source": "### BEGIN HIDDEN TESTS\nassert 'secret words'\n### END HIDDEN TESTS\nassert True"},
    ]  # fmt: skip
    path.write_text(json.dumps(notebook))
    generated.nbgrader("generate_assignment", PS1, "--force")
    work = generated.released(solutions())
    cell_of(work, "why")["source"] = "Because."
    generated.submit("thinker", work)
    generated.submit("silent", generated.released(solutions()))
    generated.nbgrader("autograde", PS1)
    assert generated.grades("thinker")["why"] == generated.grades("thinker")["own-test"] == (None, None, True)
    assert generated.grades("silent")["why"] == (0.0, None, False), "as nbgrader does it"
    assert generated.total("thinker") == TOTAL
    generated.nbgrader("generate_feedback", PS1)
    feedback = (generated.root / "feedback" / "thinker" / PS1 / f"{PS1}.html").read_text()
    assert "secret words" not in feedback
    assert "grade it by hand" in feedback


@pytest.mark.parametrize("fault", ["c.Autograder.jobs = = 2", "import nowhere", "c.Autograder.limits = {'tim_s': 5}"])
def test_configuration_that_fails_grades_nothing(generated: NbCourse, fault: str) -> None:
    """nbgrader goes on without one: it would run what students have handed in, and give points for what is not."""
    settings = generated.root / "course_config.py"
    before = settings.read_text()
    settings.write_text(f"{before}{fault}\n")
    generated.submit("hostile", generated.released({"sigmoid": "open('/tmp/autograder-was-run', 'w')"}))
    done = generated.nbgrader("autograde", PS1, check=False)
    settings.write_text(before)
    assert done.returncode == 1
    assert not Path("/tmp/autograder-was-run").exists()
    assert not (generated.root / "autograded" / "hostile" / PS1).exists()
    last = (done.stdout + done.stderr).strip().splitlines()[-1]
    assert "nbgrader_config.py: " in last or "tim_s" in last


def test_without_our_configuration_hidden_cells_earn_nothing(generated: NbCourse) -> None:
    """Should somebody autograde with nbgrader's own preprocessors, a cell that shows nothing is not full marks."""
    generated.submit("stock", generated.released(solutions()))
    config = generated.root / "nbgrader_config.py"
    before = config.read_text()
    config.write_text("c = get_config()\n")
    generated.nbgrader("autograde", PS1, "--student", "stock")
    config.write_text(before)
    scores = generated.scores("stock")
    assert {name: scores[name] for name in scores if name.endswith("-hidden")} == {
        f"{name}-hidden": 0 for name, points in POINTS.items() if points.hidden
    }


def test_new_stubs_cost_nobody_anything(own_course: Path, tmp_path: Path) -> None:
    """Whoever has both files handed in the one that was worked on, also if the other is not what is released now."""
    course = NbCourse(tmp_path, root=own_course)
    course.nbgrader("generate_assignment", PS1)
    course.submit("ada", course.released(solutions()))
    solution = own_course / "solutions" / PS1 / f"{PS1}.py"
    solution.write_text(solution.read_text().replace("element by element", "one by one").replace("copy of x", "copy"))
    course.init()
    course.nbgrader("generate_assignment", PS1, "--force")
    course.nbgrader("autograde", PS1)
    assert course.total("ada") == TOTAL
    shutil.rmtree(course.root / "release")
    course.nbgrader("autograde", PS1, "--force")
    assert course.total("ada") == TOTAL


def test_other_notebooks_and_folders_are_left_alone(tmp_path: Path) -> None:
    """An instructor's second notebook is graded by hand, whatever else is missing; folders may be called anything."""
    course = NbCourse(tmp_path)
    with (course.root / "course_config.py").open("a") as file:
        file.write('c.CourseDirectory.directory_structure = "{nbgrader_step}/{assignment_id}/{student_id}"\n')
    course.init()
    source = course.root / "source" / PS1
    metadata = {"schema_version": 3, "grade_id": "essay", "grade": True, "solution": True, "locked": False,
                "task": False, "points": 5}  # fmt: skip
    essay = {"cell_type": "markdown", "id": "e", "metadata": {"nbgrader": metadata}, "source": "Why?"}
    notebook = {"cells": [essay], "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
                "nbformat": 4, "nbformat_minor": 5}  # fmt: skip
    (source / "." / "part2.ipynb").write_text(json.dumps(notebook))
    course.nbgrader("generate_assignment", PS1)
    released = json.loads((course.root / "release" / PS1 / f"{PS1}.ipynb").read_text())
    there = course.root / "submitted" / PS1
    for student in ("one", "two"):
        (there / student).mkdir(parents=True)
        answer = json.loads((course.root / "release" / PS1 / "part2.ipynb").read_text())
        answer["cells"][0]["source"] = "Because."
        (there / student / "part2.ipynb").write_text(json.dumps(answer))
    (there / "two" / f"{PS1}.ipynb").write_text(json.dumps(filled_in(released, solutions())))
    course.nbgrader("autograde", PS1)
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        for student, score in (("one", 0.0), ("two", TOTAL)):
            part2, ps1 = sorted(gradebook.find_submission(PS1, student).notebooks, key=lambda each: each.name)
            assert (part2.needs_manual_grade, ps1.score) == (True, score)
            assert (course.root / "autograded" / PS1 / student / "part2.ipynb").is_file()


def test_one_button_after_the_other(generated: NbCourse) -> None:
    """The formgrader calls nbgrader in its own process, as often as somebody likes."""
    for name in ("first", "second"):
        generated.submit(name, generated.released({"mse": f"{solutions()['mse']}\n# {name}\n"}))
    code = (
        "from nbgrader.apps import NbGraderAPI\n"
        "from autograder.nbgrader.courses import load_config\n"
        "from pathlib import Path\n"
        "api = NbGraderAPI(config=load_config(Path.cwd()))\n"
        "for name in ('first', 'second', 'first'):\n"
        f"    print(name, api.autograde({PS1!r}, name)['success'])\n"
    )
    done = generated.instructor.run("python", "-c", code)
    assert [line for line in done.stdout.splitlines() if line.endswith(("True", "False"))] == [
        "first True", "second True", "first True",
    ]  # fmt: skip
    assert generated.total("first") == generated.total("second") == POINTS["mse"].total
