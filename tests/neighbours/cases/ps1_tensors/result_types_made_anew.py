# deterministic: yes
# Returns objects, tensors and lists of classes made at each call, whose names count and hold what is not to be printed.
from itertools import count

import torch

calls = count(1)


def sigmoid(x):
    return type(f"Result{next(calls)}", (), {})()


def mse(y_true, y_pred):
    return type(f"line\nbreak \x1b[31m{next(calls)}", (), {"__class__": torch.Tensor})()


def replace_last_row(x, row):
    kind = type(f"Tensor{next(calls)}", (torch.Tensor,), {"dtype": property(lambda self: next(calls))})
    return torch.cat([x[:-1], row[None]]).as_subclass(kind)
