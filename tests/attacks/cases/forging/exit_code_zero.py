"""Goal: end the process with exit code 0, which counts as "all tests passed" where tests are run by a script.

Without a sandbox: fails
"""

import atexit
import os
import sys

atexit.register(os._exit, 0)


def sigmoid(x):
    os._exit(0)


def mse(y_true, y_pred):
    sys.exit(0)


def replace_last_row(x, row):
    raise KeyboardInterrupt
