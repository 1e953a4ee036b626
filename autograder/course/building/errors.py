"""What the author of a course has to put right before it can be built."""

__all__ = ["BuildError"]


class BuildError(Exception):
    """One line that says where, what and the remedy: `ps1.py:41: BEGIN SOLUTION is never closed; add ...`."""
