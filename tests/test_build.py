"""From solutions/ to assignments/: real jupytext and nbformat, in course folders made for each test."""

import ast
import importlib.util
import inspect
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FunctionType, ModuleType

import nbformat
import pytest

from autograder.course.building import BuildError, build, stale
from autograder.course.building.source import find_regions, with_own_stub

ROOT = Path(__file__).resolve().parents[1]

SOURCE = '''\
# %% [markdown]
# # Doubling
#
# Half of the text is «prose».

# %%
"""A tiny assignment."""

import math

# %%
def double(x: float) -> float:
    """Return twice x."""
    ### BEGIN SOLUTION
    twice = math.fsum([x, x]) + len("")
    return twice
    ### END SOLUTION


# %%
class Doubler:
    """Doubles what it is called with."""

    def __call__(self, x: float) -> float:
        """Return twice x."""
        if x:
            ### BEGIN SOLUTION
            return double(x)
            ### END SOLUTION
        return x
'''
SECRET = 'twice = math.fsum([x, x]) + len("")'
CHECKS = "autograder/checks/ps1"
STUB = "ps1/ps1.py"
NOTEBOOK = "ps1/ps1.ipynb"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return a course folder with one assignment, ps1, its visible checks written and its files built."""
    write_source(tmp_path, SOURCE)
    for exercise in ("double", "Doubler"):
        write(tmp_path, f"{CHECKS}/test_{exercise}.py", "def test_known_value(student):\n    pass\n")
    build(tmp_path)
    return tmp_path


def write(root: Path, name: str, text: str) -> Path:
    """Write a file of a course."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def write_source(root: Path, text: str, name: str = "ps1") -> Path:
    """Write the source of one assignment into a course folder."""
    return write(root, f"solutions/{name}/{name}.py", text)


def line_of(text: str, part: str) -> int:
    """Return the number of the first line that contains `part`."""
    return next(number for number, line in enumerate(text.split("\n"), start=1) if part in line)


def only(messages: list[str]) -> str:
    """Return the one message there is."""
    assert len(messages) == 1, messages
    return messages[0]


# What is built


def test_the_stub_is_the_source_with_a_raise_in_place_of_each_solution(course: Path) -> None:
    """Signatures, docstrings and text stay; each region becomes two lines, indented as its marker was."""
    stub = (course / "assignments" / STUB).read_text(encoding="utf-8")
    todo = 'raise NotImplementedError("replace this line with your code")'
    assert f'    """Return twice x."""\n    # YOUR CODE HERE\n    {todo}\n\n\n# %%\nclass Doubler:' in stub
    assert f"        if x:\n            # YOUR CODE HERE\n            {todo}\n        return x\n" in stub
    assert stub.split("def double")[0] == SOURCE.split("def double")[0]
    assert "SOLUTION" not in stub
    assert "fsum" not in stub


def test_a_stub_says_what_each_exercise_is_worth(course: Path) -> None:
    """Above its first line, in the notebook, too; students have the visible checks and get the points of both."""
    write(course, f"{CHECKS}/test_double.py", "@check(points=1.5)\n@other\ndef test_known_value(student):\n    pass\n")
    write(course, "solutions/ps1/test_double.py", "@check(0.5, threads=2)\ndef test_more(student):\n    pass\n")
    write(course, f"{CHECKS}/test_Doubler.py", "@check(points=1)\ndef test_known_value(student):\n    pass\n")
    build(course)
    stub = (course / "assignments" / STUB).read_text(encoding="utf-8")
    assert "# 2 points: 1.5 by checks that you have, 0.5 by more after you hand in\ndef double(" in stub
    assert "# 1 point\nclass Doubler:" in stub
    cells = json.loads((course / "assignments" / NOTEBOOK).read_text(encoding="utf-8"))["cells"]
    assert any("".join(cell["source"]).startswith("# 1 point\nclass Doubler:") for cell in cells)


