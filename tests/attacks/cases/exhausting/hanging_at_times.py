"""Goal: keep the grader waiting again and again: each worker dies at once, each next hangs in loading.

Without a sandbox: fails
"""

import os
import time

# Neither the same statement nor every time, so that there is none that could be left out.
if time.time_ns() % 3:
    time.sleep(2)
if time.time_ns() % 2:
    time.sleep(10**6)
time.sleep(1)


def sigmoid(x):
    os._exit(0)


def mse(y_true, y_pred):
    time.sleep(10**6)


def replace_last_row(x, row):
    os.abort()
