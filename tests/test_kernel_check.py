"""`check("sigmoid")` in real Jupyter kernels, in `nbgrader validate`, in plain Python, and in a worker."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat
import pytest
import torch
from jupyter_client.manager import start_new_kernel
from nbformat.v4 import new_code_cell, new_notebook

from autograder.local.process_state import left_as_it_was

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
SOLUTION = (ROOT / "solutions" / "ps1_tensors" / "ps1_tensors.py").read_text(encoding="utf-8")
IMPORT = "import torch\nfrom autograder import check\n"
RIGHT = "import torch\ndef sigmoid(x):\n    return 0.5 * torch.tanh(0.5 * x) + 0.5\n"
WRONG = "import torch\ndef sigmoid(x):\n    return torch.exp(x) / (1 + torch.exp(x))\n"
STUB = "def sigmoid(x):\n    raise NotImplementedError\n"
CHECK = 'from autograder import check\ncheck("sigmoid")'
PASSED = "✓ sigmoid  1.5 of 1.5: all checks passed"
FAILED = """\
sigmoid  1 of 1.5  ━━━━━━━───
  ✓ Gives the values that can be looked up
  ✓ Keeps shape and dtype, also of 0-d and empty tensors
  ✗ Gives 0 and 1 for large arguments, never NaN or infinity
    the result has 1 of 1 elements that are not finite: nan
    for x = tensor([100.])
    hint: e^x / (e^x + 1) is inf / inf for large x; 1 / (1 + e^-x) is the same and never is.
  ✓ Leaves its argument unmodified
1 of 1.5 points; 1.5 more are graded after you hand in"""


class Kernel:
    """A Jupyter kernel, and what its cells put out."""

    def __init__(self) -> None:
        self.manager, self._client = start_new_kernel(kernel_name="python3")

    def start(self, code: str) -> str:
        """Start a cell."""
        identity: str = self._client.execute(textwrap.dedent(code))
        return identity

    def outputs_of(self, identity: str, timeout_s: float = 120) -> list[dict[str, Any]]:
        """Return the outputs of a cell that was started, with their ``type``, when it has ended."""
        outputs = []
        while True:
            message = self._client.get_iopub_msg(timeout=timeout_s)
            if message["parent_header"].get("msg_id") != identity:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "status" and content["execution_state"] == "idle":
                return outputs
            if kind not in ("status", "execute_input"):
                outputs.append({"type": kind, **content})

    def run(self, code: str) -> list[dict[str, Any]]:
        """Run a cell."""
        return self.outputs_of(self.start(code))

    def value(self, expression: str) -> str:
        """Return what a cell with an expression shows."""
        [output] = self.run(f"print({expression})")
        assert output["type"] == "stream", output
        return str(output["text"]).strip()

    def close(self) -> None:
        """Shut it down."""
        self._client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    """One kernel for all tests, as students have one for a whole evening."""
    kernel = Kernel()
    assert kernel.run(IMPORT) == []
    yield kernel
    kernel.close()


def error_of(outputs: Sequence[dict[str, Any]]) -> str:
    """Return what the only output, an error, shows, without colours."""
    [output] = outputs
    assert output["type"] == "error", output
    return re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(output["traceback"]))


def assert_passed(outputs: Sequence[dict[str, Any]]) -> None:
    """Fail unless the only output says that all is right."""
    [output] = outputs
    assert output["type"] == "display_data", output
    assert output["data"]["text/plain"] == PASSED


# What is shown


def test_correct_work_is_praised_in_a_line(kernel: Kernel) -> None:
    """It is displayed, green, as text and as HTML, and nothing is returned."""
    kernel.run(RIGHT)
    outputs = kernel.run('check("sigmoid")')
    assert_passed(outputs)
    html = outputs[0]["data"]["text/html"]
    assert html.startswith("<pre")
    assert "color: #008000" in html
    assert PASSED in html


def test_wrong_work_raises_the_report(kernel: Kernel) -> None:
    """What Jupyter shows as a traceback is what `autograder check` prints, in colours; no frame of any code."""
    kernel.run(WRONG)
    outputs = kernel.run('check("sigmoid")')
    assert error_of(outputs) == FAILED
    assert outputs[0]["ename"] == "CheckFailed"
    assert outputs[0]["evalue"] == FAILED
    assert "\x1b[31m✗" in "\n".join(outputs[0]["traceback"])


def test_same_words_as_on_the_command_line(kernel: Kernel, tmp_path: Path) -> None:
    """The report is that of `autograder check`, to the letter."""
    path = tmp_path / "ps1_tensors.py"
    path.write_text(WRONG)
    command = [sys.executable, "-m", "autograder.commands.main", "check", path, "-e", "sigmoid"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "100"})
    printed = [line.rstrip() for line in done.stdout.splitlines()[1:]]
    kernel.run(WRONG)
    assert error_of(kernel.run('check("sigmoid")')).splitlines() == printed


def test_stub_is_told_so(kernel: Kernel) -> None:
    """Not implemented yet is one line, as ever."""
    kernel.run(STUB)
    assert "– not implemented yet" in error_of(kernel.run('check("sigmoid")'))


def test_what_is_defined_now_counts(kernel: Kernel) -> None:
    """A function that is mended passes, one that is broken again does not, and the second call is fast."""
    kernel.run(WRONG)
    error_of(kernel.run('check("sigmoid")'))
    kernel.run(RIGHT)
    started = time.monotonic()
    assert_passed(kernel.run('check("sigmoid")'))
    assert time.monotonic() - started < 1  # 0.1 on a machine that does nothing else
    kernel.run(WRONG)
    error_of(kernel.run('check("sigmoid")'))


def test_exception_names_the_cell_and_its_lines(kernel: Kernel) -> None:
    """A traceback within the report has the lines of the student's cells, under the names that Jupyter gives them."""
    kernel.run("def helper(x):\n    return 1 / 0\ndef sigmoid(x):\n    return helper(x)\n")
    text = error_of(kernel.run('check("sigmoid")'))
    assert re.search(r"raised ZeroDivisionError: division by zero\n", text)
    assert re.search(r"\n +In\[\d+\]:4 in sigmoid: return helper\(x\)\n +In\[\d+\]:2 in helper: return 1", text)