def test_points_that_are_no_number_are_found(course: Path) -> None:
    """The stub shows them, and nothing is run to find out."""
    write(course, f"{CHECKS}/test_double.py", "@check(points=POINTS)\ndef test_known_value(student):\n    pass\n")
    place = f"{CHECKS}/test_double.py:1"
    assert only(stale(course)) == f"{place}: say @check(points=…) with a number, which the stub shows."


OWN_STUB = """\
def triple(x):
    \"\"\"Return x three times.\"\"\"
    ### BEGIN SOLUTION
    return math.prod([3, x])

    ### STUB
    # # It gives the square.
    # if x:
    #     x = x * x

    # return x
    ### END SOLUTION


def halve(x):
    ### BEGIN SOLUTION
    return x / 2
    ### END SOLUTION
"""


def test_a_solution_may_leave_a_stub_of_its_own(tmp_path: Path) -> None:
    """The comments below STUB become its code; the others get the usual stub, and no line of it is a leak."""
    write_source(tmp_path, OWN_STUB)
    for exercise in ("triple", "halve"):
        write(tmp_path, f"{CHECKS}/test_{exercise}.py", "def test_known_value(student):\n    pass\n")
    build(tmp_path)
    stub = (tmp_path / "assignments" / STUB).read_text(encoding="utf-8")
    begun = "    # It gives the square.\n    if x:\n        x = x * x\n\n    return x\n\n\n"
    assert f'"""Return x three times."""\n{begun}def halve(x):\n    # YOUR CODE HERE\n    raise ' in stub
    assert stale(tmp_path) == []
    regions = find_regions(OWN_STUB, "ps1.py")
    assert regions[0].body == ("    return math.prod([3, x])", "")
    assert with_own_stub(OWN_STUB, regions) == {"triple"}


