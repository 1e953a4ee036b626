# %% exp-over-one-plus-exp: NaN for large positive x (inf / inf)
import torch


def sigmoid(x):
    return torch.exp(x) / (1 + torch.exp(x))


# %% calls-torch-sigmoid: the plain built-in, switched off
import torch


def sigmoid(x):
    return torch.sigmoid(x)


# %% alias-of-expit: a switched-off built-in under another name
import torch
from torch.special import expit as logistic


def sigmoid(x):
    result = logistic(x)
    return result


# %% module-made-at-import: nn.Sigmoid created outside of the function, but run inside
from torch import nn

_activation = nn.Sigmoid()


def sigmoid(x):
    return _activation(x)


# %% getattr-method: the method of the tensor, in place on a clone and with its name put together
import torch


def sigmoid(x):
    y = x.clone()
    getattr(y, "sig" + "moid_")()
    return y


# %% fallback-to-built-in: own formula, but torch's function for large values
import torch


def sigmoid(x):
    if x.numel() > 0 and x.abs().max() > 50:
        # exp overflows, let torch handle these
        return x.sigmoid()
    return 1 / (1 + torch.exp(-x))


# %% detached-by-numpy: right values, but no gradient
import numpy as np
import torch


def sigmoid(x):
    a = x.detach().numpy().astype(np.float64)
    y = 1 / (1 + np.exp(-np.clip(a, -700, 700)))
    return torch.from_numpy(np.asarray(y)).to(x.dtype)


# %% numpy-without-detach: raises for an x that requires a gradient
import numpy as np
import torch


def sigmoid(x):
    y = 0.5 * (1 + np.tanh(x.numpy() / 2))
    return torch.tensor(y, dtype=x.dtype)


# %% no-grad-decorator: decorated with no_grad, so the result is detached
import torch


@torch.no_grad()
def sigmoid(x):
    z = torch.exp(-x.abs())
    return torch.where(x >= 0, 1 / (1 + z), z / (1 + z))


# %% in-place-on-argument: changes x itself
import torch


def sigmoid(x):
    with torch.no_grad():
        x.neg_()
    return 1 / (1 + torch.exp(x))


# %% in-place-through-view: flattens x (a view) and writes the result into it
import torch


def sigmoid(x):
    flat = x.detach().reshape(-1)
    for i in range(len(flat)):
        flat[i] = 1 / (1 + torch.exp(-flat[i]))
    return flat.reshape(x.shape)


# %% in-place-chain-breaks-backward: an in-place add destroys what exp_ needs for its gradient
import torch


def sigmoid(x):
    y = x.clone()
    return y.neg_().exp_().add_(1).reciprocal_()


# %% always-float32: casts to float32, so float64 comes back as the wrong dtype
import torch


def sigmoid(x):
    x = x.float()
    return 1 / (1 + torch.exp(-x))


# %% float32-inside: keeps the dtype, but computes in float32: float64 is right to seven digits only
import torch


def sigmoid(x):
    y = 1 / (1 + torch.exp(-x.to(torch.float32)))
    return y.to(x.dtype)


# %% constant-promotes-0d: a float64 constant makes the result of a float32 0-d tensor float64
import torch

ONE = torch.tensor(1.0, dtype=torch.float64)


def sigmoid(x):
    return ONE / (ONE + torch.exp(-x))


# %% clamped-at-fifteen: clamps to +-15 against overflow, which float64 can tell
import torch


def sigmoid(x):
    x = torch.clamp(x, -15, 15)
    return 1 / (1 + torch.exp(-x))


# %% short-constant-for-e: e = 2.71828 is good enough for float32 only
E = 2.71828


def sigmoid(x):
    return 1 / (1 + E ** (-x))


# %% stack-of-nothing: a loop and torch.stack, which fails for an empty tensor
import torch


def sigmoid(x):
    values = [1 / (1 + torch.exp(-v)) for v in x.reshape(-1)]
    return torch.stack(values).reshape(x.shape)


# %% iterates-over-0d: loops over the first dimension, which a 0-d tensor does not have
import torch


def sigmoid(x):
    y = torch.zeros_like(x)
    for i in range(len(x)):
        y[i] = 0.5 * torch.tanh(0.5 * x[i]) + 0.5
    return y


# %% one-for-0d: a 0-d tensor becomes a vector of one element
import torch


def sigmoid(x):
    x = torch.atleast_1d(x)
    out = torch.empty_like(x)
    mask = x >= 0
    out[mask] = 1 / (1 + torch.exp(-x[mask]))
    z = torch.exp(x[~mask])
    out[~mask] = z / (1 + z)
    return out


# %% float-for-0d: returns a Python float for a single number
import math

