"""Auto-graded PyTorch exercises: course kit for students, sandboxed batch grader for teaching assistants."""

__all__ = ["__version__"]

__version__ = "0.1.0"
