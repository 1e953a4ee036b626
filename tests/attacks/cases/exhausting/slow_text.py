"""Goal: hang where Python cannot be interrupted: in a regular expression, and in turning a number into text.

Without a sandbox: fails
"""

import re
import sys


def sigmoid(x):
    return re.match(r"(a+)+$", "a" * 60 + "!")


def mse(y_true, y_pred):
    sys.set_int_max_str_digits(0)
    return len(str(1 << 100_000_000))


def replace_last_row(x, row):
    return 3 ** (3**25) % 7
