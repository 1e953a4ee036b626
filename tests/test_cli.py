"""The commands, as people type them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pexpect
import pytest

from autograder.course.assignments import find_course
from autograder.local import installation
from autograder.local.check import submission_files
from tests.points import points_of, total_of

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
SOLUTION = ROOT / "solutions" / "ps1_tensors" / "ps1_tensors.py"
STUB = ROOT / "assignments" / "ps1_tensors" / "ps1_tensors.py"


def autograder(*arguments: object, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command and return what came of it."""
    command = [sys.executable, "-m", "autograder.commands.main", *map(str, arguments)]
    own = {**os.environ, **environment}
    return subprocess.run(command, cwd=cwd, env=own, capture_output=True, text=True, timeout=300, check=False)


def test_check_passes_correct_work() -> None:
    """All visible checks pass, and the exit code is 0."""
    done = autograder("check", SOLUTION)
    assert done.returncode == 0
    points = points_of("ps1_tensors")["sigmoid"].visible
    assert f"sigmoid  {points:g} of {points:g}" in done.stdout
    assert "✗" not in done.stdout


def test_check_says_what_is_wrong(tmp_path: Path) -> None:
    """A failed check shows its message, the smallest input and a hint; the exit code is 1."""
    path = tmp_path / "ps1_tensors.py"
    path.write_text("import torch\ndef sigmoid(x): return torch.exp(x) / (1 + torch.exp(x))\n")
    done = autograder("check", path, "-e", "sigmoid")
    assert done.returncode == 1
    assert "✗ Gives 0 and 1 for large arguments, never NaN" in done.stdout
    assert "1 of 1 elements that are not finite: nan" in done.stdout
    assert "for x = tensor([100.])" in done.stdout
    assert "hint: e^x / (e^x + 1) is inf / inf" in done.stdout
    assert "mse" not in done.stdout


def test_check_of_the_stub_is_short() -> None:
    """What is not implemented yet takes one line an exercise."""
    done = autograder("check", STUB)
    assert done.returncode == 1
    assert done.stdout.count("not implemented yet") == len(points_of("ps1_tensors"))


def test_check_takes_a_folder_and_prints_json() -> None:
    """The folder of an assignment will do, and the report has the shape of results.json."""
    done = autograder("check", "assignments/ps2_autograd", "--json")
    results = json.loads(done.stdout)
    assert (results["schema"], results["sandbox"]) == ("autograder/results/1", "none")
    [submission] = results["submissions"]
    assert [exercise["name"] for exercise in submission["exercises"]] == list(points_of("ps2_autograd"))
    assert not any(check["hidden"] for exercise in submission["exercises"] for check in exercise["checks"])


def test_check_takes_a_notebook(tmp_path: Path) -> None:
    """A notebook with magics is checked; what was skipped is said."""
    cells = ["%matplotlib inline\nimport torch", "def sigmoid(x):\n    return 0.5 * (1 + torch.tanh(x / 2))", "1 / 0"]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}
    notebook["cells"] = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in cells]
    path = tmp_path / "ps1_tensors.ipynb"
    path.write_text(json.dumps(notebook))
    done = autograder("check", path, "-e", "sigmoid")
    assert done.returncode == 0, done.stdout
    assert "note: ps1_tensors.ipynb cell 1:1: `%matplotlib inline` is no Python; skipped" in done.stdout
    assert "note: ps1_tensors.ipynb cell 3:1: ZeroDivisionError: division by zero" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "nowhere.py"], "nowhere.py: there is no such file."),
        (["check", "README.md"], "README.md: is no .py and no .ipynb file; name one."),
        (["check", "tests/conftest.py"], "conftest.py: defines no exercise of an assignment; there are ps1_tensors, "),
        (["check", f"{STUB.parent}/ps1_tensor.py"], f"there is no such file; did you mean {STUB}?"),
        (["check", STUB, "-e", "sigmod"], "sigmod: there is no such exercise; did you mean sigmoid?"),
        (["check", STUB, "-e", "NeuralNet"], "NeuralNet: there is no such exercise here; it is one of ps4_networks;"),
        (["chek"], "No such command 'chek'. Did you mean 'check'?"),
        (["check", "--hint", "2"], "No such option '--hint'. Did you mean '--hints'?"),
        (["check", STUB, "--json", "--show-output"], "--json has no place for what is printed"),
        (
            ["check", STUB, "-e", "tangent"],
            f"tangent: there is no such exercise; there are {', '.join(sorted(points_of('ps1_tensors')))}.",
        ),
        (["check", STUB, "--device", "cuda"], ""),
        (["grade", "nowhere", "-a", "ps1_tensors", "-o", "out"], "nowhere"),
        (["grade", "examples/submitted", "-a", "ps9", "-o", "out"], "ps9: there is no such assignment; there are ps1"),
        (["grade", "examples/submitted", "-a", "ps1_tensors"], "Missing option '-o'"),
        (
            ["grade", "examples/submitted", "-a", "ps1_tensors", "-o", "out", "--student", "s01"],
            "--student s01: none of the 20 is called so; there is s0",
        ),
        (
            ["grade", "examples/submitted", "-a", "ps1_tensors", "-o", "out", "-e", "tangent"],
            "tangent: ps1_tensors has no such exercise; there are sum_of_squares, ",
        ),
        (["grade", "examples/submitted", "-a", "ps1_tensors", "-o", "out", "-j", "0"], "Invalid value for '-j'"),
    ],
)
def test_wrong_use_is_one_clear_line(arguments: list[object], message: str) -> None:
    """Wrong arguments end with exit code 2, a line on stderr, and no traceback."""
    done = autograder(*arguments)
    assert "Traceback" not in done.stderr
    if message:
        assert done.returncode == 2
        assert message in done.stderr
    else:  # nothing of ps1_tensors trains, so no GPU is asked for
        assert done.returncode == 1


