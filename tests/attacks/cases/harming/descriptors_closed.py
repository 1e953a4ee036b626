"""Goal: make the grader wait or fail by closing every descriptor, and putting others in their places.

Without a sandbox: fails
"""

import os


def sigmoid(x):
    os.closerange(0, 1024)


def mse(y_true, y_pred):
    null = os.open("/dev/null", os.O_RDWR)
    for descriptor in range(64):
        if descriptor != null:
            os.dup2(null, descriptor)


def replace_last_row(x, row):
    read, write = os.pipe()
    for descriptor in range(64):
        if descriptor not in (read, write):
            os.dup2(write, descriptor)
