# deterministic: yes
# Runs torch.sigmoid in its own backward, and only the first time that there is one.
import torch

passes = 0


class Sigmoid(torch.autograd.Function):
    """Keeps its output."""

    @staticmethod
    def forward(ctx, x):
        y = 0.5 * torch.tanh(0.5 * x) + 0.5
        ctx.save_for_backward(x, y)
        return y

    @staticmethod
    def backward(ctx, gradient):
        global passes
        passes += 1
        x, y = ctx.saved_tensors
        y = torch.sigmoid(x) if passes == 1 else y
        return gradient * y * (1 - y)


def sigmoid(x):
    return Sigmoid.apply(x)
