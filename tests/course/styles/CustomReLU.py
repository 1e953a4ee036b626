# %% saves-x: the textbook's way
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return input.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        grad_input = grad_output.clone()
        grad_input[input < 0] = 0
        return grad_input


# %% saves-result: the result says as much as x does
import torch
from torch.autograd import Function


class CustomReLU(Function):
    @staticmethod
    def forward(ctx, x):
        y = torch.maximum(x, torch.zeros_like(x))
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, g):
        (y,) = ctx.saved_tensors
        return torch.where(y > 0, g, torch.zeros_like(g))


# %% mask-on-ctx: a mask as an attribute of ctx
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mask = (x >= 0).to(x.dtype)
        return x * ctx.mask

    @staticmethod
    def backward(ctx, grad):
        return grad * ctx.mask


# %% setup-context: the new style with setup_context
import torch


class CustomReLU(torch.autograd.Function):
    generate_vmap_rule = True

    @staticmethod
    def forward(x):
        return torch.where(x > 0, x, 0.0)

    @staticmethod
    def setup_context(ctx, inputs, output):
        (x,) = inputs
        ctx.save_for_backward(x)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return torch.where(x > 0, grad_output, 0.0)


# %% vjp: the other name of backward
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x > 0)
        return torch.relu(x)

    @staticmethod
    def vjp(ctx, grad_output):
        return grad_output.masked_fill(~ctx.saved_tensors[0], 0)


# %% once-differentiable: decorated, with needs_input_grad
import torch
from torch.autograd.function import once_differentiable


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.nn.functional.relu(x)

    @staticmethod
    @once_differentiable
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        if not ctx.needs_input_grad[0]:
            return None
        return grad_output * torch.heaviside(x, torch.ones((), dtype=x.dtype))


# %% numpy-inside: computes in NumPy on both ways
import numpy as np
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        a = x.detach().cpu().numpy()
        ctx.positive = a > 0
        return torch.as_tensor(np.maximum(a, 0), dtype=x.dtype, device=x.device)

    @staticmethod
    def backward(ctx, grad_output):
        g = grad_output.detach().cpu().numpy()
        return torch.as_tensor(np.where(ctx.positive, g, 0.0), dtype=grad_output.dtype, device=grad_output.device)


# %% inherited: the work is done in a base class
import torch


class Rectifier(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        keep = x.gt(0)
        ctx.save_for_backward(keep)
        out = torch.zeros_like(x)
        out[keep] = x[keep]
        return out

    @staticmethod
    def backward(ctx, grad_output):
        keep, = ctx.saved_tensors
        grad = torch.zeros_like(grad_output)
        grad[keep] = grad_output[keep]
        return grad


class CustomReLU(Rectifier):
    """Nothing to add."""


# %% alias: defined under another name
import torch
from torch import Tensor


class _Ramp(torch.autograd.Function):
    @staticmethod
    def forward(ctx, z: Tensor) -> Tensor:
        ctx.save_for_backward(z)
        return (z + z.abs()) / 2

    @staticmethod
    def backward(ctx, dz: Tensor) -> Tensor:
        z = ctx.saved_tensors[0]
        return dz * (torch.sign(z) + 1) / 2


CustomReLU = _Ramp


# %% autograd-within: backward asks autograd for a piece that forward has recorded
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        with torch.enable_grad():
            ctx.x = x.detach().requires_grad_()
            ctx.y = torch.relu(ctx.x)
        return ctx.y.detach()

    @staticmethod
    def backward(ctx, grad_output):
        (grad,) = torch.autograd.grad(ctx.y, ctx.x, grad_output, retain_graph=True)
        return grad


# %% apply-with-super: an apply of its own that checks the type and calls the real one
import torch


class CustomReLU(torch.autograd.Function):
    @classmethod
    def apply(cls, x):
        if not isinstance(x, torch.Tensor):
            raise TypeError("a tensor, please")
        return super().apply(x)

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return (x > 0) * x

    @staticmethod
    def backward(ctx, *grads):
        return grads[0] * (ctx.saved_tensors[0] > 0).type_as(grads[0])


# %% in-place-on-a-clone: underscores on what is one's own
import torch as t


class CustomReLU(t.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x.clone()
        y.relu_()
        ctx.save_for_backward(y)
        ctx.set_materialize_grads(False)
        return y

    @staticmethod
    def backward(ctx, g):
        if g is None:
            return None
        return g.clone().mul_(ctx.saved_tensors[0].gt(0))


# %% optional-argument: a slope with a default, no gradient for it
import torch


class CustomReLU(torch.autograd.Function):
    """Выпрямитель: max(x, 0)."""

    @staticmethod
    def forward(ctx, x, leak=0.0):
        ctx.save_for_backward(x)
        ctx.leak = leak
        return torch.where(x >= 0, x, leak * x)

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        slope = torch.full_like(x, ctx.leak)
        slope[x > 0] = 1
        slope[x == 0] = 0.5
        return grad_output * slope, None