def test_switched_off_built_in_is_noticed(kernel: Kernel) -> None:
    """Once more, too; outside of a check it is what it always was."""
    kernel.run(
        """
        def sigmoid(x): return torch.special.expit(x)
        def kernels():
            has = torch._C._dispatch_has_kernel_for_dispatch_key
            names = ("sigmoid", "special_expit", "digamma", "erfinv", "exp2", "i0", "lgamma", "sinc")
            return [has(f"aten::{name}", key) for name in names for key in ("BackendSelect", "AutogradCPU")]
        before = kernels()
        """
    )
    for _ in range(2):
        assert "sigmoid runs the built-in sigmoid, which is switched off" in error_of(kernel.run('check("sigmoid")'))
    assert kernel.value("kernels() == before") == "True"


def test_classes_and_other_assignments(kernel: Kernel) -> None:
    """Exercises of several assignments can be checked in one kernel, classes as well as functions."""
    for assignment, exercise in [("ps4_networks", "NeuralNet"), ("ps2_autograd", "gradient_descent")]:
        path = ROOT / "solutions" / assignment / f"{assignment}.py"
        assert kernel.run(path.read_text(encoding="utf-8")) == []
        [output] = kernel.run(f'check("{exercise}")')
        assert output["type"] == "display_data", output


def test_check_of_all_that_is_defined(kernel: Kernel) -> None:
    """Without a name, every exercise that is a function or a class; a number of that name is none."""
    kernel.run("names = [name for name, value in globals().items() if getattr(value, '__module__', '') == '__main__']")
    kernel.run(f"for name in names: del globals()[name]\n{RIGHT}\nmse = 0.5\n")
    assert_passed(kernel.run("check()"))
    kernel.run("def mse(y_true, y_pred):\n    return ((y_true - y_pred) ** 2).sum()\n")
    text = error_of(kernel.run("check()"))
    assert "sigmoid  1.5 of 1.5  ━━━━━━━━━━" in text
    assert "\nmse  " in text
    assert "1.75 of 3.25 points; 2.75 more are graded after you hand in; next: mse" in text
    kernel.run("del sigmoid, mse")
    assert error_of(kernel.run("check()")) == "no exercise is defined; run the cells that define them, then this one."


