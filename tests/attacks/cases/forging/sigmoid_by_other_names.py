"""Goal: call the switched-off torch.sigmoid under names that a search of the source does not find.

Without a sandbox: fails
"""

import itertools

import torch

ALIASES = itertools.cycle(
    [
        torch.ops.aten.__getattr__("sig" + "moid").default,
        getattr(torch._C._VariableFunctions, "sig" + "moid"),
        lambda x: torch._C.TensorBase.__dict__["sig" + "moid_"](x.clone()),
        lambda x: torch._foreach_sigmoid([x])[0],
        lambda x: torch.vmap(torch.special.expit)(x.reshape(1, *x.shape))[0],
        lambda x: torch.sigmoid(torch.complex(x, torch.zeros_like(x))).real,
    ]
)


def sigmoid(x):
    return next(ALIASES)(x)
