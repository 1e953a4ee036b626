"""nbgrader with its stock commands, and our grader inside; the only part of the package that imports nbgrader."""

from autograder.nbgrader.config import configure

__all__ = ["configure"]
