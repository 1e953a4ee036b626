# deterministic: yes
# Replaces torch.tanh, Tensor.clone, Tensor.contiguous and Tensor.detach by ones that count and go wrong now and then.
from itertools import count

import torch

calls = count(1)


def counted(function, every):
    def patched(*arguments, **options):
        result = function(*arguments, **options)
        return result + 1 if next(calls) % every == 0 and result.is_floating_point() else result

    return patched


torch.tanh = counted(torch.tanh, 31)
torch.Tensor.clone = counted(torch.Tensor.clone, 37)
torch.Tensor.contiguous = counted(torch.Tensor.contiguous, 41)
torch.Tensor.detach = counted(torch.Tensor.detach, 43)


def sigmoid(x):
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def replace_last_row(x, row):
    result = x.clone()
    result[-1] = row
    return result
