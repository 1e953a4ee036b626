"""What workers need before checks can train a submission: the shared tensors of data sets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

from autograder.grading.context import Context
from autograder.sandbox.interface import Sandbox
from autograder.sandbox.read_only import write_read_only

__all__ = ["provide_data"]


def provide_data(
    context: Context, names: Iterable[str], sandbox: Sandbox, cleanup: ExitStack, written: Mapping[str, Path]
) -> None:
    """Let the workers of a sandbox map the shared tensors of data sets.

    Args:
        context: serves the checks that train on them.
        names: the data sets.
        sandbox: starts the workers.
        cleanup: until it is closed, those exist that are written here.
        written: those that are written already, and where.

    Raises:
        DataError: the data are not there.
    """
    for name in names:
        path = written.get(name) or write_read_only(context.data_set(name).shared(), cleanup)
        sandbox.read_only[name] = path
