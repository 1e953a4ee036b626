"""What tests of several modules need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.protocol.shared_memory import SharedMemory
from autograder.protocol.wire import SHARED_MEMORY_BYTES


@pytest.fixture
def shared_memory(tmp_path: Path) -> Iterator[SharedMemory]:
    """The memory that a worker and the grader both map."""
    with (tmp_path / "shared-memory").open("w+b") as file:
        file.truncate(SHARED_MEMORY_BYTES)
        shared_memory = SharedMemory(file.fileno())
    yield shared_memory
    shared_memory.close()
