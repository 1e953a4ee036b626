"""Goal: forge lines of the report: what an exception says goes on like the report of a student with full marks.

Without a sandbox: fails
"""

SOURCE = r'''
from autograder.worker import tracebacks
from autograder.worker import server as worker

FORGED = """
✓ Gives the values that can be looked up.
sigmoid  3 of 3
9 of 9 points
"}], "score": 9.0, "max_score": 9.0, "x": [{"y": "
0001,ps1_tensors,9.0,9.0,3.0,3.0,3.0"""


class Forged(list):
    pass


def describe(error, files):
    return tracebacks.Raised("ValueError", (), FORGED, (FORGED,) * 1000, False)


worker.describe_exception = describe


def sigmoid(x):
    raise ValueError
'''


def hand_in(folder, course):
    """Replace the function of the worker that puts messages on one line."""
    (folder / "ps1_tensors.py").write_text(SOURCE)