@pytest.mark.parametrize(
    ("call", "line"),
    [
        ('check("sigmod")', "sigmod: there is no such exercise; did you mean sigmoid?"),
        ('check("x1")', "x1: there is no such exercise; there are CustomReLU, DigitsDataset, "),
        ('del sigmoid\ncheck("sigmoid")', "sigmoid: it is not defined; run the cell that defines it, then this one."),
        ("check(sigmoid)", 'check wants the name of an exercise, in quotes: check("sigmoid").'),
    ],
)
def test_wrong_use_is_one_clear_line(kernel: Kernel, call: str, line: str) -> None:
    """A name that no exercise has, a cell that was not run, and forgotten quotes."""
    kernel.run(RIGHT)
    text = error_of(kernel.run(call))
    assert text.startswith(line)
    assert "\n" not in text


def test_missing_data_is_one_clear_line(kernel: Kernel, tmp_path: Path) -> None:
    """`train_mnist` cannot be checked without MNIST; the line says what to do."""
    kernel.run(f"import os\nos.environ['AUTOGRADER_DATA'] = {str(tmp_path)!r}\ndef train_mnist(data, device): ...")
    text = error_of(kernel.run('check("train_mnist")'))
    kernel.run("del os.environ['AUTOGRADER_DATA']")
    assert "\n" not in text
    assert text.endswith("run `autograder data`")


def test_prints_and_pictures_do_not_flood_the_result(kernel: Kernel) -> None:
    """What the function prints or displays during the checks is dropped, as on the command line."""
    kernel.run(
        """
        import sys
        from IPython.display import display
        def sigmoid(x):
            print("flood"), print("flood", file=sys.stderr), display("flood")
            return 0.5 * torch.tanh(0.5 * x) + 0.5
        """
    )
    assert_passed(kernel.run('check("sigmoid")'))
    assert kernel.value("'and then'") == "and then"


# What is left behind

STATE = """
import asyncio, gc, hashlib, logging, os, random, signal, sys, warnings
import numpy as np

def state():
    return {
        "python": random.getstate(), "numpy": repr(np.random.get_state()), "torch": torch.get_rng_state().tolist(),
        "threads": torch.get_num_threads(), "dtype": torch.get_default_dtype(), "device": torch.get_default_device(),
        "grad": torch.is_grad_enabled(), "errors": np.geterr(), "shown": np.get_printoptions(),
        "folder": os.getcwd(), "files": sorted(os.listdir()), "environment": dict(os.environ), "path": sys.path[:],
        "warnings": warnings.filters[:], "hooks": (sys.excepthook, sys.displayhook, warnings.showwarning),
        "streams": (sys.stdout, sys.stderr), "finders": sys.meta_path[:], "trace": (sys.gettrace(), sys.getprofile()),
        "logging": (logging.root.handlers[:], logging.root.level), "gc": (gc.get_threshold(), gc.get_freeze_count()),
        "signals": [signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)],
        "mine": {name: value for name, value in globals().items() if not name.startswith("_")
                 and name not in ("before", "after")},
        "function": (sigmoid.__code__, sigmoid.__dict__, sigmoid.__defaults__, sigmoid.__module__),
    }
"""
UNUSUAL = """
torch.set_default_dtype(torch.float64)
torch.set_grad_enabled(False)
torch.set_num_threads(3)
np.seterr(all="raise")
np.set_printoptions(suppress=True, sign="+", precision=2)
warnings.simplefilter("error")
gc.set_threshold(500, 5, 5)
torch.manual_seed(5)
_ = torch.randn(3)
"""


