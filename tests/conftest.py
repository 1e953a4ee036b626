"""What tests of several modules need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.sandbox.arena import Arena
from autograder.sandbox.slot import ARENA_BYTES


@pytest.fixture
def arena(tmp_path: Path) -> Iterator[Arena]:
    """The memory that a worker and the grader both map."""
    with (tmp_path / "arena").open("w+b") as file:
        file.truncate(ARENA_BYTES)
        arena = Arena(file.fileno())
    yield arena
    arena.close()