import torch


def sigmoid(x):
    if x.dim() == 0:
        return 1 / (1 + math.exp(-max(min(x.item(), 700), -700)))
    return 1 / (1 + torch.exp(-x))


# %% max-subtracted: the softmax trick copied: subtracting the maximum changes a sigmoid, and fails when empty
import torch


def sigmoid(x):
    z = torch.exp(x - x.max())
    return z / (1 + z)


# %% wrong-sign: e^x instead of e^-x
import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(x))


# %% hard-sigmoid: a piecewise linear approximation
import torch.nn.functional as F


def sigmoid(x):
    return F.hardsigmoid(x)


# %% wrong-backward: values are right, the gradient lacks the incoming one
import torch


class Sig(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = 0.5 * (torch.tanh(x / 2) + 1)
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad_output):
        (y,) = ctx.saved_tensors
        return y * (1 - y)


def sigmoid(x):
    return Sig.apply(x)


# %% data-overwritten: writes the values through .data, so the gradient is that of clone: 1 everywhere
import torch


def sigmoid(x):
    y = x.clone()
    y.data = 1 / (1 + torch.exp(-x.data))
    return y


# %% requires-grad-switched-on: turns on requires_grad of the argument
import torch


def sigmoid(x):
    x.requires_grad_(True)
    return 1 / (1 + torch.exp(-x))


# %% rounded: rounds to four digits to make the output pretty
import torch


def sigmoid(x):
    y = 1 / (1 + torch.exp(-x))
    return torch.round(y, decimals=4)


# %% prints-instead-of-returning: forgets the return
import torch


def sigmoid(x):
    result = 1 / (1 + torch.exp(-x))
    print(result)


# %% plus-x-in-exponent: the exponent has the wrong sign: exp(x) instead of exp(-x), so the result is 1 - sigmoid(x)
import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(x))


# %% exp-ratio-overflow: e^x / (1 + e^x) overflows to inf / inf = NaN for large positive x
import torch
from torch import Tensor


def sigmoid(x: Tensor) -> Tensor:
    # умножил числитель и знаменатель на e^x
    e = torch.exp(x)
    return e / (1 + e)


# %% tanh-without-half: uses the tanh identity but forgets to halve the argument, (1 + tanh(x)) / 2 instead of (1 + tanh(x/2)) / 2
import torch


def sigmoid(x):
    """sigmoid via tanh (numerically stable)"""
    return 0.5 * (1.0 + torch.tanh(x))


# %% tanh-missing-outer-half: in the tanh identity the factor 1/2 in front is missing, so the result runs from 0 to 2
import torch
from torch import Tensor

def sigmoid(x: Tensor) -> Tensor:
    half = x * 0.5
    return 1 + torch.tanh(half)


# %% clamped-at-ten: x is clamped to [-10, 10] against overflow, which makes values and gradients wrong for abs(x) > 10
import torch


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    # prevent overflow
    x = torch.clamp(x, -10, 10)
    return 1.0 / (1.0 + torch.exp(-x))


# %% inplace-neg-exp: neg_() and exp_() work in place and overwrite the student's argument x
import torch
from torch import Tensor


def sigmoid(x: Tensor) -> Tensor:
    x.neg_().exp_()
    return 1 / (1 + x)


# %% numpy-exp: computes with np.exp on x.detach().numpy(), so the result is cut from the graph and not differentiable
import numpy as np
import torch


def sigmoid(x):
    arr = x.detach().cpu().numpy()
    res = 1 / (1 + np.exp(-arr))
    return torch.as_tensor(res, dtype=x.dtype, device=x.device)


# %% returns-numpy: returns a NumPy array instead of a tensor
import numpy as np


def sigmoid(x):
    x = np.asarray(x.detach())
    return 1.0 / (1.0 + np.exp(-x))


# %% math-exp: math.exp works for a single number only, so any tensor with more than one element raises an error
import math
import torch


def sigmoid(x):
    return torch.tensor(1 / (1 + math.exp(-x)))


# %% data-attribute: uses x.data, which cuts the graph: no gradient flows
import torch
from torch import Tensor

def sigmoid(x: Tensor) -> Tensor:
    t = x.data
    return torch.where(t >= 0, 1 / (1 + torch.exp(-t)), torch.exp(-t.abs()) / (1 + torch.exp(-t.abs())))


# %% no-grad-block: the computation stands in a torch.no_grad() block, so the result is not differentiable
import torch


def sigmoid(x):
    with torch.no_grad():       # faster
        out = 1 / (1 + torch.exp(-x))
    return out


# %% float32-cast: x is converted to float32, so a float64 argument gives a float32 result
import torch


