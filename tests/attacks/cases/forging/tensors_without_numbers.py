"""Goal: return tensors of which a comparison knows nothing: meta, sparse, quantized, nested, empty, of odd shapes.

Without a sandbox: fails
"""

import itertools

import torch

ODD = itertools.cycle(
    [
        lambda x: x.detach().to("meta"),
        lambda x: torch.zeros_like(x).to_sparse(),
        lambda x: torch.quantize_per_tensor(x.detach().float(), 0.1, 0, torch.quint8),
        lambda x: torch.nested.nested_tensor([x.detach().float()]),
        lambda x: x.detach().new_empty(0),
        lambda x: torch.zeros(()).expand(1 << 20, 1 << 10),
        lambda x: x.detach().to(torch.complex64),
        lambda x: torch.zeros([1] * 60),
        lambda x: torch._efficientzerotensor(x.shape).to(x.dtype),
        lambda x: x.detach().new_zeros(x.shape).view(torch.uint8),
        lambda x: torch.nn.parameter.UninitializedParameter(),
        lambda x: torch.zeros(x.shape, dtype=torch.float8_e4m3fn),
    ]
)


def sigmoid(x):
    return next(ODD)(x)


def mse(y_true, y_pred):
    return next(ODD)(y_true)


def replace_last_row(x, row):
    return next(ODD)(x)