def test_grade_needs_the_solutions(tmp_path: Path) -> None:
    """In a student's folder there is nothing to grade with, and the line says what to do."""
    (tmp_path / "assignments").mkdir()
    (tmp_path / "submitted").mkdir()
    done = autograder("grade", "submitted", "-a", "ps1_tensors", "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no reference solution; call this in the course's folder." in done.stderr


def test_build_check_passes_here_and_fails_on_an_edited_stub(tmp_path: Path) -> None:
    """`build --check` is silent where all is fresh, and names the file that is not."""
    assert autograder("build", "--check").returncode == 0
    for name in ("solutions", "assignments"):
        subprocess.run(["cp", "-r", ROOT / name, tmp_path / name], check=True)
    stub = tmp_path / "assignments" / "ps1_tensors" / "ps1_tensors.py"
    stub.write_text(stub.read_text() + "# edited\n")
    done = autograder("build", "--check", cwd=tmp_path)
    assert done.returncode == 1
    assert "ps1_tensors.py" in done.stderr
    assert "autograder build" in done.stderr


def test_doctor_knows_this_machine() -> None:
    """Everything that this machine must have is found, each in a line."""
    done = autograder("doctor")
    assert done.returncode == 0
    lines = {line.split()[1]: line for line in done.stdout.splitlines() if line.split()[0] in "✓✗–"}
    assert set(lines) == {"Python", "torch", "CUDA", "sandbox", "MNIST", "nbgrader", "jupytext"}
    assert "full" in lines["sandbox"]


def test_checks_run_by_hand() -> None:
    """`pytest … --submission` runs the checks of one assignment, hidden ones included, in pytest's own clothes."""
    command = [sys.executable, "-m", "pytest", "autograder/checks", "solutions", "-p", "no:cacheprovider"]
    passed = subprocess.run([*command, "--submission", SOLUTION], cwd=ROOT, capture_output=True, text=True, check=False)
    assert passed.returncode == 0, passed.stdout
    assert "solutions/ps1_tensors/test_sigmoid.py" in passed.stdout
    failed = subprocess.run([*command, "--submission", STUB], cwd=ROOT, capture_output=True, text=True, check=False)
    assert failed.returncode == 1
    assert "Matches the definition\n  not implemented yet" in failed.stdout
    assert "Traceback" not in failed.stdout


def results_of(out: Path) -> dict[str, Any]:
    """Return the submissions in a results.json by student, times aside."""
    results = json.loads((out / "results.json").read_text())
    return {each["student"]: {**each, "seconds": 0} for each in results["submissions"]}


def test_bad_input_costs_only_itself(tmp_path: Path) -> None:
    """Whatever is handed in gets its own line and a report, and changes nothing for its neighbours."""
    handed_in = {
        "binary": b"\x7fELF\0\0\0",
        "empty": b" \n",
        "huge": b"# " + b"x" * 2_000_000,
        "latin": b"x = '\xff\xfe'\n",
        "nested": b"x = " + b"(" * 100_000,
        "syntax": b"def sigmoid(x):\n    return 1 +\n",
        "unclosed": b"x = '''\n",
    }
    errors = {
        "binary": "ps1_tensors.py: is binary (byte 4 is NUL)",
        "empty": "ps1_tensors.py: ",
        "huge": "too large, 2000002 bytes where 1000000 are allowed",
        "latin": "ps1_tensors.py:1: ",
        "nested": "ps1_tensors.py",
        "syntax": "ps1_tensors.py:2: SyntaxError: invalid syntax, at the caret: return 1 +^",
        "unclosed": "ps1_tensors.py:1: SyntaxError: unterminated triple-quoted string literal",
        "json": "ps1_tensors.ipynb",
        "two": "ps1_tensors.ipynb",
        "link": "link",
        "none": "no .py or .ipynb",
    }
    submitted = tmp_path / "submitted"
    for name, data in {**handed_in, "a_right": SOLUTION.read_bytes(), "z_right": SOLUTION.read_bytes()}.items():
        folder = submitted / name / "ps1_tensors"
        folder.mkdir(parents=True)
        (folder / "ps1_tensors.py").write_bytes(data)
    for name in ("json", "two", "link", "none"):
        (submitted / name / "ps1_tensors").mkdir(parents=True)
    (submitted / "json" / "ps1_tensors" / "ps1_tensors.ipynb").write_text('{"cells": [')
    (submitted / "two" / "ps1_tensors" / "ps1_tensors.ipynb").write_text(
        '{"cells": [{"cell_type": "code", "source": "x = 2"}]}'
    )
    (submitted / "two" / "ps1_tensors" / "ps1_tensors.py").write_text("x = 1")
    (submitted / "link" / "ps1_tensors" / "ps1_tensors.py").symlink_to("/etc/passwd")
    done = autograder("grade", submitted, "-a", "ps1_tensors", "-o", tmp_path / "out", "-j", "2")
    assert done.returncode == 0, done.stderr
    reports = results_of(tmp_path / "out")
    assert set(reports) == {*errors, "a_right", "z_right"}
    for name, start in errors.items():
        assert start in reports[name]["error"], name
        assert "\n" not in reports[name]["error"]
        assert (reports[name]["status"], reports[name]["score"], reports[name]["max_score"]) == (
            "graded",
            0,
            total_of("ps1_tensors"),
        )
    assert "root:" not in (tmp_path / "out" / "results.json").read_text()
    alone = tmp_path / "alone"
    (alone / "a_right").mkdir(parents=True)
    (alone / "a_right" / "ps1_tensors.py").write_bytes(SOLUTION.read_bytes())
    assert autograder("grade", alone, "-a", "ps1_tensors", "-o", tmp_path / "out2").returncode == 0
    assert results_of(tmp_path / "out2")["a_right"] == reports["a_right"]
    assert {**reports["z_right"], "student": "a_right"} == reports["a_right"]


def test_nobody_vanishes_and_every_choice_is_said(tmp_path: Path) -> None:
    """Folders of other names, stray files, resubmissions, the file of another assignment; in ASCII, redirected.

    And the folder of the results takes no other assignment.
    """
    right, stub = SOLUTION.read_bytes(), STUB.read_bytes()
    other = (ROOT / "solutions" / "ps2_autograd" / "ps2_autograd.py").read_bytes()
    submitted, out = tmp_path / "submitted", tmp_path / "out"
    long = "Константинопольская-Преображенская Александра_1234567_assignsubmission_file_"
    for place, data, seconds in [
        ("again/ps1_tensors/ps1_tensors.py", b"def sigmoid(x):\n    return x\n", 0),
        ("again/ps1_tensors/ps1_tensors-1.py", right, 60),
        ("both/ps1_tensors/ps1_tensors.py", right, 0),
        ("both/ps1_tensors/ps1_tensors.ipynb", STUB.with_suffix(".ipynb").read_bytes(), 60),
        ("capitals/PS1_Tensors/ps1_tensors.py", right, 0),
        ("later/ps2_autograd/ps2_autograd.py", other, 0),
        ("swapped/ps1_tensors/ps1_tensors.py", other, 0),
        (f"{long}/ps1_tensors/ps1_tensors.py", stub, 0),
        ("README.md", b"x", 0),
    ]:
        path = submitted / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, (1.8e9 + seconds, 1.8e9 + seconds))
    done = autograder("grade", submitted, "-a", "ps1_tensors", "-o", out, "-j", "1", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    assert list(results)[-2:] == ["skipped", "submissions"]
    assert {each["path"]: each["reason"] for each in results["skipped"]} == {
        "README.md": "no .py or .ipynb file",
        "again/ps1_tensors/ps1_tensors.py": "not the file that was chosen: older",
        "both/ps1_tensors/ps1_tensors.ipynb": "not the file that was chosen: as it was handed out",
        "capitals/PS1_Tensors": "a folder that is not called ps1_tensors",
        "later": "work for other assignments alone",
    }
    for each in results["skipped"]:
        assert each["path"] in done.stdout
    reports = {each["student"]: each for each in results["submissions"]}
    full = total_of("ps1_tensors")
    assert {name: report["score"] for name, report in reports.items()} == {
        "again": full, "both": full, "capitals": 0, "swapped": 0, long: 0
    }  # fmt: skip
    chosen = "ps1_tensors-1.py is graded, of 2 files; not ps1_tensors.py (older)"
    assert (reports["again"]["file"], reports["again"]["notes"]) == ("ps1_tensors-1.py", [chosen])
    assert "capitals: no .py or .ipynb file, but PS1_Tensors" in reports["capitals"]["error"]
    assert "defines CustomReLU of ps2_autograd, and nothing of ps1_tensors" in reports["swapped"]["error"]
    [line] = [line for line in done.stdout.splitlines() if line.startswith("\\u041a")]
    assert f"0/{full:g}" in line
    before = (out / "results.json").read_bytes()
    second = autograder("grade", submitted, "-a", "ps2_autograd", "-o", out)
    assert second.returncode == 2
    assert f"{out}: holds the results of ps1_tensors; name another folder for ps2_autograd." in second.stderr
    assert (out / "results.json").read_bytes() == before


def test_download_of_a_platform_is_graded_with_what_lateness_costs(tmp_path: Path) -> None:
    """As it was downloaded; another due date makes nobody be graded again, and nothing is left behind."""
    download, out, temporary = tmp_path / "download.zip", tmp_path / "out", tmp_path / "tmp"
    temporary.mkdir()
    with zipfile.ZipFile(download, "w") as file:
        file.write(SOLUTION, "meyerann_LATE_101_9001_ps1_tensors-1.py")
        file.write(STUB, "ngjo_LATE_102_9002_ps1_tensors.py")
        file.writestr("ngjo_102_text.html", "see the file")
    roster = tmp_path / "roster.csv"
    roster.write_text("student_id,id,submitted_at\ns1,101,2026-12-02 10:00\ns2,102,\ns3,103,\n", encoding="utf-8")
    grade = ["grade", download, "-a", "ps1_tensors", "-o", out, "-j", "1", "--roster", roster]
    done = autograder(*grade, "--due", "2026-12-01T23:59+03:00", "--late", "10%/day", TMPDIR=str(temporary))
    assert done.returncode == 0, done.stderr
    assert list(temporary.iterdir()) == []
    lines = done.stdout.splitlines()
    assert lines[0] == "submitted: Canvas's, 2 students"
    assert {"−10%", "s1", "s2"} <= set(done.stdout.split())
    assert any(line.startswith("late, not known by how much: s2; late_score is empty") for line in lines)
    assert "not graded, in roster.csv, has handed in nothing: s3" in lines
    full, reports = total_of("ps1_tensors"), results_of(out)
    assert {name: (each["file"], each["score"], each["late"]["score"]) for name, each in reports.items()} == {
        "s1": ("ps1_tensors-1.py", full, round(0.9 * full, 6)),
        "s2": ("ps1_tensors.py", 0, None),
    }
    assert reports["s1"]["handed_in"]["at"] == "2026-12-02T10:00:00+03:00"
    again = autograder(*grade, "--due", "2026-12-02T23:59+03:00")
    assert "2 submissions, 2 of them reused, 0 not graded" in again.stdout, again.stderr
    assert results_of(out)["s1"]["late"]["score"] == full


def test_results_do_not_become_a_student(tmp_path: Path) -> None:
    """A folder for them among the submissions is refused before it is made."""
    (tmp_path / "submitted").mkdir()
    (tmp_path / "submitted" / "s1.py").write_bytes(STUB.read_bytes())
    out = tmp_path / "submitted" / "out"
    done = autograder("grade", tmp_path / "submitted", "-a", "ps1_tensors", "-o", out)
    assert done.returncode == 2
    assert f"{out}: lies in {tmp_path / 'submitted'}, among the submissions; name a folder elsewhere." in done.stderr
    assert not out.exists()


def test_check_of_a_folder_says_which_file(tmp_path: Path) -> None:
    """The one that was saved last: whoever has solved the notebook is not told of the untouched .py."""
    folder = tmp_path / "assignments" / "ps1_tensors"
    shutil.copytree(STUB.parent, folder)
    cell = {"cell_type": "code", "source": "import torch\ndef sigmoid(x):\n    return 0.5 * (1 + torch.tanh(x / 2))"}
    (folder / "ps1_tensors.ipynb").write_text(json.dumps({"cells": [cell]}))
    os.utime(folder / "ps1_tensors.py", (1.8e9, 1.8e9))
    os.utime(folder / "ps1_tensors.ipynb", (1.8e9 + 60, 1.8e9 + 60))
    done = autograder("check", folder, "-e", "sigmoid", PYTHONIOENCODING="ascii")
    assert "note: ps1_tensors.ipynb is checked, as it was saved last; not ps1_tensors.py" in done.stdout
    assert "+ Keeps" in done.stdout
    command = ["make", "-n", "--no-print-directory", "check", "A=ps1_tensors"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert made.stdout.split()[-2:] == ["check", "assignments/ps1_tensors"]


def test_check_of_a_draft(tmp_path: Path) -> None:
    """Of any name, stopped at the first exercise that is not right, with what the code prints; Cyrillic, and markup."""
    path = tmp_path / "черновик.py"
    path.write_text(
        "import torch\nprint('loaded')\n"
        "def sigmoid(x):\n    print('[bold]x\\x1b[31m is', x)\n    return torch.exp(x) / (1 + torch.exp(x))\n"
        "def mse(a, b): ...\n"
    )
    done = autograder("check", path, "-x", "--show-output", "--time-limit", "5")
    assert done.returncode == 1
    assert done.stdout.startswith("ps1_tensors: ")
    assert "note: stopped after sigmoid, the first exercise that is not right" in done.stdout
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    loaded, printed = lines.index("the file, when it was loaded, has printed:"), lines.index("  sigmoid has printed:")
    assert lines[loaded + 1] == "│ loaded"
    assert lines[printed + 1] == "  │ [bold]x\\x1b[31m is tensor([ 0.,  1., -1.,  4.])"
    assert "  │ … and more" in lines
    assert "mse  " not in done.stdout


def test_check_in_the_folder_of_an_assignment(tmp_path: Path) -> None:
    """It means that assignment, wherever the folder lies; a file of two assignments is refused."""
    for name in ("ps1_tensors", "ps2_autograd"):
        (tmp_path / "assignments" / name).mkdir(parents=True)
        (tmp_path / "assignments" / name / f"{name}.py").write_text("# mine\n")
    here = tmp_path / "assignments" / "ps2_autograd"
    done = autograder("check", "-e", "gradient_descent", cwd=here)
    assert done.stdout.startswith("ps2_autograd: ps2_autograd.py ")
    assert "gradient_descent is not defined" in done.stdout
    (here / "both.py").write_text("def sigmoid(x): ...\nclass NeuralNet: ...\n")
    done = autograder("check", "both.py", cwd=here)
    assert "both.py: defines exercises of several assignments (sigmoid of ps1_tensors, NeuralNet" in done.stderr


@pytest.mark.parametrize(
    ("language", "goes_on", "ended", "begins"),
    [
        (
            "en",
            "sigmoid: Gives the values that can be looked up, 1 s of at most 0.5 s",
            "did not finish in 1.25 s by the clock",
            "at most",
        ),
        (
            "ru",
            "sigmoid: Даёт значения, которые можно найти в таблице, 1 с, самое большее 0.5 с",
            "за 1.25 с по часам выполнение не закончилось",
            "самое большее",
        ),
    ],
)
def test_progress_is_shown_to_a_person_alone(
    tmp_path: Path, language: str, goes_on: str, ended: str, begins: str
) -> None:
    """What is being checked, for how long, and how long it may take; in a pipe there is no trace of it."""
    path = tmp_path / "ps1_tensors.py"
    path.write_text("import time\ndef sigmoid(x):\n    time.sleep(60)\n")
    arguments = ["-m", "autograder.commands.main", "check", str(path), "-e", "sigmoid", "--time-limit", "0.5"]
    arguments += ["--lang", language]
    check = pexpect.spawn(sys.executable, arguments, cwd=str(ROOT), encoding="utf-8", timeout=60)
    check.expect_exact(goes_on)
    check.expect_exact(ended)
    check.expect(pexpect.EOF)
    check.close()
    assert check.exitstatus == 1
    piped = autograder(*arguments[2:])
    assert ended in piped.stdout
    assert begins not in piped.stdout + piped.stderr
    assert "\x1b" not in piped.stdout + piped.stderr


def test_training_tells_how_far_it_is_and_what_came_of_it() -> None:
    """The epochs while it runs; afterwards what is right, what is misread, and how long it took."""
    solution = ROOT / "solutions" / "ps5_mnist" / "ps5_mnist.py"
    arguments = ["-m", "autograder.commands.main", "check", str(solution), "-e", "train_mnist"]
    check = pexpect.spawn(sys.executable, arguments, cwd=str(ROOT), encoding="utf-8", timeout=300, dimensions=(40, 120))
    check.expect(r"train_mnist: training, [1-9]\.\d epochs, \d+ s of at most 240 s")
    check.expect(r"9[78]\.\d\d % of 10000 test images are right")
    check.expect_exact("most surely misread (digit → answer):")
    check.expect("[⠁-⣿]{3}")
    check.expect(r"\d → \d +\d → \d")
    check.expect("10 of 10 points, in [0-9]+ s")
    check.expect(pexpect.EOF)


def test_check_finds_work_in_any_language(tmp_path: Path) -> None:
    """From the folder of the assignment, from that of the language, and where no folder is named."""
    folder = tmp_path / "assignments" / "ps1_tensors"
    (folder / "ru").mkdir(parents=True)
    for seconds, path in enumerate([folder / "ps1_tensors.py", folder / "ru" / "ps1_tensors.py"]):
        path.write_text("# Моё\n")
        os.utime(path, (1.8e9 + seconds, 1.8e9 + seconds))
    both = ("ru/ps1_tensors.py is checked, as it was saved last; not ps1_tensors.py",)
    course = find_course(folder / "ru")
    assert course.root == tmp_path
    for named, notes in ((None, both), (folder, both), (folder / "ru", ())):
        assert submission_files(course, named, ()) == [("ps1_tensors", folder / "ru" / "ps1_tensors.py", notes)]


def test_interrupted_check_is_one_line(tmp_path: Path) -> None:
    """Ctrl-C reaches all processes of a terminal: none of them says more, and the exit code is the shell's."""
    path = tmp_path / "ps1_tensors.py"
    path.write_text("import time\ntime.sleep(60)\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "autograder.commands.main", "check", path],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # whoever runs the tests may ignore it
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline()  # the name of the file: torch is imported next
    os.killpg(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert (process.returncode, stderr) == (130, "autograder: stopped\n")


def test_another_installation_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both folders are named; of the installed one there is nothing to say, however it was installed."""
    shutil.copytree(ROOT / "autograder", tmp_path / "autograder")
    out = tmp_path / "out"
    done = autograder("grade", "nowhere", "-a", "ps1_tensors", "-o", out, cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert f"autograder: {tmp_path / 'autograder'} runs, and not the installed " in done.stderr
    assert "unset PYTHONPATH" in done.stderr

    class Installed:
        def __init__(self, folder: Path, origin: str | None) -> None:
            self.folder, self.origin = folder, origin

        def read_text(self, name: str) -> str | None:
            return self.origin

        def locate_file(self, name: str) -> Path:
            return self.folder / name

    editable = json.dumps({"url": ROOT.resolve().as_uri(), "dir_info": {"editable": True}})
    for installed, is_other in [
        (Installed(ROOT, None), False),
        (Installed(tmp_path, editable), False),
        (Installed(tmp_path, None), True),
    ]:
        monkeypatch.setattr(installation, "distribution", lambda name, it=installed: it)
        assert (installation.other_installation() is not None) == is_other
