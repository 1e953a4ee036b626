"""Goal: fill memory, and the report, with exceptions that have gigabytes to say.

Without a sandbox: unsafe
"""


class Endless(Exception):
    def __str__(self):
        return "x" * (400 << 20)


def sigmoid(x):
    raise RuntimeError("x" * (200 << 20))


def mse(y_true, y_pred):
    raise Endless


def replace_last_row(x, row):
    raise type("E" * (100 << 20), (Exception,), {})
