"""Runs an oracle on a submission, in a process of its own: `python -m tests.oracle.judge ASSIGNMENT EXERCISE FILE`.

`Judge` is a client; its server imports torch once and forks a child for each submission. Linux only, and only for
submissions that are trusted: nothing is sandboxed.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import importlib.util
import json
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, TracebackType

TIME_LIMIT_S = 60
ROOT = Path(__file__).parents[2]


class Wrong(Exception):
    """A submission breaks the contract; the message is one line: what the contract says, what came."""


class Judge:
    """Server process that judges one submission after the other; a context manager."""

    def __init__(self, time_limit_s: float = TIME_LIMIT_S) -> None:
        self._time_limit_s = time_limit_s
        self._server: subprocess.Popen[str] | None = None

    def __enter__(self) -> Judge:
        environment = os.environ | {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MPLBACKEND": "Agg"}
        command = [sys.executable, "-m", "tests.oracle.judge", "--serve", str(self._time_limit_s)]
        self._server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self._server is not None
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._server.wait()

    def judge(self, assignment: str, exercise: str, source: str) -> str:
        """Return "" if the source keeps the contract of the exercise, else one line that says what it breaks.

        Raises:
            LookupError: there is no oracle for such an exercise.
        """
        assert self._server is not None
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps([assignment, exercise, source]) + "\n")
        self._server.stdin.flush()
        reply = json.loads(self._server.stdout.readline())
        if "no oracle" in reply:
            raise LookupError(reply["no oracle"])
        return str(reply["verdict"])


def judge(assignment: str, exercise: str, source: str) -> str:
    """Judge one submission in a fresh process; see `Judge.judge`."""
    with Judge() as server:
        return server.judge(assignment, exercise, source)


def find_oracle(assignment: str, exercise: str) -> Callable[[ModuleType], None]:
    """Return the oracle of an exercise.

    Raises:
        LookupError: there is none.
    """
    try:
        module = importlib.import_module(f"tests.oracle.{assignment}")
        oracle: Callable[[ModuleType], None] = getattr(module, f"judge_{exercise}")
    except (ModuleNotFoundError, AttributeError) as error:
        raise LookupError(f"{assignment}, {exercise}: there is no such oracle") from error
    return oracle


def examine(assignment: str, exercise: str, path: Path) -> str:
    """Judge a file in this process; exceptions of any kind end in the line that is returned."""
    oracle = find_oracle(assignment, exercise)
    try:
        module = _import(assignment, path)
        if not callable(getattr(module, exercise, None)):
            return f"the contract names {exercise}, the submission has nothing callable of that name"
        oracle(module)
    except Wrong as wrong:
        return " ".join(str(wrong).split()) or "wrong"
    except BaseException as error:
        # An oracle that trips over an answer says so, too: nobody should mistake it for a demand of the contract.
        place = traceback.extract_tb(error.__traceback__)[-1]
        line = f"unexpected {type(error).__name__} at {Path(place.filename).name}:{place.lineno}: {error}"
        return " ".join(line.split())
    return ""


def _import(assignment: str, path: Path) -> ModuleType:
    """Import a submission under the name of its assignment, as pickling expects to find it.

    As docs/grading.md promises, a statement at the top level that raises costs only itself.
    """
    spec = importlib.util.spec_from_file_location(assignment, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[assignment] = module
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        raise Wrong(f"the submission is no Python: {error}") from error
    from_future = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    for statement in tree.body:
        with contextlib.suppress(BaseException):
            exec(compile(ast.Module([*from_future, statement], []), str(path), "exec"), vars(module))  # noqa: S102
    return module


def _make_repeatable() -> None:
    """Seed whatever a submission may draw from; called in the child."""
    import numpy as np
    import torch

    random.seed(0)
    np.random.seed(0)
    torch.manual_seed(0)
    warnings.simplefilter("ignore")


def _child(assignment: str, exercise: str, path: Path, answer: int) -> None:
    """Judge in a forked process and write the verdict, a line, to the file descriptor `answer`."""
    os.setsid()  # so that workers of a DataLoader end with it
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.chdir(path.parent)
    _make_repeatable()
    verdict = examine(assignment, exercise, path)
    os.write(answer, verdict[:10_000].encode() + b"\n")


def _fork(assignment: str, exercise: str, source: str, time_limit_s: float) -> str:
    """Judge in a forked process and wait for its verdict."""
    reading, writing = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"{assignment}.py"
        path.write_text(source, encoding="utf-8")
        process = os.fork()
        if process == 0:
            try:
                _child(assignment, exercise, path, writing)
            finally:
                os._exit(0)
        os.close(writing)
        verdict = _read_line(reading, time_limit_s)
        os.close(reading)
        with contextlib.suppress(ProcessLookupError):  # ended, as it should have
            os.killpg(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
    if verdict is None:
        return "did not finish"
    return verdict.strip() if verdict.endswith("\n") else f"the process died, wait status {status}"


def _read_line(descriptor: int, time_limit_s: float) -> str | None:
    """Return what is written to a pipe up to the first line break or its end, or None if that takes too long.

    A worker of a DataLoader may keep the pipe open, so the line break counts, not the end.
    """
    text = b""
    end = time.monotonic() + time_limit_s
    while not text.endswith(b"\n"):
        ready, _, _ = select.select([descriptor], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            return None
        part = os.read(descriptor, 65_536)
        if not part:
            break
        text += part
    return text.decode(errors="replace")


def serve(time_limit_s: float) -> None:
    """Answer requests, one JSON list a line, until the input ends."""
    import torch

    torch.set_num_threads(1)  # before anything else: a process that has threads cannot be forked safely
    _import_once()
    for line in sys.stdin:
        assignment, exercise, source = json.loads(line)
        try:
            find_oracle(assignment, exercise)
            reply = {"verdict": _fork(assignment, exercise, source, time_limit_s)}
        except LookupError as error:
            reply = {"no oracle": str(error)}
        print(json.dumps(reply), flush=True)


def _import_once() -> None:
    """Import what submissions import, so that no child has to."""
    for name in ("numpy", "torchvision", "torch.utils.data", "matplotlib.pyplot"):
        try:
            importlib.import_module(name)
        except ImportError:
            continue


def main(arguments: list[str]) -> int:
    """Serve, or judge one file and print the verdict."""
    if arguments[:1] == ["--serve"]:
        serve(float(arguments[1]))
        return 0
    if len(arguments) != 3:
        print("usage: python -m tests.oracle.judge ASSIGNMENT EXERCISE FILE")
        return 2
    assignment, exercise, path = arguments
    verdict = judge(assignment, exercise, Path(path).read_text(encoding="utf-8"))
    print(verdict or "right")
    return 1 if verdict else 0


if __name__ == "__main__":
    # The oracles raise the Wrong of tests.oracle.judge; the one of __main__ is another class.
    sys.exit(importlib.import_module("tests.oracle.judge").main(sys.argv[1:]))
