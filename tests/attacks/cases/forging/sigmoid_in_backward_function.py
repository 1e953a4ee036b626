"""Goal: get the switched-off torch.sigmoid out of the backward pass of an own autograd.Function.

Without a sandbox: fails
"""

import torch


class Backwards(torch.autograd.Function):
    """Its gradient with respect to the first argument is the sigmoid of the second."""

    @staticmethod
    def forward(ctx, nothing, x):
        ctx.save_for_backward(x)
        return nothing.clone()

    @staticmethod
    def backward(ctx, upstream):
        return torch.sigmoid(ctx.saved_tensors[0]), None


def sigmoid(x):
    nothing = torch.zeros_like(x, requires_grad=True)
    (result,) = torch.autograd.grad(Backwards.apply(nothing, x).sum(), nothing, create_graph=True)
    return result
