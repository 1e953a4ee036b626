# deterministic: yes
# Prints 20 MiB in one go at the third call of each worker; all other calls are right.
import os

import torch

calls = 0


def mse(y_true, y_pred):
    global calls
    calls += 1
    if calls == 3:
        for _ in range(320):
            os.write(2, b"y" * (1 << 16))
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return (y_true - y_pred).square().mean()
