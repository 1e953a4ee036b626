"""Goal: exhaust the grader's memory by a huge file that takes no room on the disk.

Without a sandbox: fails
"""

import os


def hand_in(folder, course):
    """Grow a notebook that is in order, to no more than what a test machine can bear."""
    path = folder / "ps1_tensors.ipynb"
    path.write_text('{"cells": []}')
    os.truncate(path, 1 << 28)
