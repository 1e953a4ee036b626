"""Data sets: what checks train submissions on. A check has its task on one by the name of a fixture, such as ``mnist``.

A course adds its own in a ``conftest.py`` beside its checks::

    from autograder.course.data_sets import data_set

    cifar = data_set("cifar", Cifar)  # Cifar: see DataSet
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:  # torch takes a second to import: only where it is used
    from torch import Tensor

__all__ = ["DataSet", "data_set", "data_set_names", "make_data_set"]


class DataSet(Protocol):
    """A data set: one tensor that all submissions share, and a task for each.

    Attributes:
        shape: the shape of the tensor.
    """

    shape: tuple[int, ...]

    def shared(self) -> Tensor:
        """Return the tensor that all submissions share, read-only in their workers: float32 of ``shape``.

        Raises:
            DataError: the data are not there; the message says how to get them.
        """

    def task(self, sha256: str, shared: object) -> Any:
        """Return what checks of a submission get: the same whenever it is graded.

        Args:
            sha256: hash of the submission.
            shared: stands for the shared tensor in calls of the submission.
        """


# Given the path of the reference solution, or None on a student's own machine.
_Maker = Callable[[Path | None], DataSet]


def _make_mnist(solution: Path | None) -> DataSet:
    from autograder.course.mnist import Mnist

    return Mnist(solution)


_makers: dict[str, _Maker] = {"mnist": _make_mnist}


def data_set(name: str, make: _Maker) -> Callable[..., Any]:
    """Return a fixture that gives a check its task on a data set.

    Args:
        name: of the fixture, and of the data set.
        make: makes the data set from the path of the reference solution, next to which there may be a key that students
            do not have; it gets None on a student's own machine.
    """
    import pytest

    _makers[name] = make

    @pytest.fixture(name=name)
    def task(task_on: Callable[[str], Any]) -> Any:
        return task_on(name)

    return task


def data_set_names() -> frozenset[str]:
    """Return the names of all data sets that this process knows."""
    return frozenset(_makers)


def make_data_set(name: str, solution: Path | None) -> DataSet:
    """Return a data set of an assignment with this reference solution."""
    return _makers[name](solution)
