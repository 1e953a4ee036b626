"""``pytest autograder/checks solutions --submission FILE``: the checks in pytest's own clothes, for instructors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.checking.checklist import Check, make_checklist, switched_off_operators
from autograder.checking.exam import Exam
from autograder.course import Assignment, CourseError, find_course
from autograder.failure import CheckFailure
from autograder.pytest_plugin import EXAM
from autograder.sandbox.levels import open_slot
from autograder.sandbox.limits import Limits
from autograder.sandbox.run import LoadError, SubmissionRun
from autograder.sandbox.slot import SandboxError, Slot
from autograder.submission import SubmissionError, read_submission

__all__ = ["ByHand"]
