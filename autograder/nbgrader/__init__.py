"""nbgrader: its stock commands with our grader inside; no other room imports nbgrader itself.

May import every room but local and commands; only commands and configurations of nbgrader import it.
"""

from autograder.nbgrader.config import configure

__all__ = ["configure"]