@pytest.mark.parametrize("settings", ["", UNUSUAL], ids=["usual settings", "unusual settings"])
@pytest.mark.parametrize(("source", "report"), [(RIGHT, None), (WRONG, FAILED)], ids=["right", "wrong"])
def test_kernel_is_left_as_it_was(source: str, report: str | None, settings: str, tmp_path: Path) -> None:
    """Generators, settings, hooks, folder and the student's own things; and no setting changes what is found.

    Takes 6 s, for a new kernel: what is imported for the first time must change nothing either.
    """
    kernel = Kernel()
    try:
        assert kernel.run(f"import os\nos.chdir({str(tmp_path)!r})\n{IMPORT}{source}{STATE}{settings}") == []
        outputs = kernel.run("before = after = None\nbefore = state()\ntry: check('sigmoid')\nfinally: after = state()")
        assert kernel.value("[name for name in before if before[name] != after[name]]") == "[]"
    finally:
        kernel.close()
    if report is None:
        assert_passed(outputs)
    else:
        assert error_of(outputs) == report


class Gpu:
    """Stands for what torch has of a kind of GPU: here is none. Its generator counts."""

    def __init__(self, *, started: bool) -> None:
        self.drawn = 5
        self.seeded: list[int] = []
        self.started = started

    def is_initialized(self) -> bool:
        """Say whether somebody has used it."""
        return self.started

    def device_count(self) -> int:
        """Say that there is one."""
        return 1

    def get_rng_state(self, index: int) -> int:
        """Return the state; asking would make it start."""
        assert self.started
        return self.drawn

    def set_rng_state(self, state: int, index: int) -> None:
        """Set the state."""
        self.drawn = state

    def manual_seed_all(self, seed: int) -> None:
        """Take a seed, for when it starts."""
        self.seeded.append(seed)


@pytest.mark.parametrize("started", [True, False])
def test_generators_of_gpus_are_left_as_they_were(monkeypatch: pytest.MonkeyPatch, started: bool) -> None:
    """One that nobody has used yet is not made to start, and will start from the seed that the student gave."""
    gpu = Gpu(started=started)
    monkeypatch.setattr(torch.accelerator, "current_accelerator", lambda check_available: torch.device("cuda"))
    monkeypatch.setattr(torch, "get_device_module", lambda device: gpu)
    with left_as_it_was():
        torch.default_generator.manual_seed(99)
        gpu.drawn += 3
    assert (gpu.drawn, gpu.seeded) == ((5, []) if started else (8, [torch.initial_seed()]))
    assert torch.initial_seed() != 99


def test_interrupting_ends_the_check_and_nothing_else(kernel: Kernel, tmp_path: Path) -> None:
    """It says where the student's function was, and the next check works."""
    sign = tmp_path / "running"
    kernel.run(f"import pathlib\ndef sigmoid(x):\n    pathlib.Path({str(sign)!r}).touch()\n    while True: pass\n")
    kernel.run("threads = torch.get_num_threads()")
    cell = kernel.start('check("sigmoid")')
    deadline = time.monotonic() + 60
    while not sign.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    kernel.manager.interrupt_kernel()
    text = error_of(kernel.outputs_of(cell, timeout_s=30))
    assert re.fullmatch(r"sigmoid: interrupted\n  In\[\d+\]:4 in sigmoid: while True: pass", text)
    assert kernel.value("torch.get_num_threads() == threads") == "True"
    kernel.run(RIGHT)
    assert_passed(kernel.run('check("sigmoid")'))


def test_a_check_in_a_check_does_nothing(kernel: Kernel) -> None:
    """A function that checks itself does not do so for ever."""
    kernel.run("def sigmoid(x):\n    check('sigmoid')\n    return 0.5 * torch.tanh(0.5 * x) + 0.5\n")
    assert_passed(kernel.run('check("sigmoid")'))


def test_works_where_a_loop_is_running(kernel: Kernel) -> None:
    """In a cell that awaits, and in the function of another one."""
    kernel.run(RIGHT)
    outputs = kernel.run('import asyncio\nawait asyncio.sleep(0)\ncheck("sigmoid")\nawait asyncio.sleep(0)')
    assert_passed(outputs)


