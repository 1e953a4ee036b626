# deterministic: yes
# Raises with a text of 6 MiB that has the number of the call at its front, or, in mse, at its end.
from itertools import count

calls = count(1)


def sigmoid(x):
    raise RuntimeError(f"{next(calls)} " + "x" * (6 << 20))


def mse(y_true, y_pred):
    raise RuntimeError("y" * (6 << 20) + f" {next(calls)}")


def replace_last_row(x, row):
    raise RuntimeError(" \n" * (3 << 20) + f" {next(calls)}")
