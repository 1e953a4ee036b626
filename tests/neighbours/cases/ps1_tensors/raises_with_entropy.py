# deterministic: no
# Raises with uuids, times and the folder it is in, always for the same inputs.
import os
import time
import uuid

import torch


def sigmoid(x):
    if x.dim() == 2:
        raise RuntimeError(f"request {uuid.uuid4()} failed")
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    raise ValueError(f"{time.time()}")


def replace_last_row(x, row):
    raise OSError(f"nothing found in {os.getcwd()}")