def test_the_notebook_is_valid_and_has_the_cells_of_the_stub(course: Path) -> None:
    """Nbformat accepts it, ids are unique, nothing has been run, and the code is that of the stub."""
    notebook = nbformat.read(course / "assignments" / NOTEBOOK, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    assert [cell.cell_type for cell in notebook.cells] == ["markdown", "code", "code", "code"]
    assert notebook.cells[0].source == "# Doubling\n\nHalf of the text is «prose»."
    assert len({cell.id for cell in notebook.cells}) == 4
    stub = (course / "assignments" / STUB).read_text(encoding="utf-8")
    for cell in notebook.cells[1:]:
        assert (cell.outputs, cell.execution_count, cell.metadata) == ([], None, {})
        assert cell.source in stub


def test_a_second_build_changes_nothing(course: Path) -> None:
    """The first build reports both files; the second finds them fresh and does not touch them."""
    before = {path: path.stat().st_mtime_ns for path in course.glob("assignments/*/*")}
    assert build(course) == []
    assert {path: path.stat().st_mtime_ns for path in course.glob("assignments/*/*")} == before
    (course / "assignments" / STUB).unlink()
    assert build(course) == [course / "assignments" / STUB]


def test_two_builds_give_the_same_bytes(course: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The place, the moment and the process leave no trace in what is built."""
    other = tmp_path_factory.mktemp("other")
    write_source(other, SOURCE)
    build(other)
    for name in (STUB, NOTEBOOK):
        assert (other / "assignments" / name).read_bytes() == (course / "assignments" / name).read_bytes()


def test_a_cell_keeps_its_id_when_another_changes(course: Path) -> None:
    """Ids come from the content, so that a change of one cell shows as one; equal cells still differ."""
    path = course / "assignments" / NOTEBOOK
    before = [cell["id"] for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    write_source(course, SOURCE.replace("«prose»", "verse") + "\n\n# %%\npass\n\n# %%\npass\n")
    build(course)
    after = [cell["id"] for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    assert after[1:4] == before[1:]
    assert len(set(after)) == 6
    assert after[0] != before[0]
    assert build(course) == []


# What the check complains about


def test_a_fresh_course_has_no_complaints(course: Path) -> None:
    """Neither do the traces that Python and Jupyter leave behind count."""
    for folder in ("__pycache__", ".ipynb_checkpoints"):
        (course / "assignments/ps1" / folder).mkdir()
        (course / "assignments/ps1" / folder / "ps1.txt").touch()
    assert stale(course) == []


def test_a_stub_edited_by_hand_is_found(course: Path) -> None:
    """The message names the file and the line, and sends the author to the source; a build cures it."""
    path = course / "assignments" / STUB
    path.write_text(path.read_text(encoding="utf-8").replace("twice x", "2x", 1), encoding="utf-8")
    message = only(stale(course))
    assert message.startswith(f"assignments/{STUB}:{line_of(SOURCE, 'twice x')}: edited by hand;")
    assert message.endswith("make changes in solutions/ps1/ps1.py and run autograder build.")
    build(course)
    assert stale(course) == []


@pytest.mark.parametrize("edit", [lambda data: data + b"\n", lambda data: data.replace(b"\n", b"\r\n")])
@pytest.mark.parametrize("name", [STUB, NOTEBOOK])
def test_no_difference_is_too_small(course: Path, name: str, edit: Callable[[bytes], bytes]) -> None:
    """Another line at the end or other line ends: not what a fresh build writes."""
    path = course / "assignments" / name
    path.write_bytes(edit(path.read_bytes()))
    assert f"assignments/{name}:" in only(stale(course))


def test_a_changed_source_makes_both_files_stale(course: Path) -> None:
    """A source that was edited, but not built, shows in the stub and in the notebook; nobody is accused of editing."""
    write_source(course, SOURCE.replace("# # Doubling", "# # Twice"))
    remedy = "stale, solutions/ps1/ps1.py has changed since; run autograder build."
    stub, notebook = stale(course)
    assert stub == f"assignments/{STUB}:2: {remedy}"
    assert notebook.startswith(f"assignments/{NOTEBOOK}:")
    assert notebook.endswith(f": {remedy}")


def test_a_missing_file_is_found(course: Path) -> None:
    """A notebook that was never built, or was deleted."""
    (course / "assignments" / NOTEBOOK).unlink()
    assert stale(course) == [f"assignments/{NOTEBOOK}: missing; run autograder build."]


@pytest.mark.parametrize(
    ("source", "line", "fault"),
    [
        pytest.param(
            "def f():\n    ### BEGIN SOLUTION\n    return 1\n\n\n# %%\ndef g():\n    ### BEGIN SOLUTION\n",
            2,
            "BEGIN SOLUTION is never closed; add ### END SOLUTION in the same cell.",
            id="left open, the next cell begins",
        ),
        pytest.param(
            "def f():\n    pass\n    ### BEGIN SOLUTION\n    return 1\n",
            3,
            "BEGIN SOLUTION is never closed; add ### END SOLUTION in the same cell.",
            id="left open, the file ends",
        ),
        pytest.param(
            "def f():\n    return 1\n    ### END SOLUTION\n",
            3,
            "END SOLUTION without a BEGIN; add ### BEGIN SOLUTION above it.",
            id="closed, but never opened",
        ),
        pytest.param(
            "def f():\n    ### BEGIN SOLUTION\n    if x:\n        ### BEGIN SOLUTION\n",
            4,
            "BEGIN SOLUTION inside that of line 2; add ### END SOLUTION before it.",
            id="nested",
        ),
        pytest.param(
            "def f():\n    # begin solution\n    return 1\n    ### END SOLUTION\n",
            2,
            "this is no marker; write ### BEGIN SOLUTION or ### END SOLUTION on a line of its own.",
            id="misspelt",
        ),
        pytest.param(
            "def f():\n    ### BEGIN SOLUTION\n    return 1  ### END SOLUTION\n",
            3,
            "this is no marker; write ### BEGIN SOLUTION or ### END SOLUTION on a line of its own.",
            id="behind code",
        ),
        pytest.param(
            "### BEGIN SOLUTION\nx = 1\n### END SOLUTION\n",
            1,
            "BEGIN SOLUTION outside a function; move it into the body and indent it.",
            id="outside a function",
        ),
        pytest.param(
            "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n    ### STUB\n    # return 2\n",
            5,
            "STUB outside a solution; put it below, before ### END SOLUTION.",
            id="a stub outside",
        ),
        pytest.param(
            "def f():\n    ### BEGIN SOLUTION\n    return 1\n    # stub:\n    # return 2\n    ### END SOLUTION\n",
            4,
            "this is no marker; write ### STUB on a line of its own.",
            id="a misspelt stub",
        ),
        pytest.param(
            "def f():\n    ### BEGIN SOLUTION\n    ### STUB\n    # 1\n    ### STUB\n    # 2\n    ### END SOLUTION\n",
            5,
            "a second STUB in one solution; remove it.",
            id="two stubs",
        ),
        pytest.param(
            "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### STUB\n    return 2\n    ### END SOLUTION\n",
            5,
            "below STUB all lines are comments; begin this one with '    # '.",
            id="code in a stub",
        ),
        pytest.param(
            "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### STUB\n\n    ### END SOLUTION\n",
            4,
            "no lines below STUB; write them as comments, or remove it.",
            id="an empty stub",
        ),
        pytest.param(
            "def f():\n    return 1\n",
            1,
            "no solution is marked; put ### BEGIN SOLUTION and ### END SOLUTION around each.",
            id="none at all",
        ),
    ],
)
def test_a_faulty_marker_is_named_with_its_line(tmp_path: Path, source: str, line: int, fault: str) -> None:
    """Build and check say where, what and the remedy; build writes nothing, not even other assignments."""
    write_source(tmp_path, SOURCE)
    write_source(tmp_path, source, "ps2")
    with pytest.raises(BuildError) as raised:
        build(tmp_path)
    assert str(raised.value) == f"solutions/ps2/ps2.py:{line}: {fault}"
    assert not (tmp_path / "assignments").exists()
    assert str(raised.value) in stale(tmp_path)


def test_a_source_that_is_not_utf8_is_named_with_its_line(course: Path) -> None:
    """An editor saved it in an encoding of its own."""
    write_source(course, SOURCE).write_bytes(SOURCE.replace("«", "\N{DEGREE SIGN}").encode("latin-1"))
    assert only(stale(course)) == "solutions/ps1/ps1.py:4: not UTF-8; save the file in that encoding."


@pytest.mark.parametrize(
    "copy",
    [SECRET, f"# {SECRET}", f"expected, {SECRET}  # as it should be"],
    ids=["as it is", "commented out", "within a line"],
)
def test_a_solution_line_that_also_stands_in_the_open_is_found(course: Path, copy: str) -> None:
    """A copy outside the markers gets into stub and notebook; both are named, and a build is no cure."""
    write_source(course, SOURCE.replace("import math", f"import math\n{copy}"))
    build(course)
    notebook, stub = stale(course)
    origin = f"solutions/ps1/ps1.py:{line_of(SOURCE, SECRET) + 1}"
    at = line_of(SOURCE, "import math") + 1
    assert stub == (
        f"assignments/{STUB}:{at}: contains the solution line {origin}; reword one of the two and run autograder build."
    )
    assert notebook.startswith(f"assignments/{NOTEBOOK}:")
    assert f"contains the solution line {origin};" in notebook


def test_a_solution_line_in_a_visible_check_is_found(course: Path) -> None:
    """Visible checks go to the students, too; those of other assignments are not searched."""
    for name in ("ps1", "ps2"):
        write(course, f"autograder/checks/{name}/test_double.py", f"def test():\n    {SECRET}\n")
    assert only(stale(course)).startswith("autograder/checks/ps1/test_double.py:2: contains the solution line")


def test_idioms_are_no_leak(course: Path) -> None:
    """What any text about the subject contains, such as `return double(x)`, may stand anywhere."""
    write_source(course, SOURCE.replace("prose", "return double(x)"))
    build(course)
    assert stale(course) == []


@pytest.mark.parametrize("name", ["notes.txt", "ps1/ps1_old.py", "ps1/pictures/cat.png", "ps1/.ps1.py.new"])
def test_a_stray_file_is_found(course: Path, name: str) -> None:
    """Whatever lies under assignments/ without having been generated."""
    path = course / "assignments" / name
    path.parent.mkdir(exist_ok=True)
    path.touch()
    message = f"assignments/{name}: a stray file, not generated; delete it or move it elsewhere."
    assert only(stale(course)) == message


def test_an_assignment_without_a_solution_is_found(course: Path) -> None:
    """One message for the whole folder, as after a solution was renamed."""
    write_source(course, SOURCE, "ps0")
    build(course)
    (course / "solutions/ps0/ps0.py").unlink()
    assert only(stale(course)) == "assignments/ps0: no solutions/ps0/ps0.py; add that, or delete the folder."


def test_a_folder_without_solutions_is_no_course(tmp_path: Path) -> None:
    """A student who runs it in a kit gets one line, not a silent success."""
    with pytest.raises(BuildError, match=r"no solutions/<name>/<name>\.py here"):
        build(tmp_path)
    assert "no solutions/<name>/<name>.py here" in only(stale(tmp_path))


@pytest.mark.parametrize("library", ["jupytext", "nbformat"])
def test_a_missing_library_is_named_with_the_command_that_installs_it(
    course: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    """Without the extra `instructor` there is one clear line, not a traceback, nor a line an assignment."""
    write_source(course, SOURCE, "ps2")
    build(course)
    monkeypatch.setitem(sys.modules, library, None)
    line = f'{library} is not installed; run pip install -e ".[instructor]".'
    with pytest.raises(BuildError) as raised:
        build(course)
    assert str(raised.value) == line
    assert stale(course) == [line]


# What does not fit together

MISCONCEPTION = '@misconception("{}", hint="No.")\ndef {}(x):\n    return x\n\n\n'


def test_an_exercise_without_a_visible_check_is_found(course: Path) -> None:
    """A file without a test in it is none either."""
    write(course, f"{CHECKS}/test_double.py", "def helper():\n    pass\n")
    assert only(stale(course)) == (
        f"solutions/ps1/ps1.py:{line_of(SOURCE, 'def double')}: double has no visible check; "
        f"write one in {CHECKS}/test_double.py."
    )


@pytest.mark.parametrize("folder", [CHECKS, "solutions/ps1"])
def test_checks_of_no_exercise_are_found(course: Path, folder: str) -> None:
    """As after an exercise was renamed: its visible checks, and the hidden ones."""
    write(course, f"{folder}/test_duble.py", "def test_known_value(student):\n    pass\n")
    assert only(stale(course)) == (
        f"{folder}/test_duble.py:1: there is no exercise duble; there are double, Doubler; rename or delete the file."
    )


def test_one_name_of_a_visible_and_a_hidden_test_is_found(course: Path) -> None:
    """Within an exercise, of which the misconceptions name tests; another exercise may have a test of that name."""
    tests = "def test_new(student):\n    pass\n\n\ndef test_known_value(student):\n    pass\n"
    write(course, "solutions/ps1/test_double.py", tests)
    assert only(stale(course)) == (
        "solutions/ps1/test_double.py:5: test_known_value is also the name of the test at "
        f"{CHECKS}/test_double.py:1; rename one."
    )


def test_a_visible_check_that_needs_the_reference_is_found(course: Path) -> None:
    """It would end the student's `check` with an error of the author's."""
    path = course / "autograder" / "checks" / "ps1" / "test_double.py"
    line = len(path.read_text().splitlines()) + 1
    path.write_text(path.read_text() + "def test_more(student, reference):\n    pass\n")
    assert f"autograder/checks/ps1/test_double.py:{line}: test_more asks for the reference" in only(stale(course))


def test_a_misconception_of_no_exercise_is_found(course: Path) -> None:
    """It would never be tried."""
    write(course, "solutions/ps1/misconceptions.py", MISCONCEPTION.format("duble", "halves"))
    assert only(stale(course)) == (
        "solutions/ps1/misconceptions.py:2: there is no exercise duble; there are double, Doubler; "
        "name the one that halves is of."
    )


def test_two_misconceptions_of_one_name_are_found(course: Path) -> None:
    """Reports name them, so each name stands for one, also in different exercises."""
    text = MISCONCEPTION.format("double", "halves") + MISCONCEPTION.format("Doubler", "halves")
    write(course, "solutions/ps1/misconceptions.py", text)
    assert only(stale(course)) == (
        "solutions/ps1/misconceptions.py:7: halves is also the misconception at line 2; rename one."
    )


def test_a_misconception_without_a_hint_is_found(course: Path) -> None:
    """The line comes from whoever reads misconceptions, and names the file as all others do."""
    text = '@misconception("double")\ndef halves(x):\n    return x\n'
    write(course, "solutions/ps1/misconceptions.py", text)
    assert only(stale(course)).startswith("solutions/ps1/misconceptions.py:2: write @misconception(")


@pytest.mark.parametrize(
    "name", ["solutions/ps1/test_double.py", f"{CHECKS}/test_double.py", "solutions/ps1/misconceptions.py"]
)
def test_a_file_that_is_no_python_is_found(course: Path, name: str) -> None:
    """One line, not a traceback; the other files are looked at all the same."""
    write(course, name, "x = 1\ndef test_known_value(student:\n")
    (course / "assignments" / STUB).unlink()
    missing, broken = stale(course)
    assert missing == f"assignments/{STUB}: missing; run autograder build."
    assert broken.startswith(f"{name}:2: ")


def test_the_check_imports_no_torch(course: Path) -> None:
    """It reads; it runs nothing of the course, and answers at once."""
    program = "import sys; from autograder.commands.main import main; main(standalone_mode=False)"
    code = f"try: exec({program!r})\nexcept SystemExit: pass\nprint('torch' in sys.modules)"
    command = [sys.executable, "-c", code, "build", "--check"]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("False\n", "")


# The course itself


def exercises() -> list[tuple[str, str]]:
    """Return (assignment, name) of every top-level function or class that leaves the usual stub."""
    found: list[tuple[str, str]] = []
    for path in sorted(ROOT.glob("solutions/*/*.py")):
        if path.stem != path.parent.name:
            continue
        text = path.read_text(encoding="utf-8")
        begun = with_own_stub(text, find_regions(text, path.name))  # that it earns nothing is for verify to prove
        for node in ast.parse(text).body:
            segment = ast.get_source_segment(text, node) or ""
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and "### BEGIN SOLUTION" in segment:
                found += [(path.stem, node.name)] if node.name not in begun else []
    return found


def load_stub(assignment: str) -> ModuleType:
    """Import a generated stub under a name of its own."""
    path = ROOT / "assignments" / assignment / f"{assignment}.py"
    spec = importlib.util.spec_from_file_location(f"stub_{assignment}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def functions_of(exercise: object) -> list[tuple[FunctionType, list[object]]]:
    """Return the functions of an exercise, each with arguments to call it with, all None but for `self`."""
    if isinstance(exercise, FunctionType):
        return [(exercise, [None] * len(inspect.signature(exercise).parameters))]
    assert isinstance(exercise, type)
    found: list[tuple[FunctionType, list[object]]] = []
    for member in vars(exercise).values():
        function = member.__func__ if isinstance(member, staticmethod) else member
        if isinstance(function, FunctionType):
            arguments: list[object] = [None] * len(inspect.signature(function).parameters)
            if function is member:
                arguments[0] = object.__new__(exercise)
            found.append((function, arguments))
    return found


def test_the_course_is_fresh() -> None:
    """What is committed in assignments/ is what the sources give, and nothing of a solution is in it."""
    assert stale(ROOT) == []


@pytest.mark.parametrize(("assignment", "name"), exercises())
def test_every_stub_can_be_imported_and_is_unsolved(assignment: str, name: str) -> None:
    """Each function of the exercise has a docstring and raises NotImplementedError, before anything else."""
    exercise = getattr(load_stub(assignment), name)
    assert exercise.__doc__
    called = functions_of(exercise)
    assert called
    for function, arguments in called:
        assert function.__doc__
        with pytest.raises(NotImplementedError):
            function(*arguments)
