"""The pytest plugin: fixtures of the checks, and running them by hand with ``pytest … --submission FILE``.

It is loaded by every pytest that runs where autograder is installed, so it imports nothing heavy until it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from autograder.grading.stash import CONTEXT

if TYPE_CHECKING:
    from autograder.grading.context import Context

__all__: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options for running checks by hand."""
    group = parser.getgroup("autograder", "running the checks of a course by hand")
    group.addoption("--submission", metavar="FILE", help="the submission (.py or .ipynb) to check")
    group.addoption("--assignment", metavar="NAME", help="its assignment, if the file is not named after it")
    group.addoption(
        "--sandbox",
        choices=("full", "none"),
        default="full",
        help="where its code runs (default: %(default)s)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker; start a sandbox if there is a submission to check."""
    config.addinivalue_line("markers", "switched_off(name, operators): built-ins that an exercise may not run")
    if config.getoption("--submission"):
        from autograder.grading.by_hand import ByHand

        config.pluginmanager.register(ByHand(config), "autograder-by-hand")


def _context(request: pytest.FixtureRequest) -> Context:
    context = request.config.stash.get(CONTEXT, None)
    if context is None:
        raise pytest.UsageError("there is no submission to check; name one with --submission FILE")
    return context


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Any:
    """The submission under examination, see `autograder.checking.student.Student`."""
    return _context(request).student


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> Any:
    """The solution module of the assignment. Hidden checks only: students do not have it."""
    return _context(request).reference


@pytest.fixture
def task_on(request: pytest.FixtureRequest) -> Any:
    """``task_on(name)``: the task on a data set, see `autograder.course.data_sets.data_set`."""
    return _context(request).task_on


@pytest.fixture
def mnist(task_on: Any) -> Any:
    """What the submission is to be trained and tested on, see `autograder.course.mnist.MnistTask`."""
    return task_on("mnist")


@pytest.fixture
def device(request: pytest.FixtureRequest) -> str:
    """Where to train: ``cpu`` or ``cuda``."""
    return _context(request).device


@pytest.fixture
def once(request: pytest.FixtureRequest) -> Any:
    """``once(name, make)``: what ``make()`` returns, called once a submission for all its checks."""
    return _context(request).once


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Any:
    """``note(text)`` puts a line into the report of the check, even if it passes."""
    context = _context(request)
    return lambda text: setattr(context, "note", text)
