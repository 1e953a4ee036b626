# deterministic: no
# Returns torch.empty where zeros are meant: what lies in that memory is what others have left there.
import torch


def sigmoid(x):
    y = torch.empty(x.shape, dtype=x.dtype)
    y[x > 0] = 1
    return y


def replace_last_row(x, row):
    result = torch.empty_like(x)
    result[-1] = row
    return result
