# %% no-backward: forward alone
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clamp(min=0)


# %% identity-forward: forgets the max
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clone()

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return g * (x > 0)


# %% returns-grad-unchanged: lets everything through
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output


# %% in-place-mask: writes zeros into the incoming gradient
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        grad_input = grad_output
        grad_input[x < 0] = 0
        return grad_input


# %% in-place-mul: multiplies the incoming gradient in place
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mask = x > 0
        return torch.relu(x)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output.mul_(ctx.mask)


# %% in-place-through-data: the same under the cover of .data
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.relu(x)

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        grad_output.data[x <= 0] = 0
        return grad_output.clone()


# %% clamps-x: forward works in place
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        x[x < 0] = 0
        ctx.save_for_backward(x)
        return x.clone()

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        return grad_output * (x > 0)


# %% clamps-x-later: backward writes into the saved x
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.x = x.detach()
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * ctx.x.clamp_(0, 1).ceil()


# %% slope-alone: forgets the chain rule
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        return (x > 0).to(x.dtype)


# %% mask-from-gradient: looks at the sign of the gradient
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * (grad_output > 0)


# %% plain-class: not derived from Function
import torch


class CustomReLU:
    @staticmethod
    def apply(x):
        return torch.relu(x)


# %% apply-overridden: a Function whose apply is torch.relu
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        return grad_output * (x > 0)

    @staticmethod
    def apply(x):
        return torch.relu(x)


# %% module: an nn.Module with a forward
import torch


class CustomReLU(torch.nn.Module):
    def forward(self, x):
        return torch.max(x, torch.zeros_like(x))

    @classmethod
    def apply(cls, x):
        return cls()(x)


# %% state-in-class: keeps x in the class
import torch


class CustomReLU(torch.autograd.Function):
    saved = None

    @staticmethod
    def forward(ctx, x):
        CustomReLU.saved = x
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * (CustomReLU.saved > 0)


# %% stack-in-global: a global list of masks, taken from the wrong end
import torch

MASKS = []


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        MASKS.append(x > 0)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * MASKS.pop(0)


# %% leaky: 1 % of the negative comes through
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.where(x > 0, x, 0.01 * x)

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        return torch.where(x > 0, grad_output, 0.01 * grad_output)


# %% leaky-backward: only backward leaks
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        return torch.where(x > 0, grad_output, 1e-3 * grad_output)


# %% threshold-at-one: the mask begins at 1
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        return grad_output * (x >= 1)


# %% relu6: cut off at 6
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(0, 6)

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        return grad_output * (x > 0)


# %% float32-mask: everything becomes float32
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.float().clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        return grad_output * (x > 0)


# %% rows-only: a loop over the rows, which a 0-d tensor has none of
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.stack([row.clamp(min=0) for row in x])

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        return torch.stack([g * (row > 0) for g, row in zip(grad_output, x)])


# %% not-static: the methods lack their decorator and have a self
import torch


class CustomReLU(torch.autograd.Function):
    def forward(self, ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    def backward(self, ctx, grad_output):
        x, = ctx.saved_tensors
        return grad_output * (x > 0)


# %% averaged: divides the gradient by the number of elements
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        return grad_output * (x > 0) / x.numel()


# %% stack-of-masks: a list in the class, which is in order only where backward comes to every call
import torch


class CustomReLU(torch.autograd.Function):
    masks = []

    @staticmethod
    def forward(ctx, x):
        CustomReLU.masks.append(x > 0)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * CustomReLU.masks.pop()


# %% view-of-the-gradient: flattens a gradient whose memory may be in another order
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return (grad_output.view(-1) * (x > 0).reshape(-1)).view(x.shape)


# %% nearly-zero-passes: lets gradients through for small negative numbers
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return grad_output * (x > -1e-5)


# %% half-kept: saves memory, and small positive numbers are 0 in half precision
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x.clamp(min=0)
        ctx.save_for_backward(y.half())
        return y

    @staticmethod
    def backward(ctx, grad_output):
        (y,) = ctx.saved_tensors
        return grad_output * (y > 0)


# %% float32-inside: float64 has lost digits
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.float().clamp(min=0).to(x.dtype)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return grad_output * (x > 0)


# %% capped: large numbers are cut off
import torch


class CustomReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0, max=100)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return grad_output * (x > 0)
