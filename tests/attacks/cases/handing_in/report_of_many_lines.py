"""Goal: make the report so long that nobody can open it, and hold up the grader while it is written.

Without a sandbox: fails
"""

SOURCE = r"""
from autograder.worker import tracebacks
from autograder.worker import server as worker

TEXT = "\n" * 8_000_000
worker.describe_exception = lambda error, files: tracebacks.Raised("ValueError", (), TEXT, (), False)


def sigmoid(x):
    raise ValueError


mse = replace_last_row = lambda x, y: sigmoid(x)
"""


def hand_in(folder, course):
    """Replace the function of the worker that cuts messages."""
    (folder / "ps1_tensors.py").write_text(SOURCE)
