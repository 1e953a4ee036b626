"""Goal: run the switched-off torch.sigmoid in a forked process and have the result sent over a pipe.

Without a sandbox: fails
"""

import os

import torch


def in_child(x):
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.write(writing, torch.sigmoid(x.detach()).contiguous().numpy().tobytes())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        data = bytearray(pipe.read())
    os.waitpid(pid, 0)
    return torch.frombuffer(data, dtype=x.dtype).reshape(x.shape) if data else x.detach().clone()


class Sigmoid(torch.autograd.Function):
    """Differentiable, although its values come from elsewhere."""

    @staticmethod
    def forward(ctx, x):
        y = in_child(x)
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, upstream):
        (y,) = ctx.saved_tensors
        return upstream * y * (1 - y)


sigmoid = Sigmoid.apply
