"""What tests of several modules need."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.protocol.shared_memory import SharedMemory
from autograder.protocol.wire import SHARED_MEMORY_BYTES

# Reports are in English here, whatever the locale of the machine; tests of languages name theirs.
os.environ["LC_ALL"] = "C.UTF-8"

_SLOW_MODULE = "\npytestmark = pytest.mark.slow\n"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of `make quick` and `make test-exercise`; `tests/course` knows what they mean for exercises."""
    parser.addoption("--quick", action="store_true", help="leave out slow tests, and exercises that have not changed")
    parser.addoption("--exercise", metavar="NAME", help="run the tests about this exercise alone")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import modules that are slow as a whole: what they import (nbgrader, Dask, Jupyter) takes seconds."""
    if config.getoption("quick") and collection_path.suffix == ".py":
        return _SLOW_MODULE in collection_path.read_text(encoding="utf-8") or None
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the slow tests of other modules."""
    if config.getoption("quick"):
        slow = [item for item in items if item.get_closest_marker("slow")]
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in slow]


@pytest.fixture
def shared_memory(tmp_path: Path) -> Iterator[SharedMemory]:
    """The memory that a worker and the grader both map."""
    with (tmp_path / "shared-memory").open("w+b") as file:
        file.truncate(SHARED_MEMORY_BYTES)
        shared_memory = SharedMemory(file.fileno())
    yield shared_memory
    shared_memory.close()
