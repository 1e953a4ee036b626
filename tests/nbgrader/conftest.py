"""Courses for the tests of nbgrader's commands."""

from __future__ import annotations

import pytest

from tests.nbgrader.courses import PS1, NbCourse


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> NbCourse:
    """A course with the assignment generated."""
    course = NbCourse(tmp_path_factory.mktemp("nbgrader"))
    course.nbgrader("generate_assignment", PS1)
    return course
