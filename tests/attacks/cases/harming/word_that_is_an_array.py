"""Goal: make the grader fail over the submission, with an array where the answer has a word.

Without a sandbox: unsafe
"""

import numpy as np

from autograder.worker.server import Server


def answer(server, function, arguments, encoder):
    # Compared with a word, an array gives an array, and that is neither true nor false.
    return [encoder.encode(np.zeros(2)), "MemoryError"]


Server._result = answer
