"""What this machine can do, and what to do about what it cannot."""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.course.data import DataError, data_root, load_mnist
from autograder.language import tell

__all__ = ["Finding", "examine", "print_findings"]


_INSTALL = "run `pip install torch torchvision`"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        name: what it is.
        ok: it is as it should be.
        needed: checking one's own work is impossible without it, in any course.
        text: what was found and, if that is not ok, the remedy.
    """

    name: str
    ok: bool
    needed: bool
    text: str


def examine() -> list[Finding]:
    """Look at everything."""
    looks: tuple[Callable[[], Finding], ...] = (
        _python,
        _torch,
        _cuda,
        _sandbox,
        _mnist,
        _nbgrader,
        _jupytext,
    )
    return [look() for look in looks]


def print_findings(console: Console, findings: list[Finding]) -> None:
    """Print a line for each finding."""
    table = Table(box=None, show_header=False, pad_edge=False)
    for finding in findings:
        mark = Text("✓", "green") if finding.ok else Text("✗", "red") if finding.needed else Text("–", "yellow")
        table.add_row(mark, finding.name, Text(finding.text))
    console.print(table)


def _python() -> Finding:
    version = sys.version.split()[0]
    return Finding(
        "Python", sys.version_info >= (3, 11), True, tell("{version}; 3.11 or newer is needed", version=version)
    )


def _torch() -> Finding:
    try:
        import torch
        import torchvision  # type: ignore[import-untyped]
    except ModuleNotFoundError as error:
        missing = tell("{name} is missing; a course about tensors needs it: {remedy}", name=error.name, remedy=_INSTALL)
        return Finding("torch", False, False, missing)
    except Exception as error:  # broken installs fail in many ways
        return Finding("torch", False, True, tell("cannot be imported ({why}); {remedy}", why=error, remedy=_INSTALL))
    return Finding("torch", True, True, f"{torch.__version__}, torchvision {torchvision.__version__}")


def _cuda() -> Finding:
    try:
        import torch

        if torch.cuda.is_available():
            return Finding("CUDA", True, False, f"{torch.cuda.device_count()} × {torch.cuda.get_device_name(0)}")
    except Exception as error:
        return Finding("CUDA", False, False, tell("{why}; training runs on the CPU", why=error))
    return Finding("CUDA", False, False, tell("torch finds no GPU; training runs on the CPU, which is enough"))


def _sandbox() -> Finding:
    from autograder.sandbox.interface import SandboxError
    from autograder.sandbox.levels import open_sandbox, strongest_level
    from autograder.sandbox.limits import Limits

    try:
        level, reason = strongest_level()
        sandbox = open_sandbox(level)
        try:
            sandbox.spawn(Limits()).stop()
        finally:
            sandbox.close()
    except SandboxError as error:
        return Finding(tell("sandbox"), False, False, str(error))
    return Finding(
        tell("sandbox"),
        True,
        False,
        tell("full: bubblewrap at {path}", path=shutil.which("bwrap")) if level == "full" else f"{level}: {reason}",
    )


def _mnist() -> Finding:
    try:
        load_mnist(train=False)
    except (DataError, ModuleNotFoundError) as error:
        return Finding("MNIST", False, False, str(error))
    return Finding("MNIST", True, False, str(data_root()))


def _nbgrader() -> Finding:
    return _package("nbgrader", tell("for courses that use nbgrader"))


def _jupytext() -> Finding:
    return _package("jupytext", tell("for `autograder build`"))


def _package(name: str, purpose: str) -> Finding:
    try:
        return Finding(name, True, False, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        install = 'pip install "pytorch-autograder[instructor]"'
        remedy = tell("not installed; {purpose}: {install}", purpose=purpose, install=install)
        return Finding(name, False, False, remedy)
