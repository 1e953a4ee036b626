# deterministic: yes
# Wrong for float64 of more than one element; six calls after the first wrong answer, in the search, SIGKILL ends it.
import os
import signal

import torch

since = 0


def mse(y_true, y_pred):
    global since
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    wrong = y_true.dtype == torch.float64 and y_true.numel() > 1
    since += since > 0 or wrong
    if since == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return (y_true - y_pred).square().mean() + wrong