def sigmoid(x):
    x = x.float()
    return 1 / (1 + torch.exp(-x))


# %% loop-over-first-dim: iterates over x and stacks the pieces, which fails on 0-d tensors and on empty ones
import torch


def sigmoid(x):
    results = []
    for xi in x:
        results.append(1 / (1 + torch.exp(-xi)))
    return torch.stack(results)


# %% list-of-values: returns a Python list of floats instead of a tensor
import math


def sigmoid(x):
    values = []
    for v in x.flatten().tolist():
        if v >= 0:
            values.append(1 / (1 + math.exp(-v)))
        else:
            values.append(math.exp(v) / (1 + math.exp(v)))
    return values


# %% rebuilt-from-list: the values are right but are put into a new torch.tensor, so there is no gradient
import math
import torch
from torch import Tensor


def one(v):
    if v >= 0:
        return 1.0 / (1.0 + math.exp(-v))
    e = math.exp(v)
    return e / (1.0 + e)


def sigmoid(x: Tensor) -> Tensor:
    vals = [one(v) for v in x.reshape(-1).tolist()]
    return torch.tensor(vals, dtype=x.dtype, device=x.device).reshape(x.shape)


# %% if-on-whole-tensor: "if x >= 0" asks for the truth value of a whole tensor, which fails for more than one element and for none
import torch


def sigmoid(x):
    if x >= 0:
        return 1 / (1 + torch.exp(-x))
    else:
        e = torch.exp(x)
        return e / (1 + e)


# %% max-check-empty: looks at x.max() to print a warning; max() raises an error on an empty tensor
import torch
from torch import Tensor

def sigmoid(x: Tensor) -> Tensor:
    if x.max() > 500:
        print("warning: large values in x")
    return 1 / (1 + torch.exp(-x))


# %% softmax-over-elements: takes a softmax over the elements of x, which is another function
import torch
from torch import Tensor


def sigmoid(x: Tensor) -> Tensor:
    e = torch.exp(x - x.max())
    return e / e.sum()


# %% two-class-softmax-wrong-index: softmax of (x, 0) is a good idea, but it takes the entry of 0, which is 1 - sigmoid(x)
import torch


def sigmoid(x):
    pair = torch.stack([x, torch.zeros_like(x)])
    return torch.softmax(pair, dim=0)[1]


# %% derivative-instead: returns the derivative s * (1 - s) instead of s
import torch


def sigmoid(x):
    s = 1 / (1 + torch.exp(-x))
    return s * (1 - s)


# %% softsign: x / (1 + |x|), rescaled to 0..1, is the softsign and only looks like a sigmoid
import torch

def sigmoid(x):
    return 0.5 * (x / (1 + torch.abs(x)) + 1)


# %% hardsigmoid: uses the piecewise linear approximation F.hardsigmoid
import torch.nn.functional as F


def sigmoid(x):
    return F.hardsigmoid(x)


# %% alias-torch-sigmoid: runs the switched-off torch.sigmoid under another name
from torch import sigmoid as logistic
from torch import Tensor


def sigmoid(x: Tensor) -> Tensor:
    return logistic(x)


# %% method-after-clone: runs the switched-off Tensor.sigmoid on a copy
import torch


def sigmoid(x):
    y = x.clone()
    return y.sigmoid()


# %% getattr-trick: reaches the switched-off torch.sigmoid through getattr and a glued-together name
import torch


def sigmoid(x):
    fn = getattr(torch, "sig" + "moid")
    return fn(x)


# %% nn-sigmoid-module: runs the switched-off nn.Sigmoid, kept in a global object
import torch
from torch import nn

_act = nn.Sigmoid()


def sigmoid(x):
    return _act(x)


# %% special-expit: runs the switched-off torch.special.expit
import torch

def sigmoid(x):
    f = torch.special.expit
    return f(x)


# %% e-truncated: uses the constant 2.718 for e, which is too coarse
import torch

E = 2.718


def sigmoid(x):
    return 1 / (1 + E ** (-x))


# %% integer-division: uses // (C++ habit), which floors the result to 0 or 1
import torch


def sigmoid(x):
    return 1 // (1 + torch.exp(-x))


# %% wrong-parentheses: missing parentheses: (1 / 1) + exp(-x) instead of 1 / (1 + exp(-x))
import torch
from torch import Tensor

def sigmoid(x: Tensor) -> Tensor:
    return 1 / 1 + torch.exp(-x)


# %% epsilon-in-denominator: an epsilon of 1e-3 in the denominator makes every value slightly too small
import torch


def sigmoid(x):
    eps = 1e-3   # avoid division by zero
    return 1.0 / (1.0 + torch.exp(-x) + eps)


# %% detached-result: returns result.detach(), so there is no gradient
import torch