def test_slow_function_is_told_the_same_as_by_the_command(tmp_path: Path) -> None:
    """Nobody ends it before it ends by itself, but too slow is too slow."""
    code = (
        "from autograder import check\nfrom autograder.local import check as own_machine\n"
        "from autograder.sandbox.limits import Limits\nown_machine.Limits = lambda: Limits(time_s=0.05)\nimport time\n"
        "def sigmoid(x):\n    end = time.process_time() + 0.1\n    while time.process_time() < end: pass\n"
        "    return x\ncheck('sigmoid')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    # Each is said once, for the two checks that it is the fault of.
    assert done.stderr.count("did not finish in 0.05 s of computing time") == 1
    assert done.stderr.count("not tried: sigmoid had hung or crashed 2 times") == 1


# Elsewhere


def test_plain_python_prints(tmp_path: Path) -> None:
    """Without IPython the line is printed, a failure is an exception whose text is the report."""
    right = subprocess.run(
        [sys.executable, "-c", f"{RIGHT}\n{CHECK}"], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert (right.stdout, right.stderr) == (f"{PASSED}\n", "")
    wrong = subprocess.run(
        [sys.executable, "-c", f"{WRONG}\n{CHECK}"], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert wrong.returncode == 1
    assert wrong.stderr.endswith(f"autograder.local.notebook.CheckFailed: {FAILED}\n")
    assert list(tmp_path.iterdir()) == []


def write_notebook(path: Path, sources: Sequence[str], graded: str | None = None) -> Path:
    """Write a notebook with these cells, and perhaps a graded one in the end."""
    cells = [new_code_cell(source) for source in sources]
    if graded is not None:
        cells.append(new_code_cell(graded))
        cells[-1].metadata["nbgrader"] = {
            "schema_version": 3, "grade_id": "sigmoid-checks", "grade": True, "solution": False, "locked": True,
            "task": False, "points": 1.5,
        }  # fmt: skip
    notebook = new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


@pytest.mark.parametrize("source", [RIGHT, WRONG, STUB], ids=["right", "wrong", "stub"])
def test_nbgrader_validates(source: str, tmp_path: Path) -> None:
    """`nbgrader validate`, and so its button in Jupyter, says what the checks say."""
    path = write_notebook(tmp_path / "ps1_tensors.ipynb", [source], CHECK)
    command = [sys.executable, "-m", "nbgrader", "validate", path.name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    if source is RIGHT:
        assert done.stdout.strip() == "Success! Your notebook passes all the tests."
        return
    shown = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)
    assert shown.startswith("VALIDATION FAILED ON 1 CELL(S)!")
    for line in (FAILED if source is WRONG else "– not implemented yet").splitlines():
        assert line.strip()[:60] in shown  # which cuts lines at 79 characters
    assert "Traceback" not in shown


def reports_of(path: Path) -> list[dict[str, Any]]:
    """Return the reports of a results.json, without what differs for the same work in another file."""
    submissions = json.loads(path.read_text())["submissions"]
    return [{**each, "seconds": 0, "sha256": "", "student": ""} for each in submissions]


@pytest.mark.parametrize("call", ['check("sigmoid")', 'check("no such thing")'])
def test_command_line_passes_over_it(call: str, tmp_path: Path) -> None:
    """`autograder check` of a notebook with such a cell says what it says without it."""
    printed = []
    for name, cells in [("with", [f"from autograder import check\n{call}"]), ("without", [])]:
        path = write_notebook(tmp_path / name / "ps1_tensors.ipynb", [RIGHT, *cells])
        command = [sys.executable, "-m", "autograder.commands.main", "check", path.name, "-e", "sigmoid"]
        done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        printed.append(done.stdout)
    assert printed[0] == printed[1]
    assert "note:" not in printed[0]


def test_graded_notebook_passes_over_it(tmp_path: Path) -> None:
    """In the full sandbox, a notebook with such cells gets the report that it gets without them, and no notes."""
    submitted = tmp_path / "submitted"
    write_notebook(submitted / "with" / "ps1_tensors.ipynb", [CHECK, SOLUTION, CHECK, 'check("no such thing")'])
    write_notebook(submitted / "without" / "ps1_tensors.ipynb", [SOLUTION])
    command = [
        sys.executable,
        "-m",
        "autograder.commands.main",
        "grade",
        submitted,
        "-a",
        "ps1_tensors",
        "--sandbox",
        "full",
    ]
    done = subprocess.run(
        [*command, "-j", "1", "-o", tmp_path / "out"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    first, second = reports_of(tmp_path / "out" / "results.json")
    assert first == second
    assert first["score"] == first["max_score"] > 0
    assert first["notes"] == []
