"""Goal: block the grader for good on a FIFO that nobody writes to.

Without a sandbox: fails
"""

import os


def hand_in(folder, course):
    """Put a FIFO in the place of the file."""
    os.mkfifo(folder / "ps1_tensors.py")