def sigmoid(x):
    z = torch.exp(-x)
    result = 1 / (1 + z)
    return result.detach()


# %% item-scalar: calls .item(), which fails for more than one element and gives a Python float otherwise
import torch


def sigmoid(x):
    return (1 / (1 + torch.exp(-x))).item()


# %% prints-no-return: prints the result and returns None
import torch


def sigmoid(x):
    y = 1 / (1 + torch.exp(-x))
    print("sigmoid:", y)


# %% atleast-1d: torch.atleast_1d turns a 0-d tensor into one of shape (1,)
import torch


def sigmoid(x):
    x = torch.atleast_1d(x)
    return 1 / (1 + torch.exp(-x))


# %% requires-grad-set: switches requires_grad on at the argument, which is a change of x
import torch


def sigmoid(x):
    x.requires_grad_(True)   # чтобы считались градиенты
    return 1 / (1 + torch.exp(-x))


# %% name-capital: the function is called Sigmoid, so there is no sigmoid
import torch


def Sigmoid(x):
    return 1 / (1 + torch.exp(-x))


# %% missing-import: torch is never imported, so the call ends in a NameError
def sigmoid(x):
    return 1 / (1 + torch.exp(-x))


# %% recursion-symmetry: uses sigmoid(-x) = 1 - sigmoid(x) for negative x by calling itself without ever reaching an end
import torch


def sigmoid(x):
    if (x < 0).any():
        return 1 - sigmoid(-x)
    return 1 / (1 + torch.exp(-x))


# %% abs-lost-sign: the stable form through abs(x) is used for both signs, so negative x gives sigmoid(|x|)
import torch


def sigmoid(x):
    z = torch.exp(-x.abs())
    return 1 / (1 + z)


# %% taylor-series: sums 30 terms of the Taylor series of exp, which is hopeless for large abs(x)
import torch


def my_exp(t):
    res = torch.ones_like(t)
    term = torch.ones_like(t)
    for k in range(1, 30):
        term = term * t / k
        res = res + term
    return res


def sigmoid(x):
    return 1 / (1 + my_exp(-x))


# %% nan-to-num-hides: patches the NaN of inf / inf away with nan_to_num, which puts 0 where 1 belongs
import torch


def sigmoid(x):
    out = torch.exp(x) / (1 + torch.exp(x))
    return torch.nan_to_num(out, nan=0.0)


# %% float-result-and-wrong-sign: two mistakes: the exponent has the wrong sign; and the result is cast to float32 even for float64 input
import torch


def sigmoid(x):
    y = 1 / (1 + torch.exp(x))
    return y.to(torch.float32)


# %% overflow-and-inplace: two mistakes: e^x / (1 + e^x) becomes NaN for large x; and exp_() overwrites the argument
import torch

def sigmoid(x):
    x.exp_()
    return x / (x + 1)


# %% numpy-and-loop: two mistakes: iterating over x fails on 0-d tensors; and the list of floats given to torch.tensor has no graph
import numpy as np
import torch


def sigmoid(x):
    out = []
    for v in x:
        out.append(1 / (1 + np.exp(-v.detach().numpy())))
    return torch.tensor(np.array(out), dtype=x.dtype)


# %% tanh-double-and-detach: two mistakes: tanh(x) instead of tanh(x/2); and the argument is detached
import torch
from torch import Tensor


def sigmoid(x: Tensor) -> Tensor:
    z = x.detach()
    return (torch.tanh(z) + 1) / 2


# %% clamp-inplace: two mistakes: clamp_ changes the argument in place; and clamping at ±5 gives wrong values beyond
import torch


def sigmoid(x):
    x.clamp_(min=-5, max=5)
    return 1 / (1 + torch.exp(-x))


# %% squeeze-and-no-grad: two mistakes: squeeze() drops dimensions of size 1; and no_grad cuts the graph
import torch


@torch.no_grad()
def sigmoid(x):
    x = x.squeeze()
    return 1 / (1 + torch.exp(-x))


# %% alias-and-data: two mistakes: the switched-off F.sigmoid is run under an alias; and it is run on x.data, so there is no gradient
import torch.nn.functional as F

s = F.sigmoid


def sigmoid(x):
    return s(x.data)


# %% half-precision-minus: two mistakes: computes in half precision, which is too coarse; and forgets the minus sign
import torch


def sigmoid(x):
    h = x.half()
    y = 1 / (1 + torch.exp(h))
    return y.to(x.dtype)


# %% large-ones-cut-off-in-place: writes to x itself against overflow, where there is one
import torch


def sigmoid(x):
    x.data.clamp_(-80, 80)
    return 1 / (1 + torch.exp(-x))
